/**
 * Sets paper into rows for one printer's width: wraps, spreads pairs, sizes the label, and decides
 * row by row whether the printer's letters do or the row must be drawn. No bytes here; `compose.ts`
 * turns rows into a printer's language.
 */
import type { Align, Block, Paper } from '../paper.ts';
import { type Glyph, glyphsOf, tidyText } from './charset.ts';
import { canDraw } from './glyphs.ts';
import type { EscposProfile } from './profile.ts';
import { cellsOf, wrap, wrapEvenly } from './wrap.ts';

export type Row =
  | {
      readonly kind: 'letters';
      readonly glyphs: readonly Glyph[];
      /** Whole multiple of the letter, 1 to 8. */
      readonly scale: number;
      readonly align: Align;
      readonly bold: boolean;
      /** True: as dots, because the printer lacks a character or the profile wants it smooth. */
      readonly drawn: boolean;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'feed'; readonly lines: number };

export interface Layout {
  readonly rows: readonly Row[];
  /** Characters that no font holds, printed as 〓, in order of first sight. */
  readonly masked: readonly string[];
}

/** The mark of a character that cannot be shown (GB 2312 row 2, used by the press for it). */
const mask = '〓';
/** ESC/POS letters grow at most eightfold (`GS !`). */
const scaleMax = 8;

/** Sets `paper` for a printer. Never throws; an empty block is an empty row. */
export function layOut(paper: Paper, profile: EscposProfile): Layout {
  const masked = new Set<string>();
  const rows = paper.flatMap((block) => rowsOf(block, profile, masked));
  return { rows, masked: [...masked] };
}

function rowsOf(block: Block, profile: EscposProfile, masked: Set<string>): Row[] {
  const set = (text: string) => paragraphs(text, profile, masked);
  switch (block.kind) {
    case 'text': {
      const scale = block.size ?? 1;
      const style = { scale, align: block.align ?? 'left', bold: block.bold ?? false } as const;
      const breakUp = style.align === 'center' ? wrapEvenly : wrap;
      return set(block.text)
        .flatMap((glyphs) => breakUp(glyphs, Math.floor(profile.columns / scale)))
        .map((glyphs) => letters(glyphs, style));
    }
    case 'label':
      return label(set(block.text).flat(), profile);
    case 'pair':
      return pair(set(block.left).flat(), set(block.right).flat(), profile.columns);
    case 'rule':
      return [block];
    case 'qr':
      return block.text === '' ? [] : [block];
    case 'space':
      return block.lines > 0 ? [{ kind: 'feed', lines: block.lines }] : [];
  }
}

/** A text's paragraphs as glyphs, with what no font holds replaced by the mask. */
function paragraphs(text: string, profile: EscposProfile, masked: Set<string>): Glyph[][] {
  return tidyText(text)
    .split('\n')
    .map((line) =>
      glyphsOf(line, profile.font).flatMap((glyph) => {
        if (glyph.code || canDraw(glyph.char)) return [glyph];
        masked.add(glyph.char);
        return glyphsOf(mask, profile.font);
      }),
    );
}

function letters(
  glyphs: readonly Glyph[],
  style: { readonly scale: number; readonly align: Align; readonly bold: boolean },
): Row {
  if (glyphs.length === 0) return { kind: 'feed', lines: 1 };
  const drawn = glyphs.some((glyph) => glyph.code === null);
  return { kind: 'letters', glyphs, drawn, ...style };
}

/** As large as the width bears; a label too long for one line is wrapped at size 1, as text is. */
function label(glyphs: Glyph[], profile: EscposProfile): Row[] {
  const fits = Math.floor(profile.columns / Math.max(1, cellsOf(glyphs)));
  const scale = Math.min(scaleMax, Math.max(1, fits));
  return wrap(glyphs, Math.floor(profile.columns / scale)).map((line) => {
    const row = letters(line, { scale, align: 'center', bold: true });
    if (row.kind !== 'letters') return row;
    return { ...row, drawn: row.drawn || profile.label === 'drawn' };
  });
}

function pair(left: Glyph[], right: Glyph[], columns: number): Row[] {
  const plain = { scale: 1, bold: false } as const;
  const gap = columns - cellsOf(left) - cellsOf(right);
  if (gap >= 1) {
    const spaces = glyphsOf(' '.repeat(gap), 'none');
    return [letters([...left, ...spaces, ...right], { ...plain, align: 'left' })];
  }
  return [
    ...wrap(left, columns).map((line) => letters(line, { ...plain, align: 'left' })),
    ...wrap(right, columns).map((line) => letters(line, { ...plain, align: 'right' })),
  ];
}
