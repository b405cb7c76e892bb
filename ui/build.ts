/**
 * Builds the pages when their sources are newer than what was built last (0.3 s when it has to).
 * `npm start` and the tests call it first.
 */
import { globSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const stamp = resolve(root, 'dist/built');
const sources = [
  '{ui,core,display,console,kiosk/page}/**/*.{ts,tsx,js,css,html,svg}',
  'vite.config.ts',
  'package-lock.json',
];

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = Math.max(
  ...globSync(sources, { cwd: root }).map((path) => changedAt(resolve(root, path))),
);
if (changedAt(stamp) < newest) {
  // Removed first: a build that is broken off must not pass for a whole one.
  rmSync(stamp, { force: true });
  // Loaded only now: it takes longer to load than to see that there is nothing to do.
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
  writeFileSync(stamp, '');
}
