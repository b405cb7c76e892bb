/**
 * The catalogue of levels and tags, and the codes of other systems: the one standard counts from the best,
 * the platforms count to it, and neither number may ever be taken for the other.
 */
import { expect, test } from 'vitest';
import { phoneTexts } from '../../../display/phone/texts/texts.ts';
import { moreTexts } from '../../../kiosk/page/more/texts/texts.ts';
import { kioskTexts } from '../../../kiosk/page/texts/texts.ts';
import { channelCode, levelCode, levelOfCode } from '../../../server/ratings/codes.ts';
import {
  checkedOptions,
  type Level,
  levelName,
  ratingOptions,
  tagsOf,
} from '../../../server/ratings/options.ts';

const levels: readonly Level[] = [5, 4, 3, 2, 1];
type All = typeof ratingOptions;
const copy = (): All => structuredClone(ratingOptions);

test('the levels have their exact names, and pages write them so', () => {
  expect(levels.map(levelName)).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
  expect(Object.keys(kioskTexts)).toEqual(Object.keys(moreTexts));
  for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
    for (const { level, name } of ratingOptions.levels) {
      expect(phoneTexts[language].levels[level as Level], `phone ${language}`).toBe(name[language]);
      expect(moreTexts[language].levels[level as Level], `kiosk ${language}`).toBe(name[language]);
    }
  }
});

test('eight tags a level, the codes of the national catalogue', () => {
  const from = { 5: 510, 4: 406, 3: 307, 2: 207, 1: 108 } as const;
  for (const level of levels) {
    const codes = Array.from({ length: 8 }, (_, index) => String(from[level] + index));
    expect(tagsOf(level).map(({ code }) => code)).toEqual(codes);
  }
});

test.each([
  ['levels.0.level: from 5', (all: All) => all.levels.reverse()],
  [
    'levels.1.tags.0.code: tags of level 4',
    (all: All) => Object.assign(all.levels[1]?.tags[0] ?? {}, { code: '517' }),
  ],
  [
    'levels.4.tags.0.code: 101 is withdrawn',
    (all: All) => Object.assign(all.levels[4]?.tags[0] ?? {}, { code: '101' }),
  ],
  [
    'levels.0.tags.1.code: 510 stands twice',
    (all: All) => Object.assign(all.levels[0]?.tags[1] ?? {}, { code: '510' }),
  ],
  ['levels.2.id: level 3', (all: All) => Object.assign(all.levels[2] ?? {}, { id: 'satisfied' })],
  ['version', (all: All) => Object.assign(all, { version: '' })],
] as const)('a catalogue with a fault is refused: %s', (complaint, spoil) => {
  const all = copy();
  spoil(all);
  expect(() => checkedOptions(all)).toThrow(complaint);
});

test('codes run in opposite directions, and each comes back as it went', () => {
  expect(levels.map((level) => levelCode('gb-39046', level))).toEqual(['1', '2', '3', '4', '5']);
  expect(levels.map((level) => levelCode('platform', level))).toEqual(['5', '4', '3', '2', '1']);
  for (const scheme of ['gb-39046', 'platform'] as const) {
    for (const level of levels) expect(levelOfCode(scheme, levelCode(scheme, level))).toBe(level);
    for (const code of ['0', '6', '', '05']) expect(levelOfCode(scheme, code)).toBeNull();
  }
});

test('a text message is 7 nationally and 6 in Zhejiang, where 7 would be a default', () => {
  const sources = ['phone', 'tablet', 'pad', 'kiosk', 'text'] as const;
  expect(sources.map((one) => channelCode('national', one)).join('')).toBe('34557');
  expect(sources.map((one) => channelCode('zhejiang', one)).join('')).toBe('34556');
});
