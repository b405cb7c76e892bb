/**
 * Slips as bytes: golden slips, one test for each trap of node-escpos and of cheap printers, and
 * any paper at all against the strict pretend printer.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose, fill, pieceBytesMax, trim } from '../../../drivers/escpos/compose.ts';
import { paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import type { Block, Paper } from '../../../drivers/paper.ts';
import { readHex } from '../../../fixtures/bytes/hex.ts';
import { everything, slip } from '../../../fixtures/machines/paper-examples.ts';
import { PrinterEngine } from '../../../fixtures/machines/printer-engine.ts';
import { SteppedClock } from '../stepped-clock.ts';

const golden = readHex('escpos-slip.hex');
const hex = async (paper: Paper, profile = paper80) =>
  (await compose(paper, profile)).bytes.toString('hex');
const goldenHex = (name: string) => golden.get(name)?.toString('hex');

function print(bytes: Uint8Array, mm: 80 | 58 = 80): PrinterEngine {
  const engine = new PrinterEngine(mm, new SteppedClock());
  engine.receive(bytes);
  return engine;
}

describe('golden slips', () => {
  test('texts', async () => {
    const paper: Paper = [
      { kind: 'text', text: '号' },
      { kind: 'text', text: '前面还有3人', size: 2, align: 'center', bold: true },
      { kind: 'text', text: '请A012号到3号窗口办理' },
    ];
    expect(await hex(paper)).toBe(goldenHex('texts'));
  });

  test('a label is as large as the printer can', async () => {
    expect(await hex([{ kind: 'label', text: 'A017' }])).toBe(goldenHex('label'));
  });

  test('a QR code by GS ( k, its length counted in bytes', async () => {
    expect(await hex([{ kind: 'qr', text: '号 A017!' }])).toBe(goldenHex('qr'));
  });

  test('the yen sign of Latin-1 and the dot of names', async () => {
    expect(await hex([{ kind: 'text', text: '¥5李·阿' }])).toBe(goldenHex('yen and dot'));
  });
});

describe('traps', () => {
  test('Chinese mode is switched on after every init', async () => {
    const bytes = await hex(slip);
    expect(bytes.startsWith('1b401c26')).toBe(true);
    expect(bytes.split('1b40')).toHaveLength(2);
  });

  test('a QR code is not sent as GS Z or ESC Z', async () => {
    const bytes = await hex([{ kind: 'qr', text: 'A' }]);
    expect(bytes).not.toContain('1d5a');
    expect(bytes).not.toContain('1b5a');
  });

  test('a line across costs a line of dots, not the white around it', async () => {
    const { bytes } = await compose([{ kind: 'rule' }], paper80);
    expect(bytes.length).toBeLessThan(200);
  });

  test('an empty QR code is left out: printers do not agree on what it is', async () => {
    expect(await hex([{ kind: 'qr', text: '' }])).not.toContain('1d286b');
  });

  test('bold brings no italic or underline commands', async () => {
    const bytes = await hex([{ kind: 'text', text: 'x', bold: true }]);
    expect(bytes).not.toContain('1b34');
    expect(bytes).not.toContain('1b2d');
  });

  test('no four-byte code is ever sent: such characters are drawn', async () => {
    const { bytes } = await compose([{ kind: 'text', text: '王𠮷䶮Ā' }], paper80);
    expect(bytes.includes(Buffer.from('9534b235', 'hex'))).toBe(false);
    expect(bytes.includes(Buffer.from('fe9f', 'hex'))).toBe(false);
    expect(bytes.includes(Buffer.from('1d7630', 'hex'))).toBe(true);
    expect(print(bytes).fault).toBeNull();
  });

  test('a printer with a GB2312 font gets GBK characters drawn, and prints the others itself', async () => {
    const text: Paper = [{ kind: 'text', text: '喆' }];
    expect(await hex(text)).toContain('86b4');
    expect(await hex(text, { ...paper80, font: 'gb2312' })).toContain('1d7630');
    expect(await hex([{ kind: 'text', text: '号' }], { ...paper80, font: 'gb2312' })).toContain(
      'bac5',
    );
  });

  test('a printer without Chinese gets all of it drawn and Chinese mode left off', async () => {
    const bytes = await hex([{ kind: 'text', text: '号' }], { ...paper80, font: 'none' });
    expect(bytes.startsWith('1b401c2e')).toBe(true);
    expect(bytes).toContain('1d7630');
    expect(bytes).not.toContain('bac5');
  });

  test('old clones get the QR code as dots, in a size that a phone reads', async () => {
    const bytes = await hex([{ kind: 'qr', text: 'A' }], { ...paper80, qr: 'drawn' });
    expect(bytes).toContain('1d7630');
    expect(bytes).not.toContain('1d286b');
  });

  test('the cut is partial, or as the profile says, after the same feed', async () => {
    const end = async (cut: 'partial' | 'full' | 'none') =>
      (await hex([{ kind: 'text', text: 'x' }], { ...paper80, cut })).slice(-14);
    expect(await end('partial')).toBe('0a0a0a0a1d5601');
    expect(await end('full')).toBe('0a0a0a0a1d5600');
    expect((await end('none')).endsWith('0a0a0a0a')).toBe(true);
  });

  test('no piece of data is so large that the zeros of a new connection could not fill it', async () => {
    const code = await compose([{ kind: 'qr', text: 'A017' }], { ...paper80, qr: 'drawn' });
    const drawn = await compose([{ kind: 'label', text: 'A017' }], { ...paper80, label: 'drawn' });
    for (const { bytes } of [code, drawn]) {
      let at = bytes.indexOf('1d7630', 0, 'hex');
      let pieces = 0;
      while (at >= 0) {
        const size = bytes.readUInt16LE(at + 4) * bytes.readUInt16LE(at + 6);
        expect(size).toBeLessThanOrEqual(pieceBytesMax);
        pieces++;
        at = bytes.indexOf('1d7630', at + 8 + size, 'hex');
      }
      expect(pieces).toBeGreaterThan(1);
    }
    expect(fill.length).toBeGreaterThan(pieceBytesMax);
    expect(fill.every((byte) => byte === 0)).toBe(true);
  });
});

test('a slip broken off anywhere, then zeros, trim and the next: nothing is swallowed', {
  timeout: 60_000,
}, async () => {
  const first = (await compose(slip, { ...paper80, label: 'drawn' })).bytes;
  const second = (await compose([{ kind: 'label', text: 'A018' }], paper80)).bytes;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: first.length }), (at) => {
      const engine = print(first.subarray(0, at));
      for (const bytes of [fill, trim(paper80), second]) engine.receive(bytes);
      expect(engine.fault).toBeNull();
      expect(engine.papers()[0]?.lines).toEqual(['A018']);
    }),
    { numRuns: 100 },
  );
});

describe('on the strict printer', () => {
  test.each([
    [80, paper80],
    [58, paper58],
  ] as const)('%i mm: a whole slip, and everything that paper can hold', async (mm, profile) => {
    const engine = print((await compose(slip, profile)).bytes, mm);
    engine.receive((await compose(everything, profile)).bytes);
    expect(engine.fault).toBeNull();
    const [second, first] = engine.papers();
    expect(first?.lines).toContain('A017');
    expect(first?.lines.join('')).toContain('过号请到服务台重新排队');
    expect(first?.qr).toEqual(['https://hall.example.gov.cn/t/4f1c9a0be7d25836a1c0']);
    expect(first?.cut).toBe('partial');
    expect(second?.lines).toContain('A1024');
  });

  test('lines that do not fit side by side stand one under the other', async () => {
    const pair: Block = { kind: 'pair', left: '办理窗口', right: '一层综合受理区 1、2、3、4、5' };
    const engine = print((await compose([pair], paper58)).bytes, 58);
    expect(engine.papers()[0]?.lines).toEqual(['办理窗口', '一层综合受理区 1、2、3、4、5']);
  });

  test('any paper prints without an unknown byte or a line too long', {
    timeout: 60_000,
  }, async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const block = fc.oneof(
      fc.record({
        kind: fc.constant('text' as const),
        text,
        size: fc.constantFrom(1 as const, 2 as const, 3 as const),
        align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
        bold: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('text' as const),
        text,
        size: fc.constantFrom(1 as const, 2 as const, 3 as const),
        indent: fc.constantFrom(1 as const, 2 as const, 3 as const),
        first: fc.constantFrom(1 as const, 2 as const),
      }),
      fc.record({ kind: fc.constant('heading' as const), text }),
      fc.record({
        kind: fc.constant('list' as const),
        mark: fc.constantFrom('number' as const, 'box' as const, 'dot' as const),
        items: fc.array(fc.record({ text, detail: text }), { maxLength: 12 }),
      }),
      fc.record({ kind: fc.constant('field' as const), label: text }),
      fc.record({ kind: fc.constant('label' as const), text: fc.string({ maxLength: 60 }) }),
      fc.record({ kind: fc.constant('pair' as const), left: text, right: text }),
      fc.constant({ kind: 'rule' as const }),
      fc.record({ kind: fc.constant('qr' as const), text }),
      fc.record({ kind: fc.constant('space' as const), lines: fc.integer({ min: -1, max: 5 }) }),
    );
    const fonts = fc.constantFrom('gbk' as const, 'gb2312' as const, 'none' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { maxLength: 6 }),
        fonts,
        fc.boolean(),
        async (paper, font, narrow) => {
          const base = narrow ? paper58 : paper80;
          const { bytes } = await compose(paper, { ...base, font });
          const engine = print(bytes, base.paperMm);
          expect(engine.fault).toBeNull();
        },
      ),
      { numRuns: 80 },
    );
  });
});
