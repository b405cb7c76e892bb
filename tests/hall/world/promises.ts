/**
 * What hubs tell of the wait, judged: a promise is a range and stands in the event of its ticket, what
 * the screens show stands still while it is about right, and the forecast lets go of the thread. Some
 * days only: it is the real follower, and simulates the hall anew every few seconds.
 */
import type { EventBodies, Range } from '../../../core/hall/events.ts';
import type { ClassId, ServiceId } from '../../../core/hall/ids.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import type { Row } from '../../../log/log.ts';
import { ForecastFollower, type ForecastParts } from '../../../server/followers/forecast.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { Promising } from '../../../server/people/taking.ts';
import { Thread } from './thread.ts';

/** One day in so many. */
const oneIn = 4;
/** From the word to the visitor to its event: longer than any append. */
const appendMs = 20_000;
/** Within so long only what is plainly wrong changes on a screen: by so many minutes or more (WAIT-8). */
const stands = { ms: 300_000, minutes: 4 };
type Fail = (invariant: string, what: string) => void;

interface Judging {
  /** The world's time. */
  readonly now: () => number;
  /** How many things the world has taken up so far. */
  readonly turns: () => number;
  /** Whether a wall clock was set within so many milliseconds. */
  readonly clockSet: (withinMs: number) => boolean;
  readonly fail: Fail;
}

interface Shown extends Range {
  readonly since: number;
}

/** What one hub process promises and shows. */
class HubPromises implements Promising {
  readonly #follower: ForecastFollower;
  readonly #fail: Fail;
  readonly #now: () => number;
  readonly #clockSet: (withinMs: number) => boolean;
  readonly #said = new Set<string>();
  /** What was asked of late, and whether something was promised. */
  #asked: { readonly service: ServiceId; readonly at: number; readonly said: boolean }[] = [];
  #shown = new Map<ServiceId, Shown>();
  /** How often the clock was read since the last breath: once for each piece of the work, or so. */
  #pieces = 0;

  constructor(parts: ForecastParts, { now, clockSet, fail }: Omit<Judging, 'turns'>) {
    this.#fail = fail;
    this.#now = now;
    this.#clockSet = clockSet;
    const keeper: ForecastParts['keeper'] = {
      hall: parts.keeper.hall,
      look: (at) => parts.keeper.look(at),
      follow: (follower) =>
        parts.keeper.follow((change) => {
          const before = this.#pieces;
          follower(change);
          this.#pieces = before;
        }),
      // Of the tide people tell the hall (people.ts), so that the judge knows what was told.
      submit: async () => ({ failed: 'busy' }),
    };
    this.#follower = new ForecastFollower({ ...parts, keeper, clock: this.#worked(parts.clock) });
  }

  promisedFor(service: ServiceId, ticketClass: ClassId | undefined): Range | null {
    const range = this.#follower.promisedFor(service, ticketClass);
    if (range !== null) this.#said.add(textOf(range));
    const at = this.#now();
    this.#asked = this.#asked.filter((one) => at - one.at < appendMs);
    this.#asked.push({ service, at, said: range !== null });
    return range;
  }

  /** Told of what is shown, whenever it may have changed. */
  showed({ services }: HouseFacts['forecast']): void {
    const now = this.#now();
    const shown = new Map<ServiceId, Shown>();
    for (const [service, range] of services) {
      const before = this.#shown.get(service);
      const same = before?.low === range.low && before.high === range.high;
      if (before && !same) this.#judgeChange(service, before, range, now);
      shown.set(service, before && same ? before : { ...range, since: now });
    }
    this.#shown = shown;
  }

  /** Told of every ticket that this hub has given. */
  issued({ label, steps, promised, linkHash, booking }: EventBodies['ticket-issued']): void {
    const service = steps[0]?.service as ServiceId;
    if (promised !== null) {
      const { low, high } = promised;
      const whole = Number.isInteger(low) && Number.isInteger(high);
      if (!whole || low < 0 || high < Math.max(low, 1)) {
        this.#fail('promise-is-range', `${label} was promised ${low} to ${high} minutes`);
      }
      if (!this.#said.has(textOf(promised))) {
        this.#fail('promise-is-kept', `${label} bears ${textOf(promised)}, which nobody promised`);
      }
      return;
    }
    // Who has no link asked the keeper itself here, as who has booked does, and was told of no wait.
    const told = linkHash !== null && booking === null;
    const asked = this.#asked.filter(
      (one) => one.service === service && this.#now() - one.at < appendMs,
    );
    if (told && asked.length > 0 && asked.every(({ said }) => said)) {
      this.#fail('promise-is-kept', `${label} bears no promise, and one was made for ${service}`);
    }
  }

  #judgeChange(service: ServiceId, before: Shown, after: Range, now: number): void {
    // By a clock that was set the five minutes may be over at once.
    if (now - before.since >= stands.ms || this.#clockSet(stands.ms)) return;
    const by = Math.max(Math.abs(after.low - before.low), Math.abs(after.high - before.high));
    if (by < stands.minutes) {
      const what = `${service} was shown with ${textOf(before)}, then with ${textOf(after)}`;
      this.#fail('shown-stands-still', what);
    }
  }

  /** A clock on which each piece of the work takes a millisecond. */
  #worked(clock: Clock): Clock {
    const rested = (act: () => void) => () => {
      this.#pieces = 0;
      act();
    };
    return {
      ...clock,
      monotonic: () => {
        this.#pieces += 1;
        return clock.monotonic() + this.#pieces;
      },
      setTimeout: (act, ms) => clock.setTimeout(rested(act), ms),
      soon: (act) => clock.soon(rested(act)),
    };
  }
}

/** What all hubs of a day promise; on most days nothing. */
export class Promises {
  readonly #hubs = new Map<string, HubPromises>();
  readonly #played: boolean;
  readonly #judging: Judging;

  constructor(seed: number, judging: Judging) {
    this.#played = seed % oneIn === 0;
    this.#judging = judging;
    if (this.#played) new Thread(judging).watch();
  }

  /** The forecast of a hub that begins; null on days without. */
  begin(hub: string, parts: ForecastParts): HubPromises | null {
    if (!this.#played) return null;
    const promises = new HubPromises(parts, this.#judging);
    this.#hubs.set(hub, promises);
    return promises;
  }

  /** Told of every row in the moment in which it stands, with the hub that wrote it. */
  committed(row: Row, hub: string): void {
    if (row.type !== 'ticket-issued') return;
    this.#hubs.get(hub)?.issued(row.body as EventBodies['ticket-issued']);
  }
}

const textOf = ({ low, high }: Range): string => `${low}–${high}`;
