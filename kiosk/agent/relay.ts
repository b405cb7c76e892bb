/**
 * The page's socket, handed on to the hub with the agent's key added, so that the page needs no
 * cookie and knows only its own origin. While the hub is away the page is handed to the stand-in.
 * Whenever that changes the page is put out; it comes back by itself and says hello anew.
 */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { agentAwayMs } from '../../core/wire/agent.ts';
import type { CardReply } from '../../core/wire/card.ts';
import { helloSchema, type State } from '../../core/wire/messages.ts';
import { protocol, pulseMs } from '../../core/wire/protocol.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { AwayHall } from './away-hall.ts';
import { type HubAccess, type LinkState, reconnecting } from './link.ts';
import { isLocal } from './pages.ts';

/** As large as the hub takes them. */
const messageBytesMax = 16_384;
/** Pages at once: a kiosk has one, and one more while it is loaded anew. */
const pagesMax = 8;
/** Names that Socket.IO keeps for itself, and would throw at. */
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener'];

/** What the page is answered of its own while the hub is away; all else is unavailable. */
const answeredAway: ReadonlySet<string> = new Set([
  ...['hello', 'command', 'reprint', 'await-card', 'leave-card', 'hear-scans'],
]);

export interface RelayParts {
  readonly http: HttpServer;
  readonly hub: HubAccess;
  readonly clock: Clock;
  readonly log: { info(facts: object, text: string): void };
  /** The hub has this version of the service guides in force. */
  readonly onGuides?: (version: string) => void;
}

/** `between`: the hub is gone, and not yet for long. */
export type RelayMode = 'hub' | 'between' | 'away';

type Ack = (answer: unknown) => void;

export class PageRelay {
  readonly #parts: RelayParts;
  readonly #io: Server;
  readonly #pages = new Set<Socket>();
  #away: AwayHall | null = null;
  #mode: RelayMode = 'between';
  #timer: unknown = null;
  #pulse: unknown = null;

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#io = new Server(parts.http, {
      transports: ['websocket'],
      perMessageDeflate: false,
      serveClient: false,
      maxHttpBufferSize: messageBytesMax,
      allowRequest: ({ headers: { origin, host } }, allow) => {
        // Without this any page in this browser could speak with the kiosk's key.
        const ours = origin === undefined || URL.parse(origin)?.host === host;
        allow(null, isLocal(host) && ours);
      },
    });
    this.#io.on('connection', (page) => this.#came(page));
    this.#waitForHub();
  }

  mode(): RelayMode {
    return this.#mode;
  }

  /** Who stands in from now on while the hub is away. */
  standIn(away: AwayHall): void {
    this.#away = away;
    away.onState(() => this.#showAway());
    if (this.#mode !== 'away') return;
    // The hub was gone before it was there: pages that wait for an answer come to it now.
    away.hubAway(true);
    this.#putOut();
  }

  /** How the line to the hub is. A hub that refuses is there: what it says to the page is its own. */
  hubIs(state: LinkState): void {
    this.#parts.clock.clearTimeout(this.#timer);
    if (state === 'gone') this.#waitForHub();
    else this.#become('hub');
  }

  async close(): Promise<void> {
    this.#parts.clock.clearTimeout(this.#timer);
    this.#parts.clock.clearTimeout(this.#pulse);
    await this.#io.close();
  }

  #waitForHub(): void {
    if (this.#mode === 'hub') this.#become('between');
    this.#timer = this.#parts.clock.setTimeout(() => this.#become('away'), agentAwayMs);
  }

  #become(mode: RelayMode): void {
    if (this.#mode === mode) return;
    this.#mode = mode;
    this.#parts.log.info({ mode }, 'the page follows');
    this.#parts.clock.clearTimeout(this.#pulse);
    this.#away?.hubAway(mode === 'away');
    if (mode === 'away') this.#pulseAway();
    this.#putOut();
  }

  #putOut(): void {
    for (const page of [...this.#pages]) page.disconnect(true);
  }

  #came(page: Socket): void {
    if (this.#pages.size >= pagesMax) {
      page.disconnect(true);
      return;
    }
    this.#pages.add(page);
    page.on('disconnect', () => this.#pages.delete(page));
    if (this.#mode === 'hub') this.#handOn(page);
    else if (this.#mode === 'away') this.#standIn(page);
    // Between the two nobody answers: the page asks again by itself, and is put out when it is known.
  }

  #handOn(page: Socket): void {
    const { url, key, ca } = this.#parts.hub;
    const hub = io(url, {
      ...reconnecting,
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie: `jh_device=${key}` },
      ...(ca === null ? {} : { ca }),
    });
    page.onAny((name: string, ...said: unknown[]) => {
      if (!reserved.includes(name)) hub.emit(name, ...said);
    });
    hub.onAny((name: string, ...said: unknown[]) => {
      if (name === 'state') this.#overhear(said[0]);
      page.emit(name, ...said);
    });
    hub.on('connect_error', () => page.disconnect(true));
    hub.on('disconnect', () => page.disconnect(true));
    page.on('disconnect', () => hub.disconnect());
  }

  /** What the stand-in may need soon. Other peers' states are none of its business. */
  #overhear(state: unknown): void {
    const { view } = (state ?? {}) as Partial<State<'kiosk'>>;
    if (!view || !('kiosk' in view)) return;
    this.#away?.heard(state as State<'kiosk'>);
    if (view.guides) this.#parts.onGuides?.(view.guides.version);
  }

  #standIn(page: Socket): void {
    page.on('hello', (message: unknown, ack?: Ack) => {
      const parsed = helloSchema.safeParse(message);
      if (!parsed.success) return answer(ack, { refused: 'bad-hello' });
      if (parsed.data.protocol !== protocol) return answer(ack, { refused: 'reload' });
      const state = this.#away?.state() ?? null;
      if (parsed.data.peer !== 'kiosk' || state === null) {
        return answer(ack, { failed: 'unavailable' });
      }
      void page.join('following');
      // As the hub has it: who is let in has its first state.
      page.emit('state', state);
      answer(ack, { ok: true });
    });
    page.on('command', (message: unknown, ack?: Ack) => {
      void this.#away?.command(message).then((reply) => answer(ack, reply));
    });
    page.on('reprint', (message: unknown, ack?: Ack) => {
      void this.#away?.reprint(message).then((reply) => answer(ack, reply));
    });
    // Plainly, and not as a fault: without the hub no number is bound to a person, and no card read.
    page.on('await-card', (_wish: unknown, ack?: Ack) =>
      answer(ack, { refused: 'hub-away' } satisfies CardReply),
    );
    page.on('leave-card', (_wish: unknown, ack?: Ack) => answer(ack, { ok: true, card: null }));
    page.on('hear-scans', (_wish: unknown, ack?: Ack) => answer(ack, { ok: true, scanner: false }));
    page.onAny((name: string, ...said: unknown[]) => {
      if (answeredAway.has(name)) return;
      answer(said.at(-1), { failed: 'unavailable' });
    });
  }

  #showAway(): void {
    const state = this.#mode === 'away' ? this.#away?.state() : null;
    if (state) this.#io.to('following').emit('state', state);
  }

  /** The page's proof that what it shows is fresh, as from the hub. */
  #pulseAway(): void {
    this.#pulse = this.#parts.clock.setTimeout(() => {
      const state = this.#away?.state();
      if (state) {
        const { seq, rev, now } = state;
        this.#io.to('following').emit('pulse', { seq, rev, now });
      }
      this.#pulseAway();
    }, pulseMs);
  }
}

function answer(ack: unknown, reply: object): void {
  if (typeof ack === 'function') ack(reply);
}
