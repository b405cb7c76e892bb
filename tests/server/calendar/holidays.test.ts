/**
 * Public holidays in a configuration: from the package, from a file by hand, never over what the hall
 * itself says, and what is not known is said.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { holidaysKnown, withHolidays } from '../../../server/calendar/holidays.ts';
import { SettingsError, versionOf } from '../../../server/settings.ts';
import { smallHall } from '../../core/halls.ts';

function folder(file?: unknown): string {
  const path = mkdtempSync(join(tmpdir(), 'jinghao-holidays-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  if (file !== undefined) {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    writeFileSync(join(path, 'holidays.json'), text);
  }
  return path;
}

const on = (configuration: ReturnType<typeof smallHall>, date: string) =>
  configuration.opening.dates.find((one) => one.date === date);

describe('the holidays of the package', () => {
  const holidays = holidaysKnown(join(tmpdir(), 'jinghao-no-such-folder'));

  test('hold the Spring Festival of 2026 with its make-up workdays', () => {
    const dates = new Map(holidays.of(2026)?.map(({ date, as }) => [date, as]));
    expect(dates.get('2026-02-17')).toBe('closed');
    expect(dates.get('2026-02-14')).toBe(1);
    expect(dates.get('2026-02-28')).toBe(1);
    expect(dates.has('2026-02-24')).toBe(false);
  });

  test('of a year that is not announced are not guessed', () => {
    expect(holidays.of(2040)).toBeNull();
  });

  test('come into the configuration, in order, with names and another version', () => {
    const before = smallHall();
    const { configuration, unknown } = withHolidays(before, holidays, 2025);
    expect(unknown).toEqual([]);
    expect(on(configuration, '2025-10-01')).toEqual({
      ...{ date: '2025-10-01', as: 'closed' },
      name: { 'zh-Hans': '国庆节', en: 'National Day' },
    });
    expect(on(configuration, '2026-10-01')).toBeDefined();
    const dates = configuration.opening.dates.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(configuration.version).not.toBe(before.version);
    const { version, ...hall } = configuration;
    expect(version).toBe(versionOf(hall));
    expect(withHolidays(before, holidays, 2025).configuration.version).toBe(version);
  });

  test('leave a date alone that the hall itself lists', () => {
    const own = { date: '2025-10-01', as: 3 };
    const before = smallHall({ opening: { patterns: [], dates: [own] } });
    const { configuration } = withHolidays(before, holidays, 2025);
    expect(configuration.opening.dates.filter(({ date }) => date === own.date)).toEqual([own]);
  });

  test('are not those of a hall in another country', () => {
    const before = smallHall({ timeZone: 'Europe/Berlin' });
    expect(withHolidays(before, holidays, 2025)).toEqual({ configuration: before, unknown: [] });
  });

  test('say which year of this and the next they do not know', () => {
    const { configuration, unknown } = withHolidays(smallHall(), holidays, 2040);
    expect(unknown).toEqual([2040, 2041]);
    expect(configuration).toEqual(smallHall());
  });
});

describe('holidays.json', () => {
  const notice = {
    years: [
      {
        year: 2040,
        dates: [
          { date: '2040-10-01', as: 'closed', name: { 'zh-Hans': '国庆节', en: 'National Day' } },
          { date: '2040-09-29', as: 5 },
        ],
      },
    ],
  };

  test('tells what the package does not know, for a hall without internet', () => {
    const holidays = holidaysKnown(folder(notice));
    const { configuration, unknown } = withHolidays(smallHall(), holidays, 2039);
    expect(unknown).toEqual([2039]);
    expect(on(configuration, '2040-10-01')?.as).toBe('closed');
    expect(on(configuration, '2040-09-29')?.as).toBe(5);
  });

  test('stands instead of the package for the years that it holds', () => {
    const file = { years: [{ year: 2026, dates: [{ date: '2026-03-02', as: 'closed' }] }] };
    const holidays = holidaysKnown(folder(file));
    expect(holidays.of(2026)).toEqual([{ date: '2026-03-02', as: 'closed' }]);
    expect(holidays.of(2025)?.length).toBeGreaterThan(20);
  });

  test('that breaks a rule is refused, naming field and rule', () => {
    const twice = [
      { date: '2040-10-01', as: 'closed' },
      { date: '2040-10-01', as: 1 },
    ];
    for (const [file, says] of [
      ['{', 'are not JSON'],
      [{ years: [{ year: 2040, dates: [{ date: '2041-01-01', as: 1 }] }] }, 'it is not in 2040'],
      [{ years: [{ year: 2040, dates: twice }] }, 'years.0.dates.1.date: this date stands twice'],
      [{ years: [{ year: 2040, dates: [{ date: '2040-13-01', as: 1 }] }] }, 'years.0.dates.0.date'],
      [{ years: [{ year: 2040, dates: [{ date: '2040-10-01', as: 'open' }] }] }, 'dates.0.as'],
    ] as const) {
      const read = () => holidaysKnown(folder(file));
      expect(read).toThrow(SettingsError);
      expect(read).toThrow(says);
    }
  });
});
