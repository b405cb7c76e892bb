/**
 * The phones of those who asked for texts, by ticket and for this day only. Nothing else knows them:
 * the outbox names a ticket, and a number is looked up as its text is handed over. On pages it stands
 * as 138****8000.
 */
import type { Language } from '../../core/hall/configuration.ts';
import type { Clock } from '../house/clock.ts';
import { type HouseDatabase, inPieces } from '../house/database.ts';
import { maskedPhone } from './case-words.ts';

/** Why it is kept at all. */
const purpose = 'texts';
/** Phones of one day that are looked through at a time. */
const LISTED_MAX = 10_000;

export interface TextPhone {
  readonly phone: string;
  readonly language: Language;
}

export interface NewTextPhone {
  readonly ticket: string;
  readonly phone: string;
  readonly language: Language;
  /** Epoch milliseconds: the end of the service day. */
  readonly deleteAt: number;
}

export class TextPhones {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Keeps the phone of a ticket that is about to be given; the first said stays. Fails: `HouseFailure`. */
  async keep(hall: string, { ticket, phone, language, deleteAt }: NewTextPhone): Promise<void> {
    const row = { hall, ticket, phone, language, purpose, delete_at: deleteAt };
    const query = this.#house.db.insertInto('text_phones').values(row);
    await query.onConflict((conflict) => conflict.doNothing()).execute();
  }

  /** Another phone for a ticket that has been given, or the first. Fails: `HouseFailure`. */
  async change(hall: string, { ticket, phone, language, deleteAt }: NewTextPhone): Promise<void> {
    const row = { hall, ticket, phone, language, purpose, delete_at: deleteAt };
    const query = this.#house.db.insertInto('text_phones').values(row);
    await query
      .onConflict((conflict) =>
        conflict.columns(['hall', 'ticket']).doUpdateSet({ phone, language, delete_at: deleteAt }),
      )
      .execute();
  }

  /** The number was not given after all, or its visitor wants no texts any more. Fails: `HouseFailure`. */
  async forget(hall: string, ticket: string): Promise<void> {
    const query = this.#house.db.deleteFrom('text_phones').where('hall', '=', hall);
    await query.where('ticket', '=', ticket).execute();
  }

  /** Null: none is kept, or no longer. Fails: `HouseFailure`. */
  async find(hall: string, ticket: string): Promise<TextPhone | null> {
    const query = this.#kept(hall).select(['phone', 'language']);
    return (await query.where('ticket', '=', ticket).executeTakeFirst()) ?? null;
  }

  /** Which of these have a phone. Fails: `HouseFailure`. */
  async among(hall: string, tickets: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const piece of inPieces(tickets)) {
      const query = this.#kept(hall).select('ticket').where('ticket', 'in', piece);
      for (const { ticket } of await query.execute()) found.add(ticket);
    }
    return found;
  }

  /** All tickets of the same phone, this one among them. Fails: `HouseFailure`. */
  async alike(hall: string, phone: string): Promise<string[]> {
    const query = this.#kept(hall).select('ticket').where('phone', '=', phone);
    return (await query.limit(LISTED_MAX).execute()).map(({ ticket }) => ticket);
  }

  /** As pages show them, by ticket. Fails: `HouseFailure`. */
  async masked(hall: string, tickets: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const piece of inPieces(tickets)) {
      const query = this.#kept(hall).select(['ticket', 'phone']).where('ticket', 'in', piece);
      for (const { ticket, phone } of await query.execute()) found.set(ticket, maskedPhone(phone));
    }
    return found;
  }

  /** Deletes what has come to its date. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const query = this.#house.db.deleteFrom('text_phones');
    await query.where('delete_at', '<=', this.#clock.now()).execute();
  }

  #kept(hall: string) {
    const query = this.#house.db.selectFrom('text_phones').where('hall', '=', hall);
    return query.where('delete_at', '>', this.#clock.now());
  }
}
