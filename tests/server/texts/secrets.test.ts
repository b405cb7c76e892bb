/** Secrets: from a file that others may not read, or from the environment; a no never tells the secret. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../../../server/settings.ts';
import { secretAt } from '../../../server/texts/secrets.ts';

const secret = 'not-a-real-secret';

async function folderWith(mode: number, text = `${secret}\n`): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'a.secret'), text);
  await chmod(join(folder, 'a.secret'), mode);
  return folder;
}

const complaint = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return 'none';
};

test.each([0o600, 0o640, 0o400, 0o440])('a file of mode %i is read', async (mode) => {
  expect(secretAt('a.secret', { folder: await folderWith(mode) })).toBe(secret);
});

test.each([0o644, 0o660, 0o604, 0o602, 0o610, 0o700])('one of mode %i is refused', async (mode) => {
  const folder = await folderWith(mode);
  const no = complaint(() => secretAt('a.secret', { folder }));
  expect(no).toMatch(/RangeError: .*a\.secret is open to others: chmod 600/);
  expect(no).not.toContain(secret);
});

test('a file that is not there, is empty, or has two lines is refused', async () => {
  const folder = await folderWith(0o600, 'one\ntwo\n');
  expect(complaint(() => secretAt('a.secret', { folder }))).toContain('one line');
  await writeFile(join(folder, 'a.secret'), '\n');
  expect(complaint(() => secretAt('a.secret', { folder }))).toContain('one line');
  expect(complaint(() => secretAt('b.secret', { folder }))).toContain('cannot be read');
});

test('of the environment only what is named so is taken, and what is not set is named', () => {
  const { secrets = {} } = readEnvironment({ JINGHAO_SECRET_CMPP: secret, PATH: '/bin' });
  expect(secrets).toEqual({ CMPP: secret });
  const places = { folder: '/', secrets };
  expect(secretAt('env:CMPP', places)).toBe(secret);
  expect(complaint(() => secretAt('env:SMPP', places))).toContain('JINGHAO_SECRET_SMPP is not set');
  expect(complaint(() => secretAt('env:PATH', places))).toContain('JINGHAO_SECRET_PATH');
  expect(complaint(() => secretAt('env:../x', places))).toContain('A-Z');
});
