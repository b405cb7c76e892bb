/**
 * A kill leaves the system's page cache alive, so the crash test cannot see a missing fsync. Here the
 * hub's system calls are read: before a ticket's answer leaves on the socket, its row was written to
 * the log's WAL, and that write was followed by an fsync that had come back.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freePort, startHub } from './hub.ts';

const takers = 10;
const ticketsEach = 10;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-strace-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is acknowledged is on the disk', () => {
  test('write to the WAL, fsync of the WAL, answer: in this order for every ticket', async () => {
    const trace = join(folder, 'trace');
    const words = ['-f', '-y', '-s', '16384', '-o', trace];
    const traced = 'trace=pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync';
    const hub = await startHub({
      dataDir: join(folder, 'data'),
      port: await freePort(),
      under: ['strace', ...words, '-e', traced],
    });
    const ids: string[] = [];
    await Promise.all(
      Array.from({ length: takers }, async (_, taker) => {
        for (let count = 0; count < ticketsEach; count += 1) {
          const requestId = `${taker}-${count}`;
          const answer = await ask(hub.url, '/tickets', { service: 'general', requestId });
          ids.push(String(answer?.body.id));
        }
      }),
    );
    await endTraced(hub.child);

    const calls = callsIn(readFileSync(trace, 'latin1'));
    const onWal = calls.filter(({ text }) => text.includes('log.sqlite-wal'));
    const writes = onWal.filter(({ text }) => text.startsWith('pwrite64('));
    // A sync counts only when it has come back, and well.
    const syncs = onWal.filter(({ text }) => /^f(data)?sync\(.*= 0$/.test(text));
    const answers = calls.filter(
      ({ text }) => /^(write|writev|sendto|sendmsg)\(/.test(text) && /TCP|socket/.test(text),
    );
    expect(ids).toHaveLength(takers * ticketsEach);
    expect(syncs.length).toBeGreaterThan(0);
    for (const id of ids) {
      const written = writes.find(({ text }) => text.includes(id));
      const answered = answers.find(({ text }) => text.includes(id));
      if (!written) throw new Error(`${id} was not seen on its way to the WAL`);
      if (!answered) throw new Error(`the answer with ${id} was not seen`);
      const synced = syncs.find(
        ({ begins, ends }) => begins > written.ends && ends < answered.begins,
      );
      expect(synced, `${id} was answered before its fsync`).toBeDefined();
    }
  });
});

/** Ends the hub itself: a tracer that is ended first would leave it running. */
async function endTraced(tracer: ChildProcess): Promise<void> {
  const traced = readFileSync(`/proc/${tracer.pid}/task/${tracer.pid}/children`, 'utf8');
  const over = new Promise((done) => tracer.once('exit', done));
  for (const pid of traced.trim().split(' ')) process.kill(Number(pid), 'SIGTERM');
  await over;
}

/** A system call: the lines of the trace on which it began and came back, and its whole text. */
interface Call {
  readonly begins: number;
  readonly ends: number;
  readonly text: string;
}

/** Reads a trace of several threads, whose calls interrupt one another's lines. */
function callsIn(trace: string): Call[] {
  const begun = new Map<string, { begins: number; text: string }>();
  return trace.split('\n').flatMap((line, at): Call[] => {
    const [, thread = '', said = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const unfinished = / <unfinished \.\.\.>$/.exec(said);
    if (unfinished) {
      begun.set(thread, { begins: at, text: said.slice(0, unfinished.index) });
      return [];
    }
    const [, rest] = /^<\.\.\. \w+ resumed>(.*)$/.exec(said) ?? [];
    const first = begun.get(thread);
    if (rest === undefined || !first) return [{ begins: at, ends: at, text: said }];
    begun.delete(thread);
    return [{ begins: first.begins, ends: at, text: first.text + rest }];
  });
}
