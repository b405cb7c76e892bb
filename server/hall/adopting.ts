/**
 * What the stand-in of a kiosk asks the hub: what it must know of the hall before the hub goes, and to
 * take over the numbers that it gave meanwhile. The socket layer calls these; who asks is its word.
 */
import { type KioskId, kioskId } from '../../core/hall/ids.ts';
import { standInView } from '../../core/views/stand-in.ts';
import {
  type Adopted,
  type AdoptReply,
  adoptAsk,
  adoptSchema,
  type StandInReply,
  standInAsk,
  standInAskSchema,
} from '../../core/wire/adopting.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import type { Keeper, Settled } from './keeper.ts';

export interface AdoptingParts {
  readonly keeper: Pick<Keeper, 'submit'>;
}

/**
 * Takes over numbers that this kiosk gave while the hub was away. Each is a deed of its own, with the
 * id of its tap, so that the same message again changes nothing. Answers for every ticket what came of
 * it; never rejects. A hall without an open day takes them later.
 */
export async function adopt(
  { keeper }: AdoptingParts,
  kiosk: KioskId,
  message: unknown,
): Promise<AdoptReply> {
  const parsed = adoptSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const outcomes = parsed.data.tickets.map(async ({ requestId, ...ticket }) => {
    const settled = await keeper.submit({
      command: { type: 'adopt-ticket', ...ticket, kiosk, given: null },
      by: { kind: 'kiosk', id: kiosk },
      requestId,
      id: ticket.ticket,
    });
    return outcomeOf(ticket.ticket, settled);
  });
  return { outcomes: await Promise.all(outcomes) };
}

function outcomeOf(
  ticket: Adopted['outcomes'][number]['ticket'],
  settled: Settled,
): Adopted['outcomes'][number] {
  if ('ok' in settled) return { ticket, is: 'adopted' };
  if ('failed' in settled) return { ticket, failed: settled.failed };
  const { refused } = settled;
  return refused === 'hall-closed' ? { ticket, failed: refused } : { ticket, refused };
}

/** What agents may ask, by the name of the message; a kiosk's agent stands where its kiosk does. */
export const adoptingAsks = (parts: AdoptingParts & StandInParts) => ({
  [standInAsk]: (place: string, message: unknown) => standIn(parts, kioskId(place), message),
  [adoptAsk]: (place: string, message: unknown) => adopt(parts, kioskId(place), message),
});

export interface StandInParts {
  readonly keeper: Pick<Keeper, 'look'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly calendar: Calendar;
}

/** What the stand-in of this kiosk has to know. Rejects with a LogFailure while the log is away. */
export async function standIn(
  { keeper, clock, calendar }: StandInParts,
  kiosk: KioskId,
  message: unknown,
): Promise<StandInReply> {
  const parsed = standInAskSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { known } = parsed.data;
  const told = await keeper.look((hall) => {
    // As events are stamped: a clock that was set back would make its numbers older than earlier ones.
    const now = Math.max(clock.now(), hall.at);
    return standInView(hall, kiosk, { now, local: calendar(now), known });
  });
  return told ? structuredClone(mutable(told)) : { refused: 'nothing-known' };
}

/** The view shares the configuration with the state; what goes out is a copy. */
const mutable = <T>(view: T) => view as unknown as Extract<StandInReply, { now: number }>;
