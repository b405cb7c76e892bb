/**
 * Alarms of devices: one row from the moment a device, a line or a PC is out of order until it has
 * been well again for a while, with who has taken notice. They are kept for more than half a year, as
 * the day's record of what did not work (办法, art. 34).
 */
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Revs } from './rev.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
/** How long an alarm that is over is known. */
export const ALARM_KEPT_MS = 200 * dayMs;
/** Most alarms in one list. */
export const ALARMS_LISTED_MAX = 500;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 12;

export interface Alarm {
  readonly id: string;
  /** A device's id; `line:…` or `agent:…` for what several devices hang on. */
  readonly subject: string;
  /** The devices that it is about. */
  readonly devices: readonly string[];
  /** The state that it is in, or `away` (a PC) or `flapping`. */
  readonly fault: string;
  /** Epoch milliseconds, like the times below. */
  readonly raisedAt: number;
  /** When it last came, and how often in all. */
  readonly lastAt: number;
  readonly times: number;
  readonly clearedAt: number | null;
  /** `manager:…` or `token:…`. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
}

/** The subject of the alarm that tells of a time that a restored log knows nothing of (epoch ms). */
export const lostSubject = ({ from, until }: { from: number; until: number }): string =>
  `restored:${from}-${until}`;
/** Whether an alarm was raised by somebody's deed: no state of a thing, it is over by time alone. */
export const isOfDeed = (subject: string): boolean => subject.startsWith('restored:');

export interface Raised {
  readonly subject: string;
  readonly devices: readonly string[];
  readonly fault: string;
  readonly times: number;
}

export class Alarms {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #clock: Clock;
  readonly #dice: Dice;

  constructor(parts: { house: HouseDatabase; revs: Revs; clock: Clock; dice: Dice }) {
    this.#house = parts.house;
    this.#revs = parts.revs;
    this.#clock = parts.clock;
    this.#dice = parts.dice;
  }

  /**
   * Raises the alarm of a subject, or says anew how the one that is open stands. One that was over
   * no longer than `foldMs` ago is taken up again instead. `since` (epoch ms): one that the tables take
   * only now. Fails: `HouseFailure`.
   */
  raise(
    hall: string,
    { subject, devices, fault, times }: Raised,
    foldMs: number,
    since: number = this.#clock.now(),
  ): Promise<void> {
    const now = this.#clock.now();
    const set = { fault, times, last_at: now, devices: JSON.stringify(devices) };
    return this.#revs.change(hall, async (trx) => {
      const mine = trx.selectFrom('device_alarms').selectAll().where('hall', '=', hall);
      const last = await mine
        .where('subject', '=', subject)
        .where((or) => or.or([or('cleared_at', 'is', null), or('cleared_at', '>=', now - foldMs)]))
        .orderBy('raised_at', 'desc')
        .executeTakeFirst();
      if (last) {
        // Who took notice of a roll that is near its end has not seen that it has ended.
        const seen = last.fault === fault ? {} : { acknowledged_by: null, acknowledged_at: null };
        const again = trx.updateTable('device_alarms').set({ ...set, ...seen, cleared_at: null });
        await again.where('id', '=', last.id).execute();
      } else {
        const id = Buffer.from(this.#dice.bytes(idBytes)).toString('base64url');
        const open = { cleared_at: null, acknowledged_by: null, acknowledged_at: null };
        await trx
          .insertInto('device_alarms')
          .values({ id, hall, subject, ...set, raised_at: since, ...open })
          // Another hub was quicker: one alarm is enough.
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      return { changed: true, value: undefined };
    });
  }

  /** It is over. Once more changes nothing. Fails: `HouseFailure`. */
  clear(hall: string, subject: string): Promise<void> {
    return this.#revs.change(hall, async (trx) => {
      const over = trx.updateTable('device_alarms').set({ cleared_at: this.#clock.now() });
      const open = over.where('hall', '=', hall).where('subject', '=', subject);
      const { numUpdatedRows } = await open.where('cleared_at', 'is', null).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: undefined };
    });
  }

  /** Somebody has taken notice; the first one stands. Null: there is no such alarm. Fails: `HouseFailure`. */
  acknowledge(hall: string, id: string, by: string): Promise<Alarm | null> {
    return this.#revs.change(hall, async (trx) => {
      const set = { acknowledged_by: by, acknowledged_at: this.#clock.now() };
      const mine = trx.updateTable('device_alarms').set(set).where('hall', '=', hall);
      const first = mine.where('id', '=', id).where('acknowledged_by', 'is', null);
      const { numUpdatedRows } = await first.executeTakeFirst();
      const query = trx.selectFrom('device_alarms').selectAll().where('id', '=', id);
      const row = await query.where('hall', '=', hall).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: row ? asAlarm(row) : null };
    });
  }

  /** Those that are not over, oldest first. Fails: `HouseFailure`. */
  async open(hall: string): Promise<Alarm[]> {
    const query = this.#of(hall).where('cleared_at', 'is', null).orderBy('raised_at');
    return (await query.orderBy('id').limit(ALARMS_LISTED_MAX).execute()).map(asAlarm);
  }

  /** Those that stood at any moment of that time (`to` not included), oldest first. Fails: `HouseFailure`. */
  async between(hall: string, from: number, to: number): Promise<Alarm[]> {
    const query = this.#of(hall)
      .where('raised_at', '<', to)
      .where((or) => or.or([or('cleared_at', 'is', null), or('cleared_at', '>=', from)]));
    const rows = await query.orderBy('raised_at').orderBy('id').limit(ALARMS_LISTED_MAX).execute();
    return rows.map(asAlarm);
  }

  /** Deletes what has been over for long enough; what a deed raised is over a day later. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    const old = now - ALARM_KEPT_MS;
    const over = this.#house.db.updateTable('device_alarms').set({ cleared_at: now });
    const deeds = over.where('subject', 'like', 'restored:%').where('cleared_at', 'is', null);
    await deeds.where('raised_at', '<', now - dayMs).execute();
    await this.#house.db.deleteFrom('device_alarms').where('cleared_at', '<', old).execute();
  }

  #of(hall: string) {
    return this.#house.db.selectFrom('device_alarms').selectAll().where('hall', '=', hall);
  }
}

function asAlarm(row: Tables['device_alarms']): Alarm {
  const { id, subject, fault, times } = row;
  return {
    ...{ id, subject, fault, times, devices: JSON.parse(row.devices) as string[] },
    ...{ raisedAt: row.raised_at, lastAt: row.last_at, clearedAt: row.cleared_at },
    ...{ acknowledgedBy: row.acknowledged_by, acknowledgedAt: row.acknowledged_at },
  };
}
