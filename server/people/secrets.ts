/**
 * How secrets are made and what of them may be kept. Keys (256 bits of chance) are stored as their
 * SHA-256 only: nobody can guess one, so a slow hash would protect nothing and cost every request.
 * Codes that a person types are short and get a slow hash (`enrolment.ts`, `passwords.ts`).
 */
import { createHash } from 'node:crypto';

/** Chance is handed in; `server/main.ts` gives the machine's, tests a seeded one. */
export interface Dice {
  /** So many bytes, unpredictable where it matters. */
  bytes(count: number): Uint8Array;
}

export const KEY_BYTES = 32;
const ID_BYTES = 8;

/** Longer input is no secret of ours and is not even hashed. */
export const SECRET_CHARS_MAX = 256;

/** No I, O or U: they are taken for 1, 0 and V. */
export const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ';
export const CODE_LENGTH = 8;
const DIGITS = '0123456789';

/** A new key in base64url behind its prefix; shown or set as a cookie once, then forgotten. */
export function newKey(dice: Dice, prefix = ''): string {
  return prefix + Buffer.from(dice.bytes(KEY_BYTES)).toString('base64url');
}

/** A new opaque id: 16 hexadecimal digits. It opens nothing and may stand anywhere. */
export function newId(dice: Dice): string {
  return Buffer.from(dice.bytes(ID_BYTES)).toString('hex');
}

/** A new code as it is shown, `ABCD-EFGH`. */
export function newCode(dice: Dice): string {
  const letters = draw(dice, CODE_LETTERS, CODE_LENGTH);
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`;
}

/** So many digits, for a keypad. */
export function newDigits(dice: Dice, count: number): string {
  return draw(dice, DIGITS, count);
}

/** A typed code without case, blanks, dashes and full-width letters; null when it cannot be one. */
export function plainCode(typed: string): string | null {
  if (typed.length > SECRET_CHARS_MAX) return null;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter))
    ? code
    : null;
}

/** What is kept of a key: its SHA-256 in hexadecimal; null when it is too long to be one of ours. */
export function hashOf(secret: string): string | null {
  if (secret.length === 0 || secret.length > SECRET_CHARS_MAX) return null;
  return createHash('sha256').update(secret).digest('hex');
}

/** Letters drawn evenly: a byte over the last whole multiple of the alphabet is thrown away. */
function draw(dice: Dice, alphabet: string, count: number): string {
  const even = 256 - (256 % alphabet.length);
  let drawn = '';
  while (drawn.length < count) {
    for (const byte of dice.bytes(count)) {
      if (byte < even && drawn.length < count) drawn += alphabet.charAt(byte % alphabet.length);
    }
  }
  return drawn;
}
