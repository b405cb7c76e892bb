/**
 * What the visit asks of the hub, and how each answer comes back as a deed. Only the tap that begins
 * something asks: the second of a double tap finds it under way.
 */
import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import type { BookingReply, CheckInReply, SlotsReply } from '../../core/wire/booking.ts';
import type { HelpReply } from '../../core/wire/help.ts';
import type { RejoinNumberReply, TextNumberReply } from '../../core/wire/own-number.ts';
import type { FindRatingReply, RateReply, RatingLevel } from '../../core/wire/rating.ts';
import type { FindTicketReply } from '../../core/wire/scan.ts';
import { type Follow, newRequestId } from '../../ui/follow.ts';
import type { Language } from '../../ui/texts.ts';
import { hasKeys } from './booking.ts';
import { documentOf } from './taking.ts';
import { judge, saidOf } from './typed.ts';
import type { Deed, Visit } from './visit.ts';

export interface AskingParts {
  readonly line: Follow<'kiosk'>;
  readonly visit: ReadonlySignal<Visit>;
  readonly language: ReadonlySignal<Language>;
  readonly helping: Signal<'asking' | 'failed' | null>;
  readonly act: (deed: Deed) => void;
}

export class Asking {
  readonly #parts: AskingParts;

  /** Lives as long as the page. */
  constructor(parts: AskingParts) {
    this.#parts = parts;
    const { line, visit, act } = parts;
    // The days of a service are asked for whenever its page is up without them.
    effect(() => {
      const at = visit.value;
      if (at.at !== 'book-day' || at.days !== null) return;
      const { service } = at;
      line
        .ask<SlotsReply>('slots', { service })
        .then((told) => act({ do: 'slots-told', service, told }));
    });
  }

  take(): void {
    const { line, visit, language, act } = this.#parts;
    const before = visit.peek();
    act({ do: 'take' });
    if (before.at !== 'take' || visit.peek() === before) return;
    const { requestId, service, wish, typed } = before;
    const person = documentOf(typed);
    const range = line.view.peek()?.services.find((one) => one.service === service)?.range ?? null;
    const items = wish.items ?? allItems(line, service);
    const command = {
      type: 'issue-ticket',
      service,
      language: language.peek(),
      ...(wish.class === null ? {} : { class: wish.class }),
      ...(wish.needs.length === 0 ? {} : { needs: [...wish.needs] }),
      ...(items.length === 0 ? {} : { items: [...items] }),
      ...(person ? { person } : {}),
    } as const;
    line.command(command, requestId).then((answered) =>
      act({
        do: 'answered',
        requestId,
        answered,
        // What is shown is a newcomer's of the ordinary class: for others it would not be true.
        range: wish.class === null ? range : null,
      }),
    );
  }

  /** Books, checks in, gives back, finds a visit or leaves a phone, as the page is; nothing while what was typed is not right. */
  send(): void {
    const { line, visit, language, act } = this.#parts;
    const before = visit.peek();
    if (!hasKeys(before) || judge(before.typed) !== 'right') return;
    act({ do: 'send' });
    if (visit.peek() === before) return;
    const { requestId, typed } = before;
    const booked = (answered: BookingReply | { failed: 'no-answer' | 'busy' }) =>
      act({ do: 'booked', requestId, answered });
    const said = { requestId, language: language.peek() };
    switch (before.at) {
      case 'book-who': {
        const { service, slot } = before;
        const body = { ...said, service, at: slot.at, person: saidOf(typed) };
        line.ask<BookingReply>('book', body).then(booked);
        return;
      }
      case 'give-back':
        line.ask<BookingReply>('cancel-booking', { code: typed.text }).then(booked);
        return;
      case 'check-in': {
        const key = typed.kind === 'code' ? { code: typed.text } : { person: saidOf(typed) };
        line
          .ask<CheckInReply>('check-in', { ...said, ...key })
          .then((answered) => act({ do: 'checked-in', requestId, answered }));
        return;
      }
      case 'text-me': {
        const { link } = before.number;
        line
          .ask<TextNumberReply>('text-number', { link, phone: typed.text, language: said.language })
          .then((told) => act({ do: 'texted', requestId, told }));
        return;
      }
      case 'rate':
        this.#findRating(typed.card ? { card: saidOf(typed) } : { label: typed.text }, requestId);
    }
  }

  reprint(): void {
    const { line, visit, act } = this.#parts;
    const before = visit.peek();
    if (before.at !== 'number') return;
    // After a failure the same wish is asked again: it is one slip.
    const { reprint } = before;
    const requestId = reprint.is === 'failed' ? reprint.requestId : newRequestId();
    act({ do: 'reprint', requestId });
    if (visit.peek() === before) return;
    line
      .reprint(before.ticket, requestId)
      .then((answered) => act({ do: 'reprint-answered', requestId, answered }));
  }

  /** How the number of this slip stands; one that is over, or of another day, may be rated. */
  findSlip(link: string): void {
    const { line, act } = this.#parts;
    act({ do: 'slip', link, requestId: newRequestId() });
    line.ask<FindTicketReply>('find-ticket', { link }).then((told) => {
      const over = 'ok' in told && (told.status === 'finished' || told.status === 'cancelled');
      const past = 'refused' in told && told.refused === 'unknown-link';
      act({ do: 'slip-found', link, told });
      if (over || past) this.findRating(link);
    });
  }

  /** Back into the line; asked again it is one deed. */
  rejoin(): void {
    const { line, visit, act } = this.#parts;
    const before = visit.peek();
    act({ do: 'rejoin' });
    if (before.at !== 'slip' || visit.peek() === before) return;
    const { link, requestId } = before;
    line
      .ask<RejoinNumberReply>('rejoin-number', { requestId, link })
      .then((told) => act({ do: 'rejoined', requestId, told }));
  }

  /** What of this slip's visit may be rated. */
  findRating(link: string): void {
    const requestId = newRequestId();
    this.#parts.act({ do: 'rate-visit', link, requestId });
    this.#findRating({ link }, requestId);
  }

  #findRating(whose: object, requestId: string): void {
    const { line, act } = this.#parts;
    line
      .ask<FindRatingReply>('find-rating', whose)
      .then((told) => act({ do: 'rating-found', requestId, told }));
  }

  /** The answer for the step that is asked for; asked again it counts once. */
  rate(level: RatingLevel): void {
    const { line, visit, act } = this.#parts;
    const before = visit.peek();
    act({ do: 'rate', level });
    if (before.at !== 'rate' || before.key === null || visit.peek() === before) return;
    const { key, steps, requestId } = before;
    line
      .ask<RateReply>('rate', { ...key, step: steps[0]?.step, level })
      .then((told) => act({ do: 'rated', requestId, told }));
  }

  /** Reasons and words for the level that was given. */
  addToRating(tags: readonly string[], words: string): void {
    const { line, visit, act } = this.#parts;
    const before = visit.peek();
    act({ do: 'add-to-rating' });
    if (before.at !== 'rate' || before.key === null || visit.peek() === before) return;
    const { key, adding, requestId } = before;
    line
      .ask<RateReply>('add-to-rating', { ...key, step: adding?.step, tags: [...tags], words })
      .then((told) => act({ do: 'added', requestId, told }));
  }

  callHelp(): void {
    const { line, helping } = this.#parts;
    if (helping.peek() === 'asking') return;
    helping.value = 'asking';
    line.ask<HelpReply>('call-help', {}).then((answered) => {
      helping.value = 'ok' in answered ? null : 'failed';
    });
  }
}

/** Whoever did not choose comes for all of it. One item is the service itself, and goes without saying. */
function allItems(line: Follow<'kiosk'>, service: string) {
  const items = line.names.peek()?.services.find(({ id }) => id === service)?.items ?? [];
  return items.length > 1 ? items.map(({ id }) => id) : [];
}
