/** Devices over HTTP: how each is, trials, repairs, alarms, and the day's record of them. */
import { expect, test } from 'vitest';
import { TRIAL_MS } from '../../../server/devices/trials.ts';
import { settingsOf } from '../devices/pretend.ts';
import { settled } from '../hall/rig.ts';
import { type World, worldOf } from './world.ts';

const dayMs = 86_400_000;
const all = [
  settingsOf('printer', 'door', { responsible: '设备岗', serviceEveryDays: 30 }),
  ...(['strip', 'keypad', 'pad', 'reader', 'scanner'] as const).map((kind) =>
    settingsOf(kind, '1'),
  ),
];
const hallOf = () => worldOf({ devices: all });

const raise = ({ alarms, parts }: World, subject: string, fault = 'silent') =>
  alarms.raise(parts.keeper.hall, { subject, devices: [subject], fault, times: 1 }, 0);

test('every device is told with its state, its post and its plan', async () => {
  const world = await hallOf();
  world.device('printer@door').become('silent');
  const { status, body } = await world.get(`${world.hall}/devices`);
  expect(status).toBe(200);
  expect(body.now).toBe(world.clock.now());
  expect(body.devices.map(({ id }: { id: string }) => id)).toEqual(all.map(({ id }) => id));
  expect(body.devices[0]).toMatchObject({
    ...{ kind: 'printer', place: { kind: 'kiosk', id: 'door' }, state: 'silent', agent: null },
    ...{ responsible: '设备岗', service: { everyDays: 30, lastAt: null, due: true } },
    ...{ alarm: null, heardAt: null },
  });
  expect(body.devices[1].service).toBeNull();
  const one = await world.get(`${world.hall}/devices/printer@door`);
  expect(one.body).toEqual(body.devices[0]);
  const none = await world.get(`${world.hall}/devices/printer@gone`);
  expect([none.status, none.body.refused]).toEqual([404, 'unknown-device']);
});

test('a service that is written down is what the plan counts from', async () => {
  const { post, get, hall, clock } = await hallOf();
  const path = `${hall}/devices/printer@door/repairs`;
  const words = 'cleaned the head';
  const added = await post(path, { kind: 'service', words });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ words, at: clock.now(), notedAt: clock.now() });
  expect(added.body.notedBy).toMatch(/^token:/);
  await post(path, { kind: 'fault', words: 'a jam', at: clock.now() - dayMs });
  const listed = (await get(path)).body.repairs;
  expect(listed.map((one: { kind: string }) => one.kind)).toEqual(['service', 'fault']);
  const planned = async () => (await get(`${hall}/devices/printer@door`)).body.service;
  expect(await planned()).toMatchObject({ lastAt: clock.now(), due: false });
  clock.step(30 * dayMs);
  expect(await planned()).toMatchObject({ dueAt: clock.now(), due: true });
  expect((await post(`${hall}/devices/x/repairs`, { kind: 'fault', words })).status).toBe(404);
  expect((await post(path, { kind: 'repair', words })).body.field).toBe('kind');
  expect((await post(path, { kind: 'fault', words: '' })).body.field).toBe('words');
});

test('each kind is tried in its own way', async () => {
  const { post, hall, device, shown, clock } = await hallOf();
  const tried = async (id: string, body = {}) =>
    (await post(`${hall}/devices/${id}/test`, body)).body;
  expect(await tried('printer@door')).toEqual({ device: 'printer@door', result: 'printed' });
  expect(device('printer@door').papers).toHaveLength(1);
  device('printer@door').outcome = { outcome: 'failed', reason: 'paper-out' };
  expect(await tried('printer@door')).toMatchObject({ result: 'failed', reason: 'paper-out' });
  expect(await tried('strip@counter-1', { text: 'hello' })).toMatchObject({ result: 'shown' });
  expect(shown).toEqual([['strip@counter-1', 'hello']]);
  expect(await tried('keypad@counter-1')).toMatchObject({ result: 'beeped' });
  expect(device('keypad@counter-1').beeps).toBe(1);
  device('strip@counter-1').become('unplugged');
  expect(await tried('strip@counter-1')).toMatchObject({ result: 'failed', reason: 'unplugged' });
  const pad = tried('pad@counter-1');
  await clock.armed(TRIAL_MS);
  device('pad@counter-1').asked.shift()?.({ key: 1 });
  expect(await pad).toMatchObject({ result: 'answered', key: 1, level: 4 });
  expect((await post(`${hall}/devices/pad@gone/test`)).body.refused).toBe('unknown-device');
});

test('of a card a trial tells that it was seen, and no more', async () => {
  const { post, hall, device, clock } = await hallOf();
  const reader = device('reader@counter-1');
  const trial = () => post(`${hall}/devices/reader@counter-1/test`);
  const seen = trial();
  await clock.armed(TRIAL_MS);
  const person = { name: '李四', number: '110101199003075638', birth: '1990-03-07' };
  const dates = { validFrom: '2020-01-01', validTo: null };
  reader.lay({ read: { card: 'resident', ...person, ...dates } });
  expect((await seen).text).toBe('{"device":"reader@counter-1","result":"card-seen"}');
  expect(reader.looking).toBe(false);
  const none = trial();
  await clock.armed(TRIAL_MS);
  expect((await trial()).body.refused).toBe('device-busy');
  clock.step(TRIAL_MS);
  expect((await none).body.result).toBe('no-card');
  const code = post(`${hall}/devices/scanner@counter-1/test`);
  await clock.armed(TRIAL_MS);
  clock.step(TRIAL_MS);
  expect((await code).body.result).toBe('no-code');
});

test('an alarm is listed, seen by one, and stands in the record of its day', async () => {
  const world = await hallOf();
  const { get, post, hall, clock, alarms } = world;
  await raise(world, 'printer@door');
  const { body } = await get(`${hall}/alarms`);
  expect((await get(`${hall}/devices`)).body.alarms).toEqual(body.alarms);
  expect(body.alarms).toMatchObject([
    {
      ...{ subject: 'printer@door', devices: ['printer@door'], fault: 'silent' },
      ...{ severity: 'fault', responsible: ['设备岗'], acknowledgedBy: null, clearedAt: null },
    },
  ]);
  const { id } = body.alarms[0];
  expect((await get(`${hall}/devices/printer@door`)).body.alarm).toBe(id);
  const first = await post(`${hall}/alarms/${id}/acknowledge`);
  expect(first.body).toMatchObject({ id, acknowledgedAt: clock.now() });
  clock.step(60_000);
  expect((await post(`${hall}/alarms/${id}/acknowledge`)).body).toEqual(first.body);
  expect((await post(`${hall}/alarms/nope/acknowledge`)).body.refused).toBe('unknown-alarm');
  await alarms.clear('small', 'printer@door');
  expect((await get(`${hall}/alarms`)).body.alarms).toEqual([]);
  const of = async (day: string) => (await get(`${hall}/days/${day}/alarms`)).body;
  expect((await of('2026-11-17')).alarms).toMatchObject([{ id, clearedAt: clock.now() }]);
  expect((await of('2026-11-18')).alarms).toEqual([]);
  expect(await of('yesterday')).toMatchObject({ refused: 'bad-input', field: 'day' });
});

test('it is for managers and tokens, and trials are counted', async () => {
  const { get, post, hall } = await hallOf();
  const anybody = { token: null };
  for (const path of ['devices', 'alarms', 'devices/printer@door/repairs']) {
    expect((await get(`${hall}/${path}`, anybody)).body.refused).toBe('not-signed-in');
  }
  const tries = Array.from({ length: 31 }, () => post(`${hall}/devices/keypad@counter-1/test`));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  await settled();
});
