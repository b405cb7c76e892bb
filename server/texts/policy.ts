/**
 * Who is told what and when, as pure rules: which text an event asks for, who is near enough to be
 * told, how long a text is of use, and when one that failed is tried again.
 */
import { aheadOf } from '../../core/hall/ahead.ts';
import type { Told } from '../../core/hall/events.ts';
import type { TicketId } from '../../core/hall/ids.ts';
import type { Hall, TicketStatus } from '../../core/hall/state.ts';
import type { TextKind, VisitorKind } from './templates.ts';

const minuteMs = 60_000;
/** Managers are told on the same day still; afterwards the page of cases tells them. */
const dutyMs = 12 * 60 * minuteMs;

/** Later than this it would only confuse; it is not sent any more. */
export const usefulMs: Readonly<Record<TextKind, number>> = {
  taken: 10 * minuteMs,
  ahead: 5 * minuteMs,
  called: 2 * minuteMs,
  missed: 10 * minuteMs,
  rate: 120 * minuteMs,
  test: 5 * minuteMs,
  'bad-rating': dutyMs,
  'failed-errand': dutyMs,
  'new-case': dutyMs,
  'case-amber': dutyMs,
  'case-red': dutyMs,
  alarm: dutyMs,
  'grave-alarm': dutyMs,
  'duty-limit': dutyMs,
};

/** A text that something asks for. Codes and counts only: words are put in as it is sent. */
export interface TextWish {
  readonly ticket: TicketId;
  readonly step: number;
  readonly kind: VisitorKind;
  /** The event that asks for it. */
  readonly seq: number;
  readonly at: number;
  readonly counter: string | null;
  readonly ahead: number | null;
  /** Only who has not been served yet is told. */
  readonly unserved?: true;
}

/** The text that an event asks for; null: none. A recall asks for none: it was told already. */
export function wishOf(event: Told): TextWish | null {
  const { seq, at } = event;
  const of = (kind: VisitorKind, ticket: TicketId, step: number, more: Partial<TextWish> = {}) => ({
    ...{ ticket, step, kind, seq, at, counter: null, ahead: null },
    ...more,
  });
  switch (event.type) {
    case 'ticket-issued':
      return of('taken', event.body.ticket, 0, { ahead: event.body.ahead });
    case 'ticket-called':
      return of('called', event.body.ticket, event.body.step, { counter: event.body.counter });
    case 'ticket-resumed':
      // Who was put aside before being served is called anew, as on the screens (SPEC PARK-4).
      return of('called', event.body.ticket, event.body.step, {
        ...{ counter: event.body.counter, unserved: true },
      });
    case 'ticket-missed':
      return of('missed', event.body.ticket, event.body.step);
    case 'step-finished':
      return of('rate', event.body.ticket, event.body.step, { counter: event.body.counter });
    default:
      return null;
  }
}

/** How long still, in minutes, as far as is known. */
export type Forecasts = ReadonlyMap<TicketId, { readonly low: number }>;

/**
 * Who of these tickets is so near that they are told. Who was so near when taking the number was told
 * then, and is not told twice within a minute.
 */
export function nearOnes(
  hall: Hall,
  asked: Iterable<TicketId>,
  { people, minutes }: { readonly people: number; readonly minutes: number },
  forecasts: Forecasts,
): TextWish[] {
  const wishes: TextWish[] = [];
  for (const id of asked) {
    const ticket = hall.tickets.get(id);
    if (ticket?.status !== 'waiting') continue;
    if (ticket.step === 0 && ticket.ahead <= people) continue;
    const low = forecasts.get(id)?.low ?? null;
    // Who was promised so little when taking knows it; they are told again when few are before them.
    const knows = ticket.step === 0 && ticket.promised !== null && ticket.promised.low <= minutes;
    const soon = !knows && low !== null && low <= minutes;
    const ahead = aheadOf(hall, ticket, soon ? Infinity : people + 1);
    if (ahead === null || (ahead > people && !soon)) continue;
    const { step, orderSeq: seq } = ticket;
    wishes.push({ ticket: id, step, kind: 'ahead', seq, at: hall.at, counter: null, ahead });
  }
  return wishes;
}

const waits: ReadonlySet<TicketStatus> = new Set(['waiting', 'postponed', 'held']);

/** What is asked of a ticket to know whether a text of it still holds. */
export interface Standing {
  readonly status: TicketStatus;
  readonly step: number;
  readonly history: readonly { readonly what: string; readonly at: number }[];
}

/**
 * Whether what a text says is still so: nobody is sent to a counter that has called the next one, nor
 * told of a call, or of a missed one, after which there was another.
 */
export function stillTrue(
  kind: VisitorKind,
  { step, madeAt }: { readonly step: number; readonly madeAt: number },
  ticket: Standing | undefined,
): boolean {
  if (kind === 'test' || kind === 'rate') return true;
  if (ticket === undefined || ticket.step !== step) return false;
  const later = ticket.history.filter(({ at }) => at > madeAt).map(({ what }) => what);
  const anew = kind === 'called' && later.includes('ticket-resumed');
  const again = anew || later.includes(`ticket-${kind}`);
  if (again) return false;
  switch (kind) {
    case 'taken':
      return waits.has(ticket.status);
    case 'ahead':
      return ticket.status === 'waiting';
    case 'called':
      return ticket.status === 'called';
    case 'missed':
      return ticket.status === 'missed';
  }
}

/** How often and how soon a text is tried again. */
export interface Retries {
  readonly times: number;
  readonly firstSeconds: number;
  readonly mostSeconds: number;
}

/** A manager is told when the provider is well again, be it hours later: tried for half a day. */
export const dutyRetries: Retries = { times: 80, firstSeconds: 5, mostSeconds: 600 };

/** How long until the try after so many; null: there is none. */
export function retryAfterMs(tries: number, retries: Retries): number | null {
  if (tries > retries.times) return null;
  const seconds = retries.firstSeconds * 2 ** Math.min(tries - 1, 16);
  return Math.min(seconds, retries.mostSeconds) * 1_000;
}
