/**
 * Random and mutated talk for the card reader's parser and for the reader of a card's text, by seed:
 * nothing throws, memory stays bounded, and after any rubbish the next good frames are found. The
 * suite plays 50,000; a night plays as many as it is told (`fuzzSam`).
 */
import { readCard } from '../../../drivers/sam/card.ts';
import { framed, headBytes, lengthMax, readReply } from '../../../drivers/sam/frame.ts';
import { Parser } from '../../../drivers/sam/parser.ts';
import { testCards, textOf } from '../../../fixtures/machines/reader-cards.ts';

/** Mulberry32: the same numbers for the same seed. */
export function diceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const texts = Object.values(testCards).map(textOf);
const cardFrame = (text: Uint8Array) =>
  framed(Buffer.concat([Buffer.from([0, 0, 0x90, 1, 0, 4, 0]), text, Buffer.alloc(1_024, 0x5a)]));
const good: readonly Uint8Array[] = [
  framed([0, 0, 0x90]),
  framed([0, 0, 0x80]),
  framed([0, 0, 0x9f, 0, 0, 0, 0]),
  framed([0, 0, 0x90, 0, 0, 0, 0, 0, 0, 0, 0]),
  ...texts.map(cardFrame),
];
/** No good frame lies hidden in it, and it is told apart from whatever rubbish came before. */
const known = framed([0, 0, 0x66]);

const fill = Buffer.concat(Array(Math.ceil((headBytes + lengthMax) / known.length)).fill(known));

/** Plays `count` inputs from `seed` on; throws with the seed of the first that goes wrong. */
export function fuzzSam(count: number, seed: number): void {
  for (let at = seed; at < seed + count; at += 1) {
    try {
      playParser(diceOf(at));
      playText(diceOf(at ^ 0x5a5a5a5a));
    } catch (error) {
      throw new Error(`seed ${at}: ${String(error)}`);
    }
  }
}

function playParser(dice: (below: number) => number): void {
  let last: Uint8Array | null = null;
  const parser = new Parser((frame) => {
    readReply(frame, dice(2) === 0 ? 'all' : 'resident');
    last = Uint8Array.from(frame);
  });
  const bytes = rubbish(dice);
  let stray = 0;
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + 1 + dice(64));
    stray += parser.take(piece);
    if (parser.held > headBytes + lengthMax) throw new Error(`${parser.held} bytes held`);
    at += piece.length;
  }
  if (stray > bytes.length) throw new Error('more stray bytes than were heard');
  // A false beginning may promise the longest of all answers: no more than that is waited for.
  if (dice(16) === 0) parser.take(fill);
  else parser.clear();
  last = null;
  parser.take(known);
  if (last === null || Buffer.compare(last, known) !== 0) throw new Error('lost its step');
}

function rubbish(dice: (below: number) => number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let part = dice(4); part >= 0; part -= 1) {
    const frame = Uint8Array.from(good[dice(dice(8) === 0 ? good.length : 4)] ?? known);
    switch (dice(6)) {
      case 0:
        parts.push(Uint8Array.from({ length: dice(40) }, () => dice(256)));
        break;
      case 1:
        parts.push(frame.subarray(0, dice(frame.length)));
        break;
      case 2:
        parts.push(frame.subarray(dice(frame.length)));
        break;
      case 3:
        parts.push(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, dice(12), dice(256)));
        break;
      case 4:
        frame[dice(frame.length)] = dice(256);
        parts.push(frame);
        break;
      default:
        parts.push(frame);
    }
  }
  return Buffer.concat(parts);
}

function playText(dice: (below: number) => number): void {
  const text = Uint8Array.from(texts[dice(texts.length)] ?? []);
  for (let change = dice(6); change > 0; change -= 1) text[dice(text.length)] = dice(256);
  const bytes = dice(16) === 0 ? text.subarray(0, dice(text.length)) : text;
  const card = readCard(bytes, dice(2) === 0 ? 'all' : 'resident');
  if (!('read' in card)) return;
  const { name, number, birth, validFrom, validTo } = card.read;
  const dates = [birth, validFrom, ...(validTo === null ? [] : [validTo])];
  if (name === '' || !/^[A-Z0-9]{15,18}$/.test(number)) throw new Error('a holder of nothing');
  if (!dates.every((date) => /^\d{4}-\d\d-\d\d$/.test(date))) throw new Error('a date of nothing');
}
