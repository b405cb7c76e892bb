/**
 * Codes that a scanner on a line reads, for the page of the place where it stands. A page that has use
 * for one says `hear-scans`; from then on every code that is read there is said to it as `scan`, until
 * it says that it hears no longer or its line ends. Who said so last hears alone: one scan is one
 * deed. A code that nobody hears is forgotten, as a card's holder is.
 *
 * `find-ticket` tells which number a slip is, by the secret in its QR code.
 */
import { z } from 'zod';
import type { CounterId, Label, ServiceId, TicketId } from '../hall/ids.ts';
import type { TicketStatus } from '../hall/state.ts';
import type { BadInput, FailureName } from './messages.ts';

export const hearScansSchema = z.strictObject({ hears: z.boolean() });

export type HearScansReply =
  /** `scanner`: one stands at this place. */
  | { readonly ok: true; readonly scanner: boolean }
  | { readonly refused: 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };

/** What the hub says as `scan`. */
export interface Scan {
  /** As the scanner read it; it may be anything. */
  readonly text: string;
}

/** The secret at the end of a slip's link: 128 bits in base64url. */
const secret = /^[A-Za-z0-9_-]{22}$/;

export const findTicketSchema = z.strictObject({
  link: z.string().regex(secret, 'the secret of a slip: 22 of letters, digits, _ and -'),
});

/** A number as a counter may find it again. */
export interface TicketFound {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId;
  readonly status: TicketStatus;
  /** Where it is called or served, was last, or was sent; null: nowhere yet. */
  readonly counter: CounterId | null;
  /** How many are called before it; null: it does not wait. */
  readonly ahead: number | null;
}

export type FindTicketReply =
  | ({ readonly ok: true } & TicketFound)
  /** No number of today has this secret. */
  | { readonly refused: 'unknown-link' }
  | { readonly refused: 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };
