/**
 * Six digits of the moment, as authenticator programs show them (RFC 6238 over RFC 4226, HMAC-SHA-1,
 * 30 s). Pure: the moment is handed in.
 */
import { createHmac } from 'node:crypto';

export const STEP_MS = 30_000;
const digits = 6;
/** A phone's clock may be a step off, either way (RFC 6238, 5.2). */
const stepsOff = 1;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The step that a moment falls in. */
export const stepOf = (now: number): number => Math.floor(now / STEP_MS);

/** The code of one step, with leading zeros. */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0x0f;
  const number = hash.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code was typed, later than `after`; null: it is none, or was used before. */
export function stepTyped(
  secret: Uint8Array,
  typed: string,
  now: number,
  after: number,
): number | null {
  const plain = typed.normalize('NFKC').replaceAll(/\s/g, '');
  for (let step = stepOf(now) - stepsOff; step <= stepOf(now) + stepsOff; step += 1) {
    if (step > after && codeOf(secret, step) === plain) return step;
  }
  return null;
}

/** RFC 4648, section 6, without padding: as it is typed where no picture can be taken. */
export function inBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
