/**
 * A card reader behind the shape that the hub knows: runs the machine on a port and a clock, tells
 * cards to whoever waits, and hands out its health. What is heard is overwritten as soon as it is
 * understood; of a card nothing stays here, and nothing of it is ever said in a health or an error.
 */
import type { Clock } from '../clock.ts';
import type { CardRead, Health, IdReader } from '../driver.ts';
import type { Port } from '../ports/port.ts';
import { Runner } from '../runner.ts';
import type { Cards } from './card.ts';
import { ask, type Reply, readReply } from './frame.ts';
import {
  newSam,
  nextDue,
  type SamEffect,
  type SamInput,
  type SamMachine,
  type SamTimes,
  samTimes,
  step,
} from './machine.ts';
import { Parser } from './parser.ts';

export interface SamOptions {
  /** Owned from now on: closed with the reader. Nobody else may listen to it. */
  readonly port: Port;
  readonly cards: Cards;
  readonly clock: Clock;
  readonly times?: SamTimes;
}

/** Opens the reader behind `port`. It is asked how it is at once, and then every few seconds. */
export function openSamReader(options: SamOptions): IdReader {
  return new SamReader(options);
}

class SamReader implements IdReader {
  readonly #port: Port;
  readonly #runner: Runner<SamMachine, SamInput, SamEffect, Health>;
  readonly #parser: Parser;
  readonly #replies: Reply[] = [];
  readonly #waiting = new Set<(card: CardRead) => void>();

  constructor({ port, cards, clock, times = samTimes }: SamOptions) {
    this.#port = port;
    this.#parser = new Parser((frame) => this.#replies.push(readReply(frame, cards)));
    this.#runner = new Runner({
      clock,
      machine: newSam,
      step: (machine, input, at) => step(machine, input, at, times),
      nextDue,
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    port.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: (bytes) => this.#hear(bytes),
    });
    this.#runner.take({ kind: 'link', state: port.state() });
  }

  health(): Health {
    return this.#runner.health();
  }

  onHealth(tell: (health: Health) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  onCard(tell: (card: CardRead) => void): () => void {
    // Whoever waits twice with one function waits twice.
    const mine = (card: CardRead) => tell(card);
    this.#waiting.add(mine);
    this.#waits();
    return () => {
      if (this.#waiting.delete(mine)) this.#waits();
    };
  }

  async close(): Promise<void> {
    await this.#port.close();
    this.#runner.stop();
    this.#parser.clear();
  }

  #waits(): void {
    const waiting = this.#waiting.size > 0;
    if (waiting !== this.#runner.machine.waiting) this.#runner.take({ kind: 'wait', waiting });
  }

  #hear(bytes: Uint8Array): void {
    const stray = this.#parser.take(bytes);
    // The port's buffer is ours to use up: a photo and a number may lie in it.
    bytes.fill(0);
    this.#runner.take({ kind: 'heard', replies: this.#replies.splice(0), stray });
  }

  #do(effect: SamEffect): void {
    switch (effect.do) {
      case 'ask':
        // Whether it went out is told by the answer, or by the lack of one.
        void this.#port.write(ask(effect.question), effect.withinMs);
        break;
      case 'forget':
        this.#parser.clear();
        break;
      case 'tell':
        for (const tell of [...this.#waiting]) tell(effect.card);
        break;
      case 'drop':
        this.#port.drop('mute', effect.detail);
        break;
    }
  }
}
