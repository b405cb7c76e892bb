/**
 * The ratings of a time as a page shows them: the latest of more than a list holds, counts of all of them,
 * what was excluded marked, and the patterns as the plain functions find them.
 */
import { expect, it } from 'vitest';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { inPieces } from '../../../server/house/database.ts';
import { stepKey } from '../../../server/house/rating-looks.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { RatingDesk } from '../../../server/ratings/desk.ts';
import { patternsOf, usualPatterns } from '../../../server/ratings/suspicious.ts';
import { Chance } from '../../hall/world/chance.ts';
import { caseIn } from '../figures/cases.suite.ts';
import type { Place } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';

const hall = 'dongcheng';
const many = 10_001;

async function deskOn(place: Place) {
  const house = await place.open();
  const clock = new HubClock();
  const ratings = new Ratings(house, clock);
  const words = new RatingWords(house, clock);
  const calendar = calendarOf('Asia/Shanghai');
  return { house, ratings, desk: new RatingDesk({ hall, ratings, words, calendar, clock }) };
}

const row = (index: number, level: number | null) => ({
  ...{ hall, ticket: `t-${index}`, step: 0, level, source: 'pad' as const, at: index * 60_000 },
  ...{ prompted_at: null, device: null, token: 1, tags: null, tags_version: null },
});

export function looksSuite(place: () => Place): void {
  it('of 10,001 ratings the latest are told, and all of them are counted', async () => {
    const { house, desk } = await deskOn(place());
    // Every tenth is bad, every hundredth was asked in vain, and the first one was given too soon.
    const levelOf = (index: number) => (index % 100 === 0 ? null : index % 10 === 1 ? 1 : 5);
    const rows = Array.from({ length: many }, (_, index) => row(index, levelOf(index)));
    const soon = rows.map((one, index) =>
      index === 1 ? { ...one, prompted_at: one.at - 1_000 } : one,
    );
    for (const piece of inPieces(soon))
      await house.db.insertInto('ratings').values(piece).execute();
    const again = { ...row(9_991, 2), level: 2, at: many * 60_000, source: 'phone' as const };
    const { prompted_at: _, ...followup } = again;
    await house.db.insertInto('rating_followups').values(followup).execute();
    const closed = { as: 'excluded', at: 1 } as const;
    await caseIn(house, { ticket: 't-9991', step: 0, cameAt: 0, closed });
    await caseIn(house, { ticket: 't-1', step: 0, cameAt: 0, closed: { as: 'solved', at: 1 } });

    const { counts, ratings } = await desk.latest(0, (many + 1) * 60_000, 500);
    const unanswered = Math.ceil(many / 100);
    expect(counts).toEqual({
      ...{ total: many + 1, unanswered, rated: many + 1 - unanswered },
      // The first and the second rating of the one that was excluded are taken out.
      ...{ bad: 999, excluded: 2, suspicious: 1 },
    });
    expect(ratings).toHaveLength(500);
    expect(ratings.slice(0, 2).map(({ ticket, number }) => [ticket, number])).toEqual([
      ['t-9991', 2],
      ['t-10000', 1],
    ]);
    expect(ratings.at(-1)?.ticket).toBe(`t-${many - 499}`);
    expect(ratings.filter(({ excluded }) => excluded).map(({ number }) => number)).toEqual([2, 1]);
    // What is chosen is looked for in the whole of the time, and not among the latest.
    const only = { level: null, channel: null, counter: null, looked: false } as const;
    const time = [0, (many + 1) * 60_000, 500] as const;
    const bad = await desk.latest(...time, { ...only, level: 1 });
    expect(bad.counts).toEqual({
      ...{ total: 1_000, rated: 1_000, unanswered: 0, bad: 999, excluded: 1, suspicious: 1 },
    });
    expect(bad.ratings).toHaveLength(500);
    const out = await desk.latest(...time, { ...only, level: 'excluded' });
    expect(out.ratings.map(({ ticket }) => ticket)).toEqual(['t-9991', 't-9991']);
    const looked = await desk.latest(...time, { ...only, looked: true });
    expect(looked.ratings.map(({ ticket, patterns }) => [ticket, ...patterns])).toEqual([
      ['t-1', 'too-quick'],
    ]);
    const asked = await desk.latest(...time, { ...only, level: 'unanswered', channel: 'pad' });
    expect(asked.counts).toMatchObject({ total: unanswered, rated: 0, unanswered });
    const none = await desk.latest(0, 0, 500);
    expect(none).toMatchObject({ ratings: [], counts: { total: 0, bad: 0, suspicious: 0 } });
  });

  it('the database finds the patterns that the plain functions find', async () => {
    const { house, ratings } = await deskOn(place());
    const chance = new Chance(5);
    let at = 1_000_000;
    const rows = Array.from({ length: 1_500 }, (_, index) => {
      at += chance.hit(0.03) ? 90_000 : 1 + Math.floor(chance.next() * 12_000);
      const good = index % 500 < 400 ? 0.985 : 0.5;
      const level = chance.hit(0.05) ? null : chance.hit(good) ? 5 : chance.pick([1, 2, 3, 4]);
      const device = chance.pick([null, 'pad@counter-3', 'pad@counter-3', 'tablet@5']);
      const source: 'pad' | 'tablet' | 'phone' =
        device === null ? 'phone' : device === 'tablet@5' ? 'tablet' : 'pad';
      const asked = chance.hit(0.3) ? at - Math.floor(chance.next() * 20_000) : null;
      const token = chance.pick([null, 1, 1, 0]);
      return { ...row(index, level), at, device, source, prompted_at: asked, token };
    });
    for (const piece of inPieces(rows))
      await house.db.insertInto('ratings').values(piece).execute();
    const span = { from: 0, to: at + 1, shownFrom: 0 };
    const found = await ratings.suspiciousOf(hall, span, usualPatterns);
    const looked = (await ratings.between(hall, 0, at + 1)).map((one) => ({
      ...one,
      counter: one.device?.slice(one.device.indexOf('@') + 1).replace('counter-', '') ?? null,
    }));
    const plain = [...patternsOf(looked)].map(
      ([{ ticket, step }, patterns]) => [stepKey(ticket, step), [...patterns].sort()] as const,
    );
    expect(new Set(plain.flatMap(([, patterns]) => patterns)).size).toBe(4);
    expect(found.count).toBe(plain.length);
    const told = [...found.of].map(([key, patterns]) => [key, [...patterns].sort()] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(plain));
    const late = await ratings.suspiciousOf(hall, { ...span, shownFrom: at }, usualPatterns);
    expect(late.count).toBe(plain.length);
    expect(late.of.size).toBeLessThan(3);
  });
}
