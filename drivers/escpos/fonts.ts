/**
 * Finds a font for a character among the fonts that come with the program: first Noto Sans SC, then
 * LXGW WenKai, which holds 45,000 characters and so nearly every name (both under the SIL Open Font
 * Licence). Each is a folder of small files; the one that holds the character is found and proved
 * by its own table, so that neither a box nor a font of the machine ever stands in unnoticed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { codePointsOf } from './font-file.ts';

/** A font file, under the family name by which it is registered for drawing. */
export interface Face {
  readonly file: string;
  readonly family: string;
  /** CSS weights that this face can show. */
  readonly weight: { readonly plain: number; readonly bold: number };
  /**
   * Fraction of the letter's size by which strokes are thickened to stand beside the other face.
   */
  readonly thicken: number;
}

interface Family {
  readonly css: string;
  readonly name: string;
  readonly weight: Face['weight'];
  readonly thicken: number;
}

const families: readonly Family[] = [
  {
    css: '@fontsource-variable/noto-sans-sc/index.css',
    name: 'Jinghao Sans',
    weight: { plain: 500, bold: 700 },
    thicken: 0,
  },
  {
    css: '@chinese-fonts/lxgwwenkai/dist/LXGWWenKai-Medium/result.css',
    name: 'Jinghao Kai',
    weight: { plain: 500, bold: 500 },
    thicken: 0.02,
  },
];

interface Subset {
  readonly face: Face;
  readonly ranges: readonly (readonly [number, number])[];
  points: Set<number> | null;
}

let subsets: Subset[] | null = null;

/**
 * The face that holds this code point, or null when no font of ours does. Reads files on first use.
 */
export function faceOf(point: number): Face | null {
  subsets ??= families.flatMap(readFamily);
  for (const subset of subsets) {
    if (!subset.ranges.some(([from, to]) => point >= from && point <= to)) continue;
    subset.points ??= codePointsOf(readFileSync(subset.face.file));
    if (subset.points.has(point)) return subset.face;
  }
  return null;
}

/** The files of a family and what each claims to hold, from its style sheet. */
function readFamily(family: Family): Subset[] {
  const sheet = createRequire(import.meta.url).resolve(family.css);
  const rules = readFileSync(sheet, 'utf8').split('@font-face').slice(1);
  return rules.flatMap((rule, i) => {
    const file = /url\(["']?(\.\/[^"')]+\.woff2)["']?\)/.exec(rule)?.[1];
    const ranges = /unicode-range:\s*([^;}]+)/i.exec(rule)?.[1];
    if (!file || !ranges) return [];
    const face: Face = {
      file: join(dirname(sheet), file),
      family: `${family.name} ${i}`,
      weight: family.weight,
      thicken: family.thicken,
    };
    return [{ face, ranges: ranges.split(',').map(readRange), points: null }];
  });
}

function readRange(text: string): readonly [number, number] {
  const [from = '', to] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)];
}
