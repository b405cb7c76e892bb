/**
 * Labels: prefix and a number of the day. SPEC: NUM-1 to NUM-7.
 */
import type { Configuration } from './configuration.ts';
import { type Label, label } from './ids.ts';
import type { Hall } from './state.ts';

/** Four digits are the most that slips and screens show. */
const numberMax = 9999;

export const formatLabel = (prefix: string, number: number): Label =>
  label(prefix + String(number).padStart(3, '0'));

/** The number in a label, whatever its prefix. */
export const numberIn = (text: Label): number => Number(/\d+$/.exec(text)?.[0] ?? 0);

/** The prefix of a label. */
export const prefixIn = (text: Label): string => text.replace(/\d+$/, '');

/** The next number of the prefix and its label, passing over labels that crossed midnight; null after 9999. */
export function nextLabel(hall: Hall, prefix: string): Label | null {
  let number = (hall.numbers.get(prefix) ?? 0) + 1;
  while (hall.crossedLabels.has(formatLabel(prefix, number))) number += 1;
  return number > numberMax ? null : formatLabel(prefix, number);
}

/** The last number of every prefix as if so many more had been given than `given` says of the day. */
export function passedOver(
  { services }: Pick<Configuration, 'services'>,
  given: ReadonlyMap<string, number>,
  count: number,
): { prefix: string; last: number }[] {
  const prefixes = new Set([...services.map(({ prefix }) => prefix), ...given.keys()]);
  return [...prefixes].map((prefix) => ({
    prefix,
    last: Math.min(numberMax, (given.get(prefix) ?? 0) + count),
  }));
}

/**
 * Prefixes that would meet the labels of a kiosk that numbers by itself while the hub is away
 * (prefix + the kiosk's letter + 3 digits); empty when the configuration is sound (NUM-1).
 */
export function clashingPrefixes(
  configuration: Pick<Configuration, 'services' | 'kiosks'>,
): string[] {
  const prefixes = new Set(configuration.services.map((service) => service.prefix));
  const away = new Set(
    [...prefixes].flatMap((prefix) => configuration.kiosks.map((kiosk) => prefix + kiosk.letter)),
  );
  return [...prefixes].filter((prefix) => away.has(prefix));
}
