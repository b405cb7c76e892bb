/**
 * What is held of persons as one table, for the page and, as Markdown, for the guides: docs/data-protection.md
 * holds what `jinghao person held` prints, and a test compares the two.
 */
import type { Language } from '../../../core/hall/configuration.ts';
import { tablesOf } from './columns.ts';
import { type Kind, type KindId, kindIds, kindOf } from './kinds.ts';
import { heldWords } from './texts/index.ts';

export interface HeldRow {
  readonly kind: KindId;
  readonly of: Kind['of'];
  readonly what: string;
  readonly why: string;
  readonly howLong: string;
  readonly tables: readonly string[];
  /** Where it is beside tables. */
  readonly also: NonNullable<Kind['also']>;
  readonly ends: Kind['ends']['by'];
  readonly backup: NonNullable<Kind['backup']> | null;
}

/** Every kind in the order of the table. */
export function heldRows(language: Language): HeldRow[] {
  return kindIds.map((kind) => {
    const { of, ends, also = [], backup = null } = kindOf(kind);
    const words = heldWords[language][kind];
    return { kind, of, ...words, tables: tablesOf(kind), also, ends: ends.by, backup };
  });
}

type Names = Readonly<Record<string, string>>;

const columnNames: Readonly<Record<Language, readonly string[]>> = {
  en: ['of', 'what', 'where', 'why', 'how long', 'in backups'],
  'zh-Hans': ['谁的', '什么', '在哪里', '为什么', '多久', '备份里'],
  'zh-Hant': ['誰的', '什麼', '在哪裏', '為什麼', '多久', '備份裏'],
};
const placeNames: Readonly<Record<Language, Names>> = {
  en: {
    ...{ log: 'the log', memory: "the hub's memory", relay: 'memory of the relay' },
    ...{ agents: "`jobs.journal` on agents' PCs", 'key-file': 'nowhere', visitors: 'visitors' },
    ...{ staff: 'staff', sealed: 'sealed', never: 'not at all', open: 'as it is', none: '–' },
  },
  'zh-Hans': {
    ...{
      log: '日志',
      memory: '主机内存',
      relay: '中继的内存',
      agents: '代理电脑上的 `jobs.journal`',
    },
    ...{ 'key-file': '哪里都不存', visitors: '来办事的人', staff: '工作人员' },
    ...{ sealed: '加密', never: '不进备份', open: '原样', none: '–' },
  },
  'zh-Hant': {
    ...{
      log: '日誌',
      memory: '主機記憶體',
      relay: '中繼的記憶體',
      agents: '代理電腦上的 `jobs.journal`',
    },
    ...{ 'key-file': '哪裏都不存', visitors: '來辦事的人', staff: '工作人員' },
    ...{ sealed: '加密', never: '不進備份', open: '原樣', none: '–' },
  },
};

/** The table as lines of Markdown. */
export function heldTable(language: Language): string[] {
  const names = placeNames[language];
  const rows = heldRows(language).map(({ of, what, tables, also, why, howLong, backup }) => {
    const where = [...tables.map((table) => `\`${table}\``), ...also.map((one) => names[one])];
    return [names[of], what, where.join(', '), why, howLong, names[backup ?? 'none']];
  });
  const lines = [columnNames[language], columnNames[language].map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`);
}
