/**
 * What is posted of a clerk at the counter (办法, art. 22): photo, post, duties and promise; the name is the
 * account's own. Personal data of staff: kept to be posted while the clerk serves, deleted with the
 * account, when it is taken away, or when nobody has confirmed it for a year.
 */
import type { PostedTexts, StaffCard } from '../../core/views/facts.ts';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Revs } from '../house/rev.ts';
import type { Tables } from '../house/tables.ts';
import { type Dice, newId } from './secrets.ts';
import { PEOPLE_LISTED_MAX } from './staff.ts';

const purpose = 'posting who serves at the counter';
const dayMs = 86_400_000;
/** Whoever saves a card confirms it for so long. */
export const CARD_KEPT_MS = 365 * dayMs;
/** Where a photo is fetched; nothing of the person stands in the address. */
export const photoPath = (id: string): string => `/posted/photos/${id}`;

export interface CardWish {
  readonly post: PostedTexts;
  readonly duties: PostedTexts | null;
  readonly promise: PostedTexts | null;
}

export interface CardOf {
  readonly person: string;
  readonly account: string;
  readonly name: string;
  /** Null: nothing is posted of this person. */
  readonly card: (StaffCard & { readonly deleteAt: number }) | null;
}

export class StaffCards {
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

  /** Posts a card, or what is new of it; the photo stays. False: no such person. Fails: `HouseFailure`. */
  save(hall: string, person: string, { post, duties, promise }: CardWish): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const staff = trx.selectFrom('staff').select('id').where('hall', '=', hall);
      const known = await staff.where('id', '=', person).executeTakeFirst();
      if (!known) return { changed: false, value: false };
      const told = {
        post: JSON.stringify(post),
        duties: duties && JSON.stringify(duties),
        promise: promise && JSON.stringify(promise),
        delete_at: this.#clock.now() + CARD_KEPT_MS,
      };
      await trx
        .insertInto('staff_cards')
        .values({ person, hall, ...told, photo_id: null, photo: null, purpose })
        .onConflict((conflict) => conflict.column('person').doUpdateSet(told))
        .execute();
      return { changed: true, value: true };
    });
  }

  /** Puts a photo (a JPEG) on a card. False: the person has no card. Fails: `HouseFailure`. */
  setPhoto(hall: string, person: string, jpeg: Buffer): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const set = { photo_id: newId(this.#dice), photo: jpeg.toString('base64') };
      const mine = trx.updateTable('staff_cards').set(set).where('hall', '=', hall);
      const { numUpdatedRows } = await mine.where('person', '=', person).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: numUpdatedRows > 0n };
    });
  }

  /** Takes a card away with its photo. False: there is none. Fails: `HouseFailure`. */
  remove(hall: string, person: string): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const mine = trx.deleteFrom('staff_cards').where('hall', '=', hall);
      const gone = (await mine.where('person', '=', person).executeTakeFirst()).numDeletedRows > 0n;
      return { changed: gone, value: gone };
    });
  }

  /** The photo of this id as a JPEG; null: there is none any more. Fails: `HouseFailure`. */
  async photo(hall: string, id: string): Promise<Buffer | null> {
    const query = this.#house.db.selectFrom('staff_cards').select('photo').where('hall', '=', hall);
    const photo = (await query.where('photo_id', '=', id).executeTakeFirst())?.photo;
    return photo == null ? null : Buffer.from(photo, 'base64');
  }

  /** The cards that are posted, by person; of disabled accounts none. Fails: `HouseFailure`. */
  async posted(hall: string): Promise<Map<string, StaffCard>> {
    const told = (await this.list(hall, { enabled: true })).flatMap(({ person, card }) => {
      if (card === null) return [];
      const { deleteAt: _, ...posted } = card;
      return [[person, posted] as const];
    });
    return new Map(told);
  }

  /** Everybody by account, with the card. Fails: `HouseFailure`. */
  async list(hall: string, { enabled = false } = {}): Promise<CardOf[]> {
    let query = this.#house.db
      .selectFrom('staff')
      .leftJoin('staff_cards', 'staff_cards.person', 'staff.id')
      .select(['staff.id', 'staff.account', 'staff.name'])
      .select(['staff_cards.post', 'duties', 'promise', 'photo_id', 'delete_at'])
      .where('staff.hall', '=', hall);
    if (enabled) query = query.where('disabled', '=', 0);
    const rows = await query.orderBy('account').limit(PEOPLE_LISTED_MAX).execute();
    return rows.map(({ id: person, account, name, ...row }) => {
      return { person, account, name, card: cardIn(name, row) };
    });
  }

  /** Deletes what nobody has confirmed for so long. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const over = this.#house.db
      .deleteFrom('staff_cards')
      .where('delete_at', '<', this.#clock.now());
    await over.execute();
  }
}

type CardRow = {
  [K in 'post' | 'duties' | 'promise' | 'photo_id' | 'delete_at']: Tables['staff_cards'][K] | null;
};

function cardIn(name: string, row: CardRow): CardOf['card'] {
  if (row.post === null || row.delete_at === null) return null;
  return {
    name,
    post: JSON.parse(row.post) as PostedTexts,
    duties: row.duties === null ? null : (JSON.parse(row.duties) as PostedTexts),
    promise: row.promise === null ? null : (JSON.parse(row.promise) as PostedTexts),
    photo: row.photo_id === null ? null : photoPath(row.photo_id),
    deleteAt: Number(row.delete_at),
  };
}
