/**
 * What the gallery leans on, without a browser: the set of looks covers what it says, golden pictures
 * differ when they should, and nothing of the gallery can reach a hall.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { covering } from '../../gallery/covering.ts';
import { difference, fieldMost, type Picture, wholeMost } from '../../gallery/golden.ts';
import { goldenFolder } from '../../gallery/open.ts';
import { root, sources } from '../tidy/tree.ts';

const languages = ['zh-Hans', 'zh-Hant', 'en'];

describe('the set of looks', () => {
  it.each([
    [1, 1],
    [1, 5],
    [2, 3],
    [7, 2],
    [26, 5],
  ])('of %i examples in %i modes has each of them and of the languages', (count, modeCount) => {
    const examples = Array.from({ length: count }, (_, at) => `example-${at}`);
    const modes = Array.from({ length: modeCount }, (_, at) => `mode-${at}`);
    const components = { one: ['alone'], two: examples, three: examples };
    const looks = covering(components, languages, modes);
    for (const [component, names] of Object.entries(components)) {
      const own = looks.filter((look) => look.component === component);
      expect(new Set(own.map(({ example }) => example))).toEqual(new Set(names));
      expect(new Set(own.map(({ language }) => language))).toEqual(new Set(languages));
      expect(new Set(own.map(({ mode }) => mode))).toEqual(new Set(modes));
    }
    expect(looks.length).toBeLessThanOrEqual(3 * Math.max(count, modeCount, 3));
  });

  it('has every pair of language and mode where a group has looks enough', () => {
    const modes = ['a', 'b', 'c', 'd', 'e'];
    const examples = Array.from({ length: 16 }, (_, at) => `example-${at}`);
    const pairs = covering({ one: examples }, languages, modes).map(
      ({ language, mode }) => `${language} ${mode}`,
    );
    expect(new Set(pairs).size).toBe(15);
  });
});

describe('golden pictures', () => {
  const side = 48;
  const even = (light: number): Picture => ({
    ...{ width: side, height: side },
    light: new Float32Array(side * side).fill(light),
  });

  it('are the same with a little more or less ink everywhere', () => {
    expect(difference(even(200), even(200 - wholeMost))).toBeNull();
    expect(difference(even(200), even(200 - wholeMost - 0.5))).toMatch(/on average/);
  });

  it('are other when one field is, though the whole is nearly the same', () => {
    const patched = (by: number): Picture => {
      const picture = even(200);
      for (let y = 12; y < 24; y += 1) picture.light.fill(200 - by, y * side + 24, y * side + 36);
      return picture;
    };
    expect(difference(even(200), patched(fieldMost))).toBeNull();
    expect(difference(even(200), patched(fieldMost + 1))).toBe('by 11.0 in the field at 24, 12');
  });

  it('are other when their sizes are', () => {
    const flat: Picture = { width: 2, height: 2, light: new Float32Array(4) };
    expect(difference(even(0), flat)).toBe('2 x 2 instead of 48 x 48');
  });
});

it('golden pictures weigh little', () => {
  const sizes = readdirSync(goldenFolder).map((name) => statSync(join(goldenFolder, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});

it('no page loads an example, and none is built into dist', () => {
  const product = /^(core|ui|kiosk|display|console|server|drivers|log)\//;
  const asks = sources(/\.tsx?$/)
    .filter((path) => product.test(path) && !path.endsWith('/examples.tsx'))
    .filter((path) =>
      /from '[^']*(\/examples\.tsx|gallery\/)/.test(readFileSync(resolve(root, path), 'utf8')),
    );
  expect(asks).toEqual([]);
  expect(readFileSync(resolve(root, 'vite.config.ts'), 'utf8')).not.toMatch(/gallery/);
});
