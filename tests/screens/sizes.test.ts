/**
 * How much a page weighs, gzipped: HTML, scripts and styles, fonts apart; and that the shells hold
 * nothing inline, so that the strictest policy fits.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtPages } from './built.ts';

const kB = 1_000;
const pages = [
  ['kiosk/page', 60],
  ['display/hall', 40],
  ['display/counter', 40],
  ['display/phone', 40],
  ['display/doors', 40],
  ['display/guide', 40],
] as const;

let dist: string;
beforeAll(async () => {
  dist = await builtPages();
});

const packed = (path: string) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

/** What a page loads by itself: from its shell, and from there by static import. */
function loads(page: string): string[] {
  const html = readFileSync(join(dist, page, 'index.html'), 'utf8');
  const todo = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
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

it('fonts come from the hub itself', () => {
  const fonts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.woff2'));
  expect(fonts.length).toBeGreaterThan(90);
});

it('no page loads the schema library', () => {
  for (const [page] of pages) {
    for (const path of loads(page)) {
      expect(readFileSync(join(dist, path), 'utf8'), path).not.toMatch(/ZodError|_zod/);
    }
  }
});
