/**
 * What a hub of the soak is made of, beside its doors: keeper, tables and facts, and every follower that
 * server/hub.ts starts, on the stepped clock.
 */
import type { Log } from '../../../log/log.ts';
import { serveCases } from '../../../server/cases/serve.ts';
import { followFigures } from '../../../server/figures/follow.ts';
import { ForecastFollower } from '../../../server/followers/forecast.ts';
import { followMissedBookings } from '../../../server/followers/missed-bookings.ts';
import { followTickets } from '../../../server/followers/tickets.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { DayKeys, followDayKeys } from '../../../server/hall/day-key.ts';
import { putInForce } from '../../../server/hall/in-force.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { Facts } from '../../../server/house/facts.ts';
import { followHours, timeFacts } from '../../../server/house/hours-shown.ts';
import { followNotices, readPosted } from '../../../server/house/posted.ts';
import { Revs } from '../../../server/house/rev.ts';
import { markUnanswered } from '../../../server/house/unanswered.ts';
import { Approvals } from '../../../server/people/approvals.ts';
import { Audit } from '../../../server/people/audit.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import { Visitors } from '../../../server/people/visitors.ts';
import { serveRatings } from '../../../server/ratings/serve.ts';
import { sweepNowAndThen } from '../../../server/sweeping.ts';
import { tablesOn } from '../../../server/tables.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { hubTables } from '../../../tests/hall/world/tables.ts';
import { everyOf } from '../../../tests/hall/world/time.ts';
import { nightly, rests } from './hall.ts';
import { type Phones, textSettings } from './phones.ts';
import type { Place } from './place.ts';

/**
 * What looks again and again without being woken looks so many times more rarely here than in a hall:
 * it would be most of the work, and finds nothing that the others do not.
 */
const rarer = { forecast: 40, figures: 3, texts: 4, cases: 4, revs: 10 };
const beatMsMax = 60_000;
const hallKey = Buffer.alloc(32, 7);

export type Base = ReturnType<typeof baseOf>;
export type Served = ReturnType<typeof follow>['served'];

/** Keeper, tables, facts. `living`: the process's own clock; `clock`: the same with the believed time. */
export function baseOf(
  place: Place,
  isAlive: () => boolean,
  logFor: (committed: Place['committed']) => Log,
) {
  const living = restful(place, place.time.clockFor(isAlive));
  const complain = (what: string, error: unknown) => {
    if (isAlive()) place.complain(what, error);
  };
  const { configuration } = place.hall;
  const { hall } = configuration;
  const calendar = calendarOf(configuration.timeZone);
  const guard = new ClockGuard(living, complain);
  guard.start();
  const clock: Clock = { ...living, now: () => guard.now() };
  const log = logFor(place.committed);
  const house = hubTables(place, isAlive);
  const revs = new Revs(house, { every: everyOf(slower(living, rarer.revs)) });
  const { dice, links } = place;
  const choice = { kind: 'sqlite', path: '' } as const;
  const tables = tablesOn({ choice, house, revs, clock: living, dice });
  const emergency = () => facts.now.emergency?.kind ?? null;
  const kept = { hall, log, dice, calendar, guard, emergency, complain };
  const keeper = Keeper.start({ ...kept, clock: living });
  const today = () => calendar(guard.now()).date;
  const facts = new Facts({
    ...{ hall, revs, clock: living, complain, texts: true },
    ...{ devices: tables.deviceStates, jobs: tables.printJobs, help: tables.helpCalls },
    posted: () => readPosted({ ...tables, hall, today }),
    time: timeFacts({ calendar, guard, holidaysUnknown: [] }),
  });
  const keys = new DayKeys({ house, hall, hallKey, dice });
  const { watchList } = tables;
  const visitors = new Visitors({ keeper, keys, hallKey, complain, watchList });
  return {
    ...{ keeper, clock, living, dice, links, complain, log, calendar, guard, configuration },
    ...{ hall, house, revs, tables, facts, keys, visitors, today },
  };
}

/** Everything that follows the hall, from now on until the process dies. */
export function follow(
  base: Base,
  place: Place,
  providers: ReturnType<Phones['providers']>,
  caseLog: () => Log,
) {
  const { tables, clock, living, house, hall, dice, complain, configuration } = base;
  putInForce(base);
  const forecast = new ForecastFollower({
    ...{ ...base, forecasts: tables.forecasts },
    clock: slower(clock, rarer.forecast),
  });
  const texts = serveTexts({
    ...{ ...base, settings: textSettings, providers, dutyPhones: new Map() },
    ...{ publicUrl: configuration.publicUrl ?? null, clock: slower(clock, rarer.texts) },
  });
  const desk = new BookingDesk({
    ...{ ...base, forecast, hallKey, bookings: tables.bookings },
    texts: () => texts.desk,
  });
  const cases = serveCases({
    ...{ ...base, log: caseLog(), settings: place.hall.cases, special: () => [] },
    clock: slower(clock, rarer.cases),
  });
  followTickets({ ...base, tickets: tables.tickets });
  followFigures({ ...base, figures: tables.figures, clock: slower(clock, rarer.figures) });
  followMissedBookings({ ...base, bookings: tables.bookings });
  followHours(base);
  followDayKeys(base);
  markUnanswered({ ...base, helpCalls: tables.helpCalls });
  followNotices({ ...base, ...tables });
  const audit = new Audit(house, living, hall, complain);
  const approvals = new Approvals(house, living, dice);
  sweepNowAndThen({ ...tables, audit, approvals }, { ...base, guides: place.hall.guides });
  const served = { ...serveRatings(base), cases: cases.keeper, tables };
  return { forecast, texts: texts.desk, desk, served };
}

const slower = (clock: Clock, times: number): Clock => ({
  ...clock,
  setTimeout: (act, ms) => clock.setTimeout(act, ms * times),
});

/** The hall's clock, on which beats come more rarely while nobody is there. */
const restful = ({ time, size }: Place, clock: Clock): Clock => ({
  ...clock,
  setTimeout: (act, ms) => {
    const rarely = ms < beatMsMax && rests(size, time);
    return clock.setTimeout(act, rarely ? ms * nightly : ms);
  },
});
