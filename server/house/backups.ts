/**
 * When the hall's data were last backed up, as the command that did it has said: for the alarm, the
 * metrics, and whoever asks before an upgrade. The backup itself lies elsewhere.
 */
import type { HouseDatabase } from './database.ts';

export interface LastBackup {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

export class Backups {
  readonly #house: HouseDatabase;

  constructor(house: HouseDatabase) {
    this.#house = house;
  }

  /** A good backup was made. Fails: `HouseFailure`. */
  async note(hall: string, { at, bytes }: LastBackup): Promise<void> {
    const row = this.#house.db.insertInto('backups').values({ hall, at, bytes });
    const again = row.onConflict((found) => found.column('hall').doUpdateSet({ at, bytes }));
    await again.execute();
  }

  /** Null: none was ever made, as far as is known. Fails: `HouseFailure`. */
  async last(hall: string): Promise<LastBackup | null> {
    const query = this.#house.db.selectFrom('backups').select(['at', 'bytes']);
    return (await query.where('hall', '=', hall).executeTakeFirst()) ?? null;
  }
}
