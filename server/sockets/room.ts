/**
 * Peers that see the same view share a room: it is made, compared and encoded once for all of them.
 * Coalescing is leading-edge: a first change goes out at once, what follows within 100 ms goes
 * together, and the last state is never dropped.
 */

import type { Hall } from '../../core/hall/state.ts';
import type { HouseFacts } from '../../core/views/facts.ts';
import type { Names } from '../../core/views/names.ts';
import { namesView } from '../../core/views/names.ts';
import type { Posted } from '../../core/views/posted.ts';
import type { State, Views } from '../../core/wire/messages.ts';
import type { Clock } from '../hall/clock.ts';
import { same } from '../same.ts';

export const coalesceMs = 100;

export type View = Views[keyof Views];
/** Makes the room's view; null when what it shows is gone. */
export type Render = (hall: Hall, facts: HouseFacts) => View | null;

export interface RoomParts {
  readonly clock: Clock;
  readonly render: Render;
  /** What is posted beside the view, for rooms that show it. */
  readonly posted?: (hall: Hall, facts: HouseFacts) => Posted;
  readonly facts: () => HouseFacts;
  /** Reads the hall when its state is durable; rejects while the log is away. */
  readonly look: <T>(read: (hall: Hall) => T) => Promise<T>;
  readonly emit: (state: State) => void;
  /** What the room shows is no more: a ticket of yesterday, a counter that went. Told on every change while it is so. */
  readonly gone?: () => void;
}

export class Room {
  readonly #parts: RoomParts;
  /** What was sent last, to leave out what is no change; null: what was sent is not known. */
  #sent: View | null = null;
  #posted: Posted | null = null;
  #names = '';
  /** When it last looked whether there is something to send, by the clock that does not jump; a timer stands only while something waits. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #timer: unknown = null;
  #closed = false;
  #told = { seq: 0, rev: 0, now: 0 };

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Something may have changed; `hall` is durable now. */
  change(hall: Hall): void {
    if (this.#timer !== null) return;
    const { clock } = this.#parts;
    const restMs = this.#lookedAt + coalesceMs - clock.monotonic();
    if (restMs > 0) {
      this.#timer = clock.setTimeout(() => this.#after(), restMs);
      return;
    }
    this.#lookedAt = clock.monotonic();
    this.#send(hall);
  }

  /** The whole state for one peer that has just said hello, or null when there is nothing to show. */
  stateFor(hall: Hall, hasNames: string | null): State | null {
    const view = this.#parts.render(hall, this.#parts.facts());
    if (view === null) return null;
    const names = namesFor(hall, hasNames);
    // Whoever comes in first has these from now on, and all who follow get them in the same way.
    if (this.#names === '') this.#names = hall.configuration?.version ?? '';
    const posted = this.#parts.posted?.(hall, this.#parts.facts());
    // What only the newcomer has seen is taken back when it is over before the others are told.
    if (!same(view, this.#sent)) this.#sent = null;
    if (!same(posted, this.#posted)) this.#posted = null;
    return {
      ...{ ...this.#head(hall), view },
      ...(names ? { names } : {}),
      ...(posted ? { posted } : {}),
    };
  }

  close(): void {
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#timer);
  }

  #after(): void {
    this.#timer = null;
    if (this.#closed) return;
    // While the log is away nothing is shown; the change that tells of its return comes here again.
    this.#parts.look((hall) => this.#closed || this.change(hall)).catch(() => {});
  }

  #send(hall: Hall): void {
    const view = this.#parts.render(hall, this.#parts.facts());
    if (view === null) return this.#parts.gone?.();
    const names = namesFor(hall, this.#names);
    const posted = this.#newlyPosted(hall);
    if (same(view, this.#sent) && !names && !posted) return;
    this.#sent = view;
    this.#names = names?.version ?? this.#names;
    this.#parts.emit({
      ...{ ...this.#head(hall), view },
      ...(names ? { names } : {}),
      ...(posted ? { posted } : {}),
    });
  }

  /** What is posted, when it is not what was sent last; it changes a few times a day. */
  #newlyPosted(hall: Hall): Posted | null {
    const posted = this.#parts.posted?.(hall, this.#parts.facts());
    if (posted === undefined || same(posted, this.#posted)) return null;
    this.#posted = posted;
    return posted;
  }

  /**
   * The time is never before what it tells of. Of two states of one `seq` and `rev`, forecasts both, a page
   * takes the later, and an answer to a hello may come behind a state: there it moves on while a clock
   * that was set back stands still. A call has a `seq` of its own, and the hall's time, by which it is fresh.
   */
  #head(hall: Hall): { seq: number; rev: number; now: number } {
    const { seq } = hall;
    const { rev } = this.#parts.facts();
    const last = this.#told;
    const after = last.seq === seq && last.rev === rev ? last.now + 1 : 0;
    const now = Math.max(after, this.#parts.clock.now(), hall.at);
    this.#told = { seq, rev, now };
    return this.#told;
  }
}

/** The names of the hall, for who does not have this version of them. */
export function namesFor(hall: Hall, has: string | null): Names | null {
  const { configuration } = hall;
  return configuration && configuration.version !== has ? namesView(configuration) : null;
}
