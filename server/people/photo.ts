/**
 * A clerk's photo as it is kept: a small square JPEG, drawn anew, so that nothing of the file that was
 * sent survives, neither what the camera wrote into it nor what somebody hid there. Size and pixels are
 * read from the head of the file before anything is decoded: a small file can unfold to gigabytes.
 */

/** The largest file that is looked at, in bytes. */
export const PICTURE_BYTES_MAX = 6 * 1024 * 1024;
/** The largest picture that is decoded: pixels of a side, and in all. */
export const PICTURE_SIDE_MAX = 6_000;
export const PICTURE_PIXELS_MAX = 24_000_000;
/** A smaller one is no portrait. */
export const PICTURE_SIDE_MIN = 64;
/** Width and height of what is kept, in pixels. */
export const PHOTO_SIDE = 360;
const quality = 85;

export type PhotoRefusal = 'too-large' | 'not-a-picture' | 'too-many-pixels' | 'too-small';

const rules: Readonly<Record<PhotoRefusal, string>> = {
  'too-large': `a picture has at most ${PICTURE_BYTES_MAX / 1024 / 1024} MB`,
  'not-a-picture': 'a picture is a JPEG, PNG or WebP',
  'too-many-pixels': `a picture has at most ${PICTURE_SIDE_MAX} pixels a side and 24 million in all`,
  'too-small': `a picture has at least ${PICTURE_SIDE_MIN} pixels a side`,
};

export type Photo =
  | { readonly jpeg: Buffer }
  | { readonly refused: PhotoRefusal; readonly rule: string };

const no = (refused: PhotoRefusal): Photo => ({ refused, rule: rules[refused] });

/** Draws the middle square of a picture anew. Refuses what is none, or too large to be looked at. */
export async function photoFrom(picture: Buffer): Promise<Photo> {
  if (picture.length > PICTURE_BYTES_MAX) return no('too-large');
  const size = sizeOf(picture);
  if (size === null) return no('not-a-picture');
  const { width, height } = size;
  const most = Math.max(width, height) > PICTURE_SIDE_MAX || width * height > PICTURE_PIXELS_MAX;
  if (most) return no('too-many-pixels');
  if (Math.min(width, height) < PICTURE_SIDE_MIN) return no('too-small');
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  try {
    const image = await loadImage(picture);
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
    const canvas = createCanvas(PHOTO_SIDE, PHOTO_SIDE);
    const context = canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE);
    context.drawImage(image, left, top, side, side, 0, 0, PHOTO_SIDE, PHOTO_SIDE);
    return { jpeg: await canvas.encode('jpeg', quality) };
  } catch {
    // Its head is that of a picture, the rest is not.
    return no('not-a-picture');
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** By the first bytes; null for what is no JPEG, PNG or WebP. */
function sizeOf(file: Buffer): Size | null {
  try {
    if (file.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') {
      return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
    }
    if (file.subarray(0, 4).toString('latin1') === 'RIFF') return webpSize(file);
    if (file.readUInt16BE(0) === 0xffd8) return jpegSize(file);
  } catch {
    // It ends too soon.
  }
  return null;
}

/** Walks the segments to the frame's head (SOF0-15 but DHT, JPG and DAC), ITU-T T.81 B.2.2. */
function jpegSize(file: Buffer): Size | null {
  let at = 2;
  while (at < file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    }
    at += marker === 0xff ? 1 : 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

/** RFC 9649, sections 2.5 to 2.7: the first chunk says the size. */
function webpSize(file: Buffer): Size | null {
  if (file.subarray(8, 12).toString('latin1') !== 'WEBP') return null;
  switch (file.subarray(12, 16).toString('latin1')) {
    case 'VP8 ':
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = file.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
