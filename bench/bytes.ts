/**
 * What a display is sent when the day is long: bytes on the wire for one call, and the size of the
 * whole view, at ticket 3,000 with 200 waiting and every counter busy. The floor is the view's own
 * facts written as short as JSON can be: the calls, counts and labels alone.
 */
import { resolve } from 'node:path';
import type { DayActs } from './clients/day.ts';
import { Child } from './rig/child.ts';
import { type Bench, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { benchHall } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

const tickets = 3_000;
const waiting = 200;
const calls = 24;
const services = benchHall().services.map(({ id }) => id);

export const bytes: Bench = {
  name: 'bytes',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      let run = 0;
      const samples = await inTurns(context, {
        hub: async () => {
          const dataDir = copyOf(template, resolve(folder, `${++run}`));
          const hub = await HubProcess.start({ dataDir, rules: { noShowAfterSeconds: 0 } });
          const peers = new Child<DayActs>('clients/day.ts');
          await peers.ask('come', { url: hub.url, ...template.people, displays: 1, services });
          await peers.ask('live', { tickets: tickets - waiting });
          await peers.ask('fill', { waiting });
          const { perCall, view, shortest } = await peers.ask('calls', { calls });
          await peers.end();
          await hub.end();
          return { perCall, view, shortest };
        },
      });
      return [
        {
          name: `bytes to a display for one call, at ticket ${tickets}`,
          unit: 'B',
          runs: valuesOf(samples.hub, 'perCall'),
          floor: valuesOf(samples.hub, 'shortest'),
          note: 'floor: the same facts without names of fields',
        },
        {
          name: `view of a display, at ticket ${tickets}`,
          unit: 'B',
          runs: valuesOf(samples.hub, 'view'),
          gate: { rule: 'at-most', limit: 4_000 },
        },
      ];
    }),
};
