/**
 * A picture in black and white dots, the only kind a thermal printer knows: packed rows, the
 * leftmost dot in the highest bit, as `GS v 0` wants them.
 */

export interface Bitmap {
  /** Dots; always a multiple of 8. */
  readonly width: number;
  readonly height: number;
  /** `width / 8` bytes a row. */
  readonly data: Uint8Array;
}

/** A bitmap of at least `width` dots, black where `isBlack` says so. */
export function makeBitmap(
  width: number,
  height: number,
  isBlack: (x: number, y: number) => boolean,
): Bitmap {
  const rowBytes = Math.ceil(width / 8);
  const data = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * rowBytes + (x >> 3);
      if (isBlack(x, y)) data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width: rowBytes * 8, height, data };
}

export function isBlackAt(bitmap: Bitmap, x: number, y: number): boolean {
  const byte = bitmap.data[(y * bitmap.width) / 8 + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}

/**
 * The same picture as bands of at most `bytesMax` bytes, top to bottom. Small bands bound what a
 * printer swallows when a connection breaks in the middle of one.
 */
export function bandsOf(bitmap: Bitmap, bytesMax: number): Bitmap[] {
  const rowBytes = bitmap.width / 8;
  const rows = Math.max(1, Math.floor(bytesMax / rowBytes));
  const bands: Bitmap[] = [];
  for (let y = 0; y < bitmap.height; y += rows) {
    const height = Math.min(rows, bitmap.height - y);
    const data = bitmap.data.subarray(y * rowBytes, (y + height) * rowBytes);
    bands.push({ width: bitmap.width, height, data });
  }
  return bands;
}
