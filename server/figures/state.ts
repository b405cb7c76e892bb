/**
 * What the folding of figures has to remember between two events: who is on the way, who sits where.
 * It is kept beside the cursor as JSON, so that a follower that begins anew goes on where it was.
 */

/** A leg that has not ended. */
export interface OpenLeg {
  readonly ticket: string;
  readonly steps: readonly { readonly service: string; readonly items: readonly string[] }[];
  step: number;
  leg: number;
  service: string;
  class: string;
  readonly channel: string;
  since: number;
  /** Its place in the line. */
  orderAt: number;
  orderSeq: number;
  waiting: boolean;
  /** It waits for this counter alone. */
  sentTo: string | null;
  counter: string | null;
  clerk: string | null;
  calledAt: number | null;
  startedAt: number | null;
  /** Since when it is being served, null while it is not. */
  servingFrom: number | null;
  servedMs: number;
  missed: boolean;
  misses: number;
  recalls: number;
  overtaken: number;
  rule: string | null;
  promised: { low: number; high: number } | null;
  /** Its step is finished and another one may follow. */
  between: boolean;
}

/** Who sits at a counter. */
export interface Seat {
  readonly clerk: string | null;
  readonly from: number;
  pausedFrom: number | null;
}

export interface FoldState {
  seq: number;
  day: string | null;
  /** When the day closes, whoever has not been served is not served. */
  endsWithDay: boolean;
  readonly legs: Map<string, OpenLeg>;
  readonly seats: Map<string, Seat>;
  /** Who and what has been at work on this day. */
  clerks: Set<string>;
  counters: Set<string>;
}

export const nothingYet = (): FoldState => ({
  ...{ seq: 0, day: null, endsWithDay: true },
  ...{ legs: new Map(), seats: new Map(), clerks: new Set(), counters: new Set() },
});

/** As it is kept. */
export function packed(state: FoldState): string {
  const { legs, seats, clerks, counters, ...rest } = state;
  return JSON.stringify({
    ...rest,
    ...{ legs: [...legs.values()], seats: [...seats] },
    ...{ clerks: [...clerks], counters: [...counters] },
  });
}

/** What `packed` made. */
export function unpacked(text: string): FoldState {
  const { legs, seats, clerks, counters, ...rest } = JSON.parse(text) as Packed;
  return {
    ...rest,
    legs: new Map(legs.map((leg) => [leg.ticket, leg])),
    ...{ seats: new Map(seats), clerks: new Set(clerks), counters: new Set(counters) },
  };
}

type Packed = Pick<FoldState, 'seq' | 'day' | 'endsWithDay'> & {
  readonly legs: readonly OpenLeg[];
  readonly seats: readonly (readonly [string, Seat])[];
  readonly clerks: readonly string[];
  readonly counters: readonly string[];
};
