/**
 * Who asks with a bearer token (RFC 6750). Tokens are looked up for every request; the table's own
 * memory (`people/tokens.ts`) makes that cheap, and a revoked one is out within seconds.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../hall/clock.ts';
import type { Token, Tokens } from '../people/tokens.ts';
import type { Rate } from './limits.ts';
import { problem, sendProblem } from './problems.ts';
import { addressOf, Counts, tooMany } from './rates.ts';

/** Tokens that were right a short time ago, remembered by their secret. */
const rightMax = 1_000;
const challenge = 'Bearer realm="jinghao"';

/** The token that a guard before this one has let in. */
export function tokenOf(response: Response): Token | null {
  const token: Token | undefined = response.locals.token;
  return token ?? null;
}

export const callerByToken = (_request: Request, response: Response): string =>
  tokenOf(response)?.id ?? '';

/** Lets in who has a token of ours, and puts it where `tokenOf` finds it. */
export function bearer(
  tokens: Pick<Tokens, 'find'>,
  clock: Clock,
  strangers: Rate,
): RequestHandler {
  const wrong = new Counts(clock, strangers.windowMs);
  const right = new Set<string>();
  return async (request, response, next) => {
    const secret = secretIn(request.headers.authorization);
    const from = addressOf(request);
    // Behind one address a gateway with a wrong token must not shut out those with right ones.
    if (wrong.over(from, strangers.max) && !(secret !== null && right.has(secret))) {
      return sendProblem(response, tooMany(wrong.leftMs(from)));
    }
    const token = secret === null ? null : await tokens.find(secret);
    if (token === null) {
      wrong.increment(from);
      if (secret !== null) right.delete(secret);
      return sendProblem(response, stranger(secret));
    }
    if (secret !== null) remember(right, secret);
    response.locals.token = token;
    next();
  };
}

function stranger(secret: string | null) {
  if (secret === null) {
    return problem('no-token', {}, { headers: { 'WWW-Authenticate': challenge } });
  }
  const header = `${challenge}, error="invalid_token"`;
  return problem('unknown-token', {}, { headers: { 'WWW-Authenticate': header } });
}

function secretIn(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

function remember(right: Set<string>, secret: string): void {
  if (right.has(secret)) return;
  right.add(secret);
  const first = right.values().next();
  if (right.size > rightMax && !first.done) right.delete(first.value);
}
