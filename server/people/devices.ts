/**
 * The kiosks and agents that were let in, each with a key of its own that can be revoked alone. How
 * a device comes to its key stands in `enrolment.ts`.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { Fresh } from './fresh.ts';
import { hashOf } from './secrets.ts';
import { noteSeen, SEEN_MS } from './seen.ts';

export type DeviceKind = Tables['devices']['kind'];

export interface Device {
  readonly id: string;
  readonly hall: string;
  readonly kind: DeviceKind;
  /** Where it stands for the hall, e.g. the id of the kiosk that it is. */
  readonly place: string;
  /** Epoch milliseconds, like the times below. */
  readonly enrolledAt: number;
  /** Up to `SEEN_MS` too early. */
  readonly seenAt: number;
  readonly revokedAt: number | null;
}

export const DEVICES_LISTED_MAX = 2_000;

export class Devices {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #fresh: Fresh<Device>;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
    this.#fresh = new Fresh(clock);
  }

  /**
   * Whose key this is, or null when it is unknown or revoked; a revocation takes effect here at
   * once, in other processes within 5 s. A device that stays connected must be asked again now and
   * then. Fails: `HouseFailure`.
   */
  async find(key: string): Promise<Device | null> {
    const hash = hashOf(key);
    return hash === null ? null : this.#fresh.get(hash, () => this.#load(hash));
  }

  /** All devices of the hall, the revoked too, the youngest first. Fails: `HouseFailure`. */
  async list(hall: string): Promise<Device[]> {
    const query = this.#house.db.selectFrom('devices').selectAll().where('hall', '=', hall);
    const youngest = query.orderBy('enrolled_at', 'desc').orderBy('id');
    return (await youngest.limit(DEVICES_LISTED_MAX).execute()).map(asDevice);
  }

  /** Shuts a device out. False when it is unknown or was already revoked. Fails: `HouseFailure`. */
  async revoke(id: string): Promise<boolean> {
    const query = this.#house.db.updateTable('devices').set({ revoked_at: this.#clock.now() });
    const one = query.where('id', '=', id).where('revoked_at', 'is', null);
    const revoked = (await one.executeTakeFirst()).numUpdatedRows > 0n;
    this.#fresh.clear();
    return revoked;
  }

  async #load(hash: string): Promise<Device | null> {
    const query = this.#house.db.selectFrom('devices').selectAll().where('hash', '=', hash);
    const row = await query.where('revoked_at', 'is', null).executeTakeFirst();
    if (!row) return null;
    const now = this.#clock.now();
    if (now - row.seen_at < SEEN_MS) return asDevice(row);
    const seen = this.#house.db.updateTable('devices').set({ seen_at: now });
    await noteSeen(seen.where('id', '=', row.id).where('seen_at', '<', now).execute());
    return asDevice({ ...row, seen_at: now });
  }
}

export function asDevice(row: Omit<Tables['devices'], 'hash'>): Device {
  const { id, hall, kind, place } = row;
  const { enrolled_at: enrolledAt, seen_at: seenAt, revoked_at: revokedAt } = row;
  return { id, hall, kind, place, enrolledAt, seenAt, revokedAt };
}
