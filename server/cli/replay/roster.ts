/**
 * Which windows are staffed when a day is played with more or fewer of them than it had.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { CounterId, ServiceId } from '../../../core/hall/ids.ts';
import { SettingsError } from '../../settings.ts';
import type { Order, Recorded } from './record.ts';

/** How many windows were staffed at some time of the day. */
export const windowsIn = (recorded: Recorded): number => staffedMs(recorded).size;

/**
 * Orders for so many windows: those that were staffed longest, as they were, every errand served by one
 * as long as it can be; then further ones in the hall's order, from the first opening to the end. Throws `SettingsError` when the hall has not so many.
 */
export function ordersFor(
  recorded: Recorded,
  { counters }: Configuration,
  windows: number,
): Order[] {
  if (windows > counters.length) {
    throw new SettingsError(`--counters: the hall has ${counters.length}`);
  }
  const staffed = staffedMs(recorded);
  const known = counters.map(({ id }) => id);
  const longest = known
    .filter((id) => staffed.has(id))
    .sort((a, b) => (staffed.get(b) ?? 0) - (staffed.get(a) ?? 0));
  const further = known
    .filter((id) => !staffed.has(id))
    .slice(0, Math.max(0, windows - longest.length));
  const chosen = new Set([...fewer(recorded, counters, longest, windows), ...further]);
  const { opening, orders } = recorded;
  const first = orders.find(({ act }) => act.type === 'sign-in')?.at ?? opening.at;
  const open = opening.body.crossing.counters.filter(({ status }) => status !== 'closed');
  return [
    ...open
      .filter(({ id }) => !chosen.has(id))
      .map(({ id }): Order => ({ at: opening.at, counter: id, act: { type: 'sign-out' } })),
    ...further.map((counter): Order => ({ at: first, counter, act: { type: 'sign-in' } })),
    ...orders.filter(({ counter }) => chosen.has(counter)),
  ];
}

/** Leaves out the least staffed, but no window that alone serves what people came for, while others can go. */
function fewer(
  { visits }: Recorded,
  counters: Configuration['counters'],
  longest: readonly CounterId[],
  windows: number,
): CounterId[] {
  const wanted = new Set(
    [...visits.values()].flatMap(({ legs }) => legs.map((leg) => leg.service)),
  );
  const serves = (id: CounterId, service: ServiceId): boolean => {
    const place = counters.find((one) => one.id === id);
    return place?.services.includes(service) || place?.helps.includes(service) || false;
  };
  const kept = [...longest];
  while (kept.length > windows) {
    const free = kept.findLast((id) =>
      [...wanted].every(
        (service) =>
          !serves(id, service) || kept.some((other) => other !== id && serves(other, service)),
      ),
    );
    kept.splice(free === undefined ? kept.length - 1 : kept.indexOf(free), 1);
  }
  return kept;
}

/** For how long each window was staffed. */
function staffedMs({ opening, orders, endsAt }: Recorded): Map<CounterId, number> {
  const since = new Map<CounterId, number>();
  const all = new Map<CounterId, number>();
  for (const { id, status } of opening.body.crossing.counters) {
    if (status !== 'closed') since.set(id, opening.at);
  }
  const leaves = (counter: CounterId, at: number) => {
    const from = since.get(counter);
    if (from === undefined) return;
    all.set(counter, (all.get(counter) ?? 0) + at - from);
    since.delete(counter);
  };
  for (const { at, counter, act } of orders) {
    if (act.type === 'sign-in' && !since.has(counter)) since.set(counter, at);
    if (act.type === 'sign-out') leaves(counter, at);
  }
  for (const counter of [...since.keys()]) leaves(counter, endsAt);
  return all;
}
