/**
 * The files that come with a package of guides: blank forms and filled-in samples (`files/…`). What a
 * file is follows from the end of its name alone, and only what cannot harm who opens it is taken.
 */

import { UnreadableFile } from './import/unread.ts';
import { unpacked } from './import/zip.ts';

/** One file as it stands in its table. */
export interface PackageFile {
  /** Without `files/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const packageFileBounds = {
  bytesMax: 2 * 1024 * 1024,
  filesMax: 500,
  /** All of a package together. */
  totalBytesMax: 40 * 1024 * 1024,
} as const;

const types: Readonly<Record<string, { type: string; shown: boolean }>> = {
  html: { type: 'text/html; charset=utf-8', shown: true },
  png: { type: 'image/png', shown: true },
  jpg: { type: 'image/jpeg', shown: true },
  jpeg: { type: 'image/jpeg', shown: true },
  // Browsers open these in programs of their own, which a sandbox would keep from starting.
  pdf: { type: 'application/pdf', shown: false },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    shown: false,
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    shown: false,
  },
};

/** A name as guides may write it after `files/`: no folder, no dot in front. */
const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
const endOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';

/** How a file is sent: its type, and what keeps a page in it from doing anything. Null: no such file can be. */
export function sentAs(
  name: string,
): { readonly contentType: string; readonly headers: Readonly<Record<string, string>> } | null {
  const known = namePattern.test(name) ? types[endOf(name)] : undefined;
  if (!known) return null;
  return {
    contentType: known.type,
    headers: {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Disposition': `${known.shown ? 'inline' : 'attachment'}; filename="${name}"`,
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  };
}

/** The files, once each and within the bounds. Throws `UnreadableFile` that names the file. */
export function checkedFiles(files: readonly PackageFile[]): readonly PackageFile[] {
  const { bytesMax, filesMax, totalBytesMax } = packageFileBounds;
  if (files.length > filesMax) throw new UnreadableFile('too-large', `${files.length} files`);
  const seen = new Set<string>();
  let left: number = totalBytesMax;
  for (const { name, bytes } of files) {
    const where = `files/${name}`;
    if (sentAs(name) === null || seen.has(name)) throw new UnreadableFile('format-unknown', where);
    seen.add(name);
    left -= bytes.length;
    if (bytes.length > bytesMax || left < 0) throw new UnreadableFile('too-large', where);
  }
  return files;
}

export interface Bundle {
  readonly document: Uint8Array;
  readonly name: string;
  readonly files: readonly PackageFile[];
}

/** An archive with one document of guides beside `files/`; null: it is a workbook itself. Throws `UnreadableFile`. */
export function bundleIn(archive: Uint8Array): Bundle | null {
  const entries = unpacked(archive).filter(({ name }) => !name.endsWith('/'));
  if (entries.some(({ name }) => /^(xl\/|\[Content_Types\]\.xml$)/.test(name))) return null;
  const files: PackageFile[] = [];
  const documents: { name: string; bytes: Uint8Array }[] = [];
  for (const { name, bytes } of entries) {
    const [, inFiles] = /^files\/([^/]+)$/.exec(name) ?? [];
    if (inFiles !== undefined) files.push({ name: inFiles, bytes });
    else if (/^[^/]+$/.test(name)) documents.push({ name, bytes });
    else throw new UnreadableFile('format-unknown', name);
  }
  const [document, another] = documents;
  if (!document || another) {
    throw new UnreadableFile('not-readable', another?.name ?? 'guides.xlsx');
  }
  return { document: document.bytes, name: document.name, files: checkedFiles(files) };
}
