/**
 * Durable tickets over sockets: the real hub process, 50 enrolled kiosks in a process of their own.
 * Closed loop: how many a second, and how long each waits. Open loop: 2,000 a second are wanted at
 * set times, and each wait counts from the time that was set. The floor is bare Socket.IO with a
 * durable row for every message, asked by the same clients.
 */
import { resolve } from 'node:path';
import type { KioskActs, Took } from './clients/kiosks.ts';
import type { FloorActs } from './floors/socket.ts';
import { Child } from './rig/child.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { benchHall, kioskIds } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, type Template, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

const kiosks = 50;
const warmMs = 1_500;
const closedMs = 4_000;
const openMs = 6_000;
const openPerSecond = 2_000;

const services = benchHall().services.map(({ id }) => id);

/** 50 sockets on 24 kiosks: some kiosks have two or three. */
export function kioskCookies({ people }: Template, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => people.kiosks[kioskIds[index % kioskIds.length] ?? ''] ?? '',
  );
}

/** Fails the run when anything but tickets came back: a figure with refusals in it is none. */
export function onlyTickets({ refused }: Took): void {
  if (Object.keys(refused).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

async function measured(clients: Child<KioskActs>): Promise<Sample> {
  onlyTickets(await clients.ask('closed', { ms: warmMs }));
  const closed = await clients.ask('closed', { ms: closedMs });
  const open = await clients.ask('open', { ms: openMs, perSecond: openPerSecond });
  onlyTickets(closed);
  onlyTickets(open);
  return {
    perSecond: closed.perSecond,
    closedP99: percentile(closed.waits, 0.99),
    openP50: percentile(open.waits, 0.5),
    openP99: percentile(open.waits, 0.99),
  };
}

export const sockets: Bench = {
  name: 'sockets',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      const cookies = kioskCookies(template, kiosks);
      let run = 0;
      const withClients = async (url: string): Promise<Sample> => {
        const clients = new Child<KioskActs>('clients/kiosks.ts');
        await clients.ask('come', { urls: [url], cookies, services });
        const sample = await measured(clients);
        await clients.end();
        return sample;
      };
      const hub = async () => {
        const process = await HubProcess.start({
          dataDir: copyOf(template, resolve(folder, `${++run}`)),
        });
        const sample = await withClients(process.url);
        await process.end();
        return sample;
      };
      const floor = async () => {
        const child = new Child<FloorActs>('floors/socket.ts');
        const path = resolve(folder, `floor-${++run}.sqlite`);
        const url = await child.ask('serve', { path, state: {}, broadcast: false });
        const sample = await withClients(url);
        await child.end();
        return sample;
      };
      const samples = await inTurns(context, { hub, floor });
      const both = (name: string) => ({
        runs: valuesOf(samples.hub, name),
        floor: valuesOf(samples.floor, name),
      });
      return [
        {
          name: `${kiosks} kiosks, closed loop, durable tickets`,
          unit: '1/s',
          ...both('perSecond'),
          gate: { rule: 'at-least', limit: 5_000 },
        },
        {
          name: `${kiosks} kiosks, closed loop, p99`,
          unit: 'ms',
          ...both('closedP99'),
          gate: { rule: 'at-most', limit: 30 },
        },
        { name: `${openPerSecond}/s offered, open loop, p50`, unit: 'ms', ...both('openP50') },
        {
          name: `${openPerSecond}/s offered, open loop, p99`,
          unit: 'ms',
          ...both('openP99'),
          gate: { rule: 'at-most', limit: 25 },
          note: 'waits counted from the time that was set',
        },
      ];
    }),
};
