/**
 * How far each follower of the log has come. The cursor moves in the transaction of the rows that
 * it stands for, so a follower that dies in between does its rows again, not twice; and it moves
 * only from where the follower believed it, so of two processes that follow the same log one wins.
 */
import type { Transaction } from 'kysely';
import type { HouseDatabase } from './database.ts';
import type { Tables } from './tables.ts';

export interface Advance {
  /** The last `seq` that the follower has done, as it believes. */
  readonly from: number;
  readonly to: number;
}

export class Cursors {
  readonly #house: HouseDatabase;

  constructor(house: HouseDatabase) {
    this.#house = house;
  }

  /** The last `seq` done under this name, 0 before the first. Fails: `HouseFailure`. */
  async read(name: string): Promise<number> {
    const query = this.#house.db.selectFrom('follower_cursors').select('seq');
    return (await query.where('name', '=', name).executeTakeFirst())?.seq ?? 0;
  }

  /**
   * Moves the cursor and does `work` in one transaction. False when it did not stand at `from`:
   * somebody else has been here, nothing was done, read it again. Fails: `HouseFailure`; what `work`
   * throws is passed on, and neither rows nor cursor stand then.
   */
  async advance(
    name: string,
    { from, to }: Advance,
    work: (trx: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean> {
    if (to < from) throw new RangeError(`the cursor ${name} does not go back`);
    return this.#house.db.transaction().execute(async (trx) => {
      // The update takes the row's lock: whoever comes second waits, and then finds it moved.
      const moved = await trx
        .updateTable('follower_cursors')
        .set({ seq: to })
        .where('name', '=', name)
        .where('seq', '=', from)
        .executeTakeFirst();
      if (moved.numUpdatedRows === 0n && !(from === 0 && (await begin(trx, name, to))))
        return false;
      await work(trx);
      return true;
    });
  }
}

async function begin(trx: Transaction<Tables>, name: string, to: number): Promise<boolean> {
  const query = trx.insertInto('follower_cursors').values({ name, seq: to });
  const made = await query
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('name')
    .executeTakeFirst();
  return made !== undefined;
}
