/**
 * From a forecast to what is shown of it: each range stands as long as it is about right, and what was
 * shown of a ticket is remembered until the ticket is called.
 */
import type { Range } from '../../../core/hall/events.ts';
import type { ClassId, ServiceId, TicketId } from '../../../core/hall/ids.ts';
import { rounded, type Shown, steady } from '../../../core/hall/waiting/shown.ts';
import type { Forecast } from '../../../core/hall/waiting.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import type { ForecastRow } from '../../house/forecasts.ts';

/** Ranges of one ticket that are written down, at the most. */
const rowsATicketMax = 24;

export interface Published {
  readonly shown: HouseFacts['forecast'];
  /** Whether anything differs from what was shown before. */
  readonly changed: boolean;
  /** What has been shown of tickets for the first time now. */
  readonly rows: readonly ForecastRow[];
}

type ShownTicket = Shown & { readonly rows: number };

export class Publishing {
  #services = new Map<ServiceId, Shown>();
  #tickets = new Map<TicketId, ShownTicket>();

  /** What is shown from now on. Who does not wait any more is forgotten. */
  publish(forecast: Forecast, ordinary: ClassId): Published {
    const { at } = forecast;
    let changed = false;
    const services = new Map<ServiceId, Shown>();
    for (const [service, classes] of forecast.newcomers) {
      const fresh = classes.get(ordinary);
      if (!fresh) continue;
      const before = this.#services.get(service) ?? null;
      const now = steady(before, fresh, at);
      changed ||= now !== before;
      services.set(service, now);
    }
    const tickets = new Map<TicketId, ShownTicket>();
    const rows: ForecastRow[] = [];
    for (const [ticket, fresh] of forecast.tickets) {
      const before = this.#tickets.get(ticket) ?? null;
      const now = steady(before, fresh, at);
      if (before !== null && now === before) {
        tickets.set(ticket, before);
        continue;
      }
      changed = true;
      const count = (before?.rows ?? 0) + 1;
      tickets.set(ticket, { ...now, rows: count });
      const { low, high } = now;
      if (count <= rowsATicketMax) rows.push({ ticket, at, low, high });
    }
    changed ||= services.size !== this.#services.size || tickets.size !== this.#tickets.size;
    this.#services = services;
    this.#tickets = tickets;
    return { shown: { services: ranges(services), tickets: ranges(tickets) }, changed, rows };
  }
}

/** What a newcomer is promised; null where nothing is known. */
export function promiseIn(
  forecast: Forecast,
  service: ServiceId,
  ticketClass: ClassId,
): Range | null {
  const fresh = forecast.newcomers.get(service)?.get(ticketClass);
  return fresh ? rounded(fresh) : null;
}

const ranges = <Id>(shown: ReadonlyMap<Id, Range>): ReadonlyMap<Id, Range> =>
  new Map([...shown].map(([id, { low, high }]) => [id, { low, high }]));
