/**
 * What a modem says, as lines: they end with CR LF, a report takes two, and the prompt for a message
 * ends with nothing at all.
 */

export type Said =
  | { readonly kind: 'line'; readonly text: string }
  /** `> `: now the message. */
  | { readonly kind: 'prompt' }
  /** `+CDS:` with the line behind it. */
  | { readonly kind: 'report'; readonly hex: string };

/** Nothing that a modem says is longer; more is noise. */
const lineCharsMax = 1_024;

export class GsmParser {
  #text = '';
  /** The next line is the report itself. */
  #report = false;

  /** What is complete now. Bytes that are no ASCII are passed over as they are: nobody knows them. */
  push(bytes: Uint8Array): Said[] {
    this.#text += Buffer.from(bytes).toString('latin1');
    const said: Said[] = [];
    for (;;) {
      // The blank behind a prompt may come with the next byte: blanks before a line are nothing.
      this.#text = this.#text.trimStart();
      if (this.#text.startsWith('>')) {
        this.#text = this.#text.slice(1);
        said.push({ kind: 'prompt' });
        continue;
      }
      const end = this.#text.search(/[\r\n]/);
      if (end < 0) break;
      said.push(...this.#line(this.#text.slice(0, end).trimEnd()));
      this.#text = this.#text.slice(end + 1);
    }
    if (this.#text.length > lineCharsMax) this.#text = '';
    return said;
  }

  clear(): void {
    this.#text = '';
    this.#report = false;
  }

  #line(line: string): Said[] {
    if (/^\+CDS:/i.test(line)) {
      this.#report = true;
      return [];
    }
    if (this.#report) {
      this.#report = false;
      if (/^[0-9A-F]+$/i.test(line)) return [{ kind: 'report', hex: line }];
    }
    return [{ kind: 'line', text: line }];
  }
}
