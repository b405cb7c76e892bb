/**
 * Measures two or more sides in turns, so that whatever else the machine is doing weighs on all of
 * them alike; every other round goes the other way about.
 */
import type { BenchContext, Sample } from './figures.ts';

export type Side = () => Promise<Sample>;

/** Every side once a round; each side's samples in the order of the rounds. */
export async function inTurns<Name extends string>(
  { rounds, say }: BenchContext,
  sides: Readonly<Record<Name, Side>>,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(sides) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Sample[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const sample = await sides[name]();
      samples[name].push(sample);
      say(`  round ${round + 1}/${rounds}  ${name.padEnd(12)} ${told(sample)}`);
    }
  }
  return samples;
}

const told = (sample: Sample): string =>
  Object.entries(sample)
    .map(([name, value]) => `${name} ${rounded(value)}`)
    .join('  ');

/** Three digits that say something, for a person's eye. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
