/**
 * Fills the table of tickets from the log, so that a ticket of any past day can be found. It stands
 * behind everybody else: nobody waits for it, and it reads the log, not the keeper's state.
 */
import type { EventBodies } from '../../core/hall/events.ts';
import type { Log, Row } from '../../log/log.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { TicketRow, Tickets } from '../house/tickets.ts';

/** Changes are taken up together after so long; a failure is tried again after so long. */
const waitMs = { change: 500, failure: 5_000 };
const pageRows = 1_000;

export interface TicketsFollowerParts {
  readonly keeper: Keeper;
  readonly log: Log;
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called. */
export function followTickets(parts: TicketsFollowerParts): () => void {
  const { keeper, clock, complain } = parts;
  let timer: unknown = null;
  let running = false;
  let ended = false;
  let changed = false;
  let day: string | null = null;

  const wake = (ms: number) => {
    if (timer !== null || running || ended) return;
    timer = clock.setTimeout(() => void run(), ms);
  };
  const run = async () => {
    timer = null;
    running = true;
    let again: number | null = null;
    try {
      const done = await fillPage(parts, day);
      day = done.day;
      if (done.more) again = 0;
    } catch (error) {
      complain('the table of tickets could not be filled', error);
      again = waitMs.failure;
    } finally {
      running = false;
    }
    if (again !== null) wake(again);
    else if (changed) wake(waitMs.change);
    changed = false;
  };
  const unfollow = keeper.follow(() => {
    changed = running;
    wake(waitMs.change);
  });
  wake(0);
  return () => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
  };
}

async function fillPage(
  { keeper, log, tickets, calendar }: TicketsFollowerParts,
  known: string | null,
): Promise<{ day: string | null; more: boolean }> {
  const from = await tickets.cursor(keeper.hall);
  const rows = await log.read(`hall:${keeper.hall}`, from, pageRows);
  const last = rows.at(-1);
  if (!last) return { day: known, more: false };
  let day = known;
  const found: TicketRow[] = [];
  for (const row of rows) {
    if (row.type === 'day-opened') day = (row.body as EventBodies['day-opened']).day;
    // Until a `day-opened` is read, after a restart in mid-day, the local date is the day.
    if (row.type === 'ticket-issued') found.push(ticketRow(row, day ?? calendar(row.at).date));
  }
  await tickets.fill(keeper.hall, { from, to: last.seq }, found);
  return { day, more: rows.length === pageRows };
}

function ticketRow({ seq, body }: Row, day: string): TicketRow {
  const { ticket, label } = body as EventBodies['ticket-issued'];
  return { ticket, label, day, seq };
}
