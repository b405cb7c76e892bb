/**
 * One cell to one value and back, by the kind of its column. What cannot be read is a rule's name.
 */
import type { Column } from './columns.ts';
import { chosen, limitOf, limitText, termOf } from './terms.ts';

export type CellRule = 'missing' | 'not-a-choice' | 'not-so-written';

export type CellRead = { readonly value: unknown } | { readonly rule: CellRule };

const between = /[、,，;；\s]+/u;
const emptyValue = {
  absent: { value: undefined },
  missing: { rule: 'missing' },
  none: { value: [] },
  zero: { value: 0 },
  no: { value: false },
  null: { value: null },
  blank: { value: { 'zh-Hans': '' } },
} as const;

/** The cells of one column in one row: by language where it is a text, else `zh-Hans` alone. */
export type CellsOf = Readonly<Partial<Record<'zh-Hans' | 'zh-Hant' | 'en', string>>>;

/** Reads a column of a row. */
export function readCells({ kind, empty }: Column, cells: CellsOf): CellRead {
  const written = cells['zh-Hans']?.trim() ?? '';
  if (written === '') return emptyValue[empty];
  switch (kind.is) {
    case 'line':
      return { value: written };
    case 'date':
      return { value: written.replaceAll(/[/.]/g, '-') };
    case 'number':
      return /^\d{1,6}$/.test(written) ? { value: Number(written) } : { rule: 'not-so-written' };
    case 'text':
      return { value: textOf(written, cells['zh-Hant'], cells.en) };
    case 'lines':
      return { value: linesOf(cells) };
    case 'words':
      return { value: split(written) };
    case 'ids':
      return { value: written.split(between).filter((one) => one !== '') };
    case 'limit': {
      const limit = limitOf(written);
      return limit ? { value: limit } : { rule: 'not-so-written' };
    }
    case 'yes': {
      const said = chosen('yes', written);
      return said ? { value: said === 'yes' } : { rule: 'not-a-choice' };
    }
    case 'one': {
      const key = chosen(kind.of, written);
      return key ? { value: key } : { rule: 'not-a-choice' };
    }
    case 'many': {
      const keys = written.split(between).map((one) => chosen(kind.of, one));
      return keys.includes(null) ? { rule: 'not-a-choice' } : { value: keys };
    }
  }
}

function textOf(hans: string, hant = '', en = ''): object {
  return {
    'zh-Hans': hans,
    ...(hant.trim() === '' ? {} : { 'zh-Hant': hant.trim() }),
    ...(en.trim() === '' ? {} : { en: en.trim() }),
  };
}

const split = (cell: string): string[] =>
  cell
    .split('\n')
    .map((line) => line.trim().replaceAll('\\n', '\n'))
    .filter((line) => line !== '');

/** Languages are matched line by line; an empty line keeps the place of one that is missing. */
function linesOf(cells: CellsOf): object[] {
  const of = (cell = '') => cell.split('\n').map((line) => line.trim().replaceAll('\\n', '\n'));
  const [hant, en] = [of(cells['zh-Hant']), of(cells.en)];
  return of(cells['zh-Hans'])
    .map((line, at) => ({ line, text: textOf(line, hant[at], en[at]) }))
    .filter(({ line }) => line !== '')
    .map(({ text }) => text);
}

type Text = Readonly<Record<string, string | undefined>>;

/** Writes a value in one language; empty where there is none. */
export function writeCell(
  { kind }: Column,
  value: unknown,
  language: 'zh-Hans' | 'zh-Hant' | 'en',
): string {
  if (value === undefined || value === null) return '';
  switch (kind.is) {
    case 'line':
    case 'date':
    case 'number':
      return String(value);
    case 'text':
      return (value as Text)[language] ?? '';
    case 'lines': {
      const lines = (value as Text[]).map((text) => (text[language] ?? '').replaceAll('\n', '\\n'));
      return lines.every((line) => line === '') ? '' : lines.join('\n');
    }
    case 'words':
      return (value as string[]).map((word) => word.replaceAll('\n', '\\n')).join('\n');
    case 'ids':
      return (value as string[]).join('、');
    case 'limit':
      return limitText(value as { amount: number; unit: string });
    case 'yes':
      return termOf('yes', value === true ? 'yes' : 'no');
    case 'one':
      return termOf(kind.of, String(value));
    case 'many':
      return (value as string[]).map((one) => termOf(kind.of, one)).join('、');
  }
}
