/**
 * The kiosk's page from this PC's own disk, so that it comes up while the hub is away. Only built
 * files that were there at the start are served, under the same policy as the hub's, to browsers of
 * this machine only.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { answerSpeech } from '../../drivers/speech/answering.ts';
import type { Speech } from '../../drivers/speech/espeak.ts';
import { guidesPath, type KeptGuides } from './guides.ts';
import { type Plans, planPath } from './plan.ts';

/** Where the page lies among the built files. */
const page = 'kiosk/page/index.html';
const filesMax = 5_000;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
};

export interface PagesParts {
  readonly distFolder: string;
  /** What `/healthz` says. */
  readonly health: () => object;
  readonly complain: (what: string, error: unknown) => void;
  /** What says the page to who hears it; left out, nothing does. */
  readonly speech?: Speech;
  /** Left out, the floor is told in words only. */
  readonly plans?: Pick<Plans, 'answer'>;
  readonly guides?: Pick<KeptGuides, 'answer'>;
}

/** Answers `/kiosk`, what it loads, `/speech`, the floor's picture, service guides, and `/healthz`. */
export function pages(parts: PagesParts): RequestListener {
  const { distFolder, health, complain, speech, plans, guides } = parts;
  const files = listed(distFolder);
  return (request, response) => {
    secure(request, response);
    const path = pathOf(request);
    const asks = request.method === 'GET' || request.method === 'HEAD';
    if (!isLocal(request.headers.host)) return say(response, 421, 'asked by another name');
    if (speech && path === '/speech') {
      if (!fromHere(request)) return say(response, 403, 'only this page');
      return void answerSpeech(request, response, speech);
    }
    if (!asks) return say(response, 405, 'only GET');
    if (path === '/healthz') return json(response, health());
    if (path === '/') return redirect(response);
    if (plans && planPath.test(path)) return void plans.answer(path, response);
    if (guides && guidesPath.test(path)) return void guides.answer(path, response);
    const file = path === '/kiosk' ? page : path.slice(1);
    if (path === '/kiosk' && !files.has(page)) {
      return say(response, 503, 'The pages are not built: npm run build');
    }
    if (!files.has(file) || (file.endsWith('.html') && path !== '/kiosk')) {
      return say(response, 404, 'not here');
    }
    const kept = file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    readFile(join(distFolder, file)).then(
      (bytes) => {
        const type = types[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { 'Content-Type': type, 'Cache-Control': kept });
        response.end(request.method === 'HEAD' ? undefined : bytes);
      },
      (error: unknown) => {
        complain(`the file ${file} could not be read`, error);
        say(response, 503, 'not readable now');
      },
    );
  };
}

/** A request that names another host comes from a page that was led here by a false name. */
export function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

/** Another page in this browser has no business here. */
function fromHere({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || URL.parse(origin)?.host === host;
}

function listed(folder: string): ReadonlySet<string> {
  try {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).slice(0, filesMax);
    return new Set(
      files.map((entry) =>
        relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
      ),
    );
  } catch {
    return new Set();
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    return '/';
  }
}

function secure({ headers: { host = '' } }: IncomingMessage, response: ServerResponse): void {
  // Older browsers do not count a socket to the own host as 'self'.
  const socket = isLocal(host) ? ` ws://${host}` : '';
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
      `font-src 'self'; connect-src 'self'${socket}; object-src 'none'; base-uri 'none'; ` +
      "frame-ancestors 'none'; form-action 'self'",
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Frame-Options', 'DENY');
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { Location: '/kiosk' }).end();
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}
