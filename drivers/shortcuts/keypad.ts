/**
 * The shortcuts of a counter PC's desktop as a caller keypad: whatever window is in front, a key that
 * the desktop gives to us is pressed here. It has no display and no line; the desktop grabs the key,
 * since only it may (X11 and Wayland alike).
 */
import type { Clock } from '../clock.ts';
import type { Health, Keypad, KeypadKey } from '../driver.ts';

/** The keys of one PC: who presses them, and the keypad that hears them. */
export class Shortcuts {
  readonly #clock: Clock;
  #keypad: ShortcutKeypad | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False: no counter has given its keypad to this PC. */
  press(key: KeypadKey): boolean {
    this.#keypad?.press(key, this.#clock.now());
    return this.#keypad !== null;
  }

  /** The keypad, which hears every key from now on until it is closed. */
  open(): Keypad {
    const keypad = new ShortcutKeypad(() => {
      if (this.#keypad === keypad) this.#keypad = null;
    });
    this.#keypad = keypad;
    return keypad;
  }
}

class ShortcutKeypad implements Keypad {
  readonly #keys = new Set<(key: KeypadKey) => void>();
  readonly #closed: () => void;
  #heardAt: number | null = null;

  constructor(closed: () => void) {
    this.#closed = closed;
  }

  press(key: KeypadKey, at: number): void {
    this.#heardAt = at;
    for (const tell of [...this.#keys]) tell(key);
  }

  onKey(tell: (key: KeypadKey) => void): () => void {
    this.#keys.add(tell);
    return () => this.#keys.delete(tell);
  }

  /** What is called, who waits and what was refused stand on the console. */
  showCalled(): void {}
  showWaiting(): void {}
  beep(): void {}

  health(): Health {
    const detail = 'keys of the desktop';
    return { state: 'ready', heardAt: this.#heardAt, detail };
  }

  /** It is always ready: there is nothing that could be told. */
  onHealth(): () => void {
    return () => {};
  }

  async close(): Promise<void> {
    this.#keys.clear();
    this.#closed();
  }
}
