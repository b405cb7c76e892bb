/** Reading what a printer says of itself: the documented bytes, and everything that is not one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judge,
  learn,
  learnAuto,
  nothingKnown,
  type Question,
  readReplies,
  tell,
} from '../../../drivers/escpos/status.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';

const bytes = readHex('escpos-status.hex');
const byteOf = (name: string): number => bytes.get(name)?.[0] ?? Number.NaN;
const bytesOf = (name: string): Buffer => bytes.get(name) ?? Buffer.alloc(0);

/** What a printer answers to 1, 2, 4 by the names in the fixture. */
function stateOf(printer: string, cause: string, paper: string): string {
  const answers: [Question, string][] = [
    [1, printer],
    [4, paper],
    [2, cause],
  ];
  return judge(answers.reduce((facts, [q, name]) => learn(facts, q, byteOf(name)), nothingKnown));
}

describe('the recorded bytes', () => {
  test.each([
    ['online', 'nothing wrong', 'paper', 'ready'],
    ['drawer open', 'nothing wrong', 'paper', 'ready'],
    ['online', 'nothing wrong', 'near end', 'paper-low'],
    ['offline', 'paper end stop', 'end', 'paper-out'],
    ['offline', 'paper end stop', 'end without near end sensor', 'paper-out'],
    ['offline', 'cover open', 'end', 'cover-open'],
    ['offline', 'cover open', 'paper', 'cover-open'],
    ['offline', 'error', 'paper', 'error'],
    ['offline', 'nothing wrong', 'paper', 'offline'],
  ])('%s, %s, %s: %s', (printer, cause, paper, state) => {
    expect(stateOf(printer, cause, paper)).toBe(state);
  });

  test.each([
    ['automatic', 'ready'],
    ['automatic cover open', 'cover-open'],
    ['automatic near end', 'paper-low'],
    ['automatic end', 'paper-out'],
    ['automatic too hot', 'overheated'],
    ['automatic cutter', 'error'],
    ['automatic broken', 'error'],
  ])('%s: %s', (name, state) => {
    const { replies, rest } = readReplies([], bytesOf(name));
    expect(rest).toEqual([]);
    expect(replies.map((reply) => reply.kind)).toEqual(['auto']);
    expect(judge(learnAuto([...bytesOf(name)]))).toBe(state);
  });

  test.each([
    ['too hot', 'overheated', 'its head is too hot; it goes on when it has cooled'],
    ['cutter', 'error', 'its cutter is jammed'],
    ['broken', 'error', 'it reports an error'],
  ])('question 3, %s: %s', (name, state, words) => {
    const facts = learn(learn(nothingKnown, 2, byteOf('error')), 3, byteOf(name));
    expect(judge(facts)).toBe(state);
    expect(tell(judge(facts), facts)).toBe(words);
    // Heat beside another error passes with that error only.
    const both = learn(facts, 3, byteOf(name) | byteOf('cutter') | byteOf('too hot'));
    expect(judge(both)).toBe('error');
  });

  test('answers in turn and answers at once are told apart by their fixed bits', () => {
    const kinds = (name: string) => readReplies([], bytesOf(name)).replies.map(({ kind }) => kind);
    for (const name of ['in turn', 'in turn near end', 'in turn end']) {
      expect(kinds(name), name).toEqual(['in-order']);
    }
    for (const name of ['online', 'offline', 'near end', 'end', 'error', 'cutter']) {
      expect(kinds(name), name).toEqual(['status']);
    }
  });
});

describe('never better than what was said', () => {
  test('a printer that did not speak of its paper is not ready', () => {
    expect(judge(nothingKnown)).toBe('unknown');
    expect(judge(learn(nothingKnown, 1, byteOf('online')))).toBe('unknown');
    expect(judge(learn(nothingKnown, 4, byteOf('paper')))).toBe('unknown');
  });

  test('one of two paired bits is enough: clones set only one', () => {
    for (const bit of [0x20, 0x40]) {
      const facts = learn(learn(nothingKnown, 1, 0x12), 4, 0x12 | bit);
      expect(judge(facts)).toBe('paper-out');
    }
    for (const bit of [0x04, 0x08]) {
      const facts = learn(learn(nothingKnown, 1, 0x12), 4, 0x12 | bit);
      expect(judge(facts)).toBe('paper-low');
    }
  });
});

describe('the reader', () => {
  test('passes over XON and XOFF', () => {
    expect(readReplies([], Uint8Array.of(0x11, 0x12, 0x13)).replies).toEqual([
      { kind: 'status', byte: 0x12 },
    ]);
  });

  test('an automatic status that breaks off is noise, and what follows is read', () => {
    expect(readReplies([], Uint8Array.of(0x10, 0x00, 0x12)).replies).toEqual([
      { kind: 'noise', byte: 0x10 },
      { kind: 'noise', byte: 0x00 },
      { kind: 'status', byte: 0x12 },
    ]);
  });

  test('any bytes, cut anywhere, give the same replies; none is lost or made up', () => {
    const cuts = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (pieces) => {
        const whole = readReplies([], Buffer.concat(pieces));
        let rest: readonly number[] = [];
        const replies = [];
        for (const piece of pieces) {
          const read = readReplies(rest, piece);
          replies.push(...read.replies);
          rest = read.rest;
        }
        expect({ replies, rest }).toEqual(whole);
        const told = replies.flatMap((reply) =>
          reply.kind === 'auto' ? reply.bytes : [reply.byte],
        );
        const heard = [...Buffer.concat(pieces)].filter((byte) => byte !== 0x11 && byte !== 0x13);
        expect([...told, ...rest].filter((byte) => byte !== 0x11 && byte !== 0x13)).toEqual(heard);
        expect(rest.length).toBeLessThan(4);
      }),
      { numRuns: 5_000 },
    );
  });

  test('whatever bytes answer the questions, ready needs a good word on printer and paper', () => {
    const answers = fc.array(fc.tuple(fc.constantFrom<Question>(1, 2, 3, 4), fc.nat(255)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(answers, (said) => {
        const facts = said.reduce((known, [q, byte]) => learn(known, q, byte), nothingKnown);
        const state = judge(facts);
        if (state !== 'ready' && state !== 'paper-low') return;
        const lastTo = (q: Question) => said.findLast(([asked]) => asked === q)?.[1];
        expect((lastTo(1) ?? 0xff) & 0x08).toBe(0);
        expect((lastTo(4) ?? 0xff) & 0x60).toBe(0);
        expect((lastTo(2) ?? 0) & 0x64).toBe(0);
      }),
      { numRuns: 5_000 },
    );
  });
});
