/**
 * A keyboard at the kiosk: one with keys, for whoever cannot use the touchscreen, or a code scanner,
 * which types what it reads in one breath and ends with Enter.
 */

/** Characters closer together than this come from one scan; nobody types so fast for long. */
export const scanGapMs = 100;
/** What is shorter was no code. */
const scanLeast = 4;
const scanMost = 300;

export interface KeysHeard {
  onLetter(letter: string): void;
  onDelete(): void;
  /** Enter, by hand and not on a button. */
  onEnter(): void;
  /** Whether a scan is of use on this page; if so it is taken, and Enter presses nothing. */
  onScan(text: string): boolean;
}

/** Listens for as long as the page is open. */
export function listenToKeys(heard: KeysHeard): void {
  let scanned = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  document.addEventListener('keydown', (key) => {
    if (key.ctrlKey || key.altKey || key.metaKey) return;
    const quick = key.timeStamp - lastAt <= scanGapMs;
    if (key.key.length === 1) {
      scanned = (quick ? scanned : '').concat(key.key).slice(-scanMost);
      lastAt = key.timeStamp;
      heard.onLetter(key.key);
    } else if (key.key === 'Backspace') {
      heard.onDelete();
    } else if (key.key === 'Enter') {
      const text = quick ? scanned : '';
      scanned = '';
      if (text.length >= scanLeast && heard.onScan(text)) key.preventDefault();
      else if (!(key.target instanceof HTMLButtonElement)) heard.onEnter();
    }
  });
}
