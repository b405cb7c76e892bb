/**
 * A file of guides to a package, or to all that keeps it from being taken: JSON, YAML, CSV or XLSX,
 * told by its first signs and its name. Whole or not at all; what the content lacks is the checker's.
 */
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { GuidePackage } from '../../../core/guides/guide.ts';
import {
  eventsMax,
  formProblems,
  guideShape,
  guidesMax,
  lifeEventShape,
  originShape,
} from '../../../core/wire/guide-package.ts';
import { bundleIn, checkedFiles, type PackageFile } from '../files.ts';
import { readCsv, textOf } from './csv.ts';
import { readTables, type TablesRead } from './tables-in.ts';
import { traditional, withTraditional } from './traditional.ts';
import { fileBounds, shown, type Unread, UnreadableFile } from './unread.ts';
import { readXlsx } from './xlsx.ts';
import { isZip } from './zip.ts';

export const formats = ['json', 'yaml', 'csv', 'xlsx', 'zip'] as const;
export type Format = (typeof formats)[number];

export type ReadPackage =
  | { readonly read: Omit<GuidePackage, 'version'>; readonly files: readonly PackageFile[] }
  | { readonly unread: readonly Unread[] };

/** What a file may hold beside the guides. */
const fileShape = z.strictObject({
  version: z.string().max(40).optional(),
  date: z.iso.date('a date is YYYY-MM-DD').optional(),
  origin: originShape.optional(),
  events: z.array(lifeEventShape).max(eventsMax).default([]),
  guides: z.array(guideShape).max(guidesMax),
});

/**
 * Reads a file; `beside`: what lies in `files/` next to it, where it is no archive that has them in
 * it. `today`: the day of a package that names none. Never rejects for what the file is;
 * whatever is wrong with it is listed.
 */
export async function readPackage(
  bytes: Uint8Array,
  format: Format | null,
  today: string,
  beside: readonly PackageFile[] = [],
): Promise<ReadPackage> {
  try {
    const { bytesMax, archiveBytesMax } = fileBounds;
    if (bytes.length > archiveBytesMax) throw new UnreadableFile('too-large');
    const bundle = format === 'zip' || (format === null && isZip(bytes)) ? bundleIn(bytes) : null;
    if ((bundle?.document ?? bytes).length > bytesMax) throw new UnreadableFile('too-large');
    const files = bundle?.files ?? checkedFiles(beside);
    const { raw, problems, locate } = bundle
      ? await readRaw(bundle.document, documentOf(bundle.name))
      : await readRaw(bytes, format === 'zip' ? 'xlsx' : format);
    const parsed = fileShape.safeParse(raw);
    const unread = [...problems, ...(parsed.success ? [] : formOf(parsed.error, raw, locate))];
    if (unread.length > 0 || !parsed.success) return { unread: once(unread) };
    const { date = today, origin = 'export', events, guides } = parsed.data;
    const convert = await traditional();
    return { read: withTraditional({ date, origin, events, guides }, convert), files };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unread: [error.unread] };
    throw error;
  }
}

const ends: Readonly<Record<string, Format>> = {
  ...{ json: 'json', yaml: 'yaml', yml: 'yaml', csv: 'csv', xlsx: 'xlsx', zip: 'zip' },
};

/** The format by the end of a file's name; null: it has another end. */
export const formatOf = (name: string): Format | null =>
  ends[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;

function documentOf(name: string): Format {
  const format = formatOf(name);
  if (format === null || format === 'zip') throw new UnreadableFile('not-readable', name);
  return format;
}

type RawRead = Pick<TablesRead, 'problems' | 'locate'> & { readonly raw: unknown };

async function readRaw(bytes: Uint8Array, format: Format | null): Promise<RawRead> {
  if (format === 'xlsx' || (format === null && isZip(bytes))) {
    return readTables(await readXlsx(bytes));
  }
  const text = await textOf(bytes);
  const begins = text.trimStart()[0] ?? '';
  if (format === 'json' || (format === null && (begins === '{' || begins === '['))) {
    return plain(parsed(text, JSON.parse));
  }
  if (format === 'csv') return readTables(readCsv(text));
  if (format === 'yaml')
    return plain(parsed(text, (yaml) => parseYaml(yaml, { maxAliasCount: 100 })));
  throw new UnreadableFile('format-unknown', formats.join(', '));
}

function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UnreadableFile('not-readable', (error as Error).message.slice(0, 200));
  }
}

/** A package, a list of guides, or one guide by itself. */
function plain(written: unknown): RawRead {
  const raw = Array.isArray(written)
    ? { guides: written }
    : typeof written === 'object' && written !== null && 'id' in written
      ? { guides: [written] }
      : written;
  return { raw, problems: [], locate: () => null };
}

function formOf(error: z.ZodError, raw: unknown, locate: TablesRead['locate']): Unread[] {
  return formProblems(error).map(({ path, rule }) => {
    const [list, index, ...rest] = path;
    const ofList = (list === 'guides' || list === 'events') && typeof index === 'number';
    const owner = ofList ? reached(raw, [list, index]) : undefined;
    const id = (owner as { id?: unknown } | undefined)?.id;
    return {
      item: typeof id === 'string' ? id : ofList ? `${list}.${index}` : '',
      field: (ofList ? rest : path).join('.'),
      rule,
      where: shown(reached(raw, path)),
      at: locate(path),
    };
  });
}

function reached(value: unknown, path: readonly (string | number)[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[part];
  }
  return found;
}

/** A cell is complained of once: what could not be read is missing as well. */
function once(all: readonly Unread[]): Unread[] {
  const seen = new Set<string>();
  return all.filter(({ at, item, field }) => {
    const place = at?.column ? `${at.sheet}!${at.row}!${at.column}` : null;
    const key = place ?? `${item}!${field}!${at?.row}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
