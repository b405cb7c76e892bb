/**
 * The hub process of the soak, put together as server/hub.ts does it: the real keeper, rooms, visits,
 * printing, devices and every follower, on the stepped clock and on lines to the log and the tables
 * that fail. It can die at any moment; then nothing of it happens any more.
 */
import type { KioskId } from '../../../core/hall/ids.ts';
import type { Pulse, State } from '../../../core/wire/messages.ts';
import type { Log } from '../../../log/log.ts';
import { serveDevices } from '../../../server/devices/serve.ts';
import { adoptingAsks } from '../../../server/hall/adopting.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import type { Facts } from '../../../server/house/facts.ts';
import { Printing } from '../../../server/printing/printing.ts';
import type { Doors } from '../../../server/sockets/hello.ts';
import { setPulse } from '../../../server/sockets/pulse.ts';
import { Rooms } from '../../../server/sockets/rooms.ts';
import { type Connection, Visit } from '../../../server/sockets/visit.ts';
import { stripTexts } from '../../../tests/hall/world/devices.ts';
import { HubLog } from '../../../tests/hall/world/log.ts';
import { viewOf } from '../../../tests/hall/world/screens.ts';
import type { Devices } from './devices.ts';
import { clerkAt } from './hall.ts';
import { type Base, baseOf, follow, type Served } from './parts.ts';
import type { Phones } from './phones.ts';
import type { Place } from './place.ts';

/** Of so many states that go out, one is held against the log. */
const judgedOf = 100;

/** Where a hub's words to one peer go. */
export interface PeerEnd {
  state(state: State): void;
  pulse(pulse: Pulse): void;
  /** The hub puts the peer out. */
  ended(): void;
}

/** A peer's connection at the hub's end. */
export interface HubEnd {
  ask(event: string, message: unknown): Promise<object>;
  /** The hub has noticed that the line is gone. */
  gone(): void;
}

export interface Around {
  readonly devices: Devices;
  readonly phones: Phones;
}

type Asks = ReturnType<typeof adoptingAsks>;
export class Hub {
  readonly keeper: Keeper;
  readonly facts: Facts;
  readonly #place: Place;
  readonly #logs: Log[] = [];
  readonly #members = new Map<string, Set<PeerEnd>>();
  readonly #peers = new Set<PeerEnd>();
  readonly #asks: Asks;
  #visit: ((connection: Connection) => Visit) | null = null;
  /** Ratings and cases, once it is up. */
  served: Served | null = null;
  #alive = true;
  #sent = 0;

  constructor(place: Place, around: Around) {
    this.#place = place;
    const isAlive = () => this.#alive;
    const logFor = (committed: Place['committed']) => this.#logFor(committed);
    const base = baseOf(place, isAlive, logFor);
    this.keeper = base.keeper;
    this.facts = base.facts;
    this.facts.follow(place.moved);
    this.#asks = adoptingAsks(base);
    void this.#begin(() => this.#serve(base, around, isAlive));
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Whether a peer would reach it. */
  get listens(): boolean {
    return this.#alive && this.#visit !== null;
  }

  /** The process is gone: no word, no timer, no paper of it any more. */
  die(): void {
    this.#alive = false;
    this.#place.trace('the hub dies');
    for (const peer of this.#peers) peer.ended();
    this.#peers.clear();
    for (const log of this.#logs) void log.close();
  }

  /** A peer connects. */
  connect(cookies: string | undefined, peer: PeerEnd): HubEnd {
    let open = true;
    const visit = this.#visit?.({
      cookies,
      isOpen: () => open,
      join: (rooms) => {
        for (const room of rooms) this.#membersOf(room).add(peer);
      },
      leave: (rooms) => {
        for (const room of rooms) this.#memberGone(room, peer);
      },
      send: (state) => {
        this.#judgeSent(state);
        const copy = JSON.parse(JSON.stringify(state)) as State;
        this.#place.onNet(() => peer.state(copy));
      },
      scanned: () => {},
      end: () => peer.ended(),
    });
    if (!visit) throw new Error('the hub does not listen yet');
    this.#peers.add(peer);
    return {
      ask: (event, message) => {
        if (event === 'hello') return visit.hello(message);
        return event === 'command' ? visit.command(message) : visit.reprint(message);
      },
      gone: () => {
        open = false;
        this.#peers.delete(peer);
        for (const room of [...this.#members.keys()]) this.#memberGone(room, peer);
        visit.ended();
      },
    };
  }

  /** What the agent of a kiosk asks; it is answered as over its socket. */
  async agentAsks(kiosk: KioskId, event: string, message: unknown): Promise<unknown> {
    return this.#asks[event as keyof Asks](kiosk, message);
  }

  /** Prints, follows, watches over the devices, and listens. Fails: `HouseFailure`. */
  async #serve(base: Base, around: Around, isAlive: () => boolean): Promise<void> {
    const { tables, facts, keeper, clock, revs, visitors } = base;
    const place = this.#place;
    const { printJobs: jobs, deviceStates: devices, deviceCounters: counters } = tables;
    const printers = around.devices.printersFor(base.living, isAlive);
    const printing = new Printing({ ...base, jobs, devices, counters, revs, printers });
    await printing.start();
    await facts.refresh();
    const { served, ...beside } = follow(base, place, around.phones.providers(isAlive), () =>
      this.#logFor(() => {}),
    );
    serveDevices({
      ...{ ...base, registry: around.devices.registryFor(base.living, isAlive) },
      ...{ ways: { texts: stripTexts, light: [] } },
      agents: { list: () => [], elsewhere: () => false },
    });
    setPulse(base, (pulse) => this.#beat(pulse));
    this.served = served;
    const rooms = new Rooms({
      ...{ keeper, facts, clock },
      emit: (room, state) => this.#emit(room, state),
      putOut: (room) => {
        for (const peer of [...this.#membersOf(room)]) peer.ended();
      },
    });
    const people = { ...beside, visitors, helpCalls: tables.helpCalls };
    const count = () => {};
    const ofVisit = { ...base, ...people, printing, rooms, count, doors: doorsOf(place) };
    this.#visit = (connection) => new Visit(connection, ofVisit);
  }

  async #begin(begin: () => Promise<void>): Promise<void> {
    try {
      await begin();
      if (this.#alive) this.#place.trace('the hub listens');
    } catch (error) {
      if (!this.#alive) return;
      // As in a machine room: the process ends, and whoever watches over it starts it again.
      this.#place.complain('the hub cannot start', error);
      this.die();
    }
  }

  #logFor(committed: Place['committed']): Log {
    const store = () => {
      const opened = this.#place.store();
      this.#logs.push(opened);
      return opened;
    };
    const { time, chance, weather, lock, stormy, awayUntil, moved, trace } = this.#place;
    const shared = { time, chance, weather, lock, stormy, awayUntil, moved, trace };
    return new HubLog({ ...shared, store, committed }, () => this.#alive, 'the hub');
  }

  #emit(room: string, state: State): void {
    if (!this.#alive) return;
    this.#judgeSent(state, room);
    const members = [...this.#membersOf(room)];
    this.#place.onNet(() => {
      for (const peer of members) peer.state(state);
    });
  }

  #beat(pulse: Pulse): void {
    const members = [...this.#membersOf('seated')];
    this.#place.onNet(() => {
      for (const peer of members) peer.pulse(pulse);
    });
  }

  /** Nothing is shown before it is durable; now and then it is held against the log word by word. */
  #judgeSent(state: State, room?: string): void {
    const { ledger } = this.#place;
    if (state.seq > ledger.rows) {
      const what = `${room} is shown ${state.seq}, the log ends at ${ledger.rows}`;
      this.#place.fail('shown-is-durable', what);
    }
    this.#sent += 1;
    if (room === undefined || state.seq !== ledger.rows || this.#sent % judgedOf > 0) return;
    const view = JSON.stringify(viewOf(room, ledger.hall, this.facts.now));
    if (view !== JSON.stringify(state.view)) {
      this.#place.fail('shown-is-durable', `${room} is shown what the log does not say`);
    }
  }

  #membersOf(room: string): Set<PeerEnd> {
    const members = this.#members.get(room) ?? new Set();
    this.#members.set(room, members);
    return members;
  }

  #memberGone(room: string, peer: PeerEnd): void {
    const members = this.#members.get(room);
    members?.delete(peer);
    if (members?.size === 0) this.#members.delete(room);
  }
}

/** Who shows what: `kiosk=k3`, `staff=clerk-7`. */
const doorsOf = ({ hall }: Place): Doors => ({
  kioskOf: async (cookies) => (shownIn(cookies, 'kiosk') as KioskId | null) ?? null,
  clerkOf: async (cookies) => {
    const id = shownIn(cookies, 'staff');
    const sits = hall.configuration.counters.some((counter) => clerkAt(counter.id) === id);
    return sits ? ({ id, role: 'clerk' } as never) : null;
  },
  mayWatch: async () => false,
});

function shownIn(cookies: string | undefined, name: string): string | null {
  return cookies?.startsWith(`${name}=`) ? cookies.slice(name.length + 1) : null;
}
