/**
 * Bytes of the card reader against the vectors, and what is read out of a card's text: name, number
 * and dates, by layout, and why a card is refused.
 */
import { describe, expect, test } from 'vitest';
import { isResidentId } from '../../../core/wire/person.ts';
import { readCard } from '../../../drivers/sam/card.ts';
import { ask, nameOf, type Reply, readReply } from '../../../drivers/sam/frame.ts';
import { Parser } from '../../../drivers/sam/parser.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';
import {
  numberOf,
  type TestCard,
  testCards,
  textOf,
} from '../../../fixtures/machines/reader-cards.ts';
import { fuzzSam } from './fuzz.ts';

const hex = readHex('sam.hex');
const vector = (name: string): Buffer => hex.get(name) ?? Buffer.alloc(0);
const whole = Buffer.concat([vector('card text'), Buffer.alloc(1_024), vector('card check')]);
const card = (name: string): TestCard => testCards[name] ?? ({} as TestCard);

function heard(bytes: Uint8Array, cards: 'resident' | 'all' = 'resident'): Reply[] {
  const replies: Reply[] = [];
  new Parser((frame) => replies.push(readReply(frame, cards))).take(bytes);
  return replies;
}

describe('questions', () => {
  test.each(['reset', 'status', 'find', 'select', 'read'] as const)('%s', (question) => {
    expect(Buffer.from(ask(question)).toString('hex')).toBe(vector(question).toString('hex'));
  });
});

describe('answers', () => {
  test.each([
    ['done', { is: 'done' }],
    ['selected', { is: 'done' }],
    ['found', { is: 'found' }],
    ['self-test failed', { is: 'no', status: 0x60 }],
    ['no card', { is: 'no', status: 0x80 }],
    ['not selected', { is: 'no', status: 0x81 }],
    ['not read', { is: 'no', status: 0x41 }],
  ] as const)('%s', (name, reply) => {
    expect(heard(vector(name))).toEqual([reply]);
  });

  test('text and photo: 1295 bytes, of which name, number and dates are read', () => {
    expect(whole).toHaveLength(1_295);
    const read = {
      ...{ card: 'resident', name: '张三', number: '990101199001010019' },
      ...{ birth: '1990-01-01', validFrom: '2020-01-01', validTo: '2040-01-01' },
    };
    expect(heard(whole)).toEqual([{ is: 'text', card: { read } }]);
  });

  test.each([
    [0, 1_297],
    [512, 1_809],
    [1_024, 2_321],
  ])('with %i bytes of fingerprint: %i bytes', (finger, total) => {
    const bytes = textOf(card('zhang'));
    const lengths = [1, 0, 4, 0, finger >> 8, finger & 0xff];
    const content = [0, 0, 0x90, ...lengths, ...bytes, ...new Uint8Array(1_024 + finger)];
    const length = content.length + 1;
    const body = [length >> 8, length & 0xff, ...content];
    const frame = [0xaa, 0xaa, 0xaa, 0x96, 0x69, ...body, body.reduce((so, one) => so ^ one, 0)];
    expect(frame).toHaveLength(total);
    expect(heard(Uint8Array.from(frame))).toMatchObject([{ card: { read: { name: '张三' } } }]);
  });

  test('every status has a name, also one that nobody knows', () => {
    for (const status of [0x10, 0x11, 0x21, 0x24, 0x31, 0x32, 0x33, 0x40, 0x41, 0x47]) {
      expect(nameOf(status)).not.toContain('without a name');
    }
    for (const status of [0x60, 0x66, 0x80, 0x81, 0x90, 0x91, 0x9f]) {
      expect(nameOf(status)).not.toContain('without a name');
    }
    expect(nameOf(0x77)).toContain('without a name');
  });
});

describe('the parser', () => {
  test('finds the frame however it is cut, and a frame behind a false beginning', () => {
    const replies: Reply[] = [];
    const parser = new Parser((frame) => replies.push(readReply(frame, 'resident')));
    for (const byte of whole) parser.take(Uint8Array.of(byte));
    expect(replies).toHaveLength(1);
    const stray = parser.take(Buffer.concat([Buffer.from('aaaaaa9669ffff00aa', 'hex'), whole]));
    expect(replies).toHaveLength(2);
    expect(stray).toBe(9);
  });

  test('overwrites what it told, and what it forgets', () => {
    let seen: Uint8Array | null = null;
    const parser = new Parser((frame) => {
      seen = frame;
    });
    parser.take(whole);
    expect(seen).not.toBeNull();
    expect([...(seen ?? [1])].every((byte) => byte === 0)).toBe(true);
    parser.take(whole.subarray(0, 200));
    expect(parser.clear()).toBe(200);
    expect([...(seen ?? [1])].every((byte) => byte === 0)).toBe(true);
  });

  test('overwrites it also when whoever is told throws', () => {
    const parser = new Parser(() => {
      throw new Error('a bug');
    });
    expect(() => parser.take(whole)).toThrow('a bug');
    expect(parser.held).toBe(0);
  });

  test('50,000 random and mutated inputs: no throw, bounded, in step again', () => {
    fuzzSam(50_000, 1);
  }, 60_000);
});

describe("a card's text", () => {
  test.each(['zhang', 'li', 'wang', 'ouyang', 'rare', 'expired'])('%s is read', (name) => {
    const { name: called, number, to } = card(name);
    const read = readCard(textOf(card(name)), 'resident');
    const validTo = to === '长期' ? null : `${to.slice(0, 4)}-${to.slice(4, 6)}-${to.slice(6)}`;
    expect(read).toMatchObject({ read: { card: 'resident', name: called, number, validTo } });
    expect(isResidentId(number)).toBe(true);
  });

  test.each([
    ['hongkong', 'hk-macao-taiwan', '陈八'],
    ['foreign', 'foreign-resident', 'EXAMPLE, NOBODY'],
    ['foreign2023', 'foreign-resident', '示例'],
  ])('%s is read only where the setting says so', (name, kind, called) => {
    const text = textOf(card(name));
    expect(text).toHaveLength(256);
    expect(readCard(text, 'resident')).toEqual({ failed: 'not-supported' });
    const { number } = card(name);
    expect(readCard(text, 'all')).toMatchObject({ read: { card: kind, name: called, number } });
  });

  test('a kind that nobody knows is not supported', () => {
    const text = Uint8Array.from(textOf(card('hongkong')));
    text[248] = 'Q'.charCodeAt(0);
    expect(readCard(text, 'all')).toEqual({ failed: 'not-supported' });
  });

  const zhang = card('zhang');
  const wrong: readonly [string, Partial<TestCard>][] = [
    ['check digit', { number: '990101199001010018' }],
    ['date of birth in the number', { number: numberOf('990101', '19900102', 1) }],
    ['date of birth', { birth: '19900230', number: numberOf('990101', '19900230', 1) }],
    ['first day', { from: '20201301' }],
    ['last day', { to: 'forever' }],
    ['last day before the first', { to: '20191231' }],
    ['name', { name: '' }],
    ['letter', { name: '张\u0007' }],
  ];
  test.each(wrong)('a wrong %s: invalid', (_what, change) => {
    expect(readCard(textOf({ ...zhang, ...change }), 'resident')).toEqual({ failed: 'invalid' });
  });

  test('what is no text at all is invalid, and too little of it unreadable', () => {
    const text = Uint8Array.from(textOf(zhang));
    text.set([0x00, 0xd8], 0);
    expect(readCard(text, 'resident')).toEqual({ failed: 'invalid' });
    expect(readCard(text.subarray(1), 'resident')).toEqual({ failed: 'unreadable' });
  });

  test('a check character that is a small x is the same', () => {
    const { number } = card('ouyang');
    expect(number.endsWith('X')).toBe(true);
    const text = textOf({ ...card('ouyang'), number: number.toLowerCase() });
    expect(readCard(text, 'resident')).toMatchObject({ read: { number } });
  });
});
