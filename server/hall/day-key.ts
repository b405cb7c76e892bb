/**
 * The key of a service day, under which a person is one `visitor` in the log and nobody knows who.
 * It is drawn from the hall's key, which lies outside every database, and from a salt of the day,
 * which all hubs of the hall find in one row. When the day closes the row is deleted, and no key of
 * that day can ever be made again: docs/decisions/0004-the-key-of-a-day.md.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Hall } from '../../core/hall/state.ts';
import type { HouseDatabase } from '../house/database.ts';
import { HouseFailure } from '../house/failure.ts';
import type { Clock, Dice } from './clock.ts';
import type { Keeper } from './keeper.ts';

const saltBytes = 32;
/** How soon it is tried again when the tables did not answer. */
const retryMs = 5_000;

export interface DayKeyParts {
  readonly house: HouseDatabase;
  readonly hall: string;
  readonly hallKey: Uint8Array;
  readonly dice: Dice;
}

export class DayKeys {
  readonly #parts: DayKeyParts;
  readonly #hallKey: KeyObject;
  readonly #keys = new Map<number, Promise<KeyObject>>();

  constructor(parts: DayKeyParts) {
    this.#parts = parts;
    this.#hallKey = createSecretKey(parts.hallKey);
  }

  /**
   * The key of the day that opened then (epoch ms), the same on every hub, made when it is asked for
   * first. Fails: `HouseFailure`.
   */
  keyOf(openedAt: number): Promise<KeyObject> {
    const known = this.#keys.get(openedAt);
    if (known) return known;
    const made = this.#make(openedAt);
    this.#keys.set(openedAt, made);
    made.catch(() => this.#keys.delete(openedAt));
    return made;
  }

  /** Destroys the keys of all days that opened before then (epoch ms). Fails: `HouseFailure`. */
  async destroyBefore(openedAt: number): Promise<void> {
    for (const day of [...this.#keys.keys()]) if (day < openedAt) this.#keys.delete(day);
    const { house, hall } = this.#parts;
    const salts = house.db.deleteFrom('day_salts').where('hall', '=', hall);
    await salts.where('opened_at', '<', openedAt).execute();
  }

  async #make(openedAt: number): Promise<KeyObject> {
    const { house, hall, dice } = this.#parts;
    const ours = Buffer.from(dice.bytes(saltBytes)).toString('base64url');
    const row = { hall, opened_at: openedAt, salt: ours };
    const fresh = house.db.insertInto('day_salts').values(row);
    await fresh.onConflict((conflict) => conflict.doNothing()).execute();
    const query = house.db.selectFrom('day_salts').select('salt').where('hall', '=', hall);
    const found = await query.where('opened_at', '=', openedAt).executeTakeFirst();
    if (!found) throw new HouseFailure('unavailable', 'the day closed while its key was made');
    const key = createHmac('sha256', this.#hallKey).update(`day:${openedAt}:${found.salt}`);
    return createSecretKey(key.digest());
  }
}

export interface DayKeyFollowerParts {
  readonly keeper: Pick<Keeper, 'follow' | 'look'>;
  readonly keys: Pick<DayKeys, 'keyOf' | 'destroyBefore'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/**
 * Makes a day's key when the day opens and destroys it when it closes, on every hub. Works until the
 * returned function is called, which resolves when nothing is under way.
 */
export function followDayKeys({ keeper, keys, clock, complain }: DayKeyFollowerParts) {
  let seen = '';
  let timer: unknown = null;
  let ended = false;
  let work = Promise.resolve();

  const turn = async (openedAt: number, open: boolean) => {
    try {
      await keys.destroyBefore(open ? openedAt : openedAt + 1);
      if (open) await keys.keyOf(openedAt);
    } catch (error) {
      if (ended) return;
      complain('the key of a day could not be made or destroyed', error);
      seen = '';
      timer ??= clock.setTimeout(() => {
        timer = null;
        look();
      }, retryMs);
    }
  };
  const check = ({ day }: Hall) => {
    const now = `${day?.openedAt}:${day?.open}`;
    if (day === null || now === seen || ended) return;
    seen = now;
    const { openedAt, open } = day;
    work = work.then(() => turn(openedAt, open));
  };
  // While the log is away nothing opens or closes; its return is a change.
  const look = () => void keeper.look(check).catch(() => {});
  const unfollow = keeper.follow(({ hall }) => check(hall));
  look();
  return (): Promise<void> => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
    return work;
  };
}
