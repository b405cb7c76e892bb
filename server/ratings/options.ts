/**
 * The five levels by their exact names and the tags that each of them offers (好差评). Both are data with
 * a version, `options.json`: nobody adds or cuts a tag without a new version, and what was said is kept
 * with the version of which it is. The numbers 5 to 1 are stars; codes of other systems: `codes.ts`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Rating } from '../house/ratings.ts';

export type Level = NonNullable<Rating['level']>;
/** A level as other programs are told it: never as a number, which they count otherwise. */
export const levelIds = {
  5: 'very-satisfied',
  4: 'satisfied',
  3: 'basically-satisfied',
  2: 'dissatisfied',
  1: 'very-dissatisfied',
} as const;

/** The last two of five levels are bad (差评). */
export const isBad = (level: Rating['level']): boolean => level !== null && level <= 2;

const text = z.string().trim().min(1).max(60);
const texts = z.strictObject({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const tag = z.strictObject({ code: z.string().regex(/^[1-5]\d{2}$/, 'three digits'), text: texts });
const level = z.strictObject({
  level: z.int().min(1).max(5),
  id: z.string(),
  name: texts,
  tags: z.array(tag).min(1).max(20),
});
const optionsSchema = z.strictObject({
  version: z.string().regex(/^[\w.-]{1,20}$/),
  levels: z.array(level).length(5, 'the five levels'),
});

export type RatingOptions = z.output<typeof optionsSchema>;
export type RatingTag = RatingOptions['levels'][number]['tags'][number];

/** Codes of an older catalogue that must not come back ([39734] public interfaces, disabled there). */
const withdrawn = new Set(
  [101, 102, 103, 104, 105, 106, 107, 201, 202, 203, 204, 205, 206]
    .concat([301, 302, 303, 304, 305, 306])
    .map(String),
);

/** Throws a RangeError that names the field and the rule. */
export function checkedOptions(value: unknown): RatingOptions {
  const parsed = optionsSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`options.${issue?.path.join('.')}: ${issue?.message}`);
  }
  const seen = new Set<string>();
  for (const [index, one] of parsed.data.levels.entries()) {
    const at = `options.levels.${index}`;
    if (one.level !== 5 - index) throw new RangeError(`${at}.level: from 5 down to 1`);
    if (one.id !== levelIds[one.level as Level]) {
      throw new RangeError(`${at}.id: level ${one.level} is ${levelIds[one.level as Level]}`);
    }
    for (const [place, { code }] of one.tags.entries()) {
      const field = `${at}.tags.${place}.code`;
      if (!code.startsWith(String(one.level))) {
        throw new RangeError(`${field}: tags of level ${one.level} begin with ${one.level}`);
      }
      if (withdrawn.has(code)) throw new RangeError(`${field}: ${code} is withdrawn`);
      if (seen.has(code)) throw new RangeError(`${field}: ${code} stands twice`);
      seen.add(code);
    }
  }
  return parsed.data;
}

export const ratingOptions: RatingOptions = checkedOptions(
  JSON.parse(readFileSync(new URL('./options.json', import.meta.url), 'utf8')),
);

export const tagsOf = (one: Level): readonly RatingTag[] =>
  ratingOptions.levels[5 - one]?.tags ?? [];

/** The exact name in Chinese, `非常满意`. */
export const levelName = (one: Level): string =>
  ratingOptions.levels[5 - one]?.name['zh-Hans'] ?? '';
