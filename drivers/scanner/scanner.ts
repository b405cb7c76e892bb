/**
 * A scanner of QR and bar codes on a line of its own, behind the shape that the hub knows. All
 * judgement is in `machine.ts`; here is only plumbing. It says nothing to the scanner.
 */
import type { Clock } from '../clock.ts';
import type { Health, Scanner } from '../driver.ts';
import type { Port } from '../ports/port.ts';
import { Runner } from '../runner.ts';
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
  readonly #runner: Runner<ScannerMachine, ScannerInput, string, Health>;
  readonly #scans = new Set<(text: string) => void>();

  constructor({ port, settings, clock }: ScannerOptions) {
    this.#port = port;
    this.#runner = new Runner({
      clock,
      machine: newScanner,
      step: (machine, input, at) => {
        const { machine: next, codes } = step(machine, input, at, settings);
        return { machine: next, effects: codes };
      },
      nextDue: (machine, at) => nextDue(machine, at, settings),
      health: (machine) => machine.health,
      carryOut: (code) => {
        for (const tell of [...this.#scans]) tell(code);
      },
    });
    port.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: (bytes) => this.#runner.take({ kind: 'bytes', bytes }),
    });
    this.#runner.take({ kind: 'link', state: port.state() });
  }

  onScan(tell: (text: string) => void): () => void {
    this.#scans.add(tell);
    return () => this.#scans.delete(tell);
  }

  health(): Health {
    return this.#runner.health();
  }

  onHealth(tell: (health: Health) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  async close(): Promise<void> {
    await this.#port.close();
    this.#runner.stop();
  }
}
