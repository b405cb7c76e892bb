/**
 * Names that no printer's font holds come out as ink; what no font at all holds is masked and said.
 * The same dots must come with and without the machine's own fonts: a slip may not depend on them.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { glyphsOf, tidyText } from '../../../drivers/escpos/charset.ts';
import { compose } from '../../../drivers/escpos/compose.ts';
import { faceOf } from '../../../drivers/escpos/fonts.ts';
import { canDraw, drawLine } from '../../../drivers/escpos/glyphs.ts';
import { paper80 } from '../../../drivers/escpos/profile.ts';
import { inNoFont, rareNames } from '../../../fixtures/machines/paper-names.ts';
import { PrinterEngine } from '../../../fixtures/machines/printer-engine.ts';
import { SteppedClock } from '../stepped-clock.ts';

const characters = [...rareNames];
const drawn = async (char: string) => drawLine(glyphsOf(char, 'gbk'), 1, false);
const inkOf = (data: Uint8Array) =>
  data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

describe('rare names', () => {
  test('are two hundred different characters, 𠮷 and 䶮 among them, that GBK has no code for', () => {
    expect(new Set(characters).size).toBe(200);
    expect(characters).toEqual(expect.arrayContaining(['𠮷', '䶮']));
    expect(characters.filter((char) => glyphsOf(char, 'gbk')[0]?.code)).toEqual([]);
  });

  test('each comes out as ink of its own, none as the box for missing characters', async () => {
    const pictures = new Map<string, string>();
    for (const char of characters) {
      const { data, width, height } = await drawn(char);
      expect([width, height], char).toEqual([24, 30]);
      const ink = inkOf(data);
      expect(ink, char).toBeGreaterThan(20);
      expect(ink, char).toBeLessThan(450);
      pictures.set(Buffer.from(data).toString('hex'), char);
    }
    // A box would come twice; two hundred different pictures are two hundred letters.
    expect(pictures.size).toBe(200);
  });

  test('stand on the paper where they were put, beside letters of the printer', async () => {
    const text = `王${characters.slice(0, 2).join('')}先生`;
    const { bytes, masked } = await compose([{ kind: 'text', text }], paper80);
    const engine = new PrinterEngine(80, new SteppedClock());
    engine.receive(bytes);
    expect(engine.fault).toBeNull();
    expect(masked).toEqual([]);
    const line = await drawLine(glyphsOf(tidyText(text), 'gbk'), 1, false);
    for (let cell = 0; cell < 5; cell++) {
      const column = Array.from({ length: 24 }, (_, y) =>
        line.data.subarray(y * 15 + cell * 3, y * 15 + cell * 3 + 3),
      );
      expect(inkOf(Buffer.concat(column)), `character ${cell}`).toBeGreaterThan(20);
    }
  });

  test('a web font that claims a character it lacks is passed over', async () => {
    const families = ['鿰', '鿱', '號'].map((char) => faceOf(char.codePointAt(0) ?? 0)?.family);
    expect(families.map((family) => family?.replace(/ \d+$/, ''))).toEqual([
      'Jinghao Kai',
      'Jinghao Kai',
      'Jinghao Sans',
    ]);
    expect((await drawn('鿰')).data).not.toEqual((await drawn('鿱')).data);
  });

  test('do not depend on the fonts of the machine', async () => {
    const program = fileURLToPath(new URL('draw-rare.ts', import.meta.url));
    const without = execFileSync(process.execPath, [program], {
      env: { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' },
      encoding: 'utf8',
    });
    const hash = createHash('sha256');
    for (const char of characters) hash.update((await drawn(char)).data);
    expect(JSON.parse(without)).toEqual({ families: 0, dots: hash.digest('hex') });
  });
});

describe('a character that no font holds', () => {
  test('is masked by 〓 and said', async () => {
    expect(faceOf(inNoFont.codePointAt(0) ?? 0)).toBeNull();
    const { bytes, masked } = await compose([{ kind: 'text', text: `王${inNoFont}` }], paper80);
    expect(masked).toEqual([inNoFont]);
    const engine = new PrinterEngine(80, new SteppedClock());
    engine.receive(bytes);
    expect(engine.papers()[0]?.lines).toEqual(['王〓']);
  });

  test('is masked as ink on a printer without Chinese', async () => {
    expect(canDraw('〓')).toBe(true);
    const profile = { ...paper80, font: 'none' } as const;
    const { masked } = await compose([{ kind: 'text', text: inNoFont }], profile);
    expect(masked).toEqual([inNoFont]);
  });

  test('invisible marks, controls and variation selectors leave no trace', async () => {
    const plain = await compose([{ kind: 'text', text: '王' }], paper80);
    const marked = '王\u{E0100}\u200b\ufe0f\u0007\u001b\u202e';
    expect(await compose([{ kind: 'text', text: marked }], paper80)).toEqual(plain);
  });

  test('half a character (a lone surrogate) does not stop the slip', async () => {
    const engine = new PrinterEngine(80, new SteppedClock());
    engine.receive((await compose([{ kind: 'text', text: '王\ud842' }], paper80)).bytes);
    expect(engine.fault).toBeNull();
    expect(engine.papers()).toHaveLength(1);
  });
});
