/** The log in memory keeps the contract, and its store outlives it. */
import { expect, it } from 'vitest';
import { memoryLog, memoryStore } from '../../log/memory.ts';
import { logContract } from './contract.ts';
import { HALL, put } from './drafts.ts';

logContract('memory', async () => {
  const store = memoryStore();
  return { open: async () => memoryLog(store), look: () => {}, remove: async () => {} };
});

it('logs without a store in common have nothing in common', async () => {
  const [one, two] = [memoryLog(), memoryLog()];
  await put(one, HALL, 'k1:1');
  expect(await two.head(HALL)).toBe(0);
});

it('a log that is never closed leaves its rows in the store, as after a crash', async () => {
  const store = memoryStore();
  const rows = await put(memoryLog(store), HALL, 'k1:1', 'k1:2');
  expect(await memoryLog(store).read(HALL, 0)).toEqual(rows);
});
