/**
 * How a device is let in: a manager makes a code for one place, somebody types it at that machine
 * within the quarter of an hour, and the machine gets a key of its own in exchange. A code works
 * once. It is short, so it is kept as a slow hash and guessing is throttled.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import { asDevice, type Device, type DeviceKind } from './devices.ts';
import { Passwords } from './passwords.ts';
import { type Dice, hashOf, newCode, newId, newKey, plainCode } from './secrets.ts';
import { CODE_RULE, Throttle, type TooManyTries } from './throttle.ts';

export const CODE_LIFE_MS = 15 * 60_000;
export const CODE_LIFE_MS_MAX = 7 * 24 * 3_600_000;
/** Codes that wait to be used in one hall; a further one is refused. */
export const CODES_A_HALL_MAX = 500;

/** The same for all codes, because a code is looked up by its hash; 23^8 codes make no rainbow. */
const CODE_SALT = Buffer.from('jinghao enrolment code');
const CODE_COST = { N: 16_384, r: 8, p: 1 };

export interface EnrolmentWish {
  readonly hall: string;
  readonly kind: DeviceKind;
  /** Where the device will stand, e.g. a kiosk's id in the hall's configuration. */
  readonly place: string;
  /** How long the code may wait, at most `CODE_LIFE_MS_MAX`; `CODE_LIFE_MS` when not said. */
  readonly lifeMs?: number;
}

export interface EnrolmentCode {
  /** As it is shown, `ABCD-EFGH`; it stands nowhere else. */
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type RedeemRefusal = TooManyTries | { readonly refused: 'code-unknown' };

export interface EnrolmentParts {
  readonly house: HouseDatabase;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly passwords?: Passwords;
  readonly throttle?: Throttle;
}

export class Enrolment {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;
  readonly #passwords: Passwords;
  readonly #throttle: Throttle;

  constructor({ house, clock, dice, passwords, throttle }: EnrolmentParts) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
    this.#passwords = passwords ?? new Passwords(dice);
    this.#throttle = throttle ?? new Throttle();
  }

  /** Makes a code for one place. Fails: `HouseFailure`. */
  async invite(
    wish: EnrolmentWish,
  ): Promise<EnrolmentCode | { readonly refused: 'too-many-codes' }> {
    const { hall, kind, place, lifeMs = CODE_LIFE_MS } = wish;
    if (!(lifeMs > 0 && lifeMs <= CODE_LIFE_MS_MAX)) {
      throw new RangeError(`a code lives 1 to ${CODE_LIFE_MS_MAX} ms, not ${lifeMs}`);
    }
    const now = this.#clock.now();
    const expiresAt = now + lifeMs;
    const code = newCode(this.#dice);
    const hash = await this.#hash(plainCode(code) ?? '');
    const made = await this.#house.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('enrolment_codes').where('expires_at', '<=', now).execute();
      const waiting = await trx
        .selectFrom('enrolment_codes')
        .select((count) => count.fn.countAll<number>().as('codes'))
        .where('hall', '=', hall)
        .executeTakeFirstOrThrow();
      if (waiting.codes >= CODES_A_HALL_MAX) return false;
      const row = { hash, hall, kind, place, expires_at: expiresAt };
      await trx.insertInto('enrolment_codes').values(row).execute();
      return true;
    });
    return made ? { code, expiresAt } : { refused: 'too-many-codes' };
  }

  /**
   * Takes the code, in whatever case and with or without its dash, and gives the device its key:
   * shown this once, kept only as a hash. A wrong, used or old code is `code-unknown`. `from` is the
   * caller's network address. Fails: `HouseFailure`; such a try does not count.
   */
  async redeem(
    typed: string,
    from: string,
  ): Promise<{ readonly device: Device; readonly key: string } | RedeemRefusal> {
    const keys = [{ key: `enrolment ${from}`, rule: CODE_RULE }];
    const tooMany = this.#throttle.attempt(keys, this.#clock.now());
    if (tooMany) return tooMany;
    try {
      const code = plainCode(typed);
      const enrolled = code === null ? null : await this.#exchange(await this.#hash(code));
      if (enrolled === null) return { refused: 'code-unknown' };
      this.#throttle.takeBack(keys);
      return enrolled;
    } catch (error) {
      this.#throttle.takeBack(keys);
      throw error;
    }
  }

  /** Of two who come with the same code, the one whose `delete` finds the row gets the key. */
  async #exchange(hash: string): Promise<{ device: Device; key: string } | null> {
    const now = this.#clock.now();
    const key = newKey(this.#dice);
    const id = newId(this.#dice);
    const times = { enrolled_at: now, seen_at: now, revoked_at: null };
    return this.#house.db.transaction().execute(async (trx) => {
      const code = await trx
        .deleteFrom('enrolment_codes')
        .where('hash', '=', hash)
        .where('expires_at', '>', now)
        .returning(['hall', 'kind', 'place'])
        .executeTakeFirst();
      if (!code) return null;
      const row = { id, ...code, ...times };
      await trx
        .insertInto('devices')
        .values({ ...row, hash: hashOf(key) ?? '' })
        .execute();
      return { device: asDevice(row), key };
    });
  }

  async #hash(code: string): Promise<string> {
    return (await this.#passwords.derive(code, CODE_SALT, CODE_COST)).toString('hex');
  }
}
