/**
 * A kill leaves the system's page cache alive, so the crash test cannot see a missing fsync. Here the
 * hub's system calls are read: before a ticket's answer leaves on the socket, its row was written to
 * the log's WAL, and that write was followed by an fsync that had come back.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended } from './example.ts';
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
    const calls = 'trace=pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync';
    const hub = await startHub({
      dataDir: join(folder, 'data'),
      port: await freePort(),
      under: ['strace', ...words, '-e', calls],
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
    await ended(hub.child, 'SIGTERM');

    const lines = readFileSync(trace, 'latin1').split('\n');
    const onWal = (call: RegExp) =>
      lines.flatMap((line, at) => (call.test(line) && line.includes('log.sqlite-wal') ? [at] : []));
    const writes = onWal(/ pwrite64\(/);
    const syncs = onWal(/ f(data)?sync\(/);
    expect(ids).toHaveLength(takers * ticketsEach);
    expect(syncs.length).toBeGreaterThan(0);
    for (const id of ids) {
      const written = writes.find((at) => lines[at]?.includes(id)) ?? Number.NaN;
      const answered = lines.findIndex(
        (line) =>
          /(TCP|socket)/.test(line) &&
          / (write|writev|sendto|sendmsg)\(/.test(line) &&
          line.includes(id),
      );
      const synced = syncs.find((at) => at > written && at < answered);
      expect(written, `${id} was not seen on its way to the WAL`).toBeGreaterThan(0);
      expect(answered, `the answer with ${id} was not seen`).toBeGreaterThan(written);
      expect(synced, `${id} was answered before its fsync`).toBeDefined();
      // The call had come back, and well: the line is whole and ends in 0.
      expect(lines[synced ?? 0]).toMatch(/= 0$/);
    }
  });
});
