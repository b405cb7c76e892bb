/**
 * From operations to routes: the guards that each one asks for, in order (who asks how often, with
 * which token, from which page, with what body), and then the operation itself.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { subjectOf } from './audited.ts';
import { bearer, callerByToken, tokenOf } from './bearer.ts';
import { sessionOf } from './cookies.ts';
import { bodyBytesMax, type Limits, usualLimits } from './limits.ts';
import {
  type Access,
  type Asked,
  type By,
  type ByPerson,
  byText,
  type Operation,
  type Reply,
  type Upload,
} from './operation.ts';
import { onlyOurPages } from './origin.ts';
import { onOwnMachine } from './own-machine.ts';
import type { HttpParts } from './parts.ts';
import { neededFor } from './permissions.ts';
import { problem, sendProblem } from './problems.ts';
import { limited } from './rates.ts';

/** Makes the routes. An address that is asked by another method answers 405. */
export function mount(app: Express, operations: readonly Operation[], parts: HttpParts): void {
  const guardsOf = guards(parts);
  for (const [path, here] of Map.groupBy(operations, (operation) => operation.path)) {
    const route = app.route(routePath(path));
    for (const operation of here) {
      route[operation.method](...guardsOf(operation), answering(operation, parts));
    }
    const methods = here.flatMap(({ method }) => methodsOf[method]);
    const allow = { headers: { Allow: methods.join(', ') } };
    route.all((_request, response) => sendProblem(response, problem('wrong-method', {}, allow)));
  }
}

const methodsOf = { get: ['GET', 'HEAD'], post: ['POST'], delete: ['DELETE'] } as const;

/** OpenAPI's `{hall}` as Express writes it. */
export const routePath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

function guards(parts: HttpParts) {
  const { keeper, people, clock, trustProxy, limits = usualLimits } = parts;
  const known = bearer(people.tokens, clock, limits.strangers);
  const byLimit = new Map<keyof Limits, RequestHandler>();
  const limit = (name: keyof Limits): RequestHandler => {
    const made =
      byLimit.get(name) ??
      limited(limits[name], clock, name === 'token' ? callerByToken : undefined);
    byLimit.set(name, made);
    return made;
  };
  const hall = onlyThisHall(keeper.hall);
  const monitor = tokenOrOwnMachine(known, trustProxy);
  return (operation: Operation): RequestHandler[] => {
    const changes = operation.method !== 'get';
    const byCookie = ['session', 'manager', 'staff', 'signed-in'].includes(operation.access);
    return [
      ...(operation.access === 'token' ? [known] : []),
      limit(operation.limit),
      ...(changes || byCookie ? [onlyOurPages] : []),
      ...(forStaff.has(operation.access) ? [staffOnly(operation, known, parts)] : []),
      ...(operation.access === 'monitor' ? [monitor] : []),
      ...(operation.path.includes('{hall}') ? [hall] : []),
      ...(operation.body ? [onlyJson, jsonUpTo(operation.bodyBytes)] : []),
      ...(operation.upload ? taking(operation.upload) : []),
    ];
  };
}

/** Packed bodies are not unpacked: nobody needs it, and a small one can hold a very large one. */
const plainly = { inflate: false, type: () => true };

const jsonUpTo = (limit: number = bodyBytesMax): RequestHandler =>
  express.json({ limit, ...plainly });

/** A body of any other kind is not even read. */
const onlyJson: RequestHandler = (request, response, next) => {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  const empty = encoding === undefined && length === '0';
  if (empty || request.is('application/json')) next();
  else sendProblem(response, problem('wrong-content-type'));
};

/** A file of the kinds that are taken; any other is not even read. */
const taking = ({ types, bytesMax }: Upload): RequestHandler[] => [
  (request, response, next) => {
    if (request.is([...types])) next();
    else sendProblem(response, problem('wrong-content-type'));
  },
  express.raw({ limit: bytesMax, ...plainly }),
];

const forStaff: ReadonlySet<Access> = new Set(['manager', 'staff', 'signed-in']);

/** Lets in who has a token, where tokens may ask, or by the cookie staff of this hall with the permission. */
function staffOnly(
  { id, access }: Operation,
  known: RequestHandler,
  parts: HttpParts,
): RequestHandler {
  const { people, keeper, rights } = parts;
  const needed = neededFor[id];
  if (!needed) throw new Error(`permissions.ts does not say what ${id} needs`);
  return async (request, response, next) => {
    if (access !== 'signed-in' && request.headers.authorization !== undefined) {
      await known(request, response, next);
      return;
    }
    const person = (await sessionOf(request.headers.cookie, people.sessions))?.person;
    if (person?.hall !== keeper.hall) return sendProblem(response, problem('not-signed-in'));
    const actor = rights.actorOf(person.role);
    const by: ByPerson = { kind: actor ?? 'staff', id: person.id, role: person.role };
    response.locals.person = by;
    const acts = access === 'signed-in' || actor === 'manager' || (access === 'staff' && actor);
    if (!acts || !rights.may(person.role, needed)) {
      await noted(request, response, id, 'not-permitted', parts);
      return sendProblem(response, problem('not-permitted', { permission: needed }));
    }
    next();
  };
}

/** Lets in who has a token, or asks from the hub's own machine. */
const tokenOrOwnMachine =
  (known: RequestHandler, behindProxy: boolean): RequestHandler =>
  (request, response, next) => {
    if (!behindProxy && onOwnMachine(request)) return next();
    return known(request, response, next);
  };

const onlyThisHall =
  (here: string): RequestHandler =>
  (request, response, next) => {
    const { hall } = request.params;
    const opened = tokenOf(response)?.hall ?? null;
    if (opened !== null && opened !== hall) {
      return sendProblem(response, problem('token-of-another-hall'));
    }
    if (hall !== here) return sendProblem(response, problem('unknown-hall', { hall }));
    next();
  };

function answering(operation: Operation, parts: HttpParts): RequestHandler {
  const { access, method, id } = operation;
  // What tokens do to tickets stands in the hall's log, with the token's name.
  const audited = forStaff.has(access) && method !== 'get';
  return async (request, response) => {
    const token = tokenOf(response);
    const asked = {
      path: request.params,
      headers: request.headers,
      from: request.ip ?? 'unknown',
      secure: request.secure,
      token,
      by: byOf(response),
    } as Asked<Access>;
    const reply = await operation.run(asked, request.body);
    if (audited) {
      await noted(request, response, id, 'problem' in reply ? reply.problem : 'done', parts);
    }
    await send(request, response, reply);
  };
}

function byOf(response: Response): By | ByPerson | null {
  const token = tokenOf(response);
  if (token !== null) return { kind: 'token', id: token.id };
  const person: ByPerson | undefined = response.locals.person;
  return person ?? null;
}

/** Who did or wanted what, into the audit. */
function noted(
  request: Request,
  response: Response,
  act: string,
  outcome: string,
  { audit }: HttpParts,
): Promise<void> {
  const by = byOf(response);
  const actor = by ? byText(by) : 'nobody';
  const subject = subjectOf(request.params);
  return audit.note({ ...{ actor, act, subject, outcome }, from: request.ip ?? '' });
}

/** Packed beside the thread on which numbers are called. */
async function packed(response: Response, text: string | Buffer): Promise<Buffer> {
  const bytes = await promisify(gzip)(text);
  response.set('Content-Encoding', 'gzip');
  return bytes;
}

async function send(request: Request, response: Response, reply: Reply): Promise<void> {
  if ('problem' in reply) return sendProblem(response, reply);
  response.status(reply.status).set({ 'Cache-Control': 'no-store', ...reply.headers });
  const text = reply.bytes ?? reply.text ?? (reply.body && JSON.stringify(reply.body));
  if (text === undefined) response.end();
  else if (request.fresh) response.status(304).end();
  else {
    response.type(reply.contentType ?? 'application/json');
    if (reply.packs) response.set('Vary', 'Accept-Encoding');
    const packs = reply.packs && request.acceptsEncodings('gzip') !== false;
    response.send(packs ? await packed(response, text) : text);
  }
}
