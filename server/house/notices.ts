/**
 * Notices of the hall (公告): a text by language, from when to when, and where it is shown. They decide
 * nothing about who is served when, so they are house facts and no events.
 */
import type { ExpressionBuilder } from 'kysely';
import type { Notice, NoticeWhere, PostedTexts } from '../../core/views/facts.ts';
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Revs } from './rev.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
/** How long a notice that is over can still be read by managers. */
export const NOTICE_KEPT_MS = 30 * dayMs;
/** Notices of one hall that are not over; more are refused. */
export const NOTICES_MAX = 50;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 12;

export interface NoticeWish {
  readonly text: PostedTexts;
  readonly where: NoticeWhere;
  /** Epoch ms; null: from now on. */
  readonly from: number | null;
  /** Epoch ms; null: until it is ended. */
  readonly until: number | null;
}

export interface PostedNotice extends Notice {
  readonly from: number;
  readonly until: number | null;
  /** `manager:…`, `token:…` or `command-line`. */
  readonly addedBy: string;
}

export class Notices {
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

  /** Posts a notice. Null: there are `NOTICES_MAX` already. Fails: `HouseFailure`. */
  add(hall: string, wish: NoticeWish, by: string): Promise<PostedNotice | null> {
    return this.#revs.change(hall, async (trx) => {
      const now = this.#clock.now();
      const open = trx.selectFrom('notices').select('id').where('hall', '=', hall);
      const standing = await open.where(notOver(now)).limit(NOTICES_MAX).execute();
      if (standing.length >= NOTICES_MAX) return { changed: false, value: null };
      const row = {
        id: Buffer.from(this.#dice.bytes(idBytes)).toString('base64url'),
        ...{ hall, texts: JSON.stringify(wish.text) },
        ...{ place: wish.where.at, place_id: wish.where.id },
        ...{ from_at: wish.from ?? now, until_at: wish.until },
        ...{ added_by: by, added_at: now },
      };
      await trx.insertInto('notices').values(row).execute();
      return { changed: true, value: asPosted(row) };
    });
  }

  /** Ends a notice now. Once more changes nothing. False: there is none. Fails: `HouseFailure`. */
  end(hall: string, id: string): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const now = this.#clock.now();
      const mine = trx.updateTable('notices').set({ until_at: now }).where('hall', '=', hall);
      const open = mine.where('id', '=', id).where(notOver(now));
      const { numUpdatedRows } = await open.executeTakeFirst();
      const known = trx.selectFrom('notices').select('id').where('hall', '=', hall);
      const row = await known.where('id', '=', id).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: row !== undefined };
    });
  }

  /** Those that are not over, the latest to begin first. Fails: `HouseFailure`. */
  async open(hall: string): Promise<PostedNotice[]> {
    const query = this.#house.db.selectFrom('notices').selectAll().where('hall', '=', hall);
    const open = query.where(notOver(this.#clock.now())).orderBy('from_at', 'desc');
    return (await open.orderBy('id').limit(NOTICES_MAX).execute()).map(asPosted);
  }

  /** Those of this moment, as they are shown. Fails: `HouseFailure`. */
  async now(hall: string): Promise<Notice[]> {
    const now = this.#clock.now();
    const open = await this.open(hall);
    return open.flatMap(({ id, text, where, from }) => (from <= now ? [{ id, text, where }] : []));
  }

  /** Those of a moment that is past (epoch ms), as far as they are kept. Fails: `HouseFailure`. */
  async at(hall: string, at: number): Promise<Notice[]> {
    const query = this.#house.db.selectFrom('notices').selectAll().where('hall', '=', hall);
    const open = query.where('from_at', '<=', at).where(notOver(at)).orderBy('from_at', 'desc');
    const rows = await open.orderBy('id').limit(NOTICES_MAX).execute();
    return rows.map(asPosted).map(({ id, text, where }) => ({ id, text, where }));
  }

  /** Deletes what has been over for long enough. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const old = this.#clock.now() - NOTICE_KEPT_MS;
    await this.#house.db.deleteFrom('notices').where('until_at', '<', old).execute();
  }
}

/** Has no end, or one that is still to come. */
const notOver = (now: number) => (or: ExpressionBuilder<Tables, 'notices'>) =>
  or.or([or('until_at', 'is', null), or('until_at', '>', now)]);

const asPosted = (row: Tables['notices']): PostedNotice => ({
  id: row.id,
  text: JSON.parse(row.texts) as PostedTexts,
  where: { at: row.place, id: row.place_id },
  ...{ from: row.from_at, until: row.until_at, addedBy: row.added_by },
});
