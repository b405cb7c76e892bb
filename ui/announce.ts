/**
 * Which calls a screen announces, and for how long they stay lit. An announcement is bound to the
 * `seq` of its call: two calls 50 ms apart are both announced, none twice, none that is older than
 * `announceMs` by the hub's clock (house.md, section 6).
 */
import type { DisplayCall } from '../core/views/display.ts';
import { announceMs } from '../core/wire/protocol.ts';

/** A call stays lit so long after it was announced. */
export const litMs = 15_000;
/** More calls than this are never remembered at once; a view holds 12. */
const rememberedMax = 64;

interface Announced {
  readonly callAt: number;
  announcedAt: number;
  /** It was lit and is so no more. */
  over: boolean;
}

export class Announcer {
  readonly #announced = new Map<number, Announced>();

  /**
   * Takes what a view shows at `now` (the hub's clock, epoch ms): announces the calls that are new
   * and fresh, and gives the `seq` of every call that is lit, newest announced last.
   */
  look(calls: readonly DisplayCall[], now: number): number[] {
    const shown = new Map(calls.map((call) => [call.seq, call]));
    this.#forget(shown, now);
    for (const call of [...calls].reverse()) {
      if (call.state !== 'called' || now - call.at > announceMs) continue;
      // The same `seq` with another time is another call: the hall was begun anew.
      if (this.#announced.get(call.seq)?.callAt === call.at) continue;
      this.#announced.delete(call.seq);
      this.#announced.set(call.seq, { callAt: call.at, announcedAt: now, over: false });
    }
    return [...this.#announced].flatMap(([seq, announced]) => {
      const call = shown.get(seq);
      // A hub's clock that is set back must light nothing again, and nothing for longer.
      announced.announcedAt = Math.min(announced.announcedAt, now);
      const lit = call?.state === 'called' && call.at === announced.callAt;
      announced.over ||= !lit || now - announced.announcedAt >= litMs;
      return announced.over ? [] : [seq];
    });
  }

  /** What is no longer shown and too old to be announced again need not be remembered. */
  #forget(shown: ReadonlyMap<number, DisplayCall>, now: number): void {
    for (const [seq, { callAt }] of this.#announced) {
      const gone = !shown.has(seq) && now - callAt > announceMs;
      if (gone || this.#announced.size > rememberedMax) this.#announced.delete(seq);
    }
  }
}
