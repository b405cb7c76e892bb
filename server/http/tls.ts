/**
 * The hub's own certificate, for halls without a proxy in front of it. Certificates are short-lived and
 * renewed by a program: the files are looked at again every hour, and a new one is used without a restart.
 */
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type Server as TlsServer } from 'node:tls';
import type { Clock } from '../hall/clock.ts';
import { SettingsError } from '../settings.ts';

const lookMs = 3_600_000;

/** Where certificate (with its chain) and private key lie, PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** Reads and tries both. Throws `SettingsError`: unreadable, open to others, not a pair. */
export function readTls({ cert, key }: TlsFiles): Tls {
  if ((statSync(key, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) {
    throw new SettingsError(`JINGHAO_TLS_KEY: ${key} is open to others: chmod 600 ${key}`);
  }
  const read = { cert: textOf('JINGHAO_TLS_CERT', cert), key: textOf('JINGHAO_TLS_KEY', key) };
  try {
    createSecureContext(read);
  } catch (error) {
    const { message } = error as Error;
    throw new SettingsError(`JINGHAO_TLS_CERT, JINGHAO_TLS_KEY: not a pair of PEM: ${message}`);
  }
  return read;
}

function textOf(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(`${variable}: ${(error as Error).message}`);
  }
}

export interface RenewParts {
  readonly clock: Clock;
  /** Told of files that cannot be used; the certificate before stays. */
  readonly complain: (what: string, error: unknown) => void;
}

/** Every hour uses what lies in the files, where it is another one. The returned function ends that. */
export function renewing(
  server: Pick<TlsServer, 'setSecureContext'>,
  files: TlsFiles,
  { clock, complain }: RenewParts,
): () => void {
  let used = readTls(files);
  let timer: unknown;
  const look = (): void => {
    timer = clock.setTimeout(look, lookMs);
    try {
      const now = readTls(files);
      if (now.cert === used.cert && now.key === used.key) return;
      server.setSecureContext(now);
      used = now;
    } catch (error) {
      complain('the renewed certificate cannot be used', error);
    }
  };
  timer = clock.setTimeout(look, lookMs);
  return () => clock.clearTimeout(timer);
}
