/**
 * What keeps a file from being taken, by item, field and rule, and by sheet, row and column where it
 * is a table. Nothing of such a file is kept.
 */
import type { FormRule } from '../../../core/wire/guide-package.ts';

export type UnreadRule =
  | FormRule
  | 'unknown-item'
  | 'unknown-material'
  | 'no-such-sheet'
  | 'no-such-column'
  | 'column-twice'
  | 'no-items'
  /** Of the file as a whole. */
  | 'not-readable'
  | 'format-unknown'
  | 'too-large'
  | 'too-many-rows'
  | 'unpacks-too-large';

/** Rows count from 1, as the table's own program shows them; `column` is its heading. */
export interface Position {
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
}

export interface Unread {
  /** The guide's id as far as it is known; empty: the file. */
  readonly item: string;
  readonly field: string;
  readonly rule: UnreadRule;
  /** What stands there. */
  readonly where: string | null;
  readonly at: Position | null;
}

/** Of the file as a whole; `where`: what the library said, or the bound. */
export const unreadFile = (rule: UnreadRule, where: string | null = null): Unread => ({
  ...{ item: '', field: '', rule, where, at: null },
});

/** Thrown on the way where nothing more can be read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly unread: Unread;
  constructor(rule: UnreadRule, where: string | null = null) {
    super(`the file was not taken: ${rule}`);
    this.unread = unreadFile(rule, where);
  }
}

const signsMax = 80;
/** What stands in a field, for a person to find it by. */
export const shown = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > signsMax ? `${text.slice(0, signsMax)}…` : text;
};

/** The bounds of a file, in bytes and rows. */
export const fileBounds = {
  bytesMax: 10 * 1024 * 1024,
  /** An archive of a document with its files (files.ts). */
  archiveBytesMax: 50 * 1024 * 1024,
  rowsMax: 20_000,
  /** What a workbook may unpack to, all its parts together. */
  unpackedBytesMax: 200 * 1024 * 1024,
  columnsMax: 200,
} as const;
