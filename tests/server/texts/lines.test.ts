/**
 * Texts over real lines: a carrier's gateway over TCP and a modem on a serial line. What the gateway
 * does not take goes by the modem, and its report comes to the end state.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { goodGateway, PretendGateway } from '../../../fixtures/machines/gateway.ts';
import { PretendModem } from '../../../fixtures/machines/modem.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { openProviders } from '../../../server/texts/providers.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { until } from '../../drivers/waiting.ts';
import { hall, openHall } from '../hall/rig.ts';
import { phone, written } from './rig.ts';

const account = { account: '901234', secret: 'geheim' };

test('the modem has what the gateway will not take, and the next call goes by the gateway', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-texts-'));
  const path = join(folder, 'modem');
  const gateway = new PretendGateway({ speaks: 'cmpp-2.0', ...account });
  const modem = new PretendModem({ clock: machineClock as never, ptyLink: path });
  await gateway.start();
  await modem.plug();
  await writeFile(join(folder, 'cmpp.secret'), account.secret, { mode: 0o600 });
  const cmpp = `cmpp://127.0.0.1:${gateway.port}?version=2.0&account=901234&from=106912345`;
  const settings = written({
    providers: [
      { id: 'carrier', address: `${cmpp}&secret=cmpp.secret`, costPerPart: 0.05 },
      { id: 'modem', address: `gsm:serial:${path}` },
    ],
    kinds: ['taken', 'called'],
  });
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  const { keeper, log, ask, clock: wall } = await openHall();
  // Its day stands still; lines and waiting go by the machine's time.
  const clock = { ...machineClock, now: () => wall.now() };
  const parts = { folder, clock: machineClock, dice: machineDice };
  const providers = openProviders(settings.providers, parts);
  const outbox = new Outbox(house, new Cursors(house), clock);
  const textPhones = new TextPhones(house, clock);
  const texts = serveTexts({
    ...{ keeper, log, settings, providers, clock, publicUrl: null, dice: machineDice },
    tables: {
      outbox,
      textPhones,
      leases: new Leases(house, clock),
      ratings: new Ratings(house, clock),
      ...{ cases: {} as never, revs: {} as never },
    },
    dutyPhones: new Map(),
    facts: { now: { forecast: { tickets: new Map() } } } as never,
    links: linksOf(new Uint8Array(32)),
    calendar: calendarOf('Asia/Shanghai'),
    complain: () => {},
  });
  onTestFinished(async () => {
    await texts.end();
    await gateway.stop();
    await modem.unplug();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  for (const { texter } of providers) {
    const ready = () => texter.health().state === 'ready';
    await until('the line stands', ready, (look) => texter.onHealth(look));
  }
  const id = ticketId('ticket-by-wire');
  await texts.desk.keep(id, phone, 'zh-Hans');

  // 8: too fast, by the carrier's list.
  gateway.be({ result: 8 });
  const { command, by } = kiosk.takes() as never as { command: never; by: never };
  await keeper.submit({ command, by, requestId: 'take', id });
  const byModem = () => modem.messages.length > 0;
  await until('the modem has it', byModem, (look) => modem.onChange(look));
  expect(modem.messages[0]).toMatchObject({ to: '8613800138000' });

  gateway.be({ ...goodGateway, reports: 'DELIVRD' });
  const before = gateway.texts.length;
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  const byGateway = () => gateway.texts.length > before;
  await until('the gateway has it', byGateway, (look) => gateway.onChange(look));
  expect(gateway.texts.at(-1)?.text).toBe('【东城政务】请A001号现在到1办理。');
  const late = performance.now() + 50_000;
  const called = async () => (await outbox.list(hall, 0)).find(({ kind }) => kind === 'called');
  while ((await called())?.state !== 'delivered') {
    if (performance.now() > late) throw new Error(JSON.stringify(await called()));
    await new Promise((done) => setImmediate(done));
  }
  expect(await called()).toMatchObject({ provider: 'carrier', parts: 1, cost: 500 });
});
