/**
 * A simulation can pass by being blind. Here the hub is broken on purpose, one breakage after the
 * other, and the simulated hall has to find each, by the invariant that is meant for it.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foundAt } from './found.ts';
import { type Sabotage, sabotages } from './list.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Days played at most until the breakage must have been found. */
const daysMax = 120;
/** Children at once; the machine has other things to do. */
const atOnce = 2;

interface Found {
  readonly seed: number;
  readonly invariant: string;
  readonly what: string;
}

function play({ name }: Sabotage): Promise<Found | string> {
  const lately = foundAt[name];
  const begin = lately === undefined ? [] : ['--try', String(lately)];
  const days = [...begin, '--to', String(daysMax), '--first', '--json'];
  const words = ['--import', './tests/hall/sabotage/hook.ts', 'tests/hall/play.ts', ...days];
  // The same modules are loaded by every child but for the broken one.
  const NODE_COMPILE_CACHE = resolve(root, '.cache/sabotage');
  const env = { ...process.env, NODE_COMPILE_CACHE, JINGHAO_SABOTAGE: name };
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd: root, env }, (_error, out, err) => {
      const line = out.split('\n').find((text) => text.startsWith('{'));
      done(line ? (JSON.parse(line) as Found) : `nothing was found in ${daysMax} days ${err}`);
    });
  });
}

test('there are sabotages, each of another name', () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length);
  expect(sabotages.length).toBeGreaterThanOrEqual(15);
});

/** The seeds of this run, kept where `found.ts` can be made from them. */
const seeds: Record<string, number> = {};
afterAll(() => {
  mkdirSync(resolve(root, '.cache'), { recursive: true });
  writeFileSync(resolve(root, '.cache/sabotage-seeds.json'), JSON.stringify(seeds));
});

/** At most `atOnce` run; the others wait their turn. */
const turns = Array.from({ length: atOnce }, () => Promise.resolve());
let next = 0;

for (const sabotage of sabotages) {
  test.concurrent(`${sabotage.name}: ${sabotage.story}`, { timeout: 300_000 }, async () => {
    const turn = next % atOnce;
    next += 1;
    const playing = (turns[turn] ?? Promise.resolve()).then(() => play(sabotage));
    turns[turn] = playing.then(() => {});
    const found = await playing;
    expect(found, String(found)).toHaveProperty('invariant');
    expect(sabotage.foundBy).toContain((found as Found).invariant);
    seeds[sabotage.name] = (found as Found).seed;
  });
}
