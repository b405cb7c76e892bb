/**
 * What each LED strip shows follows what its counter does; in an emergency all of them say so and
 * nothing else. A strip is told the whole wish after every change and at every minute; its driver sends
 * only what differs from what it shows.
 */
import type { Hall } from '../../core/hall/state.ts';
import type { EmergencyKind, HouseFacts } from '../../core/views/facts.ts';
import {
  emergencyFace,
  type StripFace,
  type StripWays,
  stripFace,
} from '../../core/views/strip.ts';
import type { HeldOf } from '../devices/registry.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';

const minuteMs = 60_000;
/** How long a text stands that is shown to try the strip. */
export const TRIED_MS = 10_000;

/** What strips say in an emergency, the longest that fits; they know GB 2312 only. */
export const emergencyTexts: Readonly<Record<EmergencyKind, readonly string[]>> = {
  evacuation: ['紧急情况 请立即有序疏散', '请立即有序疏散', '请疏散', '疏散'],
  fault: ['系统故障 请听工作人员安排', '系统故障', '故障'],
  drill: ['演练 请按指引有序疏散', '演练 请疏散', '演练'],
};

export interface StripsParts {
  readonly keeper: Pick<Keeper, 'follow' | 'look'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly strips: readonly HeldOf<'strip'>[];
  /** Whether there is an emergency, told at every change. */
  readonly facts: { readonly now: HouseFacts; follow(tell: () => void): () => void };
  readonly ways: Pick<StripWays, 'texts' | 'light'>;
  readonly complain: (what: string, error: unknown) => void;
}

export class Strips {
  readonly #parts: StripsParts;
  /** Texts that are shown to try a strip, each with the timer that ends it. */
  readonly #tried = new Map<string, unknown>();
  #timer: unknown = null;
  readonly #unfollow: readonly (() => void)[];
  /** Facts change with every forecast; strips are told anew when the emergency does. */
  #emergency: EmergencyKind | null = null;

  constructor(parts: StripsParts) {
    this.#parts = parts;
    this.#unfollow = [
      parts.keeper.follow(({ hall }) => this.#showAll(hall)),
      parts.facts.follow(() => {
        if (this.#kindNow() !== this.#emergency) this.#takeOver();
      }),
    ];
    this.#lookNow();
    this.#everyMinute();
  }

  /** Shows a text on one strip for `TRIED_MS`, then what belongs there; in an emergency it is not shown. False: there is no such strip. */
  try(id: string, text: string): boolean {
    const { strips, clock } = this.#parts;
    const strip = strips.find(({ settings }) => settings.id === id);
    if (!strip) return false;
    if (this.#kindNow() !== null) return true;
    clock.clearTimeout(this.#tried.get(id));
    const end = () => {
      this.#tried.delete(id);
      this.#lookNow();
    };
    this.#tried.set(id, clock.setTimeout(end, TRIED_MS));
    strip.device.show({ text, colour: 'red', brightness: 16 });
    return true;
  }

  /** Ends the following; what the strips show last stays there. */
  close(): void {
    const { clock } = this.#parts;
    for (const end of this.#unfollow) end();
    clock.clearTimeout(this.#timer);
    for (const timer of this.#tried.values()) clock.clearTimeout(timer);
  }

  #everyMinute(): void {
    const { clock } = this.#parts;
    const ms = minuteMs - (clock.now() % minuteMs);
    this.#timer = clock.setTimeout(() => {
      this.#lookNow();
      this.#everyMinute();
    }, ms);
  }

  #kindNow(): EmergencyKind | null {
    return this.#parts.facts.now.emergency?.kind ?? null;
  }

  /** An emergency does not wait for a trial to end, nor for a log that is away. */
  #takeOver(): void {
    const kind = this.#kindNow();
    this.#emergency = kind;
    if (kind === null) return this.#lookNow();
    for (const timer of this.#tried.values()) this.#parts.clock.clearTimeout(timer);
    this.#tried.clear();
    for (const { settings, device } of this.#parts.strips) {
      device.show(emergencyFace(kind, emergencyTexts[kind], settings.columns));
    }
  }

  #lookNow(): void {
    this.#parts.keeper
      .look((hall) => this.#showAll(hall))
      .catch((error: unknown) => this.#parts.complain('strips could not be told anew', error));
  }

  #showAll(hall: Hall): void {
    const { calendar, clock, strips } = this.#parts;
    const { minute } = calendar(clock.now());
    for (const { settings, device } of strips) {
      if (!this.#tried.has(settings.id)) device.show(this.#faceOf(hall, settings, minute));
    }
  }

  #faceOf(hall: Hall, of: HeldOf<'strip'>['settings'], minute: number): StripFace | null {
    const { place, columns, line } = of;
    const kind = this.#kindNow();
    if (kind !== null) return emergencyFace(kind, emergencyTexts[kind], columns);
    const ways = { ...this.#parts.ways, columns, line };
    return place.kind === 'counter' ? stripFace(hall, place.id, ways, minute) : null;
  }
}
