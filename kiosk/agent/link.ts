/**
 * The agent's line to its hub: it says hello on every connect, hands on what the hub wants, and knows
 * whether the hub is there, refuses, or is gone. It comes back by itself, soon after a broken line
 * and slowly after a refusal, and never gives up.
 */
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import {
  type AgentHelloReply,
  agentHelloReplySchema,
  agentKeyHeader,
  agentNamespace,
  agentProtocol,
  askJobSchema,
  type HostedDevice,
  type JobReply,
  type PrintWish,
  printSchema,
  type Wishes,
  wishSchemas,
} from '../../core/wire/agent.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { Clock } from '../../drivers/clock.ts';

/** As stack.md measured for a thousand clients. */
export const reconnecting = {
  transports: ['websocket'],
  reconnectionDelay: 200,
  reconnectionDelayMax: 1_500,
  randomizationFactor: 0.5,
  timeout: 5_000,
};
const askMs = 5_000;
/** After the hub could not answer a hello. */
const helloAgainMs = 2_000;
/** After the hub refused: its manager has to act first. */
const refusedMs = 15_000;
/** After another agent took this place: two that fight would only flicker. */
const replacedMs = 60_000;

/** `refused`: the hub is there and does not want this agent; that is not "away". */
export type LinkState = 'up' | 'refused' | 'gone';

export interface HubAccess {
  /** `https://hall.example:8443`. */
  readonly url: string;
  readonly key: string;
  /** Certificates of one's own authority, PEM; null: the system's. */
  readonly ca: string | null;
}

export interface LinkParts {
  readonly hub: HubAccess;
  readonly version: string;
  readonly clock: Clock;
  readonly log: {
    info(facts: object, text: string): void;
    warn(facts: object, text: string): void;
    error(facts: object, text: string): void;
  };
  /** What it hosts from now on; told after every hello and every change. */
  readonly hosted: (devices: readonly HostedDevice[]) => void;
  readonly wish: <Name extends Exclude<keyof Wishes, 'hosted' | 'replaced'>>(
    name: Name,
    wish: Wishes[Name],
  ) => void;
  readonly print: (wish: PrintWish) => JobReply;
  readonly job: (job: string) => JobReply;
}

export interface Joined {
  readonly place: string;
  readonly hall: string;
}

const wishNames = ['show', 'keypad', 'beep', 'pad', 'await-card'] as const;

export class HubLink {
  readonly #parts: LinkParts;
  readonly #socket: Socket;
  readonly #tellers = new Set<(state: LinkState) => void>();
  #state: LinkState = 'gone';
  #joined: Joined | null = null;
  #timer: unknown = null;
  #closed = false;
  #said = '';

  constructor(parts: LinkParts) {
    this.#parts = parts;
    const { url, key, ca } = parts.hub;
    this.#socket = io(new URL(agentNamespace, url).href, {
      ...reconnecting,
      extraHeaders: { [agentKeyHeader]: `Bearer ${key}` },
      ...(ca === null ? {} : { ca }),
      forceNew: true,
    });
    this.#socket.on('connect', () => this.#hello());
    this.#socket.on('connect_error', (error) => this.#lost(whyOf(error)));
    this.#socket.on('disconnect', (reason) => {
      this.#lost(reason);
      // Socket.IO does not come back by itself when the hub ended the line.
      if (!this.#socket.active) this.#connectIn(helloAgainMs);
    });
    this.#listen();
  }

  state(): LinkState {
    return this.#state;
  }

  /** Where this agent stands for the hub; null before its first hello. */
  joined(): Joined | null {
    return this.#joined;
  }

  onState(tell: (state: LinkState) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  /** Says something that is not answered; while the hub is gone it is not said, and not later. */
  say(name: string, body: object): void {
    if (this.#state === 'up') this.#socket.emit(name, body);
  }

  /** Asks; null when no answer came. Never rejects. */
  ask(name: string, body: object): Promise<unknown> {
    if (this.#state !== 'up') return Promise.resolve(null);
    return this.#emit(name, body);
  }

  close(): void {
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#socket.disconnect();
    this.#become('gone');
  }

  #emit(name: string, body: object): Promise<unknown> {
    return this.#socket
      .timeout(askMs)
      .emitWithAck(name, body)
      .catch(() => null);
  }

  #hello(): void {
    const hello = { peer: 'agent', protocol: agentProtocol, version: this.#parts.version };
    const connection = this.#socket.id;
    // Taken up in the very moment in which it comes: wishes follow on its heels.
    this.#socket.timeout(askMs).emit('hello', hello, (_late: unknown, reply: unknown) => {
      if (this.#socket.id === connection && !this.#closed) this.#greeted(reply);
    });
  }

  #greeted(answered: unknown): void {
    const { hosted, log, hub } = this.#parts;
    const parsed = agentHelloReplySchema.safeParse(answered);
    const reply: AgentHelloReply = parsed.success ? parsed.data : { failed: 'unavailable' };
    if ('ok' in reply) {
      this.#joined = { place: reply.place, hall: reply.hall };
      this.#said = '';
      log.info({ hub: hub.url, place: reply.place }, 'joined the hub');
      hosted(reply.devices);
      this.#become('up');
    } else if ('refused' in reply) {
      const why = {
        'bad-hello': 'the hub does not understand this agent',
        reload: 'the hub and this agent are of different releases',
        'not-enrolled': 'the hub does not know this key, or it was revoked: enrol anew',
      }[reply.refused];
      this.#refuse(why, refusedMs);
    } else {
      this.#parts.clock.clearTimeout(this.#timer);
      this.#timer = this.#parts.clock.setTimeout(() => {
        if (this.#socket.connected) this.#hello();
      }, helloAgainMs);
    }
  }

  #listen(): void {
    const { hosted, wish, print, job, log } = this.#parts;
    const bad = (name: string, error: z.ZodError) => {
      const named = badInput(error);
      log.warn({ message: name, field: named.field, rule: named.rule }, 'not understood');
      return named;
    };
    this.#socket.on('hosted', (message: unknown) => {
      const parsed = wishSchemas.hosted.safeParse(message);
      if (parsed.success) hosted(parsed.data.devices);
      else bad('hosted', parsed.error);
    });
    for (const name of wishNames) {
      this.#socket.on(name, (message: unknown) => {
        const parsed = wishSchemas[name].safeParse(message);
        if (parsed.success) wish(name, parsed.data as never);
        else bad(name, parsed.error);
      });
    }
    this.#socket.on('print', (message: unknown, reply: unknown) => {
      const parsed = printSchema.safeParse(message);
      answer(reply, parsed.success ? print(parsed.data) : bad('print', parsed.error));
    });
    this.#socket.on('job', (message: unknown, reply: unknown) => {
      const parsed = askJobSchema.safeParse(message);
      answer(reply, parsed.success ? job(parsed.data.job) : bad('job', parsed.error));
    });
    this.#socket.on('replaced', () => {
      this.#refuse('another agent came with the same place; is the key on two PCs?', replacedMs);
    });
  }

  #refuse(why: string, waitMs: number): void {
    if (this.#said !== why) this.#parts.log.error({ hub: this.#parts.hub.url }, why);
    this.#said = why;
    this.#become('refused');
    this.#socket.disconnect();
    this.#connectIn(waitMs);
  }

  #lost(why: string): void {
    // The line that a refusal ended is no news; a hub that then does not answer is gone.
    if (this.#state === 'refused' && why === 'io client disconnect') return;
    if (this.#said !== why && !this.#closed) {
      this.#parts.log.warn({ hub: this.#parts.hub.url, why }, 'no line to the hub');
    }
    this.#said = why;
    this.#become('gone');
  }

  #connectIn(ms: number): void {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = clock.setTimeout(() => this.#socket.connect(), ms);
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const tell of [...this.#tellers]) tell(state);
  }
}

/** The socket's own words say only that it failed; beneath them stands e.g. what a certificate lacks. */
function whyOf(error: Error): string {
  const { description } = error as { description?: { message?: unknown } };
  const beneath = description?.message;
  return typeof beneath === 'string' && beneath !== '' ? beneath : error.message;
}

function answer(reply: unknown, said: object): void {
  if (typeof reply === 'function') reply(said);
}
