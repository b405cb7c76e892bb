/**
 * What the book-keeping knows of the hall, read from the log by somebody who shares nothing with the
 * rules but the shapes of events: the judges read it, the ledger writes it.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { TideBecause } from '../../../core/hall/events.ts';

export interface Entry {
  readonly label: string;
  status: string;
  service: string;
  ticketClass: string;
  /** Sorted. */
  readonly needs: readonly string[];
  counter: string | null;
  sentTo: string | null;
  orderAt: number;
  orderSeq: number;
  missedAt: number;
  /** Until when nobody may call it, and how often that was asked for. */
  postponedUntil: number;
  postpones: number;
  /** How often one of another class went before it (NEXT-5). */
  overtaken: number;
  /** What it goes through, and the index of the one it is at. */
  readonly steps: readonly string[];
  step: number;
  readonly visitor: string | null;
  readonly booking: string | null;
  readonly kiosk: string | null;
  /** Of an adopted ticket: before then only the manager lets it go. */
  readonly heldUntil?: number;
}

export interface Books {
  readonly configuration: Configuration | null;
  readonly day: { readonly date: string; readonly open: boolean } | null;
  readonly tickets: ReadonlyMap<string, Entry>;
  /** Staffed counters, paused or not, with who sits there. */
  readonly open: ReadonlyMap<string, string>;
  readonly paused: ReadonlySet<string>;
  /** What counters serve instead of what the configuration says. */
  readonly tides: ReadonlyMap<string, Turned>;
}

/** A call as the screens have to announce it. */
export interface LoggedCall {
  readonly seq: number;
  readonly at: number;
  readonly ticket: string;
  /** By the world's time. */
  readonly told: number;
  /** When the ticket was no longer called there, by the world's time. */
  until: number;
}

export interface Turned {
  readonly services: readonly string[];
  readonly because: TideBecause;
}

/** In these states a ticket belongs to somebody who is in the hall. */
export const inHall: ReadonlySet<string> = new Set([
  'held',
  'waiting',
  'postponed',
  'called',
  'serving',
  'parked',
]);

const shanghaiMs = 8 * 3_600_000;

/** The date and the minute of the day in Shanghai. */
export function localOf(at: number): { readonly date: string; readonly minute: number } {
  const there = new Date(at + shanghaiMs);
  return {
    date: there.toISOString().slice(0, 10),
    minute: there.getUTCHours() * 60 + there.getUTCMinutes(),
  };
}
