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
import type { ConsoleCommand } from '../../core/wire/commands.ts';
import type { HelpReply, OnHelp } from '../../core/wire/help.ts';
import { type CardWaiter, waitForCard } from '../../ui/card.ts';
import type { Follow } from '../../ui/follow.ts';
import type { Answered, Unanswered } from '../../ui/following.ts';

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

/** Waits for an ID card at the counter's reader, until the returned function is called. */
export type AwaitCard = (on: Omit<CardWaiter, 'line'>) => () => void;

export const cardsOn =
  (line: Follow<'counter'>): AwaitCard =>
  (on) =>
    waitForCard({ line, ...on });
