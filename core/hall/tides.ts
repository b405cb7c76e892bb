/**
 * Counters that turn to other services (潮汐窗口): by a manager's hand, by the time of day, by the
 * forecast. What a hand has set stands until a hand takes it back. SPEC: TIDE.
 */
import { servicesOf } from './capable.ts';
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Tide, TideRule } from './configuration.ts';
import { weekdayOf } from './dates.ts';
import type { HallEvent, TideBecause } from './events.ts';
import type { CounterId, ServiceId } from './ids.ts';
import type { Refusal } from './refusals.ts';
import type { Counter, Deep, Hall } from './state.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;

export function setServices(
  hall: Hall,
  command: CommandOf<'set-services'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { kind } = stamp.by;
  if (kind !== 'manager' && kind !== 'token') return { refused: 'only-managers' };
  const counter = hall.counters.get(command.counter);
  if (!counter) return { refused: 'unknown-counter', counter: command.counter };
  const { reason } = command;
  if (!hall.configuration?.reasons.tide.some(({ id }) => id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  const stranger = command.services?.find((service) => !hall.services.has(service));
  if (stranger !== undefined) return { refused: 'unknown-service', service: stranger };
  const services = command.services === null ? null : [...new Set(command.services)];
  // As configured it is already, tides of the time of day included.
  if (services === null && followsTime(counter)) return [];
  const because: TideBecause = services === null ? plan : { rule: 'by-hand', reason };
  return [turned(counter.id, services, because, stamp)];
}

/** A local day: its date, and the next midnight in epoch ms. */
export interface LocalDay {
  readonly date: string;
  readonly endsAt: number;
}

/** Those of these counters whose time has come to turn, or to turn back, on this day (TIDE-3). */
export function turnByTime(
  hall: Hall,
  counters: Iterable<Pick<Deep<Counter>, 'id' | 'tide'>>,
  day: LocalDay,
  stamp: Stamp,
): HallEvent[] {
  return [...counters].flatMap((counter) => {
    if (!followsTime(counter)) return [];
    const tide = tideAt(hall, counter.id, day, stamp.at);
    if (isAsTold(counter, tide)) return [];
    const because: TideBecause = tide === null ? plan : { rule: 'by-time' };
    return [turned(counter.id, tide === null ? null : [...tide.services], because, stamp)];
  });
}

/** When the counter next turns by time, not before `from`; infinite when never today. Epoch ms. */
export function tideDue(hall: Hall, counter: Deep<Counter>, from: number): number {
  const tides = hall.places.get(counter.id)?.tides ?? [];
  const { day } = hall;
  const none = tides.length === 0 && counter.tide === null;
  if (none || day === null || !followsTime(counter)) return Number.POSITIVE_INFINITY;
  const midnight = day.endsAt - dayMinutes * minuteMs;
  const edges = tides.flatMap((tide) => [tide.from, tide.to]).map((at) => midnight + at * minuteMs);
  const times = [from, ...edges.filter((at) => at > from).sort((a, b) => a - b)];
  const due = times.find((at) => !isAsTold(counter, tideAt(hall, counter.id, day, at)));
  return due ?? Number.POSITIVE_INFINITY;
}

/**
 * One counter turns to a service whose forecast breaks its rule's upper bound, or one turns back when it
 * is under the lower; never both for one service at once (TIDE-4).
 */
export function tellForecast(
  hall: Hall,
  command: CommandOf<'tell-forecast'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const taken = new Set<CounterId>();
  const rules = hall.configuration?.tideRules ?? [];
  const turning = rules.flatMap((rule): HallEvent[] => {
    const told = command.forecasts.find(({ service }) => service === rule.service);
    if (told === undefined) return [];
    const counter = toTurn(hall, rule, told.minutes, taken);
    if (counter === undefined) return [];
    taken.add(counter.id);
    if (counter.tide !== null) return [turned(counter.id, null, plan, stamp)];
    const services = [...new Set([rule.service, ...servicesOf(hall, counter)])];
    const { service } = rule;
    const because: TideBecause = { rule: 'by-forecast', service, minutes: told.minutes };
    return [turned(counter.id, services, because, stamp)];
  });
  return [...turning, ...withoutRule(hall, rules).map((id) => turned(id, null, plan, stamp))];
}

const plan: TideBecause = { rule: 'plan' };

/** Counters that were turned by a rule that is no more. */
const withoutRule = (hall: Hall, rules: readonly Deep<TideRule>[]): CounterId[] =>
  [...hall.counters.values()].flatMap(({ id, tide }) => {
    if (tide?.because.rule !== 'by-forecast') return [];
    const { service } = tide.because;
    const ruled = rules.some((rule) => rule.service === service && rule.counters.includes(id));
    return ruled ? [] : [id];
  });

function toTurn(
  hall: Hall,
  rule: Deep<TideRule>,
  minutes: number,
  taken: ReadonlySet<CounterId>,
): Deep<Counter> | undefined {
  const counters = rule.counters.flatMap((id) => hall.counters.get(id) ?? []);
  if (minutes > rule.openAbove) {
    return counters.find(
      (counter) =>
        counter.status === 'open' &&
        counter.tide === null &&
        !taken.has(counter.id) &&
        !servicesOf(hall, counter).includes(rule.service),
    );
  }
  if (minutes >= rule.closeBelow) return undefined;
  return counters.findLast(
    ({ tide }) => tide?.because.rule === 'by-forecast' && tide.because.service === rule.service,
  );
}

const followsTime = ({ tide }: Pick<Deep<Counter>, 'tide'>): boolean =>
  tide === null || tide.because.rule === 'by-time';

function tideAt(hall: Hall, counter: CounterId, day: LocalDay, at: number): Deep<Tide> | null {
  const weekday = weekdayOf(day.date);
  // The minute of the local day, reckoned back from its midnight.
  const minute = dayMinutes - Math.ceil((day.endsAt - at) / minuteMs);
  const tides = hall.places.get(counter)?.tides ?? [];
  const now = tides.find(
    ({ from, to, weekdays }) =>
      from <= minute && minute < to && (weekdays?.includes(weekday) ?? true),
  );
  return now ?? null;
}

const isAsTold = ({ tide }: Pick<Deep<Counter>, 'tide'>, wanted: Deep<Tide> | null): boolean =>
  (tide?.services.join() ?? null) === (wanted?.services.join() ?? null);

const turned = (
  counter: CounterId,
  services: ServiceId[] | null,
  because: TideBecause,
  stamp: Stamp,
): HallEvent => ({
  type: 'counter-services-changed',
  body: { by: byOf(stamp), counter, services, because },
});
