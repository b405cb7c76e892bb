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
  if (services === null && counter.tide === null) return [];
  const because: TideBecause = services === null ? { rule: 'plan' } : { rule: 'by-hand', reason };
  return [turned(counter.id, services, because, stamp)];
}

/** Counters whose time has come to turn, or to turn back (TIDE-3). */
export function turnByTime(hall: Hall, stamp: Stamp): HallEvent[] {
  return [...hall.counters.values()].flatMap((counter) => {
    if (!followsTime(counter)) return [];
    const tide = tideAt(hall, counter.id, minuteAt(hall, stamp.at));
    if (isAsTold(counter, tide)) return [];
    const because: TideBecause = tide === null ? { rule: 'plan' } : { rule: 'by-time' };
    return [turned(counter.id, tide === null ? null : [...tide.services], because, stamp)];
  });
}

/** When the counter next turns by time, not before `from`; infinite when never today. Epoch ms. */
export function tideDue(hall: Hall, counter: Deep<Counter>, from: number): number {
  const tides = hall.places.get(counter.id)?.tides ?? [];
  const { day } = hall;
  if (tides.length === 0 || day === null || !followsTime(counter)) return Number.POSITIVE_INFINITY;
  const midnight = day.endsAt - dayMinutes * minuteMs;
  const edges = tides.flatMap((tide) => [tide.from, tide.to]).map((at) => midnight + at * minuteMs);
  const times = [from, ...edges.filter((at) => at > from).sort((a, b) => a - b)];
  const due = times.find((at) => !isAsTold(counter, tideAt(hall, counter.id, minuteAt(hall, at))));
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
  return (hall.configuration?.tideRules ?? []).flatMap((rule): HallEvent[] => {
    const told = command.forecasts.find(({ service }) => service === rule.service);
    if (told === undefined) return [];
    const counter = toTurn(hall, rule, told.minutes, taken);
    if (counter === undefined) return [];
    taken.add(counter.id);
    if (counter.tide !== null) return [turned(counter.id, null, { rule: 'plan' }, stamp)];
    const services = [...new Set([rule.service, ...servicesOf(hall, counter)])];
    const { service } = rule;
    const because: TideBecause = { rule: 'by-forecast', service, minutes: told.minutes };
    return [turned(counter.id, services, because, stamp)];
  });
}

function toTurn(
  hall: Hall,
  rule: Deep<TideRule>,
  minutes: number,
  taken: ReadonlySet<CounterId>,
): Deep<Counter> | undefined {
  const counters = rule.counters.flatMap((id) => hall.counters.get(id) ?? []);
  if (minutes > rule.openAbove) {
    return counters.find(
      (counter) => counter.status === 'open' && counter.tide === null && !taken.has(counter.id),
    );
  }
  if (minutes >= rule.closeBelow) return undefined;
  return counters.findLast(
    ({ tide }) => tide?.because.rule === 'by-forecast' && tide.because.service === rule.service,
  );
}

const followsTime = ({ tide }: Deep<Counter>): boolean =>
  tide === null || tide.because.rule === 'by-time';

function tideAt(hall: Hall, counter: CounterId, minute: number): Deep<Tide> | null {
  const weekday = hall.day === null ? 0 : weekdayOf(hall.day.date);
  const tides = hall.places.get(counter)?.tides ?? [];
  const now = tides.find(
    ({ from, to, weekdays }) =>
      from <= minute && minute < to && (weekdays?.includes(weekday) ?? true),
  );
  return now ?? null;
}

const isAsTold = ({ tide }: Deep<Counter>, wanted: Deep<Tide> | null): boolean =>
  (tide?.services.join() ?? null) === (wanted?.services.join() ?? null);

/** The minute of the local day, reckoned back from its midnight. */
const minuteAt = (hall: Hall, at: number): number =>
  dayMinutes - Math.ceil(((hall.day?.endsAt ?? at) - at) / minuteMs);

const turned = (
  counter: CounterId,
  services: ServiceId[] | null,
  because: TideBecause,
  stamp: Stamp,
): HallEvent => ({
  type: 'counter-services-changed',
  body: { by: byOf(stamp), counter, services, because },
});
