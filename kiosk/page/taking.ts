/**
 * The pages on which a number is taken: what is to be done, whether one needs priority or help, who
 * one is where the service asks, and the tap that takes it. Pure, like visit.ts, whose part it is.
 */
import type { Range } from '../../core/hall/events.ts';
import type { ClassId, GroupId, ItemId, NeedId, ServiceId } from '../../core/hall/ids.ts';
import type { Answered } from '../../ui/following.ts';
import { judge, nothingTyped, type Typed } from './typed.ts';
import type { NumberShown, Visit } from './visit.ts';

/** Why no number came, by the name that the hub gave it. `no-answer`, `busy`, `unavailable` may be tried again. */
export type Trouble =
  | 'emergency'
  | 'hall-closed'
  | 'service-closed'
  | 'labels-exhausted'
  | 'outside-hours'
  | 'booked-only'
  | 'day-exhausted'
  | 'band-exhausted'
  | 'hall-full'
  | 'class-exhausted'
  | 'identity-needed'
  | 'bad-person'
  | 'card-unknown'
  | 'person-exhausted'
  | 'busy'
  | 'unavailable'
  | 'no-answer'
  | 'refused';

/** What is said of the number beside its service. */
export interface Wish {
  /** Null: an ordinary number. */
  readonly class: ClassId | null;
  readonly needs: readonly NeedId[];
  /** Null: all of the service's, as long as nobody chose. */
  readonly items: readonly ItemId[] | null;
}

export const noWish: Wish = { class: null, needs: [], items: null };

export interface Taking {
  readonly at: 'take';
  readonly group: GroupId;
  readonly service: ServiceId;
  readonly requestId: string;
  readonly asking: boolean;
  readonly trouble: Trouble | null;
  /** `more`: priority and needs. `person`: the keys for a document. */
  readonly on: 'take' | 'items' | 'more' | 'person';
  readonly page: number;
  readonly wish: Wish;
  /** The document; forgotten as soon as the hub has said yes or no. */
  readonly typed: Typed;
}

export type TakingDeed =
  | { readonly do: 'open'; readonly on: Taking['on'] }
  | { readonly do: 'wish'; readonly wish: Partial<Wish> }
  /** A new wish where the id must change with what was typed: at check-in and booking. */
  | { readonly do: 'type'; readonly typed: Typed; readonly requestId: string }
  | { readonly do: 'take' };

/** Same id, same deed: these may be tried again by the visitor. */
export const mayRetry = (trouble: Trouble): boolean =>
  trouble === 'busy' || trouble === 'unavailable' || trouble === 'no-answer';

/** What the visitor can put right on the page itself. */
const mayMend = (trouble: Trouble): boolean => mayRetry(trouble) || asksWho(trouble);

/** Trouble with who one is: the keys and the card reader come again. */
const asksWho = (trouble: Trouble): boolean =>
  trouble === 'identity-needed' || trouble === 'bad-person' || trouble === 'card-unknown';

/** Whether a tap on "take" would ask the hub. */
export const mayTake = ({ asking, trouble }: Taking): boolean =>
  !asking && (trouble === null || mayMend(trouble));

export function takingStep(visit: Taking, deed: TakingDeed): Visit {
  if (visit.asking) return visit;
  switch (deed.do) {
    case 'open':
      return { ...visit, on: deed.on, page: 0 };
    case 'wish':
      return { ...visit, wish: { ...visit.wish, ...deed.wish }, trouble: null };
    case 'type':
      return { ...visit, typed: deed.typed, trouble: null };
    case 'take':
      return mayTake(visit) ? { ...visit, asking: true, trouble: null } : visit;
  }
}

/** The document that goes with the command; undefined while none is whole. */
export function documentOf(typed: Typed) {
  const { kind, text, card } = typed;
  if (card) return { kind: 'card', handle: card.handle } as const;
  if (judge(typed) !== 'right' || (kind !== 'id-card' && kind !== 'other')) return undefined;
  return { kind, number: text };
}

/** The visit after the hub's answer: the number, the one that the person has already, or why none. */
export function taken(visit: Taking, answered: Answered, range: Range | null): Visit {
  if ('ok' in answered && answered.ticket !== undefined && answered.label !== undefined) {
    const { ticket, label, ahead = 0, link = null } = answered;
    const shown = { service: visit.service, ticket, label, link };
    if (answered.away) return numberShown({ ...shown, ahead: null, range: null, how: 'away' });
    return numberShown({ ...shown, ahead, range, how: 'new' });
  }
  if ('refused' in answered && answered.refused === 'already-waiting') {
    const { ticket, label } = answered;
    return earlier({ service: visit.service, ticket, label });
  }
  const trouble = troubleOf(answered);
  // Kept only where the same wish may be sent again; else the page has no more use for it.
  const typed = mayRetry(trouble) ? visit.typed : nothingTyped(visit.typed.kind);
  const on = asksWho(trouble) ? 'person' : visit.on;
  return { ...visit, asking: false, trouble, typed, on };
}

export const numberShown = (shown: Omit<NumberShown, 'at' | 'reprint' | 'phone'>): NumberShown => ({
  at: 'number',
  phone: null,
  ...shown,
  reprint: { is: 'not-asked' },
});

/** A number that the person has already. */
export const earlier = (had: Pick<NumberShown, 'service' | 'ticket' | 'label'>): NumberShown =>
  numberShown({ ...had, ahead: null, range: null, how: 'before', link: null });

function troubleOf(answered: Answered): Trouble {
  if ('failed' in answered) return answered.failed === 'bug' ? 'refused' : answered.failed;
  if ('ok' in answered) return 'refused';
  switch (answered.refused) {
    case 'emergency':
    case 'hall-closed':
    case 'service-closed':
    case 'labels-exhausted':
    case 'outside-hours':
    case 'booked-only':
    case 'day-exhausted':
    case 'band-exhausted':
    case 'hall-full':
    case 'class-exhausted':
    case 'identity-needed':
    case 'card-unknown':
    case 'person-exhausted':
      return answered.refused;
    case 'bad-input':
      return answered.field.startsWith('command.person') ? 'bad-person' : 'refused';
    default:
      return 'refused';
  }
}
