/**
 * The acts of one console: one at a time, each one deed however often it is tried, and what came of
 * it said beside the button that asked for it. No DOM; time is handed in.
 *
 * While an act is under way the same press again does nothing, so a double press never calls two; a
 * press of another act waits until it is done, so that a quick hand is not ignored: the page may show
 * the new state before the answer is here. What slips through between two states is caught by `after`
 * and by the ticket that each act names.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../../core/hall/answers.ts';
import type { BookingTold } from '../../core/wire/booking.ts';
import type { Clock } from '../../ui/following.ts';
import type { Asked, AskedType, Replied } from './asked.ts';
import { noIn, type Said } from './said.ts';

/** After `busy` or `unavailable` the same request is sent again after so long … */
export const retryMs = 1_500;
/** … and given up after so many tries; with follow.ts' own patience for a broken line besides. */
export const triesMax = 8;

/** A press of the same act so soon after it was done is the same press, by a hand that presses twice. */
export const samePressMs = 1_000;

/** Where the button stands that was pressed: its sentence appears there. */
export type Place =
  | 'next'
  | 'acts'
  | 'header'
  | 'door'
  | 'sheet'
  | `ticket:${string}`
  | `counter:${string}`
  | `service:${string}`
  | `help:${string}`;

/** A no, beside the button that met it. */
export interface Spoken {
  readonly place: Place;
  readonly type: string;
  readonly said: Said;
  /** The hub's clock when it was said: a wait in it is counted from then. */
  readonly at: number;
}

/** What was done last, for those who hear the page. */
export interface Done<T extends string = AskedType> {
  readonly type: T;
  readonly label: string | null;
  /** Of a number that was taken: how many wait before it. */
  readonly ahead: number | null;
  /** What was booked, found or given back. */
  readonly bookings: readonly BookingTold[];
}

/** `A`: what may be asked; a console's by default. */
export interface Deeds<A extends { readonly type: string } = Asked> {
  readonly spoken: ReadonlySignal<Spoken | null>;
  readonly done: ReadonlySignal<Done<A['type']> | null>;
  /** What is under way, null when nothing is. */
  readonly working: ReadonlySignal<A['type'] | null>;
  /**
   * Asks the hub. While another act is under way it waits, the one and only, and is dropped when that
   * other was refused; while the same is under way it is the same press. `label`: whose ticket it is
   * about, to be read out. True when it was done. Never rejects.
   */
  ask(place: Place, command: A, label: string | null): Promise<boolean>;
  /** This very act is under way or was done just now, or one waits: the press counts for nothing. */
  isEcho(type: A['type']): boolean;
  /** Says a no that is foreseen, without asking. */
  say(place: Place, type: A['type'], said: Said): void;
  /** Takes back what was said. */
  hush(): void;
}

export interface DeedsParts<A> {
  readonly send: (command: A, requestId: string) => Promise<Replied>;
  readonly newRequestId: () => string;
  /** The hub's clock, epoch ms. */
  readonly now: () => number;
  readonly clock: Pick<Clock, 'now' | 'setTimeout'>;
}

/** As much of a reply as is told. */
interface Came {
  readonly label: string | null;
  readonly ahead: number | null;
  readonly bookings: readonly BookingTold[];
}

function cameOf(reply: Exclude<Replied, { failed: string }>): Came {
  if ('booking' in reply) return { label: null, ahead: null, bookings: [reply.booking] };
  if ('bookings' in reply) return { label: null, ahead: null, bookings: reply.bookings };
  const { label = null, ahead = null } = reply as Answer;
  return { label, ahead, bookings: [] };
}

export function deeds<A extends { readonly type: string } = Asked>({
  send,
  newRequestId,
  now,
  clock,
}: DeedsParts<A>): Deeds<A> {
  const spoken = signal<Spoken | null>(null);
  const done = signal<Done<A['type']> | null>(null);
  const working = signal<A['type'] | null>(null);
  let last: { readonly type: A['type']; readonly at: number } | null = null;
  let underWay: Promise<boolean> | null = null;
  let waits = false;

  const say = (place: Place, type: A['type'], said: Said): void => {
    spoken.value = { place, type, said, at: now() };
  };
  const pause = () => new Promise<void>((resolve) => clock.setTimeout(resolve, retryMs));

  async function tried(place: Place, command: A): Promise<Said | Came> {
    const requestId = newRequestId();
    for (let left = triesMax; left > 0; left -= 1) {
      const reply = await send(command, requestId);
      if (!('failed' in reply)) return noIn(reply) ?? cameOf(reply);
      if (reply.failed === 'no-answer') break;
      if (reply.failed === 'bug') return { refused: 'bug' };
      say(place, command.type, { refused: reply.failed });
      await pause();
    }
    return { refused: 'no-answer' };
  }

  async function ask(place: Place, command: A, label: string | null): Promise<boolean> {
    if (working.value !== null) {
      if (waits || working.value === command.type) return false;
      waits = true;
      const done = await underWay;
      waits = false;
      if (!done || working.value !== null) return false;
    }
    underWay = act(place, command, label);
    return underWay;
  }

  async function act(place: Place, command: A, label: string | null): Promise<boolean> {
    batch(() => {
      working.value = command.type;
      spoken.value = null;
      done.value = null;
    });
    const came = await tried(place, command);
    const refused = 'refused' in came;
    batch(() => {
      working.value = null;
      if (refused) return say(place, command.type, came);
      spoken.value = null;
      last = { type: command.type, at: clock.now() };
      done.value = { ...came, type: command.type, label: came.label ?? label };
    });
    return !refused;
  }

  const hush = (): void => {
    spoken.value = null;
  };
  return {
    spoken,
    done,
    working,
    ask,
    hush,
    isEcho: (type) => {
      // A hand that pressed something else meanwhile means what it presses now.
      if (waits || working.value !== null) return waits || working.value === type;
      return last?.type === type && clock.now() - last.at < samePressMs;
    },
    say: (place, type, said) => {
      if (working.value === null) say(place, type, said);
    },
  };
}
