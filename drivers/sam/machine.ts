/**
 * The life of a card reader as a pure machine: what comes in (the link, whether somebody waits for
 * a card, answers, time), what goes out (questions, cards). A card is found, selected and read only
 * while somebody waits; a card that was read must be lifted before it counts again, so that one
 * that was forgotten is nobody else's. While nobody waits the reader is only asked how it is.
 */
import type { CardRead, Health } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import { nameOf, type Question, type Reply } from './frame.ts';

/** Milliseconds. */
export interface SamTimes {
  /** Between two looks for a card, while somebody waits. */
  readonly pollMs: number;
  /** Between two questions how it is, while nobody waits. */
  readonly idleMs: number;
  /** An answer to any question but `read` comes within this, or not at all. */
  readonly askMs: number;
  readonly readMs: number;
  /** A card that was read is watched until it is lifted, for so long, also when nobody waits. */
  readonly restMs: number;
}

export const samTimes: SamTimes = {
  pollMs: 400,
  idleMs: 5_000,
  askMs: 1_000,
  readMs: 3_000,
  restMs: 60_000,
};

export interface SamMachine {
  readonly link: 'opening' | 'up' | 'lost' | 'closed';
  readonly health: Health;
  /** Whether somebody waits for a card. */
  readonly waiting: boolean;
  /** `left`: whoever waited when it was asked no longer does, whoever waits now. */
  readonly asked: {
    readonly question: Question;
    readonly due: number;
    readonly left: boolean;
  } | null;
  /** When the next question goes out, once none is under way. */
  readonly nextAt: number;
  /** The card that lies there has been told; it has to be lifted. */
  readonly told: boolean;
  /** Until when its lifting is watched for. */
  readonly restUntil: number;
  /** Looks in a row that found no card. */
  readonly absent: number;
  /** Attempts on the card that lies there that came to nothing. */
  readonly tries: number;
  /** Questions in a row without a good answer. */
  readonly misses: number;
  /** Bytes since the last good answer that were no answer. */
  readonly stray: number;
}

export type SamInput =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'wait'; readonly waiting: boolean }
  | { readonly kind: 'heard'; readonly replies: readonly Reply[]; readonly stray: number }
  | { readonly kind: 'time' };

export type SamEffect =
  | { readonly do: 'ask'; readonly question: Question; readonly withinMs: number }
  /** The beginning of an answer that did not end is no beginning of the next. */
  | { readonly do: 'forget' }
  | { readonly do: 'tell'; readonly card: CardRead }
  | { readonly do: 'drop'; readonly detail: string };

export const newSam: SamMachine = {
  link: 'opening',
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
  waiting: false,
  asked: null,
  nextAt: 0,
  told: false,
  restUntil: 0,
  absent: 0,
  tries: 0,
  misses: 0,
  stray: 0,
};

/** Attempts on a card before it is told to be unreadable. */
const triesMax = 3;
/** Looks in a row without a card before it counts as lifted: some modules miss every other time. */
const absentMin = 2;
/** Misses in a row before the health says so, and before the connection itself is suspected. */
const missesTold = 2;
const missesMax = 6;

/** Refusals that are the card's, not the reader's. */
const ofCard: ReadonlySet<number> = new Set([0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x91]);

/** One step. Inputs may come at any time and in any order; late answers are passed over. */
export function step(
  machine: SamMachine,
  input: SamInput,
  at: number,
  times: SamTimes,
): { readonly machine: SamMachine; readonly effects: readonly SamEffect[] } {
  const run = new Run(machine, at, times);
  run.take(input);
  run.advance();
  return { machine: run.machine, effects: run.effects };
}

/** When `time` is to be handed in next, or null. */
export function nextDue({ link, asked, nextAt }: SamMachine): number | null {
  if (link !== 'up') return null;
  return asked?.due ?? nextAt;
}

/** One step over a private copy. */
class Run {
  machine: SamMachine;
  readonly effects: SamEffect[] = [];
  readonly #at: number;
  readonly #times: SamTimes;

  constructor(machine: SamMachine, at: number, times: SamTimes) {
    this.machine = machine;
    this.#at = at;
    this.#times = times;
  }

  take(input: SamInput): void {
    switch (input.kind) {
      case 'link':
        this.#link(input.state);
        break;
      case 'wait':
        this.#set({ waiting: input.waiting });
        if (!input.waiting && this.machine.asked) {
          this.#set({ asked: { ...this.machine.asked, left: true } });
        }
        if (input.waiting && !this.machine.asked) this.#set({ nextAt: this.#at });
        break;
      case 'heard':
        this.#hear(input.replies, input.stray);
        break;
      case 'time':
        break;
    }
  }

  /** Ends a question whose time is over, and asks what is due. */
  advance(): void {
    const { link, asked } = this.machine;
    if (link !== 'up') return;
    if (asked && this.#at >= asked.due) this.#missed(asked.question);
    if (this.machine.asked || this.#at < this.machine.nextAt || this.machine.link !== 'up') return;
    this.#ask(this.#looks ? 'find' : 'status');
  }

  /** Whether cards are looked for: somebody waits, or the last one was not yet lifted. */
  get #looks(): boolean {
    const { waiting, told, restUntil } = this.machine;
    return waiting || (told && this.#at < restUntil);
  }

  #set(change: Partial<SamMachine>): void {
    this.machine = { ...this.machine, ...change };
  }

  #health(state: Health['state'], detail: string): void {
    this.#set({ health: { ...this.machine.health, state, detail } });
  }

  #link(state: PortState): void {
    switch (state.is) {
      case 'opening':
        break;
      case 'open':
        this.effects.push({ do: 'forget' });
        this.#set({ link: 'up', asked: null, nextAt: this.#at, misses: 0, stray: 0 });
        break;
      case 'lost': {
        const hung = state.why === 'mute' || state.why === 'stuck';
        this.#set({ link: 'lost', asked: null, tries: 0 });
        this.#health(hung ? 'silent' : 'unplugged', state.detail);
        break;
      }
      case 'closed':
        this.#set({ link: 'closed', asked: null });
        this.#health('unplugged', 'the port was closed');
        break;
    }
  }

  #hear(replies: readonly Reply[], stray: number): void {
    if (this.machine.link !== 'up') return;
    const health = { ...this.machine.health, heardAt: this.#at };
    this.#set({ health, stray: this.machine.stray + stray });
    for (const reply of replies) {
      const { asked } = this.machine;
      if (asked && answers(reply, asked.question)) this.#answered(asked, reply);
    }
  }

  #ask(question: Question): void {
    const { askMs, readMs } = this.#times;
    const withinMs = question === 'read' ? readMs : askMs;
    this.#set({ asked: { question, due: this.#at + withinMs, left: false } });
    this.effects.push({ do: 'ask', question, withinMs });
  }

  #answered({ question, left }: NonNullable<SamMachine['asked']>, reply: Reply): void {
    this.#set({ asked: null, nextAt: this.#at + this.#pause });
    const ails = reply.is === 'no' && !isUsual(reply.status);
    if (ails) {
      this.#miss('error', `it answers ${hex(reply.status)}: ${nameOf(reply.status)}`);
    } else {
      this.#set({ misses: 0, stray: 0 });
      this.#health('ready', 'ready');
    }
    switch (question) {
      case 'find':
        if (reply.is === 'found') this.#found();
        else if (!ails) this.#absent();
        break;
      case 'select':
        if (reply.is !== 'done') this.#attemptFailed();
        else if (this.machine.waiting && !left) this.#ask('read');
        break;
      case 'read':
        if (reply.is === 'text') this.#tell(reply.card, left);
        else if (reply.is === 'no' && reply.status === 0x40)
          this.#tell({ failed: 'not-supported' }, left);
        else this.#attemptFailed();
        break;
      case 'status':
        // A module that failed its self-test may come to itself by a reset.
        if (reply.is === 'no' && reply.status === 0x60) this.#ask('reset');
        else if (this.machine.waiting) this.#set({ nextAt: this.#at });
        break;
      case 'reset':
        break;
    }
  }

  get #pause(): number {
    return this.#looks ? this.#times.pollMs : this.#times.idleMs;
  }

  #found(): void {
    this.#set({ absent: 0 });
    if (this.machine.waiting && !this.machine.told) this.#ask('select');
  }

  #absent(): void {
    const absent = this.machine.absent + 1;
    this.#set({ absent });
    if (absent < absentMin) return;
    const { tries, waiting } = this.machine;
    this.#set({ told: false, tries: 0 });
    // It was there, could not be read, and is gone: lifted too soon.
    if (tries > 0 && waiting) this.effects.push({ do: 'tell', card: { failed: 'unreadable' } });
  }

  #attemptFailed(): void {
    const tries = this.machine.tries + 1;
    if (tries < triesMax) this.#set({ tries });
    else this.#tell({ failed: 'unreadable' });
  }

  /**
   * Told once: from here on this card has to be lifted, also when nobody waits any more. What was read
   * for somebody who has `left` is not for whoever waits now.
   */
  #tell(card: CardRead, left = false): void {
    const restUntil = this.#at + this.#times.restMs;
    this.#set({ told: true, restUntil, absent: 0, tries: 0 });
    this.#set({ nextAt: this.#at + this.#times.pollMs });
    if (this.machine.waiting && !left) this.effects.push({ do: 'tell', card });
  }

  /** No answer in time. */
  #missed(question: Question): void {
    this.#set({ asked: null, nextAt: this.#at });
    this.effects.push({ do: 'forget' });
    const detail = 'it does not answer';
    const noise = 'it says what is no answer (wrong baud rate?)';
    if (this.machine.stray > 0) this.#miss('unknown', noise);
    else this.#miss('silent', detail);
    if (question === 'select' || question === 'read') this.#attemptFailed();
    // Once more at once; a reader that stays away is asked at leisure.
    if (this.machine.misses > 1) this.#set({ nextAt: this.#at + this.#pause });
    if (this.machine.misses < missesMax) return;
    this.#set({ misses: missesTold });
    this.effects.push({ do: 'drop', detail });
  }

  #miss(state: Health['state'], detail: string): void {
    const misses = this.machine.misses + 1;
    this.#set({ misses });
    if (misses >= missesTold) this.#health(state, detail);
  }
}

/** Whether a reply can be the answer to this question; one that cannot is an earlier one's. */
function answers(reply: Reply, question: Question): boolean {
  switch (reply.is) {
    case 'found':
      return question === 'find';
    case 'text':
      return question === 'read';
    case 'done':
      return question === 'select' || question === 'status' || question === 'reset';
    case 'no':
      if (reply.status === 0x80) return question === 'find';
      if (reply.status === 0x81) return question === 'select';
      if (ofCard.has(reply.status)) return question === 'select' || question === 'read';
      return true;
  }
}

const isUsual = (status: number): boolean =>
  status === 0x80 || status === 0x81 || ofCard.has(status);

const hex = (status: number): string => status.toString(16).toUpperCase().padStart(2, '0');
