/**
 * The tables of figures on random days: filled in bites of any size, by one hub or by two in turns, or
 * made again from the log, they hold the same, and it is what the log says by plain counting.
 */
import { expect, it } from 'vitest';
import { memoryLog } from '../../../log/memory.ts';
import { waitsOf } from '../../../server/cli/replay/figures.ts';
import { Filling, followFigures, rebuildFigures } from '../../../server/figures/follow.ts';
import { bucketEnds, bucketOf, durations, type Sums } from '../../../server/figures/sums.ts';
import { FigureTable } from '../../../server/figures/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { exampleHall } from '../../core/halls.ts';
import { Chance } from '../../hall/world/chance.ts';
import { day, Morning, write } from '../cli/day.ts';
import type { Place } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { nine } from './events.ts';

const { hall } = exampleHall();
const calendar = calendarOf('Asia/Shanghai');
const minuteMs = 60_000;

async function dayOf(place: Place, seed: number) {
  const morning = new Morning(seed, 80);
  const log = memoryLog();
  await write(log, morning);
  const figures = new FigureTable(await place.open());
  return { morning, log, figures, parts: { hall, log, figures, calendar } };
}

/** Everything that the tables say, in an order of its own. */
async function told({ house: { db } }: FigureTable) {
  const [legs, sums, ratings, states] = [
    await db.selectFrom('figure_legs').selectAll().orderBy('ticket').orderBy('step').execute(),
    await db.selectFrom('figure_sums').selectAll().execute(),
    await db.selectFrom('figure_ratings').selectAll().execute(),
    await db.selectFrom('figure_states').selectAll().execute(),
  ];
  const named = sums.map(({ span, dim, key, body }): [string, Sums] => [
    `${span} ${dim} ${key}`,
    JSON.parse(body) as Sums,
  ]);
  const rated = ratings.map((row): [string, object] => [`${row.day} ${row.dim} ${row.key}`, row]);
  return {
    legs,
    sums: Object.fromEntries(named),
    ratings: Object.fromEntries(rated),
    seq: states.map(({ seq }) => seq),
  };
}

export function fillingSuite(place: () => Place): void {
  it.each([1, 2, 3])('filled in random bites by two hubs = made again (day %i)', async (seed) => {
    const { log, figures, parts, morning } = await dayOf(place(), seed);
    const chance = new Chance(seed);
    const hubs = [new Filling(parts), new Filling(parts)];
    let more = true;
    while (more) {
      // Now and then a hub begins anew, from what the tables hold.
      if (chance.hit(0.1)) hubs[0] = new Filling(parts);
      more = (await chance.pick(hubs).page(1 + Math.floor(chance.next() * 60))) || (await left());
    }
    async function left() {
      return (await figures.cursor(hall)) < (await log.head(`hall:${hall}`));
    }
    const finished = morning.told.flatMap((one) =>
      one.type === 'step-finished' ? [one.body] : [],
    );
    for (const { ticket, step } of finished.filter(() => chance.hit(0.6))) {
      const level = chance.pick([5, 4, 3, 2, 1, null]);
      const source = chance.pick(['pad', 'phone'] as const);
      const rating = { hall, ticket, step, level, source, at: nine };
      await figures.house.db.insertInto('ratings').values(rating).execute();
    }
    const now = Date.parse('2026-11-21T00:00:00+08:00');
    while (await hubs[1]?.ratings(now)) {}
    const lived = await told(figures);
    expect(lived.legs.length).toBeGreaterThan(70);
    expect(lived.ratings[`${day} all `]).toBeDefined();
    const clock = { now: () => now, soon: (work: () => void) => void setImmediate(work) };
    await rebuildFigures({ ...parts, clock });
    expect(await told(figures)).toEqual(lived);
  });

  it.each([6, 7])('the sums are what plain counting of the log says (day %i)', async (seed) => {
    const { figures, parts, morning } = await dayOf(place(), seed);
    const filling = new Filling(parts);
    while (await filling.page()) {}
    const naive = waitsOf(morning.told);
    for (const span of [day, day.slice(0, 7)]) {
      const rows = await figures.sums(hall, span);
      const of = (dim: string, key: string) =>
        rows.find((row) => row.dim === dim && row.key === key)?.sums ?? {};
      const pairs = [
        { sums: of('all', ''), said: naive.all },
        ...[...naive.services].map(([id, said]) => ({ sums: of('service', id), said })),
      ];
      for (const { sums, said } of pairs) {
        const waits = durations(sums, 'toCall');
        expect(waits.n).toBe(said.called);
        expect(sums.missed ?? 0).toBe(said.missed);
        if (said.called === 0) continue;
        expect((waits.mean ?? 0) / minuteMs).toBeCloseTo(said.mean, 2);
        expect((waits.longest ?? 0) / minuteMs).toBeCloseTo(said.longest, 6);
        for (const [got, wanted] of [
          [waits.p50, said.p50],
          [waits.p90, said.p90],
        ] as const) {
          const end = bucketEnds[bucketOf(Math.round(wanted * minuteMs))] ?? 0;
          expect(got).toBe(Math.min(end, waits.longest ?? 0));
        }
      }
    }
    const counted = (type: string) => morning.told.filter((one) => one.type === type).length;
    const [all] = (await figures.sums(hall, day)).filter(({ dim }) => dim === 'all');
    expect(all?.sums.issued).toBe(counted('ticket-issued'));
    expect(all?.sums.finished).toBe(counted('step-finished'));
    expect(all?.sums.calls).toBe(counted('ticket-called'));
  });

  it('the follower takes up what stands there, then what comes; a failure is tried again', async () => {
    const { log, parts, figures, morning } = await dayOf(place(), 9);
    const clock = new HubClock();
    const complaints: string[] = [];
    const wakes = new Set<() => void>();
    let away = true;
    const end = followFigures({
      ...{ ...parts, clock, complain: (what: string) => complaints.push(what) },
      log: {
        read: (...asked) => (away ? Promise.reject(new Error('away')) : log.read(...asked)),
      },
      keeper: {
        hall,
        follow: (listen) => {
          const wake = () => listen({} as never);
          wakes.add(wake);
          return () => wakes.delete(wake);
        },
      },
    });
    clock.step(0);
    await clock.armed(5_000);
    expect(complaints).toEqual(['the figures could not be filled']);
    away = false;
    clock.step(5_000);
    for (let at = 250; at < morning.drafts.length; at += 250) {
      await clock.armed(150);
      clock.step(150);
    }
    await clock.armed(60_000);
    expect(await figures.cursor(hall)).toBe(morning.drafts.length);
    const closing = morning.drafts.at(-1);
    if (!closing) throw new Error('a morning ends');
    const after = morning.drafts.length;
    await log.append(`hall:${hall}`, { after, cmds: ['x'] }, () => [{ ...closing, cmd: 'x' }]);
    for (const wake of wakes) wake();
    await clock.armed(10_000);
    clock.step(10_000);
    await clock.armed(60_000);
    expect(await figures.cursor(hall)).toBe(morning.drafts.length + 1);
    await end();
  });
}
