/**
 * An Onbon strip behind the shape that the hub knows: runs the machine on its station of a line and
 * a clock, and hands out its health. All judgement is in `machine.ts`; here is only plumbing. What
 * of the protocol is unverified is a setting (`profile.ts`). Texts go to one screen address only,
 * never to everybody.
 */
import type { Clock } from '../clock.ts';
import type { Face, Health, Strip } from '../driver.ts';
import type { Station, Turn } from '../ports/bus.ts';
import { Runner } from '../runner.ts';
import { bytesOf, type Deed, readAnswer } from './commands.ts';
import {
  newStripMachine,
  nextDue,
  type StripEffect,
  type StripInput,
  type StripMachine,
  type StripRules,
  type StripTimes,
  step,
  stripTimes,
  type TurnEnd,
} from './machine.ts';
import { FrameParser } from './parser.ts';
import type { StripProfile } from './profile.ts';
import { stripText } from './text.ts';

export interface OnbonOptions {
  /** Owned from now on: left with the strip. */
  readonly station: Station;
  readonly profile: StripProfile;
  readonly clock: Clock;
  /** What a byte takes on the line; questions and answers are given that much longer. */
  readonly byteMs: number;
  readonly times?: StripTimes;
}

/** Characters that health names one by one. */
const pointsMax = 8;
/** Bytes of an answer, the longest that is expected. */
const answerBytes = 64;

/** Opens the strip at `station`. Until `show` is called it is wanted dark. */
export function openOnbonStrip(options: OnbonOptions): Strip {
  return new OnbonStrip(options);
}

class OnbonStrip implements Strip {
  readonly #station: Station;
  readonly #profile: StripProfile;
  readonly #byteMs: number;
  readonly #rules: StripRules;
  readonly #runner: Runner<StripMachine, StripInput, StripEffect, Health>;
  /** What of the wanted text cannot be shown, for the technician. */
  #note = '';
  /** What the machine wants said in the turn of the line that has just begun. */
  #said: Deed | null = null;

  constructor({ station, profile, clock, byteMs, times = stripTimes }: OnbonOptions) {
    this.#station = station;
    this.#profile = profile;
    this.#byteMs = byteMs;
    const rules: StripRules = {
      times,
      asks: profile.reply === 'asked',
      sendsBrightness: profile.brightness === 'sent',
      showsColour: profile.colour === 'coded',
      refreshMs: profile.refresh === 0 ? null : profile.refresh * 1_000,
    };
    this.#rules = rules;
    this.#runner = new Runner({
      clock,
      machine: newStripMachine,
      step: (machine, input, at) => step(machine, input, at, rules),
      nextDue: (machine, at) => nextDue(machine, at, rules),
      health: (machine) => this.#noted(machine.health),
      carryOut: (effect) => {
        if (effect.do === 'say') this.#said = effect.deed;
        else void this.#ask(effect.deed);
      },
    });
    station.listen({
      changed: (state) => this.#runner.take({ kind: 'link', state }),
      bytes: () => {},
    });
    this.#runner.take({ kind: 'link', state: station.state() });
  }

  show(face: Face | null): void {
    this.#note = face ? noteOf(face, this.#profile) : '';
    this.#runner.take({ kind: 'want', face });
  }

  health(): Health {
    return this.#runner.health();
  }

  onHealth(tell: (health: Health) => void): () => void {
    return this.#runner.onHealth(tell);
  }

  async close(): Promise<void> {
    const left = this.#station.leave();
    this.#runner.take({ kind: 'link', state: { is: 'closed' } });
    await left;
  }

  #noted(health: Health): Health {
    return this.#note === '' ? health : { ...health, detail: `${health.detail}; ${this.#note}` };
  }

  /** One turn of the line. `likely` is what will be said, unless another wish comes before it. */
  async #ask(likely: Deed): Promise<void> {
    const heard = { noise: false };
    const bytes = bytesOf(likely, this.#profile).length + answerBytes;
    const withinMs = Math.ceil(this.#rules.times.answerMs + bytes * this.#byteMs);
    const end = await this.#station.turn(withinMs, (turn) => this.#speak(turn, heard));
    if (end === 'late') {
      this.#runner.take({ kind: 'ended', end: { answer: 'none', noise: heard.noise } });
    } else if (end === 'busy' || end === 'lost' || end === 'not-open') {
      this.#runner.take({ kind: 'no-turn', why: end });
    } else if (end !== null) this.#runner.take({ kind: 'ended', end });
  }

  async #speak(turn: Turn, heard: { noise: boolean }): Promise<TurnEnd | null> {
    this.#said = null;
    this.#runner.take({ kind: 'turn' });
    const deed = this.#said as Deed | null;
    if (!deed) return null;
    const parser = new FrameParser();
    const answer = new Promise<TurnEnd>((resolve) => {
      turn.hear((bytes) => {
        heard.noise = true;
        for (const frame of parser.push(bytes)) {
          const said = readAnswer(frame, this.#profile);
          if (said) resolve(said);
        }
      });
    });
    const outcome = await turn.write(bytesOf(deed, this.#profile));
    this.#runner.take({ kind: 'written', outcome });
    return this.#rules.asks ? await answer : null;
  }
}

function noteOf(face: Face, profile: StripProfile): string {
  const { masked, cut } = stripText(face, profile);
  const points = masked
    .slice(0, pointsMax)
    .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  if (masked.length > pointsMax) points.push('and others');
  const notes = [];
  if (points.length > 0) notes.push(`shown as 〓, not in GB 2312: ${points.join(' ')}`);
  if (cut) notes.push('the text is too long and was cut');
  return notes.join('; ');
}
