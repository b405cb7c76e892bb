/**
 * The kiosk by keys alone: a keyboard, or the keypad with arrows that stands before a kiosk for who does
 * not see its screen. Arrows go through what can be pressed, Enter presses, Escape goes back. Where no
 * number is typed, the digits of a numeric keypad do the same. docs/kiosk.md has the table.
 */

export type Steer =
  | 'next'
  | 'previous'
  | 'press'
  | 'back'
  | 'start'
  | 'help'
  | 'again'
  | 'sound-on'
  | 'sound-off'
  | 'sound-toggle';

type Press = Pick<KeyboardEvent, 'key' | 'code'>;

const byKey: Readonly<Record<string, Steer>> = {
  ArrowDown: 'next',
  ArrowRight: 'next',
  ArrowUp: 'previous',
  ArrowLeft: 'previous',
  Escape: 'back',
  Home: 'start',
  F1: 'help',
  F2: 'again',
  // What a keypad with a jack for headphones is set to send.
  F15: 'sound-on',
  F16: 'sound-off',
  F4: 'sound-toggle',
};

const byNumpad: Readonly<Record<string, Steer>> = {
  Numpad8: 'previous',
  Numpad4: 'previous',
  Numpad2: 'next',
  Numpad6: 'next',
  Numpad5: 'press',
  Numpad0: 'again',
  NumpadDecimal: 'back',
  NumpadSubtract: 'back',
  NumpadDivide: 'start',
  NumpadMultiply: 'sound-toggle',
  NumpadAdd: 'help',
};

/** What a key is for; null: nothing of this. `typing`: the page takes digits for itself. */
export function steerOf({ key, code }: Press, typing: boolean): Steer | null {
  const numpad = typing ? undefined : byNumpad[code];
  return byKey[key] ?? numpad ?? null;
}

/** What can be pressed, in the order in which it is read: the page, then its foot. */
const controls = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('#page button, #page input, #page a[href]')].filter(
    (one) => !one.matches(':disabled, .leaving') && one.offsetParent !== null,
  );

/** Goes on to the next control, or the one before; round at the ends. */
function moveFocus(by: 1 | -1): void {
  const all = controls();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const from = at < 0 && by < 0 ? 0 : at;
  all[(from + by + all.length) % all.length]?.focus();
}

/** A page that came by a key is read from its title on. */
export const focusTitle = (): void =>
  document.querySelector<HTMLElement>('#page h1')?.focus({ preventScroll: true });

/**
 * A control that goes, as a candidate that is chosen, takes the focus with it: it then goes on to what
 * stands in its place, or to the title of the page that came. Runs for as long as the page is open.
 */
export function keepFocus(byKeys: () => boolean): void {
  const page = document.getElementById('page');
  const titleNow = () => document.querySelector('#page h1');
  let title: Element | null = null;
  let place = -1;
  document.addEventListener('focusin', ({ target }) => {
    title = titleNow();
    place = controls().indexOf(target as HTMLElement);
  });
  const changed = () => {
    if (!byKeys() || title === null || document.activeElement !== document.body) return;
    const all = controls();
    if (place < 0 || titleNow() !== title) focusTitle();
    else all[Math.min(place, all.length - 1)]?.focus();
  };
  if (page) new MutationObserver(changed).observe(page, { childList: true, subtree: true });
}

export interface Steered {
  /** Whether the page that is up takes digits. */
  typing(): boolean;
  steer(steer: Exclude<Steer, 'next' | 'previous' | 'press'>): void;
  /** The last word came from a key, not from a finger. */
  byKeys(keys: boolean): void;
}

/** Listens for as long as the page is open. */
export function listenToSteering(steered: Steered): void {
  document.addEventListener('pointerdown', () => steered.byKeys(false), true);
  document.addEventListener('keydown', (press) => {
    if (press.defaultPrevented || press.ctrlKey || press.altKey || press.metaKey) return;
    const steer = steerOf(press, steered.typing());
    if (steer !== null || press.key === 'Tab' || press.key === 'Enter') steered.byKeys(true);
    if (steer === null) return;
    press.preventDefault();
    if (steer === 'next') moveFocus(1);
    else if (steer === 'previous') moveFocus(-1);
    else if (steer === 'press') (document.activeElement as HTMLElement | null)?.click();
    else steered.steer(steer);
  });
}
