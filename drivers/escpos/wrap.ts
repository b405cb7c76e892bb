/**
 * Breaks a paragraph into lines of a given width, as Chinese is set: anywhere between ideographs,
 * never before a closing mark or after an opening one, and not within a Latin word or a number
 * unless it is longer than the line.
 */
import type { Glyph } from './charset.ts';

const closing = /[，。、：；！？）】》〉」』”’…％,.:;!?)\]}%]/;
const opening = /[（【《〈「『“‘([{]/;

/** Width in half-width cells. */
export function cellsOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.cells, 0);
}

/**
 * Lines of at most `columns` (>= 2) cells, the first of at most `firstColumns`. An empty paragraph
 * is one empty line.
 */
export function wrap(
  glyphs: readonly Glyph[],
  columns: number,
  firstColumns: number = columns,
): Glyph[][] {
  const lines: Glyph[][] = [];
  let line: Glyph[] = [];
  for (const unit of unitsOf(glyphs, Math.min(columns, firstColumns))) {
    const width = cellsOf(unit);
    const room = lines.length === 0 ? firstColumns : columns;
    if (line.length > 0 && cellsOf(line) + width > room) {
      lines.push(trimEnd(line));
      line = [];
    }
    if (line.length === 0 && lines.length > 0 && unit.every(isSpace)) continue;
    line.push(...unit);
  }
  lines.push(trimEnd(line));
  return lines;
}

/**
 * The same number of lines, but of lengths as even as they come: for centred text, where one
 * character alone under a full line looks like a mistake.
 */
export function wrapEvenly(glyphs: readonly Glyph[], columns: number): Glyph[][] {
  let lines = wrap(glyphs, columns);
  if (lines.length < 2) return lines;
  for (let narrower = columns - 1; narrower >= 2; narrower--) {
    const tried = wrap(glyphs, narrower);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

/** What must stay together: words, and marks with the character that they belong to. */
function unitsOf(glyphs: readonly Glyph[], columns: number): Glyph[][] {
  const units: Glyph[][] = [];
  for (const glyph of glyphs) {
    const last = units.at(-1);
    const before = last?.at(-1);
    const joins =
      before !== undefined &&
      (closing.test(glyph.char) ? !isSpace(before) : inWord(before, glyph) || isOpening(before));
    if (last && joins && cellsOf(last) + glyph.cells <= columns) last.push(glyph);
    else units.push([glyph]);
  }
  return units;
}

function inWord(before: Glyph, glyph: Glyph): boolean {
  return before.cells === 1 && glyph.cells === 1 && !isSpace(before) && !isSpace(glyph);
}

function isOpening(glyph: Glyph): boolean {
  return opening.test(glyph.char);
}

function isSpace(glyph: Glyph): boolean {
  return glyph.char === ' ';
}

function trimEnd(line: Glyph[]): Glyph[] {
  let end = line.length;
  while (end > 0 && line[end - 1]?.char === ' ') end--;
  return line.slice(0, end);
}
