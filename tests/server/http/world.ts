/**
 * A hub's HTTP side as the entry file would build it, for one test: a real server on a free port, a
 * real keeper on a log in memory whose world can break, the house's tables in a SQLite file, a
 * stepped clock. Every answer is held against the description of what it answers.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { KioskId, TicketId } from '../../../core/hall/ids.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import { noFacts } from '../../../core/views/facts.ts';
import type { NoticeWish } from '../../../core/wire/one-time-notice.ts';
import { exampleGuides, guideMark } from '../../../fixtures/screens/guides.ts';
import { type Log, LogFailure } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { serveCases } from '../../../server/cases/serve.ts';
import { usualCaseSettings } from '../../../server/cases/settings.ts';
import { CaseTable } from '../../../server/cases/table.ts';
import { DeviceDesk } from '../../../server/devices/desk.ts';
import type { DeviceSettings } from '../../../server/devices/settings.ts';
import { ReportDesk } from '../../../server/figures/desk.ts';
import { makeReport } from '../../../server/figures/made.ts';
import { FigureTable } from '../../../server/figures/table.ts';
import { GuideDesk } from '../../../server/guides/desk.ts';
import { Packages } from '../../../server/guides/packages.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { DayKeys } from '../../../server/hall/day-key.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { toTold } from '../../../server/hall/replay.ts';
import { Alarms } from '../../../server/house/alarms.ts';
import { Backups } from '../../../server/house/backups.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Emergencies } from '../../../server/house/emergencies.ts';
import { Notices } from '../../../server/house/notices.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Repairs } from '../../../server/house/repairs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type TicketRow, Tickets } from '../../../server/house/tickets.ts';
import { problemShape, problemsOf } from '../../../server/http/api/openapi.ts';
import { httpApp, operationsOf } from '../../../server/http/app.ts';
import { listen, portOf } from '../../../server/http/listen.ts';
import type { Operation } from '../../../server/http/operation.ts';
import type { HttpParts } from '../../../server/http/parts.ts';
import type { ProblemName } from '../../../server/http/problem-texts.ts';
import { PastDesk } from '../../../server/past/desk.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { CaseWords } from '../../../server/people/case-words.ts';
import { Devices } from '../../../server/people/devices.ts';
import { Enrolment } from '../../../server/people/enrolment.ts';
import type { OpenidAccess } from '../../../server/people/openid/access.ts';
import { Passwords } from '../../../server/people/passwords.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { Roster } from '../../../server/people/roster.ts';
import { servePeople } from '../../../server/people/serve.ts';
import { Sessions } from '../../../server/people/sessions.ts';
import { Staff } from '../../../server/people/staff.ts';
import { StaffCards } from '../../../server/people/staff-cards.ts';
import { Tokens } from '../../../server/people/tokens.ts';
import { Visitors } from '../../../server/people/visitors.ts';
import { WatchList } from '../../../server/people/watch-list.ts';
import type { NoticeOrdered } from '../../../server/printing/orders.ts';
import type { Ordered } from '../../../server/printing/printing.ts';
import { RatingDesk } from '../../../server/ratings/desk.ts';
import { Tablets } from '../../../server/ratings/tablets.ts';
import { smallHall } from '../../core/halls.ts';
import { smallDesk } from '../configured/small-hall.ts';
import { pretendRegistry } from '../devices/pretend.ts';
import { SeededDice } from '../house/databases.ts';
import { CHEAP } from '../people/parts.ts';
import { HubClock } from './clock.ts';
import { Weather } from './weather.ts';

const hallKey = Buffer.alloc(32, 7);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Orders of slips, as they came; `answer` is what the printers say. */
export class Slips {
  readonly orders: { kiosk: KioskId; ticket: TicketId; label: string }[] = [];
  answer: Ordered | 'away' | 'silent' = 'ordered';

  async order(kiosk: KioskId, ticket: TicketId, label: string): Promise<Ordered> {
    if (this.answer === 'away') throw new LogFailure('unavailable', 'the tables are away');
    if (this.answer === 'silent') return new Promise(() => {});
    this.orders.push({ kiosk, ticket, label });
    return this.answer;
  }
}

export interface Line {
  readonly level: string;
  readonly facts: object;
  readonly text: string;
}

export interface Ask {
  /** A token's secret; the world's own when left out, none for null. */
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Whatever an answer holds, tests look into it; `strict` above has seen its shape.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

export interface WorldWishes {
  readonly configuration?: Configuration;
  readonly parts?: Partial<HttpParts>;
  readonly open?: boolean;
  readonly devices?: readonly DeviceSettings[];
  readonly openid?: OpenidAccess;
}

export async function worldOf({ configuration = smallHall(), ...wishes }: WorldWishes = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-http-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const clock = new HubClock();
  const dice = new SeededDice();
  const weather = new Weather(memoryLog());
  const lines: Line[] = [];
  const say = (level: string) => (facts: object, text: string) => {
    lines.push({ level, facts, text });
  };
  const facts: { now: HouseFacts } = { now: noFacts };
  const keeper = Keeper.start({
    hall: configuration.hall,
    emergency: () => facts.now.emergency?.kind ?? null,
    ...{ log: weather.log, clock, dice, calendar: calendarOf(configuration.timeZone) },
    complain: (what) => say('warn')({}, what),
  });
  onTestFinished(() => keeper.close());
  const revs = new Revs(house);
  onTestFinished(() => revs.close());
  const passwords = new Passwords(dice, CHEAP);
  const ofStaff = {
    staff: new Staff({ house, revs, clock, dice, passwords }),
    sessions: new Sessions(house, clock, dice),
    enrolment: new Enrolment({ house, clock, dice, passwords }),
    devices: new Devices(house, clock),
    tokens: new Tokens(house, clock, dice),
    watchList: new WatchList(house, clock, dice),
  };
  const tickets = new Tickets(house, new Cursors(house));
  const printing = new Slips();
  const notices: { wish: NoticeWish; request: string }[] = [];
  const noticeSaid: { now: NoticeOrdered } = { now: 'ordered' };
  const keys = new DayKeys({ house, hall: keeper.hall, hallKey, dice });
  const complain = (what: string) => say('warn')({}, what);
  const links = linksOf(hallKey);
  const guard = new ClockGuard(clock, complain);
  const visitors = new Visitors({
    ...{ keeper, keys, hallKey, watchList: ofStaff.watchList, complain },
  });
  const { rights, audit, ...served } = servePeople({
    tables: { ...ofStaff, house, revs, tickets },
    ...{ hall: keeper.hall, hallKey, roles: {}, clock, dice, visitors, complain },
    openid: wishes.openid ?? null,
    calendar: calendarOf(configuration.timeZone),
  });
  const people = { ...ofStaff, ...served };
  const desk = new BookingDesk({
    ...{ keeper, configuration, hallKey, links, visitors, dice, complain },
    ...{ calendar: calendarOf(configuration.timeZone), guard },
    bookings: new Bookings(house, clock, dice),
  });
  const { registry, device } = pretendRegistry(wishes.devices ?? []);
  const alarms = new Alarms({ house, revs, clock, dice });
  const shown: [string, string][] = [];
  const devices = new DeviceDesk({
    ...{ hall: keeper.hall, registry, alarms, clock },
    states: new DeviceStates(house, revs, clock),
    repairs: new Repairs({ house, revs, clock, dice }),
    counters: { list: async () => [] },
    calendar: calendarOf(configuration.timeZone),
    strips: { try: (...said) => shown.push(said) > 0 },
    tellTime: () => '09:00',
  });
  const printJobs = new PrintJobs(house, revs, clock);
  const backups = new Backups(house);
  const caseWords = new CaseWords(house, clock);
  const caseDesk = serveCases({
    tables: {
      ...{ house, tickets, caseWords, staff: people.staff, ratings: new Ratings(house, clock) },
      ratingWords: new RatingWords(house, clock),
      cases: new CaseTable({ house, revs, clock, words: caseWords }),
    },
    ...{ keeper, log: weather.log, clock, dice, guard, complain },
    ...{ settings: usualCaseSettings(), special: () => [] },
    calendar: calendarOf(configuration.timeZone),
  });
  onTestFinished(() => caseDesk.end());
  const ratings = new RatingDesk({
    ...{ hall: keeper.hall, ratings: new Ratings(house, clock), clock },
    words: new RatingWords(house, clock),
    calendar: calendarOf(configuration.timeZone),
  });
  const tablets = new Tablets({ keeper, desk: ratings, clock, dice, complain });
  onTestFinished(() => tablets.close());
  const past = new PastDesk({
    ...{ hall: keeper.hall, log: weather.log, clock },
    calendar: calendarOf(configuration.timeZone),
    emergencies: new Emergencies({ house, revs, clock, dice }),
    notices: new Notices({ house, revs, clock, dice }),
  });
  onTestFinished(() => past.close());
  const parts: HttpParts = {
    ...{ ratings, tablets, past },
    reports: new ReportDesk((wish) =>
      makeReport(
        {
          ...{ figures: new FigureTable(house), staff: people.staff, clock },
          ...{ configuration: () => configuration, calendar: calendarOf(configuration.timeZone) },
        },
        wish,
      ),
    ),
    ...{ devices, printJobs, backups, sockets: () => 3 },
    ...{ rights, audit },
    posted: {
      notices: new Notices({ house, revs, clock, dice }),
      emergencies: new Emergencies({ house, revs, clock, dice }),
      roster: new Roster(house, revs),
      staffCards: new StaffCards({ house, revs, clock, dice }),
      today: () => calendarOf(configuration.timeZone)(clock.now()).date,
    },
    ...{ keeper, configuration, facts, log: weather.log, tickets, people, printing, clock, dice },
    links,
    ...{ visitors, desk, guard },
    guideShelf: {
      now: async (id) => {
        const guide = exampleGuides.find((one) => one.id === id);
        return guide ? { guide, mark: guideMark, files: [] } : null;
      },
      of: async (service) => ({
        mark: guideMark,
        guides: exampleGuides
          .filter((one) => one.service === service)
          .map(({ id, name }) => ({ id, name })),
      }),
    },
    paperOrders: {
      notice: async (wish, request) => {
        notices.push({ wish, request });
        return noticeSaid.now;
      },
    },
    guides: new GuideDesk({
      hall: keeper.hall,
      packages: new Packages({ house, revs, clock, dice }),
      services: () => configuration.services.map(({ id }) => id),
      today: () => calendarOf(configuration.timeZone)(clock.now()).date,
    }),
    ...{ cases: caseDesk.desk, settings: smallDesk({ house, revs, clock, keeper }) },
    distFolder: join(folder, 'dist'),
    version: '1.2.3',
    example: false,
    trustProxy: false,
    logger: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    ...wishes.parts,
  };
  const server = await listen(httpApp(parts), { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    weather.clear();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const { secret: token } = await people.tokens.make('gateway', null);
  const url = `http://127.0.0.1:${portOf(server)}`;
  const operations = operationsOf(parts);
  const ask = async (method: string, path: string, wish: Ask = {}): Promise<Answered> =>
    strict(operations, method, path, await send(url, method, path, { token, ...wish }));
  const get = (path: string, wish?: Ask) => ask('GET', path, wish);
  const post = (path: string, body?: unknown, wish?: Ask) => ask('POST', path, { body, ...wish });
  const hall = `/api/halls/${configuration.hall}`;
  if (wishes.open !== false) expect((await post(`${hall}/open-day`)).status).toBe(200);
  return {
    ...{ device, alarms, shown, printJobs, backups },
    ...{ parts, folder, url, server, clock, weather, lines, people, facts, tickets, printing },
    ...{ token, operations, hall, ask, get, post, notices, noticeSaid },
    /** What the follower of the log does: every ticket goes into the table. */
    fillTickets: () => fill(weather.log, tickets, configuration.hall),
    take: async (service: string, more: object = {}): Promise<Answered['body']> => {
      const answered = await post(`${hall}/tickets`, { service, ...more });
      expect(answered.status).toBe(201);
      return answered.body;
    },
    act: (counter: string, act: string, body?: object) =>
      post(`${hall}/counters/${counter}/${act}`, body),
  };
}

export type World = Awaited<ReturnType<typeof worldOf>>;

async function fill(log: Log, tickets: Tickets, hall: string): Promise<void> {
  const from = await tickets.cursor(hall);
  const rows: TicketRow[] = [];
  let day = '';
  for (const { seq, ...told } of (await log.read(`hall:${hall}`, 0)).map(toTold)) {
    if (told.type === 'day-opened') day = told.body.day;
    if (told.type !== 'ticket-issued' || seq <= from) continue;
    const { ticket, label, linkHash } = told.body;
    rows.push({ ticket, day, label, seq, linkHash });
  }
  await tickets.fill(hall, { from, to: await log.head(`hall:${hall}`) }, rows);
}

async function send(url: string, method: string, path: string, ask: Ask): Promise<Answered> {
  const { token, body, headers } = ask;
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { ...json, ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const parsed = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** Fails the test when an answer is not what the description of the API says. */
function strict(
  operations: readonly Operation[],
  method: string,
  path: string,
  answered: Answered,
): Answered {
  const operation = operations.find(
    (one) => one.method === method.toLowerCase() && patternOf(one.path).test(path),
  );
  const { status, body, headers } = answered;
  if (status >= 400 && headers.get('content-type')?.startsWith('application/problem+json')) {
    const name: ProblemName = body.refused ?? body.failed;
    expect(body).toMatchObject({ status, type: `/problems/${name}` });
    expect(keysOf(problemShape(name), body)).toEqual([]);
    if (operation) expect(problemsOf(operation)).toContainEqual({ name, status });
  } else if (operation && status < 300) {
    expect(status).toBe(operation.answer.status);
    const { schema, contentType } = operation.answer;
    if (contentType) expect(headers.get('content-type')).toBe(contentType);
    else if (schema) expect(keysOf(schema, body)).toEqual([]);
    else expect(answered.text).toBe('');
  }
  return answered;
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

/**
 * What is wrong with a body: complaints of its schema, and fields at its top that the schema does
 * not tell of.
 */
function keysOf(schema: z.ZodType, body: object): string[] {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => JSON.stringify(issue));
  return Object.keys(body).filter((key) => !(key in (parsed.data as object)));
}
