/**
 * The acts at a counter for other systems: an acceptance system or a keypad's gateway calls, serves
 * and finishes here as its own actor. A token needs no sign-in; its first call opens a closed
 * counter (core/SPEC.md, STAFF).
 */
import type { z } from 'zod';
import type { Command } from '../../../core/hall/commands.ts';
import { type CounterAct, counterActs, counterIdSchema } from '../../../core/wire/commands.ts';
import { doing, type Operation, type Reply } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { PastTickets } from '../past-ticket.ts';
import type { ProblemName } from '../problem-texts.ts';
import { problem } from '../problems.ts';
import { acted } from './acted.ts';
import { type DeedWish, deed, requestIdField } from './deeds.ts';
import { servingNow } from './halls.ts';
import { actedShape, counterShape } from './shapes.ts';

type Act = Exclude<CounterAct, 'sign-in'>;

interface Told {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** What it acts on, and so what is shown after it. */
  readonly on: 'ticket' | 'counter';
  readonly problems: readonly ProblemName[];
}

const hand: readonly ProblemName[] = ['hand-empty', 'already-moved', 'wrong-status'];
const taking: readonly ProblemName[] = [
  'unknown-ticket',
  'ticket-in-hand',
  'wrong-status',
  'not-served-here',
  'counter-paused',
];

const acts: Readonly<Record<Act, Told>> = {
  'call-next': {
    id: 'callNext',
    summary: 'Call the next ticket',
    description:
      '`after` is the ticket that the caller believes in hand, null for none; left out (a keypad ' +
      'cannot know), a second call within two seconds is the same press. A ticket that is being ' +
      'served is finished by it.',
    on: 'ticket',
    problems: [
      ...(['already-moved', 'same-press', 'ticket-in-hand', 'counter-paused'] as const),
      ...(['nobody-waiting', 'emergency'] as const),
    ],
  },
  'call-ticket': {
    id: 'callTicket',
    summary: 'Call a chosen ticket out of turn',
    description: '`reason` is one of the hall’s `reasons.callTicket`.',
    on: 'ticket',
    problems: ['unknown-reason', ...taking, 'emergency'],
  },
  recall: {
    id: 'recallTicket',
    summary: 'Call the ticket in hand once more',
    on: 'ticket',
    problems: [...hand, 'recalled-enough', 'too-soon', 'emergency'],
  },
  serve: {
    id: 'serveTicket',
    summary: 'Begin to serve the ticket in hand',
    on: 'ticket',
    problems: hand,
  },
  finish: {
    id: 'finishTicket',
    summary: 'Finish the ticket in hand',
    description: '`items`: those that ended otherwise than the whole.',
    on: 'ticket',
    problems: [...hand, 'unknown-item'],
  },
  'no-show': {
    id: 'missTicket',
    summary: 'The visitor did not come',
    on: 'ticket',
    problems: [...hand, 'too-soon', 'emergency'],
  },
  park: {
    id: 'parkTicket',
    summary: 'Put the ticket in hand aside',
    description: '`reason` is one of the hall’s `reasons.park`.',
    on: 'ticket',
    problems: [...hand, 'unknown-reason'],
  },
  resume: {
    id: 'resumeTicket',
    summary: 'Take a ticket up again that was put aside',
    on: 'ticket',
    problems: taking,
  },
  transfer: {
    id: 'transferTicket',
    summary: 'Send the ticket in hand to another service or counter',
    description: 'Names `toService`, `toCounter`, or both. The ticket keeps its label and its age.',
    on: 'ticket',
    problems: [...hand, 'unknown-service', 'unknown-counter', 'counter-not-open', 'nowhere-to'],
  },
  'sign-out': {
    id: 'signOutCounter',
    summary: 'Close the counter',
    on: 'counter',
    problems: ['counter-closed', 'ticket-in-hand'],
  },
  pause: {
    id: 'pauseCounter',
    summary: 'The counter calls nobody for a while',
    description: '`reason` is one of the hall’s `reasons.pause`.',
    on: 'counter',
    problems: ['counter-closed', 'counter-paused', 'unknown-reason'],
  },
  unpause: {
    id: 'unpauseCounter',
    summary: 'The counter calls again',
    on: 'counter',
    problems: ['counter-not-paused'],
  },
  'set-services': {
    id: 'setServices',
    summary: 'Change what the counter serves',
    description:
      '`services` is what it serves from now on, null for what the configuration says; `reason` is ' +
      'one of the hall’s `reasons.tide`.',
    on: 'counter',
    problems: ['unknown-service', 'unknown-reason', 'only-managers'],
  },
};

export function counterOperations(parts: HttpParts, past: PastTickets): Operation[] {
  return (Object.keys(acts) as Act[]).map((act) => {
    const { on, problems, ...told } = acts[act];
    const schema: z.ZodObject = counterActs[act];
    return doing(
      {
        ...told,
        path: `/api/halls/{hall}/counters/{counter}/${act}`,
        tag: 'counters',
        access: 'token',
        limit: 'token',
        body: schema.safeExtend(requestIdField),
        answer: {
          status: 200,
          description: on === 'ticket' ? 'The ticket, after it.' : 'The counter, after it.',
          schema: on === 'ticket' ? actedShape : counterShape,
        },
        problems: ['hall-closed', ...problems],
        missing: ['unknown-counter'],
      },
      async ({ path, token }, { requestId, ...fields }): Promise<Reply> => {
        const named = counterIdSchema.safeParse(path.counter);
        if (!named.success) {
          return problem('unknown-counter', { counter: path.counter }, { status: 404 });
        }
        const wish: DeedWish = {
          // The schema is the act's own: with the counter they are this act's command.
          command: { type: act, counter: named.data, ...fields } as Command,
          token,
          requestId: requestId as string | undefined,
          path: { counter: named.data },
        };
        return on === 'ticket' ? acted(parts, past, wish) : actedOn(parts, wish);
      },
    );
  });
}

/**
 * Does it, and shows the counter. Fails: `LogFailure`; asked again with the same request id it is
 * told.
 */
async function actedOn(parts: HttpParts, wish: DeedWish): Promise<Reply> {
  const done = await deed(parts, wish);
  if ('problem' in done) return done;
  const { seq, requestId } = done;
  const counter = wish.path?.counter;
  const now = await parts.keeper.look((hall) => {
    const found = [...hall.counters.values()].find(({ id }) => id === counter);
    if (!found) return { status: 'closed', services: [], tide: null };
    return { status: found.status, ...servingNow(hall, found) };
  });
  return { status: 200, body: { counter, ...now, requestId, seq } };
}
