/**
 * Which ticket was given when, of this day and all past ones: the hall's running state knows only
 * today, so questions about an older ticket (the integration API, a complaint, a reprint) begin
 * here and are answered from the log. Filled by a follower of the log; it decides nothing.
 */
import type { Advance, Cursors } from './cursors.ts';
import { type HouseDatabase, inPieces } from './database.ts';

export interface TicketRow {
  readonly ticket: string;
  /** The service day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly label: string;
  /** Where in the hall's stream the ticket was issued. */
  readonly seq: number;
  /** The hash of the secret in its link; null where it has none, or came before it was kept here. */
  readonly linkHash: string | null;
}

export class Tickets {
  readonly #house: HouseDatabase;
  readonly #cursors: Cursors;

  constructor(house: HouseDatabase, cursors: Cursors) {
    this.#house = house;
    this.#cursors = cursors;
  }

  /** The last `seq` of the hall's stream that has been read into this table. Fails: `HouseFailure`. */
  cursor(hall: string): Promise<number> {
    return this.#cursors.read(cursorName(hall));
  }

  /**
   * Adds the tickets issued in the rows after `from` up to `to`. False when somebody else has already
   * been here: read the cursor again. Fails: `HouseFailure`, and nothing stands then.
   */
  fill(hall: string, advance: Advance, rows: readonly TicketRow[]): Promise<boolean> {
    return this.#cursors.advance(cursorName(hall), advance, async (trx) => {
      for (const piece of inPieces(rows)) {
        await trx
          .insertInto('tickets')
          .values(
            piece.map(({ ticket, day, label, seq, linkHash }) => ({
              ...{ hall, ticket, day, label, seq },
              link_hash: linkHash,
            })),
          )
          .onConflict((conflict) => conflict.columns(['hall', 'ticket']).doNothing())
          .execute();
      }
    });
  }

  /** Null when the hall never gave it, or the follower has not come so far. Fails: `HouseFailure`. */
  async find(hall: string, ticket: string): Promise<TicketRow | null> {
    const query = this.#of(hall).where('ticket', '=', ticket);
    return (await query.executeTakeFirst()) ?? null;
  }

  /** The ticket that wore this label on that day. Fails: `HouseFailure`. */
  async findByLabel(hall: string, day: string, label: string): Promise<TicketRow | null> {
    const query = this.#of(hall).where('day', '=', day).where('label', '=', label);
    return (await query.orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? null;
  }

  /** The ticket behind a link; null as for `find`. Fails: `HouseFailure`. */
  async findByLink(hall: string, linkHash: string): Promise<TicketRow | null> {
    const query = this.#of(hall).where('link_hash', '=', linkHash);
    return (await query.orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? null;
  }

  #of(hall: string) {
    const query = this.#house.db
      .selectFrom('tickets')
      .select(['ticket', 'day', 'label', 'seq', 'link_hash as linkHash']);
    return query.where('hall', '=', hall);
  }
}

function cursorName(hall: string): string {
  return `tickets/${hall}`;
}
