/**
 * The agent as a process of its own beside a hub process, with a pretend printer on a serial line:
 * what tests need that kill it, cut its line, or start it again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse, stringify } from 'yaml';
import { ended, printed } from './example.ts';
import { administer, type HubChoice, hallFile } from './hub.ts';

const root = resolve(import.meta.dirname, '../../..');
/** For machines that have much else to do: it costs nothing where it is soon so. */
const withinMs = 120_000;

export interface AgentProcess {
  readonly child: ChildProcess;
  /** All that it has said so far. */
  said(): string;
  /** Resolves when it has said so; `times`: so often. */
  says(what: RegExp, times?: number): Promise<void>;
  kill(): Promise<void>;
  end(): Promise<number | null>;
}

export interface AgentChoice {
  readonly hub: string;
  readonly folder: string;
  readonly key?: string;
  readonly port?: number | 'none';
}

const keyOf = ({ folder, key }: AgentChoice): string => join(folder, key ?? 'agent.key');

/** Enrols the agent as a technician does: a code from the hub's command, then the exchange. */
export async function enrolAgent(
  hub: HubChoice,
  choice: AgentChoice,
  place: string,
): Promise<void> {
  const said = await administer(hub, 'device', 'enrol-agent', place);
  const code = /code (\S+)/.exec(said)?.[1] ?? '';
  await administer(
    hub,
    ...['agent', 'enrol', '--hub', choice.hub, '--code', code, '--key', keyOf(choice)],
  );
}

/** Starts it; resolves when it runs, whether or not the hub is there. */
export async function startAgent(choice: AgentChoice): Promise<AgentProcess> {
  const words = [
    ...['server/main.ts', 'agent', '--hub', choice.hub, '--key', keyOf(choice)],
    ...['--data', join(choice.folder, 'agent-data'), '--port', String(choice.port ?? 'none')],
  ];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const hear = (piece: Buffer) => {
    text += piece.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  await printed(child, /the agent runs/);
  return {
    child,
    said: () => text,
    says: (what, times = 1) => {
      const all = new RegExp(what.source, 'g');
      return until(
        `the agent says ${what}`,
        () => (text.match(all)?.length ?? 0) >= times,
        () => text,
      );
    },
    kill: () => ended(child, 'SIGKILL'),
    end: async () => {
      await ended(child, 'SIGTERM');
      return child.exitCode;
    },
  };
}

/** Resolves when it is so; looks 50 times a second. */
export async function until(
  what: string,
  isSo: () => boolean,
  now: () => unknown = () => '',
): Promise<void> {
  const late = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > late) {
      throw new Error(`not within ${withinMs} ms: ${what}\n${JSON.stringify(now())}`);
    }
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Writes the example hall's file with these devices. */
export function writeHall(path: string, devices: object): void {
  const hall = parse(readFileSync(hallFile, 'utf8')) as object;
  writeFileSync(path, stringify({ ...hall, devices }));
}

export interface JobRow {
  readonly label: string;
  readonly state: string;
  readonly reason: string | null;
}

/** What the hub's tables say of papers and devices. */
export class HouseTables {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'house.sqlite');
  }

  job(label: string): JobRow | undefined {
    const of = `select label, state, reason from print_jobs where label = ? order by queued_at desc`;
    return this.#rows<JobRow>(of, label)[0];
  }

  device(id: string): { readonly state: string; readonly detail: string } | undefined {
    const of = 'select state, detail from device_states where device = ?';
    return this.#rows<{ state: string; detail: string }>(of, id)[0];
  }

  async jobIs(label: string, state: string): Promise<JobRow> {
    await until(
      `${label} is ${state}`,
      () => this.job(label)?.state === state,
      () => this.job(label),
    );
    return this.job(label) as JobRow;
  }

  deviceIs(id: string, state: string): Promise<void> {
    return until(
      `${id} is ${state}`,
      () => this.device(id)?.state === state,
      () => this.device(id),
    );
  }

  #rows<T>(query: string, ...values: string[]): T[] {
    // A hub that has just come up may hold it for a moment.
    const database = new DatabaseSync(this.#path, { readOnly: true, timeout: 5_000 });
    try {
      return database.prepare(query).all(...values) as T[];
    } finally {
      database.close();
    }
  }
}
