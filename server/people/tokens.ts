/**
 * Keys for other systems that speak to the integration API. A token is made by a command or given
 * by the environment; either way only its hash is kept, so it is shown once and can be revoked.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { Fresh } from './fresh.ts';
import { type Dice, hashOf, newId, newKey, SECRET_CHARS_MAX } from './secrets.ts';

export const TOKEN_PREFIX = 'jh_';
/** For a token that was not made here: nobody must be able to guess it. */
export const GIVEN_CHARS_MIN = 16;
export const TOKENS_LISTED_MAX = 1_000;

export interface Token {
  readonly id: string;
  /** What the manager calls it; not a secret. */
  readonly name: string;
  /** The only hall that it opens, or null for all. */
  readonly hall: string | null;
  /** Epoch milliseconds, like `revokedAt`. */
  readonly madeAt: number;
  readonly revokedAt: number | null;
}

export type GivenTokenRefusal =
  | { readonly refused: 'token-too-short'; readonly charsMin: number }
  | { readonly refused: 'token-too-long'; readonly charsMax: number }
  | { readonly refused: 'token-revoked' };

export class Tokens {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;
  readonly #fresh: Fresh<Token>;

  constructor(house: HouseDatabase, clock: Clock, dice: Dice) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
    this.#fresh = new Fresh(clock);
  }

  /** Makes a token; `secret` is answered this once. Fails: `HouseFailure`. */
  async make(name: string, hall: string | null): Promise<{ token: Token; secret: string }> {
    const secret = newKey(this.#dice, TOKEN_PREFIX);
    const row = this.#row(hashOf(secret) ?? '', name, hall, 0);
    await this.#house.db.insertInto('api_tokens').values(row).execute();
    return { token: asToken(row), secret };
  }

  /**
   * Sees to it that a token given from outside opens every hall under this name, and that one
   * given earlier under the same name does no longer. One that a manager revoked stays revoked:
   * `token-revoked`. `charsMin`: the example hall, which guards nothing, takes shorter ones. Fails:
   * `HouseFailure`.
   */
  async ensure(
    secret: string,
    name: string,
    charsMin: number = GIVEN_CHARS_MIN,
  ): Promise<Token | GivenTokenRefusal> {
    if (secret.length < charsMin) return { refused: 'token-too-short', charsMin };
    const hash = hashOf(secret);
    if (hash === null) return { refused: 'token-too-long', charsMax: SECRET_CHARS_MAX };
    await this.#withdraw(name, hash);
    await this.#house.db
      .insertInto('api_tokens')
      .values(this.#row(hash, name, null, 1))
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
    const query = this.#house.db.selectFrom('api_tokens').selectAll().where('hash', '=', hash);
    const row = await query.executeTakeFirstOrThrow();
    return row.revoked_at === null ? asToken(row) : { refused: 'token-revoked' };
  }

  /** Forgets what was given from outside under this name: it is given no longer. Fails: `HouseFailure`. */
  withdraw(name: string): Promise<void> {
    return this.#withdraw(name, '');
  }

  /**
   * Whose secret this is, or null when it is unknown or revoked; a revocation takes effect here at
   * once, in other processes within 5 s. Fails: `HouseFailure`.
   */
  async find(secret: string): Promise<Token | null> {
    const hash = hashOf(secret);
    return hash === null ? null : this.#fresh.get(hash, () => this.#load(hash));
  }

  /** All tokens, the revoked too, the youngest first. Fails: `HouseFailure`. */
  async list(): Promise<Token[]> {
    const query = this.#house.db.selectFrom('api_tokens').selectAll().orderBy('made_at', 'desc');
    return (await query.orderBy('id').limit(TOKENS_LISTED_MAX).execute()).map(asToken);
  }

  /** False when it is unknown or was already revoked. Fails: `HouseFailure`. */
  async revoke(id: string): Promise<boolean> {
    const query = this.#house.db.updateTable('api_tokens').set({ revoked_at: this.#clock.now() });
    const one = query.where('id', '=', id).where('revoked_at', 'is', null);
    const revoked = (await one.executeTakeFirst()).numUpdatedRows > 0n;
    this.#fresh.clear();
    return revoked;
  }

  async #load(hash: string): Promise<Token | null> {
    const query = this.#house.db.selectFrom('api_tokens').selectAll().where('hash', '=', hash);
    const row = await query.where('revoked_at', 'is', null).executeTakeFirst();
    return row ? asToken(row) : null;
  }

  async #withdraw(name: string, except: string): Promise<void> {
    const query = this.#house.db.deleteFrom('api_tokens').where('name', '=', name);
    const given = query.where('given', '=', 1).where('revoked_at', 'is', null);
    await given.where('hash', '!=', except).execute();
    this.#fresh.clear();
  }

  #row(hash: string, name: string, hall: string | null, given: 0 | 1): Tables['api_tokens'] {
    const id = newId(this.#dice);
    return { id, hash, name, hall, given, made_at: this.#clock.now(), revoked_at: null };
  }
}

function asToken({ id, name, hall, made_at, revoked_at }: Tables['api_tokens']): Token {
  return { id, name, hall, madeAt: made_at, revokedAt: revoked_at };
}
