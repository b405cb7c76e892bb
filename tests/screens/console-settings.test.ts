/**
 * The form of settings: every field has a name in every language and a kind that the page can draw, every
 * rule that the hub can say is said in the reader's language, and what is typed stands where it belongs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  freshOf,
  kindOf,
  type Schema,
  type Steps,
  valueAt,
  withAt,
} from '../../console/settings/form.ts';
import { inFull, rightsIn } from '../../console/settings/guarded.ts';
import { isKnownRule, ruleIn } from '../../console/settings/rules.ts';
import { fieldHints, fieldNames, placeName } from '../../console/settings/texts/index.ts';
import { checkText } from '../../server/configured/check.ts';
import { configurationJsonSchema } from '../../server/settings.ts';
import { smallText } from '../server/configured/small-hall.ts';
import { root } from '../tidy/tree.ts';

const schema = configurationJsonSchema() as Schema;

function* partsOf(of: Schema, path: Steps): Generator<readonly [Schema, Steps]> {
  yield [of, path];
  for (const [name, part] of Object.entries(of.properties ?? {}))
    yield* partsOf(part, [...path, name]);
  if (of.items) yield* partsOf(of.items, [...path, 0]);
  if (typeof of.additionalProperties === 'object')
    yield* partsOf(of.additionalProperties, [...path]);
}
const parts = [...partsOf(schema, [])].filter(([, path]) => path.length > 0);

test('every field has a name in every language', () => {
  for (const names of Object.values(fieldNames)) {
    const unnamed = parts
      .map(([, path]) => path.at(-1))
      .filter((name) => typeof name === 'string' && !(name in names));
    expect([...new Set(unnamed)]).toEqual([]);
  }
});

test('a sentence on a field stands in every language, and its field is there', () => {
  const names = new Set(parts.map(([, path]) => path.at(-1)));
  const keys = Object.values(fieldHints).map((hints) => Object.keys(hints).sort());
  expect(new Set(keys.map((one) => one.join())).size).toBe(1);
  expect(keys[0]?.filter((key) => !names.has(key))).toEqual([]);
});

test('every field can be drawn, all but these', () => {
  const raw = parts.filter(([part, path]) => kindOf(part, path) === 'raw');
  expect(raw.map(([, path]) => path.join('.'))).toEqual(['devices.pads.0.levels', 'roles.actor']);
});

test('what is typed stands at its place and nowhere else; what is taken away is gone', () => {
  const value = { services: [{ id: 'a' }, { id: 'b' }] };
  const named = withAt(value, ['services', 1, 'name', 'en'], 'B');
  expect(named).toEqual({ services: [{ id: 'a' }, { id: 'b', name: { en: 'B' } }] });
  expect(valueAt(named, ['services', 1, 'name', 'en'])).toBe('B');
  expect(withAt(named, ['services', 1, 'name'], undefined)).toEqual(value);
  expect(value.services[1]).toEqual({ id: 'b' });
  expect(withAt(value, ['services', 0], undefined)).toEqual({ services: [{ id: 'b' }] });
});

test('a new thing has what it must have, and an id that is not taken', () => {
  const service = schema.properties?.services?.items ?? {};
  expect(freshOf(service, ['new-1'])).toEqual({
    ...{ id: 'new-2', prefix: '', name: { 'zh-Hans': '', en: '' } },
  });
  const week = schema.properties?.opening?.properties?.patterns?.items ?? {};
  expect(freshOf(week)).toEqual({ id: 'new-1', week: [[], [], [], [], [], [], []] });
});

test('what breaks a rule is said in the reader’s language', () => {
  const parts = { hall: 'small', path: '/etc/hall.yaml' };
  const wrong = smallText
    .replace('prefix: B', 'prefix: I')
    .replace('en: Tax', 'fr: Impôts')
    .replace('promiseMinutes: 30', 'promiseMinutes: many')
    .replace('letter: A', 'letter: I')
    .replace('hours: {', 'hours: { zh-Hans: "", en: x } #');
  const checked = checkText(wrong, parts);
  const rules = checked.ok ? [] : checked.complaints;
  expect(rules.length).toBeGreaterThan(4);
  for (const one of rules) {
    expect([one.rule, isKnownRule(one.rule)]).toEqual([one.rule, true]);
    expect(ruleIn(one, 'zh-Hans')).not.toMatch(/[a-z]{4}/);
    expect(ruleIn(one, 'zh-Hant')).not.toMatch(/[a-z]{4}/);
  }
});

/** Sentences of rules as they stand in the schemas. */
const sentencesIn = (path: string): string[] =>
  [
    ...readFileSync(join(root, path), 'utf8').matchAll(
      /(?:message: |, )'([a-z][^'$]{14,})'[,\n )]/g,
    ),
  ]
    .map(([, said = '']) => said)
    .filter((said) => said.includes(' '));

test('every sentence of the schemas has words in every language', () => {
  const files = ['core/wire/configuration.ts', 'core/wire/sound.ts', 'server/texts/settings.ts'];
  const unknown = files.flatMap(sentencesIn).filter((said) => !isKnownRule(said));
  expect(unknown).toEqual([]);
});

test('a place is told in words', () => {
  const path = ['services', '[tax]', 'promiseMinutes'];
  expect(placeName(path, 'zh-Hans', () => '税务')).toBe('业务 › 税务 › 承诺等候（分钟）');
});

test('roles and ways to sign in are told apart from what else is changed, and in full', () => {
  const [roles, login] = [{ path: ['roles', 'deputy', 'may'] }, { path: ['signIn', 'openid'] }];
  expect(rightsIn([])).toBe('none');
  expect(rightsIn([{ path: ['services', '[tax]', 'roles'] }])).toBe('none');
  expect(rightsIn([roles, login])).toBe('alone');
  expect(rightsIn([roles, { path: ['hours', 'en'] }])).toBe('mixed');
  const told = inFull({ deputy: { actor: null, may: ['audit.read', 'settings.read'] } });
  expect(told).toBe('{ deputy: { actor: null, may: [audit.read, settings.read] } }');
});
