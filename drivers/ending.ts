/**
 * The orderly end of a process that serves: hub, relay and agent end alike when they are told to, and
 * within a time that whoever stops them can count on.
 */
import { inspect } from 'node:util';
import type { ServiceManager } from './systemd.ts';

/** How long an orderly end may take before the process ends without it. */
export const endWithinMs = 10_000;

export interface Ending {
  /** Whether the process has been told to end. */
  readonly begun: boolean;
}

/**
 * From now on SIGTERM and SIGINT let `close` do its work and end the process: with 0, or with 1 when it
 * fails or takes longer than `endWithinMs`.
 */
export function endOnSignal(manager: ServiceManager, close: () => Promise<unknown>): Ending {
  const ending = { begun: false };
  const end = () => {
    if (ending.begun) return;
    ending.begun = true;
    manager.stopping();
    // It keeps the process: an end that waits for nothing any more would else let it go by itself.
    setTimeout(() => process.exit(1), endWithinMs);
    close().then(() => process.exit(0), failed);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  return ending;
}

/** Ends the process for a reason that is ours. */
export function failed(error: unknown): never {
  process.stderr.write(`${inspect(error)}\n`);
  process.exit(1);
}
