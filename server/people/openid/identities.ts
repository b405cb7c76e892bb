/**
 * Which subject of a provider is whose account (OpenID Connect Core 1.0, 5.7: nothing but issuer and subject
 * together stays the same). One account has one subject of a provider.
 */
import type { Clock } from '../../house/clock.ts';
import type { HouseDatabase } from '../../house/database.ts';

interface Identity {
  readonly hall: string;
  readonly issuer: string;
  readonly subject: string;
  readonly person: string;
}

export class Identities {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /**
   * Whose this subject is; with `subject` null, `person` again if any subject of the provider has that
   * account. Null: nobody. Fails: `HouseFailure`.
   */
  async personOf(
    hall: string,
    issuer: string,
    subject: string | null,
    person?: string,
  ): Promise<string | null> {
    const query = this.#house.db.selectFrom('staff_identities').select('person');
    const there = query.where('hall', '=', hall).where('issuer', '=', issuer);
    const one =
      subject === null
        ? there.where('person', '=', person ?? '')
        : there.where('subject', '=', subject);
    return (await one.executeTakeFirst())?.person ?? null;
  }

  /** From now on it is theirs; the first said stays. Fails: `HouseFailure`. */
  async link(identity: Identity): Promise<void> {
    const row = { ...identity, linked_at: this.#clock.now() };
    const query = this.#house.db.insertInto('staff_identities').values(row);
    await query.onConflict((conflict) => conflict.doNothing()).execute();
  }
}
