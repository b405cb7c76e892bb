/**
 * One connection, from its hello to its end: it gets a seat, hears the state of its room, and asks
 * for deeds. It knows no Socket.IO, so that a simulated hall runs the same code on a pretend line.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { CardReply } from '../../core/wire/card.ts';
import type { CardMatchReply } from '../../core/wire/card-match.ts';
import type { PrintGuideReply } from '../../core/wire/guide-paper.ts';
import type { HelpReply } from '../../core/wire/help.ts';
import { type HelloReply, helloSchema, type Reply, type State } from '../../core/wire/messages.ts';
import type { PhoneReply } from '../../core/wire/phone.ts';
import type { Scan } from '../../core/wire/scan.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { Allowance } from './allowance.ts';
import { type BookingAct, type BookingAnswer, type BookingParts, bookingAct } from './booking.ts';
import { type CardAct, cardAct, type MatchParts, matchCard, placeOf } from './card.ts';
import { act } from './counter.ts';
import { type GuidePaperParts, type PaperAct, printPaper } from './guide-paper.ts';
import { type Doors, type Greeted, greet, type Refused } from './hello.ts';
import { callHelp, type HelpParts, onHelp } from './help.ts';
import { type KioskParts, reprint, takeNumber, withLink } from './kiosk.ts';
import { type ManagerParts, managerAct } from './manager.ts';
import { type OwnAct, type OwnAnswer, ownAct } from './own-number.ts';
import { type PhoneHouse, pastView, phoneAct } from './phone.ts';
import { type RatingAct, type RatingAnswer, type RatingParts, ratingAct } from './rating.ts';
import { type Rooms, roomName, type Seat } from './rooms.ts';
import { Ear, findTicket, type ScanAct, type ScanAnswer, type ScanParts } from './scan.ts';

/** Who has not said hello by then is put out. */
const helloWithinMs = 10_000;
/** Messages a second: roomy for devices and consoles, narrow for public peers. */
const allowed = { known: 500, anybody: 10 };
/** Everybody who has a seat; the pulse goes there. */
export const seatedRoom = 'seated';

/** Who is told so may have been made known to another hub a moment ago. */
const strangers: ReadonlySet<Refused['refused']> = new Set([
  'unknown-link',
  'unknown-counter',
  'unknown-kiosk',
]);

/** The connection as the hub uses it. */
export interface Connection {
  /** What the peer showed when it connected. */
  readonly cookies: string | undefined;
  isOpen(): boolean;
  /** At once: what is emitted to the room from here on reaches this peer. */
  join(rooms: readonly string[]): void;
  leave(rooms: readonly string[]): void;
  send(state: State): void;
  scanned(scan: Scan): void;
  end(): void;
}

export interface VisitParts
  extends Omit<KioskParts, 'keeper' | 'visitors'>,
    ScanParts,
    GuidePaperParts {
  readonly keeper: Keeper;
  readonly helpCalls: HelpParts['helpCalls'];
  readonly desk: BookingParts['desk'] & MatchParts['desk'];
  readonly visitors: KioskParts['visitors'] & MatchParts['visitors'] & RatingParts['visitors'];
  readonly printing: KioskParts['printing'] & BookingParts['printing'];
  readonly rooms: Rooms;
  readonly audit?: NonNullable<ManagerParts['audit']>;
  /** Left out, links end with their day and nobody rates by them. */
  readonly phones?: PhoneHouse;
  readonly clock: Clock;
  readonly doors: Doors;
  /** Told of every seat taken (1) and left (-1). */
  readonly count: (change: 1 | -1) => void;
}

export class Visit {
  readonly #connection: Connection;
  readonly #parts: VisitParts;
  readonly #late: unknown;
  readonly #ear: Ear;
  #allowance: Allowance;
  #seat: Seat | null = null;

  constructor(connection: Connection, parts: VisitParts) {
    this.#connection = connection;
    this.#parts = parts;
    this.#allowance = new Allowance(parts.clock, allowed.anybody);
    this.#ear = new Ear(parts);
    this.#late = parts.clock.setTimeout(() => {
      if (this.#seat === null) connection.end();
    }, helloWithinMs);
  }

  /** Whether the peer may say one thing more now; who may not is to be put out. */
  maySpeak(): boolean {
    return this.#allowance.take();
  }

  /** The connection is over. */
  ended(): void {
    this.#parts.clock.clearTimeout(this.#late);
    this.#stand();
  }

  async hello(message: unknown): Promise<HelloReply> {
    const { clock } = this.#parts;
    try {
      const greeted = await this.#greet(message);
      if ('refused' in greeted) {
        const past = greeted.refused === 'unknown-link' && (await this.#sitAlone(message));
        return past ? { ok: true } : greeted;
      }
      if (!(await this.#sit(greeted))) return { refused: 'unknown-link' };
      const known = ['kiosk', 'counter', 'manager'].includes(greeted.seat.peer);
      this.#allowance = new Allowance(clock, known ? allowed.known : allowed.anybody);
      return { ok: true };
    } catch (error) {
      this.#parts.complain('a hello could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  async command(message: unknown): Promise<PhoneReply> {
    const seat = this.#seat;
    const { cookies } = this.#connection;
    try {
      if (seat?.peer === 'kiosk') {
        // Asked every time, so that a revoked key ends here and not at the next connection.
        const kiosk = await this.#parts.doors.kioskOf(cookies);
        if (kiosk === seat.kiosk) return await takeNumber(kiosk, message, this.#parts);
      }
      if (seat?.peer === 'phone') return await phoneAct(seat.linkHash, message, this.#parts);
      if (seat?.peer === 'counter') {
        const clerk = await this.#parts.doors.clerkOf(cookies);
        return await act(seat.counter, clerk, message, this.#parts);
      }
      if (seat?.peer === 'manager') {
        return await managerAct(await this.#parts.doors.clerkOf(cookies), message, this.#parts);
      }
      return { refused: 'not-allowed' };
    } catch (error) {
      this.#parts.complain('a command could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  async reprint(message: unknown): Promise<Reply> {
    try {
      const kiosk = await this.#kiosk();
      if (kiosk === null) return { refused: 'not-allowed' };
      return await reprint(kiosk, message, this.#parts);
    } catch (error) {
      this.#parts.complain('a reprint could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A kiosk prints a guide, what to bring, or a blank form. */
  async paper(act: PaperAct, message: unknown): Promise<PrintGuideReply> {
    try {
      const kiosk = await this.#kiosk();
      if (kiosk === null) return { refused: 'not-allowed' };
      return await printPaper(act, kiosk, message, this.#parts);
    } catch (error) {
      this.#parts.complain('the paper of a guide could not be ordered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A kiosk calls for somebody; a console or the live page takes such a call up, or ends it. */
  async help(act: 'call' | 'accept' | 'finish', message: unknown): Promise<HelpReply> {
    const seat = this.#seat;
    const { keeper, helpCalls, doors, complain } = this.#parts;
    const { cookies } = this.#connection;
    const parts = { hall: keeper.hall, helpCalls };
    try {
      if (act === 'call') {
        const kiosk = seat?.peer === 'kiosk' ? await doors.kioskOf(cookies) : null;
        const same = kiosk !== null && seat?.peer === 'kiosk' && kiosk === seat.kiosk;
        return same ? await callHelp(kiosk, message, parts) : { refused: 'not-allowed' };
      }
      if (seat?.peer !== 'counter' && seat?.peer !== 'manager') return { refused: 'not-allowed' };
      return await onHelp(act, await doors.clerkOf(cookies), message, parts);
    } catch (error) {
      complain('a call for help could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A place in a day to come, or the ticket of one that was kept for today. */
  async booking(act: BookingAct, message: unknown): Promise<BookingAnswer> {
    const seat = this.#seat;
    const { doors, complain } = this.#parts;
    const { cookies } = this.#connection;
    try {
      if (seat?.peer === 'kiosk') {
        const kiosk = await doors.kioskOf(cookies);
        if (kiosk !== seat.kiosk) return { refused: 'not-allowed' };
        const asker = { by: { kind: 'kiosk', id: kiosk }, kiosk, place: placeOf(seat) } as const;
        const answer = await bookingAct(act, message, asker, this.#parts);
        return act === 'check-in' ? withLink(answer, this.#parts) : answer;
      }
      if (seat?.peer !== 'counter') return { refused: 'not-allowed' };
      const clerk = await doors.clerkOf(cookies);
      if (clerk === null) return { refused: 'not-allowed' };
      const by = { kind: clerk.role, id: clerk.id } as const;
      const asker = { by, kiosk: undefined, place: placeOf(seat) };
      return await bookingAct(act, message, asker, this.#parts);
    } catch (error) {
      complain('a booking could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A kiosk or a console waits for a card at its own reader. */
  async card(act: CardAct, message: unknown): Promise<CardReply> {
    try {
      const place = await this.#place();
      if (place === null) return { refused: 'not-allowed' };
      return await cardAct(act, place, message, this.#parts);
    } catch (error) {
      this.#parts.complain('a wish for a card could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A kiosk finds what of a visit may be rated, or says how it was. */
  async rating(act: RatingAct, message: unknown): Promise<RatingAnswer> {
    try {
      const kiosk = await this.#kiosk();
      if (kiosk === null) return { refused: 'not-allowed' };
      return await ratingAct(act, kiosk, message, this.#parts);
    } catch (error) {
      this.#parts.complain('a rating could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** At a kiosk, with a number in hand: back into the line, or a phone for its texts. */
  async own(act: OwnAct, message: unknown): Promise<OwnAnswer> {
    try {
      if ((await this.#kiosk()) === null) return { refused: 'not-allowed' };
      return await ownAct(act, message, this.#parts);
    } catch (error) {
      this.#parts.complain('a wish for a number in hand could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A kiosk or a console hears the scanner of its place, or finds the number of a slip. */
  async scan(act: ScanAct, message: unknown): Promise<ScanAnswer> {
    try {
      const place = await this.#place();
      if (place === null) return { refused: 'not-allowed' };
      if (act === 'find-ticket') return await findTicket(message, this.#parts);
      return this.#ear.hear(place, message, (text) => void this.#scanned(place, text));
    } catch (error) {
      this.#parts.complain('a wish for scans could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  /** A console asks whether the card's holder is the one to whom the number in its hand was given. */
  async match(message: unknown): Promise<CardMatchReply> {
    const seat = this.#seat;
    const { doors, complain } = this.#parts;
    if (seat?.peer !== 'counter') return { refused: 'not-allowed' };
    try {
      const clerk = await doors.clerkOf(this.#connection.cookies);
      if (clerk === null) return { refused: 'not-allowed' };
      return await matchCard(seat.counter, message, this.#parts);
    } catch (error) {
      complain('a card could not be matched to the number in hand', error);
      return { failed: 'unavailable' };
    }
  }

  /** The kiosk that sits here, while its key holds; asked every time. */
  async #kiosk(): Promise<KioskId | null> {
    const seat = this.#seat;
    if (seat?.peer !== 'kiosk') return null;
    const kiosk = await this.#parts.doors.kioskOf(this.#connection.cookies);
    return kiosk === seat.kiosk ? kiosk : null;
  }

  /** Where this peer has its reader and its scanner, while it may use them; asked every time. */
  async #place(): Promise<string | null> {
    const seat = this.#seat;
    const { doors } = this.#parts;
    const { cookies } = this.#connection;
    if (seat?.peer === 'kiosk') return (await this.#kiosk()) && placeOf(seat);
    if (seat?.peer !== 'counter') return null;
    return (await doors.clerkOf(cookies)) === null ? null : placeOf(seat);
  }

  /** The code is told while the page still hears it and still may; else it is nobody's. */
  async #scanned(place: string, text: string): Promise<void> {
    try {
      const mayHear = (await this.#place()) === place && this.#ear.open;
      if (mayHear) this.#connection.scanned({ text });
    } catch (error) {
      this.#parts.complain('a scan could not be told', error);
    }
  }

  /**
   * Greets by what the log says now: a peer that comes from another hub may know more than this one
   * has read, and must neither be shown the past nor be told that its new ticket is unknown.
   */
  async #greet(message: unknown): Promise<Greeted | Refused> {
    const { keeper, doors, links } = this.#parts;
    const byNow = () =>
      keeper.look(async (hall) => {
        const { seq } = hall;
        const greeted = await greet(message, this.#connection.cookies, hall, doors, links);
        const behind =
          'refused' in greeted ? strangers.has(greeted.refused) : greeted.hello.seq > seq;
        return { greeted, behind };
      });
    const first = await byNow();
    if (!first.behind) return first.greeted;
    await keeper.catchUp();
    return (await byNow()).greeted;
  }

  async #sit({ hello, seat }: Greeted): Promise<boolean> {
    const { rooms } = this.#parts;
    let seated = false;
    // The seat is taken in the moment in which the state is read: a change right after it is told to
    // the room, and this peer must already be in there.
    const state = await rooms.enter(seat, hello.names, (first) => {
      if (!this.#connection.isOpen()) return;
      this.#stand();
      this.#seat = seat;
      this.#parts.count(1);
      this.#connection.join([roomName(seat), seatedRoom]);
      this.#connection.send(first);
      seated = true;
    });
    if (state !== null && !seated) rooms.leave(seat);
    return seated;
  }

  /** Whose ticket is of a past day sees how it went, in no room: it changes no more. */
  async #sitAlone(message: unknown): Promise<boolean> {
    const { rooms, links } = this.#parts;
    const { link = '', names } = helloSchema.parse(message);
    const linkHash = links.hashOf(link);
    const view = await pastView(linkHash, this.#parts);
    if (view === null) return false;
    const state = await rooms.alone(view, names);
    if (!this.#connection.isOpen()) return false;
    this.#stand();
    this.#seat = { peer: 'phone', linkHash };
    this.#parts.count(1);
    this.#connection.join([seatedRoom]);
    this.#connection.send(state);
    return true;
  }

  #stand(): void {
    if (this.#seat === null) return;
    this.#ear.close();
    this.#connection.leave([roomName(this.#seat), seatedRoom]);
    this.#parts.rooms.leave(this.#seat);
    this.#seat = null;
    this.#parts.count(-1);
  }
}
