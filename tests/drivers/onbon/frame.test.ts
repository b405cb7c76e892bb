/** Frames of strips against the published bytes, and a parser that survives whatever comes in. */
import { array, assert, constantFrom, integer, oneof, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, dataOf, readAnswer } from '../../../drivers/onbon/commands.ts';
import {
  crc16,
  dataMax,
  type Frame,
  hostAddress,
  writeFrame,
} from '../../../drivers/onbon/frame.ts';
import { FrameParser } from '../../../drivers/onbon/parser.ts';
import { usualStrip } from '../../../drivers/onbon/profile.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';
import { fuzzOnbon } from './fuzz.ts';

const vectors = readHex('onbon.hex');
const vector = (name: string): Buffer => {
  const bytes = vectors.get(name);
  if (!bytes) throw new RangeError(`no vector ${name}`);
  return bytes;
};
const toFirst = (data: Uint8Array): Frame => ({ to: 1, from: hostAddress, protocol: 2, data });
const fromFirst = (data: readonly number[]): Frame => ({
  to: hostAddress,
  from: 1,
  protocol: 2,
  data: Uint8Array.from(data),
});
const face = (text: string) => ({ text, colour: 'red', brightness: 16 }) as const;

describe('the published bytes', () => {
  test('ping', () => {
    expect(Buffer.from(bytesOf({ say: 'ping' }, usualStrip))).toEqual(vector('ping'));
  });

  test.each(['status', 'clear', 'published'])('the check sum of %s', (name) => {
    const wire = writeFrame(toFirst(vector(name)));
    expect(Buffer.from(wire.slice(-3, -1))).toEqual(vector(`${name} sum`));
  });

  test('clear', () => {
    expect(Buffer.from(dataOf({ say: 'clear' }, usualStrip))).toEqual(vector('clear'));
  });

  test('a called number on one line', () => {
    const wire = bytesOf({ say: 'text', face: face('请A012号到3号窗口') }, usualStrip);
    expect(Buffer.from(wire)).toEqual(vector('called'));
  });

  test('are read back', () => {
    const frames = new FrameParser().push(Buffer.concat([vector('ping'), vector('called')]));
    expect(frames.map(({ to, data }) => [to, data.length])).toEqual([
      [1, 5],
      [1, 0x35],
    ]);
  });

  test('escapes', () => {
    const wire = writeFrame(toFirst(vector('plain')));
    expect(Buffer.from(wire.slice(8 + 14, 8 + 14 + 8))).toEqual(vector('escaped'));
    expect(crc16(Buffer.from('123456789'))).toBe(0xbb3d);
  });
});

describe('a text', () => {
  const data = (change: Partial<typeof usualStrip>, text = 'A012') =>
    Array.from(dataOf({ say: 'text', face: face(text) }, { ...usualStrip, ...change }));

  test.each([
    ['station', { station: 0x1234 }, [0x34, 0x12]],
    ['protocol', { protocol: 'f0' as const }, [0x01, 0x00]],
  ])('goes to its %s', (_, change, to) => {
    const wire = bytesOf({ say: 'text', face: face('A') }, { ...usualStrip, ...change });
    expect(Array.from(wire.slice(8, 10))).toEqual(to);
    expect(wire[8 + 11]).toBe('protocol' in change ? 0xf0 : 0x02);
  });

  test('as its settings have it', () => {
    expect(data({ reply: 'none' })[2]).toBe(0x02);
    expect(data({ length: 'zero' }).slice(3, 5)).toEqual([0, 0]);
    expect(data({ unit: 'pixels' }).slice(14, 16)).toEqual([192, 0]);
    expect(Buffer.from(data({ colour: 'coded' })).toString('latin1')).toContain('\\C1A012');
  });

  test('that is too long runs along, one that breaks well stands in lines', () => {
    const how = (text: string) => data({}, text).slice(26, 29);
    expect(how('十二个字正好放得下这一行')).toEqual([1, 1, 1]);
    expect(how('十二个字放得下一行十三个')).toEqual([1, 1, 1]);
    expect(how('再多一个字就要分成两行显示了')).toEqual([2, 2, 1]);
    expect(how('这一句话实在太长了两行也放不下只好慢慢地从右向左走过去')).toEqual([1, 1, 3]);
  });
});

describe('an answer', () => {
  test.each([
    [[0xa0, 0x00, 0x00, 0x00, 0x00], { answer: 'done' }],
    [[0xa0, 0x01, 0x03, 0x00, 0x00], { answer: 'refused', code: 3 }],
    [[0xa0, 0x00, 0x05], { answer: 'refused', code: 5 }],
    [[0xa1, 0x02], { answer: 'alive' }],
    [[], { answer: 'alive' }],
  ])('%j', (data, expected) => {
    expect(readAnswer(fromFirst(data), usualStrip)).toMatchObject(expected);
  });

  test('of another strip, or our own echo, is none', () => {
    const done = fromFirst([0xa0, 0x00, 0x00, 0x00, 0x00]);
    expect(readAnswer(done, { ...usualStrip, station: 2 })).toBeNull();
    expect(readAnswer(toFirst(vector('clear')), usualStrip)).toBeNull();
  });

  test('with the question’s own header counts too', () => {
    expect(readAnswer(toFirst(Uint8Array.of(0xa0, 0, 0)), usualStrip)).toEqual({ answer: 'done' });
  });
});

describe('the parser', () => {
  test('reads what was written, however it is cut', () => {
    const telling = oneof(integer({ min: 0, max: 255 }), constantFrom(0xa5, 0xa6, 0x5a, 0x5b));
    assert(
      property(array(telling, { maxLength: 60 }), integer({ min: 1, max: 9 }), (data, size) => {
        const frame = toFirst(Uint8Array.from(data));
        const wire = writeFrame(frame);
        const parser = new FrameParser();
        const read = [];
        for (let at = 0; at < wire.length; at += size) {
          read.push(...parser.push(wire.subarray(at, at + size)));
        }
        expect(read).toEqual([frame]);
        expect(parser.bad).toBe(0);
      }),
    );
  });

  test('one flipped byte is no frame', () => {
    const wire = vector('ping');
    for (let at = 8; at < wire.length - 1; at++) {
      const bent = Buffer.from(wire);
      bent[at] = (bent[at] ?? 0) ^ 0x10;
      expect(new FrameParser().push(bent)).toEqual([]);
    }
  });

  test('a frame that is half there ends with the next start', () => {
    const parser = new FrameParser();
    const wire = vector('called');
    expect(parser.push(wire.subarray(0, 40))).toEqual([]);
    expect(parser.push(wire)).toHaveLength(1);
    expect(parser.bad).toBe(1);
  });

  test('one that never ends is held within bounds, and given up', () => {
    const parser = new FrameParser();
    parser.push(Uint8Array.of(0xa5));
    for (let i = 0; i < 1_000; i++) {
      parser.push(new Uint8Array(100).fill(0x33));
      expect(parser.held).toBeLessThanOrEqual(dataMax + 16);
    }
    expect(parser.push(vector('ping'))).toHaveLength(1);
  });

  test('nothing throws', () => {
    assert(property(uint8Array({ maxLength: 200 }), (bytes) => void new FrameParser().push(bytes)));
  });

  test('50,000 seeded inputs', () => {
    expect(fuzzOnbon(50_000)).toBeNull();
  });
});
