/**
 * Settings that a hub can only open anew come into force with the opening of a day: at midnight the hub of a
 * hall that never closes ends its parts and starts them again within one process. A printer at another
 * address is dialled then, screens come back to the new name, and no number that was given is lost.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../core/hall/dates.ts';
import { calendarOf, momentOf } from '../../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { openTables } from '../../../server/tables.ts';
import { smallText } from '../../server/configured/small-hall.ts';
import { type Answer, ask, freePort, type HubProcess, startHub } from './hub.ts';
import { openPage } from './page.ts';

const hall = 'dongcheng';
const comeBackMs = 20;
const folder = mkdtempSync(join(tmpdir(), 'jinghao-restart-'));
const dataDir = join(folder, 'data');
const calendar = calendarOf('Asia/Shanghai');
/** Three minutes before the next midnight of the hall. */
const startsAt = momentOf(calendar, addDays(calendar(Date.now()).date, 1), 0) - 3 * 60_000;
const movedMs = startsAt - Date.now();
const printers: Printer[] = [];
let hub: HubProcess;

/** As much of a printer as tells whether the hub has dialled it. */
interface Printer {
  readonly server: Server;
  readonly address: string;
  dialled: number;
}

async function startPrinter(): Promise<Printer> {
  const server = createServer((socket) => {
    printer.dialled += 1;
    socket.on('error', () => {}).resume();
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const printer: Printer = { server, address: `tcp://127.0.0.1:${port}`, dialled: 0 };
  printers.push(printer);
  return printer;
}

const textWith = ({ address }: Printer, name = '东城区政务服务中心'): string =>
  `${smallText.replace('hall: small', `hall: ${hall}`).replace('东城区政务服务中心', name)}neverCloses: true
devices: { printers: [{ kiosk: entrance, address: "${address}" }] }
`;

/** As the page of settings does it, by the hub's own time. */
async function publish(text: string): Promise<void> {
  const clock = { ...machineClock, now: () => Date.now() + movedMs };
  const tables = await openTables({ databaseUrl: null, dataDir }, clock, machineDice);
  try {
    const draft = { source: 'page', base: 1, text, why: '', by: 'manager:one' } as const;
    const saved = await tables.settings.save(hall, draft);
    if ('refused' in saved) throw new Error(saved.refused);
    const wish = {
      version: saved.number,
      effect: 'opening',
      seen: 'any',
      by: 'manager:one',
    } as const;
    expect(await tables.settings.publish(hall, wish)).toBe('published');
  } finally {
    await tables.close();
  }
}

const moment = () => new Promise((next) => setTimeout(next, comeBackMs));

/** As a page does: asked again by the same id until somebody answers. */
async function take(requestId: string): Promise<Answer> {
  for (;;) {
    const answer = await ask(hub.url, '/tickets', { service: 'tax', requestId });
    if (answer && answer.status < 500) return answer;
    await moment();
  }
}

beforeAll(async () => {
  const hallFile = join(folder, 'hall.yaml');
  writeFileSync(hallFile, textWith(await startPrinter()));
  const preload = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href;
  const under = ['env', `NODE_OPTIONS=--import=${preload}`, `MOVED_CLOCK_MS=${movedMs}`];
  hub = await startHub({ dataDir, port: await freePort(), hallFile, under });
});
afterAll(async () => {
  await hub?.end();
  for (const { server } of printers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a printer at another address is in force after midnight, and every number still stands', async () => {
  const [old, other] = [printers[0], await startPrinter()];
  const screen = openPage(hub.url, { peer: 'display' });
  const given = new Map<string, unknown>();
  const takeSome = async (count: number): Promise<void> => {
    for (const end = given.size + count; given.size < end; ) {
      const requestId = `restart-${given.size}`;
      const { status, body } = await take(requestId);
      expect(status).toBe(201);
      given.set(requestId, body.id);
    }
  };
  await takeSome(3);
  const called = await ask(hub.url, '/counters/1/call-next', {});
  expect(called?.body.ticket).toBe(given.get('restart-0'));
  await publish(textWith(other, '东城区政务服务中心新楼分中心'));
  await takeSome(1);
  await screen.until(({ names }) => names?.hall.name['zh-Hans'] === '东城区政务服务中心');
  expect([old?.dialled, other.dialled]).toEqual([1, 0]);

  hub.child.kill('SIGUSR2');
  while (other.dialled === 0) {
    await takeSome(1);
    await moment();
  }
  await takeSome(3);
  await screen.until(
    ({ names, stale }) => !stale && names?.hall.name['zh-Hans'] === '东城区政务服务中心新楼分中心',
  );
  // The same process, and the very tickets: in hand, and waiting in their order.
  expect(hub.child.exitCode).toBeNull();
  for (const [requestId, id] of given) expect((await take(requestId)).body.id).toBe(id);
  expect(new Set(given.values()).size).toBe(given.size);
  const finished = await ask(hub.url, '/counters/1/finish', { outcome: 'done' });
  expect(finished?.status).toBe(200);
  const next = await ask(hub.url, '/counters/1/call-next', {});
  expect(next?.body.ticket).toBe(given.get('restart-1'));
  screen.close();
});
