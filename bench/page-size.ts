/**
 * How much a page weighs on the wire: its HTML, scripts and styles as the hub sends them, gzipped.
 * Fonts are left out: they come piece by piece, as characters are wanted, and stay for a year.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench, Figure } from './rig/figures.ts';

const dist = resolve(import.meta.dirname, '../dist');
const pages = [
  { name: 'kiosk page', folder: 'kiosk/page', gateKb: 60 },
  { name: 'hall screen', folder: 'display/hall', gateKb: 40 },
  { name: 'counter sign', folder: 'display/counter', gateKb: 40 },
  { name: 'counter console', folder: 'console/counter', gateKb: null },
  { name: 'sign-in page', folder: 'console/sign-in', gateKb: null },
] as const;
const kilobyte = 1_000;

/** The page's file, and all scripts and styles that it names or that those import. */
function filesOf(folder: string): string[] {
  const found = [`${folder}/index.html`];
  for (const file of found) {
    const text = readFileSync(resolve(dist, file), 'utf8');
    for (const [, name] of text.matchAll(/["'(](?:\.\/|\/assets\/)([\w.-]+\.(?:js|css))["')]/g)) {
      const path = `assets/${name}`;
      if (!found.includes(path)) found.push(path);
    }
  }
  return found;
}

const gzipped = (file: string): number =>
  gzipSync(readFileSync(resolve(dist, file)), { level: 9 }).length;

export const pageSize: Bench = {
  name: 'page-size',
  run: async () =>
    pages
      .filter(({ folder }) => existsSync(resolve(dist, folder, 'index.html')))
      .map(({ name, folder, gateKb }): Figure => {
        const files = filesOf(folder);
        const bytes = files.map(gzipped).reduce((sum, size) => sum + size, 0);
        return {
          name: `${name}, gzipped`,
          unit: 'kB',
          runs: [bytes / kilobyte],
          note: `${files.length} files, fonts apart`,
          ...(gateKb === null ? {} : { gate: { rule: 'at-most', limit: gateKb } }),
        };
      }),
};
