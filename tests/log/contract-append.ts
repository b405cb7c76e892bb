/**
 * The part of the log's contract that is about appending: what the writer sees under the lock, that
 * its rows are written whole or not at all, and that bodies come back as they were.
 */
import { expect, it } from 'vitest';
import type { Log, Row } from '../../log/log.ts';
import { APPEND_ROWS_MAX, BODY_CHARS_MAX } from '../../log/rows.ts';
import { draft, failureOf, put, upTo } from './drafts.ts';

/** What each test of the contract gets. */
export interface Bench {
  /** A log of this test, closed after it. */
  open(): Promise<Log>;
  look(): void;
  /** A stream that no other test has. */
  stream(): string;
}

export function sight(bench: Bench): void {
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

export function atomicity(bench: Bench): void {
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

export function bodies(bench: Bench): void {
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
