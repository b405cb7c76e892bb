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
import { repeating } from './repeating.ts';

/** New tickets are taken up together after so long, all else now and then; a failure is tried again. */
const waitMs = { change: 500, rest: 60_000, page: 100, failure: 5_000 };
/** So many rows hold the thread for about 5 ms: a visitor who taps meanwhile does not feel it. */
const pageRows = 250;

/** What the table is filled from, and the end of a day: up to there it is to be whole (http/past-ticket.ts). */
const filed: ReadonlySet<string> = new Set([
  ...['day-opened', 'day-closed', 'ticket-issued', 'ticket-adopted'],
]);

/** The day that is open behind the row `seq`. */
interface DayAt {
  readonly seq: number;
  readonly day: string | null;
}

export interface TicketsFollowerParts {
  readonly keeper: Keeper;
  readonly log: Log;
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly complain: (what: string, error: unknown) => void;
}

/**
 * Follows until the returned function is called; that resolves when nothing is read any more, so that
 * log and tables may be closed.
 */
export function followTickets(parts: TicketsFollowerParts): () => Promise<void> {
  const { keeper, clock, complain } = parts;
  let known: DayAt | null = null;
  const pages = repeating({
    ...{ clock, failureMs: waitMs.failure },
    act: async () => {
      const done = await fillPage(parts, known);
      known = done.known;
      // In the rush it falls behind, and catches up when visitors have had their numbers.
      return done.more ? waitMs.page : null;
    },
    failed: (error) => complain('the table of tickets could not be filled', error),
  });
  // Without events the hall was replayed: nobody knows what came meanwhile.
  const unfollow = keeper.follow(({ events }) => {
    const files = events.length === 0 || events.some(({ type }) => filed.has(type));
    pages.wake(files ? waitMs.change : waitMs.rest);
  });
  pages.wake(0);
  return () => {
    unfollow();
    return pages.end();
  };
}

async function fillPage(
  { keeper, log, tickets, calendar }: TicketsFollowerParts,
  known: DayAt | null,
): Promise<{ known: DayAt; more: boolean }> {
  const stream = `hall:${keeper.hall}`;
  const from = await tickets.cursor(keeper.hall);
  // Another hub may have filled what lies between: the day that we read last need not be this one.
  let day = known?.seq === from ? known.day : await dayAt(log, stream, from);
  const rows = await log.read(stream, from, pageRows);
  const found: TicketRow[] = [];
  for (const row of rows) {
    if (row.type === 'day-opened') day = (row.body as EventBodies['day-opened']).day;
    // A ticket of a log without its beginning has the local date.
    if (row.type === 'ticket-issued') found.push(ticketRow(row, day ?? calendar(row.at).date));
    if (row.type === 'ticket-adopted') found.push(adoptedRow(row, day, calendar));
  }
  const to = rows.at(-1)?.seq ?? from;
  const ours = to === from || (await tickets.fill(keeper.hall, { from, to }, found));
  // Where another hub came first it may have come less far than we were about to.
  return { known: { seq: to, day }, more: !ours || rows.length === pageRows };
}

/** The day of the last `day-opened` up to `seq`, null when there is none. */
async function dayAt(log: Log, stream: string, seq: number): Promise<string | null> {
  const last = await log.lastOf(stream, 'day-opened');
  // Mostly it is the present day; a follower that is far behind looks backwards, page by page.
  let end = Math.min(last, seq);
  while (end > 0) {
    const after = Math.max(0, end - pageRows);
    const rows = await log.read(stream, after, end - after);
    const opened = rows.findLast(({ type }) => type === 'day-opened');
    if (opened) return (opened.body as EventBodies['day-opened']).day;
    end = after;
  }
  return null;
}

/** A number of a day that was over is of the day on which it was taken (AWAY-6). */
function adoptedRow(row: Row, open: string | null, calendar: Calendar): TicketRow {
  const { ended, takenAt } = row.body as EventBodies['ticket-adopted'];
  const day = ended === 'day-closed' ? null : open;
  return ticketRow(row, day ?? calendar(takenAt).date);
}

function ticketRow({ seq, body }: Row, day: string): TicketRow {
  const { ticket, label, linkHash } = body as EventBodies['ticket-issued' | 'ticket-adopted'];
  return { ticket, label, day, seq, linkHash };
}
