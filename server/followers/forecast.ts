/**
 * How long still, kept up to date beside the hall: it learns from the log, simulates in slices of a few
 * milliseconds, and shows what has changed. Nobody waits for it, and a hall without it goes on.
 */
import { ordinaryOf } from '../../core/hall/capable.ts';
import type { Range } from '../../core/hall/events.ts';
import type { ClassId, ServiceId } from '../../core/hall/ids.ts';
import { type Due, type Snapshot, snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { type Forecast, Forecasting } from '../../core/hall/waiting.ts';
import type { Log } from '../../log/log.ts';
import type { Clock } from '../hall/clock.ts';
import type { Change, Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';
import type { CalledRow, ForecastRow, Forecasts } from '../house/forecasts.ts';
import { History } from './forecast/history.ts';
import { Publishing, promiseIn } from './forecast/publishing.ts';

/** It holds the thread no longer than this at a time. */
const sliceMs = 4;
/** After a change it begins so soon, but never more often than that; and ages move without a change. */
const waitMs = { change: 300, again: 15_000, ages: 30_000, failure: 10_000 };
/** Rules are told once a minute at the most. */
const tellMs = 60_000;
/** Bookings are asked for so often, and the table is swept. */
const bookingsMs = 60_000;
const pruneMs = 3_600_000;
/** A forecast that is older than this promises nothing. */
const staleMs = 120_000;
/** Rows that wait to be written, at the most. */
const rowsMax = 5_000;

export interface ForecastParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'follow' | 'submit'>;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly facts: Pick<Facts, 'showForecast'>;
  readonly forecasts: Pick<Forecasts, 'add' | 'score' | 'prune'>;
  /** Bookings that may still come, from this time on; left out: there are none. */
  readonly due?: (now: number) => Promise<readonly Due[]>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

export class ForecastFollower {
  readonly #parts: ForecastParts;
  readonly #history: History;
  readonly #publishing = new Publishing();
  readonly #unfollow: () => void;
  #forecast: Forecast | null = null;
  #ordinary: ClassId | null = null;
  #timer: unknown = null;
  /** When the timer wakes it, by the clock that does not jump. */
  #wakesAt = Number.POSITIVE_INFINITY;
  #running = false;
  #changed = false;
  #ended = false;
  /** When the last one began, by the clock that does not jump. */
  #began = Number.NEGATIVE_INFINITY;
  #told = Number.NEGATIVE_INFINITY;
  #pruned = Number.NEGATIVE_INFINITY;
  #due: { readonly at: number; readonly bookings: readonly Due[] } | null = null;
  #rows: ForecastRow[] = [];
  #calls: CalledRow[] = [];

  constructor(parts: ForecastParts) {
    this.#parts = parts;
    this.#history = new History(parts.log, `hall:${parts.keeper.hall}`);
    this.#unfollow = parts.keeper.follow((change) => this.#hear(change));
    this.#wake(0);
  }

  /**
   * What somebody who takes a number now is told, in minutes; null while nothing is known. `undefined`
   * stands for the ordinary class.
   */
  promisedFor(service: ServiceId, ticketClass: ClassId | undefined): Range | null {
    const forecast = this.#forecast;
    const asked = ticketClass ?? this.#ordinary;
    if (forecast === null || asked === null) return null;
    if (this.#parts.clock.now() - forecast.at > staleMs) return null;
    return promiseIn(forecast, service, asked);
  }

  end(): void {
    this.#ended = true;
    this.#unfollow();
    this.#parts.clock.clearTimeout(this.#timer);
  }

  #hear({ events }: Change): void {
    this.#history.hear(events);
    for (const event of events) {
      if (event.type !== 'ticket-called') continue;
      this.#calls.push({ ticket: event.body.ticket, calledAt: event.at });
    }
    this.#changed = true;
    if (this.#running || this.#ended) return;
    const since = this.#parts.clock.monotonic() - this.#began;
    this.#wake(Math.max(waitMs.change, waitMs.again - since));
  }

  /** What is due sooner stays so: a rush, with a change in every moment, would put it off for ever. */
  #wake(ms: number): void {
    const { clock } = this.#parts;
    const at = clock.monotonic() + ms;
    if (at >= this.#wakesAt) return;
    this.#wakesAt = at;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    const { clock, complain } = this.#parts;
    this.#running = true;
    this.#changed = false;
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#began = clock.monotonic();
    let again: number | null = waitMs.failure;
    try {
      again = (await this.#forecastOnce()) ? waitMs.ages : null;
    } catch (error) {
      complain('the forecast could not be made', error);
    } finally {
      this.#running = false;
    }
    if (this.#ended) return;
    const since = clock.monotonic() - this.#began;
    if (this.#changed) this.#wake(Math.max(waitMs.change, waitMs.again - since));
    else if (again !== null) this.#wake(again);
  }

  /** Learns, simulates, shows; false while no day is open, so that nothing changes until one is. */
  async #forecastOnce(): Promise<boolean> {
    const { keeper, clock } = this.#parts;
    const head = await keeper.look(({ seq }) => seq);
    while (!this.#ended && (await this.#history.page(head))) await this.#breathe();
    const now = clock.now();
    const due = await this.#bookings(now);
    const looked = await keeper.look((hall) => {
      if (!hall.day?.open || hall.configuration === null) return null;
      const rules = hall.configuration.tideRules.map(({ service }) => service);
      const ordinary = ordinaryOf(hall)?.id ?? null;
      // Who came between the two looks is learnt of the next time.
      return { snapshot: snapshotOf(hall, this.#history.learned, now, due), rules, ordinary };
    });
    if (looked === null || this.#ended) {
      this.#forecast = null;
      return false;
    }
    const forecast = await this.#simulate(looked.snapshot);
    if (forecast === null) return false;
    this.#forecast = forecast;
    this.#ordinary = looked.ordinary;
    if (looked.ordinary !== null) this.#show(forecast, looked.ordinary);
    this.#tell(forecast, looked.rules);
    await this.#write();
    return true;
  }

  /** Null when it has ended meanwhile. */
  async #simulate(snapshot: Snapshot): Promise<Forecast | null> {
    const { clock } = this.#parts;
    const forecasting = new Forecasting(snapshot, { seed: snapshot.seq, everyClass: true });
    let began = clock.monotonic();
    while (!forecasting.goOn()) {
      if (this.#ended) return null;
      if (clock.monotonic() - began < sliceMs) continue;
      await this.#breathe();
      began = clock.monotonic();
    }
    return forecasting.result();
  }

  #show(forecast: Forecast, ordinary: ClassId): void {
    const { shown, changed, rows } = this.#publishing.publish(forecast, ordinary);
    if (changed) this.#parts.facts.showForecast(shown);
    if (this.#rows.length < rowsMax) this.#rows.push(...rows);
  }

  /** What the rules of the tide go by. Of several hubs that tell the same minute, one is heard. */
  #tell(forecast: Forecast, services: readonly ServiceId[]): void {
    const { keeper, clock, complain } = this.#parts;
    const ordinary = this.#ordinary;
    if (services.length === 0 || ordinary === null) return;
    if (clock.monotonic() - this.#told < tellMs) return;
    const forecasts = [...new Set(services)].flatMap((service) => {
      const spread = forecast.newcomers.get(service)?.get(ordinary);
      return spread ? [{ service, minutes: Math.round(spread.p50) }] : [];
    });
    if (forecasts.length === 0) return;
    this.#told = clock.monotonic();
    const requestId = `minute-${Math.floor(forecast.at / tellMs)}`;
    const by = { kind: 'hub', id: 'forecast' } as const;
    void keeper
      .submit({ command: { type: 'tell-forecast', forecasts }, by, requestId })
      .then((answer) => {
        if ('failed' in answer && answer.failed === 'bug')
          complain('the tide was not told', answer);
      });
  }

  async #write(): Promise<void> {
    const { keeper, forecasts, clock } = this.#parts;
    const [rows, calls] = [this.#rows, this.#calls];
    this.#rows = [];
    this.#calls = [];
    if (rows.length > 0) await forecasts.add(keeper.hall, rows);
    if (calls.length > 0) await forecasts.score(keeper.hall, calls);
    if (clock.monotonic() - this.#pruned < pruneMs) return;
    this.#pruned = clock.monotonic();
    await forecasts.prune(keeper.hall, clock.now());
  }

  async #bookings(now: number): Promise<readonly Due[]> {
    if (this.#parts.due === undefined) return [];
    if (this.#due === null || now - this.#due.at >= bookingsMs || now < this.#due.at) {
      this.#due = { at: now, bookings: await this.#parts.due(now) };
    }
    return this.#due.bookings;
  }

  /** Lets everybody else have the thread. */
  #breathe(): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.soon(resolve));
  }
}
