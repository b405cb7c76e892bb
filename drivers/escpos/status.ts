/**
 * What a printer's status bytes say. Replies carry no name, only fixed bits that tell their kind;
 * what does not have them is noise and is told as noise, never guessed at.
 * Sources: Epson ESC/POS reference, `DLE EOT`, `GS r`, `GS a`; clones follow it for 1, 2 and 4.
 */

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
  readonly error: boolean | null;
}

export const nothingKnown: Facts = {
  offline: null,
  coverOpen: null,
  paperOut: null,
  paperLow: null,
  error: null,
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
      return { ...facts, error: facts.error === true || (byte & 0x6c) !== 0 };
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
    paperLow: (paper & 0x03) !== 0,
    paperOut: (paper & 0x0c) !== 0,
  };
}

/**
 * One word for what is known, the most helpful first: an open cover also reports no paper.
 * `ready` only when both the printer and its paper have spoken.
 */
export function judge(
  facts: Facts,
): 'ready' | 'paper-low' | 'paper-out' | 'cover-open' | 'offline' | 'error' | 'unknown' {
  if (facts.coverOpen) return 'cover-open';
  if (facts.paperOut) return 'paper-out';
  if (facts.error) return 'error';
  if (facts.offline) return 'offline';
  if (facts.offline === null || facts.paperOut === null) return 'unknown';
  return facts.paperLow ? 'paper-low' : 'ready';
}
