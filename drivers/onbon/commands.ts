/**
 * What is said to a strip's controller and what it answers. Ping, clear and text are as published;
 * brightness (A3 02) is unverified and sent only where the strip's address asks for it. Answers are
 * `A0 00` (done) or `A0 01` (not done) with an error code, as the vendor's library names them; their
 * exact form is unverified, so other groups count as a sign of life and not as an acknowledgement.
 */
import type { Face } from '../driver.ts';
import { type Frame, hostAddress, writeFrame } from './frame.ts';
import type { StripProfile } from './profile.ts';
import { type StripText, stripText } from './text.ts';

/** One thing that a strip can be told; the machine decides which. */
export type Deed =
  | { readonly say: 'ping' }
  | { readonly say: 'clear' }
  | { readonly say: 'text'; readonly face: Face }
  | { readonly say: 'brightness'; readonly level: number };

export type Answer =
  | { readonly answer: 'done' }
  | { readonly answer: 'refused'; readonly code: number; readonly detail: string }
  | { readonly answer: 'alive' };

const replyWanted = { asked: 0x01, none: 0x02 } as const;
const protocols = { '02': 0x02, f0: 0xf0 } as const;
const still = 0x01;
const runsLeft = 0x03;
/** Stays for 10 x 0.5 s, then is drawn anew: standing still nothing is seen of it. */
const stay = 0x0a;
const halfHours = 48;
const repeats = 0x00;
const repeatsUntilTimeout = 0x02;
/** As published; in this run mode it does not count. */
const timeoutUnused = 2;

/** The bytes of one deed for the line. */
export function bytesOf(deed: Deed, profile: StripProfile): Uint8Array {
  return writeFrame({
    to: profile.station,
    from: hostAddress,
    protocol: protocols[profile.protocol],
    data: dataOf(deed, profile),
  });
}

/** The data of one deed, without its frame. */
export function dataOf(deed: Deed, profile: StripProfile): Uint8Array {
  const reply = replyWanted[profile.reply];
  switch (deed.say) {
    case 'ping':
      return Uint8Array.of(0xa2, 0x00, 0x01, 0x00, 0x00);
    case 'clear':
      return Uint8Array.of(0xa3, 0x10, reply, 0x00, 0x00);
    case 'brightness': {
      const day = Array.from({ length: halfHours }, () => deed.level);
      return Uint8Array.of(0xa3, 0x02, reply, 0x00, 0x00, 0x01, deed.level, ...day);
    }
    case 'text':
      return textData(stripText(deed.face, profile), reply, profile);
  }
}

/** One dynamic area (number 0) over the whole strip, shown until the next. */
function textData(text: StripText, reply: number, profile: StripProfile): Uint8Array {
  const across = profile.unit === 'bytes' ? profile.width / 8 : profile.width;
  const broken = text.fits === 'lines' ? 0x02 : 0x01;
  const area = Buffer.alloc(27);
  area.writeUInt16LE(across, 5);
  area.writeUInt16LE(profile.height, 7);
  area.writeUInt8(profile.timeout === 0 ? repeats : repeatsUntilTimeout, 11);
  area.writeUInt16LE(profile.timeout === 0 ? timeoutUnused : profile.timeout, 12);
  // Whether in one line, whether it breaks lines itself, how it comes, leaves, and how fast.
  const moves = text.fits === 'scrolls';
  const how = [broken, broken, moves ? runsLeft : still, 0x00, profile.speed, moves ? 0 : stay];
  area.set(how, 17);
  area.writeUInt32LE(text.bytes.length, 23);
  const areaLength = area.length + text.bytes.length;
  const block = Buffer.alloc(9);
  block.set([0xa3, 0x06, reply]);
  block.writeUInt16LE(profile.length === 'counted' ? areaLength + 4 : 0, 3);
  block.set([0x00, 0x01], 5);
  block.writeUInt16LE(areaLength, 7);
  return Buffer.concat([block, area, text.bytes]);
}

/** What a frame that came in says to us, or null when it is not from this strip. */
export function readAnswer(frame: Frame, profile: StripProfile): Answer | null {
  const [group, command, error = 0] = frame.data;
  // Who is named as sender is unverified: some may copy the question's header as it was. A question
  // with our own name is our echo on a two-wire line.
  const copied = frame.to === profile.station && frame.from === hostAddress && group === 0xa0;
  if (frame.from !== profile.station && !copied) return null;
  if (group !== 0xa0) return { answer: 'alive' };
  if (command === 0x00 && error === 0) return { answer: 'done' };
  return { answer: 'refused', code: error, detail: `${errors[error] ?? 'an error'} (${error})` };
}

/** The names of the vendor's library. */
const errors: Readonly<Record<number, string>> = {
  1: 'command group unknown',
  2: 'command unknown',
  3: 'the controller is busy',
  4: 'out of memory',
  5: 'check sum error',
  7: 'flash access error',
  12: 'it has no font',
  13: 'wrong type of controller',
};
