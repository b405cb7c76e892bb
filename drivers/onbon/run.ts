/**
 * One step of the strip's machine (`machine.ts`), written as a run over a private copy: takes one
 * input, then asks for a turn of the line if there is something to say. It knows no clock, no port.
 */
import type { DeviceState, Face } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import type { Answer, Deed } from './commands.ts';
import type {
  Shown,
  StripEffect,
  StripInput,
  StripMachine,
  StripRules,
  TurnEnd,
} from './machine.ts';

/** Missed answers in a row that make a strip silent, refused or garbled ones that make an error. */
const badMin = 2;
const forgotten: Shown = { face: 'unknown', level: 'unknown', at: 0 };

export class StripRun {
  machine: StripMachine;
  readonly effects: StripEffect[] = [];
  readonly #at: number;
  readonly #rules: StripRules;

  constructor(machine: StripMachine, at: number, rules: StripRules) {
    this.machine = machine;
    this.#at = at;
    this.#rules = rules;
  }

  take(input: StripInput): void {
    switch (input.kind) {
      case 'link':
        this.#link(input.state);
        break;
      case 'want':
        this.#want(input.face);
        break;
      case 'turn':
        this.#say();
        break;
      case 'written':
        // Where nothing comes back, what the line has taken counts as shown. Elsewhere the answer
        // counts, or the lost line.
        if (input.outcome === 'written' && !this.#rules.asks) this.#done();
        break;
      case 'ended':
        this.#ended(input.end);
        break;
      case 'no-turn':
        this.#set({ asking: { phase: 'idle' } });
        if (input.why === 'busy') this.#set({ nextAt: this.#at + this.#rules.times.retryMsMin });
        break;
      case 'time':
        break;
    }
  }

  /** Asks for a turn when there is something to say and its time has come. */
  advance(): void {
    const { link, asking, nextAt } = this.machine;
    if (link !== 'up' || asking.phase !== 'idle' || this.#at < nextAt) return;
    const deed = this.#nextDeed();
    if (!deed) return;
    this.#set({ asking: { phase: 'waiting' } });
    this.effects.push({ do: 'ask-turn', deed });
  }

  nextDue(): number | null {
    const { link, asking, nextAt } = this.machine;
    if (link !== 'up' || asking.phase !== 'idle') return null;
    if (nextAt > this.#at) return nextAt;
    const refreshAt = this.#refreshAt;
    return refreshAt !== null && refreshAt > this.#at ? refreshAt : null;
  }

  #set(change: Partial<StripMachine>): void {
    this.machine = { ...this.machine, ...change };
  }

  #tell(state: DeviceState, detail: string): void {
    this.#set({ health: { ...this.machine.health, state, detail } });
  }

  #link(state: PortState): void {
    const fresh = { asking: { phase: 'idle' }, shown: forgotten } as const;
    switch (state.is) {
      case 'opening':
        break;
      case 'open':
        this.#set({ ...fresh, link: 'up', undimmable: false });
        if (!this.#rules.asks) this.#tell('unknown', 'not asked: it is configured not to answer');
        break;
      case 'lost': {
        const hung = state.why === 'mute' || state.why === 'stuck';
        // The line was made anew because nobody answers: that does not make the waits short again.
        if (!hung) this.#set({ bad: 0, nextAt: this.#at });
        else if (this.machine.asking.phase === 'said') this.#failed('silent', state.detail);
        this.#set({ ...fresh, link: 'lost' });
        this.#tell(hung ? 'silent' : 'unplugged', state.detail);
        break;
      }
      case 'closed':
        this.#set({ ...fresh, link: 'closed' });
        this.#tell('unplugged', 'the line was closed');
        break;
    }
  }

  /** A wish is told at once to a strip that answers; to another when it is tried again. */
  #want(face: Face | null): void {
    this.#set({ wanted: face });
    if (this.machine.bad === 0 && !this.#isSettled) this.#set({ nextAt: this.#at });
  }

  /** What is to be said first, or null. */
  #nextDeed(): Deed | null {
    const { wanted, shown } = this.machine;
    const refreshAt = this.#refreshAt;
    const due = refreshAt !== null && this.#at >= refreshAt;
    if (due || !this.#isShown(wanted)) {
      return wanted ? { say: 'text', face: wanted } : { say: 'clear' };
    }
    const level = wanted ? levelOf(wanted) : shown.level;
    const dims = this.#rules.sendsBrightness && !this.machine.undimmable;
    if (dims && level !== 'unknown' && level !== shown.level) return { say: 'brightness', level };
    // Its time to be asked has come: `nextAt` is past.
    return this.#rules.asks ? { say: 'ping' } : null;
  }

  get #refreshAt(): number | null {
    const { shown } = this.machine;
    const { refreshMs } = this.#rules;
    return refreshMs === null || shown.face === 'unknown' ? null : shown.at + refreshMs;
  }

  #isShown(wanted: Face | null): boolean {
    const { face } = this.machine.shown;
    if (face === 'unknown') return false;
    if (face === null || wanted === null) return face === wanted;
    return face.text === wanted.text && (face.colour === wanted.colour || !this.#rules.showsColour);
  }

  #say(): void {
    if (this.machine.asking.phase !== 'waiting') return;
    const deed = this.#nextDeed();
    if (!deed) {
      this.#set({ asking: { phase: 'idle' } });
      return;
    }
    this.#set({ asking: { phase: 'said', deed } });
    this.effects.push({ do: 'say', deed });
  }

  #ended(end: TurnEnd): void {
    if (this.machine.asking.phase !== 'said') return;
    if (end.answer === 'none') this.#missed(end.noise);
    else this.#answered(end);
  }

  #answered(answer: Answer): void {
    this.#set({ health: { ...this.machine.health, heardAt: this.#at } });
    const { asking } = this.machine;
    const said = asking.phase === 'said' ? asking.deed.say : null;
    // A refused brightness must not keep the texts from being shown.
    if (said === 'brightness' && answer.answer !== 'done') this.#set({ undimmable: true });
    if (answer.answer === 'done' || said === 'ping' || said === 'brightness') this.#done();
    else if (answer.answer === 'refused') this.#failed('error', `refused: ${answer.detail}`);
    else this.#failed('error', 'it answers in an unknown way');
  }

  #done(): void {
    const { asking } = this.machine;
    if (asking.phase !== 'said') return;
    const { deed } = asking;
    this.#set({ asking: { phase: 'idle' }, bad: 0, shown: this.#shownAfter(deed) });
    const detail = this.machine.undimmable ? 'answers, but refuses brightness' : 'answers';
    if (this.#rules.asks) this.#tell('ready', detail);
    const settled = this.#isSettled;
    this.#set({ nextAt: this.#at + (settled ? this.#rules.times.pollMs : 0) });
  }

  /** Whether nothing but the next ping is left to say. */
  get #isSettled(): boolean {
    const deed = this.#nextDeed();
    return deed === null || deed.say === 'ping';
  }

  #shownAfter(deed: Deed): Shown {
    const { shown } = this.machine;
    switch (deed.say) {
      case 'ping':
        return shown;
      case 'clear':
        return { ...shown, face: null, at: this.#at };
      case 'text':
        return { ...shown, face: deed.face, at: this.#at };
      case 'brightness':
        return { ...shown, level: deed.level };
    }
  }

  #missed(noise: boolean): void {
    // It may have lost its power, and its face with it.
    this.#set({ shown: forgotten });
    if (noise) {
      this.#failed(
        'error',
        'what comes back is no frame: speed, wiring, or an address given twice',
      );
    } else this.#failed('silent', 'no answer: power, wiring, screen address or speed');
  }

  #failed(state: DeviceState, detail: string): void {
    const bad = this.machine.bad + 1;
    const { retryMsMin, retryMsMax } = this.#rules.times;
    const wait = Math.min(retryMsMin * 2 ** (bad - 1), retryMsMax);
    this.#set({ asking: { phase: 'idle' }, bad, nextAt: this.#at + wait });
    if (bad >= badMin) this.#tell(state, detail);
  }
}

/** The vendor counts brightness from 0 to 15. */
function levelOf(face: Face): number {
  return Math.min(16, Math.max(1, Math.round(face.brightness))) - 1;
}
