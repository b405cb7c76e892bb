/**
 * Files of guides: every format brings back the package that it was written from, what is wrong is
 * told by sheet, row and column, and files that would harm are refused by name.
 */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { GuidePackage } from '../../../core/guides/guide.ts';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';
import { exported, template } from '../../../server/guides/export.ts';
import { type Format, readPackage } from '../../../server/guides/import/read.ts';
import { readApart } from '../../../server/guides/import/reader.ts';
import type { Unread } from '../../../server/guides/import/unread.ts';
import { unpacked } from '../../../server/guides/import/zip.ts';
import { full } from './guides.ts';

const today = '2026-11-22';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const few = () => generatedPackage({ count: 12, services: ['general'] });

async function read(bytes: Uint8Array, format: Format | null = null) {
  const told = await readPackage(bytes, format, today);
  return 'read' in told ? told.read : told.unread;
}

/** What keeps it from being taken. */
async function unread(bytes: Uint8Array, format: Format | null = null): Promise<readonly Unread[]> {
  const told = await readPackage(bytes, format, today);
  return 'unread' in told ? told.unread : [];
}

async function whole(): Promise<Omit<GuidePackage, 'version'>> {
  const all = few();
  const told = await read(bytesOf(JSON.stringify({ ...all, guides: [full, ...all.guides] })));
  if (Array.isArray(told)) throw new Error(JSON.stringify(told));
  return told as Omit<GuidePackage, 'version'>;
}

describe('every format brings back the same package', () => {
  test.each(['json', 'csv', 'xlsx'] as const)('%s', async (format) => {
    const all = await whole();
    const written = await exported({ text: JSON.stringify(all), files: [], format });
    expect(await read(written, format)).toEqual(all);
  });

  test('yaml', async () => {
    const all = await whole();
    expect(await read(bytesOf(stringify(all)), 'yaml')).toEqual(all);
  });

  test('CSV as a Chinese spreadsheet program writes it, in GB18030', async () => {
    const { default: iconv } = await import('iconv-lite');
    const all = await whole();
    const text = (
      await exported({ text: JSON.stringify(all), files: [], format: 'csv' })
    ).toString();
    expect(await read(iconv.encode(text.slice(1), 'gb18030'), 'csv')).toEqual(all);
  });

  test('a cell that a spreadsheet program would take for a formula is written as text', async () => {
    const all = await whole();
    const [first] = all.guides;
    const tricky = { ...all, guides: [{ ...first, alsoSaid: ["=1+1'", '-x', "'quoted"] }] };
    const written = await exported({ text: JSON.stringify(tricky), files: [], format: 'csv' });
    expect(written.toString()).not.toMatch(/(^|,)"?=1/m);
    expect(await read(written, 'csv')).toMatchObject({
      guides: [{ alsoSaid: ["=1+1'", '-x', "'quoted"] }],
    });
  });

  test('what has no Traditional Chinese gets it', async () => {
    expect((await whole()).guides[1]?.name).toMatchObject({ 'zh-Hant': '食品經營核准' });
  });

  test('the template can be read, and holds no guides', async () => {
    expect(await read(await template('xlsx'), 'xlsx')).toMatchObject({ guides: [], events: [] });
  });
});

const csv = (text: string) => unread(bytesOf(text), 'csv');

describe('what is wrong is told by its place, and nothing is half imported', () => {
  test('by sheet, row and column', async () => {
    const all = await whole();
    const text = (
      await exported({ text: JSON.stringify(all), files: [], format: 'csv' })
    ).toString();
    const lines = text.split('\r\n');
    const at = lines.findIndex((line) => line.includes('generated-0003'));
    lines[at] = lines[at]?.replace('行政许可', '许可证') ?? '';
    expect(await csv(lines.join('\r\n'))).toEqual([
      {
        item: 'generated-0003',
        field: '事项类型',
        rule: 'not-a-choice',
        where: '许可证',
        at: { sheet: '事项', row: expect.any(Number), column: '事项类型' },
      },
    ]);
  });

  test.each([
    ['[事项]\n编号,颜色\na,red', 'no-such-column'],
    ['[事项]\n编号,编号\na,b', 'column-twice'],
    ['[颜色]\n编号\na', 'no-items'],
    ['[事项]\n编号\na\n[颜色]\n编号\nb', 'no-such-sheet'],
    ['[事项]\n编号\na\n[材料]\n事项编号\nb', 'unknown-item'],
    ['[事项]\n编号\na\n[依据]\n事项编号,依据什么,法规名称\na,m9,x', 'unknown-material'],
    ['[事项]\n编号,常办程度\na,often', 'not-so-written'],
    ['[事项]\n编号,承诺办结时限\na,soon', 'not-so-written'],
    ['[事项]\n编号,事项名称\na,', 'missing'],
    ['[事项]\n"编号', 'not-readable'],
  ])('%j: %s', async (text, rule) => {
    expect((await csv(text)).map((one) => one.rule)).toContain(rule);
  });

  test('more rows than are taken', async () => {
    const told = await csv(`[事项]\n编号\n${'a\n'.repeat(20_001)}`);
    expect(told).toMatchObject([{ rule: 'too-many-rows', where: '事项: 20001' }]);
  });

  test('a cell is complained of once', async () => {
    const told = await csv('[事项]\n编号,事项类型\na,x');
    expect(told.filter(({ field }) => field === '事项类型')).toHaveLength(1);
  });

  test('JSON names the guide, the field and the rule', async () => {
    const [guide] = few().guides;
    const text = JSON.stringify([{ ...guide, level: 'planet', colour: 'red' }]);
    expect(await read(bytesOf(text))).toEqual([
      { item: guide?.id, field: 'level', rule: 'not-a-choice', where: 'planet', at: null },
      { item: guide?.id, field: 'colour', rule: 'no-such-field', where: 'red', at: null },
    ]);
  });
});

/** A zip of one entry, as the standard lays it out. */
function zipOf(name: string, content: Buffer, wish: { flags?: number } = {}): Buffer {
  const { flags = 0 } = wish;
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

describe('files that would harm are refused by name', () => {
  const rule = async (bytes: Uint8Array, format: Format | null = null) =>
    (await unread(bytes, format))[0]?.rule;

  test('larger than 10 MB', async () => {
    expect(await rule(Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('too-large');
  });

  test('a zip bomb, whatever it says of its own size', () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(5_000_000));
    expect(bomb.length).toBeLessThan(50_000);
    expect(() => unpacked(bomb, 4_999_999)).toThrow('unpacks-too-large');
    expect(unpacked(bomb, 5_000_000)).toHaveLength(1);
  });

  test('one cell far down', async () => {
    const xml =
      '<worksheet><sheetData><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>';
    expect(await rule(zipOf('xl/worksheets/sheet1.xml', Buffer.from(xml)))).toBe('too-many-rows');
    const wide = xml.replaceAll('1048576', '1').replace('A1', 'XFD1');
    expect(await rule(zipOf('xl/worksheets/sheet1.xml', Buffer.from(wide)))).toBe('not-readable');
  });

  test('a locked one, a damaged one, no workbook, no known format', async () => {
    expect(await rule(zipOf('a.xml', Buffer.from('x'), { flags: 1 }))).toBe('not-readable');
    expect(await rule(zipOf('a.xml', Buffer.from('x')).subarray(0, 60))).toBe('not-readable');
    expect(await rule(zipOf('a.xml', Buffer.from('x')))).toBe('not-readable');
    expect(await rule(Buffer.from('hello'))).toBe('format-unknown');
    expect(await rule(Buffer.from('{"guides":'))).toBe('not-readable');
    expect(await rule(Buffer.from([0xff, 0xff, 0xff]), 'csv')).toBe('not-readable');
  });
});

test('a district’s package is read and checked on a thread of its own', async () => {
  const all = generatedPackage({ services: ['general'] });
  const bytes = bytesOf(JSON.stringify(all));
  const told = await readApart({ bytes, format: null, files: [], today, services: ['general'] });
  if ('unread' in told) throw new Error(JSON.stringify(told.unread));
  expect(told.prepared.items).toHaveLength(1_707);
  expect(told.prepared.problems).toEqual([]);
  expect(new Set(all.guides.map(({ name }) => name['zh-Hans'])).size).toBe(1_707);
});
