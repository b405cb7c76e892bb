/**
 * Every word stands in every language, and none is empty in one only.
 */
import { describe, expect, it } from 'vitest';
import { signTexts } from '../../display/counter/texts/texts.ts';
import { doorTexts } from '../../display/doors/texts.ts';
import { guideDisplayTexts } from '../../display/guide/texts/texts.ts';
import { hallTexts } from '../../display/hall/texts/texts.ts';
import { reminderTexts } from '../../display/phone/reminder/texts.ts';
import { phoneTexts } from '../../display/phone/texts/texts.ts';
import { tabletTexts } from '../../display/tablet/texts/texts.ts';
import { attractTexts } from '../../kiosk/page/attract/texts.ts';
import { findingTexts } from '../../kiosk/page/guides/finding/texts/texts.ts';
import { guidePageTexts } from '../../kiosk/page/guides/texts/texts.ts';
import { moreTexts } from '../../kiosk/page/more/texts/texts.ts';
import { ownTexts } from '../../kiosk/page/own/texts/texts.ts';
import { soundTexts } from '../../kiosk/page/sound/texts.ts';
import { askTexts } from '../../kiosk/page/texts/ask/texts.ts';
import { bookTexts } from '../../kiosk/page/texts/book/texts.ts';
import { enrolTexts } from '../../kiosk/page/texts/enrol/texts.ts';
import { stopTexts } from '../../kiosk/page/texts/stop/texts.ts';
import { kioskTexts } from '../../kiosk/page/texts/texts.ts';
import { emergencyWords } from '../../ui/components/emergency/texts.ts';
import { guideWords } from '../../ui/guide/texts/texts.ts';
import { keyboardTexts } from '../../ui/keyboard/texts/texts.ts';
import { type Language, languages, say } from '../../ui/texts.ts';

/** It goes by its kind first; here by language, as the others. */
const emergency = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(Object.entries(emergencyWords).map(([kind, of]) => [kind, of[language]])),
  ]),
) as Record<Language, object>;

const pages = {
  hall: hallTexts,
  sign: signTexts,
  phone: phoneTexts,
  reminder: reminderTexts,
  doors: doorTexts,
  tablet: tabletTexts,
  'guide on a phone': guideDisplayTexts,
  'a guide': guideWords,
  kiosk: kioskTexts,
  attract: attractTexts,
  'guides at the kiosk': guidePageTexts,
  ask: askTexts,
  book: bookTexts,
  enrol: enrolTexts,
  more: moreTexts,
  own: ownTexts,
  sound: soundTexts,
  stop: stopTexts,
  finding: findingTexts,
  keyboard: keyboardTexts,
  emergency,
};

/** `slip.printed` and the like, with what stands there. */
function words(tree: object, path = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== 'object') found.set(path + key, value);
    else for (const [deeper, word] of words(value, `${path}${key}.`)) found.set(deeper, word);
  }
  return found;
}

/** Words around a sign or a count, which a language may not need. */
const mayBeEmpty = /^(beforeSign|afterSign|aheadBefore)$/;

/** What a word with a number in it says, tried with a number and with a list. */
function spoken(word: unknown): string {
  if (typeof word !== 'function') return String(word);
  try {
    return String(word(3, 4));
  } catch {
    return String(word(['3', '4']));
  }
}

describe.each(Object.entries(pages))('%s', (page, texts) => {
  const model = words(texts['zh-Hans']);

  it.each(['zh-Hant', 'en'] as const)('%s has every word, of the same kind', (language) => {
    const own = words(texts[language]);
    expect([...own.keys()].sort()).toEqual([...model.keys()].sort());
    for (const [key, word] of own) expect(typeof word, key).toBe(typeof model.get(key));
  });

  it('none is empty, and Chinese words carry Chinese punctuation', () => {
    for (const [language, tree] of Object.entries(texts)) {
      for (const [key, word] of words(tree)) {
        const said = spoken(word);
        const empty = mayBeEmpty.test(key) || (page === 'hall' && key === 'people');
        if (!empty) expect(said, `${language} ${key}`).not.toBe('');
        if (language !== 'en') expect(said).not.toMatch(/[\u4e00-\u9fff][,:;?!]/);
        else expect(said).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
      }
    }
  });
});

it('a hall’s own text that lacks a language is shown in simplified Chinese', () => {
  expect(say({ 'zh-Hans': '税务', en: 'Tax' }, 'zh-Hant')).toBe('税务');
  expect(say({ 'zh-Hans': '税务', 'zh-Hant': '稅務', en: 'Tax' }, 'zh-Hant')).toBe('稅務');
});
