/**
 * Every no that a console can meet: the rules' refusals, the wire's, the hello's, and the world's
 * failures, under one name each, so that a sentence for every one of them can be demanded by type.
 */
import type { Refusal } from '../../core/hall/refusals.ts';
import type { BookingRefusal } from '../../core/wire/booking.ts';
import type { HelpReply } from '../../core/wire/help.ts';
import type { BadInput, FailureName, HelloReply, Reply } from '../../core/wire/messages.ts';
import type { Replied } from './asked.ts';

/** The hello's refusals that the rules do not already have with more data. */
type HelloRefused = Exclude<
  Extract<HelloReply, { refused: string }>['refused'],
  Refusal['refused']
>;
type ReplyRefused = Exclude<
  Extract<Reply | HelpReply, { refused: string }>['refused'],
  Refusal['refused'] | BadInput['refused']
>;

/** As said of a booking; what the rules already say has their data. */
type OfBooking = Exclude<BookingRefusal, { readonly refused: Refusal['refused'] }>;

export type Said =
  | Refusal
  | OfBooking
  | BadInput
  | { readonly refused: HelloRefused | ReplyRefused }
  | { readonly refused: FailureName }
  /** Nothing came back in time: the deed may or may not have been done; the next state tells. */
  | { readonly refused: 'no-answer' };

export type SaidName = Said['refused'];

/** What is said under one name, with its data; a shape that several names share serves each. */
export type SaidOf<N extends SaidName, S extends Said = Said> = S extends Said
  ? N extends S['refused']
    ? Omit<S, 'refused'> & { readonly refused: N }
    : never
  : never;

/** The no in a reply, or null when the deed was done. */
export function noIn(reply: Exclude<Replied, { failed: string }>): Said | null {
  return 'refused' in reply ? reply : null;
}
