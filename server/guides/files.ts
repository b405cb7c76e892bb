/**
 * The files that come with a package of guides (core/guides/files.ts) as they are brought in: beside
 * the document or in one archive with it, within bounds.
 */
import { sentAs } from '../../core/guides/files.ts';
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
