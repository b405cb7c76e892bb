/**
 * Telling systemd how a service of ours stands (sd_notify(3)): that it serves, that it still lives, that it
 * ends. Node.js cannot send datagrams to a Unix socket, and the packages that can compile native code when
 * they are installed; so systemd's own program says it, as a child (docs/decisions/0011).
 */
import { execFile } from 'node:child_process';
import type { Clock } from './clock.ts';

/** Of the time that systemd waits for the next sign of life: two may be lost. */
const beatsInWait = 3;
/** systemd-notify waits until systemd has read it; one that hangs must not stop the signs of life. */
const tellMsMax = 5_000;

export interface ServiceManager {
  /**
   * It serves from now on. `status` is one line for `systemctl status`, without anything about persons; it
   * is asked at once and with every sign of life.
   */
  ready(status: () => string): void;
  /** An orderly end has begun: no sign of life is given any more. */
  stopping(): void;
}

export interface Telling {
  readonly clock: Clock;
  /** Says these words to systemd. Rejects when they may not have arrived. */
  readonly tell: (words: readonly string[]) => Promise<void>;
  readonly complain: (what: string, error: unknown) => void;
}

const nobody: ServiceManager = { ready: () => {}, stopping: () => {} };

/** What systemd left in the environment says whether it listens; where it does not, nothing is told. */
export function serviceManager(
  environment: Readonly<Record<string, string | undefined>>,
  { clock, tell, complain }: Telling = machineTelling,
): ServiceManager {
  if (!environment.NOTIFY_SOCKET) return nobody;
  const waitMs = Number(environment.WATCHDOG_USEC) / 1_000;
  let status = () => '';
  let ended = false;
  let next: unknown = null;
  let failing = false;
  const say = async (...words: string[]): Promise<void> => {
    try {
      await tell(words);
      failing = false;
    } catch (error) {
      // Once a row of failures: without signs of life systemd starts the service again, and says so.
      if (!failing) complain('systemd cannot be told how the service stands', error);
      failing = true;
    }
  };
  const beat = (): void => {
    if (ended) return;
    next = clock.setTimeout(() => {
      void say('WATCHDOG=1', `STATUS=${status()}`).then(beat);
    }, waitMs / beatsInWait);
  };
  return {
    ready: (line) => {
      status = line;
      void say('READY=1', `STATUS=${status()}`);
      if (waitMs > 0) beat();
    },
    stopping: () => {
      ended = true;
      // A process that has closed everything must not be kept alive by a sign of life that never comes.
      clock.clearTimeout(next);
      void say('STOPPING=1', 'STATUS=ending');
    },
  };
}

const machineTelling: Telling = {
  clock: { now: Date.now, setTimeout, clearTimeout },
  tell: (words) =>
    new Promise((resolve, reject) => {
      execFile('systemd-notify', [...words], { timeout: tellMsMax }, (error) =>
        error ? reject(error) : resolve(),
      );
    }),
  // It may go before any log of the program's own is open; standard error is in the journal as well.
  complain: (what, error) => {
    process.stderr.write(`${what}: ${(error as Error).message}\n`);
  },
};
