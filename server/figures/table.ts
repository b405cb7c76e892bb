/**
 * The figures as they are kept: legs, sums and the folding's state, filled in one transaction with the
 * follower's cursor, so that no event counts twice and none is lost.
 */
import { sql, type Transaction } from 'kysely';
import { type Advance, Cursors } from '../house/cursors.ts';
import { type HouseDatabase, inPieces } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import type { Dimension, LegFact, SumRow } from './facts.ts';
import type { Folded } from './fold.ts';
import { type FoldState, nothingYet, packed, unpacked } from './state.ts';
import { addSums, type Sums } from './sums.ts';

/** Rows that one statement deletes: it holds the thread for about 10 ms. */
const deletedAtOnce = 2_000;

export const cursorName = (hall: string): string => `figures/${hall}`;
export const ratingCursorName = (hall: string): string => `figure-ratings/${hall}`;

export class FigureTable {
  readonly house: HouseDatabase;
  readonly cursors: Cursors;

  constructor(house: HouseDatabase) {
    this.house = house;
    this.cursors = new Cursors(house);
  }

  /** The last `seq` whose figures stand here. Fails: `HouseFailure`. */
  cursor(hall: string): Promise<number> {
    return this.cursors.read(cursorName(hall));
  }

  /** Where the folding stood at the cursor. Fails: `HouseFailure`. */
  async state(hall: string): Promise<FoldState> {
    const query = this.house.db.selectFrom('figure_states').select('body').where('hall', '=', hall);
    const row = await query.executeTakeFirst();
    return row ? unpacked(row.body) : nothingYet();
  }

  /**
   * Adds what came of the events after `from` up to `to`. False when somebody else has already been
   * here: read the state again. Fails: `HouseFailure`, and nothing stands then.
   */
  fill(hall: string, advance: Advance, { facts, sums }: Folded, state: FoldState) {
    return this.cursors.advance(cursorName(hall), advance, async (trx) => {
      await writeLegs(trx, hall, facts);
      await addRows(trx, hall, sums.withMonths().rows());
      const row = { hall, seq: state.seq, body: packed(state) };
      const { seq, body } = row;
      await trx
        .insertInto('figure_states')
        .values(row)
        .onConflict((conflict) => conflict.column('hall').doUpdateSet({ seq, body }))
        .execute();
    });
  }

  /** All sums of one span, a day or a month. Fails: `HouseFailure`. */
  async sums(hall: string, span: string): Promise<SumRow[]> {
    const query = this.house.db.selectFrom('figure_sums').select(['span', 'dim', 'key', 'body']);
    const rows = await query.where('hall', '=', hall).where('span', '=', span).execute();
    return rows.map(({ body, ...row }) => ({ ...row, sums: JSON.parse(body) as Sums }));
  }

  /**
   * Forgets all figures of a hall, in bites, so that they are made again from the log's beginning: the
   * cursor goes back with the last of them. `breathe` lets others come in between. Fails: `HouseFailure`.
   */
  async forget(hall: string, breathe: () => Promise<void>): Promise<void> {
    const { db, kind } = this.house;
    const row = sql.raw(kind === 'sqlite' ? 'rowid' : 'ctid');
    for (const table of ['figure_legs', 'figure_sums', 'figure_ratings'] as const) {
      let deleted = 1n;
      while (deleted > 0n) {
        const done = await sql`delete from ${sql.table(table)} where ${row} in (
          select ${row} from ${sql.table(table)} where hall = ${hall} limit ${deletedAtOnce})`.execute(
          db,
        );
        deleted = done.numAffectedRows ?? 0n;
        await breathe();
      }
    }
    await db.transaction().execute(async (trx) => {
      const names = [cursorName(hall), ratingCursorName(hall)];
      await trx.deleteFrom('follower_cursors').where('name', 'in', names).execute();
      await trx.deleteFrom('figure_states').where('hall', '=', hall).execute();
      await trx.deleteFrom('figure_sums').where('hall', '=', hall).execute();
      await trx.deleteFrom('figure_ratings').where('hall', '=', hall).execute();
    });
  }
}

async function writeLegs(
  trx: Transaction<Tables>,
  hall: string,
  facts: readonly LegFact[],
): Promise<void> {
  for (const piece of inPieces(facts)) {
    await trx
      .insertInto('figure_legs')
      .values(piece.map((fact) => legRow(hall, fact)))
      .onConflict((conflict) =>
        // What a rebuild finds here was filled meanwhile from the same events.
        conflict.columns(['hall', 'ticket', 'step', 'leg']).doNothing(),
      )
      .execute();
  }
}

function legRow(hall: string, fact: LegFact): Tables['figure_legs'] {
  const { ticket, step, leg, day, service, channel, counter, clerk, since } = fact;
  const { outcome, misses, recalls, overtaken, rule, promised } = fact;
  return {
    ...{ hall, ticket, step, leg, day, service, items: JSON.stringify(fact.items) },
    ...{ class: fact.class, channel, counter, clerk, since, called_at: fact.calledAt },
    ...{ started_at: fact.startedAt, ended_at: fact.endedAt, served_ms: fact.servedMs },
    ...{ ended: fact.end, outcome, misses, recalls, overtaken, rule },
    ...{ promised_low: promised?.low ?? null, promised_high: promised?.high ?? null },
  };
}

/** Adds to the sums that stand there; only rows that something was added to are read and written. */
async function addRows(
  trx: Transaction<Tables>,
  hall: string,
  rows: readonly SumRow[],
): Promise<void> {
  const idOf = (span: string, dim: Dimension, key: string) => `${span}\n${dim}\n${key}`;
  const spans = [...new Set(rows.map(({ span }) => span))];
  const keys = [...new Set(rows.map(({ key }) => key))];
  const before = new Map<string, string>();
  for (const piece of inPieces(keys)) {
    const query = trx.selectFrom('figure_sums').select(['span', 'dim', 'key', 'body']);
    const mine = query.where('hall', '=', hall).where('span', 'in', spans);
    for (const { span, dim, key, body } of await mine.where('key', 'in', piece).execute()) {
      before.set(idOf(span, dim, key), body);
    }
  }
  const after = rows.map(({ span, dim, key, sums }) => {
    const body = before.get(idOf(span, dim, key));
    const all = body === undefined ? {} : (JSON.parse(body) as Sums);
    addSums(all, sums);
    return { hall, span, dim, key, body: JSON.stringify(all) };
  });
  for (const piece of inPieces(after)) {
    await trx
      .insertInto('figure_sums')
      .values(piece)
      .onConflict((conflict) =>
        conflict
          .columns(['hall', 'span', 'dim', 'key'])
          .doUpdateSet((of) => ({ body: of.ref('excluded.body') })),
      )
      .execute();
  }
}
