/**
 * How much a page weighs, gzipped: HTML, scripts and styles, fonts apart; and that the shells hold
 * nothing inline, so that the strictest policy fits.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedPackage } from '../../fixtures/guides/generated.ts';
import { exampleGuides } from '../../fixtures/guides/load.ts';
import { findingIndexOf } from '../../server/guides/finding/index-of.ts';
import { buildPages } from './built.ts';
import { lacksIn, scriptLacks, styleLacks, syntaxLacksIn } from './old-browser.ts';

const kB = 1_000;
const pages = [
  ['kiosk/page', 60],
  ['display/hall', 40],
  ['display/counter', 40],
  ['display/phone', 40],
  ['display/tablet', 40],
  ['display/doors', 40],
  ['display/guide', 40],
] as const;

let dist: string;
beforeAll(async () => {
  dist = await buildPages();
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const packed = (path: string) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

/** What a page loads by itself: from its shell, and from there by static import. */
function loads(page: string): string[] {
  const html = readFileSync(join(dist, page, 'index.html'), 'utf8');
  return loadsFrom(
    [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? ''),
  );
}

/** These files, and what they load by static import. */
function loadsFrom(todo: string[]): string[] {
  const found = new Set<string>();
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    if (!path.endsWith('.js')) continue;
    const script = readFileSync(join(dist, path), 'utf8');
    for (const [, name] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      todo.push(`assets/${name}`);
    }
  }
  return [...found];
}

describe.each(pages)('%s', (page, limit) => {
  it(`weighs at most ${limit} kB`, () => {
    const sum = loads(page).reduce((all, path) => all + packed(path), packed(`${page}/index.html`));
    console.log(`${page}: ${(sum / kB).toFixed(1)} kB gzipped`);
    expect(sum).toBeGreaterThan(5 * kB);
    expect(sum).toBeLessThanOrEqual(limit * kB);
  });

  it('holds nothing inline, nothing from elsewhere, and only names that change with the content', () => {
    const html = readFileSync(join(dist, page, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|data:|https?:/);
    for (const [script] of html.matchAll(/<script[^>]*>[^<]*<\/script>/g)) {
      expect(script).toMatch(/src="\/assets\/[^"]+-[\w-]{8}\.js"><\/script>$/);
    }
  });

  it('does not wait for its fonts', () => {
    expect(loads(page).filter((path) => /fonts?-/.test(path))).toEqual([]);
  });
});

it.each(['display/hall', 'display/counter', 'display/past'])(
  '%s is dark from its first paint',
  (page) => {
    expect(readFileSync(join(dist, page, 'index.html'), 'utf8')).toContain('data-theme="dark"');
  },
);

/** What a page may ever load: also what it imports later, and the styles of that. */
function everLoads(page: string): string[] {
  const found = new Set(loads(page));
  for (const path of found) {
    if (!path.endsWith('.js')) continue;
    const script = readFileSync(join(dist, path), 'utf8');
    for (const [, name] of script.matchAll(/["'`](?:\.\/|assets\/)([\w.-]+\.(?:js|css))["'`]/g)) {
      found.add(`assets/${name}`);
    }
  }
  return [...found];
}

// As docs/platforms.md says.
describe.each([
  ['display/hall', 64],
  ['display/counter', 64],
  ['display/doors', 64],
  ['display/phone', 64],
  ['display/guide', 66],
  ['display/tablet', 66],
  ['kiosk/page', 92],
  ['console/counter', 93],
  ['console/live', 93],
] as const)('%s', (page, target) => {
  it(`uses nothing that Chromium ${target} does not know, also later`, () => {
    const all = everLoads(page);
    expect(all.some((path) => path.endsWith('.css'))).toBe(true);
    for (const path of all) {
      const text = readFileSync(join(dist, path), 'utf8');
      const script = path.endsWith('.js');
      const lacks = script ? scriptLacks : path.endsWith('.css') ? styleLacks : [];
      expect(lacksIn(text, lacks, target), path).toEqual([]);
      // All of it is built for Chromium 64.
      if (script) expect(syntaxLacksIn(text), path).toEqual([]);
    }
  });
});

describe.each(['display/hall', 'display/counter'])('%s on an old hall TV', (page) => {
  it('brings along what it uses of later methods', () => {
    const scripts = loads(page).filter((path) => path.endsWith('.js'));
    const all = scripts.map((path) => readFileSync(join(dist, path), 'utf8')).join('\n');
    expect(all).toContain('.flatMap(');
    for (const name of ['flatMap', 'queueMicrotask'])
      expect(all).toMatch(new RegExp(`["'\`]${name}["'\`]`));
  });
});

it('a browser of 2018 would stumble over these, and over no more', () => {
  const lacks = [
    ...['a?.b', 'a ?? b', 'a ??= b', 'class A { b = 1 }', 'class A { #b() {} }', 'try {} catch {}'],
    ...['class A { static { a() } }', '1_000', '10n', '/a/v', 'export * as a from "b"'],
  ];
  for (const script of lacks) expect(syntaxLacksIn(script), script).toHaveLength(1);
  const known = ['"a?.b ?? #c"', '({ ...a })', 'import("./a.js")', 'class A { b() {} }', '/a/u'];
  for (const script of known) expect(syntaxLacksIn(script), script).toEqual([]);
  const missing = ['globalThis.a', 'new AbortController', 'a.trimEnd()', 'a.at(-1)'];
  for (const script of missing) expect(lacksIn(script, scriptLacks), script).toHaveLength(1);
  expect(lacksIn('typeof globalThis<"u"?globalThis:self', scriptLacks)).toEqual([]);
  const styles = ['.a{display:flex;gap:4px}', '.a{color:red;inset:0}', '.a:focus-visible{b:c}'];
  for (const style of styles) expect(lacksIn(style, styleLacks), style).toHaveLength(1);
  for (const style of ['.a{grid-gap:4px}', 'a:focus:not(:focus-visible){outline:0}'])
    expect(lacksIn(style, styleLacks), style).toEqual([]);
  // What is newer than a page's target is told, what is older is not.
  expect(lacksIn('a.at(-1).hasOwn(b)', scriptLacks, 92)).toEqual(['hasOwn (93)']);
});

it('fonts come from the hub itself', () => {
  const fonts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.woff2'));
  expect(fonts.length).toBeGreaterThan(90);
});

it('the phone’s reminder loads later, and its worker stands where browsers let it serve the phone', () => {
  const first = loads('display/phone').join();
  expect(first).not.toMatch(/Reminder-/);
  expect(readdirSync(join(dist, 'assets')).join()).toMatch(/Reminder-[\w-]+\.js/);
  expect(packed('remind.js')).toBeLessThan(kB);
});

it('no page loads the schema library', () => {
  for (const [page] of pages) {
    for (const path of loads(page)) {
      expect(readFileSync(join(dist, path), 'utf8'), path).not.toMatch(/ZodError|_zod/);
    }
  }
});

/** The generated guides, with as many words of plain speech as real ones, and no two guides with the same. */
function wordy() {
  const phrases = exampleGuides().guides.flatMap(({ alsoSaid }) => alsoSaid);
  const phrase = (place: number) => phrases[place % phrases.length] ?? '';
  const all = generatedPackage();
  const guides = all.guides.map((guide, index) => ({
    ...guide,
    alsoSaid: [1, 2, 3, 4, 5, 6].map(
      (turn) => phrase(index * 7 + turn * 131) + phrase(index * 3 + turn * 17).slice(0, 3),
    ),
  }));
  return { ...all, guides };
}

it('searching guides loads later: keyboard, pages and the index of 1,707 guides in 250 kB', () => {
  const first = loads('kiosk/page');
  const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);
  const later = assets.filter((path) =>
    /\/(Finding|words|dictionary)-[\w-]+\.(js|css)$/.test(path),
  );
  expect(later.filter((path) => path.endsWith('.js')).length).toBe(3);
  expect(first.filter((path) => later.includes(path))).toEqual([]);
  const more = loadsFrom(later).filter((path) => !first.includes(path));
  const index = findingIndexOf({ ...wordy(), version: 'generated' });
  const told = gzipSync(JSON.stringify(index), { level: 9 }).length;
  const sum = more.reduce((all, path) => all + packed(path), told);
  console.log(
    `search: ${(sum / kB).toFixed(1)} kB gzipped, of it the index ${(told / kB).toFixed(1)}`,
  );
  expect(told).toBeGreaterThan(10 * kB);
  expect(sum).toBeLessThanOrEqual(250 * kB);
});
