/**
 * What a finished step was about: service, item, counter and clerk, read from the log between the
 * ticket's issue and the end of the step, whatever its day.
 */
import type { CaseAbout } from '../../core/cases/case.ts';
import type { EventBodies, Told } from '../../core/hall/events.ts';
import {
  type ItemId,
  type StaffId,
  staffId,
  type TicketId,
  ticketId,
} from '../../core/hall/ids.ts';
import type { Log } from '../../log/log.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { toTold } from '../hall/replay.ts';
import type { Tickets } from '../house/tickets.ts';

/** Rows that are read in one go, and all in all: the busiest days have a tenth of that. */
const pageRows = 500;
const rowsMax = 200_000;

export interface AboutParts {
  readonly hall: string;
  readonly log: Pick<Log, 'read'>;
  readonly tickets: Pick<Tickets, 'find'>;
  readonly clock: Pick<Clock, 'soon'>;
}

/** A case that is about nothing of the hall that is known. */
export const aboutNothing: CaseAbout = {
  ...{ ticket: null, step: null, service: null, item: null, counter: null, clerk: null },
};

/**
 * Null while the table of tickets has not come so far, or the ticket was never given. Fails: `LogFailure`,
 * `HouseFailure`.
 */
export async function aboutStep(
  { hall, log, tickets, clock }: AboutParts,
  ticket: string,
  step: number,
): Promise<CaseAbout | null> {
  const issued = await tickets.find(hall, ticket);
  if (issued === null) return null;
  let about: CaseAbout = { ...aboutNothing, ticket: ticketId(ticket), step };
  let after = issued.seq - 1;
  for (let read = 0; read < rowsMax; read += pageRows) {
    const rows = await log.read(`hall:${hall}`, after, pageRows);
    for (const row of rows) {
      const body = row.body as { ticket?: string; step?: number };
      if (body.ticket !== ticket) continue;
      const told = toTold(row);
      about = learn(about, told, step);
      if (told.type === 'step-finished' && told.body.step === step) return about;
    }
    if (rows.length < pageRows) return about;
    after += rows.length;
    await new Promise<void>((turn) => clock.soon(turn));
  }
  return about;
}

/** What the hall still knows of a ticket of today, which the table of tickets may not have yet. */
export async function aboutToday(
  keeper: Pick<Keeper, 'look'>,
  ticket: TicketId,
  step: number,
): Promise<CaseAbout> {
  const own = await keeper.look((hall) => hall.tickets.get(ticket)?.steps[step] ?? null);
  const about = { ...aboutNothing, ticket, step };
  return own ? { ...about, service: own.service, item: only(own.items) } : about;
}

function learn(about: CaseAbout, told: Told, step: number): CaseAbout {
  switch (told.type) {
    case 'ticket-issued':
    case 'ticket-adopted': {
      const own = told.body.steps[step];
      if (!own) return about;
      return { ...about, service: own.service, item: only(own.items ?? []) };
    }
    case 'ticket-transferred':
      return told.body.step === step ? { ...about, service: told.body.toService } : about;
    case 'step-finished':
      return told.body.step === step ? finishedAt(about, told.body) : about;
    default:
      return about;
  }
}

/** Where it was finished and by whom; of several items the one that could not be done. */
export function finishedAt(about: CaseAbout, body: EventBodies['step-finished']): CaseAbout {
  const failed = body.items.find(({ outcome }) => outcome === 'could-not');
  const { counter, by } = body;
  return { ...about, counter, clerk: clerkOf(by), item: failed?.item ?? about.item };
}

const only = (items: readonly ItemId[]): ItemId | null =>
  items.length === 1 ? (items[0] ?? null) : null;

/** `clerk:…` and `manager:…` are staff; what a system does is nobody's. */
function clerkOf(by: string): StaffId | null {
  const [kind, id = ''] = by.split(':');
  return kind === 'clerk' || kind === 'manager' ? staffId(id) : null;
}
