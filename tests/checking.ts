/**
 * fast-check as the tests get it (vitest.config.ts puts this in its place): with one seed, so that a run of
 * the tests says something about the code and not about the dice. `CHECK_SEED=<number>` tries another one,
 * `CHECK_SEED=any` one that nobody has tried.
 */
import { configureGlobal } from '../node_modules/fast-check/lib/fast-check.js';

export * from '../node_modules/fast-check/lib/fast-check.js';
export { default } from '../node_modules/fast-check/lib/fast-check.js';

const seed = process.env.CHECK_SEED ?? '20261122';
if (seed !== 'any') configureGlobal({ seed: Number(seed) });
