/**
 * A whole hall in one process: time, chance and weather, the log and the tables on their disks, the
 * machines with their paper, the hub processes, and the judge. What was acknowledged, shown or printed
 * is judged in the moment in which it happens; `checks.ts` judges what must hold when it is calm.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import { emptyHall, type Hall } from '../../../core/hall/state.ts';
import type { State } from '../../../core/wire/messages.ts';
import type { Row } from '../../../log/log.ts';
import { type MemoryStore, memoryStore } from '../../../log/memory.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { toTold } from '../../../server/hall/replay.ts';
import { AwayKiosk } from './away.ts';
import { localOf } from './books.ts';
import { HallCards } from './cards.ts';
import { HallCases, hasCases } from './cases.ts';
import { Chance } from './chance.ts';
import { Crowd, hasCrowd } from './crowd.ts';
import { HallDevices } from './devices.ts';
import { HallDuty, hasDuty } from './duty.ts';
import { configurationOf, kiosks, staff, theHall } from './hall.ts';
import { HallHooks, hasHooks } from './hooks.ts';
import { Hub, type HubSite } from './hub.ts';
import { Ledger } from './ledger.ts';
import { Lock } from './log.ts';
import { Machine, type Printed } from './printers.ts';
import { Promises } from './promises.ts';
import { HallRatings, hasRatings } from './ratings.ts';
import { Screens } from './screens.ts';
import { SetClocks } from './set-clocks.ts';
import type { TablesFile } from './tables.ts';
import { HallTexts, hasTexts } from './texts.ts';
import { Time } from './time.ts';
import { drawWeather, type Weather } from './weather.ts';

/** 2026-11-18 00:00 in Shanghai. */
const midnight = Date.UTC(2026, 10, 17, 16);
/** No simulated day has half as many; more is a hub that talks to itself. */
const rowsMax = 3_000;

/** From the log's confirmation to the pulse; an append under way may have to wait for another's lost commit. */
const pulseLagMs = 2_600;

/** The first day that may have card readers and a scanner. */
const cardsFrom = 10;

/** Wishes that may be granted already. */
const nothingToDo: ReadonlySet<string> = new Set([
  ...['sign-in', 'open-day', 'set-services', 'tell-forecast', 'change-class', 'settle-adopted'],
]);

/** What was found wrong: which invariant, and how it was seen. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
  readonly at: number;
}

/** An answer that was given. */
export interface Acknowledged {
  readonly cmd: string;
  readonly seq: number;
  readonly ticket: string | null;
  readonly label: string | null;
}

export class World {
  readonly chance: Chance;
  /** Of the kiosk that goes on by itself, and of its manager. */
  readonly apart: Chance;
  /** What visitors do with their phones, so that a day goes on alike beside it. */
  readonly phones: Chance;
  readonly weather: Weather;
  readonly time: Time;
  readonly setClocks: SetClocks;
  readonly store: MemoryStore = memoryStore();
  readonly lock = new Lock();
  readonly file: TablesFile;
  readonly tablesLock = new Lock();
  readonly links = linksOf(new Uint8Array(32).fill(7));
  readonly machines: readonly Machine[];
  readonly devices: HallDevices;
  /** Readers and a scanner, on days on which the hall has them. */
  readonly cards: HallCards | null;
  /** Of bad ratings and failed errands, on days on which that is played. */
  readonly cases: HallCases | null;
  /** Ratings on tablets and phones, on days on which that is played; their cases are then played too. */
  readonly ratings: HallRatings | null;
  /** What visitors are told by text, on days on which that is played. */
  readonly texts: HallTexts | null;
  readonly hooks: HallHooks | null;
  /** Many who come at once, on days of large forecasts. */
  readonly crowd: Crowd | null;
  /** What managers are told by text, on some of the days of cases. */
  readonly duty: HallDuty | null;
  /** The kiosk with a stand-in, on days on which it has one. */
  readonly away: AwayKiosk | null;
  readonly hubs: Hub[] = [];
  readonly sites: readonly HubSite[];
  readonly ledger: Ledger;
  /** The state as the log alone tells it, row by row. */
  readonly shadow = emptyHall(theHall);
  readonly screens: Screens;
  readonly promises: Promises;
  readonly violations: Violation[] = [];
  /** Every wish ever made, by `kind:id:request`, with what was wished; the hubs' own apart. */
  readonly wishes = new Map<string, string>();
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Who works here, with names that must not come out. */
  readonly people = staff;
  readonly questions = new Set<{ readonly hub: Hub; readonly what: string }>();
  readonly slips: Printed[] = [];
  /** The labels issued, by the secret in their link. */
  readonly #secrets = new Map<string, string>();
  readonly reprints = new Set<string>();
  edition = 0;
  storm = false;
  logAway = 0;
  logAwaySince = 0;
  tablesAway = 0;
  crashes = 0;
  /** When an event was written, its writer heard of it, or a house fact was told last, by `time.now`. */
  movedAt = 0;
  readonly #say: ((line: string) => void) | null;

  constructor(seed: number, file: TablesFile, say: ((line: string) => void) | null) {
    this.chance = new Chance(seed);
    this.apart = new Chance(seed + 1_000_000);
    this.phones = new Chance(seed + 2_000_000);
    this.weather = drawWeather(this.chance, this.apart);
    this.time = new Time(midnight - this.weather.beforeMidnightMs);
    this.setClocks = new SetClocks(this.time);
    this.file = file;
    this.#say = say;
    this.ledger = new Ledger(
      (invariant, what) => this.fail(invariant, what),
      () => this.time.now,
    );
    this.screens = new Screens(this);
    this.promises = new Promises(seed, {
      now: () => this.time.now,
      turns: () => this.time.turns,
      clockSet: (ms) => this.setClocks.setWithin(ms),
      fail: (invariant, what) => this.fail(invariant, what),
    });
    // The last kiosk has no printer.
    this.machines = kiosks.slice(0, 2).map((kiosk) => new Machine(kiosk, this));
    this.sites = Array.from({ length: this.weather.hubs }, (_, index) => ({
      name: `hub-${index + 1}`,
      kiosks: this.weather.hubs === 1 ? kiosks : [kiosks[index] ?? theOnly],
      aheadMs: index * this.chance.whole(-300, 300),
    }));
    this.devices = new HallDevices(this);
    const cards = new Chance(seed + 3_000_000);
    // The first days are without, so that what is looked for there first is found as fast as before.
    const has = cards.hit(0.06) && seed >= cardsFrom;
    this.cards = has ? new HallCards(this, cards) : null;
    const rated = hasRatings(seed);
    this.ratings = rated ? new HallRatings(this, new Chance(seed + 6_000_000)) : null;
    const withCases = rated || hasCases(seed);
    this.cases = withCases ? new HallCases(this, new Chance(seed + 4_000_000)) : null;
    this.texts = hasTexts(seed) ? new HallTexts(this, new Chance(seed + 5_000_000)) : null;
    this.hooks = hasHooks(seed) ? new HallHooks(this, new Chance(seed + 8_000_000)) : null;
    this.crowd = hasCrowd(seed) ? new Crowd(this, new Chance(seed + 9_000_000)) : null;
    this.duty = hasDuty(seed) ? new HallDuty(this, new Chance(seed + 7_000_000)) : null;
    this.away = this.weather.awayMs === null ? null : new AwayKiosk(this, this.apart);
    this.trace(JSON.stringify(this.weather));
  }

  get names(): string[] {
    const phones = [...(this.texts?.phones ?? []), ...(this.duty?.phones ?? [])];
    return [...this.people.map(({ name }) => name), ...phones];
  }

  get stopped(): boolean {
    return this.violations.length > 0;
  }

  // Handed around one by one, hence arrows.
  readonly stormy = (): boolean => this.storm;
  readonly awayUntil = (): number => this.logAway;
  readonly tablesAwayUntil = (): number => this.tablesAway;

  moved(): void {
    this.movedAt = this.time.now;
  }

  trace(what: string): void {
    this.#say?.(`${(this.time.now / 1_000).toFixed(3).padStart(9)}  ${what}`);
  }

  fail(invariant: string, what: string): void {
    this.trace(`VIOLATION ${invariant}: ${what}`);
    this.violations.push({ invariant, what, at: this.time.now });
  }

  setWall(byMs: number): void {
    this.trace(`the wall clock is set by ${byMs} ms`);
    this.time.setWall(byMs);
    this.setClocks.set(byMs);
  }

  /** The configuration in one of its editions. */
  configuration(edition = this.edition): Configuration {
    const { neverCloses, holiday, peopleMax, beforeMidnightMs } = this.weather;
    const { minute } = localOf(midnight - beforeMidnightMs);
    const cards = this.cards !== null;
    return configurationOf({ neverCloses, edition, minute, holiday, peopleMax, cards });
  }

  startHubs(): void {
    for (const site of this.sites) this.startHub(site);
  }

  startHub(site: HubSite): void {
    this.trace(`${site.name} starts with edition ${this.edition}`);
    const running = this.hubs.findIndex(({ name }) => name === site.name);
    const hub = new Hub(this, site);
    if (running < 0) this.hubs.push(hub);
    else this.hubs[running] = hub;
  }

  /** Ends the hub as `kill -9` does, and starts it again later. */
  crash(hub: Hub, backMs: number): void {
    if (!hub.alive) return;
    this.crashes += 1;
    hub.die();
    this.time.after(backMs, () => {
      const site = this.sites.find(({ name }) => name === hub.name);
      if (site) this.startHub(site);
    });
  }

  failedToStart(hub: Hub, error: unknown): void {
    this.complaint(hub, 'it cannot start', error);
    this.crash(hub, 1_000);
  }

  /** A hub that a peer reaches now; null when none listens. */
  reachable(): Hub | null {
    const listening = this.hubs.filter((hub) => hub.listens);
    return listening.length === 0 ? null : this.chance.pick(listening);
  }

  complaint(hub: Hub, what: string, error: unknown): void {
    this.trace(`${hub.name} complains: ${what}: ${said(error)}`);
    this.cards?.complained(`${what} ${said(error)}`);
    // The world may fail; a bug is ours. `failed: bug` must never be answered.
    const world = error instanceof Error && /LogFailure|HouseFailure/.test(error.name);
    if (error instanceof Error && !world) this.fail('no-bugs', `${what}: ${error.stack}`);
  }

  /** Told of every commit in the moment in which it stands. */
  readonly committed = (rows: readonly Row[], hub: string): void => {
    this.moved();
    for (const row of rows) {
      const read = JSON.parse(JSON.stringify(row)) as Row;
      this.trace(`${row.seq} ${row.type} ${JSON.stringify(shortened(row))} [${row.cmd}]`);
      this.ledger.add(read);
      if (this.ledger.rows > rowsMax) this.fail('log-stays-small', `${rowsMax} rows in one day`);
      if (row.type === 'ticket-issued') {
        const { ticket, label } = read.body as EventBodies['ticket-issued'];
        this.#secrets.set(this.links.secretOf(ticket), label);
      }
      if (row.type === 'ticket-adopted') {
        this.away?.adopted(row.cmd, read.body as EventBodies['ticket-adopted']);
      }
      this.#judgeWish(read, hub);
      this.promises.committed(read, hub);
      if (!row.cmd.startsWith('hub:') && !this.wishes.has(row.cmd)) {
        this.fail('one-request-one-deed', `row ${row.seq}: nobody wished ${row.cmd}`);
      }
      try {
        evolve(this.shadow, toTold(read));
      } catch (error) {
        this.fail('log-can-be-replayed', `row ${row.seq} (${row.type}): ${said(error)}`);
      }
    }
    this.devices.committed(rows, this.shadow);
    this.cards?.committed(rows);
    this.cases?.committed(rows);
    this.ratings?.committed(rows);
    this.texts?.committed(rows);
    this.hooks?.committed(rows);
  };

  /** A row against what was wished: who chose out of turn, and whether the clock had a say in it. */
  #judgeWish(row: Row, hub: string): void {
    if (row.type === 'ticket-called') {
      const { because } = row.body as EventBodies['ticket-called'];
      const byHand = this.wishes.get(row.cmd) === 'call-ticket';
      if (byHand !== (because.rule === 'chosen')) {
        this.fail('because-true', `row ${row.seq}: ${because.rule}, chosen by hand: ${byHand}`);
      }
    }
    const living = this.hubs.find(({ name }) => name === hub);
    if (row.cmd.startsWith('hub:clock:') && this.setClocks.disputed(living?.startedAt ?? 0)) {
      const what = `${hub} lets time act by row ${row.seq} (${row.type}), its clock just set`;
      this.fail('clock-is-believed', what);
    }
  }

  /** Told of everything that a hub was asked; gives what is to be called when it has answered. */
  asked(hub: Hub, what: string): () => void {
    const question = { hub, what };
    this.questions.add(question);
    return () => this.questions.delete(question);
  }

  /** What a living hub was asked and has not answered. */
  unanswered(): string[] {
    return [...this.questions].flatMap(({ hub, what }) => (hub.alive ? [what] : []));
  }

  /** Told of every answer in the moment in which a hub gives it; `since`: the log's end when it was asked. */
  answered(cmd: string, reply: object, since: number): void {
    this.trace(`answer to ${cmd}: ${JSON.stringify(reply)}`);
    if ('failed' in reply && reply.failed === 'bug') this.fail('no-bugs', `${cmd} met a bug`);
    const rows = this.#rowsOf(cmd);
    if (!('ok' in reply)) {
      if ('refused' in reply && rows.some(({ row }) => row.seq <= since)) {
        this.fail('refusals-leave-no-trace', `${cmd} was refused and stands in the log`);
      }
      return;
    }
    const { seq, ticket = null, label = null } = reply as unknown as Acknowledged;
    this.judgeAcknowledged({ cmd, seq, ticket, label });
    const before = this.acknowledged.get(cmd);
    if (before && (before.ticket !== ticket || before.label !== label)) {
      this.fail('one-request-one-deed', `${cmd} was answered ${before.label}, then ${label}`);
    }
    this.acknowledged.set(cmd, { cmd, seq, ticket, label });
  }

  judgeAcknowledged({ cmd, seq, ticket, label }: Acknowledged): void {
    if (seq > this.ledger.rows) {
      this.fail('acknowledged-is-durable', `${cmd} at ${seq}, the log ends at ${this.ledger.rows}`);
    }
    const rows = this.#rowsOf(cmd);
    const idle = nothingToDo.has(this.wishes.get(cmd) ?? '');
    if (rows.length === 0 && !idle) {
      this.fail('acknowledged-is-durable', `${cmd} is not in the log`);
    }
    if (label === null) return;
    const told = rows.some(({ row }) => {
      const body = row.body as { ticket?: string; label?: string };
      return body.ticket === ticket && body.label === label;
    });
    if (!told) this.fail('acknowledged-is-durable', `${cmd}: ${label} is not in the log`);
  }

  /** Told of every state in the moment in which a hub sends it; gives it as it arrives. */
  shown(hub: Hub, state: State, room?: string): State {
    return this.screens.sent(hub, state, room);
  }

  /** Told of every pulse: it says that the log has confirmed its head just now. */
  pulsed(hub: Hub): void {
    const away = this.logAway > this.time.now && this.time.now - this.logAwaySince > pulseLagMs;
    // A slow append holds the confirmation up; on such days a pulse may be a little old.
    if (away && this.weather.appendSlow === 0) {
      this.fail('pulse-is-proof', `${hub.name} beats while the log is away`);
    }
  }

  /** Told of every slip before its first byte goes out. */
  printing(slip: Printed): void {
    const secret = slip.link.slice(slip.link.lastIndexOf('/') + 1);
    if (this.#secrets.get(secret) !== slip.label)
      this.fail('printed-is-durable', `${slip.label} is printed, but not in the log`);
    const alike = this.slips.filter((one) => one.link === slip.link && !one.reprint);
    if (!slip.reprint && alike.length > 0) {
      this.fail('printed-once', `${slip.label} is printed again by itself`);
    }
    this.slips.push(slip);
  }

  get hall(): Hall {
    return this.shadow as Hall;
  }

  #rowsOf(cmd: string) {
    return this.store.streams.get(`hall:${theHall}`)?.deeds.get(cmd) ?? [];
  }
}

const theOnly = kiosks[0] as (typeof kiosks)[number];

const shortened = ({ body }: Row): object => {
  const { configuration, ...rest } = body as Record<string, unknown>;
  return configuration ? { ...rest, configuration: '…' } : rest;
};

const said = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
