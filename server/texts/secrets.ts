/**
 * Secrets of carriers and subscribers: one line of a file that nobody else may read, or a variable of the
 * environment whose name begins with JINGHAO_SECRET_. They never stand in the hall's file.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

export interface SecretPlaces {
  /** Beside which files lie that are not named with a whole path. */
  readonly folder: string;
  /** By the name behind JINGHAO_SECRET_. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

export const secretVariable = 'JINGHAO_SECRET_';
const inEnvironment = /^env:([A-Z0-9_]{1,60})$/;
/** Writing and running for the group, and everything for others: 0600 and 0640 are what is left. */
const forbidden = 0o137;
/** The hall's key, those of backups, of the relay and of certificates: `…/keys/…`, `…-keys/…`, `….key`. */
const isKey = (path: string): boolean =>
  /\.key$/i.test(path) || /(^|-)keys$/i.test(basename(dirname(path)));

/**
 * `env:NAME`, or the path of a file. Whoever may change settings says to whom a secret is shown, so none of
 * the hub's own keys is ever one. Throws a RangeError that says what to put right, not the secret.
 */
export function secretAt(named: string, { folder, secrets = {} }: SecretPlaces): string {
  if (named.startsWith('env:')) {
    const name = inEnvironment.exec(named)?.[1];
    if (name === undefined) throw new RangeError('env: is followed by A-Z, 0-9 and _');
    const secret = secrets[name]?.trim() ?? '';
    if (secret === '') throw new RangeError(`the variable ${secretVariable}${name} is not set`);
    return secret;
  }
  const path = resolve(folder, named);
  // By whatever name it is pointed at.
  if (isKey(path) || isKey(followed(path))) {
    throw new RangeError(`${path} is a key and no secret for others: name another file`);
  }
  return secretOf(path);
}

/** What it stands for, where it is a link. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** One line of a file that others may not read. Throws a RangeError. */
function secretOf(path: string): string {
  let text: string;
  let mode: number;
  try {
    ({ mode } = statSync(path));
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new RangeError(`the secret cannot be read: ${(error as Error).message}`);
  }
  if ((mode & forbidden) !== 0 && process.platform !== 'win32') {
    throw new RangeError(`the secret ${path} is open to others: chmod 600 (or 640) ${path}`);
  }
  if (text === '' || /[\r\n]/.test(text)) {
    throw new RangeError(`the secret ${path} is to be one line`);
  }
  return text;
}
