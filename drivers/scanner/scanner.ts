/**
 * A scanner of QR and bar codes on a line of its own, behind the shape that the hub knows. All
 * judgement is in `machine.ts`; here is only plumbing. It says nothing to the scanner.
 */
import type { Clock } from '../clock.ts';
import type { Health, Scanner } from '../driver.ts';
import type { Port } from '../ports/port.ts';
import {
  newScanner,
  nextDue,
  type ScannerInput,
  type ScannerMachine,
  type ScannerSettings,
  step,
} from './machine.ts';

export interface ScannerOptions {
  /** Owned from now on: closed with the scanner. */
  readonly port: Port;
  readonly settings: ScannerSettings;
  readonly clock: Clock;
}

/** Opens the scanner behind `port`. */
export function openLineScanner(options: ScannerOptions): Scanner {
  return new LineScanner(options);
}

class LineScanner implements Scanner {
  readonly #port: Port;
  readonly #settings: ScannerSettings;
  readonly #clock: Clock;
  readonly #scans = new Set<(text: string) => void>();
  readonly #tellers = new Set<(health: Health) => void>();
  #machine: ScannerMachine = newScanner;
  #timer: unknown = null;

  constructor({ port, settings, clock }: ScannerOptions) {
    this.#port = port;
    this.#settings = settings;
    this.#clock = clock;
    port.listen({
      changed: (state) => this.#take({ kind: 'link', state }),
      bytes: (bytes) => this.#take({ kind: 'bytes', bytes }),
    });
    this.#take({ kind: 'link', state: port.state() });
  }

  onScan(tell: (text: string) => void): () => void {
    this.#scans.add(tell);
    return () => this.#scans.delete(tell);
  }

  health(): Health {
    return this.#machine.health;
  }

  onHealth(tell: (health: Health) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  async close(): Promise<void> {
    await this.#port.close();
    this.#clock.clearTimeout(this.#timer);
  }

  #take(input: ScannerInput): void {
    const at = this.#clock.now();
    const was = this.#machine.health.state;
    const { machine, codes } = step(this.#machine, input, at, this.#settings);
    this.#machine = machine;
    this.#clock.clearTimeout(this.#timer);
    const due = nextDue(machine, at, this.#settings);
    if (due !== null) {
      this.#timer = this.#clock.setTimeout(() => this.#take({ kind: 'time' }), due - at);
    }
    if (machine.health.state !== was) {
      for (const tell of [...this.#tellers]) tell(machine.health);
    }
    for (const code of codes) for (const tell of [...this.#scans]) tell(code);
  }
}
