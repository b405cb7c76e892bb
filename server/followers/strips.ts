/**
 * What each LED strip shows follows what its counter does. A strip is told the whole wish after every
 * change and at every minute; its driver sends only what differs from what it shows.
 */
import type { Hall } from '../../core/hall/state.ts';
import { type StripFace, type StripWays, stripFace } from '../../core/views/strip.ts';
import type { HeldOf } from '../devices/registry.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';

const minuteMs = 60_000;
/** How long a text stands that is shown to try the strip. */
export const TRIED_MS = 10_000;

export interface StripsParts {
  readonly keeper: Pick<Keeper, 'follow' | 'look'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly strips: readonly HeldOf<'strip'>[];
  readonly ways: Pick<StripWays, 'texts' | 'light'>;
  readonly complain: (what: string, error: unknown) => void;
}

export class Strips {
  readonly #parts: StripsParts;
  /** Texts that are shown to try a strip, each with the timer that ends it. */
  readonly #tried = new Map<string, unknown>();
  #timer: unknown = null;
  readonly #unfollow: () => void;

  constructor(parts: StripsParts) {
    this.#parts = parts;
    this.#unfollow = parts.keeper.follow(({ hall }) => this.#showAll(hall));
    this.#lookNow();
    this.#everyMinute();
  }

  /** Shows a text on one strip for `TRIED_MS`, then what belongs there. False: there is no such strip. */
  try(id: string, text: string): boolean {
    const { strips, clock } = this.#parts;
    const strip = strips.find(({ settings }) => settings.id === id);
    if (!strip) return false;
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
    this.#unfollow();
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
    const ways = { ...this.#parts.ways, columns, line };
    return place.kind === 'counter' ? stripFace(hall, place.id, ways, minute) : null;
  }
}
