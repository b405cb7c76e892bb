/**
 * The carriers of a simulated hall's texts: two that each take a message or not, as a storm has it. Some
 * refuse, are slow, are busy, take a message and lose the answer, lose the message itself, have the hub
 * die on them, and tell late or early what became of it. What they took has reached somebody, whatever
 * the hub believes.
 */
import type { Text, Texter, TextOutcome, TextReport } from '../../../drivers/texter.ts';
import type { Chance } from './chance.ts';
import type { Time } from './time.ts';

/** How a carrier takes one message. */
const moods = {
  well: 6,
  slow: 2,
  busy: 3,
  'slow-busy': 1,
  refuses: 0.3,
  'answer-lost': 1,
  'message-lost': 0.5,
  'hub-dies': 2,
} as const;
type Mood = keyof typeof moods;

/** The longest that a carrier takes to say no; a text may be that much older when the next one has it. */
export const slowestMs = 2_000;

/** What carriers call the end of a message. */
export const reportCodes = { delivered: 'DELIVRD', undelivered: 'UNDELIV', expired: 'EXPIRED' };

/** A message that somebody has got. */
export interface Sent {
  readonly carrier: string;
  readonly id: string;
  readonly to: string;
  readonly body: string;
  /** By the world's time: when it was handed over. */
  readonly handedAt: number;
}

export interface CarrierPlace {
  readonly time: Time;
  readonly chance: Chance;
  stormy(): boolean;
  /** Told of each message in the moment in which it is on its way to somebody. */
  took(sent: Sent): void;
  trace(what: string): void;
}

export class Carrier {
  readonly id: string;
  /** It takes nothing at all. */
  down = false;
  readonly sent: Sent[] = [];
  /** What it said later of what it took. */
  readonly reported = new Map<string, keyof typeof reportCodes>();
  readonly #place: CarrierPlace;
  readonly #listeners = new Set<(report: TextReport) => void>();
  #refs = 0;

  constructor(id: string, place: CarrierPlace) {
    this.id = id;
    this.#place = place;
  }

  /** The driver that one process has of it; `die`: ends that process. */
  texterFor(isAlive: () => boolean, die: () => void): Texter {
    return {
      send: (text) => this.#send(text, isAlive, die),
      onReport: (tell) => {
        const living = (report: TextReport) => isAlive() && tell(report);
        this.#listeners.add(living);
        return () => this.#listeners.delete(living);
      },
      health: () => ({ state: 'ready', heardAt: null, detail: '' }),
      onHealth: () => () => {},
      close: async () => {},
    };
  }

  async #send(text: Text, isAlive: () => boolean, die: () => void): Promise<TextOutcome> {
    const { time, chance, stormy } = this.#place;
    const handedAt = time.now;
    const mood: Mood = stormy() ? chance.weighted(moods) : 'well';
    const answer = async (outcome: TextOutcome, ms: number): Promise<TextOutcome> => {
      await time.sleep(ms);
      // A dead process hears nothing more.
      return isAlive() ? outcome : new Promise(() => {});
    };
    const detail = mood;
    const ms = chance.whole(5, 120);
    this.#place.trace(`${this.id} is handed ${text.id}: ${this.down ? 'down' : mood}`);
    if (this.down || mood === 'busy' || mood === 'slow-busy') {
      const outcome = { outcome: 'failed', reason: 'busy', detail } as const;
      return answer(outcome, mood === 'slow-busy' ? chance.whole(200, slowestMs) : ms);
    }
    if (mood === 'refuses') {
      return answer({ outcome: 'refused', reason: 'blocked-number', detail }, ms);
    }
    if (mood === 'message-lost') {
      return answer({ outcome: 'unknown', detail }, chance.whole(500, 4_000));
    }
    const ref = this.#take(text, handedAt);
    if (mood === 'hub-dies') time.after(1, die);
    if (mood === 'answer-lost') {
      return answer({ outcome: 'unknown', detail }, chance.whole(500, 4_000));
    }
    const slow = mood === 'slow' ? chance.whole(1_000, 9_000) : ms;
    return answer({ outcome: 'accepted', refs: [ref], parts: 1 }, slow);
  }

  /** It goes, and its report comes: after the answer as a rule, and sometimes before it. */
  #take({ id, to, body }: Text, handedAt: number): string {
    const { time, chance, took } = this.#place;
    this.#refs += 1;
    const ref = String(this.#refs);
    const sent = { carrier: this.id, id, to, body, handedAt };
    this.sent.push(sent);
    took(sent);
    const state = chance.weighted({ delivered: 8, undelivered: 1, expired: 1 });
    const detail = reportCodes[state];
    if (chance.hit(0.8)) {
      time.after(chance.whole(1, 12_000), () => {
        this.reported.set(id, state);
        for (const tell of this.#listeners) tell({ ref, state, detail });
      });
    }
    return ref;
  }
}
