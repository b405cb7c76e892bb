/**
 * The hub that is measured: the real `server/main.ts` as a process of its own, started as `npm start`
 * starts it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { compileHub, hubScript, nodeEnvironment, nodeWords } from '../../server/node.ts';
import { hallText } from './hall.ts';

const root = resolve(import.meta.dirname, '../..');
const upMsMax = 30_000;

export interface HubWishes {
  readonly dataDir: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly databaseUrl?: string;
  /** The hall's key, for hubs that share one. */
  readonly keyFile?: string;
  /** Rules of the hall that differ from the example's. */
  readonly rules?: Readonly<Record<string, number>>;
  /** Parts of the hall's file that the example does not have, such as `texts`. */
  readonly more?: object;
  /** Words for Node, such as `--cpu-prof`. */
  readonly node?: readonly string[];
}

export class HubProcess {
  readonly #process: ChildProcess;
  readonly #gone: Promise<void>;
  readonly url: string;
  /** From the start of the process until it said that it listens, ms. */
  readonly startMs: number;

  private constructor(process: ChildProcess, url: string, startMs: number) {
    this.#process = process;
    this.#gone = new Promise((done) => process.once('exit', () => done()));
    this.url = url;
    this.startMs = startMs;
  }

  /** Starts it and waits until it listens. Rejects when it ends before, or takes too long. */
  static async start(wishes: HubWishes): Promise<HubProcess> {
    const { dataDir, port = 0, databaseUrl = '', keyFile = '', node = [] } = wishes;
    const config = resolve(dataDir, 'hall.yaml');
    writeFileSync(config, hallText(wishes.rules, wishes.more));
    compileHub();
    const from = performance.now();
    const child = spawn(process.execPath, [...nodeWords, ...node, hubScript, 'start'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        JINGHAO_CONFIG: config,
        JINGHAO_KEY_FILE: keyFile,
        LOG_LEVEL: 'warn',
        ...nodeEnvironment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await listening(child);
    return new HubProcess(child, url, performance.now() - from);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Processor time that the process has used so far, ms (proc_pid_stat(5), in ticks of 10 ms). */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** What the process holds in memory. */
  rssBytes(): number {
    return rssBytesOf(this.pid);
  }

  /** As a power cut does to the process. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  /** In good order. */
  async end(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#gone;
  }
}

/** The resident set of a process in bytes (VmRSS of proc_pid_status(5)). */
export function rssBytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the hub has no voice');
  const late = setTimeout(() => child.kill('SIGKILL'), upMsMax);
  try {
    const lines = createInterface(child.stdout);
    for await (const line of lines) {
      const url = /^静号.*(http:\S+)$/.exec(line)?.[1];
      // What it says later is passed on, so that the pipe never fills.
      if (url !== undefined) {
        child.stdout.on('data', (said) => process.stderr.write(said));
        return url;
      }
      process.stderr.write(`${line}\n`);
    }
    throw new Error('the hub ended before it listened');
  } finally {
    clearTimeout(late);
  }
}
