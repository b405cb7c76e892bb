/**
 * The log in PostgreSQL, for halls that several hub processes serve together. The row of a stream in
 * `head` is the lock of its writers: who holds it sees all rows, decides, writes and commits, so no
 * decision is thrown away; the primary key stays as the proof.
 */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { type Draft, type Log, LogFailure, type Moment, type Row, type Want } from './log.ts';
import { COLUMNS, letGo, lockAndLook, writeAndCommit } from './postgres-append.ts';
import {
  listenClient,
  openPool,
  type Pg,
  POSTGRES_LIMITS,
  type PostgresLimits,
  prepareServer,
} from './postgres-connect.ts';
import { postgresFailure } from './postgres-failures.ts';
import { channelOf, Listener } from './postgres-listen.ts';
import { checkCmds, MARKED_TYPE, numbered, readLimit, type StoredRow } from './rows.ts';
import { type After, afterUnref, SLOW_LOOK_MS, slowLook, Watchers } from './watchers.ts';

export interface PostgresSettings extends Partial<PostgresLimits> {
  /** `postgres://user:password@host:port/database`; all that `pg` understands may follow. */
  readonly url: string;
  /** The timer of the slow look and of connecting again. */
  readonly after?: After;
}

/**
 * Connects once, brings the tables up to date and gives the log. From then on it connects again by
 * itself whenever the server is back. Fails: `unavailable`, `full`, `damaged`, `newer`.
 */
export async function openPostgresLog(settings: PostgresSettings): Promise<Log> {
  const { url, after = afterUnref, ...given } = settings;
  const limits = { ...POSTGRES_LIMITS, ...given };
  const pg: Pg = await import('pg');
  await prepareServer(pg, url, limits);
  return new PostgresLog(pg, url, limits, after);
}

class PostgresLog implements Log {
  readonly #pool: Pool;
  readonly #listener: Listener;
  readonly #watchers = new Watchers();
  readonly #streams = new Map<string, string>();
  readonly #origin = randomUUID();
  readonly #after: After;
  #closed = false;
  #endLook: (() => void) | undefined;

  constructor(pg: Pg, url: string, limits: PostgresLimits, after: After) {
    this.#pool = openPool(pg, url, limits);
    this.#after = after;
    this.#listener = new Listener({
      client: () => listenClient(pg, url, limits),
      heard: (channel, origin) => this.#heard(channel, origin),
      back: () => this.#watchers.wakeAll(),
      after,
    });
  }

  async read(stream: string, after: number, limit?: number): Promise<Row[]> {
    const text = `select ${COLUMNS} from event where stream = $1 and seq > $2
                  order by seq limit $3`;
    return this.#query('log-read', text, [stream, after, readLimit(limit)]);
  }

  async head(stream: string): Promise<number> {
    const text = 'select seq from head where stream = $1';
    const rows = await this.#query<{ seq: number }>('log-head-of', text, [stream]);
    return rows[0]?.seq ?? 0;
  }

  async lastOf(stream: string, type: string): Promise<number> {
    const last = 'select seq from event where stream = $1 and type =';
    const order = 'order by seq desc limit 1';
    // The marked type is written out: a prepared plan uses its index only when it can see it.
    const rows =
      type === MARKED_TYPE
        ? await this.#query<Row>('log-marked', `${last} '${MARKED_TYPE}' ${order}`, [stream])
        : await this.#query<Row>('log-last-of', `${last} $2 ${order}`, [stream, type]);
    return rows[0]?.seq ?? 0;
  }

  async deed(stream: string, cmd: string): Promise<Row[]> {
    const text = `select ${COLUMNS} from event where stream = $1 and cmd = $2 order by part`;
    return this.#query('log-deed', text, [stream, cmd]);
  }

  async append(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    checkCmds(want.cmds);
    const client = await this.#connect();
    let healthy = false;
    try {
      const { head, moment } = await lockAndLook(client, stream, want).catch(rethrow);
      let stored: StoredRow[];
      try {
        stored = numbered(work(moment), head);
      } catch (error) {
        healthy = await letGo(client);
        throw error;
      }
      if (stored.length === 0) {
        healthy = await letGo(client);
        return [];
      }
      const channel = channelOf(stream);
      await writeAndCommit(client, { stream, stored, channel, origin: this.#origin });
      healthy = true;
      this.#watchers.wake(stream);
      return stored.map(({ row }) => row);
    } finally {
      // A connection that failed is closed, and the server undoes what it had begun.
      client.release(!healthy);
    }
  }

  watch(stream: string, wake: () => void): () => void {
    if (this.#closed) return () => {};
    this.#endLook ??= slowLook(this.#after, SLOW_LOOK_MS, this.#slowLook());
    const channel = channelOf(stream);
    this.#streams.set(channel, stream);
    this.#listener.listen(channel);
    const end = this.#watchers.add(stream, wake);
    return () => {
      end();
      if (this.#watchers.has(stream)) return;
      this.#streams.delete(channel);
      this.#listener.unlisten(channel);
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#endLook?.();
    this.#watchers.clear();
    await Promise.all([this.#listener.close(), this.#pool.end()]);
  }

  #heard(channel: string, origin: string): void {
    const stream = this.#streams.get(channel);
    // Our own appends have woken the watchers already.
    if (stream !== undefined && origin !== this.#origin) this.#watchers.wake(stream);
  }

  /** Wakes the watchers of the streams whose head has moved since the last look. */
  #slowLook(): () => Promise<void> {
    const seen = new Map<string, number>();
    return async () => {
      const streams = this.#watchers.streams();
      if (streams.length === 0) return;
      const text = 'select stream, seq from head where stream = any($1::text[])';
      const heads = await this.#query<{ stream: string; seq: number }>('log-heads', text, [
        streams,
      ]);
      for (const { stream, seq } of heads) {
        if (seen.get(stream) !== seq) this.#watchers.wake(stream);
        seen.set(stream, seq);
      }
    };
  }

  async #connect(): Promise<PoolClient> {
    if (this.#closed) throw new LogFailure('unavailable', 'the log is closed');
    return this.#pool.connect().catch(rethrow);
  }

  /** One statement outside a transaction. A connection on which it fails is closed by the pool. */
  async #query<R extends object = Row>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<R[]> {
    if (this.#closed) throw new LogFailure('unavailable', 'the log is closed');
    const answer = await this.#pool.query<R>({ name, text, values: [...values] }).catch(rethrow);
    return answer.rows;
  }
}

function rethrow(error: unknown): never {
  throw postgresFailure(error);
}
