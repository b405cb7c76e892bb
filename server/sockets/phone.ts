/**
 * What a visitor may do by the link of the slip: some more minutes, back after a missed call, give the
 * number up, rate what was done. Who has the secret of the link is the visitor; the log says which
 * ticket it was, and nothing of the secret.
 */
import type { Actor, Command } from '../../core/hall/commands.ts';
import type { TicketId } from '../../core/hall/ids.ts';
import { byVisitor } from '../../core/hall/moving.ts';
import type { Hall } from '../../core/hall/state.ts';
import { noFacts } from '../../core/views/facts.ts';
import { type PhoneView, pastPhoneView } from '../../core/views/phone.ts';
import { type TicketView, ticketView } from '../../core/views/ticket.ts';
import { badInput } from '../../core/wire/messages.ts';
import { type PhoneReply, phoneMessageSchema, type Rateable } from '../../core/wire/phone.ts';
import type { RatingTag } from '../../core/wire/rating.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Rating } from '../house/ratings.ts';
import type { RatingDesk } from '../ratings/desk.ts';

/** What the hub knows of tickets beside the running state; a hub without it forgets them at midnight. */
export interface PhoneHouse {
  /**
   * The ticket of a past day by the hash of its link; null where there is none, or where its link is
   * over. Fails: `LogFailure`, `HouseFailure`.
   */
  past(linkHash: string): Promise<TicketView | null>;
  /** Whether a ticket of that day may still be rated now. */
  mayRate(day: string): Promise<boolean>;
  readonly ratings: Pick<RatingDesk, 'keep' | 'keepAgain' | 'add' | 'of' | 'tagsOf'>;
}

export interface PhoneParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'submit'>;
  readonly links: Links;
  readonly phones?: PhoneHouse;
}

/** The view of a link of a past day; null when the hub has none. Fails as `PhoneHouse.past`. */
export async function pastView(
  linkHash: string,
  { phones }: PhoneParts,
): Promise<PhoneView | null> {
  const ticket = await phones?.past(linkHash);
  return ticket ? pastPhoneView(ticket) : null;
}

/**
 * Does what the phone that follows `linkHash` wishes, and answers when it is durable. Refuses
 * `not-allowed` where the wish names another link than the one followed. Fails: `LogFailure`,
 * `HouseFailure`.
 */
export async function phoneAct(
  linkHash: string,
  message: unknown,
  parts: PhoneParts,
): Promise<PhoneReply> {
  const parsed = phoneMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command } = parsed.data;
  if (parts.links.hashOf(command.link) !== linkHash) return { refused: 'not-allowed' };
  if (command.type === 'find-rating') return findRateable(linkHash, 'phone', parts);
  if (command.type === 'rate') {
    return keepRating(linkHash, command, { source: command.via ?? 'phone' }, parts);
  }
  if (command.type === 'add-to-rating') return addToRating(linkHash, command, parts);
  const ticket = await parts.keeper.look((hall) => hall.links.get(linkHash));
  if (ticket === undefined) return { refused: 'unknown-link' };
  const by: Actor = { kind: 'visitor', id: ticket };
  return parts.keeper.submit({ command: commandOf(command.type, ticket), by, requestId });
}

function commandOf(type: 'postpone' | 'rejoin' | 'cancel', ticket: TicketId): Command {
  return type === 'cancel' ? { type, ticket, reason: byVisitor } : { type, ticket };
}

async function ticketOf(linkHash: string, parts: PhoneParts): Promise<TicketView | null> {
  const today = await parts.keeper.look((hall: Hall) => {
    const id = hall.links.get(linkHash);
    return id === undefined ? null : ticketView(hall, noFacts, id);
  });
  return today ?? (await parts.phones?.past(linkHash)) ?? null;
}

export type NotRateable = { readonly refused: 'unknown-link' | 'rating-over' };
type NotKept = NotRateable | { readonly refused: 'not-yet' | 'rated-already' };

/** The ticket behind a link, where it may be rated still. */
async function rateable(
  linkHash: string,
  parts: PhoneParts,
): Promise<{ readonly ticket: TicketView; readonly phones: PhoneHouse } | NotRateable> {
  const ticket = await ticketOf(linkHash, parts);
  const { phones } = parts;
  if (ticket === null || !phones) return { refused: 'unknown-link' };
  if (!(await phones.mayRate(ticket.day))) return { refused: 'rating-over' };
  return { ticket, phones };
}

/**
 * What of a link's ticket may be rated; on a phone also what may be followed up. Fails: `LogFailure`,
 * `HouseFailure`.
 */
export async function findRateable(
  linkHash: string,
  source: 'phone' | 'kiosk',
  parts: PhoneParts,
): Promise<{ readonly ok: true; readonly steps: readonly Rateable[] } | NotRateable> {
  const found = await rateable(linkHash, parts);
  if ('refused' in found) return found;
  const { ticket, phones } = found;
  const { first, again } = await phones.ratings.of(ticket.id);
  const steps = ticket.steps.flatMap(({ service, outcome }, step): Rateable[] => {
    if (outcome === null || again.has(step)) return [];
    // A pad that was not answered leaves it open.
    if ((first.get(step) ?? null) === null) return [{ step, service }];
    return source === 'phone' ? [{ step, service, again: true }] : [];
  });
  return { ok: true, steps };
}

export interface Kept {
  readonly ok: true;
  readonly seq: 0;
  readonly ticket: TicketId;
  /** What may be added to this level. */
  readonly tags: readonly RatingTag[];
}

/**
 * Keeps a level for one step, or the follow-up, said by phone or at a kiosk. Fails: `LogFailure`,
 * `HouseFailure`.
 */
export async function keepRating(
  linkHash: string,
  wish: { readonly step: number; readonly level: number; readonly again?: true | undefined },
  by:
    | { readonly source: 'phone' | 'text' }
    | { readonly source: 'kiosk'; readonly device: string; readonly token: boolean },
  parts: PhoneParts,
): Promise<Kept | NotKept> {
  const found = await rateable(linkHash, parts);
  if ('refused' in found) return found;
  const { ticket, phones } = found;
  const { ratings } = phones;
  const { step } = wish;
  if (ticket.steps[step]?.outcome == null) return { refused: 'not-yet' };
  const level = wish.level as NonNullable<Rating['level']>;
  // The link is the served person's own; at a kiosk a number may stand for it.
  const rating = { ticket: ticket.id, step, level, token: true, ...by };
  const kept = await (wish.again ? ratings.keepAgain(rating) : ratings.keep(rating));
  if (!kept) return { refused: 'rated-already' };
  return { ok: true, seq: 0, ticket: ticket.id, tags: ratings.tagsOf(level) };
}

export interface Added {
  readonly ok: true;
  readonly seq: 0;
  readonly ticket: TicketId;
}

/** Adds tags and words to a level that was given. Fails: `LogFailure`, `HouseFailure`. */
export async function addToRating(
  linkHash: string,
  wish: {
    readonly step: number;
    readonly again?: true | undefined;
    readonly tags: readonly string[];
    readonly words: string;
  },
  parts: PhoneParts,
): Promise<Added | NotKept | typeof wrongTags> {
  const found = await rateable(linkHash, parts);
  if ('refused' in found) return found;
  const { ticket, phones } = found;
  const { step, again, tags, words } = wish;
  const number = again ? 2 : 1;
  const refused = await phones.ratings.add({ ticket: ticket.id, step, number, tags, words });
  switch (refused) {
    case null:
      return { ok: true, seq: 0, ticket: ticket.id };
    case 'not-rated':
      return { refused: 'not-yet' };
    case 'rated-already':
      return { refused };
    case 'wrong-tags':
      return wrongTags;
  }
}

const wrongTags = {
  refused: 'bad-input',
  ...{ field: 'command.tags', rule: 'tags of the level that was given' },
} as const;
