/**
 * A snapshot set out in typed arrays, so that a hundred runs of a full hall take milliseconds: lines,
 * tickets and what each counter may call from, by number. Nothing here changes during a run.
 */
import type { NeedId, TicketId } from '../ids.ts';
import { bookedComes, type SnapCounter, type Snapshot, type SnapTicket } from './snapshot.ts';

/** How a counter comes to a line, as in `Source`; `helps`: only while `overflow` does not lead there. */
export const how = { own: 0, sent: 1, overflow: 2, helps: 3, helpsOrOverflow: 4 } as const;
/** Who may come during a run, at most. */
const comingMax = 400;

export interface Board {
  readonly snapshot: Snapshot;
  /** Lines: service (-1: sent to a counter), class, needs as bits, and whose line of those sent it is. */
  readonly lineService: Int32Array;
  readonly lineClass: Int32Array;
  readonly lineNeeds: Int32Array;
  readonly lineCounter: Int32Array;
  readonly linePromise: Float64Array;
  readonly lineCount: number;
  /** Tickets: those in lines and hands, then newcomers that are asked about, then who may yet come. */
  readonly at: Float64Array;
  readonly seq: Float64Array;
  readonly marks: Int32Array;
  /** The line that it waits in first, and where its further steps lead: from `stepsFrom` to `stepsTo`. */
  readonly line: Int32Array;
  readonly stepsFrom: Int32Array;
  readonly stepsTo: Int32Array;
  readonly stepLine: Int32Array;
  /** The service that it is at in the beginning: the line of those sent to a counter does not say. */
  readonly service: Int32Array;
  /** What is asked of it: an index into the answers, or -1. */
  readonly target: Int32Array;
  readonly ticketCount: number;
  /** From here on newcomers that nobody has to wait for: asked about only. */
  readonly ghostFrom: number;
  readonly dueFrom: number;
  readonly comingFrom: number;
  readonly targets: readonly Target[];
  /** In the order of the lines: the lines' tickets as linked lists. */
  readonly head: Int32Array;
  readonly tail: Int32Array;
  readonly next: Int32Array;
  readonly overtaken: Int32Array;
  /** By service. */
  readonly waiting: Int32Array;
  /** By counter: from `sourceFrom[c]` to `sourceFrom[c + 1]`. */
  readonly sourceFrom: Int32Array;
  readonly sourceLine: Int32Array;
  readonly sourceHow: Int32Array;
  /**
   * Sources of one counter that age alone puts in order (one way, class and promise), side by side:
   * by counter from `groupFrom[c]` to `groupFrom[c + 1]`, each up to the source `groupTo`.
   */
  readonly groupFrom: Int32Array;
  readonly groupTo: Int32Array;
  /** Whether the way may be closed at times, by overflow or needs. */
  readonly groupGated: Uint8Array;
  readonly offers: Int32Array;
  readonly serves: readonly ReadonlySet<number>[];
  /** When who is awaited comes, and how surely. */
  readonly dueAt: Float64Array;
  readonly dueOdds: Float64Array;
  /** Who may come: one draw of eight bits gives the line. */
  readonly comingLine: Int32Array;
  readonly comingPerMs: number;
}

export interface Target {
  readonly ticket: TicketId | null;
  readonly service: number;
  readonly class: number;
}

/** Sets the snapshot out; newcomers of these classes are asked about, in every service. */
export function boardOf(snapshot: Snapshot, newcomers: readonly number[]): Board {
  const lines = new Lines(snapshot);
  const rows: Row[] = [];
  const targets: Target[] = [];
  for (const line of snapshot.lines) {
    const at = lines.at(line.service, line.class, line.needs, line.counter);
    for (const ticket of line.tickets) {
      const service = ticket.services[0] ?? 0;
      rows.push({ ...rowOf(lines, ticket), line: at, target: targets.length });
      targets.push({ ticket: ticket.ticket, service, class: line.class });
    }
  }
  const waitingTo = rows.length;
  for (const { hand } of snapshot.counters) if (hand) rows.push(rowOf(lines, hand.ticket));
  const ghostFrom = rows.length;
  for (const ticketClass of newcomers) {
    snapshot.services.forEach((_, service) => {
      const line = lines.at(service, ticketClass, [], -1);
      // Behind everybody who is there.
      rows.push({ ...bare(line, snapshot.at, snapshot.seq + 1), target: targets.length });
      targets.push({ ticket: null, service, class: ticketClass });
    });
  }
  const dueFrom = rows.length;
  const due = awaited(snapshot, lines);
  for (const { row } of due) rows.push(row);
  const comingFrom = rows.length;
  const coming = comingLines(snapshot, lines);
  if (coming.perMs > 0) {
    for (let n = 0; n < comingMax; n += 1) rows.push(bare(0, snapshot.at, snapshot.seq + 3 + n));
  }
  const ofLines = lines.arrays();
  const ofTickets = ticketArrays(rows);
  const standing = linked(rows, lines, {
    ...{ waitingTo, from: ghostFrom, to: dueFrom, services: snapshot.services.length },
  });
  const ways = sources(snapshot, lines);
  // Written out, field by field: an object put together from others is slow to read from.
  return {
    snapshot,
    lineService: ofLines.lineService,
    lineClass: ofLines.lineClass,
    lineNeeds: ofLines.lineNeeds,
    lineCounter: ofLines.lineCounter,
    linePromise: ofLines.linePromise,
    lineCount: ofLines.lineCount,
    at: ofTickets.at,
    seq: ofTickets.seq,
    marks: ofTickets.marks,
    line: ofTickets.line,
    stepsFrom: ofTickets.stepsFrom,
    stepsTo: ofTickets.stepsTo,
    stepLine: ofTickets.stepLine,
    service: ofTickets.service,
    target: ofTickets.target,
    ticketCount: ofTickets.ticketCount,
    ghostFrom,
    dueFrom,
    comingFrom,
    targets,
    head: standing.head,
    tail: standing.tail,
    next: standing.next,
    overtaken: standing.overtaken,
    waiting: standing.waiting,
    sourceFrom: ways.sourceFrom,
    sourceLine: ways.sourceLine,
    sourceHow: ways.sourceHow,
    groupFrom: ways.groupFrom,
    groupTo: ways.groupTo,
    groupGated: ways.groupGated,
    offers: ways.offers,
    serves: ways.serves,
    dueAt: Float64Array.from(due, ({ comesAt }) => comesAt),
    dueOdds: Float64Array.from(due, ({ odds }) => odds),
    comingLine: coming.line,
    comingPerMs: coming.perMs,
  };
}

interface Row {
  readonly at: number;
  readonly seq: number;
  readonly marks: number;
  readonly line: number;
  readonly service: number;
  readonly steps: readonly number[];
  readonly target: number;
}

const bare = (line: number, at: number, seq: number): Row => ({
  ...{ at, seq, marks: 0, line, service: 0, steps: [], target: -1 },
});

function rowOf(
  lines: Lines,
  { at, seq, marks, class: ticketClass, needs, services }: SnapTicket,
): Row {
  const steps = services.slice(1).map((service) => lines.at(service, ticketClass, needs, -1));
  const line = services[0] === undefined ? 0 : lines.at(services[0], ticketClass, needs, -1);
  return { at, seq, marks, line, service: services[0] ?? 0, steps, target: -1 };
}

interface Awaited {
  readonly row: Row;
  readonly comesAt: number;
  readonly odds: number;
}

/** Who comes into line at a known time: bookings, and who has asked for some more minutes. */
function awaited({ at, seq, due, returning }: Snapshot, lines: Lines): Awaited[] {
  const booked = due.map(({ service, class: ticketClass, slotAt }) => ({
    row: bare(lines.at(service, ticketClass, [], -1), slotAt, seq + 2),
    comesAt: Math.max(at, slotAt - bookedComes.beforeMs),
    odds: bookedComes.odds,
  }));
  const back = returning.map(({ ticket, counter, at: until }) => {
    const row = rowOf(lines, ticket);
    const line = counter < 0 ? row.line : lines.at(-1, ticket.class, [], counter);
    return { row: { ...row, line }, comesAt: Math.max(at, until), odds: 1 };
  });
  return [...booked, ...back].toSorted((a, b) => a.comesAt - b.comesAt);
}

interface LineRow {
  readonly service: number;
  readonly class: number;
  readonly needs: number;
  readonly counter: number;
}

/** Lines by number, made as they are asked for. */
class Lines {
  readonly #snapshot: Snapshot;
  readonly #known = new Map<string, number>();
  readonly #rows: LineRow[] = [];
  readonly #needs: NeedId[] = [];

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  at(service: number, ticketClass: number, needs: readonly NeedId[], counter: number): number {
    const bits = this.bits(needs);
    const key = `${service},${ticketClass},${bits},${counter}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.#rows.length);
    this.#rows.push({ service, class: ticketClass, needs: bits, counter });
    return this.#rows.length - 1;
  }

  /** Of more than 31 kinds of needs the rest are passed over. */
  bits(needs: readonly NeedId[]): number {
    let bits = 0;
    for (const need of needs) {
      if (!this.#needs.includes(need)) this.#needs.push(need);
      const index = this.#needs.indexOf(need);
      if (index < 31) bits |= 1 << index;
    }
    return bits;
  }

  get rows(): readonly LineRow[] {
    return this.#rows;
  }

  arrays() {
    const of = (pick: (row: LineRow) => number) => Int32Array.from(this.#rows, pick);
    const { services } = this.#snapshot;
    const least = Math.min(...services.map(({ promiseMs }) => promiseMs));
    return {
      lineService: of(({ service }) => service),
      lineClass: of((row) => row.class),
      lineNeeds: of(({ needs }) => needs),
      lineCounter: of(({ counter }) => counter),
      linePromise: Float64Array.from(
        this.#rows,
        ({ service }) => services[service]?.promiseMs ?? least,
      ),
      lineCount: this.#rows.length,
    };
  }
}

function ticketArrays(rows: readonly Row[]) {
  const from = new Int32Array(rows.length);
  const to = new Int32Array(rows.length);
  const steps: number[] = [];
  rows.forEach((row, index) => {
    from[index] = steps.length;
    steps.push(...row.steps);
    to[index] = steps.length;
  });
  return {
    at: Float64Array.from(rows, ({ at }) => at),
    seq: Float64Array.from(rows, ({ seq }) => seq),
    marks: Int32Array.from(rows, ({ marks }) => marks),
    line: Int32Array.from(rows, ({ line }) => line),
    service: Int32Array.from(rows, ({ service }) => service),
    target: Int32Array.from(rows, ({ target }) => target),
    stepsFrom: from,
    stepsTo: to,
    stepLine: Int32Array.from(steps),
    ticketCount: rows.length,
  };
}

/** The lines as they stand at the beginning, newcomers at their ends. */
function linked(
  rows: readonly Row[],
  lines: Lines,
  {
    waitingTo,
    from,
    to,
    services,
  }: { waitingTo: number; from: number; to: number; services: number },
) {
  const count = lines.rows.length;
  const head = new Int32Array(count).fill(-1);
  const tail = new Int32Array(count).fill(-1);
  const next = new Int32Array(rows.length).fill(-1);
  const overtaken = new Int32Array(count);
  const waiting = new Int32Array(services);
  const stand = (index: number) => {
    const { line = 0, marks = 0 } = rows[index] ?? {};
    const last = tail[line] ?? -1;
    if (last < 0) head[line] = index;
    else next[last] = index;
    tail[line] = index;
    overtaken[line] = (overtaken[line] ?? 0) + marks;
  };
  for (let index = 0; index < waitingTo; index += 1) {
    stand(index);
    const service = lines.rows[rows[index]?.line ?? 0]?.service ?? -1;
    if (service >= 0) waiting[service] = (waiting[service] ?? 0) + 1;
  }
  for (let index = from; index < to; index += 1) stand(index);
  return { head, tail, next, overtaken, waiting };
}

/** What every counter may call from, as `sourcesOf` in capable.ts says. */
function sources(snapshot: Snapshot, lines: Lines) {
  const { lineService, lineClass, lineNeeds, linePromise, lineCounter } = lines.arrays();
  const sourceFrom = [0];
  const sourceLine: number[] = [];
  const sourceHow: number[] = [];
  const groupFrom = [0];
  const groupTo: number[] = [];
  const groupGated: number[] = [];
  snapshot.counters.forEach((counter, index) => {
    const groups = new Map<string, { gated: boolean; way: number; lines: number[] }>();
    const add = (line: number, way: number) => {
      const gated = way !== how.sent && (way >= how.overflow || lineNeeds[line] !== 0);
      const key = `${way},${lineClass[line]},${linePromise[line]},${gated}`;
      const group = groups.get(key) ?? { gated, way, lines: [] };
      group.lines.push(line);
      groups.set(key, group);
    };
    lineCounter.forEach((to, line) => {
      if (to === index) add(line, how.sent);
    });
    for (const { service, way } of waysOf(counter)) {
      lineService.forEach((of, line) => {
        if (of === service) add(line, way);
      });
    }
    for (const group of groups.values()) {
      sourceLine.push(...group.lines);
      sourceHow.push(...group.lines.map(() => group.way));
      groupTo.push(sourceLine.length);
      groupGated.push(group.gated ? 1 : 0);
    }
    sourceFrom.push(sourceLine.length);
    groupFrom.push(groupTo.length);
  });
  return {
    sourceFrom: Int32Array.from(sourceFrom),
    sourceLine: Int32Array.from(sourceLine),
    sourceHow: Int32Array.from(sourceHow),
    groupFrom: Int32Array.from(groupFrom),
    groupTo: Int32Array.from(groupTo),
    groupGated: Uint8Array.from(groupGated),
    offers: Int32Array.from(snapshot.counters, ({ offers }) => lines.bits(offers)),
    serves: snapshot.counters.map(({ own, helps }) => new Set([...own, ...helps])),
  };
}

function waysOf({ own, overflow, helps }: SnapCounter): { service: number; way: number }[] {
  const further = overflow.filter((service) => !own.includes(service));
  const last = helps.filter((service) => !own.includes(service));
  return [
    ...own.map((service) => ({ service, way: how.own })),
    ...further.map((service) => ({ service, way: how.overflow })),
    ...last.map((service) => ({
      service,
      way: further.includes(service) ? how.helpsOrOverflow : how.helps,
    })),
  ];
}

function comingLines(snapshot: Snapshot, lines: Lines): { line: Int32Array; perMs: number } {
  const { arrivals } = snapshot;
  const perMs = arrivals.reduce((sum, arrival) => sum + arrival.perMs, 0);
  const line = new Int32Array(256);
  let index = 0;
  let passed = arrivals[0]?.perMs ?? 0;
  for (let at = 0; at < line.length && perMs > 0; at += 1) {
    while (passed < ((at + 0.5) / line.length) * perMs && index < arrivals.length - 1) {
      index += 1;
      passed += arrivals[index]?.perMs ?? 0;
    }
    const { service = 0, class: ticketClass = 0 } = arrivals[index] ?? {};
    line[at] = lines.at(service, ticketClass, [], -1);
  }
  return { line, perMs };
}
