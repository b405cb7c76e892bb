/**
 * A visitor with a number in hand: how it stands by its slip, back into the line after a missed call,
 * and a mobile number for texts. Pure, like visit.ts, whose part it is.
 */
import type { RejoinNumberReply, TextNumberReply } from '../../../core/wire/own-number.ts';
import type { FindTicketReply, TicketFound } from '../../../core/wire/scan.ts';
import type { Unanswered } from '../../../ui/following.ts';
import { earlier } from '../taking.ts';
import { nothingTyped, type Typed } from '../typed.ts';
import type { NumberShown, Visit } from '../visit.ts';

/** `cannot`: the rules say no (too late, too often). `unable`: the hub could not. */
export type OwnTrouble = 'cannot' | 'unable' | 'no-answer' | 'bad-phone';

/** A slip that was scanned; `found` null: the hub has not said yet how its number stands. */
export interface SlipShown {
  readonly at: 'slip';
  readonly link: string;
  readonly requestId: string;
  readonly asking: boolean;
  readonly found: TicketFound | null;
  readonly trouble: OwnTrouble | null;
}

/** The keys for the phone; the number comes back behind them. */
export interface TextMe {
  readonly at: 'text-me';
  readonly number: NumberShown;
  readonly requestId: string;
  readonly typed: Typed;
  readonly asking: boolean;
  readonly trouble: OwnTrouble | null;
}

export type Own = SlipShown | TextMe;

export type OwnDeed =
  | { readonly do: 'slip'; readonly link: string; readonly requestId: string }
  | {
      readonly do: 'slip-found';
      readonly link: string;
      readonly told: FindTicketReply | Unanswered;
    }
  | { readonly do: 'rejoin' }
  | {
      readonly do: 'rejoined';
      readonly requestId: string;
      readonly told: RejoinNumberReply | Unanswered;
    }
  | { readonly do: 'text-me'; readonly requestId: string }
  | {
      readonly do: 'texted';
      readonly requestId: string;
      readonly told: TextNumberReply | Unanswered;
    };

const deeds: readonly OwnDeed['do'][] = [
  ...(['slip', 'slip-found', 'rejoin', 'rejoined', 'text-me', 'texted'] as const),
];
export const isOwnDeed = (deed: { readonly do: string }): deed is OwnDeed =>
  deeds.some((one) => one === deed.do);

export const isOwn = (visit: Visit): visit is Own => visit.at === 'slip' || visit.at === 'text-me';

export function ownStep(visit: Visit, deed: OwnDeed): Visit {
  switch (deed.do) {
    case 'slip': {
      const { link, requestId } = deed;
      if ('asking' in visit && visit.asking) return visit;
      return { at: 'slip', link, requestId, asking: true, found: null, trouble: null };
    }
    case 'slip-found':
      return visit.at === 'slip' && visit.link === deed.link ? slipFound(visit, deed.told) : visit;
    case 'rejoin':
      if (visit.at !== 'slip' || visit.asking || visit.found?.status !== 'missed') return visit;
      return { ...visit, asking: true, trouble: null };
    case 'rejoined':
      if (visit.at !== 'slip' || visit.requestId !== deed.requestId) return visit;
      if ('ok' in deed.told && visit.found) return numberOf(visit.found, visit.link, 'rejoined');
      return { ...visit, asking: false, trouble: troubleOf(deed.told) };
    case 'text-me':
      if (visit.at !== 'number' || visit.link === null) return visit;
      return {
        ...{ at: 'text-me', number: visit, requestId: deed.requestId },
        ...{ typed: nothingTyped('mobile'), asking: false, trouble: null },
      };
    case 'texted': {
      if (visit.at !== 'text-me' || visit.requestId !== deed.requestId) return visit;
      const { text } = visit.typed;
      if ('ok' in deed.told) return { ...visit.number, phone: maskedPhone(text) };
      return { ...visit, asking: false, trouble: troubleOf(deed.told) };
    }
  }
}

/** From the keys back to the number, from a slip to the start. */
export const ownBack = (visit: Own): Visit =>
  visit.at === 'text-me' ? visit.number : { at: 'start', page: 0 };

/** As it stands on the page from then on. */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

function slipFound(visit: SlipShown, told: FindTicketReply | Unanswered): Visit {
  if (!('ok' in told)) return { ...visit, asking: false, trouble: troubleOf(told) };
  if (told.status === 'waiting') return numberOf(told, visit.link, 'before');
  return { ...visit, asking: false, found: told };
}

const numberOf = (found: TicketFound, link: string, how: 'before' | 'rejoined'): NumberShown => ({
  ...earlier({ service: found.service, ticket: found.ticket, label: found.label }),
  ...{ link, how, ahead: how === 'before' ? found.ahead : null },
});

function troubleOf(told: { readonly failed: string } | { readonly refused: string } | object) {
  if ('failed' in told) return told.failed === 'no-answer' ? 'no-answer' : 'unable';
  return 'refused' in told && told.refused === 'bad-input' ? 'bad-phone' : 'cannot';
}
