/**
 * One line a request: method, the route's pattern, status, milliseconds. Never the address that was
 * asked (a visitor's link is a secret), never a body, a cookie or an Authorization header.
 */
import type { Request, RequestHandler } from 'express';
import type { Clock } from '../hall/clock.ts';
import type { HttpLogger } from './parts.ts';

/**
 * What went well is written only for who looks for something: a gateway asks 500 times a second.
 */
function levelOf(status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return status >= 400 ? 'info' : 'debug';
}

export function requestLog(logger: HttpLogger, clock: Clock): RequestHandler {
  return (request, response, next) => {
    const began = clock.monotonic();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499;
      const ms = Math.round(clock.monotonic() - began);
      const facts = { method: request.method, route: patternOf(request), status, ms };
      logger[levelOf(status)](facts, 'request');
    });
    next();
  };
}

/** `(none)`: no route knew the address. */
function patternOf(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? path : '(none)';
}
