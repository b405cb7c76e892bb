/**
 * How the phone draws attention to a call: it shakes and shows a notice where the browser can, which
 * many cannot (iOS Safari, pages without https, the browsers inside other apps). What is absent is
 * said. Permission is asked for by a tap and never by itself.
 */
import { type ReadonlySignal, signal } from '@preact/signals';

/** `can`: a tap asks for it. `on`: notices are shown. `no`: this browser shows none, or may not. */
export type Notices = 'can' | 'on' | 'no';

export interface Reminding {
  readonly notices: ReadonlySignal<Notices>;
  /** Whether the phone can shake; a phone may still be set to silence. */
  readonly shakes: boolean;
  /** Asks, by a tap; shows at once what a call will look like, so that a browser that cannot is found out. */
  allow(sample: string): Promise<void>;
  /** Somebody is called: once for each call. */
  call(text: string): void;
}

/** Three short shakes. */
const shake = [300, 150, 300, 150, 300];

export function remindingBy(browser: Window & typeof globalThis = window): Reminding {
  const { Notification: Notice, navigator } = browser;
  // Android's browsers have them for service workers alone, and say so only when one is shown.
  const android = /Android/i.test(navigator.userAgent);
  const offered = browser.isSecureContext && typeof Notice === 'function' && !android;
  const now = (): Notices => {
    if (!offered || Notice.permission === 'denied') return 'no';
    return Notice.permission === 'granted' ? 'on' : 'can';
  };
  const notices = signal<Notices>(now());
  const shakes = typeof navigator.vibrate === 'function';

  const show = (text: string) => {
    try {
      new Notice(text, { tag: 'call', requireInteraction: true });
    } catch {
      // A browser that promised more than it does: as good as none.
      notices.value = 'no';
    }
  };
  return {
    notices,
    shakes,
    allow: async (sample) => {
      if (notices.value !== 'can') return;
      // Old Safari takes a callback and gives no promise.
      await new Promise<void>((answered) => {
        const asked = Notice.requestPermission(() => answered());
        asked?.then(() => answered());
      });
      notices.value = now();
      if (notices.value === 'on') show(sample);
    },
    call: (text) => {
      if (shakes) navigator.vibrate(shake);
      if (notices.value === 'on' && browser.document.hidden) show(text);
    },
  };
}
