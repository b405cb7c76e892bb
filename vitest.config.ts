/**
 * Two projects: `unit` runs files side by side; `e2e` (real browsers, real processes, real servers)
 * runs three of them at a time on two cores, since each waits a good deal.
 */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Hundreds of processes load the same modules, hubs and their commands above all: every one but the
// first finds them compiled.
process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, '.cache/compiled');

const checking = resolve(import.meta.dirname, 'tests/checking.ts');

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [{ find: /^fast-check$/, replacement: checking }] },
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.e2e.test.ts', 'tests/hall/process/**'],
          // On two cores the usual is one.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 1 },
          include: ['tests/**/*.e2e.test.ts', 'tests/hall/process/**/*.test.ts'],
          globalSetup: 'tests/screens/before.ts',
          // Limits are for what never comes: on a busy machine what takes seconds may take minutes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 3,
          // What a real page shows may take its time on a busy machine.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
