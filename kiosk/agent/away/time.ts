/**
 * What time it is at the hub while the hub does not say so: its time when it was last heard, and what
 * has passed since by the clock that never jumps. After a restart only the PC's own clock is left, by
 * its distance from the hub's when they last met; whatever is told by it is unsure (AWAY-4).
 */
export interface Clocks {
  /** Epoch ms of the PC's own clock, which anybody may have set. */
  wall(): number;
  /** Milliseconds since some start; it never jumps. */
  monotonic(): number;
}

/** The hub's time and the PC's at one moment, as they are kept over a restart. */
export interface Meeting {
  readonly hub: number;
  readonly wall: number;
}

export interface Moment {
  /** Epoch ms on the hub's clock. */
  readonly at: number;
  readonly unsure: boolean;
}

export class HubTime {
  readonly #clocks: Clocks;
  #heard: { readonly hub: number; readonly monotonic: number } | null = null;
  #met: Meeting | null;
  #last: number;

  /** `notBefore`: no time is told before it, epoch ms. */
  constructor(clocks: Clocks, met: Meeting | null, notBefore: number) {
    this.#clocks = clocks;
    this.#met = met;
    this.#last = Math.max(notBefore, met?.hub ?? 0);
  }

  /** The hub said what time it is. Returns what is to be kept. */
  hear(hub: number): Meeting {
    this.#heard = { hub, monotonic: this.#clocks.monotonic() };
    this.#met = { hub, wall: this.#clocks.wall() };
    // What an unsure clock made of it counts no more.
    this.#last = hub;
    return this.#met;
  }

  /** Never before what was told last, since the hub was heard. */
  now(): Moment {
    const { monotonic, wall } = this.#clocks;
    const at =
      this.#heard !== null
        ? this.#heard.hub + Math.round(monotonic() - this.#heard.monotonic)
        : this.#met === null
          ? wall()
          : this.#met.hub + (wall() - this.#met.wall);
    this.#last = Math.max(this.#last, at);
    return { at: this.#last, unsure: this.#heard === null };
  }
}
