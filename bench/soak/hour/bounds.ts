/**
 * The bounds of memory and disk, and why they are where they are.
 *
 * The day's tickets stand in memory until the day ends: that much growth is the design, and is read
 * off the log in another process. Beyond it the heap may grow by 12 MB an hour and the process by 24,
 * both right after a collection: over ten hours of such a rush, which no hall has, that is 240 MB on a
 * machine of 2 GB. When the day ends, what it held is let go of again. Between collections the process
 * rises and falls with garbage; with it, it may reach half of the smallest machine.
 */
import { WAL_BYTES_KEPT } from '../../../log/sqlite-wal.ts';
import { type Point, slopeOf } from './judge.ts';
import type { Files } from './meter.ts';
import type { Minute } from './minute.ts';

const million = 1_000_000;
const hourMs = 3_600_000;
/** The first quarter of the run is left out: caches fill and code is compiled. */
const warmShare = 0.25;
/** Growth that may stay unexplained, MB an hour. */
const mayGrow = { heap: 12, rss: 24 };
/** docs/hardware.md: 2 GB, of which a desktop and a database may want their part. */
const rssMax = 1_000 * million;
/** What a new day may hold more than the first minute did: compiled code, and the labels given out. */
const newDayMore = 12 * million;
/** docs/operations.md: bytes a ticket, with a quarter to spare either way. */
const documented = { log: 1_450, tables: 1_450 };
const spare = 0.25;
/** Checkpoints come at so many bytes; what is written while somebody reads long may double it. */
const walMax = 2 * WAL_BYTES_KEPT;

export interface Memory {
  readonly minutes: readonly Minute[];
  /** Heap after a collection, at the hour's end and with a new day open. */
  readonly evening: number;
  readonly newDay: number;
  /** What the hall's state holds for the day, bytes. */
  readonly state: number;
}

interface Judged {
  readonly faults: readonly string[];
  readonly told: readonly string[];
}

const mb = (bytes: number): string => (bytes / million).toFixed(1);

/** Memory against its bounds. Runs of less than ten minutes say nothing of growth, and are not judged by it. */
export function judgeMemory({ minutes, evening, newDay, state }: Memory, tickets: number): Judged {
  const last = minutes.at(-1)?.at ?? 0;
  const late = minutes.filter(({ at }) => at >= last * warmShare);
  const line = (of: (minute: Minute) => number | null): number => {
    const points: Point[] = late.flatMap((minute) => {
      const y = of(minute);
      return y === null ? [] : [{ x: minute.at / hourMs, y }];
    });
    return slopeOf(points);
  };
  const heap = line(({ collected }) => collected?.heap ?? null);
  const rss = line(({ collected }) => collected?.rss ?? null);
  const most = Math.max(...minutes.map(({ meters }) => meters.rss));
  const explained = (state / tickets) * (tickets / (last / hourMs));
  const start = minutes[0]?.collected?.heap ?? Number.NaN;
  const long = minutes.length > 10;
  const over = (what: keyof typeof mayGrow, slope: number) => {
    const limit = explained / million + mayGrow[what];
    return long && !(slope / million <= limit)
      ? [`${what} grows by ${mb(slope)} MB an hour, and may by ${limit.toFixed(1)}`]
      : [];
  };
  return {
    faults: [
      ...over('heap', heap),
      ...over('rss', rss),
      ...(most <= rssMax ? [] : [`the process held ${mb(most)} MB, and may hold ${mb(rssMax)}`]),
      ...(newDay <= start + newDayMore
        ? []
        : [`a new day holds ${mb(newDay)} MB, the first minute held ${mb(start)}`]),
    ],
    told: [
      `memory: rss ${mb(minutes.at(-1)?.meters.rss ?? 0)} MB at the end, ${mb(most)} at most`,
      `after collections: heap ${mb(start)} -> ${mb(evening)} MB, ${mb(heap)} MB/h; ` +
        `rss ${mb(late.findLast(({ collected }) => collected)?.collected?.rss ?? 0)} MB, ${mb(rss)} MB/h`,
      `of which the day's tickets by the log: ${mb(state)} MB, ${(state / tickets).toFixed(0)} bytes ` +
        `a ticket, ${mb(explained)} MB/h; after the day has ended: ${mb(newDay)} MB`,
    ],
  };
}

export interface Disk {
  readonly files: Files;
  readonly after: Files;
  readonly minutes: readonly Minute[];
}

/** Disk against what the docs say. */
export function judgeDisk({ files, after, minutes }: Disk, tickets: number): Judged {
  const each = {
    log: (after.log - files.log) / tickets,
    tables: (after.tables - files.tables) / tickets,
  };
  const wal = (of: 'logWal' | 'tablesWal') => Math.max(...minutes.map((one) => one.files[of]));
  const long = minutes.length > 10;
  const off = (what: 'log' | 'tables') =>
    long && Math.abs(each[what] / documented[what] - 1) > spare
      ? [`${what}: ${each[what].toFixed(0)} bytes a ticket, documented ${documented[what]}`]
      : [];
  const wals = (['logWal', 'tablesWal'] as const).filter((of) => wal(of) > walMax);
  return {
    faults: [
      ...[...off('log'), ...off('tables')],
      ...wals.map((of) => `${of} grew to ${mb(wal(of))} MB, and may to ${mb(walMax)}`),
    ],
    told: [
      `disk: log ${each.log.toFixed(0)} and tables ${each.tables.toFixed(0)} bytes a ticket; WAL at ` +
        `most ${mb(wal('logWal'))} and ${mb(wal('tablesWal'))} MB`,
    ],
  };
}
