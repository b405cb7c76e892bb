/**
 * Reads from a WOFF2 font file which characters it really holds. The lists that come with web fonts
 * promise more than the files have (Noto Sans SC's subsets claim characters they do not draw), and
 * a drawing library asked for a missing character silently takes a box or a system font.
 * Formats: W3C WOFF 2.0 section 4-5, OpenType `cmap` formats 4 and 12.
 */
import { brotliDecompressSync } from 'node:zlib';

const headerBytes = 48;
const tagCmap = 0;
const tagGlyf = 10;
const tagLoca = 11;
const tagOwn = 63;

/**
 * Code points with a glyph. Throws a RangeError or zlib's error when the file is not a WOFF2 font.
 */
export function codePointsOf(file: Buffer): Set<number> {
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new RangeError('not a WOFF2 file');
  const cmap = findCmap(file);
  return cmap ? readCmap(cmap) : new Set();
}

function findCmap(file: Buffer): Buffer | null {
  let at = headerBytes;
  const base128 = () => {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = file.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a table length is too long');
  };
  let offset = 0;
  let found: { offset: number; length: number } | null = null;
  const tables = file.readUInt16BE(12);
  for (let i = 0; i < tables; i++) {
    const flags = file.readUInt8(at++);
    const tag = flags & 0x3f;
    if (tag === tagOwn) at += 4;
    const version = flags >> 6;
    const transformed = tag === tagGlyf || tag === tagLoca ? version !== 3 : version !== 0;
    const plain = base128();
    const length = transformed ? base128() : plain;
    if (tag === tagCmap) found = { offset, length };
    offset += length;
  }
  if (!found) return null;
  const data = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  return data.subarray(found.offset, found.offset + found.length);
}

function readCmap(cmap: Buffer): Set<number> {
  const points = new Set<number>();
  const subtables = cmap.readUInt16BE(2);
  for (let i = 0; i < subtables; i++) {
    const at = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(at);
    if (format === 4) readSegments(cmap, at, points);
    if (format === 12) readGroups(cmap, at, points);
  }
  return points;
}

function readSegments(cmap: Buffer, at: number, points: Set<number>): void {
  const double = cmap.readUInt16BE(at + 6);
  const ends = at + 14;
  const starts = ends + double + 2;
  const deltas = starts + double;
  const ranges = deltas + double;
  for (let i = 0; i < double; i += 2) {
    const end = cmap.readUInt16BE(ends + i);
    const start = cmap.readUInt16BE(starts + i);
    const range = cmap.readUInt16BE(ranges + i);
    for (let point = start; point <= end && point < 0xffff; point++) {
      const own = range === 0 ? point : cmap.readUInt16BE(ranges + i + range + (point - start) * 2);
      const glyph = own === 0 ? 0 : (own + cmap.readUInt16BE(deltas + i)) & 0xffff;
      if (glyph !== 0) points.add(point);
    }
  }
}

function readGroups(cmap: Buffer, at: number, points: Set<number>): void {
  const groups = cmap.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12;
    const end = cmap.readUInt32BE(group + 4);
    const glyph = cmap.readUInt32BE(group + 8);
    for (let point = cmap.readUInt32BE(group), k = 0; point <= end; point++, k++) {
      if (glyph + k !== 0) points.add(point);
    }
  }
}
