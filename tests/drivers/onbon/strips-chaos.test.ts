/**
 * Whatever strips and their line do, in any order: when all is well again each shows the latest wish,
 * and nothing that is no right frame ever went out.
 */
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constantFrom,
  nat,
  oneof,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { goodStrip, type StripCondition } from '../../../fixtures/machines/strip-engine.ts';
import { face, type StripBench, stripBench } from './strip-bench.ts';

type Deed =
  | { readonly kind: 'show'; readonly strip: number; readonly number: number | null }
  | { readonly kind: 'fault'; readonly strip: number; readonly fault: Partial<StripCondition> }
  | { readonly kind: 'power-cycle'; readonly strip: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'pull' | 'plug' };

const count = 3;
const strip = nat(count - 1);
const of = <T>(kind: T) => constantFrom(kind);
const faults: readonly Partial<StripCondition>[] = [
  { powered: false },
  { powered: true },
  { silent: true },
  { answers: 'noise' },
  { answers: 'half' },
  { answers: 'wrong-sum' },
  { answers: 'late' },
  { slowMs: 390 },
  { slowMs: 500 },
  { refuses: 3 },
  goodStrip,
];
const deed: Arbitrary<Deed> = oneof(
  record({ kind: of('show' as const), strip, number: oneof(nat(999), of(null)) }),
  record({ kind: of('fault' as const), strip, fault: constantFrom(...faults) }),
  record({ kind: of('power-cycle' as const), strip }),
  record({ kind: of('pass' as const), ms: nat(3_000) }),
  record({ kind: constantFrom('pull' as const, 'plug' as const) }),
);

async function play(bench: StripBench, wanted: (string | null)[], deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'show': {
      const text = deed.number === null ? null : `A${deed.number}`;
      wanted[deed.strip] = text;
      bench.strips[deed.strip]?.show(text === null ? null : face(text));
      break;
    }
    case 'fault':
      bench.engine.set(deed.fault, deed.strip + 1);
      break;
    case 'power-cycle':
      bench.engine.powerCycle(deed.strip + 1);
      break;
    case 'pass':
      await bench.pass(deed.ms);
      break;
    case 'pull':
      bench.pull();
      break;
    case 'plug':
      bench.plug();
      break;
  }
}

test('when all is well again, every strip shows the latest wish', async () => {
  await assert(
    asyncProperty(array(deed, { maxLength: 30 }), async (deeds) => {
      const bench = await stripBench({}, count);
      const wanted: (string | null)[] = Array.from({ length: count }, () => null);
      for (const one of deeds) await play(bench, wanted, one);
      bench.engine.set(goodStrip);
      bench.plug();
      // The longest wait between attempts, and a refresh for what nobody could notice.
      await bench.pass(80_000);
      expect(bench.engine.faces().map(({ text }) => text)).toEqual(wanted);
      expect(bench.strips.map((one) => one.health().state)).toEqual(wanted.map(() => 'ready'));
      expect(bench.engine.faults).toEqual([]);
      for (const one of bench.strips) await one.close();
    }),
    { numRuns: 60 },
  );
});
