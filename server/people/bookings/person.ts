/**
 * Who booked, as far as the tables may know: a hash under the hall's own key, which lies outside the
 * database, and the last two characters, by which visitors recognise their own. The number itself is
 * used here and forgotten.
 */
import { createHmac, createSecretKey } from 'node:crypto';
import type { Booker } from '../../../core/wire/booking.ts';

export type BookerHash = (person: Booker) => string;

/** `key`: the hall's own 32 bytes. Another use of them has another beginning, so no two tables match. */
export function bookerHash(key: Uint8Array): BookerHash {
  const secretKey = createSecretKey(key);
  // A telephone is another name than a document; which document it is, does not matter.
  return ({ kind, number }) =>
    createHmac('sha256', secretKey)
      .update(`booking:${kind === 'phone' ? 'phone' : 'document'}:${number}`)
      .digest('base64url');
}

export const hintOf = ({ number }: Booker): string => `**${number.slice(-2)}`;
