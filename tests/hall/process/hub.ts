/**
 * The hub as a process of its own, on a free port, and a client of its API: what tests need that kill
 * it, trace it, or run two of it.
 */
import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { tiedWords } from '../../../fixtures/tied.ts';
import { ended, printed } from './example.ts';
import { hallFile } from './midnight.ts';

export { freePort } from '../../../fixtures/machines/free-port.ts';
export { hallFile } from './midnight.ts';

const root = resolve(import.meta.dirname, '../../..');
export const token = 'process-test-token-0123456789';
const api = '/api/halls/dongcheng';
/** A request that has no answer by then is given up: its hub is dead. */
const answerWithinMs = 60_000;

export interface HubProcess {
  readonly url: string;
  readonly child: ChildProcess;
  kill(): Promise<void>;
  end(): Promise<void>;
}

export interface HubChoice {
  readonly dataDir: string;
  readonly port: number;
  readonly databaseUrl?: string;
  /** The hall's file; the example's when left out. */
  readonly hallFile?: string;
  /** A program to run it under, e.g. strace with its words. */
  readonly under?: readonly string[];
}

export async function startHub(choice: HubChoice): Promise<HubProcess> {
  const node = [process.execPath, ...tiedWords, 'server/main.ts', 'start'];
  const [program = process.execPath, ...words] = [...(choice.under ?? []), ...node];
  // It ends with the test, should that be killed.
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe'];
  const child = spawn(program, words, { cwd: root, env: environment(choice), stdio });
  await printed(child, /Jinghao {2}http:/);
  return {
    url: `http://127.0.0.1:${choice.port}`,
    child,
    kill: () => ended(child, 'SIGKILL'),
    end: () => ended(child, 'SIGTERM'),
  };
}

const environment = (choice: HubChoice): NodeJS.ProcessEnv => ({
  ...process.env,
  HOST: '127.0.0.1',
  PORT: String(choice.port),
  DATA_DIR: choice.dataDir,
  DATABASE_URL: choice.databaseUrl ?? '',
  JINGHAO_KEY_FILE: '',
  JINGHAO_CONFIG: choice.hallFile ?? hallFile,
  JINGHAO_API_TOKEN: token,
  LOG_LEVEL: 'fatal',
});

/** Does an administrator's act beside the hub (`device enrol entrance-1`) and gives what it printed. */
export function administer(choice: HubChoice, ...words: string[]): Promise<string> {
  const options = { cwd: root, env: environment(choice) };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['server/main.ts', ...words], options, (error, out, err) => {
      if (error) reject(new Error(`${words.join(' ')}: ${err}`));
      else resolve(out);
    });
  });
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks the hall's API; null when no answer came (the hub is gone, or went while it was asked). */
export async function ask(url: string, path: string, body?: object): Promise<Answer | null> {
  try {
    const response = await fetch(`${url}${api}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(answerWithinMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  } catch {
    return null;
  }
}
