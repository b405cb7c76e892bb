/**
 * How the phone draws attention to a call: it shakes and shows a notice where the browser can, which
 * many cannot (iOS Safari, pages without https, the browsers inside other apps). Nothing is promised
 * before a tap: a browser shakes only for a page that was touched, and shows notices only when asked.
 */
import { type ReadonlySignal, signal } from '@preact/signals';

/** `can`: a tap asks for what there is. The others: what a call brings from now on; `no`: nothing. */
export type Reminds = 'can' | 'notice' | 'shake' | 'both' | 'no';

export interface Reminding {
  readonly reminds: ReadonlySignal<Reminds>;
  /** By a tap: shakes shortly, asks for notices, and shows at once what a call will look like. */
  allow(sample: string): Promise<void>;
  /** Somebody is called: once for each call. */
  call(text: string): void;
}

/** Shows a notice; refused where the browser promised more than it does. */
type Show = (text: string) => Promise<unknown>;

/** Milliseconds: one short shake to try it by, and three for a call. */
const trial = 150;
const shakes = [300, 150, 300, 150, 300];
/** The worker stands above its scope, since a page's address is never a script's. */
const worker = { at: '/remind.js', scope: '/t/' };

export function remindingBy(browser: Window & typeof globalThis = window): Reminding {
  const { Notification: Notice, navigator } = browser;
  const shakable = typeof navigator.vibrate === 'function';
  const asked = () =>
    browser.isSecureContext && typeof Notice === 'function' ? Notice.permission : 'denied';
  let show: Show | null = null;
  let shaken = false;
  let busy = false;
  const reminds = signal<Reminds>(shakable || asked() !== 'denied' ? 'can' : 'no');

  const tell = () => {
    if (show) reminds.value = shaken ? 'both' : 'notice';
    else if (shaken) reminds.value = 'shake';
    // Who closed the question may be asked again, and who has not answered it, too.
    else reminds.value = asked() === 'default' ? 'can' : 'no';
  };
  const shown = async (text: string) => {
    try {
      await show?.(text);
    } catch {
      show = null;
      tell();
    }
  };
  const prepare = async () => {
    show = asked() === 'granted' ? await noticesOf(browser) : null;
  };
  // Allowed when the page was here before; whether it shakes only a tap tells.
  if (asked() === 'granted') void prepare().then(() => show && tell());

  return {
    reminds,
    allow: async (sample) => {
      if (busy || reminds.value !== 'can') return;
      busy = true;
      shaken = shakable && navigator.vibrate(trial);
      if (shaken) tell();
      if (asked() === 'default') {
        // Old Safari takes a callback and gives no promise.
        await new Promise<void>((answered) => {
          const answer = Notice.requestPermission(() => answered());
          answer?.then(() => answered());
        });
      }
      await prepare();
      await shown(sample);
      tell();
      busy = false;
    },
    call: (text) => {
      if (shaken) navigator.vibrate(shakes);
      if (browser.document.hidden) void shown(text);
    },
  };
}

/** By a worker where there are some (Android knows no other way), else by the page; null: not at all. */
async function noticesOf(browser: Window & typeof globalThis): Promise<Show | null> {
  const { Notification: Notice, location, navigator } = browser;
  const options = { tag: 'call', requireInteraction: true };
  if (navigator.serviceWorker) {
    try {
      await navigator.serviceWorker.register(worker.at, { scope: worker.scope });
      const ready = await navigator.serviceWorker.ready;
      return (text) => ready.showNotification(text, { ...options, data: location.href });
    } catch {
      // A relay of an older release has no such file: the page shows them where it may.
    }
  }
  return async (text) => void new Notice(text, options);
}
