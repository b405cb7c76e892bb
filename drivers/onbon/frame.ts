/**
 * Frames of Onbon (仰邦) strip controllers with a font of their own (字库卡 BX-5K, BX-6K): a start of
 * A5 bytes, header, data and CRC with three bytes escaped, an end byte. Source: the frames published
 * in strongercjd/Onbon-Protocol-Analysis, whose check sums the vectors of the tests reproduce, and
 * the vendor's header (dst, src, reserved, device type, protocol, length).
 */

/** What a frame says, without its wrapping. */
export interface Frame {
  /** Screen addresses, 1 to 0x7FFE; ours is `hostAddress`. */
  readonly to: number;
  readonly from: number;
  readonly protocol: number;
  readonly data: Uint8Array;
}

export const hostAddress = 0x8000;
/** Screen addresses end below this; 0xFFFE is everybody and never used for texts. */
export const addressMax = 0x7ffe;

export const startByte = 0xa5;
export const endByte = 0x5a;
/** The first byte of a two-byte escape; each stands for one of two bytes. */
export const escapes: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  166: { 1: 0xa6, 2: 0xa5 },
  91: { 1: 0x5b, 2: 0x5a },
};
const escaped: Readonly<Record<number, readonly [number, number]>> = {
  165: [0xa6, 0x02],
  166: [0xa6, 0x01],
  90: [0x5b, 0x02],
  91: [0x5b, 0x01],
};

export const headerBytes = 14;
export const crcBytes = 2;
/** A controller takes data of up to this many bytes in one frame (as public drivers bound it). */
export const dataMax = 1_024;
const startBytes = 8;
/** Any type of controller answers to it. */
const anyDevice = 0xfe;

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  return crc;
});

/** CRC-16/ARC: polynomial 0x8005 reflected, start 0. */
export function crc16(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}

/** The bytes of a frame as they go over the line. Data of more than `dataMax` bytes is a RangeError. */
export function writeFrame({ to, from, protocol, data }: Frame): Uint8Array {
  if (data.length > dataMax) throw new RangeError(`data must be at most ${dataMax} bytes`);
  const body = Buffer.alloc(headerBytes + data.length + crcBytes);
  body.writeUInt16LE(to, 0);
  body.writeUInt16LE(from, 2);
  body.writeUInt8(anyDevice, 10);
  body.writeUInt8(protocol, 11);
  body.writeUInt16LE(data.length, 12);
  body.set(data, headerBytes);
  const crcAt = headerBytes + data.length;
  body.writeUInt16LE(crc16(body.subarray(0, crcAt)), crcAt);
  const wire: number[] = Array.from({ length: startBytes }, () => startByte);
  for (const byte of body) wire.push(...(escaped[byte] ?? [byte]));
  wire.push(endByte);
  return Uint8Array.from(wire);
}
