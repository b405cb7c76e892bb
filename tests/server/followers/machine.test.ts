/**
 * The hub's own machine: room on the disk is told before it is gone and does not come and go at the
 * edge; tables and log that fail, or say nothing at all, are away until they answer again.
 */
import { expect, test } from 'vitest';
import { graceMs } from '../../../server/devices/alarm-rules.ts';
import {
  diskFault,
  lackedIn,
  room,
  type Space,
  silentMs,
  spaceOf,
  watchMachine,
} from '../../../server/followers/machine.ts';
import { HubClock } from '../http/clock.ts';

const gigabyte = 1_000_000_000;
const of = (size: number) => (free: number) => diskFault({ free, size }, null);

test('room is low below a twentieth of the disk, though never below 2 GB or above 4 GB', () => {
  const [small, middle, large] = [of(10 * gigabyte), of(60 * gigabyte), of(1_000 * gigabyte)];
  expect([small(1.9 * gigabyte), small(2 * gigabyte)]).toEqual(['disk-low', null]);
  expect([middle(2.9 * gigabyte), middle(3 * gigabyte)]).toEqual(['disk-low', null]);
  expect([large(3.9 * gigabyte), large(4 * gigabyte)]).toEqual(['disk-low', null]);
  expect([small(room.full - 1), large(room.full - 1)]).toEqual(['disk-full', 'disk-full']);
});

test('what was wrong is right again only with a tenth more', () => {
  const size = 10 * gigabyte;
  expect(diskFault({ free: 2.1 * gigabyte, size }, 'disk-low')).toBe('disk-low');
  expect(diskFault({ free: 2.2 * gigabyte, size }, 'disk-low')).toBe(null);
  expect(diskFault({ free: room.full, size }, 'disk-full')).toBe('disk-full');
  expect(diskFault({ free: room.full * room.calm, size }, 'disk-full')).toBe('disk-low');
});

test('the room of a real folder is read', async () => {
  const { free, size } = await spaceOf(import.meta.dirname);
  expect(size).toBeGreaterThanOrEqual(free);
  expect(free).toBeGreaterThanOrEqual(0);
});

function watched() {
  const clock = new HubClock();
  const complaints: string[] = [];
  const now: { space: Space | null; tables: 'well' | 'failing' | 'silent'; writing: boolean } = {
    ...{ space: { free: 50 * gigabyte, size: 100 * gigabyte }, tables: 'well', writing: true },
  };
  const watch = watchMachine({
    ...{ clock, complain: (what) => complaints.push(what) },
    space: async () => {
      if (now.space === null) throw new Error('not supported');
      return now.space;
    },
    tables: async () => {
      if (now.tables === 'failing') throw new Error('away');
      if (now.tables === 'silent') await new Promise(() => {});
    },
    log: async () => 1,
    writing: async () => {
      if (!now.writing) throw new Error('read-only');
    },
  });
  const rested = () => clock.armed(5_000, now.tables === 'silent' ? 1 : 2);
  const faults = () =>
    Object.fromEntries(watch.seen().map(({ subject, fault }) => [subject, fault]));
  return { clock, watch, now, complaints, rested, faults };
}

test('a disk that fills is seen within a minute; of one that says nothing is said that it is not known, once', async () => {
  const { clock, watch, now, complaints, faults } = watched();
  await clock.armed(60_000);
  expect(faults()).toEqual({ disk: null, tables: null, log: null });
  now.space = { free: 0.1 * gigabyte, size: 100 * gigabyte };
  clock.step(60_000);
  await clock.armed(60_000);
  expect(faults()).toMatchObject({ disk: 'disk-full' });
  expect(watch.space()).toEqual(now.space);
  now.space = null;
  for (let times = 0; times < 2; times += 1) {
    clock.step(60_000);
    await clock.armed(60_000);
    expect(faults()).toEqual({ disk: 'unknown', tables: null, log: null });
  }
  expect([watch.space(), complaints]).toEqual([
    ...[null, ['how much room the disk has cannot be told']],
  ]);
  await watch.end();
});

test('tables that fail are away until they answer; it is complained of once', async () => {
  const { clock, watch, now, complaints, rested, faults } = watched();
  await rested();
  now.tables = 'failing';
  for (let times = 0; times < 2; times += 1) {
    clock.step(5_000);
    await rested();
    expect(faults()).toMatchObject({ tables: 'tables-away', log: null });
  }
  expect(complaints).toEqual(['the tables do not answer']);
  now.tables = 'well';
  clock.step(5_000);
  await rested();
  expect(faults()).toMatchObject({ tables: null });
  await watch.end();
});

test('tables that answer and cannot be written are away as well', async () => {
  const { clock, watch, now, complaints, faults } = watched();
  await clock.armed(30_000);
  now.writing = false;
  clock.step(30_000);
  await clock.armed(30_000);
  expect(faults()).toMatchObject({ tables: 'tables-away' });
  expect(complaints).toEqual(['the tables cannot be written']);
  now.writing = true;
  clock.step(30_000);
  await clock.armed(30_000);
  expect(faults()).toMatchObject({ tables: null });
  await watch.end();
});

test('tables that say nothing are away as well', async () => {
  const { clock, now, rested, faults } = watched();
  await rested();
  now.tables = 'silent';
  clock.step(5_000);
  await rested();
  expect(faults()).toMatchObject({ tables: null });
  clock.step(silentMs);
  expect(faults()).toMatchObject({ tables: 'tables-away' });
});

test('of all that stands, what the machine lacks is told, the disk first', () => {
  const standing = new Map([
    ['log', { fault: 'log-away' }],
    ['printer@door', { fault: 'paper-out' }],
    ['disk', { fault: 'disk-full' }],
  ]);
  expect(lackedIn(standing)).toEqual(['disk-full', 'log-away']);
  expect(graceMs['tables-away']).toBeGreaterThan(silentMs);
});
