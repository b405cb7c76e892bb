/**
 * What a paper that is no ticket's is to say: which guide, of which version, in which language. Only
 * these names are kept, and only for a day; the job itself is in `print-jobs.ts`.
 */
import type { GuidePart } from '../../core/guides/paper.ts';
import type { Language } from '../../core/hall/configuration.ts';
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';

export interface GuidePrint {
  /** The id of the print job. */
  readonly job: string;
  readonly kiosk: string;
  readonly guide: string;
  readonly version: string;
  readonly what: GuidePart;
  readonly language: Language;
}

const keptMs = 86_400_000;

export class GuidePrints {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Keeps what the job is to say; once more changes nothing. Fails: `HouseFailure`. */
  async keep(hall: string, print: GuidePrint): Promise<void> {
    const row = { hall, ...print, ordered_at: this.#clock.now() };
    const query = this.#house.db.insertInto('guide_prints').values(row);
    await query.onConflict((conflict) => conflict.columns(['hall', 'job']).doNothing()).execute();
  }

  /** Null when nothing is known of such a job, or no longer. Fails: `HouseFailure`. */
  async find(hall: string, job: string): Promise<GuidePrint | null> {
    const query = this.#house.db.selectFrom('guide_prints').selectAll().where('hall', '=', hall);
    const row = await query.where('job', '=', job).executeTakeFirst();
    if (!row) return null;
    const { kiosk, guide, version, what, language } = row;
    return { job, kiosk, guide, version, what, language };
  }

  /** How many were ordered at a kiosk since then (epoch ms). Fails: `HouseFailure`. */
  async countSince(hall: string, kiosk: string, since: number): Promise<number> {
    const { count } = await this.#house.db
      .selectFrom('guide_prints')
      .select((of) => of.fn.countAll().as('count'))
      .where('hall', '=', hall)
      .where('kiosk', '=', kiosk)
      .where('ordered_at', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Forgets what is older than a day. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const before = this.#clock.now() - keptMs;
    await this.#house.db.deleteFrom('guide_prints').where('ordered_at', '<', before).execute();
  }
}
