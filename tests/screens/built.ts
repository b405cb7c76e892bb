/**
 * The pages as they are shipped, built once a test file into a folder of their own, so that a test
 * never looks at yesterday's.
 */
import { resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Builds and returns the folder; a second or so. */
export async function builtPages(): Promise<string> {
  const outDir = resolve(root, '.cache', `pages-${process.pid}`);
  await build({
    root,
    configFile: resolve(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}
