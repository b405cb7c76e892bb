/**
 * The watch list and today's flags as the hub tells them, over HTTP. A number goes in a body alone and comes
 * back never. Nothing here rejects.
 */
import { type Failed, hallPath, read, send } from '../asking.ts';

export const reasons = ['hoards-numbers', 'sells-numbers', 'misses-often', 'other'] as const;
export type Reason = (typeof reasons)[number];

export interface WatchedTold {
  readonly id: string;
  readonly reason: Reason;
  readonly words: string;
  readonly addedAt: number;
  readonly deleteAt: number;
}

export interface WishTold {
  readonly id: string;
  readonly act: 'on' | 'off';
  readonly askedBy: string;
  readonly name: string | null;
  readonly askedAt: number;
  readonly reason?: Reason;
  readonly words?: string;
  readonly days?: number;
  readonly entry?: string;
}

export interface FlagTold {
  readonly why: 'many-numbers' | 'many-given-up' | 'one-hand' | 'watched' | 'bookings-closed';
  readonly tickets: readonly { readonly ticket: string; readonly label: string }[];
  readonly origin?: { readonly kind: string; readonly id: string };
  readonly reason?: Reason;
  readonly bookings?: number;
}

export interface Told {
  readonly persons: readonly WatchedTold[];
  readonly waiting: readonly WishTold[];
  readonly flags: readonly FlagTold[];
}

export interface Wish {
  readonly person: { readonly kind: 'id-card' | 'other'; readonly number: string };
  readonly reason: Reason;
  readonly words: string;
  readonly days: number;
}

/** `rule`: why not, by name or the field's rule; null: the hub did not answer. */
export type Done = { readonly done: true } | { readonly done: false; readonly rule: string | null };

export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = hallPath(hall);
  }

  async all(): Promise<Told | Failed> {
    const [list, flags] = await Promise.all([
      read<Omit<Told, 'flags'>>(`${this.#base}/watch-list`),
      read<Pick<Told, 'flags'>>(`${this.#base}/flags`),
    ]);
    if (typeof list === 'string') return list;
    return typeof flags === 'string' ? flags : { ...list, ...flags };
  }

  putOn(wish: Wish): Promise<Done> {
    return this.#do('POST', '/watch-list', wish);
  }

  takeOff(entry: string): Promise<Done> {
    return this.#do('DELETE', `/watch-list/${encodeURIComponent(entry)}`);
  }

  agree(wish: string): Promise<Done> {
    return this.#do('POST', `/watch-list/wishes/${encodeURIComponent(wish)}/agree`, {});
  }

  drop(wish: string): Promise<Done> {
    return this.#do('DELETE', `/watch-list/wishes/${encodeURIComponent(wish)}`);
  }

  async #do(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Done> {
    const answer = await send(method, this.#base + path, body);
    if (answer?.ok) return { done: true };
    const said = (await answer?.json().catch(() => ({}))) as Record<string, string> | undefined;
    return { done: false, rule: said?.refused ?? null };
  }
}
