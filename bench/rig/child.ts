/**
 * Processes of the bench: clients, floors and subjects run apart from what is measured. A child is a
 * script that answers acts by name; its parent asks and waits for the answer, over Node's own pipe
 * between the two.
 */
import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { resolve } from 'node:path';

/** What a child can do, by name: one argument, one answer, both plain data. */
export type Acts = Record<string, (wish: never) => unknown>;

interface Asked {
  readonly id: number;
  readonly act: string;
  readonly wish: unknown;
}
type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };

/** How long an act may take: the longest bench run waits a minute in silence. */
const actMsMax = 300_000;

/** The child's side: answers until the parent goes away, and then ends with it. */
export function serveActs(acts: Acts): void {
  process.on('message', (message: Asked) => void answer(acts, message));
  process.on('disconnect', () => process.exit(0));
}

async function answer(acts: Acts, { id, act, wish }: Asked): Promise<void> {
  const say = (said: Answered) => process.send?.(said);
  try {
    const work = acts[act];
    if (work === undefined) throw new Error(`no act ${act}`);
    say({ id, answer: (await work(wish as never)) ?? null });
  } catch (error) {
    say({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** A running child as its parent sees it. */
export class Child<A extends Acts> {
  readonly #process: ChildProcess;
  readonly #script: string;
  readonly #waiting = new Map<
    number,
    { done: (answer: unknown) => void; fail: (e: Error) => void }
  >();
  #asked = 0;

  /** `script` from the bench's folder; `words` for Node itself, such as `--cpu-prof`. */
  constructor(script: string, words: readonly string[] = []) {
    this.#script = script;
    this.#process = fork(resolve(import.meta.dirname, '..', script), [], { execArgv: [...words] });
    this.#process.on('message', (said: Answered) => this.#heard(said));
    this.#process.once('exit', (code) => {
      const error = new Error(`${script} ended with ${code}`);
      for (const { fail } of this.#waiting.values()) fail(error);
      this.#waiting.clear();
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Has the child do it. Rejects with what it threw, when it ends, or after `actMsMax`. */
  ask<Act extends keyof A & string>(
    act: Act,
    wish: Parameters<A[Act]>[0],
  ): Promise<Awaited<ReturnType<A[Act]>>> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((done, fail) => {
      const late = setTimeout(
        () => settle(() => fail(new Error(`${this.#script}: ${act} took too long`))),
        actMsMax,
      );
      const settle = (how: () => void) => {
        clearTimeout(late);
        this.#waiting.delete(id);
        how();
      };
      this.#waiting.set(id, {
        done: (found) => settle(() => done(found as Awaited<ReturnType<A[Act]>>)),
        fail: (error) => settle(() => fail(error)),
      });
      this.#process.send({ id, act, wish } as Serializable);
    });
  }

  /** Lets the child end by itself, which it does when the pipe is closed. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.disconnect();
    await ended;
  }

  /** As a power cut does to a process. */
  async kill(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill('SIGKILL');
    await ended;
  }

  #heard(said: Answered): void {
    const waiting = this.#waiting.get(said.id);
    if ('failure' in said) waiting?.fail(new Error(`${this.#script}: ${said.failure}`));
    else waiting?.done(said.answer);
  }
}
