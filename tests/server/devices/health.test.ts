/** The watch over all devices: on real tables, a stepped clock, and devices that are as the test says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { graceMs, type Seen } from '../../../server/devices/alarm-rules.ts';
import { HealthWatch, LOOK_MS } from '../../../server/devices/health.ts';
import { forgetGone } from '../../../server/devices/serve.ts';
import type { DeviceSettings } from '../../../server/devices/settings.ts';
import { Alarms, lostSubject } from '../../../server/house/alarms.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { Revs } from '../../../server/house/rev.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { pretendRegistry, settingsOf } from './pretend.ts';

const hall = 'small';

/** Tables that can be away. */
class AwayAlarms extends Alarms {
  away = false;

  override async raise(...said: Parameters<Alarms['raise']>): Promise<void> {
    if (this.away) throw new HouseFailure('unavailable', 'the tables are away');
    return super.raise(...said);
  }

  override async open(...asked: Parameters<Alarms['open']>) {
    if (this.away) throw new HouseFailure('unavailable', 'the tables are away');
    return super.open(...asked);
  }
}

async function watched(settings: readonly DeviceSettings[]) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-health-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const revs = new Revs(house, { every: () => () => {} });
  const clock = new HubClock();
  const alarms = new AwayAlarms({ house, revs, clock, dice: new SeededDice() });
  const states = new DeviceStates(house, revs, clock);
  const { registry, device } = pretendRegistry(settings);
  const complaints: string[] = [];
  const away = new Set<string>();
  const elsewhere = new Set<string>();
  const beside: Seen[] = [];
  const stood: string[][] = [];
  const begin = () => {
    const watch = new HealthWatch({
      ...{ hall, registry, states, alarms, clock },
      agentAway: (agent) => away.has(agent),
      elsewhere: (agent) => elsewhere.has(agent),
      complain: (what) => complaints.push(what),
      also: () => beside,
      stands: (standing) => stood.push([...standing.keys()]),
    });
    onTestFinished(() => watch.close());
    return watch;
  };
  let watch = begin();
  const open = async () => (await alarms.open(hall)).map(({ subject, fault }) => [subject, fault]);
  return {
    ...{ registry, clock, alarms, states, device, complaints, away, elsewhere, open },
    ...{ beside, stood },
    /** So much time goes by, with a look as often as it is looked. */
    pass: async (ms: number) => {
      await watch.look();
      for (let passed = 0; passed < ms; passed += LOOK_MS) {
        clock.step(LOOK_MS);
        await watch.look();
      }
    },
    restart: async () => {
      await watch.close();
      watch = begin();
    },
  };
}

const strips = (...counters: string[]) =>
  counters.map((at) => settingsOf('strip', at, { address: 'serial:/dev/ttyS3' }));

test('a device that stays out of order is one alarm, and clears itself', async () => {
  const { device, pass, open, alarms, clock } = await watched([settingsOf('printer', 'door')]);
  device('printer@door').become('silent');
  await pass(graceMs.silent - LOOK_MS);
  expect(await open()).toEqual([]);
  await pass(600_000);
  expect(await open()).toEqual([['printer@door', 'silent']]);
  device('printer@door').become('ready');
  await pass(60_000);
  expect(await open()).toEqual([]);
  const day = await alarms.between(hall, 0, clock.now() + 1);
  expect(day).toMatchObject([{ subject: 'printer@door', times: 1 }]);
  expect(day[0]?.clearedAt).not.toBeNull();
});

test('a line that is cut is one alarm for all that hang on it', async () => {
  const { device, pass, open, alarms } = await watched(strips('1', '2', '3'));
  for (const at of ['1', '2', '3']) device(`strip@counter-${at}`).become('unplugged');
  await pass(60_000);
  const [alarm, ...more] = await alarms.open(hall);
  expect(more).toEqual([]);
  expect(alarm).toMatchObject({
    ...{ subject: 'line:serial:/dev/ttyS3', fault: 'unplugged', times: 1 },
    devices: ['strip@counter-1', 'strip@counter-2', 'strip@counter-3'],
  });
  for (const at of ['1', '2']) device(`strip@counter-${at}`).become('ready');
  await pass(60_000);
  expect(await open()).toEqual([['strip@counter-3', 'unplugged']]);
});

test('a PC that is away is one alarm; its devices are judged when it is back', async () => {
  const pc = { agent: 'pc-1' };
  const all = [settingsOf('printer', 'door', pc), settingsOf('strip', '1', pc)];
  const { away, elsewhere, device, pass, open } = await watched(all);
  away.add('pc-1');
  for (const id of ['printer@door', 'strip@counter-1']) device(id).become('unplugged');
  await pass(60_000);
  expect(await open()).toEqual([['agent:pc-1', 'away']]);
  away.clear();
  device('printer@door').become('ready');
  await pass(60_000);
  expect(await open()).toEqual([['strip@counter-1', 'unplugged']]);
  elsewhere.add('pc-1');
  await pass(600_000);
  expect(await open()).toEqual([['strip@counter-1', 'unplugged']]);
});

test('after a restart the alarm is the same one', async () => {
  const { device, pass, open, restart, alarms } = await watched([settingsOf('keypad', '1')]);
  device('keypad@counter-1').become('error');
  await pass(graceMs.error);
  const [before] = await alarms.open(hall);
  await restart();
  await pass(60_000);
  expect(await alarms.open(hall)).toEqual([before]);
  device('keypad@counter-1').become('ready');
  await pass(60_000);
  expect(await open()).toEqual([]);
});

test('what the tables did not take is kept as soon as they do, complained of once', async () => {
  const { device, pass, open, alarms, complaints } = await watched([settingsOf('pad', '1')]);
  alarms.away = true;
  device('pad@counter-1').become('unplugged');
  await pass(60_000);
  expect(complaints).toEqual(['alarms of devices could not be kept']);
  alarms.away = false;
  await pass(LOOK_MS);
  expect(await open()).toEqual([['pad@counter-1', 'unplugged']]);
});

test('what a device says stands in the table; printing keeps what printers say', async () => {
  const all = [settingsOf('strip', '1'), settingsOf('printer', 'door')];
  const { device, pass, states } = await watched(all);
  await pass(LOOK_MS);
  device('strip@counter-1').become('silent');
  // Sayings of one device are kept in order: that this one changes nothing shows that it stands.
  const same = { device: 'strip@counter-1', kind: 'strip', state: 'silent' };
  expect(await states.say(hall, { ...same, detail: 'it is silent' })).toBe(false);
  expect(await states.list(hall)).toMatchObject([same]);
});

test('what is kept of a device that is no longer in the file is forgotten, of a PC it is not', async () => {
  const { states, registry } = await watched([settingsOf('printer', 'door')]);
  const said = { state: 'unplugged', detail: '' };
  await states.say(hall, { device: 'printer@door', kind: 'printer', ...said });
  await states.say(hall, { device: 'printer@gone', kind: 'printer', ...said });
  await states.say(hall, { device: 'agent:pc-1', kind: 'agent', ...said });
  await forgetGone(hall, registry, states);
  const kept = (await states.list(hall)).map(({ device }) => device);
  expect(kept).toEqual(['agent:pc-1', 'printer@door']);
});

test('an alarm that a deed raised is no state of a device: a restart of the watch leaves it as it is', async () => {
  const { alarms, open, pass, restart } = await watched([settingsOf('printer', 'door')]);
  const subject = lostSubject({ from: 1, until: 2 });
  await alarms.raise(hall, { subject, devices: [], fault: 'restored', times: 1 }, 0);
  await pass(3 * LOOK_MS);
  expect(await open()).toEqual([[subject, 'restored']]);
  await restart();
  await pass(3 * LOOK_MS);
  expect(await open()).toEqual([[subject, 'restored']]);
});

test('what the tables cannot take is told from memory, and kept since when it began', async () => {
  const { clock, pass, open, alarms, beside, stood } = await watched([]);
  beside.push({ subject: 'tables', devices: [], fault: 'tables-away' });
  alarms.away = true;
  await pass(graceMs['tables-away']);
  const began = clock.now();
  expect(stood.at(-1)).toEqual(['tables']);
  await pass(600_000);
  alarms.away = false;
  await pass(LOOK_MS);
  expect(await alarms.open(hall)).toMatchObject([{ fault: 'tables-away', raisedAt: began }]);
  beside.splice(0, 1, { subject: 'tables', devices: [], fault: null });
  await pass(60_000);
  expect([await open(), stood.at(-1)]).toEqual([[], []]);
});
