/**
 * Colours and sizes of type come from ui/tokens.css: elsewhere a colour is a token, and a size of type
 * is a token, a share of the type around it, or a number of units that grow with the screen.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { root, sources } from '../tidy/tree.ts';

/** How many sizes in pixels or in shares of the window a file still has. The list may only shrink. */
const pixels: Readonly<Record<string, number>> = {
  // One window of 360 x 140 pixels over another program: nothing in it grows.
  'console/counter/mini/mini.css': 8,
  // A label as wide as the phone: its length in em divides the window.
  'display/phone/phone.css': 2,
  // One column at 400 % zoom: the pixels are what the reader magnified, and units would be too small.
  'kiosk/page/flow.css': 5,
};

const styles = sources(/^(ui|kiosk|display|console|gallery)\/.*\.css$/).filter(
  (path) => path !== 'ui/tokens.css',
);

const colour =
  /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklch|color)\(|:\s*(black|white|red|green|blue|yellow|gr[ae]y|orange)\b/gi;
const size = /font-size:\s*([^;]+);|font:\s*([^;]+);/g;
/** A token, the type around it, or units of the page: --px, --type, and what a component sets by them. */
const relative = /var\(--[a-z0-9-]+\)|^inherit$|^[\d.]+(em|%)$/;
/** Units of the window are pixels too, whatever they are divided by. */
const ofWindow = /\d(vw|vh|vmin|vmax)\b/;

/** Neither comments nor what is only for paper, where a point is a point. */
const notShown = /\/\*[\s\S]*?\*\/|@media print \{[\s\S]*?\n\}/g;

const found = (pattern: RegExp, wrong: (match: RegExpMatchArray) => boolean) =>
  styles.flatMap((path) => {
    const css = readFileSync(resolve(root, path), 'utf8').replace(notShown, '');
    return [...css.matchAll(pattern)].filter(wrong).map((match) => `${path}: ${match[0]}`);
  });

it('styles are found at all', () => {
  expect(styles.length).toBeGreaterThan(40);
});

it('no style has a colour of its own', () => {
  expect(found(colour, () => true)).toEqual([]);
});

it('no style has a size of type of its own, but those with a reason', () => {
  const raw = found(size, ([, one, other]) => {
    const value = (one ?? other ?? '').trim();
    return !relative.test(value) || ofWindow.test(value);
  });
  const counted: Record<string, number> = {};
  for (const one of raw) {
    const path = one.slice(0, one.indexOf(':'));
    counted[path] = (counted[path] ?? 0) + 1;
  }
  expect(counted, raw.join('\n')).toEqual(pixels);
});
