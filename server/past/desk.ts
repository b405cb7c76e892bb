/**
 * The hall as it was: any moment of any day that the log holds, for managers. It folds the log anew,
 * beside the keeper and in small slices, makes what screens showed with the very functions that make it
 * live, and writes nothing. How long waits were forecast to be, what devices did and whose cards hung out
 * is not in the log and not shown; emergencies and notices are, out of their tables.
 */
import type { Because } from '../../core/hall/events.ts';
import { type Competitor, competitorsAt } from '../../core/hall/explaining.ts';
import { hallId, kioskId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { type DisplayView, displayView } from '../../core/views/display.ts';
import { type Emergency, type HouseFacts, type Notice, noFacts } from '../../core/views/facts.ts';
import { type KioskView, kioskView } from '../../core/views/kiosk.ts';
import { type LiveView, liveView } from '../../core/views/live.ts';
import { type Names, namesView } from '../../core/views/names.ts';
import { type Posted, postedView } from '../../core/views/posted.ts';
import type { Log } from '../../log/log.ts';
import { LogFailure } from '../../log/log.ts';
import { readDay } from '../cli/recorded.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import { toTold } from '../hall/replay.ts';
import { Tape } from './tape.ts';
import { type PastEvent, toldOf } from './told.ts';

/** Days in memory at a time; the one that nobody has looked at for longest goes first. */
const TAPES_MAX = 2;
/** A day that nobody has looked at for so long is let go. */
const IDLE_MS = 10 * 60_000;
/** Who waits for an answer at a time; one more is told `busy`. */
const ASKING_MAX = 12;
/** Rows read in one go. */
const PAGE_ROWS = 250;
/** A day of more events is not shown: 5,000 numbers make some 25,000. */
export const EVENTS_MAX = 300_000;
const COMPETITORS_MAX = 12;
/** Events that are told before and after the one looked at. */
const AROUND = 4;

export interface PastParts {
  readonly hall: string;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly emergencies: { at(hall: string, at: number): Promise<Emergency | null> };
  readonly notices: { at(hall: string, at: number): Promise<Notice[]> };
}

/** Why somebody was called: the rule that the log tells, and who else could have been. */
export interface Why {
  readonly because: Because;
  /** In the order of the rules; who was called stands first, except one chosen out of turn. */
  readonly competitors: readonly Competitor[];
}

export interface PastMoment {
  readonly seq: number;
  /** Epoch ms: what is shown held then. */
  readonly at: number;
  readonly event: PastEvent;
  readonly around: readonly PastEvent[];
  readonly why: Why | null;
  /** The version of the names that go with it. */
  readonly names: string;
  readonly display: DisplayView;
  readonly posted: Posted;
  readonly live: LiveView;
  /** What every kiosk showed, with a printer that is well: how devices were is not in the log. */
  readonly kiosk: KioskView;
  /** Of each kiosk its notices, the latest first. */
  readonly kioskNotices: Readonly<Record<string, KioskView['notices']>>;
}

/** `busy`: too many look back at once. Null: the log has no such day, or the day no such event. */
export type Found<T> = T | 'busy' | null;

export class PastDesk {
  readonly #parts: PastParts;
  readonly #stream: string;
  /** The one looked at last stands last. */
  readonly #tapes = new Map<string, Tape>();
  #queue: Promise<unknown> = Promise.resolve();
  #asking = 0;
  #idle: unknown = null;

  constructor(parts: PastParts) {
    this.#parts = parts;
    this.#stream = `hall:${parts.hall}`;
  }

  /** Reads a day with these eyes. Fails: `LogFailure`. */
  day<T>(day: string, read: (tape: Tape) => T): Promise<Found<T>> {
    return this.#inTurn(async () => {
      const tape = await this.#tapeOf(day);
      return tape && read(tape);
    });
  }

  /**
   * The hall after this event of the day, at a time (epoch ms) before the next one. Fails: `LogFailure`,
   * `HouseFailure`.
   */
  moment(day: string, seq: number, at: number): Promise<Found<PastMoment>> {
    return this.#inTurn(async () => {
      const tape = await this.#tapeOf(day);
      const told = tape?.at(seq);
      if (!tape || !told) return null;
      const then = Math.max(told.at, Math.min(at, tape.at(seq + 1)?.at ?? at));
      const facts = await this.#factsAt(then);
      const why = told.type === 'ticket-called' ? await this.#whyOf(tape, told) : null;
      const hall = await tape.upTo(seq);
      const around = tape.events.slice(
        Math.max(0, seq - tape.first - AROUND),
        seq - tape.first + AROUND + 1,
      );
      return {
        ...{ seq, at: then, event: toldOf(tape, told), why },
        around: around.map((one) => toldOf(tape, one)),
        names: hall.configuration?.version ?? '',
        display: displayView(hall, facts),
        posted: postedView(hall, facts),
        live: withoutClerks(liveView(hall, facts)),
        ...kioskThen(hall, facts),
      };
    });
  }

  /** The names that the hall's things had after this event. Fails: `LogFailure`. */
  names(day: string, seq: number): Promise<Found<Names>> {
    return this.#inTurn(async () => {
      const tape = await this.#tapeOf(day);
      if (!tape?.at(seq)) return null;
      const { configuration } = await tape.upTo(seq);
      return configuration && namesView(configuration);
    });
  }

  /** What happened to the number with this label, from first to last. Fails: `LogFailure`. */
  ticket(day: string, label: string): Promise<Found<PastEvent[]>> {
    return this.day(day, (tape) => {
      const ticket = tape.ticketOf(label);
      const own = tape.events.filter(({ body }) => 'ticket' in body && body.ticket === ticket);
      return ticket === null ? null : own.map((told) => toldOf(tape, told));
    });
  }

  close(): void {
    this.#parts.clock.clearTimeout(this.#idle);
    this.#tapes.clear();
  }

  async #whyOf(tape: Tape, { seq, at, body }: CallTold): Promise<Why> {
    const before: Hall = await tape.upTo(seq - 1);
    const counter = before.counters.get(body.counter);
    const competitors = counter ? competitorsAt(before, counter, at) : [];
    const own = competitors.findIndex(({ ticket }) => ticket === body.ticket);
    const shown = competitors.slice(0, COMPETITORS_MAX);
    const called = own < COMPETITORS_MAX ? undefined : competitors[own];
    return { because: body.because, competitors: called ? [...shown, called] : shown };
  }

  async #factsAt(at: number): Promise<HouseFacts> {
    const { hall, emergencies, notices, calendar } = this.#parts;
    const emergency = await emergencies.at(hall, at);
    const { date, minute } = calendar(at);
    return {
      ...noFacts,
      ...{ emergency, notices: await notices.at(hall, at), local: { date, minute } },
    };
  }

  /** One after the other: they share the state that is folded. */
  async #inTurn<T>(act: () => Promise<T>): Promise<T | 'busy'> {
    if (this.#asking >= ASKING_MAX) return 'busy';
    this.#asking += 1;
    const mine = this.#queue.then(act);
    this.#queue = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      this.#asking -= 1;
    }
  }

  async #tapeOf(day: string): Promise<Tape | null> {
    const tape = this.#tapes.get(day) ?? (await this.#read(day));
    if (tape === null) return null;
    await this.#readOn(tape);
    this.#tapes.delete(day);
    this.#tapes.set(day, tape);
    const [oldest] = this.#tapes.keys();
    if (this.#tapes.size > TAPES_MAX && oldest !== undefined) this.#tapes.delete(oldest);
    const { clock } = this.#parts;
    clock.clearTimeout(this.#idle);
    this.#idle = clock.setTimeout(() => this.#tapes.clear(), IDLE_MS);
    return tape;
  }

  async #read(day: string): Promise<Tape | null> {
    const { log, hall } = this.#parts;
    const pace = { rows: PAGE_ROWS, rest: this.#rest };
    const events = await readDay(log, this.#stream, day, undefined, pace);
    if (events.length === 0) return null;
    const tape = new Tape(hallId(hall), day, this.#rest);
    tape.add(events);
    return this.#bounded(tape);
  }

  /** What has been added since to a day that is not over. */
  async #readOn(tape: Tape): Promise<void> {
    for (;;) {
      const rows = await this.#parts.log.read(this.#stream, tape.last, PAGE_ROWS);
      const told = rows.map(toTold);
      const over = told.findIndex((one) => one.type === 'day-opened' && one.body.day !== tape.day);
      tape.add(over < 0 ? told : told.slice(0, over));
      this.#bounded(tape);
      if (over >= 0 || rows.length < PAGE_ROWS) return;
      await this.#rest();
    }
  }

  #bounded(tape: Tape): Tape {
    if (tape.events.length <= EVENTS_MAX) return tape;
    throw new LogFailure('unavailable', `a day of more than ${EVENTS_MAX} events is not shown`);
  }

  readonly #rest = (): Promise<void> => new Promise<void>((turn) => this.#parts.clock.soon(turn));
}

type CallTold = Extract<ReturnType<typeof toTold>, { type: 'ticket-called' }>;

function kioskThen(hall: Hall, facts: HouseFacts): Pick<PastMoment, 'kiosk' | 'kioskNotices'> {
  const kiosks = hall.configuration?.kiosks ?? [];
  return {
    kiosk: { ...kioskView(hall, facts, kioskId('')), printer: 'ready' },
    kioskNotices: Object.fromEntries(
      kiosks.map(({ id }) => [id, kioskView(hall, facts, id).notices]),
    ),
  };
}

/** Whoever sat there is a matter of the audit. */
const withoutClerks = (view: LiveView): LiveView => ({
  ...view,
  counters: view.counters.map((counter) => ({ ...counter, clerk: null })),
});
