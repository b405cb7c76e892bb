/**
 * A line to a carrier's gateway behind the shape that the hub knows. All judgement is in `machine.ts`
 * and the codec; here is only plumbing.
 */
import type { Clock } from '../clock.ts';
import type { Health } from '../driver.ts';
import type { Port } from '../ports/port.ts';
import { Runner } from '../runner.ts';
import { readyText } from '../text-parts.ts';
import type { Text, Texter, TextOutcome, TextReport } from '../texter.ts';
import { type Codec, FrameCutter, type Part } from './codec.ts';
import {
  type GatewayEffect,
  type GatewayInput,
  type GatewayMachine,
  type GatewayTimes,
  gatewayTimes,
  newGateway,
  nextDue,
  step,
} from './machine.ts';

export interface GatewayOptions {
  /** Owned from now on: closed with the gateway. */
  readonly port: Port;
  readonly codec: Codec;
  /** The shortest frame. */
  readonly headBytes: number;
  readonly clock: Clock;
  /** Parts under way at a time, as the carrier allows. */
  readonly window?: number;
  readonly times?: GatewayTimes;
}

/** What carriers usually allow (CMPP 2.0, 6.1: 16). */
const usualWindow = 16;
const partsMax = 8;

/** Opens the line. It signs in at once, and again whenever it was lost. */
export function openGateway(options: GatewayOptions): Texter {
  return new Gateway(options);
}

class Gateway implements Texter {
  readonly #port: Port;
  readonly #codec: Codec;
  readonly #clock: Clock;
  readonly #times: GatewayTimes;
  readonly #cutter: FrameCutter;
  readonly #runner: Runner<GatewayMachine, GatewayInput, GatewayEffect, Health>;
  readonly #jobs = new Map<number, (outcome: TextOutcome) => void>();
  readonly #reports = new Set<(report: TextReport) => void>();
  #lastId = 0;

  constructor({ port, codec, headBytes, clock, window, times = gatewayTimes }: GatewayOptions) {
    this.#port = port;
    this.#codec = codec;
    this.#clock = clock;
    this.#times = times;
    this.#cutter = new FrameCutter(headBytes);
    const rules = { times, window: window ?? usualWindow };
    this.#runner = new Runner<GatewayMachine, GatewayInput, GatewayEffect, Health>({
      clock,
      machine: newGateway,
      step: (machine, input, at) => step(machine, input, at, rules),
      nextDue,
      health: (machine) => machine.health,
      carryOut: (effect) => this.#do(effect),
    });
    port.listen({
      changed: (state) => {
        this.#cutter.clear();
        this.#runner.take({ kind: 'link', state });
      },
      bytes: (bytes) => this.#hear(bytes),
    });
    this.#runner.take({ kind: 'link', state: port.state() });
  }

  send(text: Text): Promise<TextOutcome> {
    const ready = readyText(text, partsMax);
    if ('outcome' in ready) return Promise.resolve(ready);
    const { number, parts: texts } = ready;
    this.#lastId += 1;
    const id = this.#lastId;
    const of = (index: number) =>
      texts.length === 1 ? null : { reference: id % 256, parts: texts.length, index: index + 1 };
    const parts: Part[] = texts.map((part, index) => ({
      to: number,
      content: Buffer.from(part, 'utf16le').swap16(),
      of: of(index),
    }));
    return new Promise((resolve) => {
      this.#jobs.set(id, resolve);
      this.#runner.take({ kind: 'job', id, parts });
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

  #hear(bytes: Uint8Array): void {
    const frames = this.#cutter.push(bytes);
    const heard = frames?.map((frame) => this.#codec.read(frame));
    this.#runner.take({ kind: 'heard', heard: heard ?? null });
  }

  #do(effect: GatewayEffect): void {
    switch (effect.do) {
      case 'sign-in':
        return this.#say(this.#codec.signIn(effect.seq, this.#clock.now()));
      case 'submit':
        return this.#say(this.#codec.submit(effect.seq, effect.part));
      case 'ask':
        return this.#say(this.#codec.areYouThere(effect.seq));
      case 'say':
        return this.#say(effect.bytes);
      case 'end':
        this.#jobs.get(effect.id)?.(effect.outcome);
        this.#jobs.delete(effect.id);
        return;
      case 'report':
        for (const tell of [...this.#reports]) tell(effect.report);
        return;
      case 'drop':
        return this.#port.drop('mute', effect.detail);
    }
  }

  /** Whether it went out is told by the answer, or by the lack of one. */
  #say(bytes: Uint8Array): void {
    void this.#port.write(bytes, this.#times.writeMs);
  }
}
