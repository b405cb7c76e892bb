/**
 * What the hub tells of days that were, over HTTP. Nothing here rejects.
 */
import type { Because, EventType } from '../../core/hall/events.ts';
import type { DisplayView } from '../../core/views/display.ts';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { LiveView } from '../../core/views/live.ts';
import type { Names } from '../../core/views/names.ts';
import type { Posted } from '../../core/views/posted.ts';
import { type Failed, hallPath, readIn } from '../asking.ts';

export interface PastDay {
  readonly day: string;
  /** The place of its first event in the log, and when that was, epoch ms. */
  readonly first: number;
  readonly from: number;
  readonly types: readonly EventType[];
  /** Of each event in order: ms after `from`, and its place in `types`. */
  readonly at: readonly number[];
  readonly type: readonly number[];
}

export interface PastEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: EventType;
  readonly label?: string;
  readonly counter?: string;
  readonly service?: string;
}

export interface Competitor {
  readonly label: string;
  readonly class: string;
  readonly service: string | null;
  readonly how: 'own' | 'sent' | 'overflow' | 'helps';
  readonly waitedMs: number;
  readonly overdue: boolean;
  readonly standing: number;
  readonly overtaken: number;
  readonly protected: boolean;
}

export interface PastMoment {
  readonly seq: number;
  readonly at: number;
  readonly event: PastEvent;
  readonly around: readonly PastEvent[];
  readonly why: { readonly because: Because; readonly competitors: readonly Competitor[] } | null;
  readonly names: string;
  readonly display: DisplayView;
  readonly posted: Posted;
  readonly live: LiveView;
  /** What every kiosk showed; of each its own notices beside it. */
  readonly kiosk: KioskView;
  readonly kioskNotices: Readonly<Record<string, KioskView['notices']>>;
}

/** `none`: the log has nothing of the kind. */
export type Answer<T> = T | Failed | 'none';

async function ask<T>(path: string): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, { headers: { accept: 'application/json' } });
    return answer.status === 404 ? 'none' : await readIn<T>(answer);
  } catch {
    return 'unreachable';
  }
}

export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = `${hallPath(hall)}/past`;
  }

  day(day: string): Promise<Answer<PastDay>> {
    return ask(`${this.#base}/${day}`);
  }

  moment(day: string, seq: number, at: number): Promise<Answer<PastMoment>> {
    return ask(`${this.#base}/${day}/moments/${seq}/${Math.floor(at)}`);
  }

  names(day: string, seq: number): Promise<Answer<Names>> {
    return ask(`${this.#base}/${day}/names/${seq}`);
  }

  ticket(day: string, label: string): Promise<Answer<{ readonly events: readonly PastEvent[] }>> {
    return ask(`${this.#base}/${day}/tickets/${encodeURIComponent(label)}`);
  }
}
