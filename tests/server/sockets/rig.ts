/**
 * A hub's sockets for one test: the real Socket.IO server on a free port of 127.0.0.1, real clients,
 * a real keeper on a log that can fail, tables in a SQLite file, a stepped clock; doors, printers and
 * house facts as the test says.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { type BookingId, kioskId, staffId, type TicketId } from '../../../core/hall/ids.ts';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import type { PrintFormMessage, PrintGuideMessage } from '../../../core/wire/guide-paper.ts';
import type { HelloReply, Pulse, Reply, State } from '../../../core/wire/messages.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import type { IdReader, Scanner } from '../../../drivers/driver.ts';
import { Cards } from '../../../server/devices/cards.ts';
import { Scans } from '../../../server/devices/scans.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { believing } from '../../../server/hall/clock-guard.ts';
import { DayKeys } from '../../../server/hall/day-key.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { Revs } from '../../../server/house/rev.ts';
import { portOf } from '../../../server/http/listen.ts';
import { originAllowed } from '../../../server/http/origin.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { Visitors } from '../../../server/people/visitors.ts';
import { WatchList } from '../../../server/people/watch-list.ts';
import type { FormOrdered, GuideOrdered } from '../../../server/printing/orders.ts';
import type { Ordered } from '../../../server/printing/printing.ts';
import type { Doors } from '../../../server/sockets/hello.ts';
import { serveSockets } from '../../../server/sockets/sockets.ts';
import { smallHall } from '../../core/halls.ts';
import { openHall } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';

const hallKey = Buffer.alloc(32, 7);
export const links = linksOf(hallKey);

/** Who shows what: `kiosk=door`, `clerk=wang`, `manager=boss`; a revoked cookie is nobody's. */
class PretendDoors implements Doors {
  readonly revoked = new Set<string>();
  away = false;

  async kioskOf(cookies: string | undefined) {
    const [kind, id] = this.#shown(cookies);
    return kind === 'kiosk' && id ? kioskId(id) : null;
  }

  async clerkOf(cookies: string | undefined) {
    const [role, id] = this.#shown(cookies);
    if (!id || (role !== 'clerk' && role !== 'manager')) return null;
    return { id: staffId(id), role } as const;
  }

  async mayWatch(cookies: string | undefined) {
    return (await this.clerkOf(cookies))?.role === 'manager';
  }

  #shown(cookies = ''): string[] {
    if (this.away) throw new HouseFailure('unavailable', 'the tables are away');
    return this.revoked.has(cookies) ? [] : cookies.split('=');
  }
}

class PretendFacts {
  now: HouseFacts = noFacts;
  readonly #tells = new Set<() => void>();

  follow(tell: () => void): () => void {
    this.#tells.add(tell);
    return () => this.#tells.delete(tell);
  }

  say(facts: HouseFacts): void {
    this.now = facts;
    for (const tell of this.#tells) tell();
  }
}

class PretendPrinting {
  readonly orders: { readonly kiosk: string; readonly label: string }[] = [];
  readonly reprints: { readonly kiosk: string; readonly ticket: string }[] = [];
  readonly guides: { readonly kiosk: string; readonly guide: string }[] = [];
  answer: Ordered | 'away' | 'silent' = 'ordered';
  guideAnswer: GuideOrdered = 'ordered';

  async order(kiosk: string, _ticket: TicketId, label: string): Promise<Ordered> {
    this.orders.push({ kiosk, label });
    return this.#answer();
  }

  async orderBooking(kiosk: string, booking: BookingId): Promise<Ordered> {
    this.orders.push({ kiosk, label: `booking ${booking}` });
    return this.#answer();
  }

  async guide(kiosk: string, { guide }: PrintGuideMessage): Promise<GuideOrdered> {
    this.guides.push({ kiosk, guide });
    await this.#answer();
    return this.guideAnswer;
  }

  async form(kiosk: string, { form }: PrintFormMessage): Promise<FormOrdered> {
    this.guides.push({ kiosk, guide: form });
    await this.#answer();
    return this.guideAnswer === 'unknown-guide' ? 'no-printer' : this.guideAnswer;
  }

  async reprint(kiosk: string, ticket: TicketId): Promise<Ordered> {
    this.reprints.push({ kiosk, ticket });
    return this.#answer();
  }

  #answer(): Promise<Ordered> | Ordered {
    if (this.answer === 'away') throw new HouseFailure('unavailable', 'the tables are away');
    return this.answer === 'silent' ? new Promise(() => {}) : this.answer;
  }
}

async function peopleOf({ keeper, clock, complaints }: Awaited<ReturnType<typeof openHall>>) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-sockets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const dice = new SeededDice('people');
  const revs = new Revs(house, { every: () => () => {} });
  const watchList = new WatchList(house, clock, dice);
  const keys = new DayKeys({ house, hall: keeper.hall, hallKey, dice });
  const complain = (what: string) => complaints.push(what);
  const visitors = new Visitors({ keeper, keys, hallKey, watchList, complain });
  return {
    ...{ folder, house, watchList, keys },
    visitors,
    desk: new BookingDesk({
      ...{ keeper, hallKey, links, visitors, dice, complain, guard: believing(clock) },
      ...{ calendar: calendarOf('Asia/Shanghai'), configuration: smallHall() },
      bookings: new Bookings(house, clock, dice),
    }),
    helpCalls: new HelpCalls({ house, revs, clock, dice }),
  };
}

export async function hubOf(
  configuration?: Configuration,
  readers = new Map<string, IdReader>(),
  scanners = new Map<string, Pick<Scanner, 'onScan'>>(),
) {
  const facts = new PretendFacts();
  const emergency = () => facts.now.emergency?.kind ?? null;
  const opened = await openHall(configuration, undefined, { emergency });
  const { keeper, clock, complaints } = opened;
  const doors = new PretendDoors();
  const printing = new PretendPrinting();
  const people = await peopleOf(opened);
  const { visitors, helpCalls, desk } = people;
  const cards = new Cards({
    ...{ readers, clock, dice: new SeededDice('cards'), today: () => '2026-11-17' },
  });
  const http = createServer();
  const sockets = serveSockets(http, {
    ...{ keeper, clock, doors, facts, printing, links, dice: new SeededDice('sockets') },
    ...{ visitors, helpCalls, desk, cards, scans: new Scans(scanners) },
    paperOrders: printing,
    complain: (what) => complaints.push(what),
    fromOurs: (request) => originAllowed(request.headers),
  });
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  const peers: PeerEnd[] = [];
  onTestFinished(async () => {
    for (const peer of peers) peer.socket.disconnect();
    await sockets.close();
  });
  const connect = (cookies?: string, headers: Record<string, string> = {}): PeerEnd => {
    const peer = new PeerEnd(`http://127.0.0.1:${portOf(http)}`, {
      ...(cookies === undefined ? {} : { cookie: cookies }),
      ...headers,
    });
    peers.push(peer);
    return peer;
  };
  return {
    ...{ ...opened, ...people, cards, doors, facts, printing, sockets, connect },
    /** A peer that has said hello, and its first state. */
    join: async (peer: string, cookies?: string, more: object = {}) => {
      const joined = connect(cookies);
      const reply = await joined.hello({ peer, ...more });
      if (!('ok' in reply)) throw new Error(`${peer}: ${JSON.stringify(reply)}`);
      return { peer: joined, first: await joined.next() };
    },
  };
}

export type HubOf = Awaited<ReturnType<typeof hubOf>>;

/** One client, as a page would be. */
export class PeerEnd {
  readonly socket: Socket;
  /** States and pulses that have come and were not asked for yet. */
  readonly states: State[] = [];
  readonly pulses: Pulse[] = [];
  /** Resolves when the hub has put it out. */
  readonly putOut: Promise<void>;
  #waiting: (() => void) | null = null;

  constructor(url: string, extraHeaders: Record<string, string>) {
    const settings = { transports: ['websocket'], reconnection: false, forceNew: true };
    this.socket = io(url, { ...settings, extraHeaders });
    this.socket.on('state', (state: State) => {
      this.states.push(state);
      this.#waiting?.();
    });
    this.socket.on('pulse', (pulse: Pulse) => {
      this.pulses.push(pulse);
      this.#waiting?.();
    });
    this.putOut = new Promise((out) => this.socket.on('disconnect', () => out()));
  }

  /** A hello with what is not said here as a fresh page would say it. */
  hello(wish: object): Promise<HelloReply> {
    return this.ask('hello', { protocol, seq: 0, rev: 0, names: null, ...wish });
  }

  command(message: unknown): Promise<Reply> {
    return this.ask('command', message);
  }

  ask<T>(event: string, message: unknown): Promise<T> {
    return this.socket.emitWithAck(event, message);
  }

  async next(): Promise<State> {
    return this.#first(this.states);
  }

  async nextPulse(): Promise<Pulse> {
    return this.#first(this.pulses);
  }

  /** What the hub has sent by now is here: it keeps the order of what it says. */
  async heard(): Promise<void> {
    await this.ask('reprint', {});
  }

  async #first<T>(list: T[]): Promise<T> {
    for (;;) {
      const first = list.shift();
      if (first !== undefined) return first;
      await new Promise<void>((come) => {
        this.#waiting = come;
      });
    }
  }
}
