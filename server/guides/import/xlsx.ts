/**
 * Tables as an XLSX workbook (ECMA-376), read and written by two libraries that are loaded when they
 * are needed. Before the reader sees a file it is unpacked within bounds, and its rows and columns are
 * looked at: one cell far down would have the reader make a million rows.
 */
import type { Table } from './tables-in.ts';
import type { Filled } from './tables-out.ts';
import { fileBounds, UnreadableFile } from './unread.ts';
import { unpacked } from './zip.ts';

/** Reads all sheets. Throws `UnreadableFile`. */
export async function readXlsx(bytes: Uint8Array): Promise<Table[]> {
  for (const { name, bytes: part } of unpacked(bytes)) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) withinBounds(name, part.toString('utf8'));
  }
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook(Buffer.from(bytes));
    return sheets.map(({ sheet, data }) => ({
      sheet,
      rows: data.map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) })),
    }));
  } catch (error) {
    throw new UnreadableFile('not-readable', (error as Error).message.slice(0, 120));
  }
}

/** A1-style places, of rows (`r="12"`) and of cells (`r="AB12"`). Throws `UnreadableFile`. */
function withinBounds(name: string, xml: string): void {
  // Beside the rows that are counted there are the headings and remarks.
  const rowMax = fileBounds.rowsMax + 100;
  for (const [, letters = '', digits = ''] of xml.matchAll(/\sr="([A-Z]*)(\d+)"/g)) {
    if (Number(digits) > rowMax) throw new UnreadableFile('too-many-rows', `${name}: ${digits}`);
    if (columnOf(letters) > fileBounds.columnsMax) {
      throw new UnreadableFile('not-readable', `${name}: ${letters}${digits}`);
    }
  }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // Text that came with the line ends of another system.
  return String(cell).replaceAll('\r\n', '\n');
}

/** Most signs that a cell may hold (Excel's own bound). */
const cellSignsMax = 32_767;
/** In characters of the sheet's own font. */
const columnWidth = { least: 8, most: 48 } as const;

/** Writes the sheets; all cells are text, so that codes keep their zeros. */
export async function writeXlsx(tables: readonly Filled[]): Promise<Buffer> {
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const sheets = tables.map(({ name, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((heading, index) => ({ width: widthOf(heading, rows, index) })),
    data: rows.map((cells, row) =>
      cells.map((cell) => ({
        value: cell.slice(0, cellSignsMax),
        type: String,
        wrap: true,
        alignVertical: 'top' as const,
        ...(row === 0 ? { fontWeight: 'bold' as const } : {}),
      })),
    ),
  }));
  return writeWorkbook(sheets).toBuffer();
}

function widthOf(heading: string, rows: Filled['rows'], index: number): number {
  const longest = rows.slice(1, 50).map((cells) => (cells[index] ?? '').length);
  const wanted = Math.max(heading.length * 2 + 2, ...longest);
  return Math.min(Math.max(wanted, columnWidth.least), columnWidth.most);
}
