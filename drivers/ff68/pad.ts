/**
 * A rating pad of four keys behind the shape that the hub knows. All judgement is in
 * `pad-machine.ts`; which key means which level is the hub's configuration.
 */
import type { Clock } from '../clock.ts';
import type { Health, PadAnswer, RatingPad } from '../driver.ts';
import type { Station } from '../ports/bus.ts';
import { Runner } from '../runner.ts';
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
  readonly #runner: Runner<Pad68, PadInput, PadEffect, Health>;
  readonly #speaker: Speaker;
  readonly #questions = new Map<number, (answer: PadAnswer) => void>();
  #lastId = 0;

  constructor({ station, settings, clock }: PadOptions) {
    this.#station = station;
    this.#settings = settings;
    this.#clock = clock;
    this.#speaker = new Speaker(station, clock);
    this.#runner = new Runner({
      clock,
      machine: newPad,
      step: (machine, input, at) => padStep(machine, input, at, settings),
      nextDue: padDue,
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    station.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: (bytes) => this.#runner.take({ kind: 'bytes', bytes }),
    });
    this.#runner.take({ kind: 'link', state: station.state() });
  }

  ask(): Promise<PadAnswer> {
    if (this.#runner.stopped) return Promise.resolve('unreachable');
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#runner.take({ kind: 'ask', id });
    });
  }

  takeBack(): void {
    this.#runner.take({ kind: 'take-back' });
  }

  health(): Health {
    return this.#runner.health();
  }

  onHealth(tell: (health: Health) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  async close(): Promise<void> {
    this.#runner.take({ kind: 'link', state: { is: 'closed' } });
    this.#runner.stop();
    await this.#station.leave();
  }

  #do(effect: PadEffect): void {
    switch (effect.do) {
      case 'end':
        this.#questions.get(effect.id)?.(effect.answer);
        this.#questions.delete(effect.id);
        break;
      case 'say':
        void this.#speaker.sayBy(effect.bytes, effect.until).then((outcome) => {
          this.#runner.take({ kind: 'said', outcome });
        });
        break;
      case 'ask':
        void this.#ask(effect).then((outcome) => {
          this.#runner.take({ kind: 'asked', id: effect.id, outcome });
        });
        break;
    }
  }

  /** A question that ended while it waited for its turn is not asked any more. */
  #ask({ id, bytes, until }: Extract<PadEffect, { do: 'ask' }>) {
    const goes = () => {
      if (this.#runner.machine.question?.id !== id || this.#clock.now() > until) return false;
      this.#runner.take({ kind: 'asking', id });
      return true;
    };
    return this.#settings.echo
      ? this.#speaker.sayAndHear(() => (goes() ? askFrame(this.#settings.station) : null))
      : this.#speaker.say(() => (goes() ? bytes : null));
  }
}
