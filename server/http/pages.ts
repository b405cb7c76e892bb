/**
 * The built pages, from memory: a kiosk that comes up at eight must not wait for a disk. What is
 * text is packed once at the start; fonts and pictures stay on the disk. Only files that were there
 * at the start are served, so a path can lead nowhere else.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Express, RequestHandler, Response } from 'express';
import type { Clock } from '../hall/clock.ts';
import type { Rate } from './limits.ts';
import { limited } from './rates.ts';

/** Which page stands at which address, by its folder. */
export const pagePaths: Readonly<Record<string, string>> = {
  '/': 'display/doors',
  '/kiosk': 'kiosk/page',
  '/display': 'display/hall',
  '/display/past': 'display/past',
  '/display/counter/:counter': 'display/counter',
  '/display/kiosk-preview': 'kiosk/page',
  '/tablet/:counter': 'display/tablet',
  '/t/:link': 'display/phone',
  '/guide': 'display/guide',
  '/guide/:id': 'display/guide',
  '/console': 'console/counter',
  '/console/audit': 'console/audit',
  '/console/staff': 'console/staff',
  '/console/adoption': 'console/adoption',
  '/console/cases': 'console/cases',
  '/console/devices': 'console/devices',
  '/console/fairness': 'console/fairness',
  '/console/figures': 'console/figures',
  '/console/guides': 'console/guides',
  '/console/house': 'console/house',
  '/console/live': 'console/live',
  '/console/past': 'console/past',
  '/console/privacy': 'console/privacy',
  '/console/ratings': 'console/ratings',
  '/console/settings': 'console/settings',
  '/console/sign-in': 'console/sign-in',
  '/console/texts': 'console/texts',
};

/** A page, a script or a style larger than this is not kept in memory. */
const keptBytesMax = 2 * 1024 * 1024;
const filesMax = 5_000;
/** Below this a packed file is hardly smaller. */
const packedBytesMin = 512;
/** While there are no pages, they are looked for again this often at most. */
const lookAgainMs = 1_000;

const texts: ReadonlySet<string> = new Set([
  '.html',
  '.js',
  '.css',
  '.svg',
  '.json',
  '.webmanifest',
  '.txt',
]);

interface Kept {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly packed: Buffer | null;
}

type File = Kept | 'on-disk';

/** The built files by their path in the folder, with `/`. Null when nothing was built. */
function load(folder: string): ReadonlyMap<string, File> | null {
  const files = new Map<string, File>();
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || files.size >= filesMax) continue;
    const path = join(entry.parentPath, entry.name);
    const small = statSync(path).size <= keptBytesMax;
    const kept = small && texts.has(extname(entry.name));
    files.set(relative(folder, path).split(sep).join('/'), kept ? keep(path) : 'on-disk');
  }
  const built = Object.values(pagePaths).some((page) => files.has(`${page}/index.html`));
  return built ? files : null;
}

function keep(path: string): Kept {
  const plain = readFileSync(path);
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const packed = plain.length < packedBytesMin ? null : gzipSync(plain, { level: 9 });
  return { type: extname(path), etag: `W/"${hash}"`, plain, packed };
}

/** Serves the pages and what they load; `paths`: which of them, all where left out. */
export function pages(
  app: Express,
  distFolder: string,
  clock: Clock,
  rate: Rate,
  paths: Readonly<Record<string, string>> = pagePaths,
): void {
  const files = lookedFor(distFolder, clock);
  files();
  const limit = limited(rate, clock);
  for (const [path, folder] of Object.entries(paths)) {
    app.get(path, limit, (request, response, next) => {
      const found = files();
      if (found === null) return notBuilt(response);
      const file = found.get(`${folder}/index.html`);
      if (file === undefined || file === 'on-disk') return next();
      // A visitor's page leaves no trace in a cache; the others are asked for each time anew.
      response.set('Cache-Control', path === '/t/:link' ? 'no-store' : 'no-cache');
      send(request.acceptsEncodings('gzip') !== false, response, file);
    });
  }
  app.get('/{*file}', asset(files, distFolder));
}

/**
 * Scripts, styles, fonts: named by their content under `assets/`, so they may be kept for a year.
 */
function asset(files: () => ReadonlyMap<string, File> | null, root: string): RequestHandler {
  return (request, response, next) => {
    const path = decoded(request.path.slice(1));
    const file = path.endsWith('.html') ? undefined : files()?.get(path);
    if (file === undefined) return next();
    const kept = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.set('Cache-Control', kept);
    if (file !== 'on-disk') send(request.acceptsEncodings('gzip') !== false, response, file);
    else response.sendFile(path, { root, cacheControl: false, dotfiles: 'deny' });
  };
}

function send(packs: boolean, response: Response, { type, etag, plain, packed }: Kept): void {
  response.type(type).set({ ETag: etag, Vary: 'Accept-Encoding' });
  if (packs && packed) response.set('Content-Encoding', 'gzip').send(packed);
  else response.send(plain);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** The files, looked for now and, as long as there are none, again from time to time. */
function lookedFor(folder: string, clock: Clock): () => ReadonlyMap<string, File> | null {
  let found: ReadonlyMap<string, File> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = clock.monotonic();
    if (found === null && now - lookedAt >= lookAgainMs) {
      lookedAt = now;
      found = load(folder);
    }
    return found;
  };
}

function notBuilt(response: Response): void {
  response.status(503).set({ 'Retry-After': '1', 'Cache-Control': 'no-store' });
  response
    .type('text/plain')
    .send(
      '页面尚未生成。请在程序目录中运行 npm run build,或用 npm start 启动。\n' +
        'The pages are not built. Run “npm run build” in the program’s folder, ' +
        'or start it with “npm start”.\n',
    );
}
