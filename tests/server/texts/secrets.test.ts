/** Secrets: from a file that others may not read, or from the environment; a no never tells the secret. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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

test('no key of the hub is a secret for others, by whatever name it is pointed at', async () => {
  const folder = await folderWith(0o600);
  await mkdir(join(folder, 'keys'));
  await mkdir(join(folder, 'data-keys'));
  for (const name of ['hall.key', 'keys/hall', 'data-keys/backup-2026-11.key']) {
    await writeFile(join(folder, name), secret, { mode: 0o600 });
    expect(complaint(() => secretAt(name, { folder }))).toContain('is a key and no secret');
  }
  await symlink(join(folder, 'hall.key'), join(folder, 'carrier.secret'));
  const no = complaint(() => secretAt('carrier.secret', { folder }));
  expect(no).toContain('is a key and no secret');
  expect(no).not.toContain(secret);
});
