/**
 * The hall screens and signs of the hour, which all show the public's view: when each call reached
 * which of them, and whether one of them never showed it. Only screens whose cable is never cut are
 * timed and counted; those that are cut have to hold the same in the end.
 */
import type { State } from '../../../core/wire/messages.ts';
import { each } from '../../rig/peer.ts';
import type { Come } from './crowd.ts';
import { Line } from './line.ts';

export class Screens {
  lines: Line<'display'>[] = [];
  /** How many of the uncut screens have shown a call, by its event. */
  readonly #shown = new Map<number, number>();
  /** When the clerk pressed, of calls that were acknowledged; null: that call is not timed. */
  readonly #pressed = new Map<number, number | null>();
  #arrivals: { readonly seq: number; readonly at: number }[] = [];
  #uncut = 0;

  get count(): number {
    return this.lines.length;
  }

  /** `urlOf`: even ones have a line that is never cut. */
  async open(
    { displays, deafAfter }: Pick<Come, 'displays' | 'deafAfter'>,
    urlOf: (nth: number) => string,
  ): Promise<void> {
    let states = 0;
    const deaf = () => {
      states += 1;
      return deafAfter > 0 && states > deafAfter;
    };
    this.lines = await each(Array.from({ length: displays }), 8, (_, nth) => {
      const state = nth % 2 === 0 ? this.#watch() : undefined;
      return Line.open({
        ...{ url: urlOf(nth), who: { peer: 'display' } },
        ...(state ? { state } : {}),
        ...(nth === 0 ? { loses: deaf } : {}),
      });
    });
    this.#uncut = Math.ceil(displays / 2);
  }

  /** A screen's own eye: tells every call once. */
  #watch(): (state: State<'display'>) => void {
    let last = 0;
    return ({ view }) => {
      const at = performance.now();
      let newest = last;
      for (const { seq } of view.calls) {
        if (seq <= last) continue;
        newest = Math.max(newest, seq);
        this.#arrivals.push({ seq, at });
        this.#shown.set(seq, (this.#shown.get(seq) ?? 0) + 1);
      }
      last = newest;
    };
  }

  pressed(seq: number, at: number | null): void {
    this.#pressed.set(seq, at);
  }

  /** Press to arrival, ms, every timed call at every uncut screen since this was last asked. */
  drainWaits(): number[] {
    const waits = this.#arrivals.flatMap(({ seq, at }) => {
      const from = this.#pressed.get(seq);
      return from == null ? [] : [at - from];
    });
    this.#arrivals = [];
    return waits;
  }

  /** Calls that were acknowledged and that not every uncut screen has shown. */
  unshown(): number[] {
    return [...this.#pressed.keys()].filter((seq) => this.#shown.get(seq) !== this.#uncut);
  }
}
