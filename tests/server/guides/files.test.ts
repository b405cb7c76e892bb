/**
 * Blanks and samples that come with a package of guides: in an archive or a folder beside the document,
 * within bounds, by names that lead nowhere else; and how they are served.
 */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sentAs, shownFile, strayFiles } from '../../../core/guides/files.ts';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';
import { exported } from '../../../server/guides/export.ts';
import { packageFileBounds } from '../../../server/guides/files.ts';
import { readPackage } from '../../../server/guides/import/read.ts';
import { worldOf } from '../http/world.ts';

const document = Buffer.from(JSON.stringify(generatedPackage({ count: 2, services: ['a'] })));

/** A zip of these entries, as the standard lays it out. */
function zipOf(entries: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    centrals.push(central, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

const read = (bytes: Buffer, beside: { name: string; bytes: Buffer }[] = []) =>
  readPackage(bytes, null, '2026-11-22', beside);
const why = async (reading: ReturnType<typeof read>) => {
  const told = await reading;
  return 'unread' in told ? [told.unread[0]?.rule, told.unread[0]?.where] : told.files.length;
};
const page = Buffer.from('<p>blank</p>');

describe('a package with files', () => {
  test('as an archive, and as a document with files beside it', async () => {
    const zip = zipOf({ 'guides.json': document, 'files/': Buffer.alloc(0), 'files/a.html': page });
    const told = await read(zip);
    expect('read' in told && told.files.map(({ name }) => name)).toEqual(['a.html']);
    expect('read' in told && told.read.guides).toHaveLength(2);
    expect(await why(read(document, [{ name: 'a.pdf', bytes: page }]))).toBe(1);
  });

  test('names that lead elsewhere, unknown kinds, too large ones and a second document', async () => {
    for (const name of ['files/../a.html', '../a.html', 'files/b/a.html', 'files/a.exe']) {
      const rule = await why(read(zipOf({ 'guides.json': document, [name]: page })));
      expect(rule, name).toEqual(['format-unknown', name]);
    }
    for (const name of ['.html', 'a', 'a.svg', 'a\u202ehtml', `${'a'.repeat(101)}.html`]) {
      expect(await why(read(document, [{ name, bytes: page }])), name).toEqual([
        ...['format-unknown', `files/${name}`],
      ]);
    }
    const twice = [1, 2].map(() => ({ name: 'a.html', bytes: page }));
    expect(await why(read(document, twice))).toEqual(['format-unknown', 'files/a.html']);
    const large = Buffer.alloc(packageFileBounds.bytesMax + 1);
    expect(await why(read(document, [{ name: 'a.pdf', bytes: large }]))).toEqual([
      ...['too-large', 'files/a.pdf'],
    ]);
    const two = zipOf({ 'guides.json': document, 'more.json': document });
    expect(await why(read(two))).toEqual(['not-readable', 'more.json']);
  });

  test('taken out as an archive it is brought in again with its files, as workbook and as JSON', async () => {
    const text = JSON.stringify(generatedPackage({ count: 2 }));
    const files = [
      { name: 'a.html', bytes: page },
      { name: 'a.pdf', bytes: Buffer.from([1, 2, 3]) },
    ];
    for (const format of ['zip', 'json-zip'] as const) {
      const told = await read(await exported({ text, files, format }));
      if ('unread' in told) throw new Error(JSON.stringify(told.unread));
      expect(told.files.map(({ name, bytes }) => [name, [...bytes]])).toEqual([
        ['a.html', [...page]],
        ['a.pdf', [1, 2, 3]],
      ]);
      expect(told.read.guides.map(({ id }) => id)).toEqual(['generated-0001', 'generated-0002']);
    }
  });

  test('what a kiosk shows: pages, pictures, and documents of which there are pictures', () => {
    const files = [
      'a.html',
      'b.PNG',
      'c.pdf',
      'd.pdf',
      'd.pdf.1.png',
      'd.pdf.2.jpg',
      'd.pdf.4.png',
    ];
    expect(shownFile('a.html', files)).toEqual({ as: 'page', name: 'a.html' });
    expect(shownFile('b.PNG', files)).toEqual({ as: 'pictures', names: ['b.PNG'] });
    expect(shownFile('c.pdf', files)).toBe(null);
    expect(shownFile('d.pdf', files)).toEqual({
      ...{ as: 'pictures', names: ['d.pdf.1.png', 'd.pdf.2.jpg'] },
    });
    expect(shownFile('e.html', files)).toBe(null);
    const guide = { materials: [], result: { sample: 'files/d.pdf' } };
    expect(strayFiles(files, [guide as never])).toEqual([
      ...['a.html', 'b.PNG', 'c.pdf', 'd.pdf.4.png'],
    ]);
  });

  test('a page is shown in a sandbox, what browsers open in programs is handed over', () => {
    expect(sentAs('a.html')?.headers).toMatchObject({
      'Content-Disposition': 'inline; filename="a.html"',
      'Content-Security-Policy': expect.stringContaining('sandbox'),
    });
    expect(sentAs('a.PDF')?.headers['Content-Disposition']).toContain('attachment');
    expect(sentAs('a.js')).toBe(null);
  });
});

test('an archive is brought in over HTTP, and its files are served with the version', async () => {
  const { parts, hall, url, token, get } = await worldOf();
  const sent = await fetch(`${url}${hall}/guides/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/zip' },
    body: zipOf({ 'guides.json': document, 'files/blank.html': page }),
  });
  expect(sent.status).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  await parts.guides.submit(id, 'manager:one');
  await parts.guides.approve(id, 'manager:two');
  const told = await parts.guides.publish(id, 'manager:two');
  if ('refused' in told) throw new Error(told.refused);
  const of = `/guides/${told.version}/files`;
  const blank = await fetch(`${url}${of}/blank.html`);
  expect([blank.status, await blank.text()]).toEqual([200, '<p>blank</p>']);
  expect(blank.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(blank.headers.get('content-security-policy')).toContain('sandbox');
  expect(blank.headers.get('x-content-type-options')).toBe('nosniff');
  expect(blank.headers.get('cache-control')).toContain('immutable');
  for (const path of [`${of}/no.html`, `${of}/..%2Fblank.html`, '/guides/1/files/blank.html']) {
    expect((await get(path, { token: null })).status, path).toBe(404);
  }
});
