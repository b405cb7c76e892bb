/**
 * An ESC/POS printer behind the shape that the hub knows: composes paper, runs the machine on a
 * port and a clock, and hands out its health. All judgement is in `machine.ts`; here is only
 * plumbing.
 */
import type { Clock } from '../clock.ts';
import type { Printer, PrinterHealth, PrintOutcome } from '../driver.ts';
import type { Paper } from '../paper.ts';
import type { Port } from '../ports/port.ts';
import { Runner } from '../runner.ts';
import { compose, fill, trim } from './compose.ts';
import {
  type Effect,
  type Input,
  type Machine,
  newMachine,
  nextDue,
  type PrintTimes,
  printTimes,
  step,
} from './machine.ts';
import type { Piece } from './pieces.ts';
import type { EscposProfile } from './profile.ts';

export interface EscposOptions {
  /** Owned from now on: closed with the printer. */
  readonly port: Port;
  readonly profile: EscposProfile;
  readonly clock: Clock;
  readonly times?: PrintTimes;
  /** Bits a second of a serial line: how long a slip takes over it. Left out: no matter. */
  readonly baud?: number | null;
}

/** Opens the printer behind `port`. It asks for status at once and then every few seconds. */
export function openEscposPrinter(options: EscposOptions): Printer {
  return new EscposPrinter(options);
}

class EscposPrinter implements Printer {
  readonly #port: Port;
  readonly #profile: EscposProfile;
  readonly #runner: Runner<Machine, Input, Effect, PrinterHealth>;
  readonly #jobs = new Map<number, (outcome: PrintOutcome) => void>();
  #lastId = 0;
  /** Papers are composed one after the other, so that jobs keep their order. */
  #composing: Promise<unknown> = Promise.resolve();

  constructor({ port, profile, clock, times = printTimes, baud = null }: EscposOptions) {
    this.#port = port;
    this.#profile = profile;
    const rules = {
      times,
      baud,
      asks: profile.status === 'asked',
      auto: profile.asb === 'tried',
      named: profile.errors === 'named',
      fill,
      trim: trim(profile),
    };
    this.#runner = new Runner({
      clock,
      machine: newMachine,
      step: (machine, input, at) => step(machine, input, at, rules),
      nextDue: (machine, at) => (machine.link === 'closed' ? null : nextDue(machine, at, rules)),
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    port.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: (bytes) => this.#runner.take({ kind: 'bytes', bytes }),
    });
    this.#runner.take({ kind: 'link', state: port.state() });
  }

  print(paper: Paper): Promise<PrintOutcome> {
    const job = this.#composing.then(() => this.#compose(paper));
    this.#composing = job;
    return job.then(({ outcome }) => outcome);
  }

  beginTorn(): void {
    this.#runner.take({ kind: 'torn' });
  }

  health(): PrinterHealth {
    return this.#runner.health();
  }

  onHealth(tell: (health: PrinterHealth) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  async close(): Promise<void> {
    await this.#port.close();
  }

  /** The outcome is wrapped: composing the next paper must not wait until this one is printed. */
  async #compose(paper: Paper): Promise<{ readonly outcome: Promise<PrintOutcome> }> {
    try {
      const { pieces, masked } = await compose(paper, this.#profile);
      return { outcome: this.#run(pieces).then((outcome) => tellMasked(outcome, masked)) };
    } catch (error) {
      const detail = `the paper could not be composed: ${String(error)}`;
      return { outcome: Promise.resolve({ outcome: 'failed', reason: 'error', detail }) };
    }
  }

  #run(pieces: readonly Piece[]): Promise<PrintOutcome> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#jobs.set(id, resolve);
      this.#runner.take({ kind: 'job', id, pieces });
    });
  }

  #do(effect: Effect): void {
    switch (effect.do) {
      case 'say':
        // Whether it went out is told by the answer, or by the lack of one.
        void this.#port.write(effect.bytes, effect.withinMs);
        break;
      case 'send':
        void this.#port.write(effect.bytes, effect.withinMs).then((outcome) => {
          this.#runner.take({ kind: 'sent', id: effect.id, outcome });
        });
        break;
      case 'end':
        this.#jobs.get(effect.id)?.(effect.outcome);
        this.#jobs.delete(effect.id);
        break;
      case 'drop':
        this.#port.drop('mute', effect.detail);
        break;
    }
  }
}

function tellMasked(outcome: PrintOutcome, masked: readonly string[]): PrintOutcome {
  if (masked.length === 0) return outcome;
  const points = masked.map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  const said = `printed as 〓, in no font: ${points.join(' ')}`;
  return { ...outcome, detail: outcome.detail ? `${outcome.detail}; ${said}` : said };
}
