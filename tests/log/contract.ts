/**
 * The contract of `log/log.ts` as tests. Every log passes the same suite, so what is built on one of
 * them stands on all.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Log, Row } from '../../log/log.ts';
import { atomicity, type Bench, bodies, sight } from './contract-append.ts';
import { draft, failureOf, put, upTo, writer } from './drafts.ts';

/** A store on which logs are opened, like processes on one database. */
export interface Stand {
  open(): Promise<Log>;
  /** Lets the slow look of every open log come round. */
  look(): void;
  remove(): Promise<void>;
}

export function logContract(name: string, raise: () => Promise<Stand>): void {
  describe(name, () => {
    let stand: Stand;
    let streams = 0;
    const opened: Log[] = [];
    const bench: Bench = {
      open: async () => {
        const log = await stand.open();
        opened.push(log);
        return log;
      },
      look: () => stand.look(),
      stream: () => {
        streams += 1;
        return `hall:${streams}`;
      },
    };
    beforeAll(async () => {
      stand = await raise();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((log) => log.close()));
    });
    afterAll(() => stand.remove());

    describe('order', () => order(bench));
    describe('what the writer sees', () => sight(bench));
    describe('all or nothing', () => atomicity(bench));
    describe('bodies', () => bodies(bench));
    describe('several logs on one store', () => several(bench));
    describe('watching', () => watching(bench));
    describe('closing', () => closing(bench));
  });
}

function order(bench: Bench): void {
  it('an empty stream ends at 0', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    expect(await log.head(stream)).toBe(0);
    expect(await log.read(stream, 0)).toEqual([]);
    expect(await log.lastOf(stream, 'day-opened')).toBe(0);
    expect(await log.deed(stream, 'k1:1')).toEqual([]);
  });

  it('numbers from 1 without gaps, over appends of several sizes', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const first = await put(log, stream, 'k1:1');
    const second = await put(log, stream, 'k1:2', 'k2:1', 'k3:1');
    const third = await put(log, stream, 'k1:3', 'k2:2');
    const rows = await log.read(stream, 0);
    expect(rows.map(({ seq }) => seq)).toEqual(upTo(6));
    expect(rows.map(({ cmd }) => cmd)).toEqual(['k1:1', 'k1:2', 'k2:1', 'k3:1', 'k1:3', 'k2:2']);
    expect([...first, ...second, ...third]).toEqual(rows);
    expect(await log.head(stream)).toBe(6);
  });

  it('keeps every field as it was given', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const given = draft('k1:1', {
      at: 1_893_456_000_123,
      type: 'ticket-called',
      v: 3,
      part: 0,
      body: { because: 'oldest' },
    });
    await log.append(stream, { after: 0, cmds: [] }, () => [given]);
    expect(await log.read(stream, 0)).toEqual([{ ...given, seq: 1 }]);
  });

  it('streams are numbered apart, whatever their names', async () => {
    const log = await bench.open();
    const names = ['case:1', "hall:O'Hara; drop table event", 'hall:东城区政务服务中心 🏛', ''];
    for (const stream of names) await put(log, stream, 'k1:1', `"';--`);
    for (const stream of names) {
      expect(await log.head(stream)).toBe(2);
      expect((await log.deed(stream, `"';--`)).map(({ seq }) => seq)).toEqual([2]);
    }
  });

  it('reads on from a place, at most as many as asked', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, ...upTo(10).map((n) => `k1:${n}`));
    const seqs = async (after: number, limit?: number) =>
      (await log.read(stream, after, limit)).map(({ seq }) => seq);
    expect(await seqs(7)).toEqual([8, 9, 10]);
    expect(await seqs(3, 2)).toEqual([4, 5]);
    expect(await seqs(10)).toEqual([]);
    expect(await seqs(99)).toEqual([]);
    expect(await seqs(0, 0)).toEqual([]);
    expect(await seqs(0, -1)).toEqual([]);
    expect(await seqs(0, 1_000_000)).toEqual(upTo(10));
  });

  it('finds the last row of a type', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const types = ['day-opened', 'ticket-issued', 'day-closed', 'day-opened', 'ticket-issued'];
    await log.append(stream, { after: 0, cmds: [] }, () =>
      types.map((type, part) => draft('m1:1', { type, part })),
    );
    await put(log, bench.stream(), 'k1:1');
    expect(await log.lastOf(stream, 'day-opened')).toBe(4);
    expect(await log.lastOf(stream, 'day-closed')).toBe(3);
    expect(await log.lastOf(stream, 'ticket-issued')).toBe(5);
    expect(await log.lastOf(stream, 'ticket-called')).toBe(0);
  });
}

function several(bench: Bench): void {
  it('one sees at once what the other has written', async () => {
    const [one, two] = [await bench.open(), await bench.open()];
    const stream = bench.stream();
    await put(one, stream, 'k1:1', 'k1:2');
    expect(await two.read(stream, 0)).toEqual(await one.read(stream, 0));
    await put(two, stream, 'k2:1');
    expect(await one.head(stream)).toBe(3);
    expect((await one.deed(stream, 'k2:1')).map(({ seq }) => seq)).toEqual([3]);
  });

  it('two writers at once leave no gap and lose nothing, and both know the whole', async () => {
    const stream = bench.stream();
    const writers = [await bench.open(), await bench.open()].map((log) => writer(log, stream));
    await Promise.all(
      writers.map(async ({ write }, who) => {
        for (const n of upTo(40)) await write(`k${who}:${n}-a`, `k${who}:${n}-b`);
      }),
    );
    const log = await bench.open();
    const rows = await log.read(stream, 0);
    expect(rows.map(({ seq }) => seq)).toEqual(upTo(160));
    expect(new Set(rows.map(({ cmd }) => cmd)).size).toBe(160);
    for (const { folded, write } of writers) {
      await write();
      expect(folded).toEqual(rows);
    }
  });

  it('the same deed sent to both is done once', async () => {
    const stream = bench.stream();
    const writers = [await bench.open(), await bench.open()].map((log) => writer(log, stream));
    const cmds = upTo(20).map((n) => `k1:${n}`);
    const made = await Promise.all(
      writers.map(async ({ write }) => {
        const rows: Row[] = [];
        for (const cmd of cmds) rows.push(...(await write(cmd)));
        return rows;
      }),
    );
    expect(
      made
        .flat()
        .map(({ cmd }) => cmd)
        .sort(),
    ).toEqual([...cmds].sort());
  });
}

function watching(bench: Bench): void {
  it('wakes after an append of its own log', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const woken = new Promise<void>((wake) => log.watch(stream, wake));
    await put(log, stream, 'k1:1');
    await woken;
  });

  it('wakes after an append of another log, when the rows can be read', async () => {
    const [one, two] = [await bench.open(), await bench.open()];
    const stream = bench.stream();
    let read: (rows: number) => void = () => {};
    const seen = new Promise<number>((done) => {
      read = done;
    });
    one.watch(stream, async () => {
      const head = await one.head(stream);
      if (head > 0) read(head);
    });
    bench.look();
    await put(two, stream, 'k1:1', 'k1:2');
    bench.look();
    expect(await seen).toBe(2);
  });

  it('wakes every watcher of the stream, and none that has ended', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const woken: string[] = [];
    log.watch(stream, () => woken.push('first'));
    const end = log.watch(stream, () => woken.push('ended'));
    end();
    end();
    const last = new Promise<void>((wake) => log.watch(stream, wake));
    await put(log, stream, 'k1:1');
    await last;
    expect(woken).toContain('first');
    expect(woken).not.toContain('ended');
  });
}

function closing(bench: Bench): void {
  it('makes every method fail, and may come twice', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1');
    await log.close();
    await log.close();
    let asked = 0;
    const append = log.append(stream, { after: 1, cmds: [] }, () => {
      asked += 1;
      return [];
    });
    expect(await failureOf(append)).toBe('unavailable');
    expect(asked).toBe(0);
    expect(await failureOf(log.head(stream))).toBe('unavailable');
    expect(await failureOf(log.read(stream, 0))).toBe('unavailable');
    expect(await failureOf(log.lastOf(stream, 'day-opened'))).toBe('unavailable');
    expect(await failureOf(log.deed(stream, 'k1:1'))).toBe('unavailable');
    log.watch(stream, () => {})();
  });

  it('leaves the rows to the next log on the store', async () => {
    const stream = bench.stream();
    const before = await bench.open();
    const rows = await put(before, stream, 'k1:1', 'k1:2');
    await before.close();
    const after = await bench.open();
    expect(await after.read(stream, 0)).toEqual(rows);
    expect((await put(after, stream, 'k1:3')).map(({ seq }) => seq)).toEqual([3]);
  });
}
