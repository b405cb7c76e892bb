/**
 * What the hub holds in memory in the evening: 60 s after a day of 5,000 tickets, each from the kiosk
 * to its end, with 50 peers still there. The floor is a bare Socket.IO server with 50 peers.
 */
import { resolve } from 'node:path';
import type { DayActs } from './clients/day.ts';
import type { KioskActs } from './clients/kiosks.ts';
import type { FloorActs } from './floors/socket.ts';
import { Child } from './rig/child.ts';
import { type Bench, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { benchHall } from './rig/hall.ts';
import { HubProcess, rssBytesOf } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';
import { kioskCookies } from './sockets.ts';

const tickets = 5_000;
const quietMs = 60_000;
const displays = 2;
const megabyte = 1_000_000;

const services = benchHall().services.map(({ id }) => id);
const quiet = () => new Promise((next) => setTimeout(next, quietMs));

export const memory: Bench = {
  name: 'memory',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      let run = 0;
      const hub = async () => {
        const dataDir = copyOf(template, resolve(folder, `${++run}`));
        const process = await HubProcess.start({ dataDir, rules: { noShowAfterSeconds: 0 } });
        const early = process.rssBytes() / megabyte;
        const peers = new Child<DayActs>('clients/day.ts');
        await peers.ask('come', { url: process.url, ...template.people, displays, services });
        await peers.ask('live', { tickets });
        const busy = process.rssBytes() / megabyte;
        await quiet();
        const evening = process.rssBytes() / megabyte;
        await peers.end();
        await process.end();
        return { evening, busy, early };
      };
      const floor = async () => {
        const server = new Child<FloorActs>('floors/socket.ts');
        const path = resolve(folder, `floor-${++run}.sqlite`);
        const url = await server.ask('serve', { path, state: {}, broadcast: false });
        const peers = new Child<KioskActs>('clients/kiosks.ts');
        const cookies = kioskCookies(template, 50);
        await peers.ask('come', { urls: [url], cookies, services });
        await peers.ask('open', { ms: 5_000, perSecond: tickets / 5 });
        await quiet();
        const evening = rssBytesOf(server.pid) / megabyte;
        await peers.end();
        await server.end();
        return { evening };
      };
      const samples = await inTurns(context, { hub, floor });
      return [
        {
          name: `hub's memory 60 s after a day of ${tickets} tickets, 50 peers`,
          unit: 'MB',
          runs: valuesOf(samples.hub, 'evening'),
          floor: valuesOf(samples.floor, 'evening'),
          gate: { rule: 'at-most', limit: 150 },
          note: 'resident set (VmRSS)',
        },
        { name: "hub's memory when it listens", unit: 'MB', runs: valuesOf(samples.hub, 'early') },
        { name: "hub's memory as the day ends", unit: 'MB', runs: valuesOf(samples.hub, 'busy') },
      ];
    }),
};
