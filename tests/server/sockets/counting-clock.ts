/**
 * The stepped clock of a hub that also knows which timers are still to come: what has gone must leave
 * none behind.
 */
import { HubClock } from '../http/clock.ts';

export class CountingClock extends HubClock {
  /** Timers that are set and neither over nor cleared. */
  readonly pending = new Set<unknown>();

  override setTimeout(act: () => void, ms: number) {
    const timer = super.setTimeout(() => {
      this.pending.delete(timer);
      act();
    }, ms);
    this.pending.add(timer);
    return timer;
  }

  override clearTimeout(timer: ReturnType<HubClock['setTimeout']>): void {
    this.pending.delete(timer);
    super.clearTimeout(timer);
  }
}
