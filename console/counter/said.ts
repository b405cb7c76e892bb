/**
 * Every no that a console can meet: the rules' refusals, the wire's, the hello's, and the world's
 * failures, under one name each, so that a sentence for every one of them can be demanded by type.
 */
import type { Refusal } from '../../core/hall/refusals.ts';
import type { BadInput, FailureName, HelloReply, Reply } from '../../core/wire/messages.ts';

/** The hello's refusals that the rules do not already have with more data. */
type HelloRefused = Exclude<
  Extract<HelloReply, { refused: string }>['refused'],
  Refusal['refused']
>;
type ReplyRefused = Exclude<
  Extract<Reply, { refused: string }>['refused'],
  Refusal['refused'] | BadInput['refused']
>;

export type Said =
  | Refusal
  | BadInput
  | { readonly refused: HelloRefused | ReplyRefused }
  | { readonly refused: FailureName }
  /** Nothing came back in time: the deed may or may not have been done; the next state tells. */
  | { readonly refused: 'no-answer' };

export type SaidName = Said['refused'];

/** What is said under one name, with its data. */
export type SaidOf<N extends SaidName> =
  Extract<Said, { readonly refused: N }> extends never
    ? { readonly refused: N }
    : Extract<Said, { readonly refused: N }>;

/** The no in a reply, or null when the deed was done. */
export function noIn(reply: Exclude<Reply, { failed: string }>): Said | null {
  return 'refused' in reply ? reply : null;
}
