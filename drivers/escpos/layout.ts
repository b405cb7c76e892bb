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
/** One Chinese letter. */
const indentCells = 2;
/** A line to write on is at least 40 mm long on wide paper, or has a row of its own. */
const fieldCellsMin = 16;
/** Marks that every Chinese font of printers holds (GB 2312 row 1). */
const signs = { box: '□', dot: '·' } as const;
interface Style {
  readonly scale: number;
  readonly align: Align;
  readonly bold: boolean;
}
const small: Style = { scale: 1, align: 'left', bold: false };
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
      if (block.indent !== undefined || block.first !== undefined) {
        // Large letters on narrow paper keep two thirds of the line.
        const most = Math.floor(profile.columns / scale / 3);
        const all = Math.min(most, indentCells * (block.indent ?? 0));
        const first = spaces(Math.min(most, all + indentCells * (block.first ?? 0)));
        return set(block.text).flatMap((glyphs) =>
          hanging(first, spaces(all), glyphs, profile.columns, style),
        );
      }
      const breakUp = style.align === 'center' ? wrapEvenly : wrap;
      return set(block.text)
        .flatMap((glyphs) => breakUp(glyphs, Math.floor(profile.columns / scale)))
        .map((glyphs) => letters(glyphs, style));
    }
    case 'heading': {
      const bold = { scale: 1, align: 'left', bold: true } as const;
      const lines = set(block.text).flatMap((glyphs) => wrap(glyphs, profile.columns));
      return [{ kind: 'feed', lines: 1 }, ...lines.map((glyphs) => letters(glyphs, bold))];
    }
    case 'list':
      return list(block, profile.columns, set);
    case 'field': {
      const label = set(block.label).flat();
      const rest = profile.columns - cellsOf(label);
      const room = rest >= fieldCellsMin ? rest : profile.columns;
      const line = glyphsOf('_'.repeat(room), 'none');
      const own = rest >= fieldCellsMin ? [[...label, ...line]] : [...wrap(label, room), line];
      // White above, to write in.
      return [{ kind: 'feed', lines: 1 }, ...own.map((glyphs) => letters(glyphs, small))];
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

/** Points behind their marks; all marks of a list are as wide as its widest. */
function list(
  { mark, items }: Extract<Block, { kind: 'list' }>,
  columns: number,
  set: (text: string) => Glyph[][],
): Row[] {
  const marks = items.map((_, index) => set(mark === 'number' ? `${index + 1}.` : signs[mark])[0]);
  const wide = Math.max(0, ...marks.map((sign) => cellsOf(sign ?? []))) + 1;
  const behind = spaces(wide);
  return items.flatMap(({ text, detail }, index) => {
    const sign = marks[index] ?? [];
    const first = [...sign, ...spaces(wide - cellsOf(sign))];
    const [head = [], ...more] = set(text);
    return [
      ...hanging(first, behind, head, columns, small),
      ...[...more, ...(detail === undefined ? [] : set(detail))].flatMap((glyphs) =>
        hanging(behind, behind, glyphs, columns, small),
      ),
    ];
  });
}

/** A paragraph whose first line begins with `first` and the others with `behind`. */
function hanging(
  first: readonly Glyph[],
  behind: readonly Glyph[],
  glyphs: readonly Glyph[],
  columns: number,
  style: Style,
): Row[] {
  const room = Math.floor(columns / style.scale);
  const lines = wrap(glyphs, room - cellsOf(behind), room - cellsOf(first));
  return lines.map((line, index) => letters([...(index === 0 ? first : behind), ...line], style));
}

const spaces = (cells: number): Glyph[] => glyphsOf(' '.repeat(cells), 'none');

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

function letters(glyphs: readonly Glyph[], style: Style): Row {
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
