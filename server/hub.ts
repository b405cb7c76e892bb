/**
 * The hub of one hall, put together: log, keeper, tables, printers, sockets, pages and API. Beside
 * `main.ts` the one file that knows them all.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { Server as TlsServer } from 'node:tls';
import type { Logger } from 'pino';
import { type KioskId, serviceId } from '../core/hall/ids.ts';
import { steadyClock } from '../drivers/clock.ts';
import { espeak } from '../drivers/speech/espeak.ts';
import type { Log } from '../log/log.ts';
import { openPostgresLog } from '../log/postgres.ts';
import { sqliteLog } from '../log/sqlite.ts';
import { hubAgents } from './agents/hub-agents.ts';
import { serveCases } from './cases/serve.ts';
import { chooseVersion } from './configured/choosing.ts';
import { nameLines } from './configured/hall-name.ts';
import { serveSettings } from './configured/serve.ts';
import { needsOf } from './configured/starting.ts';
import { claimDataFolder } from './data-folder.ts';
import { Cards } from './devices/cards.ts';
import { Registry, type Remote } from './devices/registry.ts';
import { Scans } from './devices/scans.ts';
import { deviceDesk, forgetGone, serveDevices } from './devices/serve.ts';
import { serveFigures } from './figures/serve.ts';
import { watchBackups } from './followers/backups.ts';
import { followClosedBookings } from './followers/closed-bookings.ts';
import { ForecastFollower } from './followers/forecast.ts';
import { lackedIn, spaceOf, watchMachine } from './followers/machine.ts';
import { followMissedBookings } from './followers/missed-bookings.ts';
import { followTickets } from './followers/tickets.ts';
import { GuideDesk } from './guides/desk.ts';
import { adoptingAsks } from './hall/adopting.ts';
import { calendarOf } from './hall/calendar.ts';
import { machineClock as clock, machineDice as dice, freshId } from './hall/clock.ts';
import { ClockGuard } from './hall/clock-guard.ts';
import { DayKeys, followDayKeys } from './hall/day-key.ts';
import { Keeper } from './hall/keeper.ts';
import { hallKey } from './hall/key.ts';
import { linksOf } from './hall/links.ts';
import { phonesOf } from './hall/past-links.ts';
import { Facts } from './house/facts.ts';
import { followHours, timeFacts } from './house/hours-shown.ts';
import { followNotices, readPosted } from './house/posted.ts';
import { markUnanswered } from './house/unanswered.ts';
import { httpApp } from './http/app.ts';
import { doorsOf } from './http/cookies.ts';
import { readEmblem } from './http/emblem.ts';
import { listen } from './http/listen.ts';
import { originAllowed } from './http/origin.ts';
import { type Plan, readPlans } from './http/plans.ts';
import { readTls, renewing } from './http/tls.ts';
import { PastDesk } from './past/desk.ts';
import { BookingDesk } from './people/bookings/desk.ts';
import { servePeople } from './people/serve.ts';
import { Visitors } from './people/visitors.ts';
import { bookingPaper } from './printing/booking-slip.ts';
import { hallPapers } from './printing/hall-papers.ts';
import { Printing } from './printing/printing.ts';
import { complaintsTo, programLog } from './program-log.ts';
import { serveRatings } from './ratings/serve.ts';
import { dialRelay } from './relay/dial.ts';
import { type HallFile, type Settings, SettingsError } from './settings.ts';
import { type Sockets, serveSockets } from './sockets/sockets.ts';
import { sweepNowAndThen } from './sweeping.ts';
import { openTables, type Tables } from './tables.ts';
import { openTexts } from './texts/open.ts';
import { serveHooks } from './webhooks/serve.ts';

/** Whose booking lies so near may come any moment. */
const dueMs = { past: 600_000, ahead: 7_200_000 };

export interface Hub {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** What whoever starts it is told of versions of the settings and of the hall's name. */
  readonly told: readonly string[];
  /** Resolves when the log has been followed to its end, or does not answer: it is then as soon as it does. */
  followed(): Promise<void>;
  /** One line for the service manager: which hall, where, how it stands. */
  status(): string;
  close(): Promise<void>;
}

/**
 * Starts the hub and resolves when it listens. Rejects with `SettingsError` for what an
 * administrator has to put right. `renew` asks for it to be started again (server/configured).
 */
export async function startHub(
  settings: Settings,
  written: HallFile,
  example: boolean,
  renew?: () => void,
): Promise<Hub> {
  const { hall } = written.configuration;
  claimDataFolder(settings.dataDir, hall, example);
  const logger = programLog(settings.logLevel);
  const complain = complaintsTo(logger);
  const key = hallKey(settings.keyFile, dice);
  const links = linksOf(key);
  const tables = await openTables(settings, clock, dice);
  const { file, lines } = await chooseVersion(tables.settings, written, settings);
  const { timeZone } = file.configuration;
  const { relay, openid } = needsOf(file, settings);
  const log = await openLog(settings);
  await giveToken(tables, settings.apiToken, example);

  const calendar = calendarOf(timeZone);
  const guard = new ClockGuard(clock, complain);
  guard.start();
  // It is asked at the first command; the facts have been read by then.
  const emergency = () => facts.now.emergency?.kind ?? null;
  const keeper = Keeper.start({ hall, log, clock, dice, calendar, guard, emergency, complain });
  const configured = await serveSettings({
    ...{ keeper, versions: tables.settings, running: file, settings, calendar },
    ...{ clock, dice, logger, complain, renew },
  });
  const { holidays } = configured;
  const { configuration } = holidays;
  const keys = new DayKeys({ house: tables.house, hall, hallKey: key, dice });
  const { watchList, helpCalls } = tables;
  const visitors = new Visitors({ keeper, keys, hallKey: key, watchList, complain });
  // Ages on the screens are counted from the time by which events are stamped.
  const believed = { ...clock, now: () => guard.now() };
  const parts = { keeper, clock: believed, dice, links, visitors, complain, log };
  const today = () => calendar(guard.now()).date;
  const facts = new Facts({
    hall,
    revs: tables.revs,
    devices: tables.deviceStates,
    jobs: tables.printJobs,
    help: helpCalls,
    guides: tables.guides,
    texts: file.texts !== null,
    posted: () => readPosted({ ...tables, hall, today }),
    time: timeFacts({
      ...{ calendar, guard },
      get holidaysUnknown() {
        return holidays.unknown;
      },
    }),
    clock,
    complain,
  });
  const { bookings, forecasts, revs } = tables;
  const forecast = new ForecastFollower({
    ...{ keeper, log, facts, forecasts, clock, complain },
    due: async (now) => {
      const span = { from: now - dueMs.past, to: now + dueMs.ahead };
      const due = await bookings.due(hall, span);
      return due.map(({ service, slotAt }) => ({ service: serviceId(service), slotAt }));
    },
  });
  const time = { configuration, calendar, guard };
  const ofBookings = { ...parts, ...time, bookings, forecast, texts: () => texts?.desk ?? null };
  const ofPeople = { ...parts, tables, hall, hallKey: key, calendar, roles: file.roles, openid };
  const { rights, audit, ...people } = servePeople(ofPeople);
  const desk = new BookingDesk({ ...ofBookings, hallKey: key });
  const alone = settings.databaseUrl === null;
  const agents = await hubAgents({ hall, tables, clock, dice, alone, complain });
  const registry = openDevices(file, agents.remote);
  const agentAt = (kiosk: KioskId): string =>
    registry.of('printer').find(({ settings: { place } }) => place.id === kiosk)?.settings.agent ??
    '';
  const onPaper = hallPapers({
    hall,
    configuration: () => holidays.configuration,
    tables,
    clock,
    today,
  });
  const printing = new Printing({
    ...parts,
    facts,
    papers: onPaper.papers,
    jobs: tables.printJobs,
    devices: tables.deviceStates,
    counters: tables.deviceCounters,
    revs: tables.revs,
    printers: registry.printers(),
    elsewhere: (kiosk) => agents.agents.elsewhere(agentAt(kiosk)),
    printsElsewhere: (kiosk) => agents.agents.printsElsewhere(agentAt(kiosk)),
    bookingPaper: async (id) => {
      const written = await desk.written(id);
      return written && bookingPaper(written);
    },
  });
  const paperOrders = onPaper.ordersOn(printing);
  const readers = registry.readers();
  const cards = new Cards({ readers, clock, dice, today });
  const scans = new Scans(registry.scanners());
  await forgetGone(hall, registry, tables.deviceStates);
  await printing.start();
  await facts.refresh();
  const texts = openTexts(file, { ...parts, secrets: settings.secrets, tables, facts, calendar });
  const { backups } = tables;
  const backup = watchBackups({ ...parts, hall, backups, hours: settings.backupHours });
  const writer = freshId(dice);
  const machine = watchMachine({
    space: () => spaceOf(settings.dataDir),
    tables: () => revs.read(hall),
    writing: () => tables.leases.hold(`written:${hall}`, writer, 0),
    log: () => log.head(`hall:${hall}`),
    ...{ clock, complain },
  });
  const served = serveDevices({
    ...{ ...parts, registry, tables, calendar, facts, ways: file.strips },
    agents: agents.agents,
    also: () => [...(texts?.seen() ?? []), ...backup.seen(), ...machine.seen()],
    stands: (standing) => facts.showMachine(lackedIn(standing)),
  });
  const phones = phonesOf({ ...parts, tables, calendar });
  const rated = serveRatings({ ...parts, tables, calendar });
  const past = new PastDesk({ ...parts, ...tables, hall, calendar });
  const shown = () => holidays.configuration;
  const figures = serveFigures({ ...parts, tables, calendar, configuration: shown });
  const cases = serveCases({
    ...{ ...parts, tables, calendar, guard, settings: file.cases },
    special: () => holidays.configuration.opening.dates,
  });
  const ends = [
    () => served.close(),
    () => rated.tablets.close(),
    () => cases.end(),
    () => texts?.end(),
    serveHooks(file, { ...parts, secrets: settings.secrets, tables }),
    configured.follow(() => void facts.refresh()),
    () => cards.close(),
    () => scans.close(),
    followTickets({ ...parts, tickets: tables.tickets, calendar }),
    () => figures.end(),
    followMissedBookings({ ...parts, ...time, bookings }),
    followClosedBookings({
      ...{ keeper, desk, complain },
      tell: (count) => logger.warn({ count }, 'bookings lie in hours that are closed now'),
    }),
    followHours({ ...parts, ...time, revs }),
    followDayKeys({ ...parts, keys }),
    markUnanswered({ ...parts, facts, helpCalls }),
    followNotices({ ...parts, ...tables, hall, facts, revs }),
    () => forecast.end(),
    () => backup.end(),
    () => machine.end(),
    () => past.close(),
    sweepNowAndThen(
      { ...tables, ...people, audit },
      { ...parts, hall, today, guides: file.guides },
    ),
  ];

  const devices = deviceDesk({
    ...{ hall, timeZone, registry, calendar, clock: believed, tables },
    strips: served.strips,
  });
  const emblem = emblemOf(file, logger);
  let sockets: Sockets | undefined;
  const app = httpApp({
    ...parts,
    ...{ forecast, past, facts, printing, paperOrders, settings: configured.desk },
    get configuration() {
      return holidays.configuration;
    },
    guideShelf: onPaper.shelf,
    desk,
    guides: new GuideDesk({
      ...{ hall, packages: tables.guides, today },
      services: () => holidays.configuration.services.map(({ id }) => id),
    }),
    ...{ ...rated, cases: cases.desk, texts: texts?.desk ?? null },
    reports: figures.reports,
    guard,
    tickets: tables.tickets,
    people: { ...tables, ...people },
    ...{ rights, audit },
    devices,
    printJobs: tables.printJobs,
    backups,
    machine,
    posted: { ...tables, today },
    sockets: () => sockets?.count() ?? 0,
    speech: espeak(),
    ...{ plans: plansOf(file, logger), emblem },
    distFolder: resolve(import.meta.dirname, '../dist'),
    version: version(),
    example,
    trustProxy: settings.trustProxy,
    logger,
  });
  const tls = settings.tls && readTls(settings.tls);
  const server = await listen(app, { ...settings, tls }, (http) => {
    sockets = serveSockets(http, {
      ...parts,
      texts: texts?.desk ?? null,
      forecast,
      facts,
      printing,
      paperOrders,
      helpCalls,
      desk,
      cards,
      scans,
      agents: { ...agents, agentAsks: adoptingAsks({ ...parts, calendar }) },
      phones,
      doors: doorsOf(tables, hall, rights),
      audit,
      fromOurs: (request) => originAllowed(request.headers),
    });
  }).catch((error: NodeJS.ErrnoException) => {
    const { code, message } = error;
    const taken = code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL';
    throw taken ? new SettingsError(`HOST, PORT: the hub cannot listen there: ${message}`) : error;
  });
  if (settings.tls && server instanceof TlsServer) {
    ends.push(renewing(server, settings.tls, { clock, complain }));
  }
  logger.info({ hall, url: urlOf(server) }, 'the hub listens');
  if (relay)
    ends.push(
      dialRelay(relay, { ...parts, emblem, facts, phones, log: logger, guideShelf: onPaper.shelf }),
    );

  return {
    ...{ url: urlOf(server), told: [...lines, ...nameLines(file.configuration.name)] },
    followed: () => keeper.look(() => {}).catch(() => {}),
    status: () => `${hall} at ${urlOf(server)}: ${keeper.health}`,
    close: async () => {
      const ended = ends.map((end) => end());
      agents.agents.close();
      await sockets?.close();
      server.closeAllConnections();
      keeper.close();
      guard.close();
      await printing.close();
      await registry.close();
      facts.close();
      await Promise.all(ended);
      await log.close();
      await tables.close();
      logger.info('the hub has ended');
    },
  };
}

/** Throws `SettingsError` for devices that cannot be on one line. */
function openDevices({ devices }: HallFile, remote: Remote): Registry {
  try {
    // A clock that is set back must not hold up what a device is to be asked or told next.
    return new Registry(devices, { clock: steadyClock(clock), remote });
  } catch (error) {
    if (error instanceof RangeError) throw new SettingsError(`devices: ${error.message}`);
    throw error;
  }
}

/** The pictures of the floor. Without one a kiosk tells in words where things are. */
function plansOf({ configuration, folder }: HallFile, logger: Logger): ReadonlyMap<string, Plan> {
  const { plans, wrong } = readPlans(configuration.kiosks, folder);
  for (const rule of wrong) logger.warn({ rule }, 'a floor plan cannot be shown');
  return plans;
}

/** The hall's emblem; one that cannot be shown is told, and pages do without. */
function emblemOf({ configuration, folder }: HallFile, logger: Logger): Plan | null {
  const { emblem, wrong } = readEmblem(configuration.look?.emblem, folder);
  if (wrong !== null) logger.warn({ rule: wrong }, 'the emblem cannot be shown');
  return emblem;
}

async function openLog({ databaseUrl, dataDir }: Settings): Promise<Log> {
  return databaseUrl
    ? openPostgresLog({ url: databaseUrl })
    : sqliteLog({ path: resolve(dataDir, 'log.sqlite') });
}

async function giveToken(tables: Tables, secret: string | null, example: boolean): Promise<void> {
  const name = 'JINGHAO_API_TOKEN';
  if (secret === null) return tables.tokens.withdraw(name);
  const given = await tables.tokens.ensure(secret, name, example ? 1 : undefined);
  if ('refused' in given) throw new SettingsError(`${name}: ${given.refused}`);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return 'nowhere';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const scheme = server instanceof TlsServer ? 'https' : 'http';
  return `${scheme}://${host}:${address.port}`;
}

function version(): string {
  const path = resolve(import.meta.dirname, '../package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
