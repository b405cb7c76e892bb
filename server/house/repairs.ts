/**
 * The repair record of devices (办法, art. 34): what was wrong, what was done, and when. It names
 * devices and work, never a person beside the account that wrote it down.
 */
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Revs } from './rev.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
/** How long an entry is known: longer than any device's guarantee. */
export const REPAIR_KEPT_MS = 5 * 366 * dayMs;
/** Most entries in one list; the latest are told. */
export const REPAIRS_LISTED_MAX = 200;
/** Most characters of what was done. */
export const REPAIR_WORDS_MAX = 500;

export const repairKinds = ['fault', 'service', 'replacement'] as const;

export interface Repair {
  readonly id: string;
  readonly device: string;
  /** `service`: what the maintenance plan asks for. */
  readonly kind: (typeof repairKinds)[number];
  readonly words: string;
  /** Epoch milliseconds when it was done, and when it was written down. */
  readonly at: number;
  readonly notedAt: number;
  readonly notedBy: string;
}

export type NewRepair = Pick<Repair, 'device' | 'kind' | 'words' | 'at' | 'notedBy'>;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 12;

export class Repairs {
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

  /** Writes an entry down. Fails: `HouseFailure`. */
  add(hall: string, { device, kind, words, at, notedBy }: NewRepair): Promise<Repair> {
    const id = Buffer.from(this.#dice.bytes(idBytes)).toString('base64url');
    const now = this.#clock.now();
    const row = { id, hall, device, kind, words, at, noted_at: now, noted_by: notedBy };
    return this.#revs.change(hall, async (trx) => {
      await trx.insertInto('device_repairs').values(row).execute();
      return { changed: true, value: asRepair(row) };
    });
  }

  /** A device's entries, the latest first. Fails: `HouseFailure`. */
  async list(hall: string, device: string): Promise<Repair[]> {
    const query = this.#of(hall).where('device', '=', device).orderBy('at', 'desc');
    return (await query.orderBy('id').limit(REPAIRS_LISTED_MAX).execute()).map(asRepair);
  }

  /** When each device was last looked after: serviced, or replaced. Fails: `HouseFailure`. */
  async lastServices(hall: string): Promise<Map<string, number>> {
    const rows = await this.#house.db
      .selectFrom('device_repairs')
      .select((of) => ['device', of.fn.max('at').as('at')])
      .where('hall', '=', hall)
      .where('kind', 'in', ['service', 'replacement'])
      .groupBy('device')
      .execute();
    return new Map(rows.map(({ device, at }) => [device, Number(at)]));
  }

  /** Deletes what is old. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const old = this.#clock.now() - REPAIR_KEPT_MS;
    await this.#house.db.deleteFrom('device_repairs').where('noted_at', '<', old).execute();
  }

  #of(hall: string) {
    return this.#house.db.selectFrom('device_repairs').selectAll().where('hall', '=', hall);
  }
}

function asRepair(row: Tables['device_repairs']): Repair {
  const { id, device, kind, words, at } = row;
  return { id, device, kind, words, at, notedAt: row.noted_at, notedBy: row.noted_by };
}
