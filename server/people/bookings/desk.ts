/**
 * Where one books, gives back and checks in, whoever asks: a kiosk, a clerk, another program. It knows
 * the hall's rules of booking and the calendar; places are the table's, tickets the keeper's.
 */
import type { Actor } from '../../../core/hall/commands.ts';
import type { Configuration, Language, Service, Texts } from '../../../core/hall/configuration.ts';
import { addDays } from '../../../core/hall/dates.ts';
import {
  type BookingId,
  bookingId,
  type NeedId,
  type ServiceId,
  ticketId,
} from '../../../core/hall/ids.ts';
import type { Refusal } from '../../../core/hall/refusals.ts';
import type { Deep } from '../../../core/hall/state.ts';
import type { Booker, BookingRefusal, BookingTold, SlotsTold } from '../../../core/wire/booking.ts';
import type { FailureName } from '../../../core/wire/messages.ts';
import type { Calendar } from '../../hall/calendar.ts';
import { type Dice, freshId } from '../../hall/clock.ts';
import type { Guard } from '../../hall/clock-guard.ts';
import type { Keeper, Settled } from '../../hall/keeper.ts';
import type { Links } from '../../hall/links.ts';
import type { BookingRow, Bookings } from '../bookings.ts';
import { notTaken, type Promising, type Texting } from '../taking.ts';
import { BOOKING_RULE, Throttle, type ThrottleKey } from '../throttle.ts';
import type { Visitors } from '../visitors.ts';
import { barredUntil } from './barring.ts';
import { isServed } from './closed.ts';
import { type BookerHash, bookerHash, hintOf } from './person.ts';
import { lastBookable, type Slot, slotsOn } from './slots.ts';
import { told } from './told.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface DeskParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'submit'>;
  /** What counts before the hall's first day. */
  readonly configuration: Configuration;
  readonly bookings: Bookings;
  readonly calendar: Calendar;
  readonly guard: Pick<Guard, 'now'>;
  /** The hall's own 32 bytes, kept outside the database. */
  readonly hallKey: Uint8Array;
  readonly links: Links;
  readonly visitors: Pick<Visitors, 'today' | 'took'>;
  /** What is told of the wait; left out, nothing is. */
  readonly forecast?: Promising;
  /** Keeps the phones of those who want texts; left out or null, phones are dropped. */
  readonly texts?: () => Texting | null;
  readonly dice: Dice;
  readonly throttle?: Throttle;
  readonly complain: (what: string, error: unknown) => void;
}

export interface BookWish {
  readonly service: ServiceId;
  /** Epoch milliseconds of the slot's start. */
  readonly at: number;
  readonly person: Booker;
  readonly language: Language;
}

export interface CheckInWish {
  readonly code?: string | undefined;
  readonly person?: Booker | undefined;
  readonly language?: Language | undefined;
  readonly needs?: readonly NeedId[] | undefined;
  readonly phone?: string | undefined;
}

/** A booking with the names that go with it. */
export interface WrittenBooking {
  readonly booking: BookingTold;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly hall: string;
  readonly hallName: Texts;
  readonly serviceName: Texts;
  readonly timeZone: string;
}

/** The ticket, or why there is none: `already-checked-in` names the one that there is. */
export type CheckedIn = Settled | Refusal | BookingRefusal | { readonly failed: FailureName };

export class BookingDesk {
  readonly #parts: DeskParts;
  readonly #hash: BookerHash;
  readonly #throttle: Throttle;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#hash = bookerHash(parts.hallKey);
    this.#throttle = parts.throttle ?? new Throttle();
  }

  /**
   * Every slot that can be booked now, by date, those that are full too. Refused: `unknown-service`,
   * `not-bookable`. Fails: `LogFailure`, `HouseFailure`.
   */
  async slots(id: ServiceId): Promise<SlotsTold | BookingRefusal> {
    const configuration = await this.#configuration();
    const service = bookable(configuration, id);
    if ('refused' in service) return service;
    const { bookings, keeper, calendar } = this.#parts;
    const { today, last, from } = this.#horizon(configuration);
    const taken = await bookings.taken(keeper.hall, id, { first: today, last });
    const places = new Map(taken.map((slot) => [slot.at, slot.places]));
    const days = datesOf(today, last).flatMap((date) => {
      const all = slotsOn(configuration, service, date, calendar);
      const slots = all.filter(({ at }) => at >= from);
      if (slots.length === 0) return [];
      // All of the date count, also those that can no longer be booked.
      const ofDay = taken.filter(({ day }) => day === date);
      const booked = ofDay.reduce((sum, slot) => sum + slot.places, 0);
      const dayLeft = (service.dailyMax ?? Number.POSITIVE_INFINITY) - booked;
      const special = configuration.opening.dates.find((one) => one.date === date);
      const told = slots.map(({ at, ends, minute }) => {
        const left = (service.booking?.perSlot ?? 0) - (places.get(at) ?? 0);
        return { at, ends, minute, free: Math.max(0, Math.min(left, dayLeft)) };
      });
      return [{ date, name: special?.name ? { ...special.name } : null, slots: told }];
    });
    return { service: id, days };
  }

  /**
   * Takes a place. The same request id of the same asker is one booking. Fails: `LogFailure`,
   * `HouseFailure`.
   */
  async book(wish: BookWish, by: Actor, requestId: string): Promise<BookingTold | BookingRefusal> {
    const configuration = await this.#configuration();
    const service = bookable(configuration, wish.service);
    if ('refused' in service) return service;
    const slot = this.#slotAt(configuration, service, wish.at);
    if ('refused' in slot) return slot;
    const { bookings, keeper, guard } = this.#parts;
    const now = guard.now();
    const row = await bookings.book(
      keeper.hall,
      {
        ...{ service: service.id, day: slot.date, minute: slot.minute },
        ...{ slotAt: slot.at, endsAt: slot.ends, language: wish.language },
        ...{ person: this.#hash(wish.person), hint: hintOf(wish.person) },
        cmd: `${by.kind}:${by.id}:${requestId}`,
      },
      {
        perSlot: service.booking?.perSlot ?? 0,
        perDay: service.dailyMax,
        perPersonPerDay: configuration.booking.perPersonPerDay,
        barredUntil: (misses) => barredUntil(misses, configuration.booking, now),
      },
    );
    return 'refused' in row ? row : told(row, configuration);
  }

  /** The booking of this code. Fails: `LogFailure`, `HouseFailure`. */
  async find(code: string, by: Actor): Promise<BookingTold | BookingRefusal> {
    const row = await this.#rowOf({ code }, by);
    return 'refused' in row ? row : told(row, await this.#configuration());
  }

  /**
   * What the person has booked from today on, for who has lost the code. A number that has booked nothing
   * counts as a guess. Fails: `LogFailure`, `HouseFailure`.
   */
  async ofPerson(
    person: Booker,
    by: Actor,
  ): Promise<{ readonly bookings: readonly BookingTold[] } | BookingRefusal> {
    const { bookings, keeper, guard, calendar } = this.#parts;
    const today = calendar(guard.now()).date;
    const rows = await this.#guessed(by, async () => {
      const found = await bookings.findFrom(keeper.hall, this.#hash(person), today);
      return found.length === 0 ? null : found;
    });
    if ('refused' in rows) return rows;
    const configuration = await this.#configuration();
    return { bookings: rows.map((row) => told(row, configuration)) };
  }

  /** Whether this person booked it, by the document that is shown. Fails: `HouseFailure`. */
  async isBookedBy(id: BookingId, person: Booker): Promise<boolean> {
    const { bookings, keeper } = this.#parts;
    return (await bookings.get(keeper.hall, id))?.person === this.#hash(person);
  }

  /**
   * A booking and what is written beside it, for its slip and its calendar file; null when it is gone.
   * Fails: `LogFailure`, `HouseFailure`.
   */
  async written(id: BookingId): Promise<WrittenBooking | null> {
    const { bookings, keeper } = this.#parts;
    const row = await bookings.get(keeper.hall, id);
    if (row === null) return null;
    const configuration = await this.#configuration();
    const service = configuration.services.find((one) => one.id === row.service);
    if (service === undefined) return null;
    return {
      booking: told(row, configuration),
      madeAt: row.made_at,
      hall: configuration.hall,
      hallName: configuration.name,
      serviceName: service.name,
      timeZone: configuration.timeZone,
    };
  }

  /** Gives the place back; once more changes nothing. Fails: `LogFailure`, `HouseFailure`. */
  async cancel(code: string, by: Actor): Promise<BookingTold | BookingRefusal> {
    const row = await this.#rowOf({ code }, by);
    if ('refused' in row) return row;
    const { bookings, keeper, guard } = this.#parts;
    const configuration = await this.#configuration();
    const booking = told(row, configuration);
    if (row.state === 'cancelled') return booking;
    if (row.state !== 'booked') return { refused: 'booking-over' };
    if (!booking.closed && guard.now() > booking.cancelUntil) {
      return { refused: 'too-late-to-cancel', until: booking.cancelUntil };
    }
    const cancelled = await bookings.cancel(keeper.hall, row.id);
    // Checked in or missed in this very moment.
    return cancelled === null ? { refused: 'booking-over' } : told(cancelled, configuration);
  }

  /**
   * Who has booked is here: gives the ticket, at once when it is durable. Fails: `LogFailure`,
   * `HouseFailure`, and the keeper's failures as values.
   */
  async checkIn(wish: CheckInWish, by: Actor, requestId: string): Promise<CheckedIn> {
    const row = await this.#rowOf(wish, by);
    if ('refused' in row) return row;
    const { bookings, keeper, guard, calendar, dice, links, visitors } = this.#parts;
    const now = guard.now();
    if (row.state === 'cancelled') return { refused: 'booking-cancelled' };
    const configuration = await this.#configuration();
    const booking = told(row, configuration);
    if (booking.closed && !this.#mayCome(booking, configuration)) {
      return { refused: 'booking-closed', at: row.slot_at };
    }
    const past = row.day < calendar(now).date;
    // A slot shortly before midnight may be checked in shortly after it.
    if (past && (row.ticket !== null || now > booking.checkInUntil))
      return { refused: 'booking-over' };
    const { hall } = keeper;
    if (row.arrived_at === null) await bookings.arrived(hall, row.id, now);
    const id = ticketId(freshId(dice));
    const service = row.service as ServiceId;
    const { person, needs } = wish;
    const document = person === undefined || person.kind === 'phone' ? undefined : person;
    const booked = configuration.classes.find(({ kind }) => kind === 'booked')?.id;
    const promised = this.#parts.forecast?.promisedFor(service, booked) ?? null;
    const { visitor, visitorOfDay } = await visitors.today(document, service);
    const language = wish.language ?? row.language;
    const texts = this.#parts.texts?.() ?? null;
    // Before the number is given: who follows the log must find it.
    if (wish.phone !== undefined) await texts?.keep(id, wish.phone, language);
    const settled = await keeper.submit({
      command: {
        type: 'check-in',
        booking: bookingId(row.id),
        service,
        slotAt: row.slot_at,
        language,
        linkHash: links.hashOf(links.secretOf(id)),
        ...{ visitor, visitorOfDay },
        promised,
        ...(needs === undefined ? {} : { needs }),
      },
      ...{ by, requestId, id },
    });
    // What failed may have been given all the same: then it is texted, or its phone ends with the day.
    if ('refused' in settled || ('ok' in settled && settled.ticket !== id)) {
      await notTaken({ texts }, wish, id);
    }
    await this.#note(row, settled);
    const ticket = 'ok' in settled ? settled.ticket : undefined;
    const bound = visitor !== null && document !== undefined;
    if (bound && ticket !== undefined) visitors.took(document, ticket);
    return settled;
  }

  /** Bookings from today on whose time was closed since, the earliest first. Fails: `LogFailure`, `HouseFailure`. */
  async affected(): Promise<readonly BookingTold[]> {
    const { bookings, keeper, guard, calendar } = this.#parts;
    const configuration = await this.#configuration();
    const rows = await bookings.awaited(keeper.hall, calendar(guard.now()).date);
    return rows.map((row) => told(row, configuration)).filter(({ closed }) => closed);
  }

  /** Of a booking whose time was closed: who is here in its time all the same, while others are served. */
  #mayCome(booking: BookingTold, configuration: Deep<Configuration>): boolean {
    const now = this.#parts.guard.now();
    const inTime = booking.checkInFrom <= now && now <= booking.checkInUntil;
    return inTime && isServed(configuration, booking.service, this.#parts.calendar(now));
  }

  /** Keeps what became of it; the ticket stands whatever the tables do. */
  async #note(row: BookingRow, settled: Settled): Promise<void> {
    const { bookings, keeper, complain } = this.#parts;
    const { hall } = keeper;
    try {
      const given = 'ok' in settled || ('refused' in settled && 'ticket' in settled);
      const ticket = given ? settled.ticket : undefined;
      if (ticket !== undefined && row.ticket !== ticket) {
        await bookings.checkedIn(hall, row.id, ticket);
      }
      // Of a failure nobody knows what came of it: the visitor is taken to be here.
      if (!given && 'refused' in settled) await bookings.arrived(hall, row.id, null);
    } catch (error) {
      complain('a check-in could not be noted beside its booking', error);
    }
  }

  /** The booking by code, or today's next of a person. */
  #rowOf(
    { code, person }: Pick<CheckInWish, 'code' | 'person'>,
    by: Actor,
  ): Promise<BookingRow | BookingRefusal> {
    const { bookings, keeper } = this.#parts;
    return this.#guessed(by, () =>
      person === undefined ? bookings.find(keeper.hall, code ?? '') : this.#todays(person),
    );
  }

  /** What was looked for; a wrong guess counts against who asks, until they have to wait. */
  async #guessed<T>(by: Actor, look: () => Promise<T | null>): Promise<T | BookingRefusal> {
    const keys: ThrottleKey[] = [{ key: `${by.kind} ${by.id}`, rule: BOOKING_RULE }];
    const no = this.#throttle.attempt(keys, this.#parts.guard.now());
    if (no) return no;
    try {
      const found = await look();
      if (found === null) return { refused: 'unknown-booking' };
      this.#throttle.takeBack(keys);
      return found;
    } catch (error) {
      this.#throttle.takeBack(keys);
      throw error;
    }
  }

  /** Of several of today: the first that has no ticket yet and is not long past; else the last one. */
  async #todays(person: Booker): Promise<BookingRow | null> {
    const { bookings, keeper, guard, calendar } = this.#parts;
    const now = guard.now();
    const rows = await bookings.findOf(keeper.hall, this.#hash(person), calendar(now).date);
    const open = rows.filter(({ state }) => state === 'booked' || state === 'missed');
    return open.find(({ ends_at }) => ends_at > now) ?? open.at(-1) ?? rows.at(-1) ?? null;
  }

  #slotAt(
    configuration: Deep<Configuration>,
    service: Deep<Service>,
    at: number,
  ): Slot | BookingRefusal {
    const { today, last, from } = this.#horizon(configuration);
    const { date } = this.#parts.calendar(at);
    if (date > last) return { refused: 'too-far', until: last };
    const slots = date < today ? [] : slotsOn(configuration, service, date, this.#parts.calendar);
    const slot = slots.find((one) => one.at === at);
    if (slot === undefined) return { refused: 'no-such-slot', at };
    return at < from ? { refused: 'too-near', from } : slot;
  }

  /** Today, the last date, and the earliest start: what is booked can also be given back. */
  #horizon(configuration: Deep<Configuration>) {
    const now = this.#parts.guard.now();
    const today = this.#parts.calendar(now).date;
    const from = now + configuration.booking.cancelHours * hourMs;
    return { today, last: lastBookable(configuration, today), from };
  }

  #configuration(): Promise<Deep<Configuration>> {
    return this.#parts.keeper.look((hall) => hall.configuration ?? this.#parts.configuration);
  }
}

function bookable(
  configuration: Deep<Configuration>,
  id: ServiceId,
): Deep<Service> | BookingRefusal {
  const service = configuration.services.find((one) => one.id === id);
  if (service === undefined) return { refused: 'unknown-service', service: id };
  const open = service.open && service.booking !== undefined;
  return open ? service : { refused: 'not-bookable', service: id };
}

function datesOf(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}
