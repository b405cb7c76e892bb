/**
 * What a visitor feels: from the tap to the label, at a calm rate (25 numbers a second over 50 kiosks,
 * thirty times a full hall's), against bare Socket.IO with a durable row for every message.
 */
import { resolve } from 'node:path';
import type { KioskActs } from './clients/kiosks.ts';
import type { FloorActs } from './floors/socket.ts';
import { Child } from './rig/child.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { benchHall } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';
import { kioskCookies, onlyTickets } from './sockets.ts';

const kiosks = 50;
const perSecond = 25;
const warmMs = 3_000;
const ms = 16_000;
const services = benchHall().services.map(({ id }) => id);

export const takeNumber: Bench = {
  name: 'take-number',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      const cookies = kioskCookies(template, kiosks);
      let run = 0;
      const measured = async (url: string): Promise<Sample> => {
        const clients = new Child<KioskActs>('clients/kiosks.ts');
        await clients.ask('come', { urls: [url], cookies, services });
        await clients.ask('open', { ms: warmMs, perSecond });
        const took = await clients.ask('open', { ms, perSecond });
        onlyTickets(took);
        await clients.end();
        return { p50: percentile(took.waits, 0.5), p99: percentile(took.waits, 0.99) };
      };
      const hub = async () => {
        const dataDir = copyOf(template, resolve(folder, `${++run}`));
        const process = await HubProcess.start({ dataDir });
        const sample = await measured(process.url);
        await process.end();
        return sample;
      };
      const floor = async () => {
        const server = new Child<FloorActs>('floors/socket.ts');
        const path = resolve(folder, `floor-${++run}.sqlite`);
        const sample = await measured(
          await server.ask('serve', { path, state: {}, broadcast: false }),
        );
        await server.end();
        return sample;
      };
      const samples = await inTurns(context, { hub, floor });
      return ['p50', 'p99'].map((name) => ({
        name: `tap -> label, ${kiosks} kiosks, ${perSecond}/s, ${name}`,
        unit: 'ms',
        runs: valuesOf(samples.hub, name),
        floor: valuesOf(samples.floor, name),
      }));
    }),
};
