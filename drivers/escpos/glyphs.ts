/**
 * Draws lines that a printer's own font cannot print: rare characters of names, signs, or all
 * Chinese on a printer without a Chinese font. `GS v 0` stands between lines, not within one, so
 * the whole line is drawn and keeps one look. The drawing library is loaded on the first such line.
 */
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { type Bitmap, makeBitmap } from './bitmap.ts';
import type { Glyph } from './charset.ts';
import { faceOf } from './fonts.ts';

/** Dots of one cell at size 1, the letter of every 203 dpi printer: 12 x 24, Chinese 24 x 24. */
export const cellDots = { width: 12, height: 24 } as const;

/** White under each line, so that drawn lines stand as far apart as printed ones (30 dots). */
const leadingDots = 6;
/** Letters in their cell, as fractions of its height: size, and baseline from the top. */
const chinese = { size: 1, baseline: 0.86 } as const;
const latin = { size: 0.87, baseline: 0.82 } as const;
/** Grey darker than this (of 255) becomes a dot. */
const threshold = 170;
/** At size 1 a stroke is thinner than a dot and would come out broken: it is drawn a little bolder. */
const smallest = { dots: 24, plain: 0.035, bold: 0.02 } as const;

type Library = typeof import('@napi-rs/canvas');
let library: Library | null = null;
const registered = new Set<string>();

/** Whether a font of ours holds the character (the space counts). */
export function canDraw(char: string): boolean {
  return char === ' ' || faceOf(char.codePointAt(0) ?? 0) !== null;
}

/**
 * One line as dots, `scale` times the letter's size, with the white below it.
 * Characters that no font holds must have been replaced before; they would stay white.
 */
export async function drawLine(
  glyphs: readonly Glyph[],
  scale: number,
  bold: boolean,
): Promise<Bitmap> {
  library ??= await import('@napi-rs/canvas');
  const cells = glyphs.reduce((sum, glyph) => sum + glyph.cells, 0);
  const width = Math.max(1, cells * cellDots.width * scale);
  const height = cellDots.height * scale;
  const canvas = library.createCanvas(width, height + leadingDots);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  let x = 0;
  for (const glyph of glyphs) {
    const box = { x, width: glyph.cells * cellDots.width * scale, height };
    drawGlyph(library, context, glyph, box, bold);
    x += box.width;
  }
  return toBitmap(canvas);
}

/** Draws one character into its box, never wider than it; Latin letters are centred. */
export function drawGlyph(
  { GlobalFonts }: Library,
  context: SKRSContext2D,
  glyph: Glyph,
  box: { readonly x: number; readonly width: number; readonly height: number },
  bold: boolean,
): void {
  const face = faceOf(glyph.char.codePointAt(0) ?? 0);
  if (!face || glyph.char === ' ') return;
  if (!registered.has(face.file)) {
    GlobalFonts.registerFromPath(face.file, face.family);
    registered.add(face.file);
  }
  const { size, baseline } = glyph.cells === 2 ? chinese : latin;
  const px = box.height * size;
  context.font = `${bold ? face.weight.bold : face.weight.plain} ${px}px "${face.family}"`;
  const advance = context.measureText(glyph.char).width;
  const squeeze = Math.min(1, box.width / Math.max(advance, 1));
  context.save();
  context.translate(box.x + (box.width - advance * squeeze) / 2, box.height * baseline);
  context.scale(squeeze, 1);
  context.fillText(glyph.char, 0, 0);
  const small = box.height > smallest.dots ? 0 : bold ? smallest.bold : smallest.plain;
  const thicken = face.thicken * (bold ? 2 : 1) + small;
  if (thicken > 0) {
    context.lineWidth = px * thicken;
    context.strokeText(glyph.char, 0, 0);
  }
  context.restore();
}

/** Black where the canvas is dark. */
export function toBitmap(canvas: Canvas): Bitmap {
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  return makeBitmap(width, height, (x, y) => (pixels[(y * width + x) * 4] ?? 255) < threshold);
}
