/**
 * A restart in the middle of a long day: 40,000 events from the log to a state that the keeper
 * answers from, in a process of its own each time, against reading and parsing the same rows and
 * nothing else. Beside it, the whole hub from its start until it listens, with that day and without.
 */
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { Child } from './rig/child.ts';
import { type Bench, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';
import type { DayLogActs } from './subjects/day-log.ts';

const events = 40_000;

export const replay: Bench = {
  name: 'replay',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      const path = resolve(folder, 'day.sqlite');
      const inChild = async <T>(work: (child: Child<DayLogActs>) => Promise<T>): Promise<T> => {
        const child = new Child<DayLogActs>('subjects/day-log.ts');
        const done = await work(child);
        await child.end();
        return done;
      };
      const made = await inChild((child) => child.ask('make', { path, events }));
      context.say(`  a day of ${made} events`);
      let run = 0;
      const listening = async (log: string | null): Promise<number> => {
        const dataDir = copyOf(template, resolve(folder, `${++run}`));
        if (log !== null) cpSync(log, resolve(dataDir, 'log.sqlite'));
        const hub = await HubProcess.start({ dataDir });
        await hub.end();
        return hub.startMs;
      };
      const samples = await inTurns(context, {
        keeper: async () => ({ ms: await inChild((child) => child.ask('ready', { path })) }),
        floor: async () => ({ ms: await inChild((child) => child.ask('bare', { path })) }),
        hub: async () => ({ long: await listening(path), empty: await listening(null) }),
      });
      return [
        {
          name: `keeper ready on ${made} events`,
          unit: 'ms',
          runs: valuesOf(samples.keeper, 'ms'),
          floor: valuesOf(samples.floor, 'ms'),
          gate: { rule: 'at-most', limit: 500 },
        },
        {
          name: 'hub listens, with that day',
          unit: 'ms',
          runs: valuesOf(samples.hub, 'long'),
          note: 'from the start of its process',
        },
        { name: 'hub listens, without', unit: 'ms', runs: valuesOf(samples.hub, 'empty') },
      ];
    }),
};
