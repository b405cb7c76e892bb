/**
 * A hall's own accent: refused by name where it could not be read, told to every page with the names,
 * and put where dark screens and the high contrast do not take it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { contrast, paper, tintOf } from '../../core/views/accent.ts';
import { namesView } from '../../core/views/names.ts';
import { exampleConfiguration } from '../../fixtures/screens/counter.ts';
import { parseHall } from '../../server/settings.ts';
import { showHallLook } from '../../ui/look.ts';

const folder = resolve(import.meta.dirname, '../../');
const file = resolve(folder, 'fixtures/halls/dongcheng.yaml');
const written = readFileSync(file, 'utf8');
const tokens = readFileSync(resolve(folder, 'ui/tokens.css'), 'utf8');
const withLook = (look: string) =>
  parseHall(written.replace(/^look: .*$/m, `look: ${look}`), file).configuration;

it('the example hall has one, and a hall without is told none', () => {
  const { look } = namesView(exampleConfiguration());
  expect(look).toEqual({ accent: '#0b4f8a', tint: '#e7edf3' });
  const { look: _, ...plain } = exampleConfiguration();
  expect(namesView(plain)).not.toHaveProperty('look');
});

it.each(['#1e6b3a', '#8a1f11', '#5a2d82', '#000000'])('%s is dark enough for all', (accent) => {
  expect(withLook(`{ accent: "${accent}" }`).look).toEqual({ accent });
  for (const ground of ['#ffffff', paper, tintOf(accent)]) {
    expect(contrast(accent, ground)).toBeGreaterThanOrEqual(4.5);
  }
});

it.each([
  ['"#ffc53d"', /look\.accent: too faint: 1\.5\d:1 with white #ffffff, and it needs 4\.5:1/],
  ['"#767676"', /look\.accent: too faint: 4\.2\d:1 with paper #faf8f4/],
  ['"#707070"', /look\.accent: too faint: 4\.3\d:1 with its own tint #f1f1f1/],
  ['"blue"', /look\.accent: a colour is written like #0b4f8a/],
])('%s is refused by field and rule', (accent, complaint) => {
  expect(() => withLook(`{ accent: ${accent} }`)).toThrow(complaint);
});

it('paper is the paper of the tokens', () => {
  expect(tokens).toContain(`--ground: ${paper};`);
});

it('pages put it where only paper takes it, and take it away again', () => {
  const set: string[] = [];
  const root = {
    dataset: {} as DOMStringMap,
    style: {
      setProperty: (name: string, value: string | null) => void set.push(`${name} ${value}`),
    },
  };
  showHallLook(root, { accent: '#1e6b3a', tint: tintOf('#1e6b3a') });
  expect(root.dataset).toEqual({ accent: 'own' });
  expect(set).toEqual(['--hall-accent #1e6b3a', '--hall-tint #e9f0eb']);
  expect(tokens).toContain(
    ':root[data-accent]:not([data-theme="dark"]):not([data-contrast="more"]) {\n  --action: var(--hall-accent);',
  );
  showHallLook(root, undefined);
  expect(root.dataset).toEqual({});
  // The emblem stands there once it can be shown, and is asked for once.
  const loading: (() => void)[] = [];
  const load = (_path: string, there: () => void) => void loading.push(there);
  showHallLook(root, { emblem: true }, load);
  expect(root.dataset).toEqual({});
  loading[0]?.();
  showHallLook(root, { emblem: true }, load);
  expect(root.dataset).toEqual({ emblem: 'own' });
  expect(set.at(-1)).toBe('--emblem url("/emblem")');
  expect(loading).toHaveLength(1);
});
