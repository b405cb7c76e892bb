/**
 * The secret in a slip's QR code, by which a visitor's phone follows the ticket. It is 128 bits drawn
 * from the hall's key and the ticket's id, so a reprint bears the same one although it is kept
 * nowhere; the log holds only its hash.
 */
import { createHash, createHmac } from 'node:crypto';
import type { TicketId } from '../../core/hall/ids.ts';

const secretBytes = 16;

export interface Links {
  /** What stands in the QR code: 22 characters of base64url. */
  secretOf(ticket: TicketId): string;
  /** What stands in the log. */
  hashOf(secret: string): string;
}

/** `key`: the hall's own 32 bytes, kept outside the database. */
export function linksOf(key: Uint8Array): Links {
  return {
    secretOf: (ticket) =>
      createHmac('sha256', key)
        .update(`link:${ticket}`)
        .digest()
        .subarray(0, secretBytes)
        .toString('base64url'),
    hashOf: (secret) => createHash('sha256').update(secret).digest('base64url'),
  };
}
