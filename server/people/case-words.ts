/**
 * The words, names and phones of cases: what was said, found and answered, and who may be called back.
 * They are kept beside the event that they belong to: names and phones until 30 days after the case was
 * closed, words at least until the ledger of its month could be filed (docs/decisions/0009). A phone is told
 * whole only to who calls back, and it is written down who asked for it.
 */
import type { Transaction } from 'kysely';
import { addDays } from '../../core/hall/dates.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';

const dayMs = 86_400_000;
/** So long after the case was closed. */
export const CASE_WORDS_DAYS = 30;
/** Until this day of the month after the close has ended: by then the month's ledger has been filed. */
export const CASE_LEDGER_DAY = 10;
/** A case that nobody ever closes keeps its words no longer than this. */
export const CASE_OPEN_DAYS_MAX = 730;
/** Records of who processed personal data are kept for three years (个人信息保护法 第五十六条). */
export const CASE_LOOKS_DAYS = 1_096;
/** Looks that one list tells. */
export const LOOKS_LISTED_MAX = 200;

export const CASE_TEXT_MAX = 2_000;
export const CASE_NAME_MAX = 40;

const purposes = {
  words: 'putting right what went wrong in this case',
  phone: 'calling back about this case',
} as const;

/** What goes beside an event; null: nothing was said. */
export interface CaseText {
  readonly words: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export const noCaseText: CaseText = { words: null, name: null, phone: null };

/** What stands beside an event, the phone masked. */
export interface CaseTextTold extends CaseText {
  readonly seq: number;
}

export interface CaseLook {
  /** `manager:…` */
  readonly by: string;
  readonly at: number;
}

interface OfAct {
  readonly hall: string;
  readonly id: string;
  readonly cmd: string;
}

/** Digits enough to know one's own number by: `138****8000`. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 7 ? `****${digits.slice(-3)}` : '****';
}

/** When the words of a case that nobody closes are deleted, epoch ms. */
export const openWordsEnd = (openedAt: number): number => openedAt + CASE_OPEN_DAYS_MAX * dayMs;

/**
 * When the words of a case that was closed at `closedAt` are deleted (epoch ms): after 30 days, and not
 * before the 10th of the next month has ended at the hall.
 */
export function closedWordsEnd(closedAt: number, calendar: Calendar): number {
  return Math.max(closedAt + CASE_WORDS_DAYS * dayMs, ledgerFiledAt(closedAt, calendar));
}

/** By when the ledger of the month of this close has been filed, epoch ms. */
export function ledgerFiledAt(closedAt: number, calendar: Calendar): number {
  // No month is so long that the 1st and 31 days more are not in the next.
  const first = `${calendar(closedAt).date.slice(0, 7)}-01`;
  const next = addDays(first, 31).slice(0, 7);
  return momentOf(calendar, addDays(`${next}-01`, CASE_LEDGER_DAY), 0);
}

export class CaseWords {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Keeps what was said with an act that is about to be done; the first said stays. */
  async add(trx: Transaction<Tables>, act: OfAct, said: CaseText, end: number): Promise<void> {
    if (said.words === null && said.name === null && said.phone === null) return;
    const purpose = said.phone === null ? purposes.words : purposes.phone;
    const told = { purpose, written_at: this.#clock.now(), delete_at: end };
    await trx
      .insertInto('case_words')
      .values({ ...act, ...said, ...told, seq: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** The act is in the stream: its words belong to this event. */
  async belong(trx: Transaction<Tables>, { hall, id, cmd }: OfAct, seq: number): Promise<void> {
    const mine = trx.updateTable('case_words').set({ seq }).where('hall', '=', hall);
    await mine.where('id', '=', id).where('cmd', '=', cmd).execute();
  }

  /** The act was not done: nothing was said. */
  async drop(trx: Transaction<Tables>, { hall, id, cmd }: OfAct): Promise<void> {
    const mine = trx.deleteFrom('case_words').where('hall', '=', hall).where('id', '=', id);
    await mine.where('cmd', '=', cmd).where('seq', 'is', null).execute();
  }

  /** All words of the case go on that date. */
  async endAt(trx: Transaction<Tables>, hall: string, id: string, end: number): Promise<void> {
    const mine = trx.updateTable('case_words').set({ delete_at: end }).where('hall', '=', hall);
    await mine.where('id', '=', id).execute();
  }

  /** What stands beside the events of a case, in order; phones masked. Fails: `HouseFailure`. */
  async of(hall: string, id: string): Promise<CaseTextTold[]> {
    const rows = await this.#house.db
      .selectFrom('case_words')
      .select(['seq', 'words', 'name', 'phone'])
      .where('hall', '=', hall)
      .where('id', '=', id)
      .where('seq', 'is not', null)
      .where('delete_at', '>', this.#clock.now())
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, words, name, phone }) => ({
      ...{ seq: seq ?? 0, words, name },
      phone: phone === null ? null : maskedPhone(phone),
    }));
  }

  /**
   * The phone by which the visitor of a case is called back, whole; who asked is written down in the
   * same transaction. Null: none is kept. Fails: `HouseFailure`.
   */
  phone(hall: string, id: string, by: string): Promise<string | null> {
    const now = this.#clock.now();
    return this.#house.db.transaction().execute(async (trx) => {
      const query = trx.selectFrom('case_words').select('phone').where('hall', '=', hall);
      const kept = query.where('id', '=', id).where('phone', 'is not', null);
      const row = await kept.where('delete_at', '>', now).orderBy('written_at', 'desc').limit(1);
      const phone = (await row.executeTakeFirst())?.phone ?? null;
      if (phone === null) return null;
      const delete_at = now + CASE_LOOKS_DAYS * dayMs;
      const look = { hall, id, at: now, looked_by: by, purpose: purposes.phone, delete_at };
      await trx.insertInto('case_looks').values(look).execute();
      return phone;
    });
  }

  /** Who has seen the phone of a case, the latest first. Fails: `HouseFailure`. */
  async looks(hall: string, id: string): Promise<CaseLook[]> {
    const query = this.#house.db.selectFrom('case_looks').select(['looked_by as by', 'at']);
    const mine = query.where('hall', '=', hall).where('id', '=', id);
    return mine.orderBy('at', 'desc').limit(LOOKS_LISTED_MAX).execute();
  }

  /**
   * Deletes what has come to its date, and names and phones of cases closed for 30 days: no ledger has
   * them. Fails: `HouseFailure`.
   */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    const { db } = this.#house;
    await db.deleteFrom('case_words').where('delete_at', '<=', now).execute();
    await db
      .updateTable('case_words')
      .set({ name: null, phone: null })
      .where((eb) => eb.or([eb('name', 'is not', null), eb('phone', 'is not', null)]))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('cases')
            .select('cases.id')
            .whereRef('cases.hall', '=', 'case_words.hall')
            .whereRef('cases.id', '=', 'case_words.id')
            .where('cases.closed_at', '<=', now - CASE_WORDS_DAYS * dayMs),
        ),
      )
      .execute();
    await db.deleteFrom('case_looks').where('delete_at', '<=', now).execute();
  }
}
