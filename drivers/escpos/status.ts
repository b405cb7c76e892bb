/**
 * What a printer's status bytes say. Replies carry no name, only fixed bits that tell their kind;
 * what does not have them is noise and is told as noise, never guessed at.
 * Sources: Epson ESC/POS reference, `DLE EOT`, `GS r`, `GS a`; clones follow it for 1, 2 and 4.
 * Unverified on clones, hence behind the setting `errors`: which error it is (question 3, and the
 * second byte of an automatic status: 0x08 cutter, 0x24 broken, 0x40 too hot).
 */
import type { PrinterState } from '../driver.ts';

/** 1 the printer, 2 why it is offline, 3 which error, 4 its paper. */
export type Question = 1 | 2 | 3 | 4;

export type Reply =
  /** An answer to `DLE EOT n`, whichever n was asked. */
  | { readonly kind: 'status'; readonly byte: number }
  /** An answer to `GS r`: all that was sent before it has been done. */
  | { readonly kind: 'in-order'; readonly byte: number }
  /** Four bytes that the printer sent by itself (automatic status back). */
  | { readonly kind: 'auto'; readonly bytes: readonly number[] }
  | { readonly kind: 'noise'; readonly byte: number };

/** `DLE EOT n`, answered at once, even when the printer is offline or busy. */
export function ask(question: Question): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** `GS r 1`, paper status, answered in its turn: after what was sent before is on paper. */
export const askInOrder = Uint8Array.of(0x1d, 0x72, 0x01);

/**
 * `GS a 255`: from now on it says by itself what changes, and at once how it is now. `ESC @` ends
 * it, so it is said again behind every slip.
 */
export const askAlways = Uint8Array.of(0x1d, 0x61, 0xff);

const autoBytes = 4;
const flowControl = [0x11, 0x13];

/**
 * Splits what was heard into replies. `rest` holds the beginning of an automatic status whose end
 * has not come; give it back with the next bytes. XON and XOFF are passed over.
 */
export function readReplies(
  rest: readonly number[],
  bytes: Uint8Array,
): { readonly replies: readonly Reply[]; readonly rest: readonly number[] } {
  const replies: Reply[] = [];
  let auto = [...rest];
  for (const byte of bytes) {
    if (auto.length > 0 && (byte & 0x90) === 0) {
      auto.push(byte);
      if (auto.length < autoBytes) continue;
      replies.push({ kind: 'auto', bytes: auto });
      auto = [];
      continue;
    }
    replies.push(...auto.map((stray): Reply => ({ kind: 'noise', byte: stray })));
    auto = [];
    if (flowControl.includes(byte)) continue;
    if ((byte & 0x93) === 0x12) replies.push({ kind: 'status', byte });
    else if ((byte & 0x93) === 0x10) auto = [byte];
    else if ((byte & 0x90) === 0) replies.push({ kind: 'in-order', byte });
    else replies.push({ kind: 'noise', byte });
  }
  return { replies, rest: auto };
}

/** What is known of a printer; a fact it did not tell is null. */
export interface Facts {
  readonly offline: boolean | null;
  readonly coverOpen: boolean | null;
  readonly paperOut: boolean | null;
  readonly paperLow: boolean | null;
  /** Some error; the three below say which, where it tells. */
  readonly error: boolean | null;
  readonly cutter: boolean | null;
  /** Its head is too hot; it goes on by itself when it has cooled. */
  readonly hot: boolean | null;
  /** Any other: it has to be switched off and on, or mended. */
  readonly broken: boolean | null;
}

export const nothingKnown: Facts = {
  offline: null,
  coverOpen: null,
  paperOut: null,
  paperLow: null,
  error: null,
  cutter: null,
  hot: null,
  broken: null,
};

/** Adds an answer to what is known. Of paired bits one is enough: clones set only one of them. */
export function learn(facts: Facts, question: Question, byte: number): Facts {
  switch (question) {
    case 1:
      return { ...facts, offline: (byte & 0x08) !== 0 };
    case 2:
      return {
        ...facts,
        coverOpen: (byte & 0x04) !== 0,
        paperOut: (byte & 0x20) !== 0 ? true : facts.paperOut,
        error: (byte & 0x40) !== 0,
      };
    case 3:
      return { ...facts, ...errorsOf(byte), error: facts.error === true || (byte & 0x6c) !== 0 };
    case 4:
      return {
        ...facts,
        paperLow: (byte & 0x0c) !== 0,
        paperOut: facts.paperOut === true || (byte & 0x60) !== 0,
      };
  }
}

/** What the four bytes of an automatic status say. */
export function learnAuto(bytes: readonly number[]): Facts {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    error: (errors & 0x6c) !== 0,
    ...errorsOf(errors),
    paperLow: (paper & 0x03) !== 0,
    paperOut: (paper & 0x0c) !== 0,
  };
}

const errorsOf = (byte: number): Pick<Facts, 'cutter' | 'hot' | 'broken'> => ({
  cutter: (byte & 0x08) !== 0,
  hot: (byte & 0x40) !== 0,
  broken: (byte & 0x24) !== 0,
});

export type Judged = Exclude<PrinterState, 'unplugged' | 'silent'>;

/**
 * One word for what is known, the most helpful first: an open cover also reports no paper.
 * `ready` only when both the printer and its paper have spoken; `overheated` only when nothing
 * else is wrong, since it alone passes by itself.
 */
export function judge(facts: Facts): Judged {
  if (facts.coverOpen) return 'cover-open';
  if (facts.paperOut) return 'paper-out';
  if (facts.cutter || facts.broken) return 'error';
  if (facts.hot) return 'overheated';
  if (facts.error) return 'error';
  if (facts.offline) return 'offline';
  if (facts.offline === null || facts.paperOut === null) return 'unknown';
  return facts.paperLow ? 'paper-low' : 'ready';
}

/** A state in a technician's words, with what is known of its reason. */
export function tell(state: PrinterState, facts: Facts = nothingKnown): string {
  if (state === 'error' && facts.cutter) return 'its cutter is jammed';
  const words: Partial<Record<PrinterState, string>> = {
    ready: 'ready',
    'paper-low': 'paper is near its end',
    'paper-out': 'no paper',
    'cover-open': 'the cover is open',
    overheated: 'its head is too hot; it goes on when it has cooled',
    offline: 'offline at its own panel',
    error: 'it reports an error',
    unknown: 'it answers, but does not tell of its paper',
  };
  return words[state] ?? state;
}
