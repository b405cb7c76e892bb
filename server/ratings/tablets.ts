/**
 * The rating tablets on counters. A tablet asks again and again what it is to show: once a service at its
 * counter is over, the question, for 60 s from the moment it was told; then the step is unrated. When the
 * next visitor is served, the question is taken back, so that nobody rates for somebody else.
 */
import type { Told } from '../../core/hall/events.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { type Dice, newId } from '../people/secrets.ts';
import type { AddRefusal, RatingDesk } from './desk.ts';
import type { Level, RatingTag } from './options.ts';

/** So long a question stands (domain practice of rating pads: 未评价，已超时). */
export const askMs = 60_000;
/** Whom a step was finished for longer ago has left the counter. */
const askableMs = 30_000;
/** So long tags and words may be added to a level that was given here. */
const addMs = 180_000;
const keepAgainMs = 5_000;
const triesMax = 60;

interface Question {
  /** Random, so that an answer belongs to this question and no other. */
  readonly id: string;
  readonly ticket: string;
  readonly step: number;
  readonly finishedAt: number;
  /** When the tablet was told; null while it has not asked. */
  askedAt: number | null;
  level: Level | null;
  timer: unknown;
}

/** What a tablet shows now. `leftMs`: of the time to answer. */
export interface TabletQuestion {
  readonly id: string;
  readonly leftMs: number;
}

export type TabletRated =
  | { readonly ok: true; readonly tags: readonly RatingTag[] }
  | { readonly refused: 'question-over' };
export type TabletAdded =
  | { readonly ok: true }
  | { readonly refused: 'question-over' | AddRefusal };

export interface TabletsParts {
  readonly keeper: Pick<Keeper, 'follow'>;
  readonly desk: Pick<RatingDesk, 'keep' | 'add' | 'tagsOf'>;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

export class Tablets {
  readonly #parts: TabletsParts;
  readonly #open = new Map<string, Question>();
  readonly #keeping = new Set<Promise<void>>();
  readonly #unfollow: () => void;
  #ended = false;

  constructor(parts: TabletsParts) {
    this.#parts = parts;
    this.#unfollow = parts.keeper.follow(({ events }) => {
      for (const told of events) this.#hear(told);
    });
  }

  /** The question at this counter; null: there is none. Being told it starts its time. */
  question(counter: string): TabletQuestion | null {
    const { clock } = this.#parts;
    const one = this.#open.get(counter);
    if (one === undefined || one.level !== null) return null;
    const now = clock.now();
    if (one.askedAt === null) {
      if (now - one.finishedAt > askableMs) {
        this.#open.delete(counter);
        return null;
      }
      one.askedAt = now;
      one.timer = clock.setTimeout(() => this.#close(counter, one), askMs);
    }
    return { id: one.id, leftMs: Math.max(0, one.askedAt + askMs - now) };
  }

  /** Keeps the level. Fails: `HouseFailure`; then it may be pressed again. */
  async rate(counter: string, id: string, level: Level): Promise<TabletRated> {
    const { desk, clock } = this.#parts;
    const one = this.#open.get(counter);
    if (one?.id !== id || one.askedAt === null) return { refused: 'question-over' };
    if (one.level !== null) return { refused: 'question-over' };
    const kept = await desk.keep({ ...this.#given(counter, one), level });
    clock.clearTimeout(one.timer);
    one.level = level;
    one.timer = clock.setTimeout(() => this.#drop(counter, one), addMs);
    return kept ? { ok: true, tags: desk.tagsOf(level) } : { refused: 'question-over' };
  }

  /** Adds tags and words to the level that was given here. Fails: `HouseFailure`. */
  async add(
    counter: string,
    id: string,
    said: { readonly tags: readonly string[]; readonly words: string },
  ): Promise<TabletAdded> {
    const one = this.#open.get(counter);
    if (one?.id !== id || one.level === null) return { refused: 'question-over' };
    const { ticket, step } = one;
    const refused = await this.#parts.desk.add({ ticket, step, number: 1, ...said });
    if (refused !== null) return { refused };
    this.#drop(counter, one);
    return { ok: true };
  }

  /** Open questions are over; resolves when what was asked is kept. */
  async close(): Promise<void> {
    this.#unfollow();
    for (const [counter, one] of [...this.#open]) this.#close(counter, one);
    this.#ended = true;
    await Promise.all(this.#keeping);
  }

  #hear(told: Told): void {
    const { clock, dice } = this.#parts;
    if (told.type === 'step-started') {
      const before = this.#open.get(told.body.counter);
      if (before) this.#close(told.body.counter, before);
      return;
    }
    if (told.type !== 'step-finished' || clock.now() - told.at > askableMs) return;
    const { counter, ticket, step } = told.body;
    const before = this.#open.get(counter);
    if (before) this.#close(counter, before);
    const rest = { finishedAt: told.at, askedAt: null, level: null, timer: null };
    this.#open.set(counter, { id: newId(dice), ticket, step, ...rest });
  }

  #given(counter: string, { ticket, step, askedAt }: Question) {
    const about = { promptedAt: askedAt, device: `tablet@${counter}`, token: true };
    return { ...about, ticket, step, source: 'tablet' } as const;
  }

  /** Nobody answered; a question that no tablet showed was never asked. */
  #close(counter: string, one: Question): void {
    if (this.#open.get(counter) !== one) return;
    this.#drop(counter, one);
    if (one.askedAt === null || one.level !== null) return;
    const kept = this.#keep(counter, one, 1);
    this.#keeping.add(kept);
    void kept.finally(() => this.#keeping.delete(kept));
  }

  #drop(counter: string, one: Question): void {
    this.#parts.clock.clearTimeout(one.timer);
    if (this.#open.get(counter) === one) this.#open.delete(counter);
  }

  async #keep(counter: string, one: Question, tries: number): Promise<void> {
    const { desk, clock, complain } = this.#parts;
    try {
      await desk.keep({ ...this.#given(counter, one), level: null });
    } catch (error) {
      if (tries === 1) complain('that nobody rated could not be kept yet', error);
      if (this.#ended || tries >= triesMax) return;
      clock.setTimeout(() => void this.#keep(counter, one, tries + 1), keepAgainMs);
    }
  }
}
