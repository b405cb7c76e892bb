/**
 * Where to go while a counter pauses: the open ones that serve what it serves, most of it first.
 */
import type { CounterPlace } from '../hall/configuration.ts';
import type { CounterId, ServiceId } from '../hall/ids.ts';
import type { DisplayView } from './display.ts';
import type { Names } from './names.ts';
import { turnedAt } from './turned.ts';

/** More than these nobody remembers. */
const insteadMax = 3;

/** In the hall's order; none where no open counter serves any of it. */
export function insteadOf(view: DisplayView, names: Names, counter: CounterId): CounterPlace[] {
  const all = names.services.map(({ id }) => id);
  const servedAt = ({ id, services }: CounterPlace): readonly ServiceId[] =>
    turnedAt(view, id, all) ?? services;
  const here = names.counters.find(({ id }) => id === counter);
  if (!here) return [];
  const wanted = new Set(servedAt(here));
  const open = new Set(view.counters.flatMap(({ id, paused }) => (paused ? [] : [id])));
  const others = names.counters
    .filter(({ id }) => id !== counter && open.has(id))
    .map((place) => ({ place, shared: servedAt(place).filter((one) => wanted.has(one)).length }));
  const able = others.filter(({ shared }) => shared > 0).sort((a, b) => b.shared - a.shared);
  const best = new Set(able.slice(0, insteadMax).map(({ place }) => place.id));
  return names.counters.filter(({ id }) => best.has(id));
}
