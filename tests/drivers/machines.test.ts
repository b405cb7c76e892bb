/** `npm run machines` starts every pretend machine, says where each is, and ends with all of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { machines, scriptOf } from '../../fixtures/machines/all.ts';

test('every machine has its file and an address of its own', () => {
  const ports = Object.entries(machines).flatMap(([name, words]) => {
    expect(existsSync(scriptOf(name)), name).toBe(true);
    return words.filter((_, index) => ['--tcp', '--http'].includes(words[index - 1] ?? ''));
  });
  expect(new Set(ports).size).toBe(ports.length);
});

test('one alone is started with its own words, and ends when told to', async () => {
  const words = [scriptOf('all'), 'printer', '--tcp', '0', '--http', '0', '--announce', 'json'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  expect(JSON.parse(String(line))).toMatchObject({
    tcp: expect.stringContaining('tcp://127.0.0.1'),
  });
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test('a machine that there is not is answered with those that there are', async () => {
  const child = spawn(process.execPath, [scriptOf('all'), 'toaster'], { stdio: 'pipe' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(2);
});
