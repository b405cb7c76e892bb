/**
 * A slip printer of the soak: the pretend printer's reading of bytes, its answers and its moods, without
 * its drawing of every dot. What it has cut off, it tells: whose number it is, and whether it is a reprint.
 */
import {
  answerTo,
  autoStatus,
  type Condition,
  goodCondition,
  isHeld,
} from '../../../fixtures/machines/printer-condition.ts';
import type { Wired } from '../../../fixtures/machines/printer-links.ts';
import { type Token, TokenReader } from '../../../fixtures/machines/printer-tokens.ts';

export interface Slip {
  readonly link: string;
  readonly reprint: boolean;
}

type InTurn = Exclude<Token, { do: 'status' }>;

export class SlipPrinter implements Wired {
  readonly #cut: (slip: Slip) => void;
  #condition: Condition = goodCondition;
  #reader = new TokenReader();
  #say: (bytes: Uint8Array) => void = () => {};
  #todo: InTurn[] = [];
  #speaksItself = false;
  #text = '';
  #link = '';
  /** The unknown bytes on which it stopped, if any. */
  fault: string | null = null;

  /** `cut`: told of every slip that came out whole. */
  constructor(cut: (slip: Slip) => void) {
    this.#cut = cut;
  }

  set(change: Partial<Condition>): void {
    this.#condition = { ...this.#condition, ...change };
    this.#sayItself();
    this.#work();
  }

  /** Off and on: what it had received is gone, and half a slip with it. */
  powerCycle(): void {
    this.#reader = new TokenReader();
    this.#todo = [];
    this.#speaksItself = false;
    this.#newSlip();
  }

  connect(say: (bytes: Uint8Array) => void): void {
    this.#say = say;
  }

  receive(bytes: Uint8Array): void {
    if (this.fault !== null) return;
    try {
      for (const token of this.#reader.feed(bytes)) {
        if (token.do === 'status') this.#answer(token.question);
        else this.#todo.push(token);
      }
    } catch (error) {
      this.fault = String(error);
    }
    this.#work();
  }

  #answer(question: number): void {
    if (!this.#condition.silent)
      this.#say(Uint8Array.of(answerTo(question, this.#condition, false)));
  }

  #sayItself(): void {
    if (this.#speaksItself && !this.#condition.silent)
      this.#say(autoStatus(this.#condition, false));
  }

  #work(): void {
    while (!isHeld(this.#condition)) {
      const token = this.#todo.shift();
      if (!token) return;
      this.#do(token);
    }
  }

  #do(token: InTurn): void {
    switch (token.do) {
      case 'auto-status':
        this.#speaksItself = token.on;
        return this.#sayItself();
      case 'paper-status':
        return this.#say(Uint8Array.of(this.#condition.paper === 'low' ? 0x03 : 0x00));
      case 'char':
        this.#text += token.char;
        return;
      case 'qr-store':
        this.#link = Buffer.from(token.data).toString('utf8');
        return;
      case 'init':
        return;
      case 'cut':
        if (this.#link !== '') {
          this.#cut({ link: this.#link, reprint: /补打|補打|Reprint/.test(this.#text) });
        }
        this.#newSlip();
    }
  }

  #newSlip(): void {
    this.#text = '';
    this.#link = '';
  }
}
