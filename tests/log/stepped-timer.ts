/**
 * A timer that goes only when a test says so, for the slow look and the waits between connections.
 */
import type { After } from '../../log/watchers.ts';

export interface SteppedTimer {
  readonly after: After;
  /** The waits asked for and not yet over, in milliseconds. */
  readonly waits: readonly number[];
  /** Ends every wait that has been asked for by now, or those of the given length. */
  fire(only?: number): void;
}

export function steppedTimer(): SteppedTimer {
  const pending = new Set<{ ms: number; act: () => void }>();
  return {
    after: (ms, act) => {
      const wait = { ms, act };
      pending.add(wait);
      return () => {
        pending.delete(wait);
      };
    },
    get waits() {
      return [...pending].map(({ ms }) => ms);
    },
    fire: (only) => {
      for (const wait of [...pending]) {
        const due = only === undefined || wait.ms === only;
        if (due && pending.delete(wait)) wait.act();
      }
    },
  };
}
