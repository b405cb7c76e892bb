/**
 * The secret in a slip's QR code, by which a visitor's phone follows the ticket. It is 128 bits drawn
 * from the hall's key and the ticket's id, so a reprint bears the same one although it is kept
 * nowhere; the log holds only its hash.
 */
import { createHmac, createSecretKey, hash } from 'node:crypto';
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
  // Made once: given as bytes, the key would be taken in again for every ticket.
  const secretKey = createSecretKey(key);
  return {
    secretOf: (ticket) =>
      createHmac('sha256', secretKey)
        .update(`link:${ticket}`)
        .digest()
        .subarray(0, secretBytes)
        .toString('base64url'),
    hashOf: (secret) => hash('sha256', secret, 'base64url'),
  };
}
