/**
 * A keyboard at the kiosk: one with keys, for whoever cannot use the touchscreen, or a code scanner,
 * which types what it reads in one breath (ui/wedge.ts).
 */
import { listenToScans } from '../../ui/wedge.ts';

export interface KeysHeard {
  onLetter(letter: string): void;
  onDelete(): void;
  /** Enter, by hand and not on a button. */
  onEnter(): void;
  /** Whether a scan is of use on this page; if so it is taken, and the key behind it does nothing. */
  onScan(text: string): boolean;
}

/** Listens for as long as the page is open. */
export function listenToKeys(heard: KeysHeard): void {
  listenToScans(document, (text) => heard.onScan(text));
  document.addEventListener('keydown', (key) => {
    if (key.defaultPrevented || key.ctrlKey || key.altKey || key.metaKey) return;
    if (key.key.length === 1) heard.onLetter(key.key);
    else if (key.key === 'Backspace') heard.onDelete();
    else if (key.key === 'Enter' && !(key.target instanceof HTMLButtonElement)) heard.onEnter();
  });
}
