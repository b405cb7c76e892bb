/**
 * When a device that is out of order is worth an alarm: after it has stayed so for a while, once and
 * not a hundred times, until it has been well for a while again. Pure: it is told how things stand
 * and what time it is, and says which alarms are to stand.
 */
import type { MachineFault } from '../../core/views/facts.ts';
import type { PrinterState } from '../../drivers/driver.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/**
 * What an alarm is about: a state that does not go away, a PC that is away, a device that comes and
 * goes, a backup that nobody has made for too long, or what the hub's own machine lacks.
 */
export type Fault =
  | Exclude<PrinterState, 'ready' | 'unknown'>
  | 'away'
  | 'flapping'
  | 'backup-old'
  | MachineFault;

/** How long a state has to last. A lid is open while the roll is changed; paper that is low can wait. */
export const graceMs: Readonly<Record<Fault, number>> = {
  unplugged: 15 * secondMs,
  silent: 30 * secondMs,
  error: 10 * secondMs,
  offline: minuteMs,
  'paper-out': 15 * secondMs,
  'cover-open': 2 * minuteMs,
  overheated: minuteMs,
  'paper-low': 5 * minuteMs,
  away: 15 * secondMs,
  'backup-old': 0,
  'disk-low': 0,
  'disk-full': 0,
  'tables-away': 10 * secondMs,
  'log-away': 10 * secondMs,
  flapping: 0,
};

/** What still works, and will not for long. */
export const isNotice = (fault: Fault): boolean => fault === 'paper-low';

/** How long all must be well until an alarm is over; twice as long each time it came again. */
export const calmMs = { first: 30 * secondMs, most: 15 * minuteMs };
/** What comes again so soon after it was over is the same alarm. */
export const foldMs = 15 * minuteMs;
/** So many falls within so long are an alarm, however short each is. */
export const flaps = { falls: 5, withinMs: 10 * minuteMs };
/** A device that says nothing of itself for so long is taken for well again; it never was an alarm. */
export const unknownMs = 5 * minuteMs;

/** How something is that can be out of order; null: well; `unknown`: it does not say. */
export interface Seen {
  readonly subject: string;
  readonly devices: readonly string[];
  readonly fault: Exclude<Fault, 'flapping'> | 'unknown' | null;
}

export interface Standing {
  readonly devices: readonly string[];
  readonly fault: Fault;
  readonly times: number;
}

interface Track {
  badSince: number | null;
  goodSince: number | null;
  unknownSince: number | null;
  falls: number[];
  standing: Standing | null;
  /** The alarm that was over last. */
  before: { readonly times: number; readonly at: number } | null;
}

export class AlarmRules {
  readonly #tracks = new Map<string, Track>();

  /** An alarm that stood when the process began; one that stands by now is not changed by it. */
  adopt(subject: string, standing: Standing): void {
    const track = this.#tracks.get(subject) ?? fresh();
    track.standing ??= standing;
    this.#tracks.set(subject, track);
  }

  /**
   * How all stands now, in milliseconds of a clock that never jumps. A subject that is not named is
   * gone, and its alarm with it; one whose cause lies elsewhere is held by `held` as it is.
   */
  see(all: readonly Seen[], held: ReadonlySet<string>, now: number): ReadonlyMap<string, Standing> {
    const named = new Set([...all.map(({ subject }) => subject), ...held]);
    for (const subject of [...this.#tracks.keys()]) {
      if (!named.has(subject)) this.#tracks.delete(subject);
    }
    for (const seen of all) {
      const track = this.#tracks.get(seen.subject) ?? fresh();
      this.#tracks.set(seen.subject, track);
      look(track, seen, now);
    }
    return new Map(
      [...this.#tracks].flatMap(([subject, { standing }]) =>
        standing ? [[subject, standing] as const] : [],
      ),
    );
  }
}

const fresh = (): Track => ({
  ...{ badSince: null, goodSince: null, unknownSince: null },
  ...{ falls: [], standing: null, before: null },
});

function look(track: Track, seen: Seen, now: number): void {
  if (seen.fault === 'unknown') {
    track.unknownSince ??= now;
    // What is only just found again says nothing for a moment: that is neither well nor ill.
    if (now - track.unknownSince >= unknownMs) well(track, now);
    return;
  }
  track.unknownSince = null;
  if (seen.fault === null) well(track, now);
  else ill(track, seen.devices, seen.fault, now);
}

function ill(track: Track, devices: readonly string[], fault: Fault, now: number): void {
  const { standing, goodSince } = track;
  if (track.badSince === null) {
    track.badSince = now;
    if (!isNotice(fault)) track.falls = [...track.falls, now].slice(-flaps.falls);
  }
  track.goodSince = null;
  const lasts = now - track.badSince >= graceMs[fault];
  if (standing) {
    const times = standing.times + (goodSince === null ? 0 : 1);
    // What comes and goes has its own name once it stays: by it managers and the live page are told.
    const named = standing.fault === 'flapping' && !lasts ? 'flapping' : fault;
    track.standing = { devices, fault: named, times };
    return;
  }
  const swings = track.falls.length === flaps.falls && now - (track.falls[0] ?? 0) < flaps.withinMs;
  if (!lasts && !swings) return;
  const folded = track.before !== null && now - track.before.at < foldMs;
  const times = folded ? (track.before?.times ?? 0) + 1 : 1;
  track.standing = { devices, fault: lasts ? fault : 'flapping', times };
}

function well(track: Track, now: number): void {
  track.badSince = null;
  track.goodSince ??= now;
  const { standing } = track;
  if (!standing) return;
  const calm = Math.min(calmMs.first * 2 ** Math.min(standing.times - 1, 10), calmMs.most);
  const needed = standing.fault === 'flapping' ? calmMs.most : calm;
  if (now - track.goodSince < needed) return;
  track.before = { times: standing.times, at: now };
  track.standing = null;
  track.falls = [];
}
