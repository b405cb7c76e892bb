/**
 * The keys under which backups keep what is about persons: one a calendar month, each a file beside the
 * data folder and never in a backup. When a month has been over for long enough its key is destroyed,
 * and what every backup of that month holds of persons can be read by nobody any more.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Dice } from '../../hall/clock.ts';
import { SettingsError } from '../../settings.ts';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const dayMs = 86_400_000;
const cipher = 'aes-256-gcm';
const fileName = /^backup-(\d{4}-\d\d)\.key$/;

export interface BackupKey {
  /** Its month: `2026-11`. */
  readonly id: string;
  readonly key: Uint8Array;
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
const pathOf = (folder: string, id: string): string => resolve(folder, `backup-${id}.key`);

/** When the month after `id` began, epoch ms. */
function endOf(id: string): number {
  const [year = 0, month = 0] = id.split('-').map(Number);
  return Date.UTC(year, month);
}

/** The key of the month, made when there is none. Throws `SettingsError`. */
export function keyOfMonth(folder: string, now: number, dice: Dice): BackupKey {
  const id = monthOf(now);
  const found = findKey(folder, id);
  if (found) return found;
  const key = dice.bytes(keyBytes);
  const path = pathOf(folder, id);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const text = `${Buffer.from(key).toString('base64url')}\n`;
    writeFileSync(path, text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    throw complaint(path, `cannot be made: ${(error as Error).message}`);
  }
  return { id, key };
}

/** The key of that month; null when it was destroyed or never stood here. Throws `SettingsError`. */
export function findKey(folder: string, id: string): BackupKey | null {
  const path = pathOf(folder, id);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw complaint(path, `cannot be read: ${(error as Error).message}`);
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw complaint(path, `is open to others: chmod 600 ${path}`);
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== keyBytes) throw complaint(path, `is not ${keyBytes} bytes`);
  return { id, key };
}

/** Destroys the keys of months that ended more than so many days ago; gives their months. */
export function destroyOldKeys(folder: string, now: number, days: number): string[] {
  const months = readdirSync(folder).flatMap((name) => fileName.exec(name)?.[1] ?? []);
  const old = months.filter((id) => endOf(id) + days * dayMs <= now).sort();
  for (const id of old) {
    const path = pathOf(folder, id);
    // Written over first, for what is only unlinked may still be found on the disk.
    writeFileSync(path, Buffer.alloc(statSync(path).size), { flush: true });
    rmSync(path);
  }
  return old;
}

/** Seals bytes so that they can be read, and be proven unchanged, with the key and `about` alone. */
export function seal(bytes: Uint8Array, { key }: BackupKey, about: string, dice: Dice): Uint8Array {
  const iv = dice.bytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([sealing.update(gzipSync(bytes)), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]);
}

/** Null: it was sealed with another key, about something else, or was changed since. */
export function unseal(sealed: Uint8Array, { key }: BackupKey, about: string): Buffer | null {
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
  if (tag.length < tagBytes) return null;
  const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(about));
  opening.setAuthTag(tag);
  try {
    const rest = sealed.subarray(ivBytes + tagBytes);
    return gunzipSync(Buffer.concat([opening.update(rest), opening.final()]));
  } catch {
    return null;
  }
}

const complaint = (path: string, what: string): SettingsError =>
  new SettingsError(`the key of backups ${path} ${what}`);
