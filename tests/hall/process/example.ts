/**
 * The example hall as `npm start` runs it, for tests: a process of its own on free ports and a fresh
 * data folder, with what it printed read back.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tiedWords } from '../../../fixtures/tied.ts';
import { hallFile } from './midnight.ts';

const root = resolve(import.meta.dirname, '../../..');
/** How long the example may take until it has said where everything is. */
const upWithinMs = 240_000;
/** Whoever has not ended by then is killed, and a test that asks how it ended fails. */
const endWithinMs = 60_000;

export interface Example {
  readonly url: string;
  readonly dataDir: string;
  /** Addresses of the kiosks with their one-time codes, in the hall's order. */
  readonly kiosks: readonly string[];
  /** Where pretend paper is shown, what the strips show, and what the keypads do. */
  readonly paper: string;
  readonly strips: string;
  readonly keypads: string;
  /** Where the pretend carrier shows what it was handed, and where cards are laid on the pretend reader. */
  readonly texts: string;
  readonly reader: string;
  password(account: string): string;
  /** What the hub's own log says so far, as lines; more of it by `LOG_LEVEL`. */
  log(): string;
  end(): Promise<void>;
}

export async function startExample(env: NodeJS.ProcessEnv = {}): Promise<Example> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jinghao-example-'));
  const child = spawn(process.execPath, [...tiedWords, 'fixtures/try.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, EXAMPLE_HALL: hallFile },
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const heard: Buffer[] = [];
  for (const out of [child.stdout, child.stderr]) out?.on('data', (piece) => heard.push(piece));
  const said = await printed(child, /interface|API {2,}http/);
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(said)?.[1];
    if (found === undefined) throw new Error(`the example did not say ${pattern}:\n${said}`);
    return found;
  };
  return {
    url: find(/is open: (\S+)/),
    dataDir,
    kiosks: [...said.matchAll(/(http\S+\/kiosk#code=\S+)/g)].map((match) => match[1] ?? ''),
    paper: find(/pretend paper\s+(\S+)/).replace(/\/$/, ''),
    strips: find(/pretend strips\s+(\S+)/).replace(/\/$/, ''),
    keypads: find(/pretend keypads\s+(\S+)/).replace(/\/$/, ''),
    texts: find(/pretend texts\s+(\S+)/).replace(/\/$/, ''),
    reader: find(/pretend reader\s+(\S+)/).replace(/\/$/, ''),
    log: () =>
      Buffer.concat(heard)
        .toString()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .join('\n'),
    password: (account) => find(new RegExp(`${account}\\s+(\\S+)`)),
    end: async () => {
      await ended(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Resolves with all that a process printed, once that matches; rejects when it ends or is late. */
export function printed(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(
      () => reject(new Error(`still waiting for ${wanted}:\n${text}`)),
      upWithinMs,
    );
    const hear = (piece: Buffer) => {
      text += piece.toString();
      if (!wanted.test(text)) return;
      clearTimeout(late);
      resolve(text);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code}:\n${text}`));
    });
  });
}

/** Ends a process and waits for it; by force when it does not end in time. */
export function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const late = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill(signal);
  });
}
