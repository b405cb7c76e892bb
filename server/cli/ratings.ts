/**
 * `jinghao ratings export`: ratings of some days as they are handed up, a line each, with the fields of
 * GB/T 39046-2020 table 9. It reads the tables beside a running hub and writes nothing but its answer.
 */
import { addDays } from '../../core/hall/dates.ts';
import { calendarOf, momentOf } from '../hall/calendar.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import { RATINGS_LISTED_MAX } from '../house/ratings.ts';
import type { ChannelScheme, LevelScheme } from '../ratings/codes.ts';
import { RatingDesk } from '../ratings/desk.ts';
import { csvHead, csvLine, jsonLine, type ListedRating, reportRow } from '../ratings/report.ts';
import { openTables } from '../tables.ts';
import type { Said } from './acts.ts';
import type { Teller } from './tellers.ts';
import { readDate, readWords, type Words } from './words.ts';

/** Days of one export: a year. */
const daysMax = 366;
const not = (line: string): Said => ({ ok: false, lines: [line] });
const options = ['from', 'to', 'format', 'channels', 'levels', 'region', 'words'];

interface Wish {
  readonly from: string;
  readonly to: string;
  readonly format: 'jsonl' | 'csv';
  readonly channels: ChannelScheme;
  readonly levels: LevelScheme;
  readonly region: string;
  readonly withWords: boolean;
}

/** What is wished, or what is wrong with it by the option and the rule. Throws `SettingsError` for dates. */
export function exportWish({ alone, named }: Words): Wish | string {
  if (alone[0] !== 'export' || alone.length > 1) return 'export: the one thing that is known';
  const [first, last] = [named.get('from'), named.get('to')];
  if (first === undefined) return '--from: YYYY-MM-DD';
  const from = readDate(first, '--from');
  const to = last === undefined ? from : readDate(last, '--to');
  if (to < from) return '--to: not before --from';
  if (addDays(from, daysMax) <= to) return `--to: at most ${daysMax} days`;
  const { format = 'jsonl', channels = 'national' } = Object.fromEntries(named);
  const { region = '', words = 'no', levels = 'gb-39046' } = Object.fromEntries(named);
  if (format !== 'jsonl' && format !== 'csv') return '--format: jsonl or csv';
  if (channels !== 'national' && channels !== 'zhejiang') {
    return '--channels: national or zhejiang';
  }
  if (levels !== 'gb-39046' && levels !== 'platform') return '--levels: gb-39046 or platform';
  if (!/^\d{0,9}$/.test(region)) return '--region: up to nine digits';
  if (words !== 'yes' && words !== 'no') return '--words: yes or no';
  return { from, to, format, channels, levels, region, withWords: words === 'yes' };
}

/** The lines of an export; who did not answer has none. */
export function exportLines(
  all: readonly ListedRating[],
  wish: Wish,
  localTime: (at: number) => string,
): string[] {
  const rows = all.flatMap((one) => reportRow(one, { ...wish, localTime }) ?? []);
  return wish.format === 'csv' ? [csvHead(), ...rows.map(csvLine)] : rows.map(jsonLine);
}

/** `20260310T091502` in that time zone. */
export function localTimeIn(timeZone: string): (at: number) => string {
  const calendar = calendarOf(timeZone);
  const two = (count: number) => String(count).padStart(2, '0');
  return (at) => {
    const { date, minute } = calendar(at);
    const seconds = Math.floor(at / 1_000) % 60;
    const clock = `${two(Math.floor(minute / 60))}${two(minute % 60)}${two(seconds)}`;
    return `${date.replaceAll('-', '')}T${clock}`;
  };
}

export const ratingsTeller: Teller = {
  usage:
    'ratings export --from YYYY-MM-DD [--to YYYY-MM-DD] [--format jsonl|csv] ' +
    '[--channels national|zhejiang] [--levels gb-39046|platform] [--region CODE] [--words yes|no]',
  about: 'prints ratings as they are handed up; visitors’ words only with --words yes',
  run: async ({ settings, configuration }, words) => {
    const wish = exportWish(readWords(words, options));
    if (typeof wish === 'string') return not(wish);
    const { hall, timeZone } = configuration;
    const calendar = calendarOf(timeZone);
    const tables = await openTables(settings, machineClock, machineDice);
    try {
      const parts = { hall, ratings: tables.ratings, words: tables.ratingWords };
      const desk = new RatingDesk({ ...parts, calendar, clock: machineClock });
      const found: ListedRating[] = [];
      for (let day = wish.from; day <= wish.to; day = addDays(day, 1)) {
        const [from, to] = [day, addDays(day, 1)].map((one) => momentOf(calendar, one, 0));
        const all = await desk.between(from ?? 0, to ?? 0);
        // A list that is cut off must not pass for a whole one.
        if (all.length >= RATINGS_LISTED_MAX) return not(`${day}: too many ratings for one export`);
        found.push(...all);
      }
      return { ok: true, lines: exportLines(found, wish, localTimeIn(timeZone)) };
    } finally {
      await tables.close();
    }
  },
};
