/**
 * The console's words: none empty, none left in another language, each with its own punctuation.
 */
import { describe, expect, test } from 'vitest';
import { textsIn } from '../../console/counter/texts/index.ts';
import { textsIn as houseTextsIn } from '../../console/house/texts/index.ts';
import { signInTexts } from '../../console/sign-in/texts/index.ts';
import { textsIn as textsTextsIn } from '../../console/texts/texts/index.ts';
import { languages } from '../../ui/texts.ts';

/** `act.serve` and the like, with what is said there. */
function words(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'object' && value !== null) return words(value, `${path}${key}.`);
    const said = typeof value === 'function' ? value('A017', 4, 5) : value;
    return [[path + key, String(said)]];
  });
}

const pages = {
  counter: (language: (typeof languages)[number]) => textsIn(language),
  house: (language: (typeof languages)[number]) => houseTextsIn(language),
  texts: (language: (typeof languages)[number]) => textsTextsIn(language),
  'sign-in': (language: (typeof languages)[number]) => signInTexts[language],
};

describe.each(Object.entries(pages))('%s', (_, textsOf) => {
  test.each(languages)('%s says everything, in its own script and punctuation', (language) => {
    for (const [key, said] of words(textsOf(language))) {
      expect(said.trim(), key).not.toBe('');
      expect(said, key).not.toMatch(/undefined|NaN|\[object/);
      if (language === 'en') expect(said, key).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
      else expect(said, key).not.toMatch(/\p{Script=Han}[,:;?!(]/u);
    }
  });

  test('traditional is traditional throughout', () => {
    // Characters of these words that traditional writing does not have.
    const onlySimplified =
      /[\u529e\u53f7\u8fc7\u8f6c\u8fd9\u5f00\u5173\u9009\u65f6\u5f55\u8d26\u8bf7\u8bed\u4e3a]/;
    for (const [key, said] of words(textsOf('zh-Hant'))) {
      expect(said, key).not.toMatch(onlySimplified);
    }
  });
});
