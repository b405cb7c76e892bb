/**
 * What browsers are told to forbid. A page loads nothing from elsewhere and can be framed by
 * nobody, but for what looks back at a screen; an answer of the API is no page at all. Nothing here
 * breaks on plain http, which is what halls run.
 */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const yearSeconds = 365 * 24 * 3_600;

const pageDirectives: Directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  // Older browsers do not count a socket to the own host as 'self'.
  connectSrc: ["'self'", socketTo('ws'), socketTo('wss')],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
};

/** It bears no act that could be stolen, and shows only what a page of ours tells it. */
const framedDirectives: Directives = { ...pageDirectives, frameAncestors: ["'self'"] };
const answerDirectives: Directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

type Directives = Record<string, (string | ((request: IncomingMessage) => string))[]>;

/** A host as it may stand in a header of ours: nothing that could begin another directive. */
const plainHost = /^[A-Za-z0-9.:[\]_-]{1,255}$/;

function socketTo(scheme: 'ws' | 'wss') {
  return ({ headers: { host = '' } }: IncomingMessage): string =>
    plainHost.test(host) ? `${scheme}://${host}` : "'self'";
}

/** Only pages need these, and a gateway asks 500 times a second. */
const forOldBrowsers = {
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

function strict(directives: Directives, secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // The path of a visitor's page is a secret.
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: directives === framedDirectives ? 'sameorigin' : 'deny' },
    xPoweredBy: false,
    // Browsers ignore these on plain http, and complain about them to whoever looks.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    strictTransportSecurity: secure ? { maxAge: yearSeconds, includeSubDomains: false } : false,
    ...(directives === answerDirectives ? forOldBrowsers : {}),
  });
}

/** What a screen showed, and what it would show, in frames of our own pages. */
const framedPaths: ReadonlySet<string> = new Set(['/display/past', '/display/kiosk-preview']);

/** Sets them on every answer. */
export function securityHeaders(): RequestHandler {
  const [page, securePage] = [strict(pageDirectives, false), strict(pageDirectives, true)];
  const [framed, secureFramed] = [strict(framedDirectives, false), strict(framedDirectives, true)];
  const [answer, secureAnswer] = [strict(answerDirectives, false), strict(answerDirectives, true)];
  return (request, response, next) => {
    const forApi = request.path.startsWith('/api/');
    if (forApi) (request.secure ? secureAnswer : answer)(request, response, next);
    else if (framedPaths.has(request.path))
      (request.secure ? secureFramed : framed)(request, response, next);
    else (request.secure ? securePage : page)(request, response, next);
  };
}
