/** The fuzz of every build; `node tests/drivers/escpos/fuzz.ts 1000000` is the night's. */
import { expect, test } from 'vitest';
import { fuzzMachine, fuzzReplies } from './fuzz.ts';

test('50,000 answers of rubbish are read without a throw, a leak or a lost good answer', () => {
  expect(fuzzReplies(50_000)).toBeNull();
});

test('50,000 happenings: every job ends once, nothing grows, and it recovers', () => {
  expect(fuzzMachine(50_000)).toBeNull();
});
