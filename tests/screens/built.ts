/**
 * The pages as they are shipped, built into a folder of their own, so that a test never looks at
 * yesterday's. The browser tests share one build, made before the first of them.
 */
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const vite = resolve(root, 'node_modules/vite/bin/vite.js');

/** Builds and returns the folder; a second or so. In a process of its own: in here all is a test. */
export async function buildPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-pages-'));
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return folder;
}
