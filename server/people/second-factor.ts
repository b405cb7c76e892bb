/**
 * The second factor of whoever administers (GB/T 22239-2019, 8.1.4.1 d: two ways of proof, one of them
 * cryptographic): the digits of an authenticator program. The secret is drawn from the hall's key, so
 * it stands in no table and no backup; a table holds which of a person's secrets it is, and which code
 * was used last, since none opens twice.
 */
import { createHmac } from 'node:crypto';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Person } from './staff.ts';
import { ACCOUNT_RULE, Throttle, type TooManyTries } from './throttle.ts';
import { inBase32, stepTyped } from './totp.ts';

/** To be shown once, until the first code was typed. */
export interface NewFactor {
  readonly refused: 'second-factor-new';
  /** In base32, to be typed. */
  readonly secret: string;
  /** What an authenticator program reads from a QR code. */
  readonly uri: string;
}

export type FactorRefusal =
  | NewFactor
  | TooManyTries
  | { readonly refused: 'second-factor-needed' }
  | { readonly refused: 'second-factor-wrong' };

const secretBytes = 20;
const noStep = 0;

export class SecondFactors {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #key: Uint8Array;
  readonly #throttle = new Throttle();

  /** `hallKey`: the hall's own 32 bytes. */
  constructor(house: HouseDatabase, clock: Clock, hallKey: Uint8Array) {
    this.#house = house;
    this.#clock = clock;
    this.#key = hallKey;
  }

  /**
   * Whether the code that was typed is the person's; null: it is. Without a code it is asked for, and
   * who has none yet is told the secret of a new one, again and again until its first code is typed.
   * Fails: `HouseFailure`.
   */
  async check(
    { id, account, hall }: Pick<Person, 'id' | 'account' | 'hall'>,
    typed: string | undefined,
  ): Promise<FactorRefusal | null> {
    const row = await this.#row(id);
    const secret = this.#secretOf(id, row.turn);
    const told = row.confirmed_at === null ? asNew(secret, account, hall) : null;
    if (typed === undefined) return told ?? { refused: 'second-factor-needed' };
    const now = this.#clock.now();
    const keys = [{ key: id, rule: ACCOUNT_RULE }];
    const tooMany = this.#throttle.attempt(keys, now);
    if (tooMany) return tooMany;
    const step = stepTyped(secret, typed, now, row.last_step);
    if (step === null || !(await this.#used(id, step, now))) {
      return { refused: 'second-factor-wrong' };
    }
    this.#throttle.forgive(id);
    return null;
  }

  /** Forgets a person's factor: the next sign-in is told a new one. Fails: `HouseFailure`. */
  async reset(id: string): Promise<void> {
    await resetFactor(this.#house, id);
    this.#throttle.forgive(id);
  }

  /** False: another sign-in has used this code, or a later one. */
  async #used(person: string, step: number, now: number): Promise<boolean> {
    const query = this.#house.db
      .updateTable('second_factors')
      .set(({ fn, val }) => ({
        last_step: step,
        confirmed_at: fn.coalesce('confirmed_at', val(now)),
      }))
      .where('person', '=', person)
      .where('last_step', '<', step);
    return (await query.executeTakeFirst()).numUpdatedRows > 0n;
  }

  async #row(person: string) {
    const { db } = this.#house;
    await db
      .insertInto('second_factors')
      .values({ person, turn: 1, confirmed_at: null, last_step: noStep })
      .onConflict((conflict) => conflict.column('person').doNothing())
      .execute();
    const query = db.selectFrom('second_factors').selectAll().where('person', '=', person);
    return query.executeTakeFirstOrThrow();
  }

  #secretOf(person: string, turn: number): Uint8Array {
    const said = `second factor\n${person}\n${turn}`;
    return createHmac('sha256', this.#key).update(said).digest().subarray(0, secretBytes);
  }
}

/** The same from the command line, which has no key. Fails: `HouseFailure`. */
export async function resetFactor({ db }: HouseDatabase, person: string): Promise<void> {
  await db
    .updateTable('second_factors')
    .set(({ eb }) => ({ turn: eb('turn', '+', 1), confirmed_at: null, last_step: noStep }))
    .where('person', '=', person)
    .execute();
}

function asNew(secret: Uint8Array, account: string, hall: string): NewFactor {
  const text = inBase32(secret);
  const label = `${encodeURIComponent(`Jinghao ${hall}`)}:${encodeURIComponent(account)}`;
  const uri = `otpauth://totp/${label}?secret=${text}&issuer=${encodeURIComponent(`Jinghao ${hall}`)}`;
  return { refused: 'second-factor-new', secret: text, uri };
}
