/**
 * All parsers of devices against rubbish, many more inputs than the suite has time for: part of
 * `npm run night`, and by hand `node tests/drivers/fuzz.ts --count 1000000 --seed 1`. Ends with 1
 * when one went wrong, and says with which seed.
 */
import { parseArgs } from 'node:util';
import { fuzzFrames } from './ff68/fuzz.ts';
import { fuzzOnbon } from './onbon/fuzz.ts';
import { fuzzSam } from './sam/fuzz.ts';
import { fuzzCodes } from './scanner/fuzz.ts';

/** Each plays `count` inputs from `seed` on and tells what went wrong first, or null. */
const fuzzers: Readonly<Record<string, (count: number, seed: number) => string | null>> = {
  'keypads and pads': fuzzFrames,
  scanners: fuzzCodes,
  strips: fuzzOnbon,
  'card readers': (count, seed) => {
    fuzzSam(count, seed);
    return null;
  },
};

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});

/** What a parser did wrong; one that throws did so too. */
function wrongOf(play: () => string | null): string | null {
  try {
    return play();
  } catch (error) {
    return String(error);
  }
}

for (const [name, fuzz] of Object.entries(fuzzers)) {
  const begins = performance.now();
  const wrong = wrongOf(() => fuzz(Number(values.count), Number(values.seed)));
  const seconds = ((performance.now() - begins) / 1_000).toFixed(1);
  console.log(`${name}: ${values.count} inputs in ${seconds} s, ${wrong ?? 'none wrong'}`);
  if (wrong !== null) process.exitCode = 1;
}
