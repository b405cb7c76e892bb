/**
 * Kiosks follow the hours: told anew at every edge of a band and at midnight and not in between, by the
 * clock as it is, also after it was set; and that a clock is not believed is a fact.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hoursId, kioskId } from '../../../core/hall/ids.ts';
import { kioskView } from '../../../core/views/kiosk.ts';
import { memoryStore } from '../../../log/memory.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { followHours, timeFacts } from '../../../server/house/hours-shown.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { smallHall } from '../../core/halls.ts';
import { openHall, settled } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const calendar = calendarOf('Asia/Shanghai');
const everybody = 'everybody' as const;

/** It is Tuesday, 9:00. Open 10:00-12:00 and 13:00-17:00, the last number at 16:50. */
const day = [
  { from: 600, to: 720, admits: everybody },
  { from: 780, to: 1020, admits: everybody },
];
const hall = smallHall({
  opening: {
    hoursId: hoursId('h'),
    patterns: [{ id: hoursId('h'), week: Array(7).fill(day), lastTicketMinutes: 10 }],
    dates: [],
  },
});

async function shown() {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-hours-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const clock = new HubClock();
  const dice = new SeededDice('hours');
  const complain = () => {};
  const guard = new ClockGuard(clock, complain);
  guard.start();
  const opened = await openHall(hall, memoryStore(), { clock, guard });
  const revs = new Revs(house, { every: () => () => {} });
  onTestFinished(() => revs.close());
  const facts = new Facts({
    ...{ hall: 'small', revs, clock, complain },
    devices: new DeviceStates(house, revs, clock),
    jobs: new PrintJobs(house, revs, clock),
    help: new HelpCalls({ house, revs, clock, dice }),
    time: timeFacts({ calendar, guard, holidaysUnknown: [2027] }),
  });
  onTestFinished(() => facts.close());
  await facts.refresh();
  const parts = { keeper: opened.keeper, configuration: hall, revs, calendar, guard };
  onTestFinished(followHours({ ...parts, clock, complain }));
  const quiet = async () => {
    for (let turns = 0; turns < 40; turns += 1) await settled();
  };
  await quiet();
  const view = () =>
    opened.keeper.look((state) => kioskView(state, facts.now, kioskId('door')).services[0]);
  return {
    ...{ clock, facts, view, quiet },
    /** Lets time go by, a few minutes at a time. */
    pass: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10 * minuteMs) {
        clock.step(Math.min(10 * minuteMs, ms - passed));
        await quiet();
      }
    },
  };
}

test('a kiosk opens and closes with the bands, and its number moves only then', async () => {
  const { pass, facts, view } = await shown();
  expect(await view()).toMatchObject({
    ...{ open: false, whyNot: 'outside-hours', opens: { date: '2026-11-17', minute: 600 } },
  });
  const rev = facts.now.rev;
  await pass(50 * minuteMs);
  expect(facts.now.rev).toBe(rev);
  await pass(10 * minuteMs);
  expect(await view()).toMatchObject({ open: true });
  expect(facts.now.rev).toBe(rev + 1);
  await pass(100 * minuteMs);
  expect(await view()).toMatchObject({ open: true });
  // The last number of the morning is given ten minutes before its end (HOURS-4).
  await pass(10 * minuteMs);
  expect(await view()).toMatchObject({ open: false, opens: { minute: 780 } });
  expect(facts.now.local).toEqual({ date: '2026-11-17', minute: 710 });
});

test('within a minute the time is the same object: rooms see by it that nothing has changed', async () => {
  const { pass, facts } = await shown();
  const { local } = facts.now;
  await facts.refresh();
  expect(facts.now.local).toBe(local);
  await pass(minuteMs);
  await facts.refresh();
  expect(facts.now.local).not.toBe(local);
});

test('at midnight the next day is shown', async () => {
  const { pass, facts, view } = await shown();
  await pass(14 * hourMs + 50 * minuteMs);
  const { rev } = facts.now;
  expect(facts.now.local?.date).toBe('2026-11-17');
  await pass(10 * minuteMs);
  expect(facts.now.rev).toBe(rev + 1);
  expect(facts.now.local).toEqual({ date: '2026-11-18', minute: 0 });
  expect(await view()).toMatchObject({ opens: { date: '2026-11-18', minute: 600 } });
});

test('a clock that is set changes nothing until it is believed, and then what is shown is true', async () => {
  const { clock, quiet, facts, view } = await shown();
  clock.setWall(2 * hourMs);
  clock.step(10_000);
  await quiet();
  expect(facts.now.clockAlarm).toBe(true);
  expect(await view()).toMatchObject({ open: false });
  clock.step(70_000);
  await quiet();
  clock.step(minuteMs);
  await quiet();
  expect(facts.now.clockAlarm).toBe(false);
  expect(await view()).toMatchObject({ open: true });
  clock.setWall(-2 * hourMs);
  for (let looks = 0; looks < 20; looks += 1) {
    clock.step(10_000);
    await quiet();
  }
  expect(await view()).toMatchObject({ open: false });
});

test('years whose holidays nobody knows are a fact', async () => {
  const { facts } = await shown();
  expect(facts.now.holidaysUnknown).toEqual([2027]);
});
