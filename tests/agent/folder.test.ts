/** The agent's folder is held by one agent at a time, and free again however that one ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { claimFolder, holdFolder } from '../../kiosk/agent/folder.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'jinghao-folder-'));

test('a second agent is turned away, by whatever name it calls the folder', async () => {
  const folder = fresh();
  const link = join(fresh(), 'link');
  symlinkSync(folder, link);
  const release = await holdFolder(folder);
  await expect(holdFolder(link)).rejects.toThrow('another agent runs with it');
  const other = await holdFolder(fresh());
  other();
  release();
  (await holdFolder(link))();
});

test('an agent that was killed holds it no more', async () => {
  const folder = fresh();
  const module = pathToFileURL(join(import.meta.dirname, '../../kiosk/agent/folder.ts')).href;
  const hold = `const { holdFolder } = await import(${JSON.stringify(module)});
    await holdFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', hold]);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  await expect(holdFolder(folder)).rejects.toThrow('another agent runs with it');
  holder.kill('SIGKILL');
  await once(holder, 'close');
  (await holdFolder(folder))();
});

test('a folder that others may read is refused, and one that is not there is made', () => {
  const folder = join(fresh(), 'a/b');
  claimFolder(folder);
  claimFolder(folder);
  chmodSync(folder, 0o750);
  expect(() => claimFolder(folder)).toThrow(`chmod 700 ${folder}`);
});
