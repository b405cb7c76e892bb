/**
 * Golden pictures, made so small that they hold the composition of a component and not the way in
 * which one machine hints its letters. Two pictures are the same when their luminance, softened, is.
 *
 * Tolerances, of 255: over the whole picture `wholeMost` on average; in no field of `field` pixels a
 * side more than `fieldMost` on average. A word that is gone, a button of another colour, a line that
 * moved by a few pixels of the screen is more than that; another hinting of the same words is not.
 */
import { createCanvas, loadImage } from '@napi-rs/canvas';

const longestSide = 240;
export const wholeMost = 2;
export const field = 12;
export const fieldMost = 10;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Softened luminance, 0 to 255, row by row. */
  readonly light: Float32Array;
}

/** A screenshot as it is kept: a small PNG. */
export async function small(screenshot: Uint8Array): Promise<Buffer> {
  const image = await loadImage(screenshot);
  const scale = longestSide / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const canvas = createCanvas(width, height);
  const drawn = canvas.getContext('2d');
  drawn.imageSmoothingEnabled = true;
  drawn.imageSmoothingQuality = 'high';
  drawn.drawImage(image, 0, 0, width, height);
  return canvas.encode('png');
}

/** Of a kept picture. */
export async function pictureOf(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(png);
  const { width, height } = image;
  const drawn = createCanvas(width, height).getContext('2d');
  drawn.drawImage(image, 0, 0);
  const { data } = drawn.getImageData(0, 0, width, height);
  const light = new Float32Array(width * height);
  for (let at = 0; at < light.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    light[at] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  return { width, height, light: softened(light, width, height) };
}

/** Each pixel is the mean of itself and its neighbours. */
function softened(light: Float32Array, width: number, height: number): Float32Array {
  const soft = new Float32Array(light.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
          sum += light[v * width + u] ?? 0;
          count += 1;
        }
      }
      soft[y * width + x] = sum / count;
    }
  }
  return soft;
}

/** What is other, as a sentence; null where nothing is. */
export function difference(kept: Picture, seen: Picture): string | null {
  const { width, height } = kept;
  if (width !== seen.width || height !== seen.height) {
    return `${seen.width} x ${seen.height} instead of ${width} x ${height}`;
  }
  let whole = 0;
  let worst = { mean: 0, x: 0, y: 0 };
  for (let y = 0; y < height; y += field) {
    for (let x = 0; x < width; x += field) {
      const { sum, count } = apart(kept, seen, x, y);
      whole += sum;
      if (sum / count > worst.mean) worst = { mean: sum / count, x, y };
    }
  }
  const mean = whole / (width * height);
  if (mean > wholeMost) return `by ${mean.toFixed(1)} on average`;
  if (worst.mean <= fieldMost) return null;
  return `by ${worst.mean.toFixed(1)} in the field at ${worst.x}, ${worst.y}`;
}

function apart(kept: Picture, seen: Picture, left: number, top: number) {
  let sum = 0;
  let count = 0;
  for (let y = top; y < Math.min(kept.height, top + field); y += 1) {
    for (let x = left; x < Math.min(kept.width, left + field); x += 1) {
      const at = y * kept.width + x;
      sum += Math.abs((kept.light[at] ?? 0) - (seen.light[at] ?? 0));
      count += 1;
    }
  }
  return { sum, count };
}
