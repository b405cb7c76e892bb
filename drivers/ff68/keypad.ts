/**
 * A caller keypad (叫号器) behind the shape that the hub knows. All judgement is in `machine.ts`; here
 * is only plumbing.
 */
import type { Clock } from '../clock.ts';
import type { Health, Keypad, KeypadKey } from '../driver.ts';
import type { Station } from '../ports/bus.ts';
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
  readonly #clock: Clock;
  readonly #speaker: Speaker;
  readonly #keys = new Set<(key: KeypadKey) => void>();
  readonly #tellers = new Set<(health: Health) => void>();
  #machine: Keypad68 = newKeypad;
  #timer: unknown = null;
  #closed = false;

  constructor({ station, settings, clock }: KeypadOptions) {
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

  onKey(tell: (key: KeypadKey) => void): () => void {
    this.#keys.add(tell);
    return () => this.#keys.delete(tell);
  }

  showCalled(label: string | null): void {
    this.#take({ kind: 'called', label });
  }

  showWaiting(people: number): void {
    this.#take({ kind: 'waiting', people });
  }

  beep(): void {
    this.#take({ kind: 'beep' });
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

  #take(input: Input): void {
    if (this.#closed) return;
    const at = this.#clock.now();
    const was = this.#machine.health.state;
    const { machine, effects } = step(this.#machine, input, at, this.#settings);
    this.#machine = machine;
    this.#clock.clearTimeout(this.#timer);
    const due = nextDue(machine, at, this.#settings);
    if (due !== null) {
      this.#timer = this.#clock.setTimeout(() => this.#take({ kind: 'time' }), due - at);
    }
    if (machine.health.state !== was) {
      for (const tell of [...this.#tellers]) tell(machine.health);
    }
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    switch (effect.do) {
      case 'press':
        for (const tell of [...this.#keys]) tell(effect.key);
        break;
      case 'say':
        void this.#speaker.sayBy(effect.bytes, effect.until).then((outcome) => {
          this.#take({ kind: 'said', what: effect.what, outcome });
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
      frame = faceNow(this.#machine, this.#settings);
      return frame;
    };
    const bytes = () => {
      const now = newest();
      return now && encode(now);
    };
    const outcome = this.#settings.echo
      ? await this.#speaker.sayAndHear(newest)
      : await this.#speaker.say(bytes);
    this.#take({ kind: 'shown', frame, outcome });
  }
}
