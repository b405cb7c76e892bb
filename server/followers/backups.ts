/**
 * Watches how old the last good backup is. A backup that nobody makes any more is missed on the one day
 * on which it is needed; so its age is an alarm like any other, and one of the metrics.
 */
import type { Seen } from '../devices/alarm-rules.ts';
import type { Clock } from '../hall/clock.ts';
import type { Backups, LastBackup } from '../house/backups.ts';

const hourMs = 3_600_000;
/** How often it is looked; a backup that was just made is believed as soon. */
const lookMs = 60_000;

export interface BackupWatchParts {
  readonly hall: string;
  readonly backups: Pick<Backups, 'last'>;
  /** How old it may be; null: nobody wants to be told. */
  readonly hours: number | null;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Watches until `end`, which resolves when nothing is under way. */
export function watchBackups({ hall, backups, hours, clock, complain }: BackupWatchParts) {
  let last: LastBackup | null | undefined;
  let timer: unknown = null;
  let ended = false;
  let looking = Promise.resolve();
  const look = async () => {
    try {
      last = await backups.last(hall);
    } catch (error) {
      complain('when the last backup was made cannot be read', error);
    }
    if (!ended) timer = clock.setTimeout(again, lookMs);
  };
  const again = () => {
    looking = look();
  };
  if (hours !== null) again();
  return {
    /** For the watch over devices; a hall that never had a backup is as one whose last is too old. */
    seen: (): Seen[] => {
      if (hours === null || last === undefined) return [];
      const old = last === null || clock.now() - last.at > hours * hourMs;
      return [{ subject: 'backup', devices: [], fault: old ? 'backup-old' : null }];
    },
    end: (): Promise<void> => {
      ended = true;
      clock.clearTimeout(timer);
      return looking;
    },
  };
}
