/**
 * The contract of `log/log.ts` as tests. Every log passes the same suite, so what is built on one of
 * them stands on all.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Log, Row } from '../../log/log.ts';
import { APPEND_ROWS_MAX, BODY_CHARS_MAX } from '../../log/rows.ts';
import { draft, failureOf, put, upTo, writer } from './drafts.ts';

/** A store on which logs are opened, like processes on one database. */
export interface Stand {
  open(): Promise<Log>;
  /** Lets the slow look of every open log come round. */
  look(): void;
  remove(): Promise<void>;
}

interface Bench {
  /** A log of this test, closed after it. */
  open(): Promise<Log>;
  look(): void;
  /** A stream that no other test has. */
  stream(): string;
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

function sight(bench: Bench): void {
  it('`since` holds what was appended after the writer stood, in order', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1', 'k1:2', 'k1:3', 'k1:4');
    const seen: (readonly Row[])[] = [];
    for (const after of [4, 2, 0]) {
      await log.append(stream, { after, cmds: [] }, ({ since }) => {
        seen.push(since);
        return [];
      });
    }
    expect(seen.map((rows) => rows.map(({ seq }) => seq))).toEqual([[], [3, 4], [1, 2, 3, 4]]);
    expect(seen[1]).toEqual(await log.read(stream, 2));
  });

  it('rows go behind what the writer had not seen', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1', 'k1:2');
    const rows = await log.append(stream, { after: 0, cmds: [] }, () => [draft('k2:1')]);
    expect(rows.map(({ seq }) => seq)).toEqual([3]);
  });

  it('a deed done before comes back with all its rows, whatever the day', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await log.append(stream, { after: 0, cmds: ['m1:1'] }, () =>
      [0, 1, 2].map((part) => draft('m1:1', { part, body: { part } })),
    );
    for (const day of upTo(3)) {
      const after = await log.head(stream);
      await log.append(stream, { after, cmds: [] }, () => [
        draft(`hub:close-${day}`, { type: 'day-closed' }),
        draft(`hub:open-${day}`, { type: 'day-opened' }),
      ]);
    }
    const after = await log.head(stream);
    let repeats: ReadonlyMap<string, readonly Row[]> = new Map();
    const cmds = ['m1:1', 'm1:2', 'hub:open-2'];
    await log.append(stream, { after, cmds }, (moment) => {
      repeats = moment.repeats;
      return [];
    });
    expect([...repeats.keys()].sort()).toEqual(['hub:open-2', 'm1:1']);
    expect(repeats.get('m1:1')?.map(({ seq, part }) => [seq, part])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(repeats.get('m1:1')).toEqual(await log.deed(stream, 'm1:1'));
  });

  it('a deed asked about twice comes back once', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const rows = await put(log, stream, 'k1:1');
    let repeats: ReadonlyMap<string, readonly Row[]> = new Map();
    await log.append(stream, { after: 1, cmds: ['k1:1', 'k1:2', 'k1:1'] }, (moment) => {
      repeats = moment.repeats;
      return [];
    });
    expect([...repeats]).toEqual([['k1:1', rows]]);
  });

  it('deeds of another stream do not count', async () => {
    const log = await bench.open();
    const [one, two] = [bench.stream(), bench.stream()];
    await put(log, one, 'k1:1');
    let known = -1;
    await log.append(two, { after: 0, cmds: ['k1:1'] }, ({ repeats }) => {
      known = repeats.size;
      return [draft('k1:1')];
    });
    expect(known).toBe(0);
    expect(await log.head(two)).toBe(1);
  });

  it('asks the writer once', async () => {
    const log = await bench.open();
    let asked = 0;
    await log.append(bench.stream(), { after: 0, cmds: [] }, () => {
      asked += 1;
      return [draft('k1:1')];
    });
    expect(asked).toBe(1);
  });
}

function atomicity(bench: Bench): void {
  it('an empty decision appends nothing', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    expect(await log.append(stream, { after: 0, cmds: ['k1:1'] }, () => [])).toEqual([]);
    expect(await log.head(stream)).toBe(0);
    expect((await put(log, stream, 'k1:1')).map(({ seq }) => seq)).toEqual([1]);
  });

  it('a writer that throws appends nothing, and its error is passed on as it is', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1');
    const bug = new TypeError('a bug in decide');
    const append = log.append(stream, { after: 1, cmds: [] }, () => {
      throw bug;
    });
    await expect(append).rejects.toBe(bug);
    expect(await log.head(stream)).toBe(1);
    expect((await put(log, stream, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
  });

  it('the same deed twice is a conflict, and nothing of that append is written', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1');
    const again = log.append(stream, { after: 1, cmds: [] }, () => [draft('k2:1'), draft('k1:1')]);
    expect(await failureOf(again)).toBe('conflict');
    expect(await log.head(stream)).toBe(1);
    expect(await log.deed(stream, 'k2:1')).toEqual([]);
    expect((await put(log, stream, 'k2:1')).map(({ seq }) => seq)).toEqual([2]);
  });

  it('the same part twice in one append is a conflict', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const twice = log.append(stream, { after: 0, cmds: [] }, () => [draft('k1:1'), draft('k1:1')]);
    expect(await failureOf(twice)).toBe('conflict');
    expect(await log.head(stream)).toBe(0);
  });

  it('a writer ahead of the log is a conflict: it stands on rows that are not there', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    await put(log, stream, 'k1:1');
    let asked = 0;
    const append = log.append(stream, { after: 2, cmds: [] }, () => {
      asked += 1;
      return [draft('k1:2')];
    });
    expect(await failureOf(append)).toBe('conflict');
    expect(asked).toBe(0);
    expect(await log.head(stream)).toBe(1);
  });

  it('over a bound nothing is written and the bound is told', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const many = log.append(stream, { after: 0, cmds: [] }, () =>
      upTo(APPEND_ROWS_MAX + 1).map((part) => draft('k1:1', { part })),
    );
    await expect(many).rejects.toThrow(RangeError);
    const large = log.append(stream, { after: 0, cmds: [] }, () => [
      draft('k1:1'),
      draft('k1:2', { body: { words: 'x'.repeat(BODY_CHARS_MAX) } }),
    ]);
    await expect(large).rejects.toThrow(RangeError);
    expect(await log.head(stream)).toBe(0);
  });
}

function bodies(bench: Bench): void {
  const hard: Record<string, object> = {
    empty: {},
    nested: { a: [1, { b: [null, true, -0.5, 1e21, ''] }], é: { '': 1 } },
    chinese: { name: '东城区政务服务中心', rare: '𠮷䶮㛃𬭚', emoji: '🏛👩🏽‍💼' },
    quotes: { words: `it's "so"; \\ -- $1 $$ \n\r\t\u2028` },
    odd: { nul: 'a\u0000b', half: '\ud83d', control: '\u0001\u001f\u007f' },
    order: { z: 1, a: 2, m: 3 },
  };

  for (const [name, body] of Object.entries(hard)) {
    it(`come back as they were: ${name}`, async () => {
      const log = await bench.open();
      const stream = bench.stream();
      const rows = await log.append(stream, { after: 0, cmds: [] }, () => [
        draft('k1:1', { body }),
      ]);
      const read = await log.read(stream, 0);
      expect(read).toEqual(rows);
      expect(JSON.stringify(read[0]?.body)).toBe(JSON.stringify(body));
    });
  }

  it('of a megabyte come back whole', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const words = '政务'.repeat(500_000);
    await log.append(stream, { after: 0, cmds: [] }, () => [draft('k1:1', { body: { words } })]);
    expect(await log.read(stream, 0)).toEqual([{ ...draft('k1:1', { body: { words } }), seq: 1 }]);
  });

  it('in the log do not change with the object that was handed in', async () => {
    const log = await bench.open();
    const stream = bench.stream();
    const body = { label: 'A017' };
    await log.append(stream, { after: 0, cmds: [] }, () => [draft('k1:1', { body })]);
    body.label = 'A018';
    const [row] = await log.read(stream, 0);
    expect(row?.body).toEqual({ label: 'A017' });
    Object.assign(row?.body ?? {}, { label: 'A019' });
    expect((await log.read(stream, 0))[0]?.body).toEqual({ label: 'A017' });
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
