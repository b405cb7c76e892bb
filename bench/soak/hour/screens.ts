/**
 * The hall screens and signs of the hour, which all show the public's view: when each call reached
 * which of them, and whether one of them never showed it. Only screens whose cable is never cut are
 * timed and counted; those that are cut have to hold the same in the end.
 */
import type { State } from '../../../core/wire/messages.ts';
import { each } from '../../rig/peer.ts';
import type { Come } from './crowd.ts';
import { Line } from './line.ts';

/** A screen that lost its line by itself, on a machine with too much to do, has missed what was called then. */
const aroundMs = 2_000;

interface Away {
  readonly from: number;
  to: number;
}

/** One screen's own eye. */
class Eye {
  readonly shown = new Set<number>();
  readonly #away: Away[] = [];
  #last = 0;

  /** Calls in this view that it has not shown before. */
  newIn(state: State<'display'>): number[] {
    const fresh = state.view.calls.map(({ seq }) => seq).filter((seq) => seq > this.#last);
    for (const seq of fresh) this.shown.add(seq);
    this.#last = Math.max(this.#last, ...fresh);
    const away = this.#away.at(-1);
    if (away) away.to = Math.min(away.to, performance.now());
    return fresh;
  }

  left(): void {
    this.#away.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
  }

  wasAway(at: number): boolean {
    return this.#away.some(({ from, to }) => from - aroundMs <= at && at <= to + aroundMs);
  }
}

export class Screens {
  lines: Line<'display'>[] = [];
  readonly #eyes: Eye[] = [];
  /** When a call was acknowledged, by its event. */
  readonly #told = new Map<number, number>();
  /** When the clerk pressed, of calls that are timed. */
  readonly #pressed = new Map<number, number>();
  #arrivals: { readonly seq: number; readonly at: number }[] = [];

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
    this.lines = await each(Array.from({ length: displays }), 8, (_, nth) =>
      Line.open({
        ...{ url: urlOf(nth), who: { peer: 'display' } },
        ...(nth % 2 === 0 ? this.#eye() : {}),
        ...(nth === 0 ? { loses: deaf } : {}),
      }),
    );
  }

  #eye() {
    const eye = new Eye();
    this.#eyes.push(eye);
    const state = (told: State<'display'>) => {
      const at = performance.now();
      for (const seq of eye.newIn(told)) this.#arrivals.push({ seq, at });
    };
    return { state, left: () => eye.left() };
  }

  /** A call was acknowledged; `from`: when it was pressed, null: it is not timed. */
  called(seq: number, from: number | null): void {
    this.#told.set(seq, performance.now());
    if (from !== null) this.#pressed.set(seq, from);
  }

  /** Press to arrival, ms, every timed call at every uncut screen since this was last asked. */
  drainWaits(): number[] {
    const waits = this.#arrivals.flatMap(({ seq, at }) => {
      const from = this.#pressed.get(seq);
      return from === undefined ? [] : [at - from];
    });
    this.#arrivals = [];
    return waits;
  }

  /** Calls that were acknowledged and that a screen did not show which was there at that time. */
  unshown(): number[] {
    return [...this.#told].flatMap(([seq, at]) =>
      this.#eyes.some((eye) => !eye.shown.has(seq) && !eye.wasAway(at)) ? [seq] : [],
    );
  }
}
