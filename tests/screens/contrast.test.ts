/**
 * Every pair of colours that meets on a page, in every theme, computed from tokens.css after WCAG
 * 2.2 (1.4.3, 1.4.11): text 4.5:1, large text and the edges of controls 3:1.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(resolve(import.meta.dirname, '../../ui/tokens.css'), 'utf8');

type Theme = Readonly<Record<string, string>>;

/** The colours of one rule, by token. */
function colours(selector: string): Theme {
  const start = css.indexOf(`${selector} {`);
  expect(start, `${selector} is missing`).toBeGreaterThan(-1);
  const rule = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...rule.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, value]) => [name, value]),
  );
}

const light = colours(':root');
const themes: Readonly<Record<string, Theme>> = {
  light,
  dark: { ...light, ...colours(':root[data-theme="dark"]') },
  'more contrast': { ...light, ...colours(':root[data-contrast="more"]') },
};

/** Relative luminance, WCAG 2.2. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channelsOf = (hex: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function ratio(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** Text of any size: what is written, on what. */
const texts = [
  ['ink', 'ground'],
  ['ink', 'sheet'],
  ['ink', 'action-soft'],
  ['ink', 'danger-soft'],
  ['ink', 'done-soft'],
  ['quiet', 'ground'],
  ['quiet', 'sheet'],
  ['quiet', 'action-soft'],
  ['action', 'ground'],
  ['action', 'sheet'],
  ['action', 'action-soft'],
  ['on-action', 'action'],
  ['on-alarm', 'alarm'],
  ['danger', 'ground'],
  ['danger', 'sheet'],
  ['danger', 'danger-soft'],
  ['on-danger', 'danger'],
  ['done', 'ground'],
  ['done', 'sheet'],
  ['done', 'done-soft'],
  ['on-done', 'done'],
  ['called', 'ground'],
  ['on-called', 'called'],
] as const;

/** What must be seen, but is not read: edges of controls, the ring of focus. */
const shapes = [
  ['edge', 'ground'],
  ['edge', 'sheet'],
  ['focus', 'ground'],
  ['focus', 'sheet'],
  ['action', 'ground'],
  ['danger', 'danger-soft'],
  ['done', 'done-soft'],
] as const;

describe.each(Object.entries(themes))('%s', (_name, theme) => {
  const contrast = (one: string, other: string) =>
    ratio(channelsOf(theme[one] ?? ''), channelsOf(theme[other] ?? ''));

  it.each(texts)('%s on %s is read: 4.5:1', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('%s on %s is seen: 3:1', (shape, ground) => {
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3);
  });

  it('a called number stays readable (large, 3:1) in the depth of its breath', () => {
    const [called, ground] = [channelsOf(theme.called ?? ''), channelsOf(theme.ground ?? '')];
    const depth = 0.6;
    const mixed = called.map((channel, at) => channel * depth + (ground[at] ?? 0) * (1 - depth));
    expect(ratio(channelsOf(theme['on-called'] ?? ''), mixed)).toBeGreaterThanOrEqual(3);
  });
});

it('the breath in the styles is as deep as this test takes it', () => {
  const style = (file: string) => readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
  expect(style('ui/whole-screen.css')).toMatch(/@keyframes breathe \{\s*50% \{\s*opacity: 0\.6;/);
  for (const file of ['display/hall/hall.css', 'display/counter/sign.css']) {
    expect(style(file)).toMatch(/animation: breathe 2s ease-in-out 3;/);
  }
});
