/**
 * What opens a case by itself, exactly one, whichever hub looks and whenever one dies; and what time
 * brings about.
 */
import { expect, onTestFinished, test } from 'vitest';
import type { Draft } from '../../../log/log.ts';
import { followCases } from '../../../server/cases/following.ts';
import { passCaseTime } from '../../../server/cases/passing.ts';
import { believing } from '../../../server/hall/clock-guard.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { type Rating, Ratings } from '../../../server/house/ratings.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import type { Place } from '../house/databases.ts';
import { hall, hubOn, openedBy, opening, standOn } from './rig.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const stream = `hall:${hall}`;

export function followingSuite(place: () => Place): void {
  /** A stand on which ticket t1 has two steps: the first could not be done, the second was. */
  const halls = async () => {
    const stand = await standOn(place());
    const { clock, house, log } = stand;
    const tickets = new Tickets(house, new Cursors(house));
    const ratings = new Ratings(house, clock);
    const at = clock.now();
    const row = (type: string, v: number, cmd: string, body: object): Draft => ({
      ...{ at, type, v, cmd, part: 0, body: { by: 'clerk:wang', ticket: 't1', ...body } },
    });
    const finished = (step: number, outcome: string, items: object[] = []) => ({
      ...{ step, counter: '3', outcome, items },
    });
    await log.append(stream, { after: 0, cmds: [] }, () => [
      row('ticket-issued', 2, 'a', {
        steps: [
          { step: 0, service: 'tax', items: ['vat'] },
          { step: 1, service: 'permits', items: ['sign', 'food'] },
        ],
      }),
      row('step-finished', 2, 'b', finished(0, 'could-not')),
      row('step-finished', 2, 'c', finished(1, 'done', [{ item: 'food', outcome: 'could-not' }])),
      row('step-finished', 2, 'd', { ...finished(0, 'done'), ticket: 't2' }),
    ]);
    const ticket = { ticket: 't1', day: '2026-11-17', label: 'A001', seq: 1, linkHash: null };
    await tickets.fill(hall, { from: 0, to: 4 }, [ticket]);
    return { ...stand, tickets, ratings };
  };
  type Halls = Awaited<ReturnType<typeof halls>>;

  /** Follows until everything that is there has been taken up, then ends, as a hub that is shut. */
  const followOnce = async (stand: Halls, seed = 'one') => {
    const { cases, table } = hubOn(stand, seed);
    const { house, log, clock, tickets, ratings } = stand;
    const complain = (what: string, error: unknown) => expect([what, error]).toEqual([]);
    const end = followCases({
      ...{ hall, log, clock, tickets, ratings, cases, complain, cursors: new Cursors(house) },
      keeper: { follow: () => () => {}, look: () => Promise.reject(new Error('not asked')) },
    });
    await end();
    return table.list(hall);
  };
  const rate = (ratings: Ratings, step: number, level: Rating['level'], source: 'pad' | 'phone') =>
    ratings.keep(hall, { ticket: 't1', step, level, source });

  test('a step or an item that could not be done opens one failed errand, however often it is read', async () => {
    const stand = await halls();
    const found = await followOnce(stand);
    expect(found.map(({ one }) => [one.kind, one.about.step]).sort()).toEqual([
      ['failed-errand', 0],
      ['failed-errand', 1],
    ]);
    const about = found.find(({ one }) => one.about.step === 1)?.one.about;
    expect(about).toEqual({
      ...{ ticket: 't1', step: 1, service: 'permits', item: 'food', counter: '3', clerk: 'wang' },
    });
    // The cursor was lost, as if the hub had died before it moved.
    await stand.house.db.deleteFrom('follower_cursors').execute();
    await Promise.all([followOnce(stand, 'two'), followOnce(stand, 'three')]);
    expect(await followOnce(stand)).toHaveLength(2);
  });

  test('a rating of the last two levels opens one case, by whichever channel, also when it comes late', async () => {
    const stand = await halls();
    const { ratings, clock } = stand;
    await rate(ratings, 0, null, 'pad');
    await rate(ratings, 1, 3, 'pad');
    expect((await followOnce(stand)).filter(({ one }) => one.kind === 'bad-rating')).toEqual([]);
    clock.step(hourMs);
    const given = clock.now();
    await rate(ratings, 0, 1, 'phone');
    clock.step(1_000);
    await Promise.all([followOnce(stand), followOnce(stand, 'two')]);
    const found = await followOnce(stand);
    const [one, ...more] = found.filter((each) => each.one.kind === 'bad-rating');
    expect(more).toEqual([]);
    expect(one?.cameAt).toBe(given);
    expect(one?.one).toMatchObject({
      ...{ source: 'phone', reachable: false },
      about: { ticket: 't1', step: 0, service: 'tax', item: 'vat', counter: '3', clerk: 'wang' },
      deadlines: { amberAt: given + 5 * dayMs, dueAt: given + 7 * dayMs },
    });
  });

  test('a bad follow-up opens a case where the first rating was good, and no second one', async () => {
    const stand = await halls();
    const { ratings, clock } = stand;
    const again = (step: number) =>
      ratings.keepAgain(hall, { ticket: 't1', step, level: 1, source: 'phone' });
    await rate(ratings, 0, 5, 'pad');
    await rate(ratings, 1, 2, 'pad');
    clock.step(1_000);
    expect([await again(0), await again(1)]).toEqual([true, true]);
    clock.step(1_000);
    await followOnce(stand);
    const found = (await followOnce(stand)).filter(({ one }) => one.kind === 'bad-rating');
    expect(found.map(({ one }) => one.about.step).sort()).toEqual([0, 1]);
  });

  test('CASE-4 lights turn when their time has come, once, and across a hub that was off', async () => {
    const stand = await standOn(place());
    const { clock } = stand;
    const { cases, table } = hubOn(stand);
    const id = await openedBy(cases, opening('bad-rating'));
    const guard = believing(clock);
    const complain = (what: string, error: unknown) => expect([what, error]).toEqual([]);
    const look = async () => {
      await passCaseTime({ hall, cases, table, guard, clock, complain })();
      const { one, rows } = await cases.history(id);
      expect((await table.find(hall, id))?.one).toEqual(one);
      return [one?.light, rows.length];
    };
    expect(await look()).toEqual(['green', 1]);
    clock.step(5 * dayMs - 1);
    expect(await look()).toEqual(['green', 1]);
    clock.step(1);
    expect([await look(), await look()]).toEqual([
      ['amber', 2],
      ['amber', 2],
    ]);
    clock.step(4 * dayMs);
    expect(await look()).toEqual(['red', 3]);
    expect(await table.counts(hall)).toEqual({ open: 1, fresh: 1, amber: 0, red: 1 });
    expect(await table.nextDue(hall)).toBeNull();
  });

  test('the timer looks by itself, and not while the clock is not believed', async () => {
    const stand = await standOn(place());
    const { clock } = stand;
    const { cases, table } = hubOn(stand);
    const id = await openedBy(cases, opening('incident'));
    let believed = false;
    const guard = { now: () => clock.now(), agrees: () => believed };
    const end = passCaseTime({ ...{ hall, cases, table, guard, clock }, complain: () => {} });
    onTestFinished(end);
    await clock.armed(60_000);
    clock.step(30 * dayMs);
    await clock.armed(60_000);
    expect((await table.find(hall, id))?.one.light).toBe('green');
    believed = true;
    clock.step(60_000);
    await expect.poll(async () => (await table.find(hall, id))?.one.light).toBe('red');
  });
}
