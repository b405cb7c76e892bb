/**
 * `jinghao relay`, put together: the phone's page and its socket for everybody, one door for the hub
 * of the hall, and the switchboard between them. It stores nothing and logs no link.
 */
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import express, { type Express, type Response } from 'express';
import { Server, type Socket } from 'socket.io';
import { sentAs } from '../../core/guides/files.ts';
import {
  guideIdSchema,
  guideServiceSchema,
  guideVersionSchema,
} from '../../core/wire/guide-paper.ts';
import type { HelloReply } from '../../core/wire/messages.ts';
import type { PhoneReply } from '../../core/wire/phone.ts';
import {
  type EmblemReply,
  type EnterReply,
  emblemReplySchema,
  enterSchema,
  type FileReply,
  type FollowReply,
  fileReplySchema,
  type GuideReply,
  guideReplySchema,
  type Relayed,
  type RelayPulse,
  relayNamespace,
  relayProtocol,
} from '../../core/wire/relay.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import { sendEmblem } from '../http/emblem.ts';
import { securityHeaders } from '../http/headers.ts';
import { usualLimits } from '../http/limits.ts';
import { notFound } from '../http/not-found.ts';
import { originAllowed } from '../http/origin.ts';
import { pages } from '../http/pages.ts';
import type { HttpLogger } from '../http/parts.ts';
import { onError } from '../http/problems.ts';
import { limited } from '../http/rates.ts';
import { requestLog } from '../http/request-log.ts';
import { Allowance } from '../sockets/allowance.ts';
import { proofOf, sameProof } from './shared-key.ts';
import { type HubLine, type Phone, Switchboard } from './switchboard.ts';

/** A hub's state with all names of a large hall; a phone's hello or wish is far smaller. */
const bytesMax = { hub: 512 * 1024, phone: 2_048 };
const ping = { pingInterval: 10_000, pingTimeout: 5_000 };
/** Who has not said who it is by then is put out. */
const enterWithinMs = 10_000;
/** So long a hub may take over an answer; the page asks again by itself. */
const answerWithinMs = 5_000;
/** Messages of one phone a second, connections at once. */
const phonePerSecond = 10;
const connectionsMax = 20_000;
/** From one address: all phones of a hall may come through one. */
const perAddressMax = 2_000;
const nonceBytes = 16;

export interface RelaySettings {
  readonly host: string;
  readonly port: number;
  readonly key: string;
  /** Certificate and its key, PEM; null: plain, behind a proxy that speaks TLS. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** One proxy stands before it, and its `X-Forwarded-*` headers are true. */
  readonly trustProxy: boolean;
  readonly distFolder: string;
}

export interface RelayParts {
  /** Phones connected from one address; the usual number when left out. */
  readonly perAddressMax?: number;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly log: HttpLogger;
}

export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts to listen. Rejects with the world's error when it cannot. */
export async function startRelay(settings: RelaySettings, parts: RelayParts): Promise<Relay> {
  const { clock } = parts;
  const board = new Switchboard({ clock });
  const app = relayApp(settings, parts, board);
  const http: HttpServer = settings.tls ? createTlsServer(settings.tls, app) : createServer(app);
  const io = new Server(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: bytesMax.hub,
    ...ping,
    allowRequest: (request, allow) => {
      const room = io.engine.clientsCount < connectionsMax;
      // The hub's own line has no Origin; a page's is this relay's.
      allow(null, room && originAllowed(request.headers));
    },
  });
  const crowd = new Crowd(parts.perAddressMax ?? perAddressMax);
  io.of('/').on('connection', (socket) => {
    const leave = crowd.enter(addressOf(socket, settings.trustProxy));
    if (leave === null) return void socket.disconnect(true);
    socket.on('disconnect', leave);
    servePhone(socket, board, clock);
  });
  io.of(relayNamespace).on('connection', (socket) => serveHub(socket, board, settings.key, parts));
  await new Promise<void>((listening, failed) => {
    http.once('error', failed);
    http.listen(settings.port, settings.host, listening);
  });
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  return {
    url: `${settings.tls ? 'https' : 'http'}://${settings.host}:${port}`,
    close: async () => {
      board.forget();
      await io.close();
      http.closeAllConnections();
    },
  };
}

/** How many are connected from where. */
class Crowd {
  readonly #max: number;
  readonly #from = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Takes somebody in and returns how to leave; null when there are too many from there. */
  enter(address: string): (() => void) | null {
    const count = this.#from.get(address) ?? 0;
    if (count >= this.#max) return null;
    this.#from.set(address, count + 1);
    return () => {
      const left = (this.#from.get(address) ?? 1) - 1;
      if (left > 0) this.#from.set(address, left);
      else this.#from.delete(address);
    };
  }
}

/** Where a phone calls from; behind a proxy what that one has added last. */
function addressOf({ handshake: { address, headers } }: Socket, trustProxy: boolean): string {
  const forwarded = headers['x-forwarded-for'];
  const list = Array.isArray(forwarded) ? forwarded.join() : (forwarded ?? '');
  return (trustProxy && list.split(',').at(-1)?.trim()) || address;
}

function relayApp(
  settings: RelaySettings,
  { clock, log }: RelayParts,
  board: Switchboard,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.disable('query parser');
  app.set('trust proxy', settings.trustProxy ? 1 : false);
  app.use(requestLog(log, clock));
  app.use(securityHeaders());
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(board.counts());
  });
  const guides = limited(usualLimits.pages, clock);
  // What cannot be a name never costs the hub an answer.
  app.get('/guides/current/:id', guides, async ({ params }, response) => {
    const id = guideIdSchema.safeParse(params.id);
    tellGuide(response, id.success ? await board.guide(id.data) : noGuide);
  });
  app.get('/guides/of/:service', guides, async ({ params }, response) => {
    const service = guideServiceSchema.safeParse(params.service);
    tellGuide(response, service.success ? await board.guidesOf(service.data) : noGuide);
  });
  app.get('/guides/:version/files/:file', guides, async ({ params }, response) => {
    const version = guideVersionSchema.safeParse(params.version);
    const name = String(params.file);
    const sent = sentAs(name);
    if (!version.success || sent === null) return tellGuide(response, noGuide);
    const told = await board.file(version.data, name);
    if (!Buffer.isBuffer(told)) return tellGuide(response, told);
    response.set(sent.headers).type(sent.contentType).send(told);
  });
  app.get('/emblem', guides, async (_request, response) => {
    const told = await board.emblem();
    if ('failed' in told) response.status(503).set('Cache-Control', 'no-cache').end();
    else if ('refused' in told) sendEmblem(response, null);
    else sendEmblem(response, { type: told.type, bytes: Buffer.from(told.bytes, 'base64') });
  });
  pages(app, settings.distFolder, clock, usualLimits.pages, {
    '/t/:link': 'display/phone',
    '/guide': 'display/guide',
    '/guide/:id': 'display/guide',
  });
  app.use(notFound);
  app.use(onError(log));
  return app;
}

const noGuide: GuideReply = { refused: 'unknown-guide' };

function tellGuide(response: Response, told: GuideReply | Exclude<FileReply, { ok: true }>): void {
  const status = 'ok' in told ? 200 : 'refused' in told ? 404 : 503;
  response.status(status).set('Cache-Control', 'no-cache').type('application/json');
  response.send('ok' in told ? told.text : JSON.stringify(told));
}

function servePhone(socket: Socket, board: Switchboard, clock: Clock): void {
  const allowance = new Allowance(clock, phonePerSecond);
  let seated = false;
  const late = clock.setTimeout(() => seated || socket.disconnect(true), enterWithinMs);
  const phone: Phone = {
    state: (state) => void socket.emit('state', state),
    pulse: (pulse) => void socket.emit('pulse', pulse),
    end: () => void socket.disconnect(true),
  };
  socket.use(([, message], next) => {
    const small = JSON.stringify(message ?? null).length <= bytesMax.phone;
    if (small && allowance.take()) next();
    else socket.disconnect(true);
  });
  socket.on('hello', (message: unknown, reply: unknown) => {
    void board.hello(phone, message).then((answer: HelloReply) => {
      seated ||= 'ok' in answer;
      answerTo(reply, answer);
    });
  });
  socket.on('command', (message: unknown, reply: unknown) => {
    void board.act(phone, message).then((answer) => answerTo(reply, answer));
  });
  socket.on('disconnect', () => {
    clock.clearTimeout(late);
    board.left(phone);
  });
}

function serveHub(
  socket: Socket,
  board: Switchboard,
  key: string,
  { clock, dice, log }: RelayParts,
): void {
  const nonce = Buffer.from(dice.bytes(nonceBytes)).toString('base64url');
  let hub: HubLine | null = null;
  const late = clock.setTimeout(() => hub ?? socket.disconnect(true), enterWithinMs);
  socket.on('enter', (message: unknown, reply: unknown) => {
    const parsed = enterSchema.safeParse(message);
    const answer = parsed.success ? admit(parsed.data, nonce, key) : badEnter;
    answerTo(reply, answer);
    if ('refused' in answer || hub !== null) {
      if ('refused' in answer) log.warn({ why: answer.refused }, 'a hub was not let in');
      return void socket.disconnect(true);
    }
    hub = hubLineOf(socket);
    if (parsed.success) log.info({ hall: parsed.data.hall }, 'the hub is there');
    board.hubEntered(hub);
  });
  socket.on('state', (relayed: Relayed) => hub && board.hubShows(hub, relayed));
  socket.on('forgot', (told: { linkHash: string }) => hub && board.hubForgot(hub, told.linkHash));
  socket.on('pulse', (pulse: RelayPulse) => hub && board.hubPulsed(hub, pulse));
  socket.on('disconnect', (why) => {
    clock.clearTimeout(late);
    if (hub === null) return;
    log.warn({ why }, 'the hub is gone');
    board.hubLeft(hub);
  });
  socket.emit('challenge', { nonce });
}

const badEnter: EnterReply = { refused: 'bad-enter' };

function admit(
  { protocol, nonce: hubNonce, proof }: ReturnType<typeof enterSchema.parse>,
  nonce: string,
  key: string,
): EnterReply {
  if (protocol !== relayProtocol) return { refused: 'other-release' };
  if (!sameProof(proof, proofOf(key, 'hub', nonce, hubNonce))) return { refused: 'wrong-key' };
  return { ok: true, proof: proofOf(key, 'relay', nonce, hubNonce) };
}

const hubLineOf = (socket: Socket): HubLine => ({
  follow: (linkHash, names, answered) => {
    socket
      .timeout(answerWithinMs)
      .emit('follow', { linkHash, names }, (late: Error | null, reply: FollowReply) =>
        answered(late ? { failed: 'unavailable' } : reply),
      );
  },
  unfollow: (linkHash) => void socket.emit('unfollow', { linkHash }),
  act: (linkHash, message) =>
    socket
      .timeout(answerWithinMs)
      .emitWithAck('act', { linkHash, message })
      .catch((): PhoneReply => ({ failed: 'unavailable' })),
  guide: (id) => askGuides(socket, 'guide', { id }),
  guidesOf: (service) => askGuides(socket, 'guides-of', { service }),
  file: async (version, name, from) => {
    const said: unknown = await socket
      .timeout(answerWithinMs)
      .emitWithAck('guide-file', { version, name, from })
      .catch(() => null);
    const reply = fileReplySchema.safeParse(said);
    return reply.success ? reply.data : { failed: 'unavailable' };
  },
  emblem: async (): Promise<EmblemReply> => {
    const said: unknown = await socket
      .timeout(answerWithinMs)
      .emitWithAck('emblem', {})
      .catch(() => null);
    const reply = emblemReplySchema.safeParse(said);
    return reply.success ? reply.data : { failed: 'unavailable' };
  },
});

async function askGuides(socket: Socket, event: string, wish: object): Promise<GuideReply> {
  const said: unknown = await socket
    .timeout(answerWithinMs)
    .emitWithAck(event, wish)
    .catch(() => null);
  const reply = guideReplySchema.safeParse(said);
  return reply.success ? reply.data : { failed: 'unavailable' };
}

function answerTo(reply: unknown, answer: object): void {
  if (typeof reply === 'function') reply(answer);
}
