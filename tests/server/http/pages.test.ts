/**
 * The built pages: at their addresses, packed, with the headers that keep them safe.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pagePaths } from '../../../server/http/pages.ts';
import { worldOf } from './world.ts';

const script = `console.info(${JSON.stringify('a'.repeat(2_000))});`;

/** What a build would have left behind. */
const built: Readonly<Record<string, string | Buffer>> = {
  ...Object.fromEntries(
    Object.values(pagePaths).map((page) => [
      `${page}/index.html`,
      `<!doctype html><title>${page}</title>${'<p>静号</p>'.repeat(60)}`,
    ]),
  ),
  'assets/main-abc123.js': script,
  'assets/noto-xyz.woff2': Buffer.alloc(100, 1),
  'robots.txt': 'User-agent: *\nDisallow: /\n',
  '.secret': 'not for anybody',
};

async function worldWithPages() {
  const world = await worldOf({ open: false });
  await build(world.parts.distFolder);
  world.clock.step(1_000);
  return world;
}

async function build(folder: string): Promise<void> {
  for (const [path, content] of Object.entries(built)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

interface Raw {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Without what Node's fetch does by itself: the path as it is, nothing unpacked. */
function raw(url: string, path: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part);
      const { statusCode: status, headers: told } = response;
      resolve({ status, headers: told, body: Buffer.concat(parts) });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('each address has its page', async () => {
  const { get } = await worldWithPages();
  const addresses = {
    '/': 'display/doors',
    '/kiosk': 'kiosk/page',
    '/display': 'display/hall',
    '/display/counter/3': 'display/counter',
    '/t/AAAAAAAAAAAAAAAAAAAAAA': 'display/phone',
    '/console': 'console/counter',
    '/console/sign-in': 'console/sign-in',
    '/kiosk?hall=x': 'kiosk/page',
  };
  for (const [address, page] of Object.entries(addresses)) {
    const { status, text, headers } = await get(address, { token: null });
    expect([address, status]).toEqual([address, 200]);
    expect(text).toContain(`<title>${page}</title>`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe(address.startsWith('/t/') ? 'no-store' : 'no-cache');
  }
});

test('a page is packed for who can unpack it, and not sent twice', async () => {
  const { url } = await worldWithPages();
  const plain = await raw(url, '/kiosk');
  const packed = await raw(url, '/kiosk', { 'accept-encoding': 'br, gzip' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.body.length).toBeLessThan(plain.body.length / 2);
  expect(gunzipSync(packed.body)).toEqual(plain.body);
  const etag = String(packed.headers.etag);
  const again = await raw(url, '/kiosk', { 'if-none-match': etag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('what a page loads may be kept for a year', async () => {
  const { url } = await worldWithPages();
  const year = 'public, max-age=31536000, immutable';
  const main = await raw(url, '/assets/main-abc123.js', { 'accept-encoding': 'gzip' });
  expect(main.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': year,
  });
  expect(gunzipSync(main.body).toString()).toBe(script);
  const font = await raw(url, '/assets/noto-xyz.woff2');
  expect(font.headers).toMatchObject({ 'content-type': 'font/woff2', 'cache-control': year });
  expect(font.body).toEqual(built['assets/noto-xyz.woff2']);
  expect((await raw(url, '/robots.txt')).headers['cache-control']).toBe('no-cache');
});

test('nothing but the built files can be had', async () => {
  const { url, folder } = await worldWithPages();
  await writeFile(join(folder, 'outside.js'), 'secret');
  for (const path of [
    '/../outside.js',
    '/assets/../../outside.js',
    '/assets/%2e%2e/%2e%2e/outside.js',
    '/assets/..%2f..%2foutside.js',
    '/assets/%00',
    '/assets/',
    '/assets/other.js',
    '/kiosk/page/index.html',
    '/.secret',
    '/%E0%A4%A',
  ]) {
    const { status, body } = await raw(url, path);
    expect([path, (status ?? 0) >= 400]).toEqual([path, true]);
    expect(body.toString()).not.toContain('secret');
  }
});

test('an address that is none says so politely in both languages', async () => {
  const { get } = await worldWithPages();
  const { status, text, headers } = await get('/nowhere', { token: null });
  expect(status).toBe(404);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(text).toContain('没有这个页面');
  expect(text).toContain('There is no such page');
  const program = await get('/nowhere', { headers: { Accept: 'application/json' } });
  expect(program.body).toMatchObject({ refused: 'unknown-route' });
});

test('without a build it is said what to run; once built, pages come without a restart', async () => {
  const { get, clock, parts } = await worldOf({ open: false });
  const missing = await get('/kiosk', { token: null });
  expect(missing.status).toBe(503);
  expect(missing.text).toContain('npm run build');
  expect(missing.text).toContain('页面尚未生成');
  await build(parts.distFolder);
  clock.step(1_000);
  expect((await get('/kiosk', { token: null })).status).toBe(200);
  await rm(parts.distFolder, { recursive: true });
  expect((await get('/kiosk', { token: null })).status).toBe(200);
});

test('a page may load and speak to its own hub only, and cannot be framed', async () => {
  const { get, url } = await worldWithPages();
  const { headers } = await get('/kiosk', { token: null });
  const host = url.replace('http://', '');
  expect(headers.get('content-security-policy')?.split(';')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]);
  expect(Object.fromEntries(headers)).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
});

test('what looks back at a screen may be framed, by our own pages alone', async () => {
  const { get } = await worldWithPages();
  const { headers } = await get('/display/past', { token: null });
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
});

test('a Host header cannot write into the policy', async () => {
  const { url } = await worldWithPages();
  const { headers } = await raw(url, '/kiosk', { host: "x; script-src 'unsafe-inline'" });
  const policy = String(headers['content-security-policy']);
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).toContain("connect-src 'self' 'self' 'self'");
});

test('an answer of the API is no page: it may load nothing at all', async () => {
  const { get, hall } = await worldOf();
  for (const { headers } of [await get(hall), await get(hall, { token: null })]) {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
  }
});
