/**
 * Tables as CSV (RFC 4180): the sheets of the workbook one under another, each under a line with its
 * name in brackets, `[事项]`. UTF-8, or GB18030 as spreadsheet programs on Chinese machines write it.
 */
import type { Table } from './tables-in.ts';
import type { Filled } from './tables-out.ts';
import { UnreadableFile } from './unread.ts';

/** The text of a file. Throws `UnreadableFile` when it is in neither encoding. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const { default: iconv } = await import('iconv-lite');
    const text = iconv.decode(Buffer.from(bytes), 'gb18030');
    if (text.includes('\uFFFD')) throw new UnreadableFile('not-readable', 'UTF-8, GB18030');
    return text;
  }
}

/** Reads the sheets. Throws `UnreadableFile` where a quote is not closed. */
export function readCsv(text: string): Table[] {
  const tables: { sheet: string; rows: { row: number; cells: string[] }[] }[] = [];
  for (const { row, cells } of records(text)) {
    const [first = '', ...others] = cells;
    const sheet = /^\[(.+)\]$/.exec(first.trim())?.[1];
    if (sheet !== undefined && others.every((cell) => cell === ''))
      tables.push({ sheet, rows: [] });
    else if (tables.length > 0) tables.at(-1)?.rows.push({ row, cells });
    // A file that begins without a name is the sheet of items alone.
    else if (cells.some((cell) => cell !== ''))
      tables.push({ sheet: 'items', rows: [{ row, cells }] });
  }
  return tables;
}

interface Line {
  readonly row: number;
  readonly cells: string[];
}

function records(text: string): Line[] {
  const found: Line[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begun = 1;
  const endCell = () => {
    cells.push(unarmed(cell));
    cell = '';
  };
  const endRow = () => {
    endCell();
    found.push({ row: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (quoted) throw new UnreadableFile('not-readable', `"… ${begun}`);
  if (cell !== '' || cells.length > 0) endRow();
  return found;
}

/** What a spreadsheet program would take for a formula is written behind an apostrophe. */
const armed = (cell: string): string => (/^[=+\-@']/.test(cell) ? `'${cell}` : cell);
const unarmed = (cell: string): string => (/^'[=+\-@']/.test(cell) ? cell.slice(1) : cell);

/** Writes the sheets, with the mark by which spreadsheet programs know UTF-8. */
export function writeCsv(tables: readonly Filled[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => quotedCell(armed(cell))).join(',');
  const lines = tables.flatMap(({ name, rows }) => [`[${name}]`, ...rows.map(line), '']);
  return `\uFEFF${lines.join('\r\n')}`;
}

const quotedCell = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
