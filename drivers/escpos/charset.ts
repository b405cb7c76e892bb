/**
 * Which characters a printer's own Chinese font holds, and how wide they stand. A printer of the
 * trade knows GB2312 or GBK as two-byte codes; what GB18030 added (four-byte codes, the cells
 * FE50-FEA0, user-defined zones) comes out as rubbish on it and must be drawn instead.
 */
import iconv from 'iconv-lite';

/** What the printer holds: `none` prints ASCII only (no Chinese font at all). */
export type PrinterFont = 'gbk' | 'gb2312' | 'none';

/** One character as it will stand on paper. `code` null: the printer cannot, it has to be drawn. */
export interface Glyph {
  readonly char: string;
  /** Width in half-width cells of 12 dots. */
  readonly cells: 1 | 2;
  readonly code: Uint8Array | null;
}

/**
 * Brings a text to what can stand on paper: composed (NFC), the yen sign of Latin-1 (a four-byte
 * code that prints as rubbish) as the full-width one, special spaces as spaces, invisible
 * characters (controls, joiners, variation selectors) gone. Line feeds stay.
 */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/¥/g, '￥')
    .replace(/[\t\p{Zs}]/gu, (space) => (space === '\u3000' ? space : ' '))
    .replace(/(?!\n)[\p{Cc}\p{Cf}]|\p{Variation_Selector}/gu, '');
}

/** The characters of a tidied text, without line feeds. */
export function glyphsOf(text: string, font: PrinterFont): Glyph[] {
  return Array.from(text, (char) => glyphOf(char, font));
}

function glyphOf(char: string, font: PrinterFont): Glyph {
  const point = char.codePointAt(0) ?? 0;
  if (point >= 0x20 && point < 0x7f) return { char, cells: 1, code: Uint8Array.of(point) };
  // As wide as Chinese fonts have it also where it must be drawn: □ and “ are no Latin letters.
  const wide = isWide(point) || twoByteCode(char, 'gbk') !== null;
  return { char, cells: wide ? 2 : 1, code: font === 'none' ? null : twoByteCode(char, font) };
}

function twoByteCode(char: string, font: 'gbk' | 'gb2312'): Uint8Array | null {
  const code = iconv.encode(char, 'gb18030');
  const [row, cell] = code;
  if (code.length !== 2 || row === undefined || cell === undefined) return null;
  const held = inGb2312(row, cell) || (font === 'gbk' && inGbk(row, cell));
  return held ? code : null;
}

/** The assigned cells of rows 1-9 of GB 2312-80, by their EUC bytes. */
const signs: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  161: [[0xa1, 0xfe]],
  162: [
    [0xb1, 0xe2],
    [0xe5, 0xee],
    [0xf1, 0xfc],
  ],
  163: [[0xa1, 0xfe]],
  164: [[0xa1, 0xf3]],
  165: [[0xa1, 0xf6]],
  166: [
    [0xa1, 0xb8],
    [0xc1, 0xd8],
  ],
  167: [
    [0xa1, 0xc1],
    [0xd1, 0xf1],
  ],
  168: [
    [0xa1, 0xba],
    [0xc5, 0xe9],
  ],
  169: [[0xa4, 0xef]],
};

function inGb2312(row: number, cell: number): boolean {
  if (row >= 0xb0 && row <= 0xf7) return cell >= 0xa1 && !(row === 0xd7 && cell > 0xf9);
  return (signs[row] ?? []).some(([from, to]) => cell >= from && cell <= to);
}

/**
 * The ideographs that GBK adds (GBK/3 and GBK/4 to FE4F) and its zero 〇 (A996), which names and
 * years need. GBK's additions to the signs are left to the rasteriser: printers differ there.
 */
function inGbk(row: number, cell: number): boolean {
  if (row === 0xa9 && cell === 0x96) return true;
  if (row >= 0x81 && row <= 0xa0) return true;
  if (row >= 0xaa && row <= 0xfd) return cell <= 0xa0;
  return row === 0xfe && cell <= 0x4f;
}

/** East Asian wide or full-width, coarse: ideographs, kana, their punctuation, emoji. */
function isWide(point: number): boolean {
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff01 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    point >= 0x1f000
  );
}
