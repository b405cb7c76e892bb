/**
 * What stands on the page of texts: every text is counted once, and costs are exact.
 */
import { expect, test } from 'vitest';
import { concernOf, rowsOf, yuan } from '../../console/texts/summing.ts';

const states = [
  ...['queued', 'sending', 'accepted', 'delivered', 'undelivered'],
  ...['refused', 'failed', 'unknown', 'expired'],
];

test('each text stands in one column, whatever its state, and each kind in one row, in order', () => {
  const counts = states.map((state, index) => ({
    ...{ kind: 'called', state, count: 10 ** index, parts: 1, cost: 450 },
  }));
  const [taken, called, other] = rowsOf([
    ...counts,
    { kind: 'new-kind', state: 'accepted', count: 1, parts: 1, cost: 0 },
    { kind: 'taken', state: 'delivered', count: 2, parts: 2, cost: 900 },
  ]);
  expect(called).toEqual({
    ...{ kind: 'called', waiting: 11, accepted: 100, delivered: 1_000, failed: 11_110_000 },
    ...{ expired: 100_000_000, cost: 9 * 450 },
  });
  expect([taken?.kind, other?.kind]).toEqual(['taken', 'new-kind']);
});

test.each([
  [0, '0.00'],
  [450, '0.0450'],
  [900, '0.09'],
  [12_345_600, '1234.56'],
])('%i ten-thousandths are %s yuan', (cost, said) => {
  expect(yuan(cost)).toBe(said);
});

test('only what answers is well, and what was never asked is neither', () => {
  expect(['ready', 'unknown', 'silent', 'error'].map((state) => concernOf({ state }))).toEqual([
    ...['well', 'unknown', 'ill', 'ill'],
  ]);
});
