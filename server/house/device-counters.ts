/**
 * What devices have done: metres of paper, slips, cuts, reads, presses. Each counter has two
 * numbers, ever and since it was last begun anew (a new roll, a new strip), so that a technician
 * sees what is worn out and when the next roll will be needed. Counting moves no `rev`: what is
 * counted happened beside something that did, or is looked at once a day.
 */
import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Tables } from './tables.ts';

export interface DeviceCounter {
  readonly device: string;
  /** A code, e.g. `paper-mm`. */
  readonly counter: string;
  /** Since `since`. */
  readonly value: number;
  /** Ever. */
  readonly total: number;
  /** Epoch milliseconds when it was first counted, or begun anew. */
  readonly since: number;
}

export class DeviceCounters {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Adds to a device's counters, all in one transaction. Fails: `HouseFailure`; nothing stands then. */
  async add(hall: string, device: string, counts: Readonly<Record<string, number>>): Promise<void> {
    const since = this.#clock.now();
    const rows = Object.entries(counts).map(([counter, count]) => ({
      ...{ hall, device, counter, since },
      ...{ value: Math.round(count), total: Math.round(count) },
    }));
    if (rows.length === 0) return;
    await this.#house.db
      .insertInto('device_counters')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['hall', 'device', 'counter']).doUpdateSet({
          value: sql<number>`device_counters.value + excluded.value`,
          total: sql<number>`device_counters.total + excluded.total`,
        }),
      )
      .execute();
  }

  /** Begins counters of a device anew; what they ever counted stays. Fails: `HouseFailure`. */
  async restart(hall: string, device: string, counters: readonly string[]): Promise<void> {
    if (counters.length === 0) return;
    await this.#house.db
      .updateTable('device_counters')
      .set({ value: 0, since: this.#clock.now() })
      .where('hall', '=', hall)
      .where('device', '=', device)
      .where('counter', 'in', counters)
      .execute();
  }

  /** The counters of a hall's devices, by name; of one device when it is said. Fails: `HouseFailure`. */
  async list(hall: string, device?: string): Promise<DeviceCounter[]> {
    let query = this.#house.db
      .selectFrom('device_counters')
      .select([
        'device',
        'counter',
        'value',
        'total',
        'since',
      ] satisfies (keyof Tables['device_counters'])[])
      .where('hall', '=', hall);
    if (device !== undefined) query = query.where('device', '=', device);
    return query.orderBy('device').orderBy('counter').execute();
  }

  /** Forgets a device that is no longer there. Fails: `HouseFailure`. */
  async forget(hall: string, device: string): Promise<void> {
    const query = this.#house.db.deleteFrom('device_counters').where('hall', '=', hall);
    await query.where('device', '=', device).execute();
  }
}
