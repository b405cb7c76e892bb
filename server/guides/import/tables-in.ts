/**
 * From the tables of a workbook to a package as it is written in JSON: rows of the other sheets go to
 * their item. Where every value came from is kept, so that a complaint names its cell.
 */
import { readCells } from './cells.ts';
import {
  basisOf,
  type Sheet,
  type SheetName,
  sheets,
  type Written,
  writtenColumns,
} from './columns.ts';
import { fileBounds, type Position, shown, type Unread, UnreadableFile } from './unread.ts';

/** A sheet as it was read: the first row with words in it holds the headings. */
export interface Table {
  readonly sheet: string;
  /** `row` counts from 1. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

type Raw = Record<string, unknown>;
type Path = readonly (string | number)[];

export interface TablesRead {
  readonly raw: Raw;
  readonly problems: readonly Unread[];
  /** Where the value of a path of `raw` stands; null: in no cell. */
  readonly locate: (path: Path) => Position | null;
}

interface Row {
  readonly at: Position;
  readonly value: Raw;
}

/** A row whose first cell begins so is for people only. */
const remark = '#';

/** Reads the tables. Throws `UnreadableFile` where there is no sheet of items. */
export function readTables(tables: readonly Table[]): TablesRead {
  const reading = new Reading();
  const rows = new Map<SheetName, Row[]>();
  for (const table of tables) {
    const known = sheets.find(({ sheet, name }) => [sheet, name].includes(table.sheet.trim()));
    if (known) rows.set(known.sheet, reading.sheet(known, table));
    else reading.complain('', 'no-such-sheet', table.sheet, at(table.sheet, 1, null));
  }
  if (!rows.has('items')) throw new UnreadableFile('no-items');
  reading.assemble(rows);
  return { raw: reading.raw, problems: reading.problems, locate: (path) => reading.locate(path) };
}

const at = (sheet: string, row: number, column: string | null): Position => ({
  ...{ sheet, row, column },
});

class Reading {
  readonly raw: Raw = {};
  readonly problems: Unread[] = [];
  /** By the path of an object in `raw`. */
  readonly #origins = new Map<string, { sheet: Sheet; at: Position }>();

  complain(item: string, rule: Unread['rule'], where: string | null, position: Position): void {
    this.problems.push({ item, field: position.column ?? '', rule, where, at: position });
  }

  sheet(sheet: Sheet, { sheet: name, rows }: Table): Row[] {
    const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    if (!head) return [];
    const columns = this.#headings(sheet, name, head);
    const data = body.filter(({ cells }) => !cells[0]?.trimStart().startsWith(remark));
    if (data.length > fileBounds.rowsMax) {
      throw new UnreadableFile('too-many-rows', `${name}: ${data.length}`);
    }
    return data.map(({ row, cells }) => this.#row(sheet, columns, at(name, row, null), cells));
  }

  #headings(
    sheet: Sheet,
    name: string,
    { row, cells }: Table['rows'][number],
  ): (Written | undefined)[] {
    const written = writtenColumns(sheet);
    const seen = new Set<Written>();
    return cells.map((cell) => {
      const heading = cell.trim();
      if (heading === '') return undefined;
      const found = written.find((one) => one.heading === heading || one.key === heading);
      if (!found) this.complain('', 'no-such-column', heading, at(name, row, heading));
      else if (seen.has(found)) this.complain('', 'column-twice', heading, at(name, row, heading));
      else seen.add(found);
      return found;
    });
  }

  #row(
    sheet: Sheet,
    columns: readonly (Written | undefined)[],
    position: Position,
    cells: readonly string[],
  ): Row {
    const value: Raw = {};
    const told: [Written, string][] = columns.flatMap((one, index): [Written, string][] =>
      one ? [[one, cells[index] ?? '']] : [],
    );
    const item = told.find(([{ key }]) => key === (sheet.sheet === 'items' ? 'id' : 'item'));
    for (const column of sheet.columns) {
      const mine = told.filter(([one]) => one.column === column);
      const read = readCells(
        column,
        Object.fromEntries(mine.map(([{ language }, cell]) => [language, cell])),
      );
      if ('rule' in read) {
        const here = { ...position, column: column.name };
        this.complain(item?.[1].trim() ?? '', read.rule, shown(mine[0]?.[1] || null), here);
      } else if (read.value !== undefined) {
        put(value, column.path, read.value);
      }
    }
    return { at: position, value };
  }

  assemble(rows: ReadonlyMap<SheetName, readonly Row[]>): void {
    const of = (sheet: SheetName) => rows.get(sheet) ?? [];
    const [head] = of('package');
    if (head) Object.assign(this.raw, head.value);
    this.raw.events = of('events').map((row, index) =>
      this.#keep('events', ['events', index], row),
    );
    const guides = of('items').map((row, index) => {
      const guide = this.#keep('items', ['guides', index], row);
      Object.assign(guide, { bases: [], materials: [], flow: [], places: [], questions: [] });
      (guide.fee as Raw | undefined) ??= {};
      (guide.fee as Raw).bases = [];
      return guide;
    });
    this.raw.guides = guides;
    // The first of two with one id: that it stands twice is the checker's to say.
    const places = new Map<unknown, number>();
    for (const [index, { id }] of guides.entries()) if (!places.has(id)) places.set(id, index);
    const lists = [
      ['materials', 'materials'],
      ['steps', 'flow'],
      ['places', 'places'],
      ['questions', 'questions'],
    ] as const;
    for (const [sheet, field] of lists) {
      for (const row of of(sheet)) this.#hang(sheet, row, places, [field]);
    }
    for (const row of of('bases')) this.#hangBasis(row, places);
  }

  #keep(sheet: SheetName, path: Path, { at: position, value }: Row): Raw {
    const known = sheets.find((one) => one.sheet === sheet);
    if (known) this.#origins.set(path.join('.'), { sheet: known, at: position });
    return value;
  }

  /** Puts a row into a list of its item. */
  #hang(sheet: SheetName, row: Row, places: ReadonlyMap<unknown, number>, field: Path): void {
    const { item, ...value } = row.value;
    // A row without an item was complained of already.
    if (item === undefined) return;
    const index = places.get(item);
    if (index === undefined) {
      this.complain(String(item), 'unknown-item', shown(item), { ...row.at, column: '事项编号' });
      return;
    }
    let owner = (this.raw.guides as Raw[])[index] as Raw;
    for (const part of field.slice(0, -1)) owner = owner[part as string] as Raw;
    const list = owner[field.at(-1) as string] as Raw[];
    this.#keep(sheet, ['guides', index, ...field, list.length], row);
    if (sheet === 'materials') value.bases = [];
    list.push(value);
  }

  #hangBasis(row: Row, places: ReadonlyMap<unknown, number>): void {
    const { of, ...value } = row.value;
    const rest = { at: row.at, value };
    const index = places.get(value.item);
    if (of === basisOf.item || of === 'item') return this.#hang('bases', rest, places, ['bases']);
    if (of === basisOf.fee || of === 'fee') {
      return this.#hang('bases', rest, places, ['fee', 'bases']);
    }
    if (of === undefined || index === undefined)
      return this.#hang('bases', rest, places, ['bases']);
    const materials = ((this.raw.guides as Raw[])[index]?.materials ?? []) as Raw[];
    const place = materials.findIndex(({ id }) => id === of);
    if (place >= 0) {
      const field = ['materials', String(place), 'bases'];
      return this.#hang('bases', rest, places, field);
    }
    const here = { ...row.at, column: '依据什么' };
    this.complain(String(value.item), 'unknown-material', shown(of), here);
  }

  locate(path: Path): Position | null {
    for (let length = path.length; length > 0; length -= 1) {
      const origin = this.#origins.get(path.slice(0, length).join('.'));
      if (!origin) continue;
      const rest = path.slice(length).join('.');
      const column = origin.sheet.columns.find(
        ({ path: own }) => rest === own || rest.startsWith(`${own}.`) || own.startsWith(`${rest}.`),
      );
      return { ...origin.at, column: column?.name ?? null };
    }
    return null;
  }
}

/** Sets `a.b` in an object; a limit's note joins the limit that stands there. */
function put(into: Raw, path: string, value: unknown): void {
  const parts = path.split('.');
  let owner = into;
  for (const part of parts.slice(0, -1)) {
    // A note of a limit that there is not stands for nothing.
    if (owner[part] === null) return;
    owner[part] ??= {};
    owner = owner[part] as Raw;
  }
  owner[parts.at(-1) ?? ''] = value;
}
