/**
 * The time by which hours are shown: kiosks say that a service is open or closed by `local` in the house
 * facts, and are told anew when a band of some pattern begins or ends, and at midnight. It decides
 * nothing. The time is reckoned from the clock whenever it is asked for, so a clock that is put forward
 * or back shows what is true then.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import { bandsOn, type When } from '../../core/hall/hours.ts';
import type { Deep } from '../../core/hall/state.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Guard } from '../hall/clock-guard.ts';
import type { Keeper } from '../hall/keeper.ts';
import { kept } from '../same.ts';
import type { TimeFacts } from './facts.ts';
import type { Revs } from './rev.ts';

const minuteMs = 60_000;

export interface ShownTime {
  readonly calendar: Calendar;
  readonly guard: Guard & { readonly alarm: boolean };
  /** Read anew each time: a file may come to tell them. */
  readonly holidaysUnknown: readonly number[];
}

/** What is true now of the time and the calendar; the minute is the same object until it is over. */
export function timeFacts(shown: ShownTime): () => TimeFacts {
  let local: When | null = null;
  return () => {
    local = kept(local, whenOf(shown.calendar, shown.guard.now()));
    return { local, clockAlarm: shown.guard.alarm, holidaysUnknown: shown.holidaysUnknown };
  };
}

function whenOf(calendar: Calendar, at: number): When {
  const { date, minute } = calendar(at);
  return { date, minute };
}

export interface HoursShownParts extends Pick<ShownTime, 'calendar' | 'guard'> {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly configuration: Configuration;
  readonly revs: Pick<Revs, 'change'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Tells the facts anew at every edge of a band and when the clock's alarm begins or ends, until it is called. */
export function followHours(parts: HoursShownParts): () => void {
  const { keeper, configuration, revs, calendar, guard, clock, complain } = parts;
  let timer: unknown = null;
  let ended = false;
  /** Between which edges the facts were last told. */
  let shown: string | null = null;

  const tell = () => revs.change(keeper.hall, async () => ({ changed: true, value: null }));
  const look = async () => {
    try {
      const edges = await keeper.look((hall) => edgesBy(hall.configuration ?? configuration));
      const stretch = stretchOf(whenOf(calendar, guard.now()), edges);
      // The first facts of this process were read as it began.
      if (shown !== null && stretch !== shown) await tell();
      shown = stretch;
    } catch (error) {
      if (!ended) complain('the hours on the screens could not be told anew', error);
    }
    if (ended) return;
    // All edges lie on whole minutes: it looks at the beginning of each.
    timer = clock.setTimeout(() => void look(), minuteMs - (guard.now() % minuteMs));
  };
  const unfollow = guard.follow(() => {
    tell().catch((error: unknown) => complain('the clock’s alarm could not be shown', error));
  });
  void look();
  return () => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
  };
}

/** The minutes of a date at which something opens or closes under this configuration, in any pattern. */
const edgesBy =
  (configuration: Deep<Configuration>) =>
  (date: string): number[] =>
    configuration.opening.patterns.flatMap((pattern) =>
      bandsOn(configuration, pattern, date).flatMap(({ from, to }) => [
        ...[from, to, to - pattern.lastTicketMinutes],
      ]),
    );

const stretchOf = ({ date, minute }: When, edgesOn: (date: string) => number[]): string =>
  `${date} ${edgesOn(date).filter((edge) => edge <= minute).length}`;
