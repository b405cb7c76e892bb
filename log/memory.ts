/**
 * The log in the process's memory, for tests, simulations and benches. "Durable" means in the store
 * object: a log opened anew on the same store after a simulated crash finds the rows again.
 */
import { type Draft, type Log, LogFailure, type Moment, type Row, type Want } from './log.ts';
import { bodyOf, checkCmds, checkHead, numbered, readLimit, type StoredRow } from './rows.ts';
import { Watchers } from './watchers.ts';

interface MemoryStream {
  readonly rows: StoredRow[];
  /** The deeds, each with its rows in order of `part`. */
  readonly deeds: Map<string, StoredRow[]>;
}

/** What outlives a log object; stands for the disk. */
export interface MemoryStore {
  readonly streams: Map<string, MemoryStream>;
  /** The open logs, so that one wakes the watchers of the others. */
  readonly open: Set<Watchers>;
}

export function memoryStore(): MemoryStore {
  return { streams: new Map(), open: new Set() };
}

/** A log on the store; several may stand on one store, like processes on one database. */
export function memoryLog(store: MemoryStore = memoryStore()): Log {
  return new MemoryLog(store);
}

class MemoryLog implements Log {
  readonly #store: MemoryStore;
  readonly #watchers = new Watchers();
  #closed = false;

  constructor(store: MemoryStore) {
    this.#store = store;
    store.open.add(this.#watchers);
  }

  async read(stream: string, after: number, limit?: number): Promise<Row[]> {
    const { rows } = this.#stream(stream);
    return rows.slice(after, after + readLimit(limit)).map((stored) => fresh(stream, stored));
  }

  async head(stream: string): Promise<number> {
    return this.#stream(stream).rows.length;
  }

  async lastOf(stream: string, type: string): Promise<number> {
    return this.#stream(stream).rows.findLast(({ row }) => row.type === type)?.row.seq ?? 0;
  }

  async deed(stream: string, cmd: string): Promise<Row[]> {
    const rows = this.#stream(stream).deeds.get(cmd) ?? [];
    return rows.map((stored) => fresh(stream, stored));
  }

  async append(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    checkCmds(want.cmds);
    const { rows, deeds } = this.#stream(stream);
    checkHead(stream, rows.length, want.after);
    const since = rows.slice(want.after).map((stored) => fresh(stream, stored));
    const repeats = new Map<string, Row[]>();
    for (const cmd of want.cmds) {
      const done = deeds.get(cmd);
      if (done !== undefined) {
        repeats.set(
          cmd,
          done.map((stored) => fresh(stream, stored)),
        );
      }
    }
    const added = numbered(work({ since, repeats }), rows.length);
    checkDeeds(stream, deeds, added);
    for (const stored of added) {
      rows.push(stored);
      const parts = [...(deeds.get(stored.row.cmd) ?? []), stored];
      deeds.set(
        stored.row.cmd,
        parts.sort((a, b) => a.row.part - b.row.part),
      );
    }
    if (added.length > 0) for (const watchers of this.#store.open) watchers.wake(stream);
    return added.map(({ row }) => row);
  }

  watch(stream: string, wake: () => void): () => void {
    return this.#closed ? () => {} : this.#watchers.add(stream, wake);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#watchers.clear();
    this.#store.open.delete(this.#watchers);
  }

  #stream(stream: string): MemoryStream {
    if (this.#closed) throw new LogFailure('unavailable', 'the log is closed');
    let found = this.#store.streams.get(stream);
    if (found === undefined) {
      found = { rows: [], deeds: new Map() };
      this.#store.streams.set(stream, found);
    }
    return found;
  }
}

/** A row whose body is nobody else's, as if read from a disk. */
function fresh(stream: string, { row, text }: StoredRow): Row {
  return { ...row, body: bodyOf(text, stream, row.seq) };
}

function checkDeeds(
  stream: string,
  deeds: ReadonlyMap<string, readonly StoredRow[]>,
  added: readonly StoredRow[],
): void {
  const parts = new Map<string, Set<number>>();
  for (const { row } of added) {
    let taken = parts.get(row.cmd);
    if (taken === undefined) {
      taken = new Set(deeds.get(row.cmd)?.map((stored) => stored.row.part));
      parts.set(row.cmd, taken);
    }
    if (taken.has(row.part)) {
      throw new LogFailure('conflict', `${stream} already holds part ${row.part} of ${row.cmd}`);
    }
    taken.add(row.part);
  }
}
