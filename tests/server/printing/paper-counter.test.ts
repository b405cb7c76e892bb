/**
 * Paper counted since the roll was changed: what is a new roll and what is none, and that nothing
 * counted is lost or counted twice while the tables are away.
 */
import { expect, it } from 'vitest';
import type { PrinterState } from '../../../drivers/driver.ts';
import { DeviceCounters } from '../../../server/house/device-counters.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { PaperCounter, type RollSeen, seeRoll } from '../../../server/printing/paper-counter.ts';
import { hall } from '../hall/rig.ts';
import { SteppedClock } from '../house/databases.ts';
import { door, PretendPrinter, printingHall, printingOn, tables } from './rig.ts';

const stories: readonly (readonly [string, readonly PrinterState[], number])[] = [
  ['paper out, then ready', ['ready', 'paper-out', 'ready'], 1],
  ['paper out, cover open, then ready', ['ready', 'paper-out', 'cover-open', 'ready'], 1],
  ['paper out, switched off, then a used roll', ['paper-out', 'unplugged', 'paper-low'], 1],
  ['changed before it was out', ['ready', 'paper-low', 'cover-open', 'ready'], 1],
  ['a sensor that flickers', ['ready', 'paper-low', 'ready', 'paper-low', 'ready'], 0],
  ['a cover opened on a full roll', ['ready', 'cover-open', 'ready'], 0],
  ['a cover opened near the end, closed again', ['paper-low', 'cover-open', 'paper-low'], 0],
  ['silence', ['ready', 'silent', 'unknown', 'ready'], 0],
];
it.each(stories)('%s', (_name, states, rolls) => {
  let seen: RollSeen = 'full';
  let changes = 0;
  for (const state of states) {
    const next = seeRoll(seen, state);
    seen = next.seen;
    if (next.changed) changes += 1;
  }
  expect(changes).toBe(rolls);
});

const printed = { outcome: 'printed', used: { mm: 120, cuts: 1 } } as const;
const valuesOf = async (counters: DeviceCounters) =>
  Object.fromEntries((await counters.list(hall)).map(({ counter, value }) => [counter, value]));

it('what the tables do not take goes in with the next, once', async () => {
  const counters = new DeviceCounters(await tables(), new SteppedClock());
  let away = true;
  const reach = () => {
    if (away) throw new HouseFailure('unavailable', 'the tables are away');
  };
  const complaints: string[] = [];
  const breaking = {
    add: async (...asked: Parameters<DeviceCounters['add']>) => {
      reach();
      await counters.add(...asked);
    },
    restart: async (...asked: Parameters<DeviceCounters['restart']>) => {
      reach();
      await counters.restart(...asked);
    },
  };
  const paper = new PaperCounter(hall, breaking, (what) => complaints.push(what));
  await paper.used(door, printed);
  await paper.says(door, 'paper-out');
  expect(complaints).toHaveLength(1);
  away = false;
  await paper.used(door, { outcome: 'failed', reason: 'paper-out', used: { mm: 40, cuts: 0 } });
  expect(await valuesOf(counters)).toEqual({ 'paper-mm': 160, slips: 1, cuts: 1 });
  await paper.says(door, 'ready');
  await paper.used(door, printed);
  expect(await valuesOf(counters)).toEqual({ 'paper-mm': 120, slips: 1, cuts: 1, rolls: 1 });
  expect((await counters.list(hall)).find(({ counter }) => counter === 'paper-mm')?.total).toBe(
    280,
  );
});

it('slips are counted as they are printed, and a roll changed while the hub was off is known', async () => {
  const place = await printingHall();
  const counters = new DeviceCounters(place.house, place.clock);
  await place.printing.close();
  const one = new PretendPrinter();
  one.outcome = printed;
  const hub = await printingOn(place, place.house, new Map([[door, one]]), undefined, counters);
  await hub.printing.start();
  await hub.facts.refresh();
  const { ticket, label } = await place.take();
  await hub.printing.order(door, ticket, label);
  await hub.jobs.ofTicket(hall, ticket);
  await one.begun(1);
  one.become('paper-out');
  await hub.printing.close();
  expect(await valuesOf(counters)).toEqual({ 'paper-mm': 120, slips: 1, cuts: 1 });
  const next = await printingOn(
    ...([
      place,
      place.house,
      new Map([[door, new PretendPrinter()]]),
      undefined,
      counters,
    ] as const),
  );
  await next.printing.start();
  await next.printing.close();
  expect(await valuesOf(counters)).toEqual({ 'paper-mm': 0, slips: 0, cuts: 0, rolls: 1 });
});
