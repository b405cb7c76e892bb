/**
 * Serves the built gallery on loopback, under the policy of the hub but for the frame in which the
 * choosing page shows an example. The little that examples fetch is answered from fixtures.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { sentAs } from '../core/guides/files.ts';
import { pagePolicy } from '../fixtures/machines/hub.ts';
import { exampleAdministration } from '../fixtures/screens/administration.ts';
import { exampleGuideList } from '../fixtures/screens/guides.ts';
import { examplePast } from '../fixtures/screens/past.ts';
import { examplePersons, exampleSignIns } from '../fixtures/screens/persons.ts';
import { exampleSettings } from '../fixtures/screens/settings.ts';
import { now } from './data.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const photo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#5b5853" d="M0 0h1v1H0z"/></svg>';

const emblem =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#8a1f11"/></svg>';

/** In place of a screen in a frame of the console: screens have examples of their own. */
const screen =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#0f1215" d="M0 0h16v9H0z"/><path fill="#ffc53d" d="M1 1h8v2H1z"/><path fill="#a9a49a" d="M1 4h8v1H1zM1 6h8v1H1zM10 1h5v6H10z"/></svg>';

const plan = resolve(import.meta.dirname, '../fixtures/halls/plans/dongcheng-1.svg');

const blankForm = resolve(
  import.meta.dirname,
  '../fixtures/guides/files/community-application-blank.html',
);

/** What is told under the address of the hall, and elsewhere. */
const ofHall = { ...exampleSettings(now), ...examplePast(now), ...examplePersons(now) };
const answers: Readonly<Record<string, unknown>> = {
  ...exampleAdministration(now),
  ...Object.fromEntries(
    Object.entries(ofHall).map(([path, told]) => [`/api/halls/dongcheng${path}`, told]),
  ),
  '/me/sign-ins': exampleSignIns(now),
};

/** Frames are the gallery's own. */
const policy = `${pagePolicy.replace(/frame-(src|ancestors) [^;]+(; |$)/g, '')}frame-src 'self'; frame-ancestors 'self'`;

interface Found {
  readonly type: string;
  readonly body: string | Buffer;
  /** Of a form, which is not one of our pages. */
  readonly policy?: string | undefined;
}

async function found(folder: string, path: string): Promise<Found | null> {
  if (path === '/guides/current') {
    return { type: 'application/json', body: JSON.stringify(exampleGuideList) };
  }
  const told = answers[path];
  if (told !== undefined) return { type: 'application/json', body: JSON.stringify(told) };
  if (/^\/guides\/[^/]+\/files\/form\.html$/.test(path)) {
    const { contentType = '', headers } = sentAs('form.html') ?? {};
    const policy = headers?.['Content-Security-Policy'];
    return { type: contentType, body: await readFile(blankForm), policy };
  }
  if (/^\/display\/(past|kiosk-preview)$/.test(path))
    return { type: 'image/svg+xml', body: screen };
  if (path === '/emblem') return { type: 'image/svg+xml', body: emblem };
  if (path.startsWith('/kiosk-plan/')) return { type: 'image/svg+xml', body: await readFile(plan) };
  if (path.startsWith('/posted/photos/')) return { type: 'image/svg+xml', body: photo };
  const file = { '/': 'gallery/index.html', '/shown': 'gallery/shown.html' }[path] ?? path;
  const body = await readFile(join(folder, normalize(join('/', file)))).catch(() => null);
  return body && { type: types[extname(file)] ?? 'application/octet-stream', body };
}

/** Listens on loopback; `port` 0 takes a free one. */
export async function serveGallery(
  folder: string,
  port = 0,
): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname;
    const answer = await found(folder, path);
    const type = answer?.type ?? 'text/plain';
    response.writeHead(answer ? 200 : 404, {
      'content-type': type,
      'content-security-policy': answer?.policy ?? policy,
    });
    response.end(answer?.body);
  });
  await new Promise<void>((listens) => server.listen(port, '127.0.0.1', listens));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
