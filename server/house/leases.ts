/**
 * Who does what only one of several hubs may do at a time. A lease that is not held on to runs out by
 * itself, so that nothing stands still when its holder dies.
 */
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';

export class Leases {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /**
   * Takes the lease, or holds on to it, for so long; false: another has it. One that would run out in
   * twice that time or later was taken before the clock was set back, and holds nobody up.
   * Fails: `HouseFailure`.
   */
  async hold(name: string, holder: string, forMs: number): Promise<boolean> {
    const now = this.#clock.now();
    const row = { name, holder, until_at: now + forMs };
    const held = await this.#house.db
      .insertInto('leases')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ holder, until_at: row.until_at })
          .where((where) =>
            where.or([
              where('leases.holder', '=', holder),
              where('leases.until_at', '<', now),
              where('leases.until_at', '>', now + 2 * forMs),
            ]),
          ),
      )
      .executeTakeFirst();
    return (held.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  /** Lets another have it at once. Fails: `HouseFailure`. */
  async letGo(name: string, holder: string): Promise<void> {
    const query = this.#house.db.deleteFrom('leases').where('name', '=', name);
    await query.where('holder', '=', holder).execute();
  }
}
