/**
 * Who says how long a newcomer will wait: the product's forecast, three baselines as they are usual,
 * and the oracle that knows the world. Each says minutes.
 */
import { aheadOfNew } from '../../core/hall/ahead.ts';
import { servicesOf } from '../../core/hall/capable.ts';
import type { Told } from '../../core/hall/events.ts';
import { classId, type ServiceId, type TicketId } from '../../core/hall/ids.ts';
import { nothingLearned } from '../../core/hall/waiting/learned.ts';
import { learn } from '../../core/hall/waiting/learning.ts';
import { type Snapshot, snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { type Forecast, forecastOf, type Spread } from '../../core/hall/waiting.ts';
import type { DayAt } from './day.ts';
import { oracleSnapshot } from './oracle.ts';
import { minuteMs } from './world.ts';

const everyMs = 3_000;

/** The forecast as the hub's follower makes it: learnt from the log, not oftener than every 3 s. */
export class Product {
  readonly learned = nothingLearned();
  #last: { readonly at: number; readonly seq: number; readonly forecast: Forecast } | null = null;

  heard(told: Told): void {
    learn(this.learned, told);
  }

  now({ hall, at, due }: DayAt): Forecast {
    const last = this.#last;
    const fresh =
      last && (at - last.at < everyMs || last.seq === hall.seq) && at - last.at < 30_000;
    if (last && fresh && at >= last.at) return last.forecast;
    const snapshot = snapshotOf(hall, this.learned, at, due);
    const forecast = forecastOf(snapshot, { seed: hall.seq, everyClass: true });
    this.#last = { at, seq: hall.seq, forecast };
    return forecast;
  }

  asked(day: DayAt, service: ServiceId, ticketClass: string): Spread | null {
    return this.now(day).newcomers.get(service)?.get(classId(ticketClass)) ?? null;
  }
}

/** What is true instead of what was learnt, through the same simulation. */
export function oracle(day: DayAt, service: ServiceId, ticketClass: string): number | null {
  const snapshot: Snapshot = oracleSnapshot(day);
  const forecast = forecastOf(snapshot, { seed: day.hall.seq, everyClass: true });
  return forecast.newcomers.get(service)?.get(classId(ticketClass))?.p50 ?? null;
}

interface Waited {
  readonly service: ServiceId;
  readonly class: string;
  readonly minutes: number;
}

/** Queue length times mean service over counters; the last to enter service; a rolling average. */
export class Baselines {
  readonly #calledAt = new Map<TicketId, number>();
  readonly #issued = new Map<TicketId, { at: number; service: ServiceId; class: string }>();
  readonly #hands = new Map<ServiceId, number[]>();
  #waited: Waited[] = [];

  heard(told: Told): void {
    if (told.type === 'day-opened') {
      this.#waited = [];
      this.#issued.clear();
    } else if (told.type === 'ticket-issued') {
      const service = told.body.steps[0]?.service;
      if (service)
        this.#issued.set(told.body.ticket, { at: told.at, service, class: told.body.class });
    } else if (told.type === 'ticket-called') {
      this.#calledAt.set(told.body.ticket, told.at);
      const issued = this.#issued.get(told.body.ticket);
      this.#issued.delete(told.body.ticket);
      if (!issued) return;
      const { service, class: ticketClass, at } = issued;
      this.#waited.push({ service, class: ticketClass, minutes: (told.at - at) / minuteMs });
    } else if (told.type === 'step-finished') this.#finished(told.body.ticket, told.at);
  }

  #finished(ticket: TicketId, at: number): void {
    const called = this.#calledAt.get(ticket);
    const service = this.#services.get(ticket);
    if (called === undefined || service === undefined) return;
    const known = this.#hands.get(service) ?? [];
    this.#hands.set(service, [...known, (at - called) / minuteMs].slice(-200));
  }

  readonly #services = new Map<TicketId, ServiceId>();
  given(ticket: TicketId, service: ServiceId): void {
    this.#services.set(ticket, service);
  }

  asked({ hall, at }: DayAt, service: ServiceId, ticketClass: string) {
    const wish = { class: classId(ticketClass), needs: [], orderAt: at };
    const ahead = aheadOfNew(hall, service, wish, at);
    const able = [...hall.counters.values()].filter(
      (counter) => counter.status === 'open' && servicesOf(hall, counter).includes(service),
    );
    const free = ahead === 0 && able.some(({ inHand }) => inHand === null);
    const hands = this.#hands.get(service) ?? [];
    const usual = hall.services.get(service)?.standardMinutes ?? 10;
    const mean = (hands.reduce((sum, one) => sum + one, 0) + 3 * usual) / (hands.length + 3);
    const same = this.#waited.filter((one) => one.service === service && one.class === ticketClass);
    const recent = (same.length > 0 ? same : this.#waited.filter((one) => one.service === service))
      .slice(-6)
      .map(({ minutes }) => minutes);
    const average = recent.reduce((sum, one) => sum + one, 0) / Math.max(1, recent.length);
    return {
      'queue length': free ? 0 : ((ahead + 1) * mean) / Math.max(1, able.length),
      'last to enter service': free ? 0 : (recent.at(-1) ?? 0),
      'rolling average': free ? 0 : average,
    };
  }
}
