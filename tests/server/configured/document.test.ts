/**
 * What forms change in a text, and what is different between two versions: nothing else moves, nothing
 * is lost, and the edits of two people come together.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, merged, type Plain } from '../../../server/configured/differences.ts';
import { readYaml, writeYaml } from '../../../server/configured/document.ts';
import { same } from '../../../server/same.ts';
import { root } from '../../tidy/tree.ts';
import { promising, smallText } from './small-hall.ts';

const saidBy = (text: string): Plain => {
  const read = readYaml(text);
  if (!read.ok) throw new Error(read.rule);
  return read.value;
};
const example = readFileSync(join(root, 'fixtures/halls/dongcheng.yaml'), 'utf8');

/** Values as forms make them: groups, lists of things with ids, lists of words, and single ones. */
const word = fc.stringMatching(/^[a-z]{1,4}$/);
const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.string({ maxLength: 12 }));
const { any } = fc.letrec<{ any: Plain }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.array(leaf, { maxLength: 4 }),
    fc.dictionary(word, tie('any'), { maxKeys: 4, noNullPrototype: true }),
    fc.uniqueArray(
      fc.tuple(word, tie('any')).map(([id, of]) => ({ id, of })),
      { maxLength: 4, selector: ({ id }) => id },
    ),
  ),
}));
const group = fc.dictionary(word, any, { maxKeys: 5, noNullPrototype: true });

describe('a text', () => {
  test('with a value that is another says that value, whatever both are', () => {
    fc.assert(
      fc.property(group, group, (before, after) => {
        const text = writeYaml(writeYaml('', before), after);
        expect(same(saidBy(text), after)).toBe(true);
      }),
    );
  });

  test('of a hall comes back as it was from the form that changed nothing', () => {
    for (const text of [smallText, example]) {
      const same = writeYaml(text, saidBy(text));
      expect(saidBy(same)).toEqual(saidBy(text));
      expect(same.match(/#.*/g)).toEqual(text.match(/#.*/g));
    }
  });

  test('of which single values are others keeps every other sign, brackets and ends of lines too', () => {
    const changed = (before: string, after: string) => {
      expect(example).toContain(before);
      const wanted = example.replace(before, after);
      expect(writeYaml(example, saidBy(wanted))).toBe(wanted);
    };
    changed('promiseMinutes: 40', 'promiseMinutes: 45');
    changed('zh-Hans: 企业办事, zh-Hant', 'zh-Hans: "企业, 个体: #1", zh-Hant');
    changed('counters: ["12", "13"]', 'counters: ["12", "14"]');
    const twice = 'a: &one { of: 1 }\nb: *one\n';
    expect(saidBy(writeYaml(twice, { a: { of: 2 }, b: { of: 1 } }))).toEqual({
      ...{ a: { of: 2 }, b: { of: 1 } },
    });
  });

  test('keeps its comments and its order where one field of it is another', () => {
    const value = saidBy(smallText) as { services: { promiseMinutes?: number }[] };
    const [tax] = value.services;
    if (tax) tax.promiseMinutes = 45;
    const before = new Set(writeYaml(smallText, saidBy(smallText)).split('\n'));
    const text = writeYaml(smallText, value as Plain);
    const changed = text.split('\n').filter((line) => !before.has(line));
    expect(changed).toEqual(['    promiseMinutes: 45 # as the centre has promised']);
  });

  test('keeps the comments at things that move, and loses only those of what goes', () => {
    const value = saidBy(smallText) as { services: Plain[] };
    value.services = [{ id: 'new', prefix: 'C' }, ...value.services.toReversed()];
    const text = writeYaml(smallText, value as Plain);
    expect(saidBy(text)).toEqual(value);
    expect(text).toContain('# as the centre has promised');
    value.services = value.services.slice(0, 2);
    expect(writeYaml(text, value as Plain)).not.toContain('# as the centre has promised');
  });

  test('that is no YAML is refused by line', () => {
    expect(readYaml('a: 1\nb: [1, 2')).toMatchObject({ ok: false, line: 2 });
    expect(readYaml('a: 1\na: 2')).toMatchObject({ ok: false, line: 2 });
    const names = [...'abcdefghij'];
    const lines = names.map((one, at) => {
      const each = `*${names[at - 1]}, `.repeat(9);
      return `${one}: &${one} [${at === 0 ? 'x' : each}]`;
    });
    const bomb = lines.join('\n');
    expect(readYaml(bomb)).toMatchObject({ ok: false });
  });
});

describe('two versions', () => {
  test('are different where a field is, by the id of the thing', () => {
    const [before, after] = [saidBy(smallText), saidBy(promising(45))];
    expect(differences(before, before)).toEqual([]);
    expect(differences(before, after)).toEqual([
      { path: ['services', '[tax]', 'promiseMinutes'], before: 30, after: 45 },
    ]);
  });

  test('tell what came, what went and what moved', () => {
    const list = (...ids: string[]) => ({ all: ids.map((id) => ({ id })) });
    expect(differences(list('a', 'b', 'c'), list('c', 'a', 'd'))).toEqual([
      { path: ['all', '[d]'], before: undefined, after: { id: 'd' } },
      { path: ['all', '[b]'], before: { id: 'b' }, after: undefined },
      { path: ['all', 'order'], before: ['a', 'b', 'c'], after: ['c', 'a', 'd'] },
    ]);
  });

  test('say nothing only when they are the same', () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        expect(differences(one, other).length === 0).toBe(same(one, other));
      }),
    );
  });
});

describe('two people’s edits', () => {
  test('of different fields are both kept', () => {
    const base = saidBy(smallText);
    const mine = saidBy(promising(45));
    const theirs = saidBy(smallText.replace('en: Housing', 'en: Homes'));
    const { value, clashes } = merged(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(differences(base, value).map(({ path }) => path.join('.'))).toEqual([
      'services.[tax].promiseMinutes',
      'services.[housing].name.en',
    ]);
  });

  test('of one field are told, and the newer stands', () => {
    const { value, clashes } = merged(
      saidBy(smallText),
      saidBy(promising(45)),
      saidBy(promising(60)),
    );
    expect(value).toEqual(saidBy(promising(60)));
    expect(clashes).toEqual([
      { path: ['services', '[tax]', 'promiseMinutes'], before: 45, after: 60 },
    ]);
  });

  test('lose nothing where only one of them changed anything', () => {
    fc.assert(
      fc.property(group, group, (base, other) => {
        expect(same(merged(base, other, base).value, other)).toBe(true);
        expect(same(merged(base, base, other).value, other)).toBe(true);
      }),
    );
  });
});
