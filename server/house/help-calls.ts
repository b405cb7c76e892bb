/**
 * Calls for help from kiosks (帮办): at most one open call a kiosk, who took it up, and how long it
 * took. They decide nothing about who is served when, so they are a house fact and no events.
 */
import type { Transaction } from 'kysely';
import { kioskId } from '../../core/hall/ids.ts';
import type { HelpCall } from '../../core/views/facts.ts';
import type { Clock } from './clock.ts';
import { type HouseDatabase, literal } from './database.ts';
import { HouseFailure } from './failure.ts';
import type { Revs } from './rev.ts';
import type { Tables } from './tables.ts';

const hourMs = 3_600_000;
/** An open call that nobody ended is over after so long: the hall has gone home since. */
export const OPEN_MS_MAX = 12 * hourMs;
/** How long it is known who helped whom, and how soon. */
export const KEPT_MS = 30 * 24 * hourMs;

interface Dice {
  bytes(count: number): Uint8Array;
}
const idBytes = 12;

export type HelpAct = 'ok' | 'help-taken' | 'unknown-call';

export class HelpCalls {
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

  /** Asks for help at this kiosk; while a call is open it is that one. Returns its id. Fails: `HouseFailure`. */
  call(hall: string, kiosk: string): Promise<string> {
    return this.#revs.change(hall, async (trx) => {
      const id = Buffer.from(this.#dice.bytes(idBytes)).toString('base64url');
      const row = { id, hall, kiosk, state: 'asked' as const, asked_at: this.#clock.now() };
      const nobody = { accepted_by: null, accepted_at: null, finished_by: null, finished_at: null };
      const insert = trx.insertInto('help_calls').values({ ...row, ...nobody });
      const made = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 1n) return { changed: true, value: id };
      const open = trx.selectFrom('help_calls').select('id').where('hall', '=', hall);
      const mine = open.where('kiosk', '=', kiosk).where('state', '!=', literal('done'));
      const present = await mine.executeTakeFirst();
      if (!present) throw new HouseFailure('unavailable', 'the call was ended in that moment');
      return { changed: false, value: present.id };
    });
  }

  /** Somebody goes there. The same one again changes nothing. Fails: `HouseFailure`. */
  accept(hall: string, id: string, by: string): Promise<HelpAct> {
    return this.#act(hall, id, async (call, trx) => {
      if (call.state === 'done') return { changed: false, value: 'unknown-call' };
      if (call.state === 'accepted') {
        return { changed: false, value: call.accepted_by === by ? 'ok' : 'help-taken' };
      }
      const set = { state: 'accepted' as const, accepted_by: by, accepted_at: this.#clock.now() };
      await trx.updateTable('help_calls').set(set).where('id', '=', id).execute();
      return { changed: true, value: 'ok' };
    });
  }

  /** It is done, by whoever says so; without an acceptance before it that one has helped. Fails: `HouseFailure`. */
  finish(hall: string, id: string, by: string): Promise<HelpAct> {
    return this.#act(hall, id, async (call, trx) => {
      if (call.state === 'done') return { changed: false, value: 'ok' };
      const now = this.#clock.now();
      const set = {
        state: 'done' as const,
        ...{ finished_by: by, finished_at: now },
        accepted_by: call.accepted_by ?? by,
        accepted_at: call.accepted_at ?? now,
      };
      await trx.updateTable('help_calls').set(set).where('id', '=', id).execute();
      return { changed: true, value: 'ok' };
    });
  }

  /** Calls that are not done, oldest first. Fails: `HouseFailure`. */
  async open(hall: string): Promise<HelpCall[]> {
    const query = this.#house.db.selectFrom('help_calls').select(['id', 'kiosk', 'asked_at']);
    const open = query
      .select('state')
      .where('hall', '=', hall)
      .where('state', '!=', literal('done'));
    const rows = await open.orderBy('asked_at').orderBy('id').execute();
    return rows.flatMap(({ id, kiosk, asked_at: at, state }) =>
      state === 'done' ? [] : [{ id, kiosk: kioskId(kiosk), at, state }],
    );
  }

  /** Marks what was asked at or before then (epoch ms) and taken up by nobody. Fails: `HouseFailure`. */
  unanswered(hall: string, askedBy: number): Promise<void> {
    return this.#revs.change(hall, async (trx) => {
      const calls = trx.updateTable('help_calls').set({ state: 'unanswered' });
      const late = calls.where('hall', '=', hall).where('state', '=', 'asked');
      const { numUpdatedRows } = await late.where('asked_at', '<=', askedBy).executeTakeFirst();
      return { changed: numUpdatedRows > 0n, value: undefined };
    });
  }

  /** Ends what was forgotten and deletes what is old. Fails: `HouseFailure`. */
  sweep(hall: string): Promise<void> {
    const now = this.#clock.now();
    return this.#revs.change(hall, async (trx) => {
      const old = trx.deleteFrom('help_calls').where('asked_at', '<', now - KEPT_MS);
      await old.where('hall', '=', hall).execute();
      const open = trx.updateTable('help_calls').set({ state: 'done', finished_at: now });
      const forgotten = open.where('hall', '=', hall).where('state', '!=', literal('done'));
      const before = forgotten.where('asked_at', '<', now - OPEN_MS_MAX);
      return { changed: (await before.executeTakeFirst()).numUpdatedRows > 0n, value: undefined };
    });
  }

  #act(
    hall: string,
    id: string,
    work: (
      call: Tables['help_calls'],
      trx: Transaction<Tables>,
    ) => Promise<{ changed: boolean; value: HelpAct }>,
  ): Promise<HelpAct> {
    return this.#revs.change(hall, async (trx) => {
      const query = trx.selectFrom('help_calls').selectAll().where('id', '=', id);
      // Two clerks on two hubs: the second waits here and sees what the first did.
      const locked = this.#house.kind === 'postgres' ? query.forUpdate() : query;
      const call = await locked.where('hall', '=', hall).executeTakeFirst();
      return call ? work(call, trx) : { changed: false, value: 'unknown-call' };
    });
  }
}
