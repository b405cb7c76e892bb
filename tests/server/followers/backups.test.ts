/**
 * The age of the last backup is an alarm when it has grown too old, or when there never was one; and
 * only where somebody wants to be told.
 */
import { expect, test } from 'vitest';
import { watchBackups } from '../../../server/followers/backups.ts';
import type { LastBackup } from '../../../server/house/backups.ts';
import { HubClock } from '../http/clock.ts';

const hourMs = 3_600_000;

function watched(hours: number | null, first: LastBackup | null) {
  const clock = new HubClock();
  const complaints: string[] = [];
  const now = { last: first, away: false };
  const watch = watchBackups({
    ...{ hall: 'small', hours, clock, complain: (what) => complaints.push(what) },
    backups: {
      last: async () => {
        if (now.away) throw new Error('away');
        return now.last;
      },
    },
  });
  /** Lets the look that is under way come to its end, then time go by, and it look again. */
  const pass = async (ms: number) => {
    await clock.armed(60_000);
    clock.step(ms);
    await clock.armed(60_000);
  };
  return { clock, watch, now, pass, complaints };
}

test('too old, made again, and old again', async () => {
  const { clock, watch, now, pass } = watched(26, null);
  expect(watch.seen()).toEqual([]);
  await pass(0);
  const old = [{ subject: 'backup', devices: [], fault: 'backup-old' }];
  expect(watch.seen()).toEqual(old);
  now.last = { at: clock.now(), bytes: 1 };
  await pass(60_000);
  expect(watch.seen()).toEqual([{ subject: 'backup', devices: [], fault: null }]);
  await pass(26 * hourMs);
  expect(watch.seen()).toEqual(old);
  await watch.end();
});

test('tables that are away change nothing of what is known, and it is said', async () => {
  const { watch, now, pass, complaints } = watched(26, null);
  await pass(0);
  now.away = true;
  await pass(60_000);
  expect(watch.seen()[0]?.fault).toBe('backup-old');
  expect(complaints).toEqual(['when the last backup was made cannot be read']);
  await watch.end();
});

test('who sets no hours is not told', async () => {
  const { clock, watch } = watched(null, null);
  expect(clock.waiting(60_000)).toBe(0);
  expect(watch.seen()).toEqual([]);
  await watch.end();
});
