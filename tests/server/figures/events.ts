/**
 * Events for tests of figures: written by hand, a minute as the unit of time, so that every figure can
 * be reckoned in one's head.
 */
import type { EventBodies, EventType, Told } from '../../../core/hall/events.ts';
import { Fold } from '../../../server/figures/fold.ts';
import { localOf } from '../../../server/figures/follow.ts';
import { addSums, type Sums } from '../../../server/figures/sums.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { smallHall } from '../../core/halls.ts';

export const minuteMs = 60_000;
/** 09:00 in Shanghai. */
export const nine = Date.parse('2026-11-17T09:00:00+08:00');
export const local = localOf(calendarOf('Asia/Shanghai'));

type Loose<T> = { readonly [K in keyof T]?: unknown };

/** A log by hand: `at` in minutes after nine. */
export class Written {
  readonly told: Told[] = [];

  add<T extends EventType>(at: number, type: T, body: Loose<EventBodies[T]>): this {
    const told = { seq: this.told.length + 1, at: nine + at * minuteMs, type, body };
    this.told.push(told as unknown as Told);
    return this;
  }

  opens(at: number, day = '2026-11-17', crossing: object = {}, neverCloses = false): this {
    const configuration = { ...smallHall(), neverCloses };
    const crosses = { tickets: [], counters: [], overtaken: [], ...crossing };
    return this.add(at, 'day-opened', { day, configuration, crossing: crosses });
  }

  issues(at: number, ticket: string, more: object = {}): this {
    return this.add(at, 'ticket-issued', {
      ...{ ticket, label: ticket, class: 'ordinary', orderAt: nine + at * minuteMs },
      ...{ steps: [{ step: 0, service: 'a', items: ['i1'] }], booking: null, promised: null },
      ...{ origin: { kind: 'kiosk', id: 'k' }, assisted: false, ...more },
    });
  }

  calls(at: number, ticket: string, counter = '1', rule = 'oldest'): this {
    return this.add(at, 'ticket-called', { ticket, step: 0, counter, because: { rule } as never });
  }

  on<T extends EventType>(at: number, type: T, ticket: string, more: object = {}): this {
    const body = { ticket, step: 0, counter: '1', ...more };
    return this.add(at, type, body as Loose<EventBodies[T]>);
  }
}

/** All that comes of it at once: facts, and the sums of one row. */
export function folded({ told }: Written) {
  const fold = new Fold(local);
  for (const one of told) fold.take(one);
  const { facts, sums } = fold.drain();
  const of = (dim: string, key = '', span = '2026-11-17'): Sums => {
    const all: Sums = {};
    for (const row of sums.rows()) {
      if (row.dim === dim && row.key === key && row.span === span) addSums(all, row.sums);
    }
    return all;
  };
  return { facts, of, state: fold.state };
}
