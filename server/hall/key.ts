/**
 * The hall's key: 32 bytes in a file of its own, readable by the hub alone, never in a database or its
 * backups. Hubs that serve one hall together share a copy.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Dice } from './clock.ts';

const keyBytes = 32;

/** Reads the key, or makes it when there is none. Throws with a sentence for the administrator when the file is not as it must be. */
export function hallKey(path: string, dice: Dice): Uint8Array {
  const found = readKey(path);
  if (found) return found;
  const key = dice.bytes(keyBytes);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${Buffer.from(key).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function readKey(path: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`the hall's key ${path} cannot be read`, { cause: error });
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new Error(`the hall's key ${path} is open to others: chmod 600 ${path}`);
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== keyBytes) throw new Error(`the hall's key ${path} is not ${keyBytes} bytes`);
  return key;
}
