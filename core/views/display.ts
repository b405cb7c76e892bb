/**
 * What everybody may see: the last calls, who waits by service, what each counter does. The hall
 * screen, the sign over a counter and the public board of the API all show this one view.
 */
import type { CounterId, Label, ServiceId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';

export interface DisplayCall {
  /** The event that called: an announcement is bound to it. */
  readonly seq: number;
  /** Epoch ms, on the hub's clock. */
  readonly at: number;
  readonly label: Label;
  readonly counter: CounterId;
  /** `called`: the visitor is awaited; `serving`; `past`: no longer at that counter. */
  readonly state: 'called' | 'serving' | 'past';
}

export interface DisplayCounter {
  readonly id: CounterId;
  readonly status: 'open' | 'paused';
  /** The label in hand, absent when free. */
  readonly label?: Label;
}

export interface DisplayView {
  readonly open: boolean;
  /** Newest first, at most 12. */
  readonly calls: readonly DisplayCall[];
  /** How many wait, by service; services that nobody waits for are left out. */
  readonly waiting: readonly { readonly service: ServiceId; readonly count: number }[];
  /** Counters that are staffed; the others are closed. */
  readonly counters: readonly DisplayCounter[];
}

export function displayView(hall: Hall): DisplayView {
  return {
    open: hall.day?.open ?? false,
    calls: hall.calls.map(({ seq, at, ticket, label, counter }) => {
      const { status, counter: where } = hall.tickets.get(ticket) ?? {};
      const here = where === counter && (status === 'called' || status === 'serving');
      return { seq, at, label, counter, state: here ? status : 'past' };
    }),
    waiting: waitingByService(hall),
    counters: [...hall.counters.values()].flatMap(({ id, status, inHand }) => {
      if (status === 'closed') return [];
      const ticket = inHand === null ? undefined : hall.tickets.get(inHand);
      return [{ id, status, ...(ticket ? { label: ticket.label } : {}) }];
    }),
  };
}

/** Waiting tickets by service, those sent to one counter included. */
export function waitingByService(hall: Hall): { service: ServiceId; count: number }[] {
  const counts = new Map<ServiceId, number>();
  for (const [service, line] of hall.lines) counts.set(service, line.length);
  for (const line of hall.sentLines.values()) {
    for (const { ticket } of line) {
      const sent = hall.tickets.get(ticket);
      const service = sent?.steps[sent.step];
      if (service !== undefined) counts.set(service, (counts.get(service) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([service, count]) => (count > 0 ? [{ service, count }] : []));
}
