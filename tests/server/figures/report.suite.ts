/**
 * Reports: their arithmetic against the log counted plainly, and what is written out of them in every
 * language and as files.
 */
import { expect, it, onTestFinished } from 'vitest';
import { memoryLog } from '../../../log/memory.ts';
import { exported } from '../../../server/figures/export.ts';
import { Filling } from '../../../server/figures/follow.ts';
import { makeReport } from '../../../server/figures/made.ts';
import { periodOf } from '../../../server/figures/periods.ts';
import { reportOn } from '../../../server/figures/report.ts';
import { FigureTable } from '../../../server/figures/table.ts';
import { reportTexts } from '../../../server/figures/texts/index.ts';
import { ReportThread } from '../../../server/figures/thread.ts';
import { written } from '../../../server/figures/written.ts';
import { readXlsx } from '../../../server/guides/import/xlsx.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { machineClock } from '../../../server/hall/clock.ts';
import { exampleHall } from '../../core/halls.ts';
import { day, Morning, write } from '../cli/day.ts';
import type { Place } from '../house/databases.ts';

const configuration = exampleHall();
const { hall } = configuration;
const calendar = calendarOf('Asia/Shanghai');
const now = Date.parse('2026-11-21T10:00:00+08:00');

/** A morning with a rating for every finished step: five, four, … one, and again. */
export async function rated(place: Place) {
  const house = await place.open();
  const figures = new FigureTable(house);
  const morning = new Morning(11, 60);
  const log = memoryLog();
  await write(log, morning);
  const finished = morning.told.flatMap((one) => (one.type === 'step-finished' ? [one] : []));
  for (const [index, { body, at }] of finished.entries()) {
    if (index % 3 === 2) continue;
    const { ticket, step } = body;
    const rating = { hall, ticket, step, level: 5 - (index % 5), source: 'pad', at: at + 9_000 };
    const shown = { prompted_at: at, device: null, token: 1, tags: null, tags_version: null };
    const row = { ...rating, ...shown, source: 'pad' as const };
    await house.db.insertInto('ratings').values(row).execute();
  }
  // Two came back: one puts off with four stars what had five, one with five what had two.
  const at = Date.parse(`${day}T20:00:00+08:00`);
  const again = { hall, source: 'phone', at, device: null } as const;
  for (const [index, level] of [4, 5].entries()) {
    const of = finished[index * 3]?.body;
    if (!of) throw new Error('a morning finishes more than three steps');
    const row = { ...again, ticket: of.ticket, step: of.step, level };
    const rest = { token: 1, tags: null, tags_version: null };
    await house.db
      .insertInto('rating_followups')
      .values({ ...row, ...rest })
      .execute();
  }
  const alarm = {
    hall,
    subject: 'printer@entrance-1',
    devices: '[]',
    fault: 'paper-out',
    times: 1,
  };
  const from = Date.parse('2026-11-19T23:00:00+08:00');
  const until = Date.parse('2026-11-20T02:00:00+08:00');
  const seen = { acknowledged_by: null, acknowledged_at: null };
  const stood = { id: 'a', raised_at: from, last_at: from, cleared_at: until, ...seen };
  await house.db
    .insertInto('device_alarms')
    .values({ ...alarm, ...stood })
    .execute();
  const filling = new Filling({ hall, log, figures, calendar });
  while (await filling.page()) {}
  while (await filling.ratings(now)) {}
  const clock = { now: () => now, soon: (work: () => void) => void setImmediate(work) };
  const staff = { list: async () => [{ id: 'c-1', name: '王小明' }] };
  const parts = { configuration: () => configuration, figures, staff, calendar, clock };
  return { parts, finished };
}

export const reportFor = async (parts: Parameters<typeof reportOn>[0], id: string) => {
  const period = periodOf(id);
  if (!period) throw new Error(id);
  return reportOn(parts, period);
};

export function reportSuite(place: () => Place): void {
  it('a day, its week, month and year say the same when nothing else was', async () => {
    const { parts, finished } = await rated(place());
    const ratings = finished.map((_, index) => (index % 3 === 2 ? null : 5 - (index % 5)));
    const given = ratings.filter((level) => level !== null);
    const share = (levels: readonly number[]) =>
      given.filter((level) => levels.includes(level)).length / given.length;
    const first = await reportFor(parts, day);
    for (const id of [day, '2026-W47', '2026-11', '2026']) {
      const { all, clerks, faults } = await reportFor(parts, id);
      expect(all).toEqual(first.all);
      expect(all.counts).toMatchObject({ finished: finished.length, days: 1 });
      expect(all.figures.activeRating).toBeCloseTo(given.length / finished.length, 9);
      expect(all.figures.unrated).toBeCloseTo(1 - given.length / finished.length, 9);
      expect(all.figures.good).toBeCloseTo(share([3, 4, 5]), 9);
      expect(all.figures.satisfied).toBeCloseTo(share([4, 5]), 9);
      expect(all.figures.bad).toBeCloseTo(share([1, 2]), 9);
      const sum = given.reduce((total, level) => total + level, 0);
      expect(all.figures.satisfaction).toBeCloseTo(sum / given.length, 9);
      expect(all.figures.closedInTime).toBeNull();
      expect(clerks.find(({ key }) => key === 'c-1')?.name?.en).toBe('王小明');
      const of = clerks.reduce((total, { counts }) => total + (counts.finished ?? 0), 0);
      expect(of).toBe(finished.length);
      // Of three hours two lie in this day, all three in its week.
      expect(faults).toMatchObject([{ alarms: 1, downMs: (id === day ? 2 : 3) * 3_600_000 }]);
    }
    const { all } = await reportFor(parts, '2026-11-19');
    expect(all.counts.finished).toBeUndefined();
  });

  it('second ratings stand beside the first ones, and months beside the period', async () => {
    const { parts } = await rated(place());
    const { all, months } = await reportFor(parts, '2026-11');
    expect(all.counts).toMatchObject({
      ...{ followups: 2, 'followups.better': 1, 'followups.worse': 1 },
    });
    expect(months.map(({ key }) => key)).toEqual(['2026-11']);
    expect(months[0]?.figures.good).toBe(all.figures.good);
    expect(months[0]?.toCall).toEqual(all.toCall);
    const before = await reportFor(parts, '2026-10');
    expect(before.months).toEqual([]);
    expect(before.all.counts.followups ?? 0).toBe(0);
  });

  it('written out in every language, and as files that can be read again', async () => {
    const { parts } = await rated(place());
    const report = await reportFor(parts, '2026-11');
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const { title, tables, lead, fill, charts } = written(report, language);
      expect(title).toBe(reportTexts[language].titles.month);
      expect([lead.length, fill.length]).toEqual([4, 4]);
      for (const { table, labels, series } of charts) {
        expect(tables.find(({ id }) => id === table)?.rows.length).toBeGreaterThan(0);
        for (const { values } of series) expect(values).toHaveLength(labels.length);
      }
      expect(charts.map(({ id }) => id)).toEqual(['hours', 'services']);
      for (const { columns, rows } of tables) {
        for (const row of rows) expect(row).toHaveLength(columns.length);
      }
      const ids = tables.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(['summary', 'clerks', 'load', 'ratedServices']));
    }
    const english = written(report, 'en');
    expect(english.tables.find(({ id }) => id === 'faults')?.rows[0]?.slice(0, 2)).toEqual([
      ...['Printer, Entrance kiosk 1', 'Paper out'],
    ]);
    const sheets = await readXlsx(await exported(english, 'xlsx'));
    expect(sheets).toHaveLength(1 + english.tables.length);
    expect(sheets[0]?.rows[1]?.cells[0]).toBe('2026-11-01 – 2026-11-30');
    expect(sheets[0]?.rows[2]?.cells[0]).toMatch(/gave \d+ tickets and finished \d+ steps/);
    const csv = String(await exported(english, 'csv'));
    expect(csv).toContain("[Clerks' record]");
    expect(csv).toContain('王小明');
  });

  it('made on a thread of its own it is the same, and a second one needs no new thread', async () => {
    const { parts } = await rated(place());
    const { choice } = place();
    const clock = { ...machineClock, now: () => now };
    const thread = new ReportThread({ ...parts, choice, clock });
    onTestFinished(() => thread.close());
    const period = periodOf('2026-11');
    if (!period) throw new Error('November is a month');
    for (const as of ['numbers', 'words', 'csv'] as const) {
      const wish = { period, as, language: 'en' } as const;
      const [there, here] = [await thread.make(wish), await makeReport(parts, wish)];
      expect(Buffer.from(there.bytes).toString()).toBe(Buffer.from(here.bytes).toString());
      expect([there.hall, there.title]).toEqual([here.hall, here.title]);
    }
  });

  it('a report whose thread is ended meanwhile fails, and the next has another', async () => {
    const { parts } = await rated(place());
    const period = periodOf(day);
    if (!period) throw new Error('a day is a period');
    const wish = { period, as: 'numbers', language: 'en' } as const;
    let asked = () => {};
    const staff = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const ended = new ReportThread({
      ...{ ...parts, choice: place().choice },
      clock: { ...machineClock, setTimeout: () => asked() },
    });
    const made = ended.make(wish);
    await staff;
    ended.close();
    await expect(made).rejects.toMatchObject({ name: 'HouseFailure', code: 'unavailable' });
    expect((await ended.make(wish)).bytes.length).toBeGreaterThan(100);
    ended.close();
  });
}
