/**
 * The key that a hub and its relay share: one line in a file that only its owner may read, made on
 * one of the two machines and carried to the other. Each proves to the other that it has it, for this
 * one connection; the key itself is never sent.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What an administrator has to put right; said without a stack. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
}

/** Read or write for the group or for others. */
const others = 0o077;
const keyForm = /^[A-Za-z0-9_-]{43}$/;
const keyBytes = 32;

export type Side = 'hub' | 'relay';

/** The key in this file. Throws `RelayError`, which says what to do. */
export function readSharedKey(path: string): string {
  let text: string;
  let mode: number;
  try {
    const file = openSync(path, 'r');
    mode = fstatSync(file).mode;
    text = readFileSync(file, 'utf8').trim();
    closeSync(file);
  } catch (error) {
    const { message } = error as Error;
    throw new RelayError(
      `the key file cannot be read: ${message}\nmake one: jinghao relay make-key`,
    );
  }
  if ((mode & others) !== 0 && process.platform !== 'win32') {
    throw new RelayError(`the key file ${path} may be read by others: chmod 600 ${path}`);
  }
  if (!keyForm.test(text)) throw new RelayError(`the key file ${path} holds no key of a relay`);
  return text;
}

/** Writes a fresh key into a new file, 0600. Throws `RelayError` where there is one already. */
export function makeSharedKey(path: string, random: (bytes: number) => Uint8Array): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${Buffer.from(random(keyBytes)).toString('base64url')}\n`);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    throw new RelayError(`the key file cannot be made: ${(error as Error).message}`);
  }
}

/** That this side has the key, bound to the words of both sides on this connection. */
export const proofOf = (key: string, side: Side, relayNonce: string, hubNonce: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(`jinghao relay 1:${side}:${relayNonce}:${hubNonce}`)
    .digest('base64url');

export const sameProof = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** As in the hub's log (server/hall/links.ts): what a relay keeps of a link. */
export const linkHashOf = (secret: string): string => hash('sha256', secret, 'base64url');
