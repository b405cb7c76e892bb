/**
 * One-time notices (一次性告知书) for other systems and for our consoles: all that is missing or wrong
 * with an application, on paper at once. Nothing of it is kept once it is printed.
 */
import { z } from 'zod';
import { noticeBodySchema } from '../../../core/wire/one-time-notice.ts';
import { freshId } from '../../hall/clock.ts';
import { doing, type Operation, type Reply } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { ProblemName } from '../problem-texts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { hasKiosk } from './tickets.ts';

const orderedShape = z
  .object({ requestId: z.string(), paper: z.literal('ordered') })
  .meta({ id: 'OrderedNotice' });

const told = {
  body: noticeBodySchema,
  answer: { status: 201, description: 'Its paper is ordered.', schema: orderedShape },
} as const;
const problems: readonly ProblemName[] = ['unknown-guide', 'no-printer'];

export const oneTimeNoticeOperations = (parts: HttpParts): Operation[] => [
  byToken(parts),
  byStaff(parts),
];

function byToken(parts: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/one-time-notices',
      id: 'printOneTimeNotice',
      tag: 'guides',
      summary: 'Print a one-time notice: what is missing or wrong, all at once',
      description:
        'About a guide in force (`guide`, materials by their ids) or about something in own words ' +
        '(`item`). The same `requestId` is printed once. The words are deleted as soon as they are ' +
        'printed, and after an hour whatever became of the paper.',
      access: 'token',
      limit: 'token',
      problems,
    },
    ({ token }, body) => ordered(parts, `token-${token.id}`, body),
  );
}

function byStaff(parts: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/one-time-notices',
      id: 'printOneTimeNoticeHere',
      tag: 'guides',
      summary: 'The same for a clerk or manager who is signed in',
      access: 'signed-in',
      limit: 'session',
      problems,
    },
    ({ by }, body) => ordered(parts, by.id, body),
  );
}

async function ordered(
  parts: HttpParts,
  by: string,
  { requestId: asked, ...wish }: z.output<typeof noticeBodySchema>,
): Promise<Reply> {
  if (!(await hasKiosk(parts, wish.kiosk))) {
    return fieldProblem([{ field: 'kiosk', rule: 'the id of a kiosk of this hall' }]);
  }
  const requestId = asked ?? freshId(parts.dice);
  const done = await parts.paperOrders.notice(wish, `${by}:${requestId}`);
  if (done === 'no-printer' || done === 'unknown-guide') return problem(done);
  if (done !== 'ordered') return fieldProblem([done]);
  return { status: 201, body: { requestId, paper: 'ordered' } };
}
