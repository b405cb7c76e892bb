/**
 * What each device of a hall said last, so that the manager sees after a restart, and on either of
 * two hubs, which printer is out of paper. Only a new state moves the hall's `rev`; a device that
 * repeats itself costs no write but one a minute.
 */
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import { HouseFailure } from './failure.ts';
import type { Revs } from './rev.ts';

/** How old `at` may be while a device says the same thing again and again. */
export const SAID_MS_MAX = 60_000;
/** Sayings of one device that may wait for the database. */
export const SAYINGS_WAITING_MAX = 100;
/** Longer sentences are cut, and control characters become blanks. */
export const DETAIL_CHARS_MAX = 300;

export interface DeviceSaying {
  readonly device: string;
  /** What sort of device it is, e.g. `printer`. */
  readonly kind: string;
  /** A code, e.g. `paper-out`. */
  readonly state: string;
  /** One plain sentence for the technician; never about a visitor. */
  readonly detail: string;
}

export interface DeviceState extends DeviceSaying {
  /** Epoch milliseconds when it came into this state. */
  readonly since: number;
  /** Epoch milliseconds when it last said so, up to `SAID_MS_MAX` too early. */
  readonly at: number;
}

export class DeviceStates {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #clock: Clock;
  /** The last saying of each device that is not yet written, and how many there are. */
  readonly #lines = new Map<string, { tail: Promise<unknown>; length: number }>();

  constructor(house: HouseDatabase, revs: Revs, clock: Clock) {
    this.#house = house;
    this.#revs = revs;
    this.#clock = clock;
  }

  /**
   * Keeps what a device says; sayings of one device are kept in the order of the calls. True when
   * its state is a new one. Fails: `HouseFailure`.
   */
  async say(hall: string, saying: DeviceSaying): Promise<boolean> {
    const key = JSON.stringify([hall, saying.device]);
    const line = this.#lines.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (line.length >= SAYINGS_WAITING_MAX) {
      throw new HouseFailure('unavailable', `${SAYINGS_WAITING_MAX} sayings of a device wait`);
    }
    this.#lines.set(key, line);
    line.length += 1;
    const said = line.tail.then(() => this.#say(hall, saying));
    line.tail = said.catch(() => {});
    try {
      return await said;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(key);
    }
  }

  /** All devices of the hall that ever said something, by name. Fails: `HouseFailure`. */
  list(hall: string): Promise<DeviceState[]> {
    return this.#of(hall).orderBy('device').execute();
  }

  /** Forgets a device that is no longer there. False when it was unknown. Fails: `HouseFailure`. */
  forget(hall: string, device: string): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const query = trx.deleteFrom('device_states').where('hall', '=', hall);
      const gone = await query.where('device', '=', device).executeTakeFirst();
      const changed = gone.numDeletedRows > 0n;
      return { changed, value: changed };
    });
  }

  async #say(hall: string, saying: DeviceSaying): Promise<boolean> {
    const now = this.#clock.now();
    // Devices say what they like; PostgreSQL takes no NUL in a text.
    const detail = saying.detail.replace(/\p{C}/gu, ' ').slice(0, DETAIL_CHARS_MAX);
    const { device, kind, state } = saying;
    const before = await this.#one(hall, device);
    const same = before !== undefined && before.kind === kind && before.state === state;
    if (same && before.detail === detail && Math.abs(now - before.at) < SAID_MS_MAX) return false;
    const since = same ? before.since : now;
    return this.#revs.change(hall, async (trx) => {
      await trx
        .insertInto('device_states')
        .values({ hall, device, kind, state, detail, since, at: now })
        .onConflict((conflict) =>
          conflict.columns(['hall', 'device']).doUpdateSet({ kind, state, detail, since, at: now }),
        )
        .execute();
      return { changed: !same, value: !same };
    });
  }

  #one(hall: string, device: string): Promise<DeviceState | undefined> {
    return this.#of(hall).where('device', '=', device).executeTakeFirst();
  }

  #of(hall: string) {
    return this.#house.db
      .selectFrom('device_states')
      .select(['device', 'kind', 'state', 'detail', 'since', 'at'])
      .where('hall', '=', hall);
  }
}
