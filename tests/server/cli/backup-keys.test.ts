/**
 * The keys of backups: one a month, never readable by others, destroyed in time; what was sealed with
 * one is read with that one alone, and not after a bit of it has changed.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  destroyOldKeys,
  findKey,
  keyOfMonth,
  seal,
  unseal,
} from '../../../server/cli/backup/keys.ts';
import { machineDice as dice } from '../../../server/hall/clock.ts';
import { complaint } from '../small-hall.ts';

const place = () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'jinghao-keys-')), 'keys');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  return folder;
};
const at = (text: string) => Date.parse(text);

test('a month has one key, in a file for its owner alone', () => {
  const folder = place();
  const first = keyOfMonth(folder, at('2026-11-01T00:00:00Z'), dice);
  expect(first.id).toBe('2026-11');
  const keyAt = (text: string) => Buffer.from(keyOfMonth(folder, at(text), dice).key);
  expect(keyAt('2026-11-30T23:59:59Z').equals(first.key)).toBe(true);
  expect(keyAt('2026-12-01T00:00:00Z').equals(first.key)).toBe(false);
  const path = join(folder, 'backup-2026-11.key');
  expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(findKey(folder, '2026-10')).toBe(null);
  chmodSync(path, 0o640);
  expect(complaint(() => findKey(folder, '2026-11'))).toMatch(/is open to others: chmod 600/);
});

test('a key is destroyed when its month has been over for so many days, not a moment before', () => {
  const folder = place();
  for (const month of ['2026-09', '2026-10', '2026-12']) {
    keyOfMonth(folder, at(`${month}-15T00:00:00Z`), dice);
  }
  expect(destroyOldKeys(folder, at('2026-10-30T23:59:59Z'), 30)).toEqual([]);
  expect(destroyOldKeys(folder, at('2026-10-31T00:00:00Z'), 30)).toEqual(['2026-09']);
  expect(destroyOldKeys(folder, at('2027-01-30T00:00:00Z'), 30)).toEqual(['2026-10']);
  expect(readdirSync(folder)).toEqual(['backup-2026-12.key']);
});

test('what is sealed is read with its key and for its backup alone, and only unchanged', () => {
  const folder = place();
  const key = keyOfMonth(folder, at('2026-11-15T00:00:00Z'), dice);
  const other = keyOfMonth(folder, at('2026-12-15T00:00:00Z'), dice);
  const open = Buffer.from('欧阳 13912345678');
  const sealed = seal(open, key, 'small 1', dice);
  expect(unseal(sealed, key, 'small 1')).toEqual(open);
  expect(unseal(sealed, other, 'small 1')).toBe(null);
  expect(unseal(sealed, key, 'small 2')).toBe(null);
  for (let bit = 0; bit < sealed.length * 8; bit += 7) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(unseal(changed, key, 'small 1')).toBe(null);
  }
  expect(unseal(sealed.subarray(0, 20), key, 'small 1')).toBe(null);
});
