/**
 * The holidays' file while the hub runs: read again when it changes, refused by line and rule with the
 * former kept, and the years that move on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { FollowedHolidays } from '../../../server/calendar/holidays-followed.ts';
import { SettingsError } from '../../../server/settings.ts';
import { smallHall } from '../../core/halls.ts';
import { HubClock } from '../http/clock.ts';

const minuteMs = 60_000;
const notice = (year: number, ...days: readonly string[]) => {
  const dates = days.map((day) => `      { "date": "${year}-${day}", "as": "closed" }`);
  return `{\n  "years": [\n    { "year": ${year}, "dates": [\n${dates.join(',\n')}\n    ] }\n  ]\n}\n`;
};

function world(first?: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'jinghao-holidays-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const path = join(dataDir, 'holidays.json');
  const write = (text: string) => writeFileSync(path, text);
  if (first !== undefined) write(first);
  const clock = new HubClock();
  let date = '2039-11-17';
  const missing: (readonly number[])[] = [];
  const complaints: string[] = [];
  const changes: Configuration[] = [];
  const holidays = new FollowedHolidays({
    ...{ dataDir, clock, configuration: smallHall(), today: () => date },
    missing: (years) => missing.push(years),
    complain: (what, error) => complaints.push(`${what}: ${(error as Error).message}`),
  });
  const end = holidays.follow((configuration) => changes.push(configuration));
  onTestFinished(end);
  return {
    ...{ holidays, path, write, clock, missing, complaints, changes, end },
    goTo: (to: string) => {
      date = to;
    },
  };
}

const datesOf = ({ opening }: Configuration) => opening.dates.map(({ date }) => date);

test('a notice that comes while the hub runs counts within a minute, and no later change is lost', () => {
  const { holidays, write, clock, missing, changes } = world();
  expect(missing).toEqual([[2039, 2040]]);
  clock.step(minuteMs);
  expect(changes).toEqual([]);
  write(notice(2039, '12-24'));
  clock.step(minuteMs);
  expect(changes.map(datesOf)).toEqual([['2039-12-24']]);
  expect(holidays.unknown).toEqual([2040]);
  expect(missing).toEqual([[2039, 2040], [2040]]);
  write(notice(2039, '12-24', '12-27'));
  clock.step(minuteMs);
  expect(holidays.configuration).toBe(changes.at(-1));
  expect(datesOf(holidays.configuration)).toEqual(['2039-12-24', '2039-12-27']);
  clock.step(10 * minuteMs);
  expect(changes).toHaveLength(2);
});

test('a file that breaks a rule is refused once, by line and rule, and the former counts', () => {
  const { holidays, write, clock, complaints, changes } = world(notice(2039, '12-24'));
  for (const [text, says] of [
    ['{\n  "years": [\n    { "year": 2039 "dates": [] }\n  ]\n}\n', 'not JSON, about line 3'],
    [notice(2039, '12-24', '13-01'), 'line 5, years.0.dates.1.date: '],
    [notice(2039, '12-24', '12-25', '12-24'), 'line 6, years.0.dates.2.date: this date stands'],
    ['{\n  "years": [\n    { "year": 2039 }\n  ]\n}\n', 'line 3, years.0.dates: '],
  ] as const) {
    complaints.length = 0;
    write(text);
    clock.step(3 * minuteMs);
    expect(complaints).toEqual([expect.stringContaining(says)]);
    expect(complaints[0]).toMatch(/^holidays\.json is refused; those known before count/);
  }
  expect(datesOf(holidays.configuration)).toEqual(['2039-12-24']);
  expect(changes).toEqual([]);
  write(notice(2039, '12-26'));
  clock.step(minuteMs);
  expect(changes.map(datesOf)).toEqual([['2039-12-26']]);
});

test('one that breaks a rule at the start is refused then', () => {
  expect(() => world('{')).toThrow(SettingsError);
});

test('at New Year the next year is known, without another start', () => {
  const file = JSON.parse(notice(2039, '12-24'));
  file.years.push(...JSON.parse(notice(2041, '05-01')).years);
  const { clock, changes, missing, goTo } = world(JSON.stringify(file));
  goTo('2040-01-01');
  clock.step(minuteMs);
  expect(changes.map(datesOf)).toEqual([['2041-05-01']]);
  expect(missing).toEqual([[2040]]);
});

test('a file that is taken away counts no longer, and after the end nothing is read', () => {
  const { path, clock, changes, write, end } = world(notice(2039, '12-24'));
  rmSync(path);
  clock.step(minuteMs);
  expect(changes.map(datesOf)).toEqual([[]]);
  end();
  write(notice(2039, '12-24'));
  clock.step(5 * minuteMs);
  expect(changes).toHaveLength(1);
});
