/**
 * How long still: what a hundred runs of the hall say about each waiting ticket, and about who would
 * come now. SPEC: WAIT.
 */
import type { ClassId, ServiceId, TicketId } from './ids.ts';
import { boardOf, type Target } from './waiting/board.ts';
import { horizonMs, Simulation } from './waiting/simulation.ts';
import { marginOf, type Snapshot } from './waiting/snapshot.ts';

const minuteMs = 60_000;
/** So many runs give a bound to about two minutes in an hour. */
const runsUsual = 100;
/** A step of the simulation is one call or so; this many take about a millisecond. */
const stepsAtOnce = 2_000;

/** Minutes until the call: in half of the cases no longer than `p50`, in four of five no longer than `p80`. */
export interface Spread {
  readonly p50: number;
  readonly p80: number;
}

export interface Forecast {
  readonly at: number;
  /** Those that wait; one that nobody may call within hours has none. */
  readonly tickets: ReadonlyMap<TicketId, Spread>;
  /** Who would come now, by service and class. */
  readonly newcomers: ReadonlyMap<ServiceId, ReadonlyMap<ClassId, Spread>>;
}

export interface Wish {
  readonly seed: number;
  readonly runs?: number;
  /** Whether every class but the green one is asked about, not the ordinary one alone. */
  readonly everyClass?: boolean;
}

/** The forecast in the making: to be gone on with until it is done, in as small pieces as one likes. */
export class Forecasting {
  readonly #snapshot: Snapshot;
  readonly #simulation: Simulation;

  constructor(snapshot: Snapshot, { seed, runs = runsUsual, everyClass = false }: Wish) {
    this.#snapshot = snapshot;
    const asked = snapshot.classes.flatMap(({ kind }, index) => {
      const wanted = kind === 'ordinary' || (everyClass && kind !== 'green');
      return wanted ? [index] : [];
    });
    this.#simulation = new Simulation(boardOf(snapshot, asked), { runs, seed });
  }

  /** Goes on for about a millisecond; true when it is done. */
  goOn(): boolean {
    return this.#simulation.advance(stepsAtOnce);
  }

  /** What has come out; only when it is done. */
  result(): Forecast {
    const { board, waits, runs } = this.#simulation;
    const tickets = new Map<TicketId, Spread>();
    const newcomers = new Map<ServiceId, Map<ClassId, Spread>>();
    const column = new Float32Array(runs);
    board.targets.forEach((target, index) => {
      for (let run = 0; run < runs; run += 1) {
        column[run] = waits[run * board.targets.length + index] ?? horizonMs;
      }
      const spread = this.#spread(column.sort(), target);
      if (spread === null) return;
      if (target.ticket !== null) tickets.set(target.ticket, spread);
      else this.#put(newcomers, target, spread);
    });
    return { at: this.#snapshot.at, tickets, newcomers };
  }

  #put(into: Map<ServiceId, Map<ClassId, Spread>>, target: Target, spread: Spread): void {
    const service = this.#snapshot.services[target.service]?.service;
    const ticketClass = this.#snapshot.classes[target.class]?.id;
    if (service === undefined || ticketClass === undefined) return;
    const known = into.get(service) ?? new Map<ClassId, Spread>();
    into.set(service, known.set(ticketClass, spread));
  }

  #spread(sorted: Float32Array, target: Target): Spread | null {
    const service = this.#snapshot.services[target.service]?.service;
    const ticketClass = this.#snapshot.classes[target.class]?.id;
    if (service === undefined || ticketClass === undefined) return null;
    const [middle, high] = [quantile(sorted, 0.5), quantile(sorted, 0.8)];
    if (high >= horizonMs) return null;
    const margin = marginOf(this.#snapshot, service, ticketClass);
    const p50 = (middle / minuteMs) * Math.exp(margin.low);
    return { p50, p80: Math.max(p50, (high / minuteMs) * Math.exp(margin.high)) };
  }
}

/** The whole forecast at once. */
export function forecastOf(snapshot: Snapshot, wish: Wish): Forecast {
  const forecasting = new Forecasting(snapshot, wish);
  while (!forecasting.goOn());
  return forecasting.result();
}

function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? horizonMs;
  const high = sorted[Math.ceil(at)] ?? horizonMs;
  return low + (high - low) * (at - Math.floor(at));
}
