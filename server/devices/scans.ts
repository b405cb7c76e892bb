/**
 * Codes between a scanner on a line and the page at its place. Who said last that it hears them hears
 * alone, as the page in front gets the keys of a scanner that types. Nothing is kept: a code that
 * nobody hears in the moment in which it is read was nobody's.
 */
import type { Scanner } from '../../drivers/driver.ts';

/** Pages of one place that may listen behind one another; more are pages that went without a word. */
const listenersMax = 16;

type Tell = (text: string) => void;

export class Scans {
  readonly #places = new Map<string, Tell[]>();
  readonly #ends: readonly (() => void)[];

  /** By place: `kiosk:<id>`, `counter:<id>`. */
  constructor(scanners: ReadonlyMap<string, Pick<Scanner, 'onScan'>>) {
    this.#ends = [...scanners].map(([place, scanner]) => {
      const listeners: Tell[] = [];
      this.#places.set(place, listeners);
      return scanner.onScan((text) => listeners.at(-1)?.(text));
    });
  }

  /** Whether a scanner stands at this place. */
  has(place: string): boolean {
    return this.#places.has(place);
  }

  /** Tells what is scanned at this place, until the returned function is called. */
  hear(place: string, tell: Tell): () => void {
    const listeners = this.#places.get(place);
    if (!listeners) return () => {};
    const mine: Tell = (text) => tell(text);
    if (listeners.length >= listenersMax) listeners.shift();
    listeners.push(mine);
    return () => {
      const at = listeners.indexOf(mine);
      if (at >= 0) listeners.splice(at, 1);
    };
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const listeners of this.#places.values()) listeners.length = 0;
  }
}
