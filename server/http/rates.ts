/**
 * Counting requests by caller. The counting store is ours: bounded in memory however many addresses
 * call, and on the hub's clock, so that tests step it.
 */
import type { Request, RequestHandler, Response } from 'express';
import {
  type ClientRateLimitInfo,
  ipKeyGenerator,
  rateLimit,
  type Store,
} from 'express-rate-limit';
import type { Clock } from '../hall/clock.ts';
import { callersMax, type Rate } from './limits.ts';
import { problem, sendProblem } from './problems.ts';

interface Count {
  hits: number;
  readonly resetAt: number;
}

/** Requests by caller in windows that begin with a caller's first request. */
export class Counts implements Store {
  readonly localKeys = true;
  readonly #counts = new Map<string, Count>();
  readonly #clock: Clock;
  readonly #windowMs: number;

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  get size(): number {
    return this.#counts.size;
  }

  increment(key: string): ClientRateLimitInfo {
    const now = this.#clock.monotonic();
    let count = this.#counts.get(key);
    if (count === undefined || count.resetAt <= now) {
      // Deleted first, so that the map stays in the order in which windows began.
      this.#counts.delete(key);
      count = { hits: 0, resetAt: now + this.#windowMs };
      this.#counts.set(key, count);
      this.#shrink();
    }
    count.hits += 1;
    return { totalHits: count.hits, resetTime: new Date(count.resetAt) };
  }

  /** How many milliseconds the caller's window still lasts, 0 when there is none. */
  leftMs(key: string): number {
    return Math.max((this.#counts.get(key)?.resetAt ?? 0) - this.#clock.monotonic(), 0);
  }

  /** Whether the caller has used up the window. */
  over(key: string, max: number): boolean {
    return this.leftMs(key) > 0 && (this.#counts.get(key)?.hits ?? 0) >= max;
  }

  decrement(key: string): void {
    const count = this.#counts.get(key);
    if (count !== undefined && count.hits > 0) count.hits -= 1;
  }

  resetKey(key: string): void {
    this.#counts.delete(key);
  }

  #shrink(): void {
    if (this.#counts.size <= callersMax) return;
    const first = this.#counts.keys().next();
    if (!first.done) this.#counts.delete(first.value);
  }
}

/** Who calls, by network address; neighbours in one IPv6 network count as one. */
export const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');

/** Lets so many requests through, and answers the others 429 with `Retry-After`. */
export function limited(
  { max, windowMs }: Rate,
  clock: Clock,
  callerOf: (request: Request, response: Response) => string = addressOf,
): RequestHandler {
  const store = new Counts(clock, windowMs);
  return rateLimit({
    windowMs,
    limit: max,
    store,
    keyGenerator: callerOf,
    legacyHeaders: false,
    standardHeaders: false,
    // Its checks are of settings that are fixed here, and they would write to the console.
    validate: false,
    handler: (request, response) =>
      sendProblem(response, tooMany(store.leftMs(callerOf(request, response)))),
  });
}

export function tooMany(leftMs: number) {
  const seconds = Math.max(Math.ceil(leftMs / 1_000), 1);
  return problem('too-many-requests', {}, { headers: { 'Retry-After': `${seconds}` } });
}
