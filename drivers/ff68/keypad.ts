/**
 * A caller keypad (叫号器) behind the shape that the hub knows. All judgement is in `machine.ts`; here
 * is only plumbing.
 */
import type { Clock } from '../clock.ts';
import type { Health, Keypad, KeypadKey } from '../driver.ts';
import type { Station } from '../ports/bus.ts';
import { Runner } from '../runner.ts';
import { encode, type Frame } from './frame.ts';
import {
  type Effect,
  faceNow,
  type Input,
  type Keypad68,
  newKeypad,
  nextDue,
  step,
} from './machine.ts';
import type { KeypadSettings } from './settings.ts';
import { Speaker } from './speaker.ts';

export interface KeypadOptions {
  /** Owned from now on: left with the keypad. */
  readonly station: Station;
  readonly settings: KeypadSettings;
  readonly clock: Clock;
}

/** Opens the keypad at a station. It is heard from now on; its display is told what is wished. */
export function openFf68Keypad(options: KeypadOptions): Keypad {
  return new Ff68Keypad(options);
}

class Ff68Keypad implements Keypad {
  readonly #station: Station;
  readonly #settings: KeypadSettings;
  readonly #runner: Runner<Keypad68, Input, Effect, Health>;
  readonly #speaker: Speaker;
  readonly #keys = new Set<(key: KeypadKey) => void>();

  constructor({ station, settings, clock }: KeypadOptions) {
    this.#station = station;
    this.#settings = settings;
    this.#speaker = new Speaker(station, clock);
    this.#runner = new Runner({
      clock,
      machine: newKeypad,
      step: (machine, input, at) => step(machine, input, at, settings),
      nextDue: (machine, at) => nextDue(machine, at, settings),
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    station.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: (bytes) => this.#runner.take({ kind: 'bytes', bytes }),
    });
    this.#runner.take({ kind: 'link', state: station.state() });
  }

  onKey(tell: (key: KeypadKey) => void): () => void {
    this.#keys.add(tell);
    return () => this.#keys.delete(tell);
  }

  showCalled(label: string | null): void {
    this.#runner.take({ kind: 'called', label });
  }

  showWaiting(people: number): void {
    this.#runner.take({ kind: 'waiting', people });
  }

  beep(): void {
    this.#runner.take({ kind: 'beep' });
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

  #do(effect: Effect): void {
    switch (effect.do) {
      case 'press':
        for (const tell of [...this.#keys]) tell(effect.key);
        break;
      case 'say':
        void this.#speaker.sayBy(effect.bytes, effect.until).then((outcome) => {
          this.#runner.take({ kind: 'said', what: effect.what, outcome });
        });
        break;
      case 'show':
        void this.#show();
        break;
    }
  }

  async #show(): Promise<void> {
    let frame: Frame | null = null;
    const newest = () => {
      frame = faceNow(this.#runner.machine, this.#settings);
      return frame;
    };
    const bytes = () => {
      const now = newest();
      return now && encode(now);
    };
    const outcome = this.#settings.echo
      ? await this.#speaker.sayAndHear(newest)
      : await this.#speaker.say(bytes);
    this.#runner.take({ kind: 'shown', frame, outcome });
  }
}
