/**
 * The hub process of the soak, put together as server/hub.ts does it: the real keeper, rooms, visits,
 * printing, devices and every follower, on the stepped clock and on lines to the log and the tables
 * that fail. It can die at any moment; then nothing of it happens any more.
 */
import type { KioskId } from '../../../core/hall/ids.ts';
import type { Pulse, State } from '../../../core/wire/messages.ts';
import type { Log } from '../../../log/log.ts';
import { serveCases } from '../../../server/cases/serve.ts';
import { serveDevices } from '../../../server/devices/serve.ts';
import { followFigures } from '../../../server/figures/follow.ts';
import { ForecastFollower } from '../../../server/followers/forecast.ts';
import { followMissedBookings } from '../../../server/followers/missed-bookings.ts';
import { followTickets } from '../../../server/followers/tickets.ts';
import { adoptingAsks } from '../../../server/hall/adopting.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { DayKeys, followDayKeys } from '../../../server/hall/day-key.ts';
import { putInForce } from '../../../server/hall/in-force.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { Facts } from '../../../server/house/facts.ts';
import { followHours, timeFacts } from '../../../server/house/hours-shown.ts';
import { followNotices, readPosted } from '../../../server/house/posted.ts';
import { Revs } from '../../../server/house/rev.ts';
import { markUnanswered } from '../../../server/house/unanswered.ts';
import { Approvals } from '../../../server/people/approvals.ts';
import { Audit } from '../../../server/people/audit.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import { Visitors } from '../../../server/people/visitors.ts';
import { Printing } from '../../../server/printing/printing.ts';
import { serveRatings } from '../../../server/ratings/serve.ts';
import type { Doors } from '../../../server/sockets/hello.ts';
import { setPulse } from '../../../server/sockets/pulse.ts';
import { Rooms } from '../../../server/sockets/rooms.ts';
import { type Connection, Visit } from '../../../server/sockets/visit.ts';
import { sweepNowAndThen } from '../../../server/sweeping.ts';
import { type Tables, tablesOn } from '../../../server/tables.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { HubLog } from '../../../tests/hall/world/log.ts';
import { viewOf } from '../../../tests/hall/world/screens.ts';
import { hubTables } from '../../../tests/hall/world/tables.ts';
import type { Devices } from './devices.ts';
import { stripTexts } from './devices.ts';
import { clerkAt, nightly, rests } from './hall.ts';
import type { Phones } from './phones.ts';
import type { Place } from './place.ts';

/**
 * What looks again and again without being woken looks so many times more rarely here than in a hall:
 * it would be most of the work, and finds nothing that the others do not.
 */
const rarer = { forecast: 20, texts: 4, cases: 4, revs: 10 };
const beatMsMax = 60_000;
/** Of so many states that go out, one is held against the log. */
const judgedOf = 40;
const hallKey = Buffer.alloc(32, 7);

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
type Served = ReturnType<typeof serveRatings> & {
  readonly cases: ReturnType<typeof serveCases>['keeper'];
  readonly tables: Tables;
};

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
    const clock = restful(place, place.time.clockFor(isAlive));
    const complain = (what: string, error: unknown) => {
      if (isAlive()) place.complain(what, error);
    };
    const { configuration } = place.hall;
    const { hall } = configuration;
    const calendar = calendarOf(configuration.timeZone);
    const guard = new ClockGuard(clock, complain);
    guard.start();
    const believed: Clock = { ...clock, now: () => guard.now() };
    const log = this.#logFor(place.committed);
    const house = hubTables(place, isAlive);
    const revs = new Revs(house, { every: everyOf(slower(clock, rarer.revs)) });
    const { dice } = place;
    const choice = { kind: 'sqlite', path: '' } as const;
    const tables = tablesOn({ choice, house, revs, clock, dice });
    const emergency = () => this.facts.now.emergency?.kind ?? null;
    this.keeper = Keeper.start({ hall, log, clock, dice, calendar, guard, emergency, complain });
    const { keeper } = this;
    const today = () => calendar(guard.now()).date;
    this.facts = new Facts({
      ...{ hall, revs, clock, complain, texts: true },
      ...{ devices: tables.deviceStates, jobs: tables.printJobs, help: tables.helpCalls },
      posted: () => readPosted({ ...tables, hall, today }),
      time: timeFacts({ calendar, guard, holidaysUnknown: [] }),
    });
    this.facts.follow(place.moved);
    const keys = new DayKeys({ house, hall, hallKey, dice });
    const { watchList } = tables;
    const visitors = new Visitors({ keeper, keys, hallKey, complain, watchList });
    const { links } = place;
    const parts = { keeper, clock: believed, dice, links, complain, log, calendar, guard };
    this.#asks = adoptingAsks({ keeper, clock: believed, calendar });
    void this.#begin(async () => {
      const { facts } = this;
      const { printJobs: jobs, deviceStates: devices, deviceCounters: counters } = tables;
      const printers = around.devices.printersFor(clock, isAlive);
      const printing = new Printing({ ...parts, facts, jobs, devices, counters, revs, printers });
      await printing.start();
      await facts.refresh();
      putInForce({ ...parts, configuration });
      const forecast = new ForecastFollower({
        ...{ keeper, log, facts, forecasts: tables.forecasts, complain },
        clock: slower(believed, rarer.forecast),
      });
      const texts = serveTexts({
        ...{ ...parts, facts, tables, settings: around.phones.settings },
        ...{ publicUrl: configuration.publicUrl ?? null, dutyPhones: new Map() },
        clock: slower(believed, rarer.texts),
        providers: around.phones.providers(isAlive),
      });
      const desk = new BookingDesk({
        ...{ ...parts, configuration, forecast, hallKey, visitors, bookings: tables.bookings },
        texts: () => texts.desk,
      });
      const rated = serveRatings({ ...parts, tables });
      const settings = place.hall.cases;
      const cases = serveCases({
        ...{ ...parts, log: this.#logFor(() => {}), tables, settings, special: () => [] },
        clock: slower(believed, rarer.cases),
      });
      followTickets({ ...parts, tickets: tables.tickets });
      followFigures({ ...parts, figures: tables.figures });
      followMissedBookings({ ...parts, configuration, bookings: tables.bookings });
      followHours({ ...parts, configuration, revs });
      followDayKeys({ ...parts, keys });
      markUnanswered({ ...parts, facts, helpCalls: tables.helpCalls });
      followNotices({ ...parts, ...tables, hall, facts, revs });
      const audit = new Audit(house, clock, hall, complain);
      const approvals = new Approvals(house, clock, dice);
      sweepNowAndThen(
        { ...tables, audit, approvals },
        { ...parts, hall, today, guides: place.hall.guides },
      );
      serveDevices({
        ...{ ...parts, registry: around.devices.registryFor(clock, isAlive), facts, tables },
        ...{ ways: { texts: stripTexts, light: [] } },
        agents: { list: () => [], elsewhere: () => false },
      });
      setPulse({ ...parts, facts }, (pulse) => this.#beat(pulse));
      this.served = { ...rated, cases: cases.keeper, tables };
      const rooms = new Rooms({
        ...{ keeper, facts, clock: believed },
        emit: (room, state) => this.#emit(room, state),
        putOut: (room) => {
          for (const peer of [...this.#membersOf(room)]) peer.ended();
        },
      });
      const beside = { visitors, helpCalls: tables.helpCalls, desk, forecast, texts: texts.desk };
      const count = () => {};
      const ofVisit = { ...parts, ...beside, facts, printing, rooms, count, doors: doorsOf(place) };
      this.#visit = (connection) => new Visit(connection, ofVisit);
    });
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

const slower = (clock: Clock, times: number): Clock => ({
  ...clock,
  setTimeout: (act, ms) => clock.setTimeout(act, ms * times),
});

/** The hall's clock, on which beats come more rarely while nobody is there. */
const restful = ({ time, size }: Place, clock: Clock): Clock => ({
  ...clock,
  setTimeout: (act, ms) => {
    const rarely = ms < beatMsMax && rests(size, time);
    return clock.setTimeout(act, rarely ? ms * nightly : ms);
  },
});

/** A steady beat on the hub's own clock. */
const everyOf =
  (clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>) =>
  (ms: number, act: () => void): (() => void) => {
    let due: unknown;
    const next = () => {
      due = clock.setTimeout(() => {
        act();
        next();
      }, ms);
    };
    next();
    return () => clock.clearTimeout(due);
  };
