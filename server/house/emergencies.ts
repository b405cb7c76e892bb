/**
 * The emergency that takes over every screen (疏散, 系统故障, 演练): at most one stands in a hall. It is a row
 * in a table, so it stands over a restart of the hub, and who began and ended it is on record.
 */
import type { Emergency, EmergencyKind, PostedTexts } from '../../core/views/facts.ts';
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Revs } from './rev.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
/** How long the record of one that is over is kept: more than half a year (办法, art. 34). */
export const EMERGENCY_KEPT_MS = 200 * dayMs;
/** Most that one list tells. */
export const EMERGENCIES_LISTED_MAX = 100;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 12;

export interface RecordedEmergency extends Emergency {
  readonly id: string;
  /** `manager:…`, `token:…` or `command-line`. */
  readonly startedBy: string;
  /** Epoch ms; null while it stands. */
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

export class Emergencies {
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
   * Starts an emergency; another that stands is ended by it, since a drill must give way to the real
   * thing at once. The same kind with the same words again changes nothing. Fails: `HouseFailure`.
   */
  start(
    hall: string,
    { kind, words }: { kind: EmergencyKind; words: PostedTexts | null },
    by: string,
  ): Promise<RecordedEmergency> {
    return this.#revs.change(hall, async (trx) => {
      const query = trx.selectFrom('emergencies').selectAll().where('hall', '=', hall);
      const standing = await query.where('ended_at', 'is', null).executeTakeFirst();
      const said = words && JSON.stringify(words);
      if (standing?.kind === kind && standing.words === said) {
        return { changed: false, value: asRecorded(standing) };
      }
      const now = this.#clock.now();
      const over = trx.updateTable('emergencies').set({ ended_at: now, ended_by: by });
      await over.where('hall', '=', hall).where('ended_at', 'is', null).execute();
      const id = Buffer.from(this.#dice.bytes(idBytes)).toString('base64url');
      const row = {
        ...{ id, hall, kind, words: said, since: now, started_by: by },
        ...{ ended_at: null, ended_by: null },
      };
      await trx.insertInto('emergencies').values(row).execute();
      return { changed: true, value: asRecorded(row) };
    });
  }

  /** Ends what stands. False: nothing stood. Fails: `HouseFailure`. */
  end(hall: string, by: string): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const set = { ended_at: this.#clock.now(), ended_by: by };
      const mine = trx.updateTable('emergencies').set(set).where('hall', '=', hall);
      const { numUpdatedRows } = await mine.where('ended_at', 'is', null).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: numUpdatedRows > 0n };
    });
  }

  /** What stands now, as it is shown; null: nothing. Fails: `HouseFailure`. */
  async now(hall: string): Promise<Emergency | null> {
    const query = this.#house.db.selectFrom('emergencies').selectAll().where('hall', '=', hall);
    const row = await query.where('ended_at', 'is', null).executeTakeFirst();
    if (!row) return null;
    const { kind, words, since } = asRecorded(row);
    return { kind, words, since };
  }

  /** What stood at a time (epoch ms), as it was shown; null: nothing. Fails: `HouseFailure`. */
  async at(hall: string, at: number): Promise<Emergency | null> {
    const query = this.#house.db.selectFrom('emergencies').selectAll().where('hall', '=', hall);
    const standing = query
      .where('since', '<=', at)
      .where((or) => or.or([or('ended_at', 'is', null), or('ended_at', '>', at)]));
    const row = await standing.orderBy('since', 'desc').limit(1).executeTakeFirst();
    if (!row) return null;
    const { kind, words, since } = asRecorded(row);
    return { kind, words, since };
  }

  /** What stands and what was, the latest first. Fails: `HouseFailure`. */
  async list(hall: string): Promise<RecordedEmergency[]> {
    const query = this.#house.db.selectFrom('emergencies').selectAll().where('hall', '=', hall);
    const latest = query.orderBy('since', 'desc').orderBy('id').limit(EMERGENCIES_LISTED_MAX);
    return (await latest.execute()).map(asRecorded);
  }

  /** Deletes what has been over for long enough. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const old = this.#clock.now() - EMERGENCY_KEPT_MS;
    await this.#house.db.deleteFrom('emergencies').where('ended_at', '<', old).execute();
  }
}

const asRecorded = (row: Tables['emergencies']): RecordedEmergency => ({
  ...{ id: row.id, kind: row.kind, since: row.since },
  words: row.words === null ? null : (JSON.parse(row.words) as PostedTexts),
  ...{ startedBy: row.started_by, endedAt: row.ended_at, endedBy: row.ended_by },
});
