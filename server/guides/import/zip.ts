/**
 * A look into a zip archive before anybody unpacks it: how much it really unpacks to, and that it is
 * neither locked nor damaged. What an archive says of its own sizes is not believed.
 *
 * Layout after PKWARE's APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end.
 */
import { inflateRawSync } from 'node:zlib';
import { fileBounds, UnreadableFile } from './unread.ts';

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const endBytes = 22;
const commentBytesMax = 65_535;
const centralBytes = 46;
const localBytes = 30;
const entriesMax = 1_000;
const methods = { stored: 0, deflated: 8 } as const;
const encrypted = 1;

export interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Whether it begins as an archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length >= endBytes &&
  Buffer.from(bytes.subarray(0, 4)).readUInt32LE(0) === signatures.local;

/**
 * Unpacks everything within the bound. Throws `UnreadableFile`: `unpacks-too-large` for a bomb,
 * `not-readable` for what is damaged, locked or no archive.
 */
export function unpacked(
  file: Uint8Array,
  bytesMax: number = fileBounds.unpackedBytesMax,
): Entry[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  try {
    return entriesOf(bytes, bytesMax);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const { code } = error as { code?: string };
    // zlib's name for more than `maxOutputLength`.
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new UnreadableFile('unpacks-too-large');
    throw new UnreadableFile('not-readable', 'zip');
  }
}

function entriesOf(bytes: Buffer, bytesMax: number): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > entriesMax) throw new UnreadableFile('unpacks-too-large', `${count}`);
  const found: Entry[] = [];
  let left = bytesMax;
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== signatures.central) throw new UnreadableFile('not-readable');
    const entry = unpack(bytes, at, left);
    left -= entry.bytes.length;
    found.push(entry);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    at += centralBytes + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return found;
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endBytes - commentBytesMax);
  for (let at = bytes.length - endBytes; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === signatures.end) return at;
  }
  throw new UnreadableFile('not-readable', 'zip');
}

function unpack(bytes: Buffer, central: number, left: number): Entry {
  const flags = bytes.readUInt16LE(central + 8);
  const method = bytes.readUInt16LE(central + 10);
  const packed = bytes.readUInt32LE(central + 20);
  const nameLength = bytes.readUInt16LE(central + 28);
  const local = bytes.readUInt32LE(central + 42);
  const name = bytes.toString('utf8', central + centralBytes, central + centralBytes + nameLength);
  if ((flags & encrypted) !== 0) throw new UnreadableFile('not-readable', name);
  if (bytes.readUInt32LE(local) !== signatures.local)
    throw new UnreadableFile('not-readable', name);
  const skip = bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const start = local + localBytes + skip;
  if (start + packed > bytes.length) throw new UnreadableFile('not-readable', name);
  const data = bytes.subarray(start, start + packed);
  if (method === methods.stored) {
    if (packed > left) throw new UnreadableFile('unpacks-too-large', name);
    return { name, bytes: data };
  }
  if (method !== methods.deflated) throw new UnreadableFile('not-readable', name);
  if (left <= 0) throw new UnreadableFile('unpacks-too-large', name);
  return { name, bytes: inflateRawSync(data, { maxOutputLength: left }) };
}
