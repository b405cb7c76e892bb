/**
 * A visitor at a kiosk with a number in hand: who has the secret of its slip may go back into the line
 * after a missed call, as by phone, and leave a mobile number for texts. The log says which ticket it
 * was; of the secret and the phone it says nothing.
 */
import type { TicketStatus } from '../../core/hall/state.ts';
import { badInput } from '../../core/wire/messages.ts';
import {
  type RejoinNumberReply,
  rejoinNumberSchema,
  type TextNumberReply,
  textNumberSchema,
} from '../../core/wire/own-number.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Texting } from '../people/taking.ts';

export const ownActs = ['rejoin-number', 'text-number'] as const;
export type OwnAct = (typeof ownActs)[number];
export type OwnAnswer = RejoinNumberReply | TextNumberReply;

export interface OwnParts {
  readonly keeper: Pick<Keeper, 'look' | 'submit'>;
  readonly links: Links;
  /** Left out or null, the hall sends no texts. */
  readonly texts?: Texting | null;
}

/** Whose visitor is told nothing any more. */
const over: ReadonlySet<TicketStatus> = new Set(['finished', 'cancelled']);

/** Rejoins, or keeps a phone. Fails: `LogFailure`, `HouseFailure`. */
export async function ownAct(act: OwnAct, message: unknown, parts: OwnParts): Promise<OwnAnswer> {
  return act === 'rejoin-number' ? rejoin(message, parts) : keepPhone(message, parts);
}

async function rejoin(message: unknown, parts: OwnParts): Promise<RejoinNumberReply> {
  const parsed = rejoinNumberSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, link } = parsed.data;
  const ticket = (await found(link, parts))?.id;
  if (ticket === undefined) return { refused: 'unknown-link' };
  const command = { type: 'rejoin', ticket } as const;
  return parts.keeper.submit({ command, by: { kind: 'visitor', id: ticket }, requestId });
}

async function keepPhone(message: unknown, parts: OwnParts): Promise<TextNumberReply> {
  const parsed = textNumberSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { link, phone, language } = parsed.data;
  const { texts } = parts;
  if (!texts) return { refused: 'no-texts' };
  const ticket = await found(link, parts);
  if (ticket === null || over.has(ticket.status)) return { refused: 'unknown-link' };
  // Who mistyped it types it again: the one before is forgotten.
  await texts.forget(ticket.id);
  await texts.keep(ticket.id, phone, language);
  return { ok: true };
}

const found = (link: string, { keeper, links }: OwnParts) =>
  keeper.look((hall) => {
    const id = hall.links.get(links.hashOf(link));
    const ticket = id === undefined ? undefined : hall.tickets.get(id);
    return ticket ? { id: ticket.id, status: ticket.status } : null;
  });
