/**
 * The fences of the house: who may import whom. A forbidden import fails with why it is forbidden
 * and what to do instead.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sources } from './tree.ts';

interface Import {
  readonly from: string;
  /** A path from the root for our own files, a package's name otherwise. */
  readonly to: string;
  readonly ours: boolean;
}

interface Fence {
  readonly id: string;
  readonly why: string;
  readonly instead: string;
  readonly broken: (one: Import) => boolean;
}

const under = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

const pages = ['kiosk/page', 'display', 'console'];
const entries = ['server/main.ts', 'server/command.ts', 'server/hub.ts', 'fixtures/try.ts'];
const product = ['core', 'log', 'drivers', 'server', 'kiosk', 'display', 'console', 'ui'];
const sqlRooms = [
  'log',
  'server/people',
  'server/house',
  'server/guides',
  'server/cases',
  'server/figures',
];
const sqlPackages = ['node:sqlite', 'pg', 'kysely'];
/** A page's own folder, `console/counter`; or what the pages of one kind share, `console`. */
const folders = sources(/index\.html$/).map((path) => dirname(path));
const pageOf = (path: string): string =>
  folders.find((folder) => under(path, folder)) ?? pageTop(path);
/** A counter PC never loads another page's code. */
const mayShow = (from: string, to: string): boolean =>
  pageOf(from) === pageOf(to) || pageOf(to) === pageTop(from);

const fences: readonly Fence[] = [
  {
    id: 'core imports only core',
    why: 'the rules must run anywhere, be replayed and be proven: no Node, no page, no package',
    instead: 'hand in what is needed with the command or the stamp',
    broken: ({ from, to, ours }) =>
      under(from, 'core') && !(ours ? under(to, 'core') : to === 'zod' && under(from, 'core/wire')),
  },
  {
    id: 'inside core: wire -> views -> hall',
    why: 'rules must not know how they are shown or said',
    instead: 'move the shape down to the rules, or the wording up',
    broken: ({ from, to }) =>
      (under(from, 'core/hall') && under(to, 'core/views', 'core/wire')) ||
      (under(from, 'core/views') && under(to, 'core/wire')),
  },
  {
    id: 'pages import ui and core, never one another or the hub',
    why: 'a page is all that a kiosk, a screen or a counter PC loads',
    instead: 'put what two pages share into ui/, what the hub says into core/views',
    broken: ({ from, to, ours }) => {
      if (!ours || !under(from, ...pages)) return false;
      if (under(to, 'ui', 'core')) return false;
      return !mayShow(from, to);
    },
  },
  {
    id: 'ui imports core and itself',
    why: 'what pages share must not pull in a page or the hub',
    instead: 'hand it in from the page',
    broken: ({ from, to, ours }) =>
      under(from, 'ui') && ours && !under(to, 'ui', 'core') && from !== 'ui/build.ts',
  },
  {
    id: 'log and drivers know nothing of the hub',
    why: 'an agent on a kiosk PC uses them without it',
    instead: 'hand in a callback or a value',
    broken: ({ from, to, ours }) =>
      ours && under(from, 'log', 'drivers') && !under(to, 'core', pageTop(from)),
  },
  {
    id: 'the hub imports no screen',
    why: 'pages are built and served from disk',
    instead: 'put what both need into core',
    broken: ({ from, to, ours }) => ours && under(from, 'server') && under(to, 'ui', ...pages),
  },
  {
    id: 'the agent knows nothing of the hub, and the hub nothing of the agent',
    why: 'a kiosk PC runs the agent alone; only the command server/main.ts loads the one or the other',
    instead: 'say it on the wire (core/wire/agent.ts), or hand it in from kiosk/agent/main.ts',
    broken: ({ from, to, ours }) =>
      ours &&
      ((under(from, 'kiosk/agent') && !under(to, 'core', 'log', 'drivers', 'kiosk/agent')) ||
        (under(to, 'kiosk/agent') &&
          under(from, ...product) &&
          !under(from, 'kiosk/agent') &&
          from !== 'server/main.ts')),
  },
  {
    id: 'product code imports no fixtures and no tests',
    why: 'a real hall must never run on pretend parts',
    instead: 'hand the part in from the entry file',
    broken: ({ from, to }) => under(from, ...product) && under(to, 'fixtures', 'tests', 'bench'),
  },
  {
    id: 'only drivers/ports opens devices',
    why: 'reconnecting, deadlines and locks are solved once',
    instead: 'take a Port from drivers/ports/open.ts',
    broken: ({ from, to }) =>
      under(from, ...product) &&
      !under(from, 'drivers/ports') &&
      (to === 'serialport' || (to === 'node:net' && under(from, 'drivers'))),
  },
  {
    id: 'only log, server/people, server/house, server/guides, server/cases and server/figures speak SQL',
    why: 'a table is owned by one room, and its shape can change there',
    instead: 'add a method to the module that owns the table',
    broken: ({ from, to }) =>
      under(from, ...product) && sqlPackages.includes(to) && !under(from, ...sqlRooms),
  },
  {
    id: 'only server/sockets, server/relay, kiosk/agent and ui/follow.ts import Socket.IO',
    why: 'hello, resume and stale marks are solved once',
    instead: 'use ui/follow.ts on a page, a room in the hub',
    broken: ({ from, to }) =>
      under(from, ...product) &&
      (to === 'socket.io' || to === 'socket.io-client') &&
      !under(from, 'server/sockets', 'server/relay', 'kiosk/agent') &&
      from !== 'ui/follow.ts',
  },
];

function pageTop(path: string): string {
  return path.split('/')[0] ?? path;
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(resolve(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => {
    const written = match[1] ?? match[2] ?? '';
    if (!written.startsWith('.')) {
      const parts = written.split('/');
      const name = written.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? written);
      return { from: file, to: written.startsWith('node:') ? written : name, ours: false };
    }
    const to = relative(root, resolve(root, dirname(file), written));
    return { from: file, to, ours: true };
  });
}

const all = sources(/\.(ts|tsx)$/).flatMap(importsOf);

describe('fences', () => {
  test('imports are found at all', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.some(({ to }) => to === 'socket.io')).toBe(true);
  });

  for (const fence of fences) {
    test(fence.id, () => {
      const broken = all.filter(fence.broken).map(({ from, to }) => `${from} -> ${to}`);
      expect(broken, `${fence.why}; instead: ${fence.instead}`).toEqual([]);
    });
  }

  test('only the entry files read the environment', () => {
    const readers = sources(/\.(ts|tsx)$/)
      .filter((file) => under(file, ...product))
      .filter((file) => /process\.env/.test(readFileSync(resolve(root, file), 'utf8')));
    expect(readers.filter((file) => !entries.includes(file))).toEqual([]);
  });
});
