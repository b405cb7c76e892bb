/**
 * The hall's emblem: read and checked when the hub starts, with the rule that a wrong one breaks, and
 * served as a picture that runs nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import express from 'express';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../../server/hall/clock.ts';
import { emblem, readEmblem } from '../../../server/http/emblem.ts';
import { usualLimits } from '../../../server/http/limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'jinghao-emblem-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The head of a PNG of this size. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(32);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
const svg = (inside: string, box = '0 0 64 64') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inside}</svg>`;

function read(file: string, bytes: string | Buffer) {
  writeFileSync(join(folder, file), bytes);
  return readEmblem(file, folder);
}

test('a square PNG and a plain drawing are shown, and a hall without one has none', () => {
  expect(read('one.png', png(512, 512))).toMatchObject({
    emblem: { type: 'image/png' },
    wrong: null,
  });
  const drawn = svg('<defs><path id="a"/></defs><use href="#a" fill="url(#b)"/>');
  expect(read('one.svg', drawn)).toMatchObject({ emblem: { type: 'image/svg+xml' }, wrong: null });
  expect(readEmblem(undefined, folder)).toEqual({ emblem: null, wrong: null });
});

test('a real drawing and a real picture are taken as they are', () => {
  const emblems = resolve(import.meta.dirname, '../../../fixtures/halls/emblems');
  for (const file of ['plain.svg', 'plain.png']) {
    const { emblem, wrong } = readEmblem(file, emblems);
    expect(wrong).toBeNull();
    expect(emblem?.bytes.equals(readFileSync(join(emblems, file)))).toBe(true);
  }
});

test.each<[string, string | Buffer, string]>([
  ['a.png', 'no picture', 'is no PNG'],
  ['a.png', png(512, 256), 'a square'],
  ['a.png', png(32, 32), 'a square of 96 to 1024 dots'],
  ['a.png', png(4_096, 4_096), 'a square of 96 to 1024 dots'],
  ['a.png', Buffer.alloc(300_000), 'at most 262144 bytes'],
  ['a.svg', '<html/>', 'is no SVG'],
  ['a.svg', svg('<path/>', '0 0 64 32'), 'viewBox'],
  ['a.svg', svg('<script>alert(1)</script>'), 'without scripts'],
  ['a.svg', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'), 'without'],
  ['a.svg', svg('<path onload="alert(1)"/>'), 'without scripts'],
  ['a.svg', svg('<foreignObject/>'), 'without scripts'],
  ['a.svg', svg('<a href="https://x.example/"/>'), 'nothing outside'],
  ['a.svg', svg('<style>@import "x.css"</style>'), 'nothing outside'],
  ['a.svg', svg('<rect fill="url( \'https://x.example/a\' )"/>'), 'nothing outside'],
])('%s is not shown: %#', (file, bytes, rule) => {
  const { emblem, wrong } = read(file, bytes);
  expect(emblem).toBeNull();
  expect(wrong).toMatch(/^look\.emblem: /);
  expect(wrong).toContain(rule);
});

test('a file that is not there is named', () => {
  expect(readEmblem('none.png', folder).wrong).toContain('there is no file');
});

test('it is served as a picture that runs nothing, and that there is none is no error', async () => {
  const served = async (picture: Parameters<typeof emblem>[1]) => {
    const app = express();
    emblem(app, picture, usualLimits.pages, machineClock);
    const server = app.listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((listens) => server.once('listening', listens));
    return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/emblem`);
  };
  const shown = await served({ type: 'image/png', bytes: png(96, 96) });
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await served(null)).status).toBe(204);
});
