/**
 * Back at the hub: the stand-in is told what is new of the hall, and then hands over what it gave, in
 * messages of a bounded size, until the hub has said of every number that it has it. What is not
 * answered is said again; the hub takes each number once.
 */
import {
  type Adopted,
  adoptAsk,
  adoptBytesMax,
  adoptMax,
  adoptReplySchema,
  type JournalTicket,
  type StandInTold,
  standInAsk,
  standInSchema,
} from '../../../core/wire/adopting.ts';
import type { Journal } from './journal.ts';

type Ask = (event: string, body: object) => Promise<unknown>;

/** What the hub says of the hall; null when it did not answer, or knows of nothing. */
export async function askTold(ask: Ask, known: string | null): Promise<StandInTold | null> {
  const parsed = standInSchema.safeParse(await ask(standInAsk, { known }));
  return parsed.success ? parsed.data : null;
}

/**
 * Hands over what is open. Returns whether all of it is settled; false: the rest is handed over later.
 * Throws the system's error when the journal cannot be written.
 */
export async function handOver(ask: Ask, journal: Journal): Promise<boolean> {
  for (;;) {
    const tickets = message(journal.open().map(({ ticket }) => ticket));
    if (tickets.length === 0) return true;
    const parsed = adoptReplySchema.safeParse(await ask(adoptAsk, { tickets }));
    if (!parsed.success) return false;
    if (!settle(journal, tickets, parsed.data as Adopted)) return false;
  }
}

/** Notes what the hub said of them. Returns whether anything was settled. */
function settle(
  journal: Journal,
  tickets: readonly JournalTicket[],
  { outcomes }: Adopted,
): boolean {
  const asked = new Set(tickets.map(({ ticket }) => ticket));
  const its = outcomes.filter(({ ticket }) => asked.has(ticket));
  journal.settled(its.flatMap((one) => ('is' in one ? [one.ticket] : [])));
  for (const one of its) if ('refused' in one) journal.isRefused(one.ticket, one.refused);
  return its.some((one) => !('failed' in one));
}

/** As many of the oldest as one message holds. */
function message(open: readonly JournalTicket[]): JournalTicket[] {
  const tickets: JournalTicket[] = [];
  let bytes = 0;
  for (const ticket of open.slice(0, adoptMax)) {
    bytes += JSON.stringify(ticket).length + 1;
    if (tickets.length > 0 && bytes > adoptBytesMax) break;
    tickets.push(ticket);
  }
  return tickets;
}
