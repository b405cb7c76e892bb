/**
 * From a package to the tables of a workbook, so that what is in force can be taken out, changed and
 * brought in again; and the empty template.
 */
import type { Basis, Guide, GuidePackage } from '../../../core/guides/guide.ts';
import { writeCell } from './cells.ts';
import { basisOf, type Sheet, type SheetName, sheets, writtenColumns } from './columns.ts';

/** A sheet as it is written: headings, then rows, all cells as text. */
export interface Filled {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** All sheets; a language that nothing has is left out of the columns. */
export function tablesOf(all: Omit<GuidePackage, 'version'>): Filled[] {
  return sheets.map((sheet) => filled(sheet, valuesOf(sheet.sheet, all)));
}

/** The sheets with their headings and, under them, what stands where; English has its columns. */
export function templateTables(): Filled[] {
  return sheets.map((sheet) => {
    const columns = writtenColumns(sheet).filter(({ language }) => language !== 'zh-Hant');
    const about = columns.map(({ column: { about: said }, language }) =>
      language === 'zh-Hans' ? said : '',
    );
    // The hash marks the row as one for people.
    const hints = [`# ${about[0] ?? ''}`.trimEnd(), ...about.slice(1)];
    return { name: sheet.name, rows: [columns.map(({ heading }) => heading), hints] };
  });
}

function filled(sheet: Sheet, values: readonly object[]): Filled {
  const all = writtenColumns(sheet).map((written) => ({
    ...written,
    cells: values.map((value) =>
      writeCell(written.column, reached(value, written.column.path), written.language),
    ),
  }));
  const columns = all.filter(
    ({ language, cells }) => language === 'zh-Hans' || cells.some((cell) => cell !== ''),
  );
  return {
    name: sheet.name,
    rows: [
      columns.map(({ heading }) => heading),
      ...values.map((_, row) => columns.map(({ cells }) => cells[row] ?? '')),
    ],
  };
}

function valuesOf(sheet: SheetName, all: Omit<GuidePackage, 'version'>): object[] {
  const { guides } = all;
  const of = (list: (guide: Guide) => readonly object[]) =>
    guides.flatMap((guide) => list(guide).map((value) => ({ item: guide.id, ...value })));
  switch (sheet) {
    case 'package':
      return [{ date: all.date, origin: all.origin }];
    case 'events':
      return [...all.events];
    case 'items':
      return [...guides];
    case 'materials':
      return of(({ materials }) => materials);
    case 'steps':
      return of(({ flow }) => flow);
    case 'bases':
      return of(basesOf);
    case 'places':
      return of(({ places }) => places);
    case 'questions':
      return of(({ questions }) => questions);
  }
}

function basesOf({ bases, fee, materials }: Guide): object[] {
  const told = (of: string, list: readonly Basis[]) => list.map((basis) => ({ of, ...basis }));
  return [
    ...told(basisOf.item, bases),
    ...told(basisOf.fee, fee.bases),
    ...materials.flatMap((material) => told(material.id, material.bases)),
  ];
}

function reached(value: unknown, path: string): unknown {
  let found = value;
  for (const part of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return found;
}
