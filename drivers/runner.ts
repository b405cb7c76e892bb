/**
 * Runs a device's pure machine on a clock: hands it what happens, wakes it when something falls due,
 * tells a new health and then carries out what it wants done. Every driver is a machine, this, and the
 * few lines that turn its effects into bytes.
 */
import type { Clock } from './clock.ts';
import type { Health } from './driver.ts';

/**
 * A process that could not run (a busy machine, one that slept) is woken so late, and first of all by its
 * timers. What came meanwhile is heard within the second time, before anybody is called silent for it.
 */
const wokenLateMs = 200;
const hearMs = 50;

interface Time {
  readonly kind: 'time';
}

export interface RunnerOptions<Machine, Input, Effect, H extends Health<string>> {
  readonly clock: Clock;
  /** As it is before anything happened. */
  readonly machine: Machine;
  /** Pure: what the machine becomes and what it wants done. */
  readonly step: (
    machine: Machine,
    input: Input | Time,
    at: number,
  ) => { readonly machine: Machine; readonly effects: readonly Effect[] };
  /** When it wants to be woken (epoch ms, may lie in the past); null: by nothing but an input. */
  readonly nextDue: (machine: Machine, at: number) => number | null;
  readonly health: (machine: Machine) => H;
  readonly carryOut: (effect: Effect) => void;
}

export class Runner<Machine, Input, Effect, H extends Health<string>> {
  readonly #options: RunnerOptions<Machine, Input, Effect, H>;
  readonly #tellers = new Set<(health: H) => void>();
  #machine: Machine;
  #timer: unknown = null;
  #stopped = false;

  constructor(options: RunnerOptions<Machine, Input, Effect, H>) {
    this.#options = options;
    this.#machine = options.machine;
  }

  get machine(): Machine {
    return this.#machine;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  health(): H {
    return this.#options.health(this.#machine);
  }

  /** Tells every change of the health's state, until the function that it returns is called. */
  onHealth(tell: (health: H) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  /** Something happened. May be called from `carryOut` and from who is told of health. */
  take(input: Input | Time): void {
    if (this.#stopped) return;
    const { clock, step, nextDue, carryOut } = this.#options;
    const at = clock.now();
    const was = this.health().state;
    const { machine, effects } = step(this.#machine, input, at);
    this.#machine = machine;
    clock.clearTimeout(this.#timer);
    const due = nextDue(machine, at);
    if (due !== null) {
      const inMs = Math.max(0, due - at);
      this.#timer = clock.setTimeout(() => this.#wake(at + inMs), inMs);
    }
    // Told before the effects: dropping the connection comes back here with newer health.
    const health = this.health();
    if (health.state !== was) for (const tell of [...this.#tellers]) tell(health);
    for (const effect of effects) carryOut(effect);
  }

  #wake(due: number): void {
    const { clock } = this.#options;
    const onTime = clock.now() - due < wokenLateMs;
    const go = () => this.take({ kind: 'time' });
    if (onTime) go();
    else this.#timer = clock.setTimeout(go, hearMs);
  }

  /** Deaf from now on: nothing that is still under way changes the machine any more. */
  stop(): void {
    this.#stopped = true;
    this.#options.clock.clearTimeout(this.#timer);
  }
}
