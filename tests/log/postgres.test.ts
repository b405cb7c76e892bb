/**
 * The log in PostgreSQL keeps the contract on a real server, several hubs may start and write at
 * once, and what the server answers is told by its name. Lost connections are in
 * `postgres-lost.test.ts`.
 */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PretendPostgres, startPostgres } from '../../fixtures/machines/postgres.ts';
import type { Log } from '../../log/log.ts';
import { migratePostgres, postgresSteps } from '../../log/migrations/postgres.ts';
import { openPostgresLog } from '../../log/postgres.ts';
import { logContract } from './contract.ts';
import { draft, failing, failureOf, HALL, put, upTo, writer } from './drafts.ts';
import { steppedTimer } from './stepped-timer.ts';

logContract('PostgreSQL', async () => {
  const server = await startPostgres();
  const timer = steppedTimer();
  return {
    open: () => openPostgresLog({ url: server.url, after: timer.after }),
    look: () => timer.fire(),
    remove: () => server.remove(),
  };
});

describe('PostgreSQL', () => {
  let server: PretendPostgres;
  let hand: pg.Client;
  beforeAll(async () => {
    server = await startPostgres();
    hand = new pg.Client({ connectionString: server.url });
    await hand.connect();
  });
  afterAll(async () => {
    await hand.end();
    await server.remove();
  });
  beforeEach(async () => {
    await hand.query('drop table if exists event, head, log_schema, mood, tomorrow cascade');
  });

  /** Opens a log for the length of `use`. */
  async function withLog<T>(use: (log: Log) => Promise<T>, more = {}): Promise<T> {
    const log = await openPostgresLog({ url: server.url, ...more });
    try {
      return await use(log);
    } finally {
      await log.close();
    }
  }

  it('hubs that start together on an empty database make the tables once', async () => {
    const logs = await Promise.all(upTo(6).map(() => openPostgresLog({ url: server.url })));
    const heads = await Promise.all(logs.map((log) => log.head(HALL)));
    expect(heads).toEqual([0, 0, 0, 0, 0, 0]);
    await Promise.all(logs.map((log) => log.close()));
    const steps = await hand.query('select version, name from log_schema');
    expect(steps.rows).toEqual([{ version: 1, name: 'event' }]);
  });

  it('every step of the schema is applied once, and a failed step leaves nothing', async () => {
    const more = { version: 2, name: 'mood', sql: 'create table mood (seq integer)' };
    await migratePostgres(hand, postgresSteps);
    await migratePostgres(hand, [...postgresSteps, more]);
    await migratePostgres(hand, [...postgresSteps, more]);
    const broken = { version: 3, name: 'broken', sql: 'create table tomorrow (a int); nonsense' };
    await expect(migratePostgres(hand, [...postgresSteps, more, broken])).rejects.toThrow(
      'nonsense',
    );
    const steps = await hand.query('select version, name from log_schema order by version');
    expect(steps.rows.map(({ name }) => name)).toEqual(['event', 'mood']);
    const half = await hand.query(`select to_regclass('tomorrow') as found`);
    expect(half.rows[0]?.found).toBeNull();
  });

  it('tables shaped by a newer release are refused by name', async () => {
    const next = { version: 99, name: 'columns-of-tomorrow', sql: 'create table tomorrow (a int)' };
    await migratePostgres(hand, [...postgresSteps, next]);
    const failure = await failing(openPostgresLog({ url: server.url }));
    expect(failure.code).toBe('newer');
    expect(failure.message).toContain('columns-of-tomorrow');
  });

  it('a writer that comes second waits for the lock, then sees what the first wrote', async () => {
    await withLog(async (log) => {
      await put(log, HALL, 'k1:1');
      await hand.query('begin');
      await hand.query('select seq from head where stream = $1 for update', [HALL]);
      const since: string[] = [];
      const append = log.append(HALL, { after: 1, cmds: ['k2:1'] }, (moment) => {
        since.push(...moment.since.map(({ cmd }) => cmd), ...moment.repeats.keys());
        return [draft('k3:1')];
      });
      await waiting(1);
      await hand.query(`insert into event values ($1, 2, 0, 'x', 1, 'k2:1', 0, '{}')`, [HALL]);
      await hand.query('update head set seq = 2 where stream = $1', [HALL]);
      await hand.query('commit');
      expect((await append).map(({ seq }) => seq)).toEqual([3]);
      expect(since).toEqual(['k2:1', 'k2:1']);
    });
  });

  it('waits for the lock only so long, writes nothing, and goes on after that', async () => {
    await withLog(
      async (log) => {
        await put(log, HALL, 'k1:1');
        await hand.query('begin');
        await hand.query('select seq from head where stream = $1 for update', [HALL]);
        expect(await failureOf(put(log, HALL, 'k1:2'))).toBe('unavailable');
        expect(await log.head(HALL)).toBe(1);
        await hand.query('rollback');
        expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
      },
      { lockMsMax: 100 },
    );
  });

  it('sees past the lock even where the database prefers a stricter isolation', async () => {
    const url = new URL(server.url);
    const options = url.searchParams.get('options') ?? '';
    url.searchParams.set('options', `${options} -c default_transaction_isolation=serializable`);
    const logs = await Promise.all([1, 2].map(() => openPostgresLog({ url: url.href })));
    const writers = logs.map((log) => writer(log, HALL));
    await Promise.all(
      writers.map(async ({ write }, who) => {
        for (const n of upTo(20)) await write(`k${who}:${n}`);
      }),
    );
    expect(await logs[0]?.head(HALL)).toBe(40);
    await Promise.all(logs.map((log) => log.close()));
  });

  it('a row put in by hand behind the head is damage, and is not written over', async () => {
    await withLog(async (log) => {
      await put(log, HALL, 'k1:1');
      await hand.query(`insert into event values ($1, 2, 0, 'x', 1, 'h:1', 0, '{}')`, [HALL]);
      const append = log.append(HALL, { after: 1, cmds: [] }, () => [draft('k1:2')]);
      expect(await failureOf(append)).toBe('damaged');
      expect((await log.read(HALL, 1)).map(({ cmd }) => cmd)).toEqual(['h:1']);
      await hand.query(`delete from event where cmd = 'h:1'`);
      expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
    });
  });

  it('a disk that is full is told as full, and what was asked for is not there', async () => {
    await withLog(async (log) => {
      await put(log, HALL, 'k1:1');
      await refuseWith('53100', 'after insert on event');
      expect(await failureOf(put(log, HALL, 'k1:2'))).toBe('full');
      await hand.query('drop trigger refuse on event');
      await refuseWith(
        '53100',
        'after insert on event deferrable initially deferred',
        'constraint',
      );
      expect(await failureOf(put(log, HALL, 'k1:2'))).toBe('full');
      await hand.query('drop trigger refuse on event');
      expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
    });
  });

  it.each([
    ['40001', 'unavailable'],
    ['40P01', 'unavailable'],
    ['57014', 'unavailable'],
    ['23505', 'conflict'],
    ['XX001', 'damaged'],
  ])('what the server calls %s is %s, and the log goes on', async (state, code) => {
    await withLog(async (log) => {
      await put(log, HALL, 'k1:1');
      await refuseWith(state, 'after insert on event');
      expect(await failureOf(put(log, HALL, 'k1:2'))).toBe(code);
      await hand.query('drop trigger refuse on event');
      expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
    });
  });

  it('a stranger on the address, a wrong password, no such database: unavailable', async () => {
    const nobody = new URL(server.url);
    nobody.password = 'wrong';
    const nowhere = new URL(server.url);
    nowhere.pathname = '/nowhere';
    const closed = new URL(server.url);
    closed.port = '1';
    for (const { href } of [nobody, nowhere, closed]) {
      expect(await failureOf(openPostgresLog({ url: href }))).toBe('unavailable');
    }
  });

  it('asks by its keys, though the server thinks the table small and plans are kept', async () => {
    await withLog(async (log) => {
      await put(log, HALL, 'k0:1');
      await hand.query('analyze event');
      const ask = async (from: number) => {
        for (const n of upTo(10)) {
          const cmd = `k1:${from + n}`;
          const want = { after: from + n - 1, cmds: [cmd, 'k0:1', `k9:${n}`] };
          await log.append(HALL, want, () => [draft(cmd)]);
          await log.lastOf(HALL, 'day-opened');
          await log.lastOf(HALL, 'ticket-issued');
          await log.deed(HALL, cmd);
          await log.read(HALL, from + n - 1, 5);
        }
      };
      await ask(1);
      await put(log, HALL, ...upTo(3_000).map((n) => `k2:${n}`));
      await ask(3_011);
      await log.close();
      // A connection tells what it did at its end.
      await connections(0);
      const { rows } = await hand.query<{ name: string; scans: string; tuples: string }>(
        `select relname as name, pg_stat_get_numscans(oid) as scans,
                pg_stat_get_tuples_returned(oid) as tuples
         from pg_class where oid = 'event'::regclass or oid in
           (select indexrelid from pg_index where indrelid = 'event'::regclass)`,
      );
      const of = (name: string) => rows.find((row) => row.name === name);
      // Each of the three indexes read the table once when it was made; nobody else did.
      expect(of('event')?.scans).toBe('3');
      expect(Number(of('event_deed')?.scans)).toBeGreaterThan(60);
      // No asking went through a stream by its key to find a deed.
      expect(Number(of('event_pkey')?.tuples)).toBeLessThan(100);
    });
  });

  /** Waits until so many connections wait for a lock. */
  async function waiting(count: number): Promise<void> {
    await counted(`wait_event_type = 'Lock' and datname = current_database()`, count);
  }

  /** Waits until logs have so many connections. */
  async function connections(count: number): Promise<void> {
    await counted(`application_name = 'jinghao log' and datname = current_database()`, count);
  }

  async function counted(where: string, count: number): Promise<void> {
    for (;;) {
      // In a transaction the server would show the same picture again and again.
      await hand.query('select pg_stat_clear_snapshot()');
      const text = `select count(*)::int as n from pg_stat_activity where ${where}`;
      const { rows } = await hand.query<{ n: number }>(text);
      if (rows[0]?.n === count) return;
    }
  }

  /** Makes the server refuse to insert rows, with the given error code. */
  async function refuseWith(state: string, when: string, kind = ''): Promise<void> {
    await hand.query(
      `create or replace function refuse() returns trigger language plpgsql as
       $$ begin raise exception using errcode = '${state}', message = 'refused'; end $$`,
    );
    await hand.query(
      `create ${kind} trigger refuse ${when} for each row execute function refuse()`,
    );
  }
});
