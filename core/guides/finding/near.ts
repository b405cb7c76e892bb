/**
 * Near misses: with how few slips of the finger a pattern stands somewhere in a text. Myers' bit
 * vectors (J. ACM 46, 1999): one step a letter of the text, whatever the pattern's length.
 */

/** A pattern longer than this is not looked at for near misses: a machine word holds so many letters. */
const nearLettersMax = 30;

const codes = 128;

/** How many slips are forgiven in a pattern of so many letters. */
export function slipsIn(letters: number): number {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

/** Made once a pattern; letters beyond `nearLettersMax` are left out. */
export class Near {
  /** By letter, where it stands in the pattern; texts and patterns are of small Latin letters. */
  readonly #masks = new Int32Array(codes);
  readonly #letters: number;

  constructor(pattern: string) {
    this.#letters = Math.min(pattern.length, nearLettersMax);
    for (let at = 0; at < this.#letters; at += 1) {
      const code = pattern.charCodeAt(at);
      if (code < codes) this.#masks[code] = (this.#masks[code] ?? 0) | (1 << at);
    }
  }

  /** The fewest letters to change, add or leave out so that the pattern stands in the text. */
  slips(text: string): number {
    const last = 1 << (this.#letters - 1);
    const masks = this.#masks;
    let plus = (1 << this.#letters) - 1;
    let minus = 0;
    let slips = this.#letters;
    let fewest = slips;
    for (let at = 0; at < text.length; at += 1) {
      const equal = masks[text.charCodeAt(at)] ?? 0;
      const vertical = equal | minus;
      const cross = (((equal & plus) + plus) ^ plus) | equal;
      let up = minus | ~(cross | plus);
      let down = plus & cross;
      if (up & last) slips += 1;
      else if (down & last) slips -= 1;
      up <<= 1;
      down <<= 1;
      plus = down | ~(vertical | up);
      minus = up & vertical;
      if (slips < fewest) fewest = slips;
    }
    return fewest;
  }
}
