/**
 * `jinghao relay`: reads its words, starts the relay of a hall and ends it in order. Ends with 0 when
 * it was told to, 2 for what an administrator has to put right, 1 for what we have. It reads no
 * environment and keeps no folder.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { endOnSignal } from '../../drivers/ending.ts';
import type { ServiceManager } from '../../drivers/systemd.ts';
import { machineClock as clock, machineDice as dice } from '../hall/clock.ts';
import { type RelaySettings, startRelay } from './relay.ts';
import { makeSharedKey, RelayError, readSharedKey } from './shared-key.ts';

const root = resolve(import.meta.dirname, '../..');

const relayUsage: readonly string[] = [
  'jinghao relay make-key --key FILE',
  'jinghao relay --listen 0.0.0.0:8443 --key FILE [--tls-cert FILE --tls-key FILE] [--trust-proxy] [--log-level info]',
];

const options = {
  listen: { type: 'string' },
  key: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'trust-proxy': { type: 'boolean', default: false },
  'log-level': { type: 'string', default: 'info' },
} as const;
const levels = ['fatal', 'error', 'warn', 'info', 'debug'];

/** Runs `jinghao relay …` with the words behind `relay`. Never rejects; sets the exit code. */
export async function runRelay(words: readonly string[], manager: ServiceManager): Promise<void> {
  try {
    if (words[0] === 'make-key') makeKey(words.slice(1));
    else await runHere(words, manager);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const taken = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(code);
    const plain = error instanceof RelayError || taken;
    console.error(plain ? `RelayError: ${message}` : error);
    process.exit(plain ? 2 : 1);
  }
}

function makeKey(words: readonly string[]): void {
  const { key } = parsed(words);
  if (key === undefined) throw new RelayError(`--key is missing\n${relayUsage.join('\n')}`);
  makeSharedKey(resolve(key), (bytes) => dice.bytes(bytes));
  console.log(`the key is in ${resolve(key)}; copy it to the hub, readable by its owner alone`);
}

async function runHere(words: readonly string[], manager: ServiceManager): Promise<void> {
  const { level, ...settings } = read(words);
  const log = pino({ level, base: null });
  const relay = await startRelay(settings, { clock, dice, log });
  console.log(`静号 Jinghao relay  ${relay.url}`);
  manager.ready(() => `relay at ${relay.url}`);
  endOnSignal(manager, () => relay.close());
}

/** Throws `RelayError` that names the word and the rule. */
function read(words: readonly string[]): RelaySettings & { readonly level: string } {
  const said = parsed(words);
  const { listen, key, 'tls-cert': cert, 'tls-key': tlsKey, 'log-level': level } = said;
  if (listen === undefined || key === undefined) {
    throw new RelayError(`--listen and --key are needed\n${relayUsage.join('\n')}`);
  }
  const [, host = '', port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen)
    ? [null, listen.slice(0, listen.lastIndexOf(':')), listen.slice(listen.lastIndexOf(':') + 1)]
    : [];
  if (host === '' || Number(port) > 65_535) {
    throw new RelayError('--listen: an address and a port, as 0.0.0.0:8443');
  }
  if (!levels.includes(level)) throw new RelayError(`--log-level: one of ${levels.join(', ')}`);
  if ((cert === undefined) !== (tlsKey === undefined)) {
    throw new RelayError('--tls-cert and --tls-key go together');
  }
  return {
    ...{ host: host.replace(/^\[|\]$/g, ''), port: Number(port), level },
    key: readSharedKey(resolve(key)),
    tls: cert && tlsKey ? { cert: file('--tls-cert', cert), key: file('--tls-key', tlsKey) } : null,
    trustProxy: said['trust-proxy'],
    distFolder: resolve(root, 'dist'),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    throw new RelayError(`${(error as Error).message}\n${relayUsage.join('\n')}`);
  }
}

function file(word: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new RelayError(`${word}: ${(error as Error).message}`);
  }
}
