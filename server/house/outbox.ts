/**
 * The outbox of texts: a row for each text that is to go, from the event that asked for it to what the
 * carrier says became of it. A text is claimed before it is handed over, so whatever dies in between,
 * it goes out once or not at all; what nobody can tell is `unknown` and never sent again by itself.
 */
import type { Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { Cursors } from './cursors.ts';
import { type HouseDatabase, inPieces, literal } from './database.ts';
import type { Tables } from './tables.ts';
import {
  asText,
  type NewText,
  type TextCount,
  type TextRow,
  type Unreported,
} from './text-rows.ts';
import type { TextState } from './text-tables.ts';

const dayMs = 86_400_000;
/** For the month's cost and complaints about it; no person stands in these rows. */
export const TEXTS_KEPT_MS = 62 * dayMs;
/** Carriers tell within three days what became of a text. */
export const REFS_KEPT_MS = 4 * dayMs;
export const TEXTS_LISTED_MAX = 1_000;
/** Refs of one text: a part each. */
const refsMax = 16;

/** What is followed: the hall's events for visitors, changes of cases for managers. */
export type TextSource = 'texts' | 'duty-texts';

/** How a text that was being handed over goes on. */
export interface Settling {
  readonly state: Exclude<TextState, 'sending'>;
  readonly reason: string | null;
  readonly provider: string | null;
  readonly parts?: number;
  readonly cost?: number;
  readonly refs?: readonly string[];
  /** For `queued`: when it is tried again, and how often it was by now. */
  readonly nextAt?: number;
  readonly tries?: number;
}

export type Reported = 'delivered' | 'undelivered' | 'expired';

/**
 * What a carrier has, or may have, and may charge; `expired` with parts is its own word for what it took
 * and did not bring (docs/texts.md).
 */
const handed: readonly TextState[] = ['sending', 'accepted', 'delivered', 'undelivered', 'unknown'];

/** Those that came to nothing, and those of which nobody knows. */
const failedStates: readonly TextState[] = ['undelivered', 'refused', 'failed', 'unknown'];

/** What is looked for among the texts. */
export interface TextSearch {
  /** Epoch milliseconds: from, and before. */
  readonly from: number;
  readonly until: number;
  /** A piece of a label, as labels are written; empty: any. */
  readonly label: string;
  readonly failed: boolean;
}

export class Outbox {
  readonly #house: HouseDatabase;
  readonly #cursors: Cursors;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, cursors: Cursors, clock: Clock) {
    this.#house = house;
    this.#cursors = cursors;
    this.#clock = clock;
  }

  /** How far a source has been read for texts. Fails: `HouseFailure`. */
  cursor(hall: string, source: TextSource = 'texts'): Promise<number> {
    return this.#cursors.read(cursorName(hall, source));
  }

  /**
   * Puts in what the rows up to `to` ask for, with the cursor in one transaction. False: another hub
   * was here first. Fails: `HouseFailure`, and nothing stands then.
   */
  fill(
    hall: string,
    from: number,
    to: number,
    texts: readonly NewText[],
    source: TextSource = 'texts',
  ): Promise<boolean> {
    const name = cursorName(hall, source);
    return this.#cursors.advance(name, { from, to }, (trx) => put(trx, hall, texts));
  }

  /** Puts in texts that no single event asks for; what is there already stays. Fails: `HouseFailure`. */
  async add(hall: string, texts: readonly NewText[]): Promise<void> {
    await this.#house.db.transaction().execute((trx) => put(trx, hall, texts));
  }

  /** Which of these tickets have been told of this, as `ticket/step`. Fails: `HouseFailure`. */
  async told(hall: string, kind: string, tickets: readonly string[]): Promise<Set<string>> {
    const told = new Set<string>();
    for (const piece of inPieces(tickets)) {
      const query = this.#house.db.selectFrom('texts').select(['ticket', 'step']);
      const mine = query.where('hall', '=', hall).where('kind', '=', kind);
      const rows = await mine.where('ticket', 'in', piece).execute();
      for (const { ticket, step } of rows) told.add(`${ticket}/${step}`);
    }
    return told;
  }

  /** What is to go now, the most urgent first. Fails: `HouseFailure`. */
  async due(hall: string, limit: number): Promise<TextRow[]> {
    const query = this.#of(hall).where('state', '=', literal('queued'));
    const now = this.#clock.now();
    const due = query.where('next_at', '<=', now).orderBy('expires_at').orderBy('made_at');
    return (await due.limit(limit).execute()).map(asText);
  }

  /** Takes a text in hand; false: another has it, or it is over. Fails: `HouseFailure`. */
  async claim(hall: string, id: string, by: string): Promise<boolean> {
    const query = this.#house.db
      .updateTable('texts')
      .set({ state: 'sending', claimed_by: by, handed_at: this.#clock.now() });
    const mine = query.where('hall', '=', hall).where('id', '=', id).where('state', '=', 'queued');
    return (await mine.executeTakeFirst()).numUpdatedRows > 0n;
  }

  /** What became of a text that this process has in hand. Fails: `HouseFailure`. */
  async settle(hall: string, id: string, by: string, how: Settling): Promise<void> {
    const { state, reason, provider, parts = 0, cost = 0, refs = [] } = how;
    const now = this.#clock.now();
    const again = state === 'queued' ? { next_at: how.nextAt ?? now, tries: how.tries ?? 0 } : {};
    const ended_at = state === 'queued' ? null : now;
    await this.#house.db.transaction().execute(async (trx) => {
      // Whoever took it for lost meanwhile has made it `unknown`: what is known now is better.
      const settled = await trx
        .updateTable('texts')
        .set({ state, reason, provider, parts, cost, ended_at, ...again })
        .where('hall', '=', hall)
        .where('id', '=', id)
        .where('claimed_by', '=', by)
        .where('state', 'in', state === 'queued' ? ['sending'] : ['sending', 'unknown'])
        .executeTakeFirst();
      if (settled.numUpdatedRows === 0n || provider === null) return;
      for (const ref of refs.slice(0, refsMax)) {
        const row = { hall, provider, ref, text: id, state: null, at: now };
        const query = trx.insertInto('text_refs').values(row);
        await query.onConflict((conflict) => conflict.doNothing()).execute();
      }
    });
  }

  /** It is over before anybody had it in hand. Fails: `HouseFailure`. */
  async drop(
    hall: string,
    id: string,
    state: 'expired' | 'refused',
    reason: string,
  ): Promise<void> {
    const query = this.#house.db
      .updateTable('texts')
      .set({ state, reason, ended_at: this.#clock.now() });
    await query
      .where('hall', '=', hall)
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .execute();
  }

  /** What others had in hand when they died may have gone: nobody can tell. Fails: `HouseFailure`. */
  async disown(hall: string, by: string): Promise<number> {
    const query = this.#house.db
      .updateTable('texts')
      .set({ state: 'unknown', reason: 'lost-in-sending', ended_at: this.#clock.now() });
    const theirs = query.where('hall', '=', hall).where('state', '=', literal('sending'));
    return Number((await theirs.where('claimed_by', '<>', by).executeTakeFirst()).numUpdatedRows);
  }

  /**
   * What a carrier says of a part. False: no text of that name is known (yet). A text is delivered
   * when all of its parts are; `detail`: the carrier's code, kept where it is not. Fails: `HouseFailure`.
   */
  async report(
    hall: string,
    provider: string,
    ref: string,
    state: Reported,
    detail = '',
  ): Promise<boolean> {
    const now = this.#clock.now();
    return this.#house.db.transaction().execute(async (trx) => {
      // Modems count to 255 and begin anew: the latest text of that name is meant.
      const found = await trx
        .selectFrom('text_refs')
        .select('text')
        .where('hall', '=', hall)
        .where('provider', '=', provider)
        .where('ref', '=', ref)
        .where('state', 'is', null)
        .where('at', '>=', now - REFS_KEPT_MS)
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!found) return false;
      const { text } = found;
      const refs = trx.updateTable('text_refs').set({ state }).where('hall', '=', hall);
      await refs
        .where('provider', '=', provider)
        .where('ref', '=', ref)
        .where('text', '=', text)
        .execute();
      const parts = trx.selectFrom('text_refs').select('state').where('hall', '=', hall);
      const states = (await parts.where('text', '=', text).execute()).map((one) => one.state);
      const bad = states.find((one) => one === 'undelivered' || one === 'expired');
      const end = bad ?? (states.every((one) => one === 'delivered') ? 'delivered' : null);
      if (end === null) return true;
      const why = end !== 'delivered' && detail !== '' ? { reason: detail } : {};
      const query = trx.updateTable('texts').set({ state: end, ended_at: now, ...why });
      await query
        .where('hall', '=', hall)
        .where('id', '=', text)
        .where('state', 'in', ['accepted', 'unknown'])
        .execute();
      return true;
    });
  }

  /**
   * Parts of texts of these providers of which nothing was reported, handed over at least so long ago;
   * the latest first. Fails: `HouseFailure`.
   */
  async unreported(
    hall: string,
    providers: readonly string[],
    agoMs: number,
  ): Promise<Unreported[]> {
    const now = this.#clock.now();
    const rows = await this.#house.db
      .selectFrom('text_refs')
      .innerJoin('texts', (join) =>
        join.onRef('texts.hall', '=', 'text_refs.hall').onRef('texts.id', '=', 'text_refs.text'),
      )
      .select(['text_refs.provider', 'text_refs.ref', 'text_refs.at'])
      .select(['texts.ticket', 'texts.duty'])
      .where('text_refs.hall', '=', hall)
      .where('text_refs.provider', 'in', [...providers])
      .where('text_refs.state', 'is', null)
      .where('text_refs.at', '<=', now - agoMs)
      .where('text_refs.at', '>', now - REFS_KEPT_MS)
      .where('texts.state', 'in', ['accepted', 'unknown'])
      .orderBy('text_refs.at', 'desc')
      .limit(TEXTS_LISTED_MAX)
      .execute();
    return rows.map(({ at, ...row }) => ({ ...row, sentAt: at }));
  }

  /**
   * How many texts were handed over for these tickets; null: for all visitors. Fails: `HouseFailure`.
   */
  async handedOver(
    hall: string,
    since: number,
    tickets: readonly string[] | null,
  ): Promise<number> {
    let query = this.#house.db
      .selectFrom('texts')
      .select((of) => of.fn.countAll().as('count'))
      .where('hall', '=', hall)
      .where('duty', 'is', null)
      .where('made_at', '>=', since)
      .where(({ eb, or }) => or([eb('state', 'in', handed), eb('parts', '>', 0)]));
    if (tickets !== null) query = query.where('ticket', 'in', tickets.length > 0 ? tickets : ['']);
    return Number((await query.executeTakeFirstOrThrow()).count);
  }

  /** How many texts but those of the kind `except` a manager has had. Fails: `HouseFailure`. */
  async handedToDuty(hall: string, duty: string, since: number, except: string): Promise<number> {
    const query = this.#house.db
      .selectFrom('texts')
      .select((of) => of.fn.countAll().as('count'))
      .where('hall', '=', hall)
      .where('duty', '=', duty)
      .where('handed_at', '>=', since)
      .where('kind', '<>', except)
      .where(({ eb, or }) => or([eb('state', 'in', handed), eb('parts', '>', 0)]));
    return Number((await query.executeTakeFirstOrThrow()).count);
  }

  /** The texts made since then, newest first. Fails: `HouseFailure`. */
  async list(hall: string, since: number, limit = TEXTS_LISTED_MAX): Promise<TextRow[]> {
    const query = this.#of(hall).where('made_at', '>=', since).orderBy('made_at', 'desc');
    const rows = await query.orderBy('id').limit(Math.min(limit, TEXTS_LISTED_MAX)).execute();
    return rows.map(asText);
  }

  /** Those that fit, the newest first, and how many there are in all. Fails: `HouseFailure`. */
  async search(hall: string, { from, until, label, failed }: TextSearch) {
    let query = this.#house.db.selectFrom('texts').where('hall', '=', hall);
    query = query.where('made_at', '>=', from).where('made_at', '<', until);
    // Labels hold no sign that means something in a pattern; whatever does finds nothing.
    if (label !== '') query = query.where('label', 'like', `%${label.replace(/[%_\\]/g, '')}%`);
    if (failed) query = query.where('state', 'in', failedStates);
    const [{ total }, rows] = await Promise.all([
      query.select((of) => of.fn.countAll().as('total')).executeTakeFirstOrThrow(),
      query.selectAll().orderBy('made_at', 'desc').orderBy('id').limit(TEXTS_LISTED_MAX).execute(),
    ]);
    return { total: Number(total), rows: rows.map(asText) };
  }

  /** The texts of a kind made since then, newest first, at most so many. Fails: `HouseFailure`. */
  async ofKind(hall: string, kind: string, since: number, limit: number): Promise<TextRow[]> {
    const query = this.#of(hall).where('kind', '=', kind).where('made_at', '>', since);
    const rows = await query.orderBy('made_at', 'desc').orderBy('id').limit(limit).execute();
    return rows.map(asText);
  }

  /** One text; null: there is none. Fails: `HouseFailure`. */
  async find(hall: string, id: string): Promise<TextRow | null> {
    const row = await this.#of(hall).where('id', '=', id).executeTakeFirst();
    return row ? asText(row) : null;
  }

  /** How many of each kind and state, with their parts and cost. Fails: `HouseFailure`. */
  async countBy(hall: string, since: number): Promise<TextCount[]> {
    const rows = await this.#house.db
      .selectFrom('texts')
      .select((of) => [
        ...(['kind', 'state'] as const),
        of.fn.countAll().as('count'),
        of.fn.sum('parts').as('parts'),
        of.fn.sum('cost').as('cost'),
      ])
      .where('hall', '=', hall)
      .where('made_at', '>=', since)
      .groupBy(['kind', 'state'])
      .orderBy('kind')
      .orderBy('state')
      .execute();
    return rows.map(({ kind, state, count, parts, cost }) => ({
      ...{ kind, state, count: Number(count), parts: Number(parts), cost: Number(cost) },
    }));
  }

  /** Deletes what is old; returns how many texts. Fails: `HouseFailure`. */
  async sweep(): Promise<number> {
    const now = this.#clock.now();
    await this.#house.db
      .deleteFrom('text_refs')
      .where('at', '<', now - REFS_KEPT_MS)
      .execute();
    const query = this.#house.db.deleteFrom('texts').where('made_at', '<', now - TEXTS_KEPT_MS);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }

  #of(hall: string) {
    return this.#house.db.selectFrom('texts').selectAll().where('hall', '=', hall);
  }
}

const cursorName = (hall: string, source: TextSource): string => `${source}:${hall}`;

async function put(
  trx: Transaction<Tables>,
  hall: string,
  texts: readonly NewText[],
): Promise<void> {
  const rows = texts.map(({ madeAt, expiresAt, nextAt, duty = null, ...text }) => ({
    ...{ ...text, duty, hall, state: 'queued' as const, reason: null, provider: null },
    ...{ tries: 0, parts: 0, cost: 0, made_at: madeAt, next_at: nextAt, expires_at: expiresAt },
    ...{ claimed_by: null, handed_at: null, ended_at: null },
  }));
  for (const piece of inPieces(rows)) {
    const query = trx.insertInto('texts').values(piece);
    await query.onConflict((conflict) => conflict.doNothing()).execute();
  }
}
