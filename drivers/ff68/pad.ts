/**
 * A rating pad of four keys behind the shape that the hub knows. All judgement is in
 * `pad-machine.ts`; which key means which level is the hub's configuration.
 */
import type { Clock } from '../clock.ts';
import type { Health, PadAnswer, RatingPad } from '../driver.ts';
import type { Station } from '../ports/bus.ts';
import { askFrame } from './frame.ts';
import {
  newPad,
  type Pad68,
  type PadEffect,
  type PadInput,
  padDue,
  padStep,
} from './pad-machine.ts';
import type { PadSettings } from './settings.ts';
import { Speaker } from './speaker.ts';

export interface PadOptions {
  /** Owned from now on: left with the pad. */
  readonly station: Station;
  readonly settings: PadSettings;
  readonly clock: Clock;
}

/** Opens the pad at a station. */
export function openFf68Pad(options: PadOptions): RatingPad {
  return new Ff68Pad(options);
}

class Ff68Pad implements RatingPad {
  readonly #station: Station;
  readonly #settings: PadSettings;
  readonly #clock: Clock;
  readonly #speaker: Speaker;
  readonly #questions = new Map<number, (answer: PadAnswer) => void>();
  readonly #tellers = new Set<(health: Health) => void>();
  #machine: Pad68 = newPad;
  #lastId = 0;
  #timer: unknown = null;
  #closed = false;

  constructor({ station, settings, clock }: PadOptions) {
    this.#station = station;
    this.#settings = settings;
    this.#clock = clock;
    this.#speaker = new Speaker(station, clock);
    station.listen({
      changed: (state) => this.#take({ kind: 'link', state }),
      bytes: (bytes) => this.#take({ kind: 'bytes', bytes }),
    });
    this.#take({ kind: 'link', state: station.state() });
  }

  ask(): Promise<PadAnswer> {
    if (this.#closed) return Promise.resolve('unreachable');
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#take({ kind: 'ask', id });
    });
  }

  takeBack(): void {
    this.#take({ kind: 'take-back' });
  }

  health(): Health {
    return this.#machine.health;
  }

  onHealth(tell: (health: Health) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  async close(): Promise<void> {
    this.#take({ kind: 'link', state: { is: 'closed' } });
    this.#closed = true;
    this.#clock.clearTimeout(this.#timer);
    await this.#station.leave();
  }

  #take(input: PadInput): void {
    if (this.#closed) return;
    const at = this.#clock.now();
    const was = this.#machine.health.state;
    const { machine, effects } = padStep(this.#machine, input, at, this.#settings);
    this.#machine = machine;
    this.#clock.clearTimeout(this.#timer);
    const due = padDue(machine, at);
    if (due !== null) {
      this.#timer = this.#clock.setTimeout(() => this.#take({ kind: 'time' }), due - at);
    }
    if (machine.health.state !== was) {
      for (const tell of [...this.#tellers]) tell(machine.health);
    }
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: PadEffect): void {
    switch (effect.do) {
      case 'end':
        this.#questions.get(effect.id)?.(effect.answer);
        this.#questions.delete(effect.id);
        break;
      case 'say':
        void this.#speaker.sayBy(effect.bytes, effect.until).then((outcome) => {
          this.#take({ kind: 'said', outcome });
        });
        break;
      case 'ask':
        void this.#ask(effect).then((outcome) => {
          this.#take({ kind: 'asked', id: effect.id, outcome });
        });
        break;
    }
  }

  /** A question that ended while it waited for its turn is not asked any more. */
  #ask({ id, bytes, until }: Extract<PadEffect, { do: 'ask' }>) {
    const stands = () => this.#machine.question?.id === id && this.#clock.now() <= until;
    return this.#settings.echo
      ? this.#speaker.sayAndHear(() => (stands() ? askFrame(this.#settings.station) : null))
      : this.#speaker.say(() => (stands() ? bytes : null));
  }
}
