/**
 * `jinghao explain`: a ticket's story as the log tells it, for whoever has to answer "why before me?".
 * Who was called while it waited, by whom it could have been called, and the rule that chose. Counters,
 * labels and codes; never a person.
 */
import { serviceOf } from '../../core/hall/calling.ts';
import { sourcesOf } from '../../core/hall/capable.ts';
import type { Configuration, Texts } from '../../core/hall/configuration.ts';
import type { EventBodies, Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import type { HallId, ReasonId, TicketId } from '../../core/hall/ids.ts';
import { compareAge, placesOf } from '../../core/hall/line.ts';
import { byVisitor } from '../../core/hall/moving.ts';
import { emptyHall, type Hall } from '../../core/hall/state.ts';
import { type StoryTexts, storyTexts } from './explain-texts.ts';
import type { Opening } from './recorded.ts';
import type { Tongue } from './words.ts';

const minuteMs = 60_000;

export interface Asking {
  readonly hall: HallId;
  /** A ticket's id, or the label it bears on that day. */
  readonly ticket: string;
  readonly language: Tongue;
}

/** The id of the ticket that is meant in these events; null when none bears it. A label's latest counts. */
export function findTicket(events: readonly Told[], meant: string): TicketId | null {
  let found: TicketId | null = null;
  const look = (ticket: { id: TicketId; label: string }) => {
    if (ticket.id === meant || ticket.label === meant) found = ticket.id;
  };
  for (const { type, body } of events) {
    if (type === 'ticket-issued' || type === 'ticket-adopted')
      look({ id: body.ticket, label: body.label });
    if (type === 'day-opened') body.crossing.tickets.forEach(look);
  }
  return found;
}

/** The story in lines; null when no ticket in these events is meant. */
export function story(
  events: readonly Told[],
  { hall, ticket: meant, language }: Asking,
): string[] | null {
  const id = findTicket(events, meant);
  if (id === null) return null;
  const state = emptyHall(hall);
  const teller = new Teller(id, state as Hall, language);
  for (const told of events) {
    const lines = teller.before(told);
    evolve(state, told);
    teller.after(told, lines);
  }
  return teller.lines;
}

/** Tells what concerns one ticket, event by event, on the state before each and after it. */
class Teller {
  readonly lines: string[] = [];
  readonly #id: TicketId;
  readonly #hall: Hall;
  readonly #language: Tongue;
  readonly #texts: StoryTexts;
  /** Since when it waits; null while it does not. */
  #waits: number | null = null;
  #before = { inTurn: 0, overtook: 0 };

  constructor(id: TicketId, hall: Hall, language: Tongue) {
    this.#id = id;
    this.#hall = hall;
    this.#language = language;
    this.#texts = storyTexts[language];
  }

  /** What has to be told from the state in which the event was decided. */
  before(told: Told): string[] {
    if (told.type !== 'ticket-called' || told.body.ticket === this.#id) return [];
    const line = this.#otherCalled(told.body, told.at);
    return line === null ? [] : [line];
  }

  after(told: Told, lines: readonly string[]): void {
    const own = 'ticket' in told.body && told.body.ticket === this.#id;
    const words = own ? this.#own(told) : this.#around(told);
    for (const line of [...lines, ...words]) this.lines.push(`${this.#time(told.at)}  ${line}`);
  }

  /** Somebody else is called by a counter that could have called this one. */
  #otherCalled({ ticket, counter, label, because }: EventBodies['ticket-called'], at: number) {
    const mine = this.#hall.tickets.get(this.#id);
    const other = this.#hall.tickets.get(ticket);
    const place = this.#hall.counters.get(counter);
    if (mine?.status !== 'waiting' || !other || !place) return null;
    const could = sourcesOf(this.#hall, place, at).some(({ line }) =>
      placesOf(line).some((one) => one.ticket === this.#id),
    );
    if (!could) return null;
    const younger =
      compareAge(
        { at: other.orderAt, seq: other.orderSeq },
        { at: mine.orderAt, seq: mine.orderSeq },
      ) > 0;
    this.#before[younger ? 'overtook' : 'inTurn'] += 1;
    const why = this.#texts.because(because, this.#name('classes', other.class), this.#reason);
    return this.#texts.other({ label, counter: this.#sign(counter), younger, why });
  }

  #own(told: Told): string[] {
    const texts = this.#texts;
    switch (told.type) {
      case 'ticket-issued':
        this.#waits = told.at;
        return this.#issued(told.body);
      case 'ticket-called': {
        const { body, at } = told;
        const ticket = this.#hall.tickets.get(this.#id);
        const waited = this.#waits === null ? 0 : Math.round((at - this.#waits) / minuteMs);
        this.#waits = null;
        const why = texts.because(body.because, this.#name('classes', ticket?.class), this.#reason);
        return [texts.called({ counter: this.#sign(body.counter), waited, why, ...this.#before })];
      }
      case 'ticket-recalled':
        return [texts.recalled(this.#sign(told.body.counter))];
      case 'step-started':
        return [texts.started(this.#sign(told.body.counter))];
      case 'step-finished': {
        const items = told.body.items.map(
          ({ item, outcome }) => `${this.#item(item)}: ${texts.outcomes[outcome]}`,
        );
        return [
          texts.finished(this.#sign(told.body.counter), texts.outcomes[told.body.outcome], items),
        ];
      }
      case 'step-advanced':
        return this.#waitsAgain(told.at, texts.advanced(this.#name('services', told.body.service)));
      case 'ticket-transferred': {
        const { toService, toCounter } = told.body;
        const to = toCounter === null ? null : this.#sign(toCounter);
        return this.#waitsAgain(told.at, texts.transferred(this.#name('services', toService), to));
      }
      case 'ticket-reclassed': {
        const { reason } = told.body;
        return [texts.reclassed(this.#name('classes', told.body.class), this.#reason(reason))];
      }
      case 'ticket-missed':
        return [texts.missed(this.#sign(told.body.counter))];
      case 'ticket-rejoined':
        return this.#waitsAgain(told.at, texts.rejoined);
      case 'ticket-postponed':
        return [texts.postponed(Math.round((told.body.until - told.at) / minuteMs))];
      case 'ticket-returned':
        return [texts.returned];
      case 'ticket-parked':
        return [texts.parked(this.#reason(told.body.reason))];
      case 'ticket-resumed':
        return [texts.resumed(this.#sign(told.body.counter))];
      case 'ticket-released':
        return [texts.released(this.#sign(told.body.counter))];
      case 'ticket-cancelled':
        return [texts.cancelled(this.#whyCancelled(told.body.reason))];
      default:
        return [];
    }
  }

  /** Days that open and close around it. */
  #around(told: Told): string[] {
    if (
      told.type === 'day-closed' &&
      told.body.unserved.some(({ ticket }) => ticket === this.#id)
    ) {
      return [this.#texts.unserved];
    }
    const crosses =
      told.type === 'day-opened' && told.body.crossing.tickets.some(({ id }) => id === this.#id);
    if (!crosses) return [];
    if (this.#waits === null && this.lines.length === 0) this.#waits = told.at;
    return [this.#texts.crossed];
  }

  #waitsAgain(at: number, line: string): string[] {
    this.#waits = at;
    this.#before = { inTurn: 0, overtook: 0 };
    return [line];
  }

  #issued(body: EventBodies['ticket-issued']): string[] {
    const texts = this.#texts;
    const ticket = this.#hall.tickets.get(this.#id);
    const first = ticket && this.#hall.services.get(serviceOf(ticket));
    const lines = [
      texts.issued({
        label: body.label,
        service: this.#name('services', first?.id),
        where: `${texts.origins[body.origin.kind]}${body.origin.kind === 'kiosk' ? ` ${body.origin.id}` : ''}`,
        assisted: body.assisted,
      }),
      texts.standing(this.#name('classes', body.class), body.ahead, body.promised),
    ];
    const promise = first?.promiseMinutes;
    if (promise !== undefined) lines.push(texts.promise(promise));
    const needs = body.needs.map((need) => this.#name('needs', need));
    if (needs.length > 0) lines.push(texts.needs(needs));
    const items = body.steps.flatMap((step) => step.items.map((item) => this.#item(item)));
    if (items.length > 0) lines.push(texts.items(items));
    const further = body.steps.slice(1).map(({ service }) => this.#name('services', service));
    if (further.length > 0) lines.push(texts.further(further));
    if (body.booking !== null) {
      lines.push(texts.booked(this.#time(body.booking.slotAt).slice(0, 5), body.booking.late));
    }
    return lines;
  }

  #time(at: number): string {
    const timeZone = this.#hall.configuration?.timeZone ?? 'UTC';
    return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
  }

  #sign(counter: string): string {
    return this.#hall.configuration?.counters.find(({ id }) => id === counter)?.sign ?? counter;
  }

  #name(list: 'services' | 'classes' | 'needs', id: string | undefined): string {
    const all: readonly { id: string; name: Texts }[] = this.#hall.configuration?.[list] ?? [];
    return all.find((one) => one.id === id)?.name[this.#language] ?? id ?? '';
  }

  #item(id: string): string {
    const items = (this.#hall.configuration?.services ?? []).flatMap((one) => one.items);
    return items.find((one) => one.id === id)?.name[this.#language] ?? id;
  }

  #whyCancelled(id: ReasonId): string {
    return id === byVisitor ? this.#texts.byVisitor : this.#reason(id);
  }

  readonly #reason = (id: string): string => {
    const { reasons } = (this.#hall.configuration ?? {}) as Partial<Configuration>;
    const all = Object.values(reasons ?? {}).flat();
    return all.find((one) => one.id === id)?.name[this.#language] ?? id;
  };
}

/** Whether the story of these events goes on in the day that opens: the ticket crosses into it. */
export function crosses(events: readonly Told[], opening: Opening, meant: string): boolean {
  const ticket = findTicket(events, meant);
  return opening.body.crossing.tickets.some(({ id }) => id === ticket);
}
