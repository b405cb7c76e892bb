/**
 * Strips, keypads, pads, readers and scanners that hang at an agent. What is wished is kept here and
 * said again when the agent is back; what happened while it was away is not heard later.
 */
import type { Clock } from '../../drivers/clock.ts';
import type {
  CardRead,
  Face,
  IdReader,
  Keypad,
  KeypadKey,
  PadAnswer,
  RatingPad,
  Scanner,
  Strip,
} from '../../drivers/driver.ts';
import type { AgentLine, Place } from './line.ts';
import { RemoteDevice, type Said } from './remote.ts';

/** A set of those who want to be told. */
class Tellers<T> {
  readonly #tells = new Set<(said: T) => void>();

  get size(): number {
    return this.#tells.size;
  }

  add(tell: (said: T) => void): () => void {
    this.#tells.add(tell);
    return () => this.#tells.delete(tell);
  }

  tell(said: T): void {
    for (const tell of [...this.#tells]) tell(said);
  }
}

export class RemoteStrip extends RemoteDevice implements Strip {
  #face: Face | null = null;

  show(face: Face | null): void {
    this.#face = face;
    this.place.line()?.tell('show', { device: this.id, face });
  }

  override joined(line: AgentLine): void {
    line.tell('show', { device: this.id, face: this.#face });
  }
}

export class RemoteKeypad extends RemoteDevice implements Keypad {
  readonly #keys = new Tellers<KeypadKey>();
  #called: string | null = null;
  #waiting = 0;

  onKey(tell: (key: KeypadKey) => void): () => void {
    return this.#keys.add(tell);
  }

  showCalled(label: string | null): void {
    this.#called = label;
    this.#show(this.place.line());
  }

  showWaiting(people: number): void {
    this.#waiting = people;
    this.#show(this.place.line());
  }

  beep(): void {
    this.place.line()?.tell('beep', { device: this.id });
  }

  override joined(line: AgentLine): void {
    this.#show(line);
  }

  override heard({ name, said }: Said): void {
    if (name === 'key') this.#keys.tell(said.key);
  }

  #show(line: AgentLine | null): void {
    line?.tell('keypad', { device: this.id, called: this.#called, waiting: this.#waiting });
  }
}

/** Longer than the pad's own 60 s: then its answer was lost on the way. */
const padMsMax = 65_000;

export class RemotePad extends RemoteDevice implements RatingPad {
  readonly #newAsk: () => string;
  #asked: { readonly ask: string; readonly end: (answer: PadAnswer) => void } | null = null;

  constructor(id: string, place: Place, clock: Clock, closed: () => void, newAsk: () => string) {
    super(id, place, clock, closed);
    this.#newAsk = newAsk;
  }

  ask(): Promise<PadAnswer> {
    this.#asked?.end('unrated');
    const line = this.place.line();
    if (!line) return Promise.resolve('unreachable');
    const ask = this.#newAsk();
    return new Promise((resolve) => {
      const timer = this.clock.setTimeout(() => this.#asked?.end('unreachable'), padMsMax);
      const end = (answer: PadAnswer) => {
        this.#asked = null;
        this.clock.clearTimeout(timer);
        resolve(answer);
      };
      this.#asked = { ask, end };
      line.tell('pad', { device: this.id, ask });
    });
  }

  takeBack(): void {
    if (!this.#asked) return;
    this.#asked.end('unrated');
    this.place.line()?.tell('pad', { device: this.id, ask: null });
  }

  /** A question may have been put to an agent that no longer knows of it. */
  override joined(line: AgentLine): void {
    if (this.#asked) line.tell('pad', { device: this.id, ask: this.#asked.ask });
  }

  override gone(): void {
    super.gone();
    this.#asked?.end('unreachable');
  }

  override heard({ name, said }: Said): void {
    if (name === 'pad-answer' && said.ask === this.#asked?.ask) this.#asked.end(said.answer);
  }

  override async close(): Promise<void> {
    this.#asked?.end('unreachable');
    await super.close();
  }
}

export class RemoteReader extends RemoteDevice implements IdReader {
  readonly #cards = new Tellers<CardRead>();

  onCard(tell: (card: CardRead) => void): () => void {
    const end = this.#cards.add(tell);
    if (this.#cards.size === 1) this.#await(this.place.line());
    return () => {
      end();
      if (this.#cards.size === 0) this.#await(this.place.line());
    };
  }

  override joined(line: AgentLine): void {
    this.#await(line);
  }

  override heard({ name, said }: Said): void {
    if (name === 'card') this.#cards.tell(said.card);
  }

  #await(line: AgentLine | null): void {
    line?.tell('await-card', { device: this.id, wanted: this.#cards.size > 0 });
  }
}

export class RemoteScanner extends RemoteDevice implements Scanner {
  readonly #scans = new Tellers<string>();

  onScan(tell: (text: string) => void): () => void {
    return this.#scans.add(tell);
  }

  override joined(): void {}

  override heard({ name, said }: Said): void {
    if (name === 'scan') this.#scans.tell(said.text);
  }
}
