/**
 * The follower that says how long still: what it shows, promises, tells the rules and writes down, and
 * that it holds the thread for moments only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serviceId, ticketId } from '../../../core/hall/ids.ts';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import { ForecastFollower, type ForecastParts } from '../../../server/followers/forecast.ts';
import type { Wish } from '../../../server/hall/keeper.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { Forecasts } from '../../../server/house/forecasts.ts';
import { clerk, kiosk, wang } from '../../core/hall.ts';
import { place, smallHall, ticketClass } from '../../core/halls.ts';
import { hall, openHall } from '../hall/rig.ts';

const [a, b] = [serviceId('a'), serviceId('b')];
const minuteMs = 60_000;

type Opened = Awaited<ReturnType<typeof openHall>>;

async function followed(
  changes: (opened: Opened) => Partial<ForecastParts> = () => ({}),
  configuration = smallHall(),
) {
  const opened = await openHall(configuration);
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-forecast-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const forecasts = new Forecasts(house);
  const shown: HouseFacts['forecast'][] = [noFacts.forecast];
  const follower = new ForecastFollower({
    ...{ keeper: opened.keeper, log: opened.log, clock: opened.clock, forecasts },
    facts: { showForecast: (forecast) => shown.push(forecast) },
    complain: (what) => opened.complaints.push(what),
    ...changes(opened),
  });
  onTestFinished(() => follower.end());
  return {
    ...{ ...opened, house, forecasts, follower, shown },
    /** Lets the next forecast come about, and its rows be written. */
    next: async (ms: number) => {
      opened.clock.step(ms);
      await Promise.race([5_000, 10_000, 30_000].map((wait) => opened.clock.armed(wait)));
    },
  };
}

it('says for everybody who waits how long still, and for who would come', async () => {
  const { ask, next, shown, follower } = await followed();
  await ask(wang.signsIn('1'));
  for (let n = 0; n < 4; n += 1) await ask(kiosk.takes('a'));
  await ask(wang.callsNext('1'));
  await next(5_000);
  const { services, tickets } = shown.at(-1) ?? noFacts.forecast;
  expect([...tickets.keys()]).toHaveLength(3);
  const lows = [...tickets.values()].map(({ low }) => low);
  expect(lows).toEqual(lows.toSorted((one, other) => one - other));
  expect(services.get(a)?.low).toBeGreaterThan(10);
  // Nobody serves c: nothing is known of it, and nothing is said.
  expect(services.has(serviceId('c'))).toBe(false);
  expect(follower.promisedFor(a, undefined)).toEqual(services.get(a));
  expect(follower.promisedFor(serviceId('c'), undefined)).toBeNull();
});

it('a rush with a change in every moment does not put it off', async () => {
  const { ask, next, shown, clock } = await followed();
  await ask(wang.signsIn('1'));
  await next(5_000);
  const before = shown.length;
  for (let changes = 0; changes < 100; changes += 1) {
    await ask(kiosk.takes('a'));
    clock.step(250);
  }
  await expect.poll(() => shown.length).toBeGreaterThan(before);
});

it('a promise is not given by an old forecast', async () => {
  const { ask, next, follower, clock } = await followed();
  await ask(wang.signsIn('1'));
  await next(5_000);
  expect(follower.promisedFor(a, undefined)).not.toBeNull();
  follower.end();
  clock.step(121_000);
  expect(follower.promisedFor(a, undefined)).toBeNull();
});

it('what was shown is written down and meets its truth when the ticket is called', async () => {
  const { ask, next, forecasts, house } = await followed();
  await ask(wang.signsIn('1'));
  await ask(kiosk.takes('a'));
  const waits = await ask(kiosk.takes('a'));
  await ask(wang.callsNext('1'));
  await next(5_000);
  await ask(wang.finishes('1'));
  await ask(wang.callsNext('1'));
  await next(8 * minuteMs);
  const rows = await house.db.selectFrom('forecasts_not_rebuildable').selectAll().execute();
  const ticket = 'ticket' in waits ? String(waits.ticket) : '';
  expect(rows.filter((row) => row.ticket === ticket)).toMatchObject([{ hall, truth: 0 }]);
  expect(await forecasts.held(hall, 0)).toEqual({ scored: 1, withinHigh: 1, withinLow: 1 });
});

it('old rows go, and a hall keeps no more than its bound', async () => {
  const { forecasts } = await followed();
  const day = 24 * 60 * minuteMs;
  const rows = [1, 20, 30].map((days) => ({
    ...{ ticket: ticketId(`t${days}`), at: 40 * day - days * day, low: 1, high: 2 },
  }));
  await forecasts.add(hall, rows);
  expect(await forecasts.prune(hall, 40 * day)).toBe(2);
});

it('the rules of the tide are told once a minute, and only where there are any', async () => {
  const told: Wish[] = [];
  const rules = [{ service: a, counters: [], openAbove: 20, closeBelow: 10 }];
  const { ask, next, clock, keeper } = await followed(undefined, smallHall({ tideRules: rules }));
  const submit = keeper.submit.bind(keeper);
  keeper.submit = (wish) => {
    if (wish.by.kind === 'hub' && wish.by.id === 'forecast') told.push(wish);
    return submit(wish);
  };
  await ask(wang.signsIn('1'));
  await next(5_000);
  await next(30_000);
  expect(told).toHaveLength(1);
  expect(told[0]?.command).toMatchObject({
    type: 'tell-forecast',
    forecasts: [{ service: a }],
  });
  await next(30_000);
  await next(30_000);
  expect(told).toHaveLength(2);
  expect(new Set(told.map(({ requestId }) => requestId)).size).toBe(2);
  clock.step(0);
});

it('tables that are away hold nobody up: it complains and goes on', async () => {
  const away = async () => {
    throw new HouseFailure('unavailable', 'away');
  };
  const { ask, next, shown, complaints } = await followed(() => ({
    forecasts: { add: away, score: away, prune: async () => 0 },
  }));
  await ask(wang.signsIn('1'));
  await ask(kiosk.takes('a'));
  await next(5_000);
  expect(shown.at(-1)?.tickets.size).toBe(1);
  expect(complaints).toEqual(['the forecast could not be made']);
});

it('bookings that may still come count', async () => {
  const classes = [
    ticketClass('ordinary', 'ordinary'),
    ticketClass('booked', 'booked', { base: 60 }),
  ];
  const highWith = async (bookings: number) => {
    const due = async (slotAt: number) =>
      Array.from({ length: bookings }, () => ({ service: b, slotAt }));
    const { ask, next, shown } = await followed(() => ({ due }), smallHall({ classes }));
    await ask(wang.signsIn('1'));
    await ask(kiosk.takes('b'));
    await ask(wang.callsNext('1'));
    await next(5_000);
    return shown.at(-1)?.services.get(b)?.high ?? 0;
  };
  expect(await highWith(12)).toBeGreaterThan((await highWith(0)) + 30);
});

it('a hall of hundreds is forecast in slices, between which others have the thread', async () => {
  const counters = Array.from({ length: 20 }, (_, index) => place(`${index + 1}`, ['a', 'b']));
  let [breaths, looks] = [0, 0];
  const { ask, next, shown } = await followed(
    ({ clock }) => ({
      clock: {
        now: () => clock.now(),
        // Every look at the clock finds a millisecond gone.
        monotonic: () => {
          looks += 1;
          return looks;
        },
        setTimeout: (act, ms) => clock.setTimeout(act, ms),
        clearTimeout: (timer) => clock.clearTimeout(timer),
        soon: (act) => {
          breaths += 1;
          clock.soon(act);
        },
      },
    }),
    smallHall({ counters }),
  );
  for (const { id } of counters) await ask(clerk(`clerk-${id}`).signsIn(id));
  await Promise.all(Array.from({ length: 300 }, (_, n) => ask(kiosk.takes(n % 2 ? 'a' : 'b'))));
  await next(5_000);
  expect(shown.at(-1)?.tickets.size).toBe(300);
  expect(breaths).toBeGreaterThan(2);
});
