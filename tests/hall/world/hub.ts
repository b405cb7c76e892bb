/**
 * One hub process, put together as server/hub.ts does it, with the real keeper, rooms, visits, pulse,
 * printing and followers, and pretend lines to the log, the tables, the printers and the peers. It can
 * die at any moment; then nothing of it happens any more.
 */
import type { KioskId } from '../../../core/hall/ids.ts';
import type { Pulse, Reply, State } from '../../../core/wire/messages.ts';
import type { PhoneReply } from '../../../core/wire/phone.ts';
import type { Scan } from '../../../core/wire/scan.ts';
import { steadyClock } from '../../../drivers/clock.ts';
import { Cards } from '../../../server/devices/cards.ts';
import { Scans } from '../../../server/devices/scans.ts';
import { serveDevices } from '../../../server/devices/serve.ts';
import { followTickets, type TicketsFollowerParts } from '../../../server/followers/tickets.ts';
import { adoptingAsks } from '../../../server/hall/adopting.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { DayKeys } from '../../../server/hall/day-key.ts';
import { putInForce } from '../../../server/hall/in-force.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { Alarms } from '../../../server/house/alarms.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { Forecasts } from '../../../server/house/forecasts.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Revs } from '../../../server/house/rev.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import type { Texting } from '../../../server/people/taking.ts';
import { Visitors } from '../../../server/people/visitors.ts';
import { WatchList } from '../../../server/people/watch-list.ts';
import { Printing } from '../../../server/printing/printing.ts';
import { cardActs } from '../../../server/sockets/card.ts';
import type { Doors } from '../../../server/sockets/hello.ts';
import { setPulse } from '../../../server/sockets/pulse.ts';
import { Rooms } from '../../../server/sockets/rooms.ts';
import { type Connection, Visit } from '../../../server/sockets/visit.ts';
import { stripTexts } from './devices.ts';
import { staff, theHall, timeZone } from './hall.ts';
import { HubLog } from './log.ts';
import { driverOf } from './printers.ts';
import type { Promises } from './promises.ts';
import { hubTables } from './tables.ts';
import { everyOf } from './time.ts';
import type { World } from './world.ts';

/** Where a hub's words to one peer go. */
export interface PeerEnd {
  state(state: State): void;
  pulse(pulse: Pulse): void;
  scanned(scan: Scan): void;
  /** The hub puts the peer out. */
  ended(): void;
}

/** A peer's connection at the hub's end. */
export interface HubEnd {
  hello(message: unknown): Promise<object>;
  command(message: unknown): Promise<PhoneReply>;
  reprint(message: unknown): Promise<Reply>;
  /** Of cards and scans. */
  ask(event: string, message: unknown): Promise<object>;
  /** The hub has noticed that the line is gone. */
  gone(): void;
}

const calendar = calendarOf(timeZone);

/** Who shows what: `kiosk=door`, `staff=staff-1`. */
const doors: Doors = {
  kioskOf: async (cookies) => (shownIn(cookies, 'kiosk') as KioskId | null) ?? null,
  clerkOf: async (cookies) => {
    const id = shownIn(cookies, 'staff');
    const person = staff.find((one) => one.id === id);
    return person ? { id: person.id, role: person.role } : null;
  },
  mayWatch: async () => false,
};

function shownIn(cookies: string | undefined, name: string): string | null {
  return cookies?.startsWith(`${name}=`) ? cookies.slice(name.length + 1) : null;
}

/** A hub's place in the machine room: it holds these kiosks' printers, and its clock differs by so much. */
export interface HubSite {
  readonly name: string;
  readonly kiosks: readonly KioskId[];
  readonly aheadMs: number;
}

export class Hub {
  readonly name: string;
  readonly keeper: Keeper;
  readonly facts: Facts;
  readonly edition: number;
  /** By the world's time. */
  readonly startedAt: number;
  readonly guard: ClockGuard;
  readonly #world: World;
  readonly #members = new Map<string, Set<PeerEnd>>();
  readonly #peers = new Set<PeerEnd>();
  readonly #rooms: Rooms;
  readonly #printing: Printing;
  readonly #helpCalls: HelpCalls;
  readonly #visitors: Visitors;
  readonly #desk: BookingDesk;
  readonly #forecast: ReturnType<Promises['begin']>;
  readonly #clock;
  #cards: Cards | null = null;
  #scans: Scans | null = null;
  #texting: Texting | null = null;
  #alive = true;
  #listens = false;

  constructor(world: World, site: HubSite) {
    this.name = site.name;
    this.edition = world.edition;
    this.startedAt = world.time.now;
    this.#world = world;
    const isAlive = () => this.#alive;
    const clock = world.time.clockFor(isAlive, site.aheadMs);
    const complain = (what: string, error: unknown) => {
      if (isAlive()) world.complaint(this, what, error);
    };
    this.guard = new ClockGuard(clock, complain);
    this.guard.start();
    const { guard } = this;
    // What screens are told of the time is what the events are stamped by.
    const shown = { ...clock, now: () => guard.now() };
    this.#clock = shown;
    const log = new HubLog(world, isAlive, site.name);
    const house = hubTables(world, isAlive);
    const revs = new Revs(house, { every: everyOf(clock) });
    const jobs = new PrintJobs(house, revs, clock);
    const devices = new DeviceStates(house, revs, clock);
    const { chance: dice, links } = world;
    this.keeper = Keeper.start({ hall: theHall, log, clock, dice, calendar, guard, complain });
    const parts = { keeper: this.keeper, clock: shown, dice, links, complain, log };
    const help = new HelpCalls({ house, revs, clock, dice });
    this.#helpCalls = help;
    const hallKey = Buffer.alloc(32, 7);
    this.#visitors = new Visitors({
      ...{ keeper: this.keeper, hallKey, complain, watchList: new WatchList(house, clock, dice) },
      keys: new DayKeys({ house, hall: theHall, hallKey, dice }),
    });
    this.facts = new Facts({ hall: theHall, revs, devices, jobs, help, clock, complain });
    this.facts.follow(() => {
      this.#forecast?.showed(this.facts.now.forecast);
      world.moved();
    });
    const forecasts = new Forecasts(house);
    this.#forecast = world.promises.begin(site.name, { ...parts, facts: this.facts, forecasts });
    this.#desk = new BookingDesk({
      ...{ ...parts, guard, calendar, hallKey, visitors: this.#visitors },
      ...this.#told(),
      bookings: new Bookings(house, clock, dice),
      configuration: world.configuration(this.edition),
    });
    const printers = new Map(
      world.machines
        .filter(({ kiosk }) => site.kiosks.includes(kiosk))
        .map((machine) => [machine.kiosk, driverOf(machine, world, isAlive)]),
    );
    this.#printing = new Printing({ ...parts, facts: this.facts, jobs, devices, revs, printers });
    this.#rooms = new Rooms({
      keeper: this.keeper,
      facts: this.facts,
      clock: shown,
      emit: (room, state) => this.#emit(room, state),
      putOut: (room) => {
        for (const peer of [...this.#membersOf(room)]) peer.ended();
      },
    });
    void this.#begin(parts, new Tickets(house, new Cursors(house)), () => {
      world.cases?.begin({ name: site.name, keeper: this.keeper, clock, guard, isAlive, complain });
      world.ratings?.begin({
        ...{ name: site.name, keeper: this.keeper, clock: shown, facts: this.facts },
        ...{ isAlive, complain },
      });
      this.#texting =
        world.texts?.begin({
          ...{ name: site.name, keeper: this.keeper, clock: shown, facts: this.facts },
          ...{ isAlive, complain, die: () => world.crash(this, 1_500) },
        }) ?? null;
      world.hooks?.begin({
        ...{ name: site.name, keeper: this.keeper, clock: shown },
        ...{ isAlive, complain, die: () => world.crash(this, 1_500) },
      });
      world.duty?.begin({
        ...{ name: site.name, keeper: this.keeper, clock: shown },
        ...{ isAlive, complain, die: () => world.crash(this, 1_500) },
      });
      const registry = world.devices.registryFor(site.name, steadyClock(clock), isAlive);
      if (world.cards) {
        const today = () => calendar(guard.now()).date;
        const { chance } = world.cards;
        this.#cards = new Cards({ readers: registry.readers(), clock, dice: chance, today });
        this.#scans = new Scans(registry.scanners());
      }
      serveDevices({
        ...{ ...parts, keeper: this.#keypadsKeeper(), calendar, complain, facts: this.facts },
        registry,
        ways: { texts: stripTexts, light: [] },
        agents: { list: () => [], elsewhere: () => false },
        tables: {
          ...{ deviceStates: devices, ratings: new Ratings(house, clock) },
          alarms: new Alarms({ house, revs, clock, dice }),
        },
      });
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Whether a peer would reach it. */
  get listens(): boolean {
    return this.#alive && this.#listens;
  }

  /** The process is gone: no word, no timer, no paper of it any more. */
  die(): void {
    this.#alive = false;
    this.#world.trace(`${this.name} dies`);
    for (const peer of this.#peers) peer.ended();
    this.#peers.clear();
  }

  /** A peer connects. */
  connect(cookies: string | undefined, peer: PeerEnd): HubEnd {
    const { keeper, facts } = this;
    let open = true;
    const connection: Connection = {
      cookies,
      isOpen: () => open,
      join: (rooms) => {
        for (const room of rooms) this.#membersOf(room).add(peer);
      },
      leave: (rooms) => {
        for (const room of rooms) this.#membersOf(room).delete(peer);
      },
      send: (state) => peer.state(this.#world.shown(this, state)),
      scanned: (scan) => peer.scanned(scan),
      end: () => peer.ended(),
    };
    const { links, chance: dice } = this.#world;
    const printing = this.#printing;
    const complain = (what: string, error: unknown) => this.#world.complaint(this, what, error);
    const parts = { keeper, facts, printing, links, dice, complain, doors, clock: this.#clock };
    const beside = { visitors: this.#visitors, helpCalls: this.#helpCalls, desk: this.#desk };
    const cards = this.#cards ? { cards: this.#cards } : {};
    const scans = this.#scans ? { scans: this.#scans } : {};
    const texts = this.#texting;
    const people = { ...beside, ...this.#told(), ...cards, ...scans, texts };
    const count = () => {};
    const visit = new Visit(connection, { ...parts, ...people, rooms: this.#rooms, count });
    this.#peers.add(peer);
    return {
      hello: (message) => visit.hello(message),
      command: (message) => visit.command(message),
      reprint: (message) => visit.reprint(message),
      ask: (event, message) => {
        if (event === 'match-card') return visit.match(message);
        const card = cardActs.find((act) => act === event);
        return card ? visit.card(card, message) : visit.scan('hear-scans', message);
      },
      gone: () => {
        open = false;
        this.#peers.delete(peer);
        for (const members of this.#members.values()) members.delete(peer);
        visit.ended();
      },
    };
  }

  /** What the agent of a kiosk asks; it is answered as over its socket. */
  async agentAsks(kiosk: KioskId, event: string, message: unknown): Promise<unknown> {
    const asks = adoptingAsks({ keeper: this.keeper, clock: this.#clock, calendar });
    const answer = asks[event as keyof typeof asks];
    try {
      return await answer(kiosk, message);
    } catch (error) {
      this.#world.complaint(this, `${event} could not be answered`, error);
      return { failed: 'unavailable' };
    }
  }

  /** Who tells of the wait, on days on which somebody does. */
  #told() {
    return this.#forecast ? { forecast: this.#forecast } : {};
  }

  /** What keypads ask for are wishes too; the world has to know of them. */
  #keypadsKeeper(): Pick<Keeper, 'hall' | 'follow' | 'look' | 'submit'> {
    const { keeper } = this;
    return {
      hall: keeper.hall,
      follow: (follower) => keeper.follow(follower),
      look: (at) => keeper.look(at),
      submit: async (submitted) => {
        const { by, requestId, command } = submitted;
        this.#world.wishes.set(`${by.kind}:${by.id}:${requestId}`, command.type);
        const settled = await keeper.submit(submitted);
        if ('ok' in settled) this.#world.devices.done(command);
        return settled;
      },
    };
  }

  async #begin(
    parts: Omit<TicketsFollowerParts, 'tickets' | 'calendar'>,
    tickets: Tickets,
    beginDevices: () => void,
  ): Promise<void> {
    const world = this.#world;
    try {
      await this.#printing.start();
    } catch (error) {
      // As in a machine room: the process ends, and whoever watches over it starts it again.
      return world.failedToStart(this, error);
    }
    await this.facts.refresh();
    const configuration = world.configuration(this.edition);
    putInForce({ ...parts, dice: world.chance, configuration });
    followTickets({ ...parts, tickets, calendar });
    setPulse({ ...parts, facts: this.facts }, (pulse) => {
      world.pulsed(this);
      for (const peer of this.#membersOf('seated')) peer.pulse(pulse);
    });
    beginDevices();
    this.#listens = true;
    world.trace(`${this.name} listens`);
  }

  #emit(room: string, state: State): void {
    if (!this.#alive) return;
    const said = this.#world.shown(this, state, room);
    for (const peer of this.#membersOf(room)) peer.state(said);
  }

  #membersOf(room: string): Set<PeerEnd> {
    let members = this.#members.get(room);
    if (!members) {
      members = new Set();
      this.#members.set(room, members);
    }
    return members;
  }
}
