/**
 * The log in SQLite on a real disk that fails: killed in the middle of writing, full, and with
 * writes and syncs that fail at every place. Whatever the log answered must still be true when
 * another process opens the file.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { Row } from '../../log/log.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import type { Told } from './children/faulty-disk.ts';
import { child, runToEnd, start, works } from './children/run.ts';
import { HALL, upTo } from './drafts.ts';

const folder = mkdtempSync(join(tmpdir(), 'jinghao-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsIn(path: string): Promise<Row[]> {
  const log = sqliteLog({ path });
  const rows = await log.read(HALL, 0);
  await log.close();
  return rows;
}

describe('a process killed while it writes', () => {
  for (const acknowledged of [1, 37, 200]) {
    it(`loses nothing that it had acknowledged (after ${acknowledged} deeds)`, async () => {
      const path = join(folder, `killed-${acknowledged}.db`);
      const running = start(child('racer.ts', path, 'k1', '0'));
      let told = 0;
      let count = 0;
      if (running.stdout === null) throw new Error('no output');
      for await (const line of createInterface({ input: running.stdout })) {
        told = Number(line);
        count += 1;
        if (count === acknowledged) running.kill('SIGKILL');
      }
      const rows = await rowsIn(path);
      expect(rows.length).toBeGreaterThanOrEqual(told);
      expect(rows.map(({ seq }) => seq)).toEqual(upTo(rows.length));
      // A deed has two rows: whole or not at all.
      expect(rows.length % 2).toBe(0);
      expect(rows.map(({ cmd, part }) => `${cmd}/${part}`)).toEqual(
        upTo(rows.length / 2).flatMap((n) => [`k1:${n}/0`, `k1:${n}/1`]),
      );
    });
  }
});

it('two processes on one file leave no gap and no deed undone', async () => {
  const path = join(folder, 'shared.db');
  await Promise.all(['k1', 'k2'].map((name) => runToEnd(child('racer.ts', path, name, '150'))));
  const rows = await rowsIn(path);
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(600));
  expect(new Set(rows.map(({ cmd }) => cmd)).size).toBe(300);
});

// Without the wait of `setToWal` about one round in ten fails; none may.
it('four processes may open one new file at the same moment', async () => {
  const openers = upTo(4).map(() => start(child('opener.ts')));
  const told = openers.map(({ stdout }) => lines(stdout));
  for (const round of upTo(60)) {
    for (const { stdin } of openers) stdin?.write(`${join(folder, `new-${round}.db`)}\n`);
    const said = await Promise.all(told.map(async (line) => (await line.next()).value));
    expect(said).toEqual(['opened', 'opened', 'opened', 'opened']);
  }
  for (const { stdin } of openers) stdin?.end();
});

function lines(input: Readable | null): AsyncIterator<string> {
  if (input === null) throw new Error('no output');
  return createInterface({ input })[Symbol.asyncIterator]();
}

const mounts = works('unshare', '--mount', 'true');

it.skipIf(!mounts)(
  'a full disk is named, harms nothing, and is over when there is room',
  async () => {
    const disk = join(folder, 'small');
    mkdirSync(disk);
    const mount = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"';
    const told = await runToEnd([
      ...['unshare', '--mount', 'sh', '-c', mount, disk],
      ...child('full-disk.ts', disk),
    ]);
    const { first, again, readable, resumedAt } = JSON.parse(told);
    expect(first.failure).toBe('full');
    expect(first.acknowledged).toBeGreaterThan(10);
    expect(again).toEqual(first);
    expect(readable).toBe(first.acknowledged);
    expect(resumedAt).toBe(readable + 1);
  },
);

const traces = works('strace', '-qq', '-e', 'inject=fsync:error=EIO:when=1', 'true');

interface Fault {
  readonly call: string;
  readonly error: string;
  /** Which of its calls fail: `4` that one, `4+` all from it, `4..6` those three. */
  readonly times: readonly string[];
  /** The file is there already, so that the faults meet appends rather than its creation. */
  readonly made: boolean;
}

const FAULTS: readonly Fault[] = [
  { call: 'fsync', error: 'EIO', made: false, times: ['1', '2', '3', '4', '5', '2+', '4+'] },
  {
    call: 'fsync',
    error: 'EIO',
    made: true,
    times: ['1', '3', '4', '8', '1+', '5+', '5..6', '5..7'],
  },
  { call: 'pwrite64', error: 'EIO', made: false, times: ['1', '3', '5', '9', '16', '5+'] },
  { call: 'pwrite64', error: 'EIO', made: true, times: ['2', '8', '9', '11', '12', '18', '12+'] },
  { call: 'pwrite64', error: 'ENOSPC', made: true, times: ['9', '12', '18', '12+'] },
  { call: 'ftruncate', error: 'EIO', made: true, times: ['1', '2', '1+'] },
];

async function tellUnder({ call, error, made }: Fault, when: string): Promise<[Told, Row[]]> {
  const path = join(folder, `${call}-${error}-${when}-${made}.db`);
  if (made) await sqliteLog({ path }).close();
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}`];
  const strace = ['strace', '-f', '-qq', '--seccomp-bpf', '-o', '/dev/null', ...inject];
  const told = await runToEnd([...strace, ...child('faulty-disk.ts', path)]);
  return [JSON.parse(told), await rowsIn(path)];
}

/** How many rows of a deed may stand in the file after what the log answered: two or none. */
function rowsAllowed({ answer, settled }: Told['deeds'][number]): readonly number[] {
  if (answer === 'ok' || settled === true) return [2];
  return answer === 'unknown' && settled !== false ? [0, 2] : [0];
}

describe.skipIf(!traces)('a disk that fails under the log', () => {
  const answers = new Set<unknown>();
  for (const fault of FAULTS) {
    const { call, error, made } = fault;
    const place = made ? 'while appending' : 'from the start';
    it(`${call} ${error} ${place}: what was answered is what another process finds`, async () => {
      for (const when of fault.times) {
        const [told, rows] = await tellUnder(fault, when);
        expect(['ok', 'unavailable', 'full']).toContain(told.opened);
        for (const deed of told.deeds) {
          answers.add(deed.answer).add(deed.settled);
          expect(['ok', 'unavailable', 'full', 'unknown']).toContain(deed.answer);
          const found = rows.filter(({ cmd }) => cmd === deed.cmd).length;
          expect(rowsAllowed(deed), `${when} ${JSON.stringify(deed)}`).toContain(found);
        }
      }
    }, 60_000);
  }

  it('has given every answer, and unknown outcomes of both kinds', () => {
    const all = ['ok', 'unavailable', 'full', 'unknown', true, false];
    expect([...answers]).toEqual(expect.arrayContaining(all));
  });
});
