/**
 * Watches over the machine itself: how much room the disk of the data folder has, whether tables and log
 * answer, and whether the tables can be written. Each is an alarm like any other, told before SQLite fails for want of
 * room. What cannot be written while the tables are away is held by whoever asks here (server/devices).
 */
import { statfs } from 'node:fs/promises';
import { type MachineFault, machineFaults } from '../../core/views/facts.ts';
import type { Seen } from '../devices/alarm-rules.ts';
import type { Clock } from '../hall/clock.ts';
import { repeating } from './repeating.ts';

const megabyte = 1_000_000;
/** How often the room is looked at, tables and log are asked, and something is written. */
const lookMs = { disk: 60_000, asked: 5_000, written: 30_000 };
/** What has not answered for so long is away, though nothing failed. */
export const silentMs = 4_000;

/**
 * Room below which it is said. `low` is a share of the disk within bounds: a hall of 5,000 numbers a day
 * fills 4 GB a year (docs/operations.md), so on a large disk more would be an alarm about nothing.
 */
export const room = {
  low: { share: 0.05, least: 2_000 * megabyte, most: 4_000 * megabyte },
  full: 500 * megabyte,
  /** It is well again with so many times the room, so that it does not come and go at the edge. */
  calm: 1.1,
} as const;

/** In bytes; `free`: what is left to the hub's own account. */
export interface Space {
  readonly free: number;
  readonly size: number;
}

type DiskFault = 'disk-low' | 'disk-full';

/** What is wrong with so much room, given what was wrong before. Pure. */
export function diskFault({ free, size }: Space, before: DiskFault | null): DiskFault | null {
  const { share, least, most } = room.low;
  const low = Math.max(least, Math.min(size * share, most));
  if (free < room.full * (before === 'disk-full' ? room.calm : 1)) return 'disk-full';
  return free < low * (before === null ? 1 : room.calm) ? 'disk-low' : null;
}

/** The room on the disk of a folder. Rejects as `fs.statfs` does. */
export async function spaceOf(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, size: blocks * bsize };
}

export interface MachineParts {
  /** Rejects where the machine does not say: then nothing is said of it. */
  readonly space: () => Promise<Space>;
  /** Reject or do not answer while they are away. */
  readonly tables: () => Promise<unknown>;
  readonly log: () => Promise<unknown>;
  /** Writes to the tables what stays written; rejects or does not answer while that is not possible. */
  readonly writing: () => Promise<unknown>;
  readonly clock: Pick<Clock, 'monotonic' | 'setTimeout' | 'clearTimeout'>;
  readonly complain: (what: string, error: unknown) => void;
}

export interface MachineWatch {
  /** For the watch over devices. */
  seen(): Seen[];
  /** The room as it was looked at last; null: not known. */
  space(): Space | null;
  /** Resolves when nothing is under way. */
  end(): Promise<void>;
}

/** What the machine lacks, of all alarms that stand by subject. */
export const lackedIn = (
  standing: ReadonlyMap<string, { readonly fault: string }>,
): MachineFault[] => {
  const faults = [...standing.values()].map(({ fault }) => fault);
  return machineFaults.filter((one) => faults.includes(one));
};

/** Watches until `end`. */
export function watchMachine(watched: MachineParts): MachineWatch {
  const { space, tables, log, writing, ...parts } = watched;
  const { clock, complain } = parts;
  let last: Space | null = null;
  let wrong: DiskFault | null = null;
  let untold = false;
  const disk = repeating({
    ...{ clock, failureMs: lookMs.disk },
    act: async () => {
      last = await space();
      wrong = diskFault(last, wrong);
      untold = false;
      return lookMs.disk;
    },
    failed: (error) => {
      last = null;
      if (!untold) complain('how much room the disk has cannot be told', error);
      untold = true;
    },
  });
  disk.begin();
  const asked = {
    tables: asking('the tables do not answer', tables, lookMs.asked, parts),
    log: asking('the log does not answer', log, lookMs.asked, parts),
    writing: asking('the tables cannot be written', writing, lookMs.written, parts),
  };
  const tablesAway = () => asked.tables.away() || asked.writing.away();
  return {
    seen: () => [
      { subject: 'disk', devices: [], fault: last === null ? 'unknown' : wrong },
      { subject: 'tables', devices: [], fault: tablesAway() ? 'tables-away' : null },
      { subject: 'log', devices: [], fault: asked.log.away() ? 'log-away' : null },
    ],
    space: () => last,
    end: async () => {
      await Promise.all([disk.end(), ...Object.values(asked).map((one) => one.end())]);
    },
  };
}

/** Asks again and again; one that does not answer is not asked twice at a time. */
function asking(
  what: string,
  ask: () => Promise<unknown>,
  everyMs: number,
  { clock, complain }: Pick<MachineParts, 'clock' | 'complain'>,
) {
  let failed = false;
  let askedAt: number | null = null;
  const asks = repeating({
    ...{ clock, failureMs: everyMs },
    act: async () => {
      askedAt = clock.monotonic();
      try {
        await ask();
        failed = false;
      } finally {
        askedAt = null;
      }
      return everyMs;
    },
    failed: (error) => {
      // Whoever reads the journal needs to know of it once.
      if (!failed) complain(what, error);
      failed = true;
    },
  });
  asks.begin();
  return {
    away: () => failed || (askedAt !== null && clock.monotonic() - askedAt >= silentMs),
    end: () => asks.end(),
  };
}
