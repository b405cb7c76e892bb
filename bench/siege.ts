/**
 * From a clerk's press to fifty displays while 1,500 requests come drop by drop and 8,000 sockets say
 * nothing, each coming again when it is cut off: nearly as many connections as the hub takes at all.
 * The floor is the same hub left in peace.
 */
import { resolve } from 'node:path';
import type { ScreenActs } from './clients/screens.ts';
import type { SiegeActs } from './clients/siege.ts';
import { Child } from './rig/child.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, type Template, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

const besiegers = { slow: 1_500, silent: 8_000 } as const;
const displays = 50;
const calls = 120;
const warmCalls = 24;
const counters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
const megabyte = 1_048_576;

async function measured(template: Template, dataDir: string, besieged: boolean): Promise<Sample> {
  const hub = await HubProcess.start({ dataDir: copyOf(template, dataDir) });
  const { kiosks, clerks } = template.people;
  const clients = new Child<ScreenActs>('clients/screens.ts');
  await clients.ask('come', {
    ...{ url: hub.url, displays, kiosk: kiosks.k1 ?? '', service: 'general', crowd: 0 },
    clerks: Object.fromEntries(counters.map((id) => [id, clerks[id] ?? ''])),
  });
  const siege = new Child<SiegeActs>('clients/siege.ts');
  if (besieged) await siege.ask('begin', { port: hub.port, ...besiegers });
  await clients.ask('spaced', { calls: warmCalls });
  const { waits } = await clients.ask('spaced', { calls });
  const { open, cut } = await siege.ask('stands', undefined);
  const rss = hub.rssBytes() / megabyte;
  await siege.ask('end', undefined);
  for (const child of [siege, clients]) await child.end();
  await hub.end();
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), open, cut, rss };
}

export const siege: Bench = {
  name: 'siege',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      let run = 0;
      const side = (besieged: boolean) => () => {
        run += 1;
        return measured(template, resolve(folder, `${run}`), besieged);
      };
      const samples = await inTurns(context, { hub: side(true), floor: side(false) });
      const both = (name: string) => ({
        runs: valuesOf(samples.hub, name),
        floor: valuesOf(samples.floor, name),
      });
      const count = besiegers.slow + besiegers.silent;
      const what = `call -> ${displays} displays, besieged by ${count}`;
      return [
        { name: `${what}, p50`, unit: 'ms', ...both('p50') },
        {
          name: `${what}, p99`,
          unit: 'ms',
          ...both('p99'),
          gate: { rule: 'at-most', limit: 200 },
          note: 'the floor is the same hub left in peace',
        },
        {
          name: 'besiegers cut off meanwhile',
          unit: 'connections',
          runs: valuesOf(samples.hub, 'cut'),
          gate: { rule: 'at-least', limit: besiegers.slow },
        },
        { name: 'memory of the besieged hub', unit: 'MB', ...both('rss') },
      ];
    }),
};
