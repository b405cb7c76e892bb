/**
 * Frames of keypads and pads: the published vectors both ways, and finding frames in whatever a line
 * says.
 */
import { describe, expect, test } from 'vitest';
import {
  askFrame,
  beepFrame,
  encode,
  type Frame,
  faceFrame,
  ratedAck,
} from '../../../drivers/ff68/frame.ts';
import { readFrames, restMax } from '../../../drivers/ff68/parser.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';
import { fuzzFrames } from './fuzz.ts';

const vectors = readHex('ff68.hex');
const bytesOf = (name: string): Buffer => {
  const bytes = vectors.get(name);
  if (!bytes) throw new RangeError(`no vector ${name}`);
  return bytes;
};
const read = (...bytes: readonly Uint8Array[]) => readFrames([], Buffer.concat(bytes));

describe('the vectors', () => {
  const called = (label: string | null, waiting: number | null = null) => ({ label, waiting });
  test.each<[string, Frame]>([
    ['show 012', faceFrame(1, called('A012', 7), 'one')],
    ['show 7 waiting', faceFrame(1, called(null, 7), 'one')],
    ['show nothing', faceFrame(1, called(null), 'one')],
    ['beep', beepFrame(1)],
    ['start rating', askFrame(1)],
    ['stars', { station: 1, func: 2, data: [5] }],
    ['call next', { station: 3, func: 1, data: [0x0c] }],
    ['recall', { station: 3, func: 1, data: [0x0d] }],
    ['no show', { station: 3, func: 1, data: [0x06, 0x0f] }],
    ['park', { station: 3, func: 1, data: [0x00, 0x0f] }],
    ['resume', { station: 3, func: 1, data: [0x03, 0x0f] }],
    ['rated 2', { station: 9, func: 0x11, data: [2] }],
    ['rated 2 heard', ratedAck({ station: 9, func: 0x11, data: [2] })],
  ])('%s', (name, frame) => {
    expect(Buffer.from(encode(frame)).toString('hex')).toBe(bytesOf(name).toString('hex'));
    expect(read(bytesOf(name))).toEqual({ frames: [frame], rest: [], stray: [] });
  });

  test('all of them are tested', () => {
    expect(vectors.size).toBe(13);
  });
});

describe('the display', () => {
  const shown = (label: string | null, waiting: number | null, show: 'one' | 'both' = 'one') =>
    faceFrame(1, { label, waiting }, show)
      .data.map((byte) => byte.toString(16))
      .join('');

  test.each([
    ['A017', 3, 'aaa017'],
    ['A1017', 3, 'aaa017'],
    ['AC017', 3, 'aaa017'],
    ['B7', 3, 'aaaaa7'],
    ['VIP', 3, 'aaaaaa'],
    [null, 3, '003aaa'],
    [null, 1_234, '999aaa'],
    [null, 0, '000aaa'],
    [null, Number.NaN, '000aaa'],
    [null, null, 'aaaaaa'],
  ])('%s, %s waiting: %s', (label, waiting, digits) => {
    expect(shown(label, waiting)).toBe(digits);
  });

  test('both at once, where the keypad is set to', () => {
    expect(shown('A017', 12, 'both')).toBe('012017');
    expect(shown(null, 12, 'both')).toBe('012aaa');
    expect(shown('A017', null, 'both')).toBe('aaa017');
  });
});

describe('finding frames', () => {
  const good = bytesOf('call next');

  test('byte by byte', () => {
    let rest: readonly number[] = [];
    const found: Frame[] = [];
    for (const byte of Buffer.concat([good, bytesOf('no show')])) {
      const step = readFrames(rest, Uint8Array.of(byte));
      rest = step.rest;
      found.push(...step.frames);
      expect(step.stray).toEqual([]);
    }
    expect(found.map(({ data }) => data)).toEqual([[0x0c], [0x06, 0x0f]]);
  });

  test('between noise, which is told', () => {
    const noise = Buffer.from([0x00, 0xff, 0x68, 0x99]);
    const { frames, stray, rest } = read(noise, good, noise);
    expect(frames).toHaveLength(1);
    expect(stray).toEqual([...noise, ...noise]);
    expect(rest).toEqual([]);
  });

  test('a wrong checksum, end or length is no frame', () => {
    for (const [place, byte] of [
      [8, 0x00],
      [9, 0x17],
      [3, 0x04],
      [4, 0x69],
    ] as const) {
      const bent = Buffer.from(good);
      bent[place] = byte;
      expect(read(bent).frames).toEqual([]);
      expect(read(bent, good).frames).toHaveLength(1);
    }
  });

  test.each(Array.from({ length: 15 }, (_, cut) => cut))(
    'the longest frame broken off after %i bytes: the next good frame is found at its end',
    (cut) => {
      const half = bytesOf('show 012').subarray(0, cut);
      expect(read(half, good).frames.map(({ data }) => data)).toEqual([[0x0c]]);
    },
  );

  test('a beginning without an end keeps little, however long it goes on', () => {
    const endless = Buffer.concat(Array.from({ length: 500 }, () => good.subarray(0, 7)));
    expect(read(endless).rest.length).toBeLessThanOrEqual(restMax);
  });

  test('50,000 seeded inputs', () => {
    expect(fuzzFrames(50_000)).toBeNull();
  }, 60_000);
});
