/**
 * A GSM modem behind the shape that the hub knows. All judgement is in `machine.ts` and `pdu.ts`; here
 * is only plumbing.
 */
import type { Clock } from '../clock.ts';
import type { Health } from '../driver.ts';
import type { Port } from '../ports/port.ts';
import { Runner } from '../runner.ts';
import { readyText } from '../text-parts.ts';
import type { Text, Texter, TextOutcome, TextReport } from '../texter.ts';
import {
  type GsmEffect,
  type GsmInput,
  type GsmMachine,
  newGsm,
  nextDue,
  step,
} from './machine.ts';
import { GsmParser } from './parser.ts';
import { readStatusReport, submitPdus } from './pdu.ts';

export interface GsmOptions {
  /** Owned from now on: closed with the modem. */
  readonly port: Port;
  readonly clock: Clock;
  /** How long the network may try: who is called at noon needs no text at three. */
  readonly validMinutes: number | null;
}

/** A text may have so many parts. */
const partsMax = 6;

/** Opens the modem behind `port`. It is set up at once. */
export function openGsmModem(options: GsmOptions): Texter {
  return new GsmModem(options);
}

class GsmModem implements Texter {
  readonly #port: Port;
  readonly #validMinutes: number | null;
  readonly #runner: Runner<GsmMachine, GsmInput, GsmEffect, Health>;
  readonly #parser = new GsmParser();
  readonly #jobs = new Map<number, (outcome: TextOutcome) => void>();
  readonly #reports = new Set<(report: TextReport) => void>();
  #lastId = 0;

  constructor({ port, clock, validMinutes }: GsmOptions) {
    this.#port = port;
    this.#validMinutes = validMinutes;
    this.#runner = new Runner<GsmMachine, GsmInput, GsmEffect, Health>({
      clock,
      machine: newGsm,
      step,
      nextDue,
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    port.listen({
      changed: (state) => {
        this.#parser.clear();
        this.#runner.take({ kind: 'link', state });
      },
      bytes: (bytes) => this.#runner.take({ kind: 'said', said: this.#parser.push(bytes) }),
    });
    this.#runner.take({ kind: 'link', state: port.state() });
  }

  send(text: Text): Promise<TextOutcome> {
    const ready = readyText(text, partsMax);
    if ('outcome' in ready) return Promise.resolve(ready);
    this.#lastId += 1;
    const id = this.#lastId;
    const reference = id % 256;
    const validMinutes = this.#validMinutes;
    const pdus = submitPdus(ready.number, text.body, {
      reference,
      wantsReport: true,
      validMinutes,
    });
    return new Promise((resolve) => {
      this.#jobs.set(id, resolve);
      this.#runner.take({ kind: 'job', id, pdus });
    });
  }

  onReport(tell: (report: TextReport) => void): () => void {
    this.#reports.add(tell);
    return () => this.#reports.delete(tell);
  }

  health(): Health {
    return this.#runner.health();
  }

  onHealth(tell: (health: Health) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  close(): Promise<void> {
    return this.#port.close();
  }

  #do(effect: GsmEffect): void {
    switch (effect.do) {
      case 'say':
        void this.#port.write(Buffer.from(effect.text, 'latin1'), effect.withinMs);
        break;
      case 'end':
        this.#jobs.get(effect.id)?.(effect.outcome);
        this.#jobs.delete(effect.id);
        break;
      case 'report':
        this.#report(effect.hex);
        break;
      case 'drop':
        this.#port.drop('mute', effect.detail);
        break;
    }
  }

  #report(hex: string): void {
    const report = readStatusReport(hex);
    if (!report || report.reference === null || report.state === 'trying') return;
    const { reference, state, status } = report;
    const detail = `status ${status.toString(16).padStart(2, '0')}`;
    for (const tell of [...this.#reports]) tell({ ref: String(reference), state, detail });
  }
}
