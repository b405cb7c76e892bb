/**
 * The hall's key: 32 bytes in a file of its own, readable by the hub alone, never in a database or its
 * backups. Hubs that serve one hall together share a copy.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from '../settings.ts';
import type { Dice } from './clock.ts';

const keyBytes = 32;

/**
 * Reads the key, or makes it when there is none. Throws `SettingsError` when the file is not as it
 * must be.
 */
export function hallKey(path: string, dice: Dice): Uint8Array {
  const found = readKey(path);
  if (found) return found;
  const key = dice.bytes(keyBytes);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${Buffer.from(key).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another hub of this hall made it in the same moment: that one is the key.
    const theirs = codeOf(error) === 'EEXIST' ? readKey(path) : null;
    if (theirs) return theirs;
    throw complaint(path, 'cannot be made', error);
  }
  return key;
}

function readKey(path: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw complaint(path, 'cannot be read', error);
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw complaint(path, `is open to others: chmod 600 ${path}`);
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== keyBytes) throw complaint(path, `is not ${keyBytes} bytes`);
  return key;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const complaint = (path: string, what: string, cause?: unknown): SettingsError =>
  new SettingsError(`JINGHAO_KEY_FILE: the hall's key ${path} ${what}`, { cause });
