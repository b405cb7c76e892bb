/**
 * A bench for the printer's machine: hands it inputs and time, and plays a printer that answers by a
 * script, so that a test reads as given / when / then.
 */
import type { PrintOutcome } from '../../../drivers/driver.ts';
import {
  type Effect,
  type Input,
  type Machine,
  newMachine,
  nextDue,
  printTimes,
  type Rules,
  step,
} from '../../../drivers/escpos/machine.ts';
import type { Question } from '../../../drivers/escpos/status.ts';
import type { PortState } from '../../../drivers/ports/port.ts';

export const [fill, trim] = ['FILL', 'TRIM'];
export const rules: Rules = {
  times: printTimes,
  asks: true,
  baud: null,
  auto: true,
  named: true,
  fill: Buffer.from(fill),
  trim: Buffer.from(trim),
};
export const proofAsked = '\x1d\x72\x01';

/** A machine with a scripted printer: it answers each question by `answers`, when not null. */
export class Bench {
  machine: Machine = newMachine;
  at = 1_000_000;
  /** The bytes answered to questions 1 to 4; null: silence. */
  answers: (number | null)[] = [0x12, 0x12, 0x12, 0x12];
  /** So many of the next answers come with a stray byte before them. */
  noise = 0;
  /** What `GS r` gets; null: nothing. */
  proof: number | null = 0x00;
  readonly sent: string[] = [];
  /** What it says when it is asked to speak by itself (`GS a`); null: it does not know how. */
  auto: readonly number[] | null = null;
  /** What was said that is no question. */
  readonly said: string[] = [];
  readonly ends = new Map<number, PrintOutcome & { at: number }>();
  drops = 0;
  autoAsked = 0;
  readonly jobs = new Set<number>();
  endedTwice = 0;
  readonly rules: Rules;

  constructor(own: Rules = rules) {
    this.rules = own;
  }

  take(input: Input): this {
    const { machine, effects } = step(this.machine, input, this.at, this.rules);
    this.machine = machine;
    for (const effect of effects) this.#do(effect);
    return this;
  }

  link(state: PortState): this {
    return this.take({ kind: 'link', state });
  }

  plug(): this {
    this.heard = [];
    return this.link({ is: 'open' });
  }

  unplug(): this {
    return this.link({ is: 'lost', why: 'closed', detail: 'pulled' });
  }

  job(id: number): this {
    return this.longJob(id, [`<${id}>`]);
  }

  /** A slip of several pieces, each of 100 mm; the last one cuts. */
  longJob(id: number, texts: readonly string[]): this {
    this.jobs.add(id);
    const pieces = texts.map((text, index) => ({
      ...{ bytes: Buffer.from(text), dots: 800, cuts: index + 1 === texts.length ? 1 : 0 },
    }));
    return this.take({ kind: 'job', id, pieces });
  }

  /** What it was answered on this connection: the question that was open, and the byte. */
  heard: { readonly asked: Question | null; readonly byte: number }[] = [];

  say(...bytes: number[]): this {
    const asked = this.machine.asking.round?.asked ?? null;
    for (const byte of bytes) this.heard.push({ asked, byte });
    return this.take({ kind: 'bytes', bytes: Uint8Array.from(bytes) });
  }

  pass(ms: number): this {
    const end = this.at + ms;
    for (;;) {
      const due = nextDue(this.machine, this.at, this.rules);
      if (due === null || due > end) break;
      this.at = due;
      this.take({ kind: 'time' });
    }
    this.at = end;
    return this;
  }

  get state(): string {
    return this.machine.health.state;
  }

  #do(effect: Effect): void {
    if (effect.do === 'say' && effect.bytes[0] === 0x1d && effect.bytes[1] === 0x61) {
      this.autoAsked += 1;
      if (this.auto !== null) this.say(...this.auto);
    } else if (effect.do === 'say' && effect.bytes[0] === 0x1d) {
      if (this.proof !== null) this.say(this.proof);
    } else if (effect.do === 'say' && effect.bytes[0] !== 0x10) {
      this.said.push(Buffer.from(effect.bytes).toString('latin1'));
    } else if (effect.do === 'say') {
      const answer = this.answers[(effect.bytes[2] ?? 0) - 1];
      if (typeof answer !== 'number') return;
      this.noise -= 1;
      this.say(...(this.noise >= 0 ? [0xff, answer] : [answer]));
    } else if (effect.do === 'send') {
      this.sent.push(Buffer.from(effect.bytes).toString('latin1'));
      this.take({ kind: 'sent', id: effect.id, outcome: 'written' });
      if (this.proof !== null) this.say(this.proof);
    } else if (effect.do === 'end') {
      if (this.ends.has(effect.id)) this.endedTwice += 1;
      this.ends.set(effect.id, { ...effect.outcome, at: this.at });
    } else this.drops += 1;
  }
}
