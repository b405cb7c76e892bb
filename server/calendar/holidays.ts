/**
 * Public holidays and make-up workdays (调休) of mainland China. They come from the package chinese-days,
 * which follows the State Council's yearly notice; a hall without internet, or one that is ahead of the
 * package, loads the notice by a file `holidays.json` in its data folder. What neither knows is said and
 * not guessed: then a day has the hours of its weekday.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Configuration, SpecialDate } from '../../core/hall/configuration.ts';
import { SettingsError, versionOf } from '../settings.ts';

/** A make-up workday has the hours of a Monday: notices do not say of which weekday. */
const makeUpWeekday = 1;
/** Zones in which the calendar of mainland China holds. */
const zones: ReadonlySet<string> = new Set([
  ...['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'Asia/Harbin', 'Asia/Kashgar', 'PRC'],
]);
export const holidaysFileName = 'holidays.json';

const line = z.string().min(1).max(120);
const texts = z.strictObject({ 'zh-Hans': line, 'zh-Hant': line.optional(), en: line });

/** One year's notice as an administrator writes it down; it stands instead of the package's. */
const fileSchema = z.strictObject({
  years: z
    .array(
      z
        .strictObject({
          year: z.int().min(2000).max(2200),
          dates: z
            .array(
              z.strictObject({
                date: z.iso.date(),
                as: z.union([z.literal('closed'), z.int().min(1).max(7)]),
                name: texts.optional(),
              }),
            )
            .min(1)
            .max(200),
        })
        .superRefine(({ year, dates }, context) => {
          dates.forEach(({ date }, index) => {
            const path = ['dates', index, 'date'];
            if (!date.startsWith(`${year}-`)) {
              context.addIssue({ code: 'custom', path, message: `it is not in ${year}` });
            }
            if (dates.findIndex((other) => other.date === date) < index) {
              context.addIssue({ code: 'custom', path, message: 'this date stands twice' });
            }
          });
        }),
    )
    .max(20),
});

/** `2026-10-01`: `National Day,国庆节,3` */
const packageSchema = z.object({
  holidays: z.record(z.iso.date(), z.string()),
  workdays: z.record(z.iso.date(), z.string()),
});

export interface Holidays {
  /** The dates of a year that are not as their weekday says; null when the notice is not known. */
  of(year: number): readonly SpecialDate[] | null;
}

/**
 * The calendar as it is known here, with the years of `holidays.json` in the data folder where there is
 * one. Throws `SettingsError` when the file breaks a rule.
 */
export function holidaysKnown(dataDir: string): Holidays {
  const byHand = new Map(fromFile(dataDir).map(({ year, dates }) => [year, dates]));
  const kept = fromPackage();
  return {
    of: (year) => {
      const written = byHand.get(year);
      if (written) return written;
      const dates = kept.filter(({ date }) => date.startsWith(`${year}-`));
      // Some days of a year may stand in another year's notice; its National Day never does.
      return dates.some(({ date }) => date === `${year}-10-01`) ? dates : null;
    },
  };
}

export interface WithHolidays {
  readonly configuration: Configuration;
  /** The years, of this and the next, whose holidays are not known. */
  readonly unknown: readonly number[];
}

/**
 * The configuration with the holidays of this year and the next, and the version that belongs to it. A
 * date that the hall's own file lists stays as it says there; a hall elsewhere keeps its own calendar.
 */
export function withHolidays(
  configuration: Configuration,
  holidays: Holidays,
  year: number,
): WithHolidays {
  if (!zones.has(configuration.timeZone)) return { configuration, unknown: [] };
  const { opening } = configuration;
  const listed = new Set(opening.dates.map(({ date }) => date));
  const years = [year, year + 1];
  const added = years
    .flatMap((one) => holidays.of(one) ?? [])
    .filter(({ date }) => !listed.has(date))
    .map((date) => ({ ...date }));
  const unknown = years.filter((one) => holidays.of(one) === null);
  if (added.length === 0) return { configuration, unknown };
  const dates = [...opening.dates, ...added].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const { version: _, ...hall } = { ...configuration, opening: { ...opening, dates } };
  return { configuration: { version: versionOf(hall), ...hall }, unknown };
}

function fromFile(dataDir: string): z.output<typeof fileSchema>['years'] {
  const path = resolve(dataDir, holidaysFileName);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SettingsError(`the holidays ${path} cannot be read: ${(error as Error).message}`);
  }
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (error) {
    const at = brokenAt(text);
    throw new SettingsError(`the holidays ${path} are not JSON${at}: ${(error as Error).message}`);
  }
  const parsed = fileSchema.safeParse(written);
  if (parsed.success) return parsed.data.years;
  const rules = parsed.error.issues.map(
    ({ path: at, message }) =>
      `  line ${lineOf(text, at)}, ${at.join('.') || '(whole)'}: ${message}`,
  );
  throw new SettingsError([`the holidays ${path}`, ...rules].join('\n'));
}

/** About where it stops being JSON; empty where only JSON itself is so strict. */
function brokenAt(text: string): string {
  const line = parseDocument(text).errors[0]?.linePos?.[0].line;
  return line === undefined ? '' : `, about line ${line}`;
}

/** The line on which the value of this path begins; of one that is missing, what should hold it. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lineCounter = new LineCounter();
  // JSON is YAML, and the parser of YAML knows where things stand.
  const document = parseDocument(text, { lineCounter });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
  }
  return 1;
}

/** Only the package's data is taken: no code of it runs. */
function fromPackage(): SpecialDate[] {
  // Read and not required: it is asked once, and need not be kept.
  const path = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
  const { holidays, workdays } = packageSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const dates = (days: Readonly<Record<string, string>>, as: SpecialDate['as']): SpecialDate[] =>
    Object.entries(days).map(([date, named]) => {
      const [en = '', hans = ''] = named.split(',');
      return { date, as, name: { 'zh-Hans': hans, en } };
    });
  return [...dates(holidays, 'closed'), ...dates(workdays, makeUpWeekday)];
}
