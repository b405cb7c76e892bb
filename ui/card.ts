/**
 * Waiting for an ID card, for pages that ask who somebody is. The hub is asked again and again while
 * the page is up (core/wire/card.ts); a card that was read comes as a masked name and a handle: the
 * number itself never does. When the page leaves, the wish is taken back.
 */
import type { CardRefusal, CardReply, CardTold } from '../core/wire/card.ts';
import { type Follow, newRequestId, type Unanswered } from './follow.ts';

/** What of a reader is told: there is none, a card may be laid on, or why none is read. */
export type CardSaid =
  | 'none'
  | 'lay'
  | Extract<CardRefusal, 'card-unreadable' | 'card-not-supported' | 'card-expired' | 'hub-away'>;

/** Between two questions that the hub answered at once, and after one that it could not answer. */
const againMs = 500;
const laterMs = 3_000;

export interface CardWaiter {
  readonly line: Pick<Follow<'kiosk' | 'counter'>, 'ask'>;
  readonly onSaid: (said: CardSaid) => void;
  /** Called at most once. */
  readonly onCard: (card: CardTold) => void;
}

/** Waits until the returned function is called, or a card has come. */
export function waitForCard(waiter: CardWaiter): () => void {
  const wait = new Wait(waiter);
  wait.ask();
  return () => wait.end();
}

class Wait {
  readonly #waiter: CardWaiter;
  #wish = newRequestId();
  #timer = 0;
  #over = false;
  #troubled = false;

  constructor(waiter: CardWaiter) {
    this.#waiter = waiter;
  }

  ask(): void {
    const askedAt = performance.now();
    this.#waiter.line.ask<CardReply>('await-card', { wish: this.#wish }).then((reply) => {
      if (this.#over) return;
      const held = performance.now() - askedAt;
      this.#answered(reply, Math.max(0, againMs - held));
    });
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    window.clearTimeout(this.#timer);
    void this.#waiter.line.ask('leave-card', { wish: this.#wish });
  }

  #answered(reply: CardReply | Unanswered, soonMs: number): void {
    const { onCard, onSaid } = this.#waiter;
    if ('ok' in reply) {
      if (reply.card) {
        this.end();
        return onCard(reply.card);
      }
      // What was wrong with the last card stays to be read until another is laid on.
      if (!this.#troubled) onSaid('lay');
      return this.#later(soonMs);
    }
    const why = 'refused' in reply ? reply.refused : 'failed';
    switch (why) {
      case 'card-unreadable':
      case 'card-not-supported':
      case 'card-expired':
        this.#troubled = true;
        onSaid(why);
        return this.#later(soonMs);
      case 'no-card':
        // The page is still up, and so is the wish.
        this.#wish = newRequestId();
        return this.#later(soonMs);
      case 'hub-away':
        this.#troubled = false;
        onSaid(why);
        return this.#later(laterMs);
      default:
        this.#troubled = false;
        onSaid('none');
        return this.#later(laterMs);
    }
  }

  #later(ms: number): void {
    this.#timer = window.setTimeout(() => this.ask(), ms);
  }
}
