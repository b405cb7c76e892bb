/**
 * What cases do to figures: a rating that was excluded counts beside the others and nowhere else, for as
 * long as its case says so.
 */
import { expect, it } from 'vitest';
import type { ClosedAs } from '../../../core/cases/case.ts';
import type { ReportRow } from '../../../server/figures/report.ts';
import { written } from '../../../server/figures/written.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { exampleHall } from '../../core/halls.ts';
import { day } from '../cli/day.ts';
import type { Place } from '../house/databases.ts';
import { rated, reportFor } from './report.suite.ts';

const { hall } = exampleHall();

export interface Said {
  readonly kind?: 'bad-rating' | 'failed-errand' | 'complaint' | 'disclosure' | 'experience';
  readonly source?: string;
  readonly ticket?: string | null;
  readonly step?: number | null;
  readonly cameAt: number;
  readonly dueAt?: number;
  readonly closed?: { readonly as: ClosedAs | 'explained-not-reached'; readonly at: number } | null;
  /** Stages that it has come to. */
  readonly came?: readonly string[];
  readonly explained?: boolean;
}

let numbers = 0;

/** A case as its row says it, with what of its body figures look at. */
export async function caseIn({ db }: HouseDatabase, said: Said): Promise<string> {
  const { kind = 'bad-rating', source = 'pad', cameAt, dueAt = cameAt + 604_800_000 } = said;
  const { ticket = null, step = null, closed = null, came = [], explained = false } = said;
  numbers += 1;
  const id = `case-${numbers}`;
  const marks = Object.fromEntries(came.map((stage) => [stage, { at: cameAt, by: 'x', seq: 1 }]));
  const one = { id, kind, source, explained, closed };
  await db
    .insertInto('cases')
    .values({
      ...{ hall, id, number: `2026-${numbers}`, kind, seq: 2, light: 'green', unit: null },
      ...{ stage: closed ? 'closed' : 'opened', ticket, step, opened_by: 'system:hub' },
      ...{ came_at: cameAt, due_at: dueAt, closed_at: closed?.at ?? null, next_at: null },
      ...{ form: null, body: JSON.stringify({ one, marks }) },
    })
    .execute();
  return id;
}

export function casesSuite(place: () => Place): void {
  it('a rating whose dispute was upheld counts as excluded and as nothing else', async () => {
    const { parts, finished } = await rated(place());
    const { house } = parts.figures;
    const bad = finished.flatMap(({ body, at }, index) => {
      const level = index % 3 === 2 ? 0 : 5 - (index % 5);
      return level === 1 || level === 2 ? [{ ...body, at, level }] : [];
    });
    const [first, second, third] = bad;
    if (!first || !second || !third) throw new Error('a morning has three bad ratings');
    const before = await reportFor(parts, day);
    const made = ({ ticket, step, at }: typeof first, as: ClosedAs | null) =>
      caseIn(house, {
        ...{ ticket, step, cameAt: at + 9_000 },
        closed: as && { as, at: at + 86_400_000 },
      });
    const id = await made(first, 'excluded');
    await made(second, 'solved');
    await made(third, null);

    const name = first.level === 1 ? 'l1' : 'l2';
    const pick = (rows: readonly ReportRow[], key: string) =>
      rows.find((row) => row.key === key)?.counts ?? {};
    const leg = await house.db
      .selectFrom('figure_legs')
      .select(['service', 'clerk'])
      .where('ticket', '=', first.ticket)
      .where('step', '=', first.step)
      .executeTakeFirstOrThrow();
    for (const period of [day, '2026-W47', '2026-11', '2026']) {
      const after = await reportFor(parts, period);
      const given = (row: ReportRow) =>
        ['l1', 'l2', 'l3', 'l4', 'l5'].reduce((sum, level) => sum + (row.counts[level] ?? 0), 0);
      expect(given(after.all)).toBe(given(before.all) - 1);
      expect(after.all.counts.excluded).toBe(1);
      expect(after.all.counts[name]).toBe((before.all.counts[name] ?? 0) - 1);
      // It was given: nobody was asked in vain.
      expect(after.all.figures.activeRating).toBeCloseTo(before.all.figures.activeRating ?? 0, 9);
      expect(after.all.figures.unrated).toBeCloseTo(before.all.figures.unrated ?? 0, 9);
      expect(after.all.figures.bad).toBeLessThan(before.all.figures.bad ?? 0);
      expect(after.all.figures.satisfaction).toBeGreaterThan(before.all.figures.satisfaction ?? 9);
      for (const [rows, old, key] of [
        [after.clerks, before.clerks, leg.clerk ?? ''],
        [after.services, before.services, leg.service],
        [after.ratingChannels, before.ratingChannels, 'pad'],
        [after.counters, before.counters, first.counter],
      ] as const) {
        expect(pick(rows, key)).toMatchObject({ excluded: 1 });
        expect(pick(rows, key)[name]).toBe((pick(old, key)[name] ?? 0) - 1);
      }
      const hours = after.hours.map(({ counts }) => counts.excluded ?? 0);
      expect(hours.reduce((sum, one) => sum + one, 0)).toBe(1);
      if (period === '2026-11') expect(after.months[0]?.figures.bad).toBe(after.all.figures.bad);
      const clerks = written(after, 'en').tables.find((table) => table.id === 'clerks');
      expect(clerks?.rows.map((row) => row[clerks.columns.indexOf('Excluded')])).toContain('1');
    }

    // Taken up again it counts again.
    await house.db.updateTable('cases').set({ closed_at: null }).where('id', '=', id).execute();
    const again = await reportFor(parts, day);
    expect(again.all.counts).toMatchObject({ [name]: before.all.counts[name] });
    expect(again.all.counts.excluded ?? 0).toBe(0);
  });

  it('bad ratings put right: of those that were so, whichever way a case was closed', async () => {
    const { parts, finished } = await rated(place());
    const { house } = parts.figures;
    const at = Date.parse(`${day}T12:00:00+08:00`);
    const [step] = finished;
    if (!step) throw new Error('a morning finishes a step');
    const { ticket, step: index, counter } = step.body;
    const about = { cameAt: at - 604_800_000, dueAt: at };
    const so = { ...about, came: ['dispatched', 'confirmed'] };
    const closed = (as: NonNullable<Said['closed']>['as'], when = at) => ({
      closed: { as, at: when },
    });
    const ways: Said[] = [
      { ...so, ...closed('solved'), ticket, step: index },
      { ...so, ...closed('not-reached', at + 1) },
      { ...so, ...closed('excluded') },
      { ...about, ...closed('excluded') },
      { ...about, ...closed('explained'), came: ['explained'], explained: true },
      { ...about, ...closed('explained-not-reached'), came: ['explained'], explained: true },
      // As it was written before explained ones had an end of their own.
      { ...about, ...closed('not-reached'), came: ['explained'], explained: true },
      so,
      about,
      // Due on another day, and of another kind.
      { ...so, ...closed('solved'), cameAt: at, dueAt: at + 604_800_000 },
      { ...so, ...closed('solved'), kind: 'complaint' },
    ];
    for (const way of ways) await caseIn(house, way);
    const { all, counters } = await reportFor(parts, day);
    expect(all.counts).toMatchObject({
      ...{ 'cases.opened': 1, 'cases.due': 9, 'cases.inTime': 6, 'cases.closed': 8 },
      ...{ 'cases.confirmed': 3, 'cases.solved': 2 },
    });
    expect(all.figures.rectified).toBeCloseTo(2 / 3, 9);
    expect(all.figures.closedInTime).toBeCloseTo(6 / 9, 9);
    const of = counters.find(({ key }) => key === counter);
    expect(of?.counts).toMatchObject({ 'cases.confirmed': 1, 'cases.solved': 1 });
    expect(of?.figures.rectified).toBe(1);
  });

  it('cases by kind: new, closed, in time and overdue', async () => {
    const { parts } = await rated(place());
    const { house } = parts.figures;
    const at = Date.parse(`${day}T12:00:00+08:00`);
    const month = 30 * 86_400_000;
    const closed = (when: number) => ({ closed: { as: 'solved' as const, at: when } });
    const cases: Said[] = [
      { kind: 'complaint', source: '12345', cameAt: at, ...closed(at + 1) },
      { kind: 'complaint', source: '12345', cameAt: at - month, dueAt: at - 1, ...closed(at) },
      { kind: 'complaint', source: 'paper', cameAt: at - month, dueAt: at - 1 },
      { kind: 'failed-errand', cameAt: at, dueAt: at + month },
      // Closed before the period, and come after it.
      { kind: 'disclosure', cameAt: at - month, ...closed(at - month + 1) },
      { kind: 'experience', cameAt: at + month },
    ];
    for (const one of cases) await caseIn(house, one);
    const report = await reportFor(parts, day);
    expect(report.cases).toEqual([
      { kind: 'failed-errand', opened: 1, closed: 0, inTime: 0, overdue: 0 },
      { kind: 'complaint-12345', opened: 1, closed: 2, inTime: 1, overdue: 0 },
      { kind: 'complaint', opened: 0, closed: 0, inTime: 0, overdue: 1 },
    ]);
    const table = written(report, 'zh-Hans').tables.find(({ id }) => id === 'cases');
    expect(table?.rows[1]).toEqual(['12345热线', '1', '2', '1', '0']);
  });
}
