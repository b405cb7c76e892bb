/**
 * The files that come with a package of guides, blank forms and filled-in samples, as everybody who
 * names, sends and shows them knows them. What a file is follows from the end of its name alone, and
 * only what cannot harm who opens it is one.
 */
import type { Guide } from './guide.ts';

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
const endOf = (name: string): string => name.split('.').pop()?.toLowerCase() ?? '';

/**
 * How a file is sent: its type, and what keeps a page in it from doing anything. Our own pages may
 * hold it as a picture (`frame-ancestors`) and measure it (`allow-same-origin`; nothing runs in it).
 * Null: no such file can be.
 */
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
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
        'sandbox allow-same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'SAMEORIGIN',
    },
  };
}

/** The names of the package's files that a guide names, once each and without `files/`. */
export function filesOf({ materials, result }: Pick<Guide, 'materials' | 'result'>): string[] {
  const named = [...materials.flatMap(({ blank, sample }) => [blank, sample]), result.sample];
  return [...new Set(named)].flatMap((written) => fileName(written ?? '') ?? []);
}

/** Of `files/blank.html` the name; null: it is an address of the web. */
export const fileName = (written: string): string | null =>
  /^files\/(.+)$/.exec(written)?.[1] ?? null;

/** Where a file of a published version is fetched. */
export const fileAddress = (version: string, name: string): string =>
  `/guides/${encodeURIComponent(version)}/files/${encodeURIComponent(name)}`;

/** How a screen that opens no programs shows a file: as a page, or as pictures one under another. */
export type ShownFile =
  | { readonly as: 'page'; readonly name: string }
  | { readonly as: 'pictures'; readonly names: readonly string[] };

/** Pictures of so many pages are looked for. */
const pagesMax = 20;

/**
 * What is shown of a file where only pages and pictures can be. A document of another kind is shown by
 * the pictures of its pages that came beside it: `form.pdf.1.png`, `form.pdf.2.png`. Null: it did not
 * come, or it cannot be shown.
 */
export function shownFile(name: string, files: readonly string[]): ShownFile | null {
  if (!files.includes(name)) return null;
  const end = endOf(name);
  if (end === 'html') return { as: 'page', name };
  if (types[end]?.shown) return { as: 'pictures', names: [name] };
  const names: string[] = [];
  for (let page = 1; page <= pagesMax; page += 1) {
    const picture = pictureOf(name, page, files);
    if (picture === null) break;
    names.push(picture);
  }
  return names.length === 0 ? null : { as: 'pictures', names };
}

const pictureEnds = ['png', 'jpg', 'jpeg'] as const;

function pictureOf(name: string, page: number, files: readonly string[]): string | null {
  return (
    pictureEnds.map((end) => `${name}.${page}.${end}`).find((one) => files.includes(one)) ?? null
  );
}

/** Files that nobody names: neither a guide nor, as a picture of one of its pages, a document. */
export function strayFiles(
  files: readonly string[],
  guides: readonly Pick<Guide, 'materials' | 'result'>[],
): string[] {
  const named = new Set(guides.flatMap(filesOf));
  for (const name of [...named]) {
    const shown = shownFile(name, files);
    if (shown?.as === 'pictures') for (const picture of shown.names) named.add(picture);
  }
  return files.filter((name) => !named.has(name));
}
