/**
 * Tells a code scanner that types (a "keyboard wedge") from a person at the same keyboard: a scanner
 * types a whole code in one breath and ends it with Enter or Tab. Only that last key can be taken
 * from the page, and only by a page that wants the scan; every other key goes its usual way. What an
 * input method makes of a scanner's keys is undone: full-width characters, Chinese punctuation, and
 * letters that it kept for itself are read from the key that was pressed.
 */

/** Two characters of one scan are no further apart; a busy computer may hold one up. */
export const scanGapMs = 100;
/** Over a whole scan characters come faster than anybody types. */
const meanGapMs = 60;
/**
 * Characters that follow others later than those of a scan and sooner than this may be the rest of a
 * scan that was held up for long: half a code is worse than none, so they are no scan.
 */
const afreshMs = 1_000;
/** What is shorter was no code. */
const scanLeast = 4;
/** What is longer was none either: it is passed over up to its end. */
const scanMost = 300;

/** A key press, as far as it matters. */
export type WedgeKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'timeStamp' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>;

/** Scanners send the keys of a US keyboard: plain and with Shift. */
const usKeys: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
};
const digitShift = ')!@#$%^&*(';

/** The character that a key types; null for a key that types none. */
export function charOf({ key, code, shiftKey }: WedgeKey): string | null {
  if (/^[ -~]$/.test(key)) return key;
  const typed = [...key].length === 1;
  // What an input method holds back has no character of its own, only its key.
  if (!typed && key !== 'Process' && key !== 'Unidentified') return null;
  const plain = typed ? key.normalize('NFKC') : '';
  return /^[ -~]$/.test(plain) ? plain : (usChar(code, shiftKey) ?? (typed ? plain : null));
}

function usChar(code: string, shift: boolean): string | null {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit !== undefined) return shift ? (digitShift[Number(digit)] ?? null) : digit;
  return usKeys[code]?.[shift ? 1 : 0] ?? null;
}

const ends = new Set(['Enter', 'NumpadEnter', 'Tab']);

/** The scan that may be coming in, key by key. Pure but for what it remembers. */
export class Wedge {
  #text = '';
  #firstAt = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  /** These characters may have had others before them. */
  #torn = false;

  /** Takes a key; the text of a scan when this key ends one, else null. */
  press(press: WedgeKey): string | null {
    // Scanners send some characters with these, none of which belongs into a code.
    if (press.ctrlKey || press.altKey || press.metaKey) return null;
    // A key that is held down comes as fast as a scanner, and is a person's.
    if (press.repeat) return this.#forget();
    const quick = press.timeStamp - this.#lastAt <= scanGapMs;
    if (ends.has(press.key) || ends.has(press.code)) return this.#end(press.timeStamp, quick);
    const char = charOf(press);
    if (char === null) return press.key === 'Shift' ? null : this.#forget();
    if (!quick) {
      this.#torn = press.timeStamp - this.#lastAt <= afreshMs;
      this.#text = '';
      this.#firstAt = press.timeStamp;
    }
    // One more than the most, so that what is too long stays too long.
    this.#text = (this.#text + char).slice(0, scanMost + 1);
    this.#lastAt = press.timeStamp;
    return null;
  }

  #end(at: number, quick: boolean): string | null {
    const text = this.#text;
    const fast = at - this.#firstAt <= meanGapMs * text.length;
    const torn = this.#torn;
    this.#forget();
    if (!quick || !fast || torn || text.length < scanLeast || text.length > scanMost) return null;
    const plain = text.trim();
    return plain === '' ? null : plain;
  }

  #forget(): null {
    this.#text = '';
    this.#torn = false;
    this.#lastAt = Number.NEGATIVE_INFINITY;
    return null;
  }
}

/**
 * Listens to the keys of a page until the returned function is called. `onScan` says whether the
 * page takes the scan; then the key that ended it does nothing else. In a field the characters stand
 * as they were typed; a page that takes a scan puts the field right.
 */
export function listenToScans(
  page: Pick<Document, 'addEventListener' | 'removeEventListener'>,
  onScan: (text: string) => boolean,
): () => void {
  const wedge = new Wedge();
  const onKey = (press: KeyboardEvent) => {
    const text = wedge.press(press);
    if (text === null || !onScan(text)) return;
    press.preventDefault();
    press.stopPropagation();
  };
  // Before anything on the page: a form would be sent, a button pressed.
  page.addEventListener('keydown', onKey, true);
  return () => page.removeEventListener('keydown', onKey, true);
}
