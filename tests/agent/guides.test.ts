/**
 * Service guides at a kiosk: handed on from the hub, kept whole on the PC, there while it is away,
 * and there again after a restart.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KeptGuides } from '../../kiosk/agent/guides.ts';
import { pages } from '../../kiosk/agent/pages.ts';

/** A hub that has published `versions`; the last one is in force. */
async function hubOf(versions: string[], files: string[] = []) {
  const asked: string[] = [];
  const lacks = new Set<string>();
  const told = (path: string): object | null => {
    const [, , version = '', guide, file] = path.split('/');
    if (version === 'current') {
      const list = { version: versions.at(-1), guides: [{ id: 'a' }], files };
      return versions.length === 0 ? null : list;
    }
    if (!versions.includes(version)) return null;
    if (guide === 'files')
      return files.includes(file ?? '') && !lacks.has(file ?? '') ? { form: version } : null;
    if (guide === 'index') return { index: version };
    const one = { id: 'a', version, name: { 'zh-Hans': '甲' } };
    return guide === undefined ? { version, guides: [one] } : guide === 'a' ? one : null;
  };
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const body = told(url);
    response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body ?? { refused: 'no-guides' }));
  });
  const url = await listening(server);
  return { asked, lacks, url, end: () => server.closeAllConnections() ?? server.close() };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function agentOf(hub: string, folder: string) {
  const guides = new KeptGuides({ hub: { url: hub, ca: null }, folder, complain: () => {} });
  const parts = { distFolder: 'no/such', health: () => ({}), complain: () => {}, guides };
  const url = await listening(createServer(pages(parts)));
  const get = async (path: string) => {
    const answer = await fetch(url + path);
    const text = await answer.text();
    const { headers } = answer;
    return { status: answer.status, text, headers, cache: headers.get('cache-control') };
  };
  return { guides, get };
}

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-guides-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('the version in force is handed on, kept whole, and there while the hub is away', async () => {
  const hub = await hubOf(['v1']);
  const folder = folderOf();
  const { guides, get } = await agentOf(hub.url, folder);
  expect(JSON.parse((await get('/guides/current')).text)).toMatchObject({ version: 'v1' });
  await guides.keep('v1');
  hub.end();
  expect(JSON.parse((await get('/guides/current')).text)).toMatchObject({ version: 'v1' });
  const one = await get('/guides/v1/a');
  expect(JSON.parse(one.text)).toMatchObject({ id: 'a', version: 'v1' });
  expect(one.cache).toContain('immutable');
  expect((await get('/guides/v1/index')).text).toBe('{"index":"v1"}');
  expect(JSON.parse((await get('/guides/v1')).text).guides).toHaveLength(1);
  expect((await get('/guides/v1/b')).status).toBe(503);
  expect((await get('/guides/v0/a')).status).toBe(503);

  const again = await agentOf(hub.url, folder);
  expect(JSON.parse((await again.get('/guides/v1/a')).text)).toMatchObject({ version: 'v1' });
});

test('a version that the hub tells of is fetched once, and takes the place of the one before', async () => {
  const versions = ['v1'];
  const hub = await hubOf(versions);
  const { guides, get } = await agentOf(hub.url, folderOf());
  await Promise.all([guides.keep('v1'), guides.keep('v1')]);
  await guides.keep('v1');
  expect(hub.asked).toEqual(['/guides/current', '/guides/v1', '/guides/v1/index']);
  versions.push('v2');
  await guides.keep('v2');
  hub.end();
  expect(JSON.parse((await get('/guides/current')).text)).toMatchObject({ version: 'v2' });
  expect((await get('/guides/v2/a')).status).toBe(200);
});

test('blanks and samples are kept with the version, and only this page may hold them', async () => {
  const versions = ['v1'];
  const hub = await hubOf(versions, ['blank.html', '../escape.html']);
  const folder = folderOf();
  const { guides, get } = await agentOf(hub.url, folder);
  await guides.keep('v1');
  expect(readdirSync(join(folder, 'guide-files/v1'))).toEqual(['blank.html']);
  versions.push('v2');
  await guides.keep('v2');
  await guides.keep('v2');
  expect(hub.asked.filter((path) => path.includes('/files/'))).toEqual([
    ...['/guides/v1/files/blank.html', '/guides/v2/files/blank.html'],
  ]);
  expect(readdirSync(join(folder, 'guide-files'))).toEqual(['v2']);
  hub.end();
  const { guides: _, get: again } = await agentOf(hub.url, folder);
  for (const ask of [get, again]) {
    const { text, headers } = await ask('/guides/v2/files/blank.html');
    expect(text).toBe('{"form":"v2"}');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'.*sandbox/);
  }
  expect((await again('/guides/v2/files/no.html')).status).toBe(503);
  expect((await again('/guides/v2/files/no.js')).status).toBe(404);
});

test('a file that could not be had is asked for again', async () => {
  const files = ['a.html'];
  const versions = ['v1'];
  const hub = await hubOf(versions, files);
  const folder = folderOf();
  const { guides } = await agentOf(hub.url, folder);
  files.push('late.html');
  hub.lacks.add('late.html');
  await guides.keep('v1');
  expect(readdirSync(join(folder, 'guide-files/v1'))).toEqual(['a.html']);
  hub.lacks.clear();
  await guides.keep('v1');
  expect(readdirSync(join(folder, 'guide-files/v1')).sort()).toEqual(['a.html', 'late.html']);
});

test('a hub without guides says so; a damaged file is as good as none', async () => {
  const hub = await hubOf([]);
  const folder = folderOf();
  writeFileSync(join(folder, 'guides.json'), '{"version":');
  const { guides, get } = await agentOf(hub.url, folder);
  await guides.keep('v1');
  expect((await get('/guides/current')).status).toBe(404);
  hub.end();
  expect((await get('/guides/current')).status).toBe(503);
  expect((await get('/guides/a/b/c')).status).toBe(404);
});
