/**
 * Screens on the wall: they follow, and announce each call once (ui/announce.ts), looking whenever
 * something came and once a second.
 */
import { Announcer } from '../../../ui/announce.ts';
import { Line } from './line.ts';
import type { World } from './world.ts';

const tickMs = 1_000;

export class Display {
  readonly line: Line<'display'>;
  /** The calls that were announced, by the event that called. */
  readonly announced = new Set<number>();
  readonly #announcer = new Announcer();
  readonly #world: World;
  #lit = new Set<number>();

  constructor(world: World, name: string) {
    this.#world = world;
    this.line = new Line(world, { who: { peer: 'display' }, name }, () => this.#look());
    this.#tick();
  }

  #tick(): void {
    this.#world.time.after(tickMs, () => {
      this.#look();
      this.#tick();
    });
  }

  #look(): void {
    const { view, now } = this.line.shown();
    if (!view || now === null) return;
    const lit = new Set(this.#announcer.look(view.calls, now));
    for (const seq of lit) {
      if (this.#lit.has(seq)) continue;
      if (this.announced.has(seq)) {
        const { name } = this.line.identity;
        this.#world.fail('announced-once', `${name} announces the call of event ${seq} again`);
      }
      this.announced.add(seq);
    }
    this.#lit = lit;
  }
}
