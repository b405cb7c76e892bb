/**
 * The pages as they are shipped, built for one test file into a folder of its own, so that a test
 * never looks at yesterday's. The folder goes when the file's tests are over.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const vite = resolve(root, 'node_modules/vite/bin/vite.js');

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Builds and returns the folder; a second or so. In a process of its own: in here all is a test. */
export async function builtPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-pages-'));
  folders.push(folder);
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return folder;
}
