/**
 * The frames of caller keypads and rating pads on a shared line: `FF 68 L L 68 station func data…
 * CS 16`. L counts station, func and data, and stands there twice; CS is the low byte of the sum of
 * those. Source: the public queue system JackQChen/QueueSystem, `CallSystem/frmMain.cs` (9600 baud,
 * 8N1). That a keypad takes all six digits at once is unverified.
 */

export interface Frame {
  /** The device's address on the line, 1 to 255. */
  readonly station: number;
  readonly func: number;
  readonly data: readonly number[];
}

export const head = [0xff, 0x68] as const;
export const middle = 0x68;
export const tail = 0x16;
/** `FF 68 L L 68` before what L counts, `CS 16` behind it. */
export const headBytes = 5;
export const tailBytes = 2;
/** L of the shortest frame (a beep) and of the longest (six digits). */
export const lengthMin = 2;
export const lengthMax = 8;

export const func = { ask: 0x01, show: 0x02, beep: 0x03, rated: 0x11 } as const;

/** The low byte of the sum of what L counts. */
export const checksum = (counted: readonly number[]): number =>
  counted.reduce((sum, byte) => sum + byte, 0) & 0xff;

/** The bytes of a frame. Throws a RangeError on more data than a frame holds: a bug. */
export function encode({ station, func: code, data }: Frame): Uint8Array {
  const counted = [station, code, ...data];
  const { length } = counted;
  if (length > lengthMax) throw new RangeError(`a frame holds ${lengthMax - 2} bytes of data`);
  return Uint8Array.of(...head, length, length, middle, ...counted, checksum(counted), tail);
}

export const sameFrame = (one: Frame, other: Frame): boolean =>
  one.station === other.station &&
  one.func === other.func &&
  one.data.length === other.data.length &&
  one.data.every((byte, at) => byte === other.data[at]);

/** Shows nothing in its place. */
const blank = 0x0a;
const places = 3;
const none = [blank, blank, blank] as const;
const waitingMax = 999;

/** What a keypad's display is to show. */
export interface Face {
  /** The number in hand; null: none. */
  readonly label: string | null;
  /** How many wait; null: nobody has said. */
  readonly waiting: number | null;
}

/**
 * The frame that shows `face`. The display has digits only, three for each: of `A1017` it shows 017.
 * `one`, as the source has it: the number while there is one, else how many wait. `both`: side by
 * side.
 */
export function faceFrame(station: number, face: Face, show: 'one' | 'both'): Frame {
  const called = face.label === null ? none : labelDigits(face.label);
  const hidden = face.waiting === null || (show === 'one' && face.label !== null);
  const waiting = hidden ? none : countDigits(face.waiting ?? 0);
  return { station, func: func.show, data: [...waiting, ...called] };
}

/** The last three digits of a label's last number, set to the right. */
function labelDigits(label: string): readonly number[] {
  const run = /(\d+)\D*$/.exec(label)?.[1] ?? '';
  const digits = [...run.slice(-places)].map(Number);
  return [...none.slice(digits.length), ...digits];
}

/** With leading zeros; more than 999 shows 999. */
function countDigits(people: number): readonly number[] {
  const count = Math.min(waitingMax, Math.max(0, Math.trunc(people) || 0));
  return [...String(count).padStart(places, '0')].map(Number);
}

export const beepFrame = (station: number): Frame => ({ station, func: func.beep, data: [] });

/** Asks the visitor at a rating pad. */
export const askFrame = (station: number): Frame => ({ station, func: func.ask, data: [0x0b] });

const digitMax = 9;

/**
 * Whether a frame is a rating. A pad may hang behind a keypad and share its station: what is a
 * rating is no key, and a key's code (0B and above) no rating, whatever function a keypad speaks by.
 */
export const isRating = ({ func: code, data }: Frame): boolean =>
  code === func.rated && data.length === 1 && (data[0] ?? 0) <= digitMax;

/** What a rating pad takes for "heard": its own frame, with another function. */
export const ratedAck = (rated: Frame): Frame => ({ ...rated, func: func.ask });
