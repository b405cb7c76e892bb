/**
 * Ratings as they are handed up: the fields of GB/T 39046-2020 table 9, in its order and formats, as a
 * line of JSON, as CSV, or as the payload of a webhook. Pure functions: who sends or writes is elsewhere.
 */
import type { Rating } from '../house/ratings.ts';
import { type ChannelScheme, channelCode, type LevelScheme, levelCode } from './codes.ts';
import { isBad, type Level, levelIds, levelName } from './options.ts';

/** A rating with what is known of its step. */
export interface RatedStep extends Rating {
  /** 1: the first rating; 2: the one follow-up (追加评价). */
  readonly number: 1 | 2;
  readonly words: string | null;
}

/** The same with what became of it: `excluded`, a dispute was upheld and it does not count. */
export interface ListedRating extends RatedStep {
  readonly excluded: boolean;
}

export interface ReportWays {
  readonly channels: ChannelScheme;
  /** How levels are numbered: by the standard, or as stars by platforms of 好差评. */
  readonly levels: LevelScheme;
  /** Code of the administrative region, up to nine digits; empty: the hall has told none. */
  readonly region: string;
  /** `20260310T091502`, the hall's local time. */
  readonly localTime: (at: number) => string;
  /** Words are personal data: they go only where this is said. */
  readonly withWords: boolean;
}

/** The fields by the names that the standard gives them; the last is ours. */
const reportFields = [
  '办件编号',
  '评价渠道',
  '评价人',
  '评价时间',
  '评价次数',
  '满意度',
  '满意度代码',
  '文字评价',
  '行政区划',
  '是否计入',
] as const;
export type ReportRow = Readonly<Record<(typeof reportFields)[number], string>>;

/**
 * One row; null for a step that nobody rated, which is counted and never sent as a rating. The rater
 * stays empty: no name is kept here.
 */
export function reportRow(one: ListedRating, ways: ReportWays): ReportRow | null {
  if (one.level === null) return null;
  return {
    // `an..50`: a ticket's id and the step of it.
    办件编号: `${one.ticket}-${one.step + 1}`.slice(0, 50),
    评价渠道: channelCode(ways.channels, one.source),
    评价人: '',
    评价时间: ways.localTime(one.at),
    评价次数: String(one.number),
    满意度: levelName(one.level),
    满意度代码: levelCode(ways.levels, one.level),
    文字评价: ways.withWords ? (one.words ?? '') : '',
    行政区划: ways.region,
    是否计入: one.excluded ? '否' : '是',
  };
}

export const jsonLine = (row: ReportRow): string => JSON.stringify(row);

/** What a spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection). */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvHead = (): string => reportFields.join(',');
export const csvLine = (row: ReportRow): string =>
  reportFields.map((field) => cell(row[field])).join(',');

/** What a subscriber of a signed webhook is told; no words and no person. */
export interface RatingPayload {
  readonly type: 'step-rated';
  readonly ticket: string;
  readonly step: number;
  readonly number: 1 | 2;
  readonly level: (typeof levelIds)[Level];
  readonly bad: boolean;
  readonly channel: Rating['source'];
  /** The same as other systems number it (docs/ratings.md). */
  readonly codes: {
    readonly level: Readonly<Record<LevelScheme, string>>;
    readonly channel: Readonly<Record<ChannelScheme, string>>;
  };
  readonly tags: readonly string[];
  readonly tagsVersion: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Null for a step that nobody rated. The sender signs it and gives it its id: `ratingKey`. */
export function ratingPayload(one: RatedStep): RatingPayload | null {
  const { ticket, step, number, level, source, tags, tagsVersion, at } = one;
  if (level === null) return null;
  const codes = {
    level: { 'gb-39046': levelCode('gb-39046', level), platform: levelCode('platform', level) },
    channel: {
      national: channelCode('national', source),
      zhejiang: channelCode('zhejiang', source),
    },
  };
  return {
    ...{ type: 'step-rated', ticket, step, number, level: levelIds[level], bad: isBad(level) },
    ...{ channel: source, codes, tags, tagsVersion, at },
  };
}

/** The same for every try of the same rating. */
export const ratingKey = ({ ticket, step, number }: RatedStep): string =>
  `rating:${ticket}/${step}/${number}`;
