/**
 * House facts follow the tables, and catch up by themselves when the tables were away in the very
 * moment of a change.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kioskId } from '../../../core/hall/ids.ts';
import { type HouseDatabase, openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { SteppedClock } from './databases.ts';

const hall = 'hall';
const door = kioskId('door');
const saying = (state: string) => ({
  ...{ device: `printer@${door}`, kind: 'printer', state, detail: 'as it said' },
});

let folder: string;
let house: HouseDatabase;
const clock = new SteppedClock();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jinghao-facts-'));
  house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** Facts whose reading fails while `away` says so, with timers that are called by hand. */
function rig() {
  const revs = new Revs(house, { every: () => () => {} });
  const devices = new DeviceStates(house, revs, clock);
  const jobs = new PrintJobs(house, revs, clock);
  const timers: { act: () => void; ms: number }[] = [];
  let complained = () => {};
  const state = { away: false, reads: 0 };
  const sometimes = new Proxy(devices, {
    get: (real, name) => {
      if (name !== 'list') return Reflect.get(real, name);
      return async () => {
        state.reads += 1;
        if (state.away) throw new HouseFailure('unavailable', 'the tables are away');
        return devices.list(hall);
      };
    },
  });
  const facts = new Facts({
    ...{ hall, revs, devices: sometimes, jobs },
    clock: {
      setTimeout: (act: () => void, ms: number) => {
        const timer = { act, ms };
        timers.push(timer);
        return timer;
      },
      clearTimeout: (timer: (typeof timers)[number]) => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      },
    },
    complain: () => complained(),
  });
  const complaint = () =>
    new Promise<void>((done) => {
      complained = done;
    });
  const told = () => new Promise<void>((done) => void facts.follow(done));
  return { facts, devices, jobs, timers, complaint, state, told };
}

describe('house facts', () => {
  it('are read again after a change, with its rev', async () => {
    const { facts, devices, told } = rig();
    const changed = told();
    await devices.say(hall, saying('paper-low'));
    await changed;
    expect(facts.now.printers.get(door)).toBe('paper-low');
    expect(facts.now.rev).toBe(1);
    facts.close();
  });

  it('of papers are read without the rest, as long as nothing else has moved', async () => {
    const { facts, devices, jobs, state, told } = rig();
    const seen = async (act: Promise<unknown>) => {
      const changed = told();
      await act;
      await changed;
      return [facts.now.rev, facts.now.prints.map((print) => print.state).join(), state.reads];
    };
    await seen(devices.say(hall, saying('ready')));
    const paper = { job: 'j', kiosk: door, ticket: 't', label: 'A001', because: 'issued' } as const;
    expect(await seen(jobs.add(hall, [paper]))).toEqual([2, 'queued', 1]);
    const sent = jobs.mark(hall, [{ job: 'j', state: 'sent' }]);
    expect(await seen(sent)).toEqual([3, 'sent', 1]);
    // Another process has said something of the printer, and of that nothing was heard here.
    const others = new Revs(house, { every: () => () => {} });
    await new DeviceStates(house, others, clock).say(hall, saying('paper-low'));
    const printed = jobs.mark(hall, [{ job: 'j', state: 'printed' }]);
    expect(await seen(printed)).toEqual([5, 'printed', 2]);
    expect(facts.now.printers.get(door)).toBe('paper-low');
    facts.close();
  });

  it('of the machine are told at once, and stand until they are told otherwise', async () => {
    const { facts, devices, told } = rig();
    const shown = told();
    facts.showMachine(['tables-away']);
    await shown;
    const changed = told();
    await devices.say(hall, saying('paper-low'));
    await changed;
    expect([facts.now.rev, facts.now.machine]).toEqual([1, ['tables-away']]);
    facts.showMachine([]);
    expect(facts.now.machine).toEqual([]);
    facts.close();
  });

  it('that could not be read are read again until they are: the change is not told twice', async () => {
    const { facts, devices, timers, complaint, state, told } = rig();
    state.away = true;
    const first = complaint();
    await devices.say(hall, saying('paper-out'));
    await first;
    expect(facts.now.printers.size).toBe(0);
    expect(timers).toHaveLength(1);
    const second = complaint();
    timers[0]?.act();
    await second;
    expect(timers).toHaveLength(1);
    state.away = false;
    const changed = told();
    timers[0]?.act();
    await changed;
    expect(facts.now.printers.get(door)).toBe('paper-out');
    facts.close();
    expect(timers).toHaveLength(0);
  });
});
