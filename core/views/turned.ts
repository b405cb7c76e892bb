/**
 * Which services counters were turned to, as short as it can be said: a bit for each service of the
 * hall, in the order in which `Names` has them, five a letter, one word a counter. With 50 counters
 * turned to 20 services each their ids would be 15 kB; a hall screen is sent 4 (VIEW-3).
 */
import type { CounterId, ServiceId } from '../hall/ids.ts';

const bitsEach = 5;
const radix = 2 ** bitsEach;
/** The word of a counter that serves what its name says. */
const asConfigured = '-';

type Turned = readonly (readonly ServiceId[] | null)[];

/** One word a counter, null as configured; undefined when all are. `all`: the hall's services, in order. */
export function turnedTo(counters: Turned, all: readonly ServiceId[]): string | undefined {
  if (counters.every((services) => services === null)) return undefined;
  return counters.map((services) => (services ? wordOf(services, all) : asConfigured)).join(' ');
}

/** What a counter was turned to, in the hall's order; null: it serves what its name says. */
export function turnedAt(
  view: { readonly counters: readonly { readonly id: CounterId }[]; readonly turned?: string },
  counter: string,
  all: readonly ServiceId[],
): ServiceId[] | null {
  const word = view.turned?.split(' ')[view.counters.findIndex(({ id }) => id === counter)];
  if (word === undefined || word === asConfigured) return null;
  return all.filter((_, index) => {
    const letter = Number.parseInt(word.charAt(Math.floor(index / bitsEach)), radix) || 0;
    return Math.floor(letter / 2 ** (index % bitsEach)) % 2 === 1;
  });
}

function wordOf(services: readonly ServiceId[], all: readonly ServiceId[]): string {
  const there = new Set(services);
  const letters = Array.from({ length: Math.ceil(all.length / bitsEach) }, (_, at) => {
    const bits = all.slice(at * bitsEach, (at + 1) * bitsEach);
    return bits.reduce((sum, id, bit) => sum + (there.has(id) ? 2 ** bit : 0), 0).toString(radix);
  });
  return letters.join('');
}
