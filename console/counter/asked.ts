/**
 * All that a console asks of the hub under one name each: the hall's commands, and the messages beside
 * them that have an event of their own on the socket.
 */
import type {
  BookingReply,
  BookingsReply,
  BookMessage,
  CheckInMessage,
  CheckInReply,
  FindBookingsMessage,
  SlotsReply,
} from '../../core/wire/booking.ts';
import type { CardMatchReply, MatchCard } from '../../core/wire/card-match.ts';
import type { ConsoleCommand } from '../../core/wire/commands.ts';
import type { HelpReply, OnHelp } from '../../core/wire/help.ts';
import type { FindTicketReply } from '../../core/wire/scan.ts';
import { type CardWaiter, waitForCard } from '../../ui/card.ts';
import type { Follow } from '../../ui/follow.ts';
import type { Answered, Unanswered } from '../../ui/following.ts';
import { hearScans } from '../../ui/scan.ts';

type AboutHelp = { readonly type: 'accept-help' | 'finish-help' } & Readonly<OnHelp>;

type CheckIn = { readonly type: 'check-in' } & Readonly<Omit<CheckInMessage, 'requestId'>>;

type Book = { readonly type: 'book' } & Readonly<Omit<BookMessage, 'requestId'>>;

type Find = { readonly type: 'find-bookings' } & Readonly<FindBookingsMessage>;
type GiveBack = { readonly type: 'cancel-booking'; readonly code: string };

export type Asked = ConsoleCommand | AboutHelp | CheckIn | Book | Find | GiveBack;
export type AskedType = Asked['type'];

/** What comes back, whichever was asked. */
export type Replied = Answered | HelpReply | CheckInReply | BookingReply | BookingsReply;

/** Sends it under its event; `requestId` is the same for every try of one wish. Never rejects. */
export function sendOn(line: Follow<'counter'>, asked: Asked, requestId: string): Promise<Replied> {
  switch (asked.type) {
    case 'accept-help':
    case 'finish-help':
      return line.ask<HelpReply>(asked.type, { call: asked.call });
    case 'check-in': {
      const { type, ...message } = asked;
      return line.ask<CheckInReply>(type, { requestId, ...message });
    }
    case 'book': {
      const { type, ...message } = asked;
      return line.ask<BookingReply>(type, { requestId, ...message });
    }
    case 'find-bookings': {
      const { type, ...message } = asked;
      return line.ask<BookingsReply>(type, message);
    }
    case 'cancel-booking':
      return line.ask<BookingReply>(asked.type, { code: asked.code });
    default:
      return line.command(asked, requestId);
  }
}

/** What is still free of a service, by day; asked anew each time. Never rejects. */
export type AskSlots = (service: string) => Promise<SlotsReply | Unanswered>;

export const slotsOn =
  (line: Follow<'counter'>): AskSlots =>
  (service) =>
    line.ask<SlotsReply>('slots', { service });

/**
 * Waits for an ID card at the counter's reader, until the returned function is called. Whoever waits
 * last waits alone: a form that opens takes the reader over from the page behind it.
 */
export type AwaitCard = (on: Omit<CardWaiter, 'line'>) => () => void;

function cardsOn(line: Follow<'counter'>): AwaitCard {
  let end = () => {};
  return (on) => {
    // Its wish is taken back before the next one is said: the reader has one at a time.
    end();
    const mine = waitForCard({ line, ...on });
    end = mine;
    return mine;
  };
}

/** Whether a card goes with the number in hand. Never rejects. */
export type AskMatch = (asked: MatchCard) => Promise<CardMatchReply | Unanswered>;

const matchOn =
  (line: Follow<'counter'>): AskMatch =>
  (asked) =>
    line.ask<CardMatchReply>('match-card', asked);

/** Which number has this slip. Never rejects. */
export type AskTicket = (link: string) => Promise<FindTicketReply | Unanswered>;

const ticketsOn =
  (line: Follow<'counter'>): AskTicket =>
  (link) =>
    line.ask<FindTicketReply>('find-ticket', { link });

/**
 * Hears the counter's scanner on a line, until the returned function is called. The newest hearer is
 * asked first whether it takes the scan.
 */
export type HearScans = (onScan: (text: string) => boolean) => () => void;

function scansOn(line: Follow<'counter'>): HearScans {
  let hearers: readonly ((text: string) => boolean)[] = [];
  let end: (() => void) | null = null;
  return (onScan) => {
    hearers = [onScan, ...hearers];
    end ??= hearScans(line, (text) => void hearers.some((takes) => takes(text)));
    return () => {
      hearers = hearers.filter((one) => one !== onScan);
      if (hearers.length > 0) return;
      end?.();
      end = null;
    };
  };
}

/** All that is asked beside the deeds, for one line. */
export const besideOn = (line: Follow<'counter'>) => ({
  slots: slotsOn(line),
  awaitCard: cardsOn(line),
  matchCard: matchOn(line),
  findTicket: ticketsOn(line),
  hearScans: scansOn(line),
});
