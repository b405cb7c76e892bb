/**
 * The log in PostgreSQL when the connection or the server goes: before the commit, in it, and for
 * good. A proxy cuts the cable where it is to be cut; the server is stopped, killed and started
 * again. `unknown` is tested both ways: the rows are there, and they are not.
 */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { type PretendPostgres, startPostgres } from '../../fixtures/machines/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../../fixtures/machines/tcp-proxy.ts';
import { type Log, LogFailure, type Moment } from '../../log/log.ts';
import { openPostgresLog, type PostgresSettings } from '../../log/postgres.ts';
import { SLOW_LOOK_MS } from '../../log/watchers.ts';
import { draft, failureOf, HALL, put, upTo } from './drafts.ts';
import { type SteppedTimer, steppedTimer } from './stepped-timer.ts';

let server: PretendPostgres;
let hand: pg.Client;
let proxy: TcpProxy;
let proxied: string;

beforeAll(async () => {
  server = await startPostgres({ own: true });
  const url = new URL(server.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  proxied = url.href;
  await (await openPostgresLog({ url: server.url })).close();
});

afterAll(async () => {
  await proxy.close();
  await server.remove();
});

beforeEach(async () => {
  hand = new pg.Client({ connectionString: server.url });
  hand.on('error', () => {});
  await hand.connect();
  await hand.query('truncate event, head');
  return () => hand.end();
});

/** Another hub, whose cable is whole; closed after the test. */
async function direct(): Promise<Log> {
  const log = await openPostgresLog({ url: server.url });
  onTestFinished(() => log.close());
  return log;
}

async function withLog<T>(
  use: (log: Log) => Promise<T>,
  more: Partial<PostgresSettings> = {},
): Promise<T> {
  const log = await openPostgresLog({ url: proxied, ...more });
  try {
    return await use(log);
  } finally {
    proxy.resume();
    await log.close();
  }
}

/** Appends one row, and does something between the decision and the commit. */
function appendWhile(log: Log, cmd: string, after: number, deed: () => void): Promise<unknown> {
  return log.append(HALL, { after, cmds: [cmd] }, () => {
    deed();
    return [draft(cmd)];
  });
}

/** What the next append sees, as a keeper asks after an unknown outcome. */
async function sight(log: Log, after: number, cmd: string): Promise<Moment> {
  let seen: Moment | undefined;
  await log.append(HALL, { after, cmds: [cmd] }, (moment) => {
    seen = moment;
    return [];
  });
  if (seen === undefined) throw new Error('the writer was not asked');
  return seen;
}

/** Asks the server until it answers with a first row. */
async function until(text: string, values: unknown[] = []): Promise<Record<string, unknown>> {
  for (;;) {
    // In a transaction the server would show the same picture of its connections again and again.
    await hand.query('select pg_stat_clear_snapshot()');
    const { rows } = await hand.query(text, values);
    if (rows[0] !== undefined) return rows[0];
  }
}

/** Tries until it is no longer `unavailable`; at most so often. */
async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      const away = error instanceof LogFailure && error.code === 'unavailable';
      if (!away || tries > 500) throw error;
      await new Promise((done) => setImmediate(done));
    }
  }
}

it('lost in commit, after the server has heard: unknown, and the rows are there', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    const append = appendWhile(log, 'k1:2', 1, () => proxy.stall('down'));
    const failure = failureOf(append);
    await until('select seq from event where cmd = $1', ['k1:2']);
    proxy.cut();
    proxy.resume();
    expect(await failure).toBe('unknown');
    const { since, repeats } = await sight(log, 1, 'k1:2');
    expect(since.map(({ seq, cmd }) => [seq, cmd])).toEqual([[2, 'k1:2']]);
    expect(repeats.get('k1:2')).toEqual(since);
  });
});

it('lost in commit, before the server has heard: unknown, and the rows are not there', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    const append = appendWhile(log, 'k1:2', 1, () => {
      proxy.stall('up');
      // What is sent now stays in the proxy; then the cable is cut.
      setImmediate(() => proxy.cut());
    });
    expect(await failureOf(append)).toBe('unknown');
    proxy.resume();
    const { since, repeats } = await sight(log, 1, 'k1:2');
    expect([since, repeats.size]).toEqual([[], 0]);
    expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
  });
});

it('silence in commit is given up after a time, and is unknown', async () => {
  await withLog(
    async (log) => {
      await put(log, HALL, 'k1:1');
      const append = appendWhile(log, 'k1:2', 1, () => proxy.stall('down'));
      expect(await failureOf(append)).toBe('unknown');
      proxy.resume();
      const { since } = await sight(log, 1, 'k1:2');
      expect(since.map(({ cmd }) => cmd)).toEqual(['k1:2']);
    },
    { answerMsMax: 150 },
  );
});

it('a commit still under way is waited for by whoever asks about it', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    await slowCommits();
    const failure = failureOf(appendWhile(log, 'k1:2', 1, () => {}));
    await until(`select 1 from pg_stat_activity where query = 'commit' and state = 'active'`);
    proxy.cut();
    expect(await failure).toBe('unknown');
    // A plain read is too early: the server is still committing.
    expect(await log.head(HALL)).toBe(1);
    const asked = sight(log, 1, 'k1:2');
    await until(`select 1 from pg_stat_activity where wait_event_type = 'Lock'
                 and query like '%for update%'`);
    await letCommit();
    expect((await asked).repeats.has('k1:2')).toBe(true);
  });
  await hand.query('drop trigger slow on event');
});

it('the connection ended by the server in the middle of a commit: unknown', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    await slowCommits();
    const failure = failureOf(appendWhile(log, 'k1:2', 1, () => {}));
    const { pid } = await until(
      `select pid from pg_stat_activity where query = 'commit' and state = 'active'`,
    );
    await hand.query('select pg_terminate_backend($1)', [pid]);
    expect(await failure).toBe('unknown');
    await letCommit();
    const { since, repeats } = await sight(log, 1, 'k1:2');
    expect([since, repeats.size]).toEqual([[], 0]);
  });
  await hand.query('drop trigger slow on event');
});

it('the connection ended before the decision: unavailable, nobody was asked', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    await hand.query('begin');
    await hand.query('select seq from head where stream = $1 for update', [HALL]);
    let asked = 0;
    const failure = failureOf(
      appendWhile(log, 'k1:2', 1, () => {
        asked += 1;
      }),
    );
    const { pid } = await until(
      `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%'`,
    );
    await hand.query('select pg_terminate_backend($1)', [pid]);
    expect(await failure).toBe('unavailable');
    await hand.query('rollback');
    expect(asked).toBe(0);
    expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
  });
});

it('every idle connection ended by the server: the next use may fail, then it works', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    log.watch(HALL, () => {});
    await hand.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jinghao log'`,
    );
    const rows = await persist(() => put(log, HALL, 'k1:2'));
    expect(rows.map(({ seq }) => seq)).toEqual([2]);
  });
});

it('a hub that vanishes with the lock loses it after a time', async () => {
  await withLog(
    async (vanishing) => {
      await put(vanishing, HALL, 'k1:1');
      const lost = failureOf(appendWhile(vanishing, 'k1:2', 1, () => proxy.stall('up')));
      const other = await openPostgresLog({ url: server.url });
      expect((await put(other, HALL, 'k2:1')).map(({ seq }) => seq)).toEqual([2]);
      await other.close();
      expect(await lost).toBe('unknown');
    },
    { idleMsMax: 200, answerMsMax: 1_000 },
  );
});

it('without a cable everything is unavailable, with it all goes on by itself', async () => {
  await withLog(async (log) => {
    await put(log, HALL, 'k1:1');
    proxy.unplug();
    expect(await failureOf(persistNot(() => log.head(HALL)))).toBe('unavailable');
    expect(await failureOf(put(log, HALL, 'k1:2'))).toBe('unavailable');
    proxy.mend();
    expect(await persist(() => log.head(HALL))).toBe(1);
    expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
  });
});

/** The two that wake after a lost connection, each without the other. */
it.each([
  ['the listener that is back', 200],
  ['the slow look', 1_000],
])('%s wakes for what was missed while the cable was cut', async (_who, wait) => {
  const timer = steppedTimer();
  await withLog(
    async (log) => {
      await put(log, HALL, 'k1:1');
      let woken: () => void = () => {};
      log.watch(HALL, () => woken());
      await listening();
      proxy.unplug();
      await waitOf(timer, 200);
      await put(await direct(), HALL, 'k2:1');
      const back = new Promise<void>((done) => {
        woken = done;
      });
      proxy.mend();
      await persist(() => log.head(HALL));
      timer.fire(wait);
      await back;
      expect(await log.head(HALL)).toBe(2);
    },
    { after: timer.after },
  );
});

it('another hub on the same server wakes by notification alone', async () => {
  const timer = steppedTimer();
  await withLog(
    async (log) => {
      let wake: () => void = () => {};
      const next = () =>
        new Promise<void>((done) => {
          wake = done;
        });
      const standing = next();
      log.watch(HALL, () => wake());
      await standing;
      const woken = next();
      await put(await direct(), HALL, 'k2:1');
      await woken;
      expect(await log.head(HALL)).toBe(1);
    },
    { after: timer.after },
  );
});

it('the server stopped, and killed, and started again: the log comes back by itself', async () => {
  await withLog(async (log) => {
    let after = (await put(log, HALL, 'k1:1')).length;
    log.watch(HALL, () => {});
    for (const end of ['stop', 'kill'] as const) {
      await server[end]();
      expect(await failureOf(persistNot(() => log.head(HALL)))).toBe('unavailable');
      expect(await failureOf(put(log, HALL, `k1:${end}`))).toBe('unavailable');
      await server.start();
      const rows = await persist(() =>
        log.append(HALL, { after, cmds: [] }, () => [draft(`k2:${end}`)]),
      );
      expect(rows.map(({ seq }) => seq)).toEqual([after + 1]);
      after += 1;
    }
    expect((await log.read(HALL, 0)).map(({ seq }) => seq)).toEqual(upTo(after));
  });
});

it('connects to listen again with growing waits, at most 5 s, and not after closing', async () => {
  const timer = steppedTimer();
  const log = await openPostgresLog({ url: proxied, after: timer.after });
  log.watch(HALL, () => {});
  await listening();
  const waits: number[] = [];
  proxy.unplug();
  for (const ms of [200, 400, 800, 1_600, 3_200, 5_000, 5_000]) {
    await waitOf(timer, ms);
    waits.push(...timer.waits.filter((wait) => wait !== SLOW_LOOK_MS));
    timer.fire(ms);
  }
  proxy.mend();
  expect(waits).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  await log.close();
  expect(timer.waits).toEqual([]);
});

/** Until the listening connection of a log stands. */
async function listening(): Promise<void> {
  await until(`select 1 from pg_stat_activity where query = 'select 1' and state = 'idle'
               and application_name = 'jinghao log'`);
}

/** Until somebody waits for so long. */
async function waitOf(timer: SteppedTimer, ms: number): Promise<void> {
  while (!timer.waits.includes(ms)) await new Promise((done) => setImmediate(done));
}

/** The opposite of `persist`: asks until it fails, for a broken cable is noticed by using it. */
async function persistNot<T>(act: () => Promise<T>): Promise<never> {
  for (;;) await act();
}

/** Makes commits wait until `letCommit`: a deferred trigger asks for a lock that we hold. */
async function slowCommits(): Promise<void> {
  await hand.query(
    `create or replace function slow() returns trigger language plpgsql as
     $$ begin perform pg_advisory_xact_lock(7); return null; end $$`,
  );
  await hand.query(
    `create constraint trigger slow after insert on event deferrable initially deferred
     for each row execute function slow()`,
  );
  await hand.query('select pg_advisory_lock(7)');
}

async function letCommit(): Promise<void> {
  await hand.query('select pg_advisory_unlock(7)');
}
