/**
 * Why a ticket came before others (NEXT-1): one plain sentence for every rule, in every language, with
 * the minutes that were waited.
 */
import { describe, expect, test } from 'vitest';
import { textsIn } from '../../console/counter/texts/index.ts';
import { whyText } from '../../console/counter/why.ts';
import type { Because } from '../../core/hall/events.ts';
import { classId, reasonId } from '../../core/hall/ids.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { type Language, languages } from '../../ui/texts.ts';

const rules = ['oldest', 'sent-here', 'green', 'promise', 'cap', 'preferred', 'priority'] as const;
const picked = (rule: (typeof rules)[number]): Because => ({
  rule,
  class: classId('care'),
  waitedMs: 12 * 60_000,
});

const said = (because: Because, language: Language): string =>
  whyText(because, {
    texts: textsIn(language),
    names: dongchengNames(),
    kind: (id) => `name of ${id}`,
    reasonIn: (_, id) => `name of ${id}`,
  });

describe.each(languages)('in %s', (language) => {
  test.each(rules)('NEXT-1: "%s" is a sentence with the minutes', (rule) => {
    const sentence = said(picked(rule), language);
    expect(sentence).toContain('12');
    expect(sentence).toMatch(language === 'en' ? /^[A-Z].*\.$/ : /。$/u);
    expect(sentence).not.toMatch(/undefined|null/);
  });

  test('no two rules are put alike', () => {
    const sentences = rules.map((rule) => said(picked(rule), language));
    expect(new Set(sentences).size).toBe(rules.length);
  });

  test('the class, and the reason of a clerk, stand in it by name', () => {
    expect(said(picked('priority'), language)).toContain('name of care');
    const chosen: Because = { rule: 'chosen', reason: reasonId('needs-care') };
    expect(said(chosen, language)).toContain('name of needs-care');
  });

  test('CAN-4: a counter that only helps out says so first', () => {
    const plain = said(picked('oldest'), language);
    const helped = said({ ...picked('oldest'), overflow: true } as Because, language);
    expect(helped).not.toBe(plain);
    expect(helped.endsWith(plain)).toBe(true);
  });
});
