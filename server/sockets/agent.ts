/**
 * Agents on the hub's sockets: a namespace of their own, the key in the handshake and asked again now
 * and then, everything that an agent says checked before it goes on. What it means is decided in
 * `server/agents`.
 */
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import {
  type AgentHelloReply,
  agentHelloSchema,
  agentKeyHeader,
  agentProtocol,
  type EndedReply,
  sayingSchemas,
} from '../../core/wire/agent.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { Agents } from '../agents/agents.ts';
import type { AgentLine } from '../agents/line.ts';
import type { Clock } from '../hall/clock.ts';
import { Allowance } from './allowance.ts';

/** Who has not said hello by then is put out. */
const helloWithinMs = 10_000;
/** How often a connected agent's key is asked for again, so that a revoked one ends. */
const keyAgainMs = 5_000;
const perSecond = 500;
/** Bad messages of one connection that are told of; the others are only refused. */
const complaintsMax = 10;

/** Whose key this is; null: nobody's, or it was revoked. Fails: `HouseFailure`. */
export type FindAgent = (key: string) => Promise<{ readonly place: string } | null>;

/** What else an agent may ask of the hub, by the name of the message; `message` is not checked yet. */
export type AgentAsk = (place: string, message: unknown) => Promise<unknown>;

export interface AgentDoorParts {
  readonly hall: string;
  readonly agents: Agents;
  readonly findAgent: FindAgent;
  readonly agentAsks?: Readonly<Record<string, AgentAsk>>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Serves agents in this namespace until its server is closed. */
export function serveAgents(space: Namespace, parts: AgentDoorParts): void {
  space.on('connection', (socket) => new AgentVisit(socket, parts));
}

type Reply = (answer: unknown) => void;

class AgentVisit {
  readonly #socket: Socket;
  readonly #parts: AgentDoorParts;
  readonly #line: AgentLine;
  readonly #allowance: Allowance;
  readonly #gone: Promise<null>;
  #place: string | null = null;
  #timer: unknown;
  #complaints = 0;

  constructor(socket: Socket, parts: AgentDoorParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#allowance = new Allowance(parts.clock, perSecond);
    this.#gone = new Promise((gone) => socket.on('disconnect', () => gone(null)));
    this.#line = {
      tell: (name, wish) => void socket.emit(name, wish),
      ask: (name, question, withinMs) => this.#ask(name, question, withinMs),
      end: () => void socket.disconnect(true),
    };
    this.#timer = parts.clock.setTimeout(() => socket.disconnect(true), helloWithinMs);
    socket.on('disconnect', () => this.#ended());
    socket.on('hello', (message, reply) => void this.#hello(message).then(answerTo(reply)));
    socket.on('ended', (message, reply) => void this.#endedJob(message).then(answerTo(reply)));
    for (const name of ['health', 'key', 'scan', 'card', 'pad-answer'] as const) {
      socket.on(name, (message) => this.#said(name, message));
    }
    for (const [name, ask] of Object.entries(parts.agentAsks ?? {})) {
      socket.on(name, (message, reply) => void this.#asked(ask, message).then(answerTo(reply)));
    }
    socket.use((_event, next) => {
      if (this.#allowance.take()) next();
      else socket.disconnect(true);
    });
  }

  async #hello(message: unknown): Promise<AgentHelloReply> {
    const parsed = agentHelloSchema.safeParse(message);
    if (!parsed.success) return { refused: 'bad-hello' };
    if (parsed.data.protocol !== agentProtocol) return { refused: 'reload' };
    const { agents, hall, clock, complain } = this.#parts;
    try {
      const place = await this.#whose();
      if (place === null) return { refused: 'not-enrolled' };
      if (!this.#socket.connected) return { failed: 'unavailable' };
      clock.clearTimeout(this.#timer);
      // Said twice on one connection when the first answer came too late: what it hosts is the same.
      const devices = agents.join(place, this.#line);
      this.#place = place;
      this.#askKeyAgain();
      // After the answer, which is sent first: the agent opens its devices, then hears their wishes.
      clock.soon(() => agents.joined(place, this.#line));
      return { ok: true, place, hall, devices };
    } catch (error) {
      complain("an agent's hello could not be answered", error);
      return { failed: 'unavailable' };
    }
  }

  async #whose(): Promise<string | null> {
    const shown = this.#socket.handshake.headers[agentKeyHeader];
    const key = typeof shown === 'string' ? /^Bearer (\S+)$/.exec(shown)?.[1] : undefined;
    return key === undefined ? null : ((await this.#parts.findAgent(key))?.place ?? null);
  }

  /** A key that was revoked ends here and not at the next connection. */
  #askKeyAgain(): void {
    const { clock, complain } = this.#parts;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => {
      this.#whose().then(
        (place) => {
          if (!this.#socket.connected) return;
          if (place === this.#place) this.#askKeyAgain();
          else this.#socket.disconnect(true);
        },
        (error: unknown) => {
          // While the tables are away nobody is put out.
          complain("an agent's key could not be looked up", error);
          if (this.#socket.connected) this.#askKeyAgain();
        },
      );
    }, keyAgainMs);
  }

  #said(name: Exclude<keyof typeof sayingSchemas, 'ended'>, message: unknown): void {
    if (this.#place === null) return;
    const parsed = sayingSchemas[name].safeParse(message);
    if (parsed.success) this.#parts.agents.said(this.#place, name, parsed.data);
    else this.#bad(name, parsed.error);
  }

  async #endedJob(message: unknown): Promise<EndedReply> {
    const parsed = sayingSchemas.ended.safeParse(message);
    if (!parsed.success) {
      this.#bad('ended', parsed.error);
      return badInput(parsed.error);
    }
    if (this.#place === null) return { failed: 'unavailable' };
    return this.#parts.agents.ended(this.#place, parsed.data);
  }

  async #asked(ask: AgentAsk, message: unknown): Promise<unknown> {
    if (this.#place === null) return { refused: 'not-allowed' };
    try {
      return await ask(this.#place, message);
    } catch (error) {
      this.#parts.complain(`what the agent ${this.#place} asked could not be answered`, error);
      return { failed: 'unavailable' };
    }
  }

  /** Resolves with null when no answer comes in time, or the line breaks. */
  #ask(name: string, question: object, withinMs: number): Promise<unknown> {
    const { clock } = this.#parts;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(null), withinMs);
      const done = (answer: unknown) => {
        clock.clearTimeout(timer);
        resolve(answer ?? null);
      };
      void this.#gone.then(done);
      if (this.#socket.connected) this.#socket.emit(name, question, done);
    });
  }

  /** Which field and which rule, never the words themselves: they may be somebody's. */
  #bad(name: string, error: z.ZodError): void {
    this.#complaints += 1;
    if (this.#complaints > complaintsMax) return;
    const { field, rule } = badInput(error);
    const what = `the agent ${this.#place ?? '?'} said what is not understood`;
    this.#parts.complain(what, `${name}: ${field} ${rule}`);
  }

  #ended(): void {
    this.#parts.clock.clearTimeout(this.#timer);
    if (this.#place !== null) this.#parts.agents.left(this.#place, this.#line);
  }
}

/** Answers if an answer was asked for. */
function answerTo(reply: unknown): Reply {
  return (answer) => {
    if (typeof reply === 'function') (reply as Reply)(answer);
  };
}
