/**
 * A no as it goes out: `application/problem+json` (RFC 9457) with a stable `type`, and the name
 * again as `refused` or `failed`, by which a program decides. Problems are values; what is thrown
 * comes here last and is told apart into the world's failures and our bugs.
 */
import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Refusal } from '../../core/hall/refusals.ts';
import type { BookingRefusal } from '../../core/wire/booking.ts';
import { LogFailure } from '../../log/log.ts';
import { HouseFailure } from '../house/failure.ts';
import { complaintsMax } from './limits.ts';
import type { HttpLogger } from './parts.ts';
import { isFailure, type ProblemName, problemTexts } from './problem-texts.ts';

export interface Problem {
  readonly problem: ProblemName;
  readonly status: number;
  readonly members: object;
  readonly headers: Readonly<Record<string, string>>;
}

const retrySeconds = 1;

/** A problem by name. `status` only where the same no stands for something else than usual. */
export function problem(
  name: ProblemName,
  members: object = {},
  said: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Problem {
  const status = said.status ?? problemTexts[name].status;
  const retry: Record<string, string> = status === 503 ? { 'Retry-After': `${retrySeconds}` } : {};
  return { problem: name, status, members, headers: { ...retry, ...said.headers } };
}

/** A rule's no with its data. What the path names and the hall does not have is 404. */
export function refusalProblem(
  refusal: Refusal | BookingRefusal,
  path: { readonly counter?: string; readonly ticket?: string; readonly service?: string } = {},
): Problem {
  const { refused, ...data } = refusal;
  const missing =
    (refused === 'unknown-counter' && refusal.counter === path.counter) ||
    (refused === 'unknown-ticket' && refusal.ticket === path.ticket) ||
    (refused === 'unknown-service' && refusal.service === path.service);
  return problem(refused, renamed(data), missing ? { status: 404 } : {});
}

/** `status` is HTTP's in a problem: the ticket's is called `ticketStatus`. */
function renamed(data: object): object {
  if (!('status' in data)) return data;
  const { status: ticketStatus, ...rest } = data;
  return { ...rest, ticketStatus };
}

/** What does not fit its schema: the first complaint, and all of them up to `complaintsMax`. */
export function inputProblem(error: z.ZodError): Problem {
  const errors = error.issues.flatMap((issue) => {
    const field = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field, rule: issue.message }];
    const inside = field === '' ? '' : `${field}.`;
    return issue.keys.map((key) => ({ field: `${inside}${key}`, rule: 'no such field' }));
  });
  return fieldProblem(errors.slice(0, complaintsMax));
}

export function fieldProblem(errors: readonly { field: string; rule: string }[]): Problem {
  const first = errors[0] ?? { field: '', rule: 'not understood' };
  return problem('bad-input', { ...first, errors });
}

/** The problem as a JSON object. */
function problemBody({ problem: name, status, members }: Problem): object {
  const { title, detail } = problemTexts[name];
  const saying = isFailure(name) ? { failed: name } : { refused: name };
  return { type: `/problems/${name}`, title, status, detail, ...saying, ...members };
}

export function sendProblem(response: Response, said: Problem): void {
  response.status(said.status).set(said.headers).set('Cache-Control', 'no-store');
  response.type('application/problem+json').send(JSON.stringify(problemBody(said)));
}

/**
 * Answers what was thrown on the way. Only bugs are written down, without the request's address and
 * body.
 */
export function onError(logger: HttpLogger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const said = problemOf(error);
    if (said.problem === 'bug') logger.error({ err: error }, 'a request met a bug');
    sendProblem(response, said);
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof LogFailure || error instanceof HouseFailure) return problem('unavailable');
  if (typeof error !== 'object' || error === null) return problem('bug');
  const { type, status } = error as { type?: unknown; status?: unknown };
  // body-parser's names: https://github.com/expressjs/body-parser#errors
  switch (type) {
    case 'entity.too.large':
      return problem('too-large');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return problem('wrong-content-type');
    case 'entity.parse.failed':
    case 'request.aborted':
    case 'request.size.invalid':
      return problem('malformed-json');
  }
  // A path that cannot be decoded is the caller's; whatever else comes with a status is not ours to
  // pass on.
  if (error instanceof URIError && status === 400) return problem('malformed-path');
  return problem('bug');
}
