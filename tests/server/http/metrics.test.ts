/** What the hub tells those who watch over it: true counts, no person, and to whom. */
import { expect, test } from 'vitest';
import { onOwnMachine } from '../../../server/http/own-machine.ts';
import { settingsOf } from '../devices/pretend.ts';
import { worldOf } from './world.ts';

const devices = [settingsOf('printer', 'door'), settingsOf('strip', '1', { serviceEveryDays: 30 })];

test('hall, keeper, sockets, devices, alarms and print jobs are told', async () => {
  const { get, take, act, device, alarms, printJobs, backups, clock, facts } = await worldOf({
    ...{ devices, parts: { machine: { space: () => ({ free: 7, size: 9 }) } } },
  });
  facts.now = { ...facts.now, machine: ['disk-full'] };
  await take('a');
  await take('a');
  await act('1', 'call-next');
  device('strip@counter-1').become('unplugged');
  const alarm = { subject: 'strip@counter-1', devices: [], fault: 'unplugged', times: 1 };
  await alarms.raise('small', alarm, 0);
  const job = { job: 'j', kiosk: 'door', ticket: 't', label: 'A001', because: 'issued' } as const;
  await printJobs.add('small', [job as never]);
  expect((await get('/metrics')).text).toContain('\njinghao_backup_timestamp_seconds 0\n');
  await backups.note('small', { at: 1_795_000_000_500, bytes: 12 });
  await backups.note('small', { at: 1_795_000_001_500, bytes: 34 });
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  for (const line of [
    'jinghao_info{version="1.2.3",hall="small"} 1',
    'jinghao_hall_open 1',
    'jinghao_keeper_ready 1',
    'jinghao_tables_ready 1',
    'jinghao_clock_alarm 0',
    'jinghao_tickets{status="waiting"} 1',
    'jinghao_tickets{status="called"} 1',
    'jinghao_waiting{service="a"} 1',
    'jinghao_counters{status="open"} 1',
    'jinghao_sockets 3',
    'jinghao_device_state{device="printer@door",kind="printer",state="ready"} 1',
    'jinghao_device_state{device="strip@counter-1",kind="strip",state="unplugged"} 1',
    'jinghao_device_service_due{device="strip@counter-1"} 1',
    'jinghao_alarms{severity="fault",acknowledged="no"} 1',
    'jinghao_print_jobs{state="queued"} 1',
    'jinghao_backup_timestamp_seconds 1795000001.5',
    'jinghao_backup_bytes 34',
    'jinghao_disk_free_bytes 7',
    'jinghao_disk_size_bytes 9',
    'jinghao_machine_alarm{what="disk-full"} 1',
    'jinghao_machine_alarm{what="tables-away"} 0',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).not.toMatch(/A00\d|token/);
  device('strip@counter-1').become('ready');
  clock.step(1_000);
  const again = (await get('/metrics')).text;
  expect(again).toContain('device="strip@counter-1",kind="strip",state="ready"} 1');
  expect(again).not.toContain('state="unplugged"');
});

test('while the log is away it says so, and tells no old counts', async () => {
  const { get, take, weather, post, hall } = await worldOf({ devices });
  await take('a');
  weather.state = 'away';
  expect((await post(`${hall}/tickets`, { service: 'a' })).status).toBe(503);
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  expect(text).toContain('jinghao_keeper_ready 0');
  expect(text).not.toContain('jinghao_tickets{');
  weather.state = 'fair';
});

test('it is open on the own machine, and elsewhere to tokens only', async () => {
  const open = await worldOf();
  expect((await open.get('/metrics', { token: null })).status).toBe(200);
  const forwarded = { token: null, headers: { 'X-Forwarded-For': '10.0.0.9' } };
  expect((await open.get('/metrics', forwarded)).body.refused).toBe('no-token');
  expect((await open.get('/metrics', { headers: forwarded.headers })).status).toBe(200);
  const behind = await worldOf({ parts: { trustProxy: true } });
  expect((await behind.get('/metrics', { token: null })).body.refused).toBe('no-token');
  const from = (remoteAddress: string) =>
    onOwnMachine({ socket: { remoteAddress }, headers: {} } as never);
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].every(from)).toBe(true);
  expect(['10.0.0.5', '::ffff:10.0.0.5', '', '1.127.0.1'].some(from)).toBe(false);
});
