/**
 * Bookings as rows: who has a place at which time, as a hash and a code, until the day after. All that
 * takes or frees a place goes one after the other: each transaction takes the hall's turn first, so of
 * two hubs or two visitors who want the last place exactly one has it.
 *
 * Purpose `booking`: to keep the place and to know the visitor again; deleted on the day after it.
 * Purpose `missed-booking`: to count what was missed; deleted when it no longer counts.
 */
import type { Kysely, Transaction } from 'kysely';
import { addDays } from '../../core/hall/dates.ts';
import type { Clock } from '../house/clock.ts';
import { type HouseDatabase, literal } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { newBookingCode } from './bookings/code.ts';
import { type Dice, newId } from './secrets.ts';

export type BookingRow = Tables['bookings'];

/** Codes drawn until one is free; with 40 bits and some thousand bookings the first one is. */
const drawsMax = 8;
/** Bookings marked as missed in one go. */
const missedAtOnceMax = 500;
/** Bookings of a hall that are looked through at once: days ahead of a large one. */
const awaitedMax = 20_000;
/** Bookings of one person that are told at once. */
const foundMax = 50;

export interface BookingWish {
  readonly service: string;
  readonly day: string;
  readonly minute: number;
  /** Epoch milliseconds, like `endsAt`. */
  readonly slotAt: number;
  readonly endsAt: number;
  /** HMAC of the person; never a number. */
  readonly person: string;
  readonly hint: string;
  readonly language: BookingRow['language'];
  /** The deed's one id: a repeat is answered with the same booking. */
  readonly cmd: string;
}

export interface BookingLimits {
  readonly perSlot: number;
  /** Bookings of the service on one date; undefined: no limit. */
  readonly perDay: number | undefined;
  readonly perPersonPerDay: number;
  /** Whether the person is barred, by when they missed; null: they may book. */
  readonly barredUntil: (misses: readonly number[]) => number | null;
}

/** A slot of which places are taken; `at`: its start, epoch milliseconds. */
export interface Taken {
  readonly day: string;
  readonly at: number;
  readonly places: number;
}

export type PlaceRefusal =
  | { readonly refused: 'slot-full'; readonly at: number }
  | { readonly refused: 'already-booked-that-day'; readonly date: string; readonly max: number }
  | { readonly refused: 'barred'; readonly until: number };

type Handle = Kysely<Tables> | Transaction<Tables>;

export class Bookings {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;

  constructor(house: HouseDatabase, clock: Clock, dice: Dice) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
  }

  /** Takes a place, or says why there is none for this person. Fails: `HouseFailure`. */
  book(hall: string, wish: BookingWish, limits: BookingLimits): Promise<BookingRow | PlaceRefusal> {
    return this.#inTurn(hall, async (trx) => {
      const before = await rows(trx, hall).where('cmd', '=', wish.cmd).executeTakeFirst();
      if (before) return before;
      const no = await refusalOf(trx, hall, wish, limits);
      if (no) return no;
      const row = {
        ...{ hall, id: newId(this.#dice), code: await this.#freeCode(trx, hall), cmd: wish.cmd },
        ...{ service: wish.service, day: wish.day, minute: wish.minute },
        ...{ slot_at: wish.slotAt, ends_at: wish.endsAt },
        ...{ person: wish.person, hint: wish.hint, language: wish.language },
        ...{ state: 'booked' as const, arrived_at: null, ticket: null, purpose: 'booking' },
        ...{ made_at: this.#clock.now(), delete_on: addDays(wish.day, 1) },
      };
      await trx.insertInto('bookings').values(row).execute();
      return row;
    });
  }

  /** Gives the place back; null when it is no longer just booked. Fails: `HouseFailure`. */
  cancel(hall: string, id: string): Promise<BookingRow | null> {
    return this.#inTurn(hall, async (trx) => {
      const query = trx.updateTable('bookings').set({ state: 'cancelled' });
      const one = query.where('hall', '=', hall).where('id', '=', id).where('state', '=', 'booked');
      return (await one.returningAll().executeTakeFirst()) ?? null;
    });
  }

  /** Fails: `HouseFailure`. */
  async find(hall: string, code: string): Promise<BookingRow | null> {
    const query = rows(this.#house.db, hall).where('code', '=', code);
    return (await query.executeTakeFirst()) ?? null;
  }

  /** Fails: `HouseFailure`. */
  async get(hall: string, id: string): Promise<BookingRow | null> {
    const query = rows(this.#house.db, hall).where('id', '=', id);
    return (await query.executeTakeFirst()) ?? null;
  }

  /** The person's bookings of a date that were not given back, the earliest first. Fails: `HouseFailure`. */
  findOf(hall: string, person: string, day: string): Promise<BookingRow[]> {
    const query = rows(this.#house.db, hall).where('person', '=', person).where('day', '=', day);
    return query.where('state', '!=', 'cancelled').orderBy('slot_at').execute();
  }

  /** The person's bookings from this date on that were not given back, the earliest first. Fails: `HouseFailure`. */
  findFrom(hall: string, person: string, day: string): Promise<BookingRow[]> {
    const query = rows(this.#house.db, hall).where('person', '=', person).where('day', '>=', day);
    const held = query.where('state', '!=', 'cancelled').orderBy('slot_at');
    return held.limit(foundMax).execute();
  }

  /** How many places are taken of each slot, on these dates and all between. Fails: `HouseFailure`. */
  async taken(
    hall: string,
    service: string,
    { first, last }: { readonly first: string; readonly last: string },
  ): Promise<Taken[]> {
    const query = this.#house.db
      .selectFrom('bookings')
      .select(({ fn }) => ['day', 'slot_at', fn.countAll<number>().as('places')])
      .where('hall', '=', hall)
      .where('service', '=', service)
      .where('state', '!=', 'cancelled');
    const within = query.where('day', '>=', first).where('day', '<=', last);
    const found = await within.groupBy(['day', 'slot_at']).execute();
    return found.map(({ day, slot_at, places }) => ({ day, at: slot_at, places: Number(places) }));
  }

  /**
   * Notes that the visitor is here, before a ticket is asked for: whatever breaks in between, who came
   * has not missed it. `null` takes it back. Fails: `HouseFailure`.
   */
  async arrived(hall: string, id: string, at: number | null): Promise<void> {
    const query = this.#house.db.updateTable('bookings').set({ arrived_at: at });
    await query.where('hall', '=', hall).where('id', '=', id).execute();
  }

  /** It has become this ticket; if it counted as missed it does no longer. Fails: `HouseFailure`. */
  checkedIn(hall: string, id: string, ticket: string): Promise<void> {
    return this.#inTurn(hall, async (trx) => {
      const query = trx.updateTable('bookings').set({ state: 'checked-in', ticket });
      await query.where('hall', '=', hall).where('id', '=', id).execute();
      const miss = trx.deleteFrom('missed_bookings').where('hall', '=', hall);
      await miss.where('booking', '=', id).execute();
    });
  }

  /** Those from this date on whose visitor has not come yet, the earliest first. Fails: `HouseFailure`. */
  awaited(hall: string, day: string): Promise<BookingRow[]> {
    const query = rows(this.#house.db, hall)
      .where('state', '=', literal('booked'))
      .where('day', '>=', day);
    const open = query.where('arrived_at', 'is', null).orderBy('slot_at');
    return open.limit(awaitedMax).execute();
  }

  /**
   * Marks those as missed whose slot began before this time and whose visitor did not come; `deleteOn`:
   * the date on which a miss no longer counts. Those that the hall itself has `closed` are given back
   * instead, and count for nobody. Returns how many. Fails: `HouseFailure`.
   */
  markMissed(
    hall: string,
    before: number,
    deleteOn: (day: string) => string,
    closed: (row: BookingRow) => boolean = () => false,
  ): Promise<number> {
    return this.#inTurn(hall, async (trx) => {
      const due = rows(trx, hall)
        .where('state', '=', literal('booked'))
        .where('arrived_at', 'is', null);
      const missed = await due.where('slot_at', '<', before).limit(missedAtOnceMax).execute();
      for (const row of missed) {
        const { id, person, slot_at, day } = row;
        const gone = closed(row);
        const query = trx.updateTable('bookings').set({ state: gone ? 'cancelled' : 'missed' });
        const one = query.where('hall', '=', hall).where('id', '=', id);
        // Somebody may have come since it was read.
        const marked = await one.where('arrived_at', 'is', null).executeTakeFirst();
        if (marked.numUpdatedRows === 0n || gone) continue;
        const miss = { hall, booking: id, person, missed_at: slot_at, purpose: 'missed-booking' };
        await trx
          .insertInto('missed_bookings')
          .values({ ...miss, delete_on: deleteOn(day) })
          .onConflict((conflict) => conflict.columns(['hall', 'booking']).doNothing())
          .execute();
      }
      return missed.length;
    });
  }

  /** The start of the next slot whose visitor has not come yet; null without one. Fails: `HouseFailure`. */
  async nextOpen(hall: string): Promise<number | null> {
    const query = rows(this.#house.db, hall).where('state', '=', literal('booked'));
    const open = query.where('arrived_at', 'is', null).orderBy('slot_at').limit(1);
    return (await open.executeTakeFirst())?.slot_at ?? null;
  }

  /** Whose visitors may still come, with slots from `from` up to before `to`; at most 500. Fails: `HouseFailure`. */
  async due(
    hall: string,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<{ service: string; slotAt: number }[]> {
    const query = rows(this.#house.db, hall).where('state', '=', literal('booked'));
    const open = query.where('arrived_at', 'is', null);
    const within = open.where('slot_at', '>=', from).where('slot_at', '<', to);
    const found = await within.orderBy('slot_at').limit(500).execute();
    return found.map(({ service, slot_at }) => ({ service, slotAt: slot_at }));
  }

  /** Deletes what is past its date, by the local date at the hall. Returns how many rows. Fails: `HouseFailure`. */
  async sweep(hall: string, today: string): Promise<number> {
    let swept = 0n;
    for (const table of ['bookings', 'missed_bookings'] as const) {
      const query = this.#house.db.deleteFrom(table).where('hall', '=', hall);
      swept += (await query.where('delete_on', '<=', today).executeTakeFirst()).numDeletedRows;
    }
    return Number(swept);
  }

  /** The hall's turn: its row is locked until the transaction ends, so whoever comes next reads what it left. */
  #inTurn<T>(hall: string, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#house.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('booking_turns')
        .values({ hall, turn: 1 })
        .onConflict((conflict) =>
          conflict.column('hall').doUpdateSet(({ eb }) => ({
            turn: eb('booking_turns.turn', '+', 1),
          })),
        )
        .execute();
      return work(trx);
    });
  }

  async #freeCode(trx: Transaction<Tables>, hall: string): Promise<string> {
    for (let draws = 0; draws < drawsMax; draws += 1) {
      const code = newBookingCode(this.#dice);
      const taken = await rows(trx, hall).where('code', '=', code).executeTakeFirst();
      if (!taken) return code;
    }
    throw new Error('no code of a booking is free: the dice does not roll');
  }
}

const rows = (db: Handle, hall: string) =>
  db.selectFrom('bookings').selectAll().where('hall', '=', hall);

async function refusalOf(
  trx: Transaction<Tables>,
  hall: string,
  { person, day, service, slotAt }: BookingWish,
  { perSlot, perDay, perPersonPerDay, barredUntil }: BookingLimits,
): Promise<PlaceRefusal | null> {
  const misses = await trx
    .selectFrom('missed_bookings')
    .select('missed_at')
    .where('hall', '=', hall)
    .where('person', '=', person)
    .execute();
  const until = barredUntil(misses.map(({ missed_at }) => missed_at));
  if (until !== null) return { refused: 'barred', until };
  const held = rows(trx, hall).where('state', '!=', 'cancelled').where('day', '=', day);
  const theirs = await held.where('person', '=', person).execute();
  if (theirs.length >= perPersonPerDay) {
    return { refused: 'already-booked-that-day', date: day, max: perPersonPerDay };
  }
  const same = await held.where('service', '=', service).execute();
  const inSlot = same.filter(({ slot_at }) => slot_at === slotAt).length;
  const full = inSlot >= perSlot || same.length >= (perDay ?? Number.POSITIVE_INFINITY);
  return full ? { refused: 'slot-full', at: slotAt } : null;
}
