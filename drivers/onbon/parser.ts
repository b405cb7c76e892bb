/**
 * Reads frames out of what comes in, byte by byte, whatever comes before, between and inside them.
 * A start byte never stands inside a frame (it is escaped there), so every one begins anew: the next
 * good frame is always found. Holds at most one frame.
 */
import {
  crc16,
  crcBytes,
  dataMax,
  endByte,
  escapes,
  type Frame,
  headerBytes,
  startByte,
} from './frame.ts';

const bodyMax = headerBytes + dataMax + crcBytes;

export class FrameParser {
  /** Frames that were begun and not good: too long, a wrong check sum, length or escape. */
  bad = 0;
  readonly #body = Buffer.alloc(bodyMax);
  #length = 0;
  #inFrame = false;
  #escape: Readonly<Record<number, number>> | null = null;

  /** The frames that these bytes complete. */
  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    for (const byte of bytes) {
      const frame = this.#take(byte);
      if (frame) frames.push(frame);
    }
    return frames;
  }

  /** Bytes of a frame not yet ended. */
  get held(): number {
    return this.#length;
  }

  #take(byte: number): Frame | null {
    if (byte === startByte) {
      if (this.#inFrame && this.#length > 0) this.bad += 1;
      this.#begin(true);
      return null;
    }
    if (!this.#inFrame) return null;
    if (byte === endByte) {
      const frame = this.#escape ? null : readBody(this.#body.subarray(0, this.#length));
      if (!frame) this.bad += 1;
      this.#begin(false);
      return frame;
    }
    this.#add(byte);
    return null;
  }

  #add(byte: number): void {
    if (!this.#escape && (byte === 0xa6 || byte === 0x5b)) {
      this.#escape = escapes[byte] ?? null;
      return;
    }
    const plain = this.#escape ? this.#escape[byte] : byte;
    this.#escape = null;
    if (plain === undefined || this.#length === bodyMax) {
      this.bad += 1;
      this.#begin(false);
      return;
    }
    this.#body[this.#length] = plain;
    this.#length += 1;
  }

  #begin(inFrame: boolean): void {
    this.#inFrame = inFrame;
    this.#length = 0;
    this.#escape = null;
  }
}

function readBody(body: Buffer): Frame | null {
  if (body.length < headerBytes + crcBytes) return null;
  const crcAt = body.length - crcBytes;
  if (body.readUInt16LE(12) !== crcAt - headerBytes) return null;
  if (body.readUInt16LE(crcAt) !== crc16(body.subarray(0, crcAt))) return null;
  return {
    to: body.readUInt16LE(0),
    from: body.readUInt16LE(2),
    protocol: body.readUInt8(11),
    data: Uint8Array.from(body.subarray(headerBytes, crcAt)),
  };
}
