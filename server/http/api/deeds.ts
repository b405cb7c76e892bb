/**
 * A wish of another system, put before the keeper: the token is the actor, a missing request id is
 * made, and what the keeper says becomes an answer or a problem.
 */
import type { Command } from '../../../core/hall/commands.ts';
import { requestIdSchema } from '../../../core/wire/commands.ts';
import { freshId } from '../../hall/clock.ts';
import type { Settled } from '../../hall/keeper.ts';
import type { Token } from '../../people/tokens.ts';
import { within } from '../deadline.ts';
import { deedMsMax } from '../limits.ts';
import type { HttpParts } from '../parts.ts';
import { type Problem, problem, refusalProblem } from '../problems.ts';

/** Stands in the body of every deed. */
export const requestIdField = {
  requestId: requestIdSchema.optional().meta({
    description:
      'The same for every try of one deed of this token: however often it comes, it is done ' +
      'once, and answered alike for ever. Left out, the hub makes one and tells it.',
  }),
};

export interface DeedWish {
  readonly command: Command;
  readonly token: Token;
  readonly requestId: string | undefined;
  /** The id of the ticket that would be made. */
  readonly id?: string;
  /** What the path names: if the hall does not have it, the answer is 404. */
  readonly path?: { readonly counter?: string; readonly ticket?: string };
}

export type Deed = Extract<Settled, { ok: true }> & { readonly requestId: string };

/** The deed when it is durable, else why not. */
export async function deed(
  { keeper, clock, dice }: Pick<HttpParts, 'keeper' | 'clock' | 'dice'>,
  { command, token, requestId = freshId(dice), id, path }: DeedWish,
): Promise<Deed | Problem> {
  const by = { kind: 'token', id: token.id } as const;
  const wish = { command, by, requestId, ...(id === undefined ? {} : { id }) };
  const settled = await within(keeper.submit(wish), deedMsMax, clock);
  // Whoever sent no request id needs ours to ask again: it is told with every failure.
  if (settled === 'late') return problem('unavailable', { requestId });
  if ('failed' in settled) return problem(settled.failed, { requestId });
  if ('refused' in settled) return refusalProblem(settled, path);
  return { ...settled, requestId };
}
