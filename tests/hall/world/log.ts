/**
 * The log as one hub reaches it: the real log in memory behind a line that is slow, fails, or breaks in
 * the middle of a commit. What has been committed is told to the world at once, so that it can judge
 * what is acknowledged and shown.
 */
import {
  type Draft,
  type Log,
  LogFailure,
  type LogFailureCode,
  type Moment,
  type Row,
  type Want,
} from '../../../log/log.ts';
import { type MemoryStore, memoryLog } from '../../../log/memory.ts';
import { SLOW_LOOK_MS, slowLook } from '../../../log/watchers.ts';
import type { Chance } from './chance.ts';
import type { Time } from './time.ts';
import type { Weather } from './weather.ts';

/** What all hubs' lines to the log have together: the store, and the lock of its writers. */
export interface LogPlace {
  readonly time: Time;
  readonly chance: Chance;
  readonly weather: Weather;
  /** In memory; or how a process opens the log elsewhere. */
  readonly store: MemoryStore | (() => Log);
  readonly lock: Lock;
  /** Faults happen now. */
  stormy(): boolean;
  /** Until when the log cannot be reached, by `time.now`. */
  awayUntil(): number;
  /** `by`: the hub that wrote them. */
  committed(rows: readonly Row[], by: string): void;
  /** A writer has heard how its append ended. */
  moved(): void;
  trace(what: string): void;
}

/** One after the other. */
export class Lock {
  #held = false;
  readonly #queue: (() => void)[] = [];

  take(): Promise<void> {
    return new Promise((taken) => {
      if (this.#held) this.#queue.push(taken);
      else {
        this.#held = true;
        taken();
      }
    });
  }

  free(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#held = false;
  }
}

/** What a dead process gets to hear. */
export const never = <T>(): Promise<T> => new Promise(() => {});

const openLog = ({ store }: LogPlace): Log =>
  typeof store === 'function' ? store() : memoryLog(store);

type Fate = 'well' | 'fails' | 'fails-early' | 'lost' | 'written' | 'late';

export class HubLog implements Log {
  readonly #place: LogPlace;
  readonly #isAlive: () => boolean;
  readonly #name: string;
  readonly #inner: Log;
  readonly #ends: (() => void)[] = [];

  constructor(place: LogPlace, isAlive: () => boolean, name: string) {
    this.#place = place;
    this.#isAlive = isAlive;
    this.#name = name;
    this.#inner = openLog(place);
  }

  async read(stream: string, after: number, limit?: number): Promise<Row[]> {
    await this.#reach();
    return this.#inner.read(stream, after, limit);
  }

  async head(stream: string): Promise<number> {
    await this.#reach();
    return this.#inner.head(stream);
  }

  async lastOf(stream: string, type: string): Promise<number> {
    await this.#reach();
    return this.#inner.lastOf(stream, type);
  }

  async deed(stream: string, cmd: string): Promise<Row[]> {
    await this.#reach();
    return this.#inner.deed(stream, cmd);
  }

  async append(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    await this.#reach();
    const { lock } = this.#place;
    await lock.take();
    const fate = this.#fate();
    if (!(await this.#travel(fate))) {
      lock.free();
      return never();
    }
    const written = await this.#write(fate, stream, want, work);
    // A commit that is still to land keeps the others out until it has.
    if (!written.late) lock.free();
    if (written.dead || !(await this.#travel('well'))) return never();
    this.#place.moved();
    if (written.rows) return written.rows;
    throw written.error;
  }

  watch(stream: string, wake: () => void): () => void {
    const { time, chance, weather } = this.#place;
    const heard = () => {
      if (!this.#isAlive() || chance.hit(weather.wakesLost)) return;
      time.after(chance.whole(0, 20), () => this.#isAlive() && wake());
    };
    const ends = [this.#inner.watch(stream, heard), this.#slowLook(stream, wake)];
    this.#ends.push(...ends);
    return () => {
      for (const end of ends) end();
    };
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#inner.close();
  }

  #slowLook(stream: string, wake: () => void): () => void {
    const { time } = this.#place;
    let seen = 0;
    const after = (ms: number, act: () => void) => {
      const due = time.after(ms, () => this.#isAlive() && act());
      return () => time.cancel(due);
    };
    return slowLook(after, SLOW_LOOK_MS, async () => {
      const head = await this.head(stream);
      if (head !== seen) wake();
      seen = head;
    });
  }

  async #write(
    fate: Fate,
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<{ rows?: Row[]; error?: unknown; late?: true; dead?: true }> {
    try {
      if (fate === 'fails-early') return { error: this.#failure(fate) };
      if (fate === 'well' || fate === 'written') {
        const rows = await this.#commit(stream, want, work);
        if (rows === null) return { dead: true };
        this.#place.committed(rows, this.#name);
        return fate === 'well' ? { rows } : { error: this.#failure(fate) };
      }
      const drafts = await this.#undone(stream, want, work);
      const error = this.#failure(fate);
      if (fate !== 'late' || drafts.length === 0) return { error };
      this.#later(stream, drafts);
      return { error, late: true };
    } catch (error) {
      return { error };
    }
  }

  /** Decides, and commits at once or, as over a network, a moment later. Null when the process dies in between. */
  async #commit(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[] | null> {
    if (this.#place.chance.hit(0.6)) return this.#inner.append(stream, want, work);
    const drafts = await this.#undone(stream, want, work);
    if (!(await this.#travel('well'))) return null;
    const after = await this.#inner.head(stream);
    return this.#inner.append(stream, { after, cmds: [] }, () => drafts);
  }

  /** What the writer would have written; nothing of it stands. */
  async #undone(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<readonly Draft[]> {
    let drafts: readonly Draft[] = [];
    const undo = new Error('undone');
    const decide = (moment: Moment): readonly Draft[] => {
      drafts = work(moment);
      throw undo;
    };
    try {
      await this.#inner.append(stream, want, decide);
    } catch (error) {
      if (error !== undo) throw error;
    }
    // Kept as text, as it lies in the line: the writer may go on with its objects.
    return JSON.parse(JSON.stringify(drafts)) as Draft[];
  }

  /** The commit was under way when the line broke; it lands, and only then others may write. */
  #later(stream: string, drafts: readonly Draft[]): void {
    const { time, chance, lock, committed } = this.#place;
    time.after(chance.whole(5, 1_500), async () => {
      const log = openLog(this.#place);
      const after = await log.head(stream);
      committed(await log.append(stream, { after, cmds: [] }, () => drafts), this.#name);
      await log.close();
      lock.free();
    });
  }

  #fate(): Fate {
    const { chance, weather, stormy } = this.#place;
    if (!stormy()) return 'well';
    const { appendFails, appendUnknown } = weather;
    return chance.weighted<Fate>({
      well: 1 - appendFails - appendUnknown,
      'fails-early': appendFails / 3,
      fails: (2 * appendFails) / 3,
      lost: appendUnknown / 3,
      written: appendUnknown / 3,
      late: appendUnknown / 3,
    });
  }

  #failure(fate: Exclude<Fate, 'well'>): LogFailure {
    this.#place.trace(`append ${fate}`);
    const certain = fate === 'fails' || fate === 'fails-early';
    const codes: readonly LogFailureCode[] = ['unavailable', 'full', 'conflict'];
    const code = certain ? this.#place.chance.pick(codes) : 'unknown';
    return new LogFailure(code, `the simulated log ${fate}`);
  }

  /** Takes its time; false when the process has died on the way. */
  async #travel(fate: Fate): Promise<boolean> {
    const { time, chance, weather, stormy } = this.#place;
    const slow = stormy() && chance.hit(weather.appendSlow);
    await time.sleep(slow ? chance.whole(50, fate === 'well' ? 6_000 : 1_000) : chance.next() * 3);
    return this.#isAlive();
  }

  async #reach(): Promise<void> {
    const { time, chance, awayUntil } = this.#place;
    if (!this.#isAlive()) return never();
    if (awayUntil() <= time.now) return;
    await time.sleep(chance.whole(1, 300));
    if (!this.#isAlive()) return never();
    throw new LogFailure('unavailable', 'the simulated log is away');
  }
}
