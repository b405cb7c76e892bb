/**
 * `jinghao device …` against a real hub's HTTP side: what a technician is told, and how it ends.
 */
import { expect, test } from 'vitest';
import { deviceCommand } from '../../../server/cli/devices.ts';
import { settingsOf } from '../devices/pretend.ts';
import { type World, worldOf } from '../http/world.ts';

const devices = [
  settingsOf('printer', 'door', { responsible: '设备岗', serviceEveryDays: 30 }),
  settingsOf('strip', '1', { agent: 'pc-1' }),
];

const hubOf = ({ url, token }: World) => ({ url, token });
const say = async (world: World, ...words: string[]) => {
  const asked = deviceCommand(['device', ...words], hubOf(world));
  if (!asked) throw new Error('no such command');
  return asked();
};

test('list and show tell how devices are, what is due and what was repaired', async () => {
  const world = await worldOf({ devices });
  world.device('printer@door').become('silent');
  const listed = await say(world, 'list');
  expect(listed.lines.slice(1)).toEqual([
    'printer@door\tsilent\t-\t设备岗\tit is silent',
    'strip@counter-1\tready\tpc-1\t-\tit is ready',
  ]);
  const words = 'cleaned the head';
  await world.post(`${world.hall}/devices/printer@door/repairs`, { kind: 'service', words });
  const shown = (await say(world, 'show', 'printer@door')).lines;
  expect(shown).toContain('state\tsilent');
  expect(shown).toContain('service\tdue 2026-12-17T01:00:00.000Z');
  expect(shown.at(-1)).toBe('service\t2026-11-17T01:00:00.000Z\tcleaned the head');
});

test('a trial ends well or not, as the device did', async () => {
  const world = await worldOf({ devices });
  expect(await say(world, 'test', 'printer@door')).toEqual({
    ok: true,
    lines: ['printer@door\tprinted\t-'],
  });
  world.device('printer@door').outcome = { outcome: 'failed', reason: 'paper-out' };
  expect(await say(world, 'test', 'printer@door')).toEqual({
    ok: false,
    lines: ['printer@door\tfailed\tpaper-out'],
  });
  expect((await say(world, 'test', 'strip@counter-1', '--text', '你好')).ok).toBe(true);
  expect(world.shown).toEqual([['strip@counter-1', '你好']]);
});

test('alarms are listed and acknowledged', async () => {
  const world = await worldOf({ devices });
  const alarm = { subject: 'printer@door', devices: ['printer@door'], fault: 'silent', times: 2 };
  await world.alarms.raise('small', alarm, 0);
  const [, line = ''] = (await say(world, 'alarms')).lines;
  const [id = '', ...rest] = line.split('\t');
  const time = '2026-11-17T01:00:00.000Z';
  expect(rest).toEqual(['fault', 'printer@door', 'silent', time, 'x2', '-', '-']);
  expect((await say(world, 'acknowledge', id)).ok).toBe(true);
  const [, seen] = (await say(world, 'alarms', '--day', '2026-11-17')).lines;
  expect(seen).toMatch(/\ttoken:\S+$/);
});

test('what is wrong is said plainly: the device, the words, the token, the address', async () => {
  const world = await worldOf({ devices });
  await expect(say(world, 'show', 'printer@gone')).rejects.toThrow('the hub says unknown-device');
  expect((await say(world, 'show')).lines).toEqual(['say it as: jinghao device show <id>']);
  expect(() => deviceCommand(['device', 'list', '--colour', 'x'], hubOf(world))).toThrow(
    '--colour',
  );
  const asked = (url: string, token: string | null) =>
    deviceCommand(['device', 'list'], { url, token });
  await expect(asked(world.url, null)?.()).rejects.toThrow('JINGHAO_API_TOKEN');
  await expect(asked(world.url, 'wrong')?.()).rejects.toThrow('the hub says unknown-token');
  await expect(asked('http://127.0.0.1:1', 'x')?.()).rejects.toThrow('no hub answers');
  expect(deviceCommand(['device', 'keys'], hubOf(world))).toBeNull();
});

test('the serial lines of this machine need no hub', async () => {
  const asked = deviceCommand(['device', 'ports'], { url: 'http://127.0.0.1:1', token: null });
  const said = await asked?.();
  expect(said).toMatchObject({ ok: true });
  expect(said?.lines[0]).toBe('line\tis\tmaker');
});
