/**
 * A hub is killed and started again: how long until 1,000 screens show a state again, counted from
 * the moment the hub listens, and from the kill. The floor is a bare Socket.IO server that is killed
 * and started again in the same way and answers each hello with a state.
 */
import { connect } from 'node:net';
import { resolve } from 'node:path';
import type { StormActs } from './clients/storm.ts';
import type { FloorActs } from './floors/socket.ts';
import { Child } from './rig/child.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

const screens = 1_000;
const knockMs = 2;
const upMsMax = 30_000;

/** When somebody first listens at the port, epoch ms. */
async function listens(port: number): Promise<number> {
  const until = performance.now() + upMsMax;
  while (performance.now() < until) {
    const open = await new Promise<boolean>((answer) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => answer(true)).once('error', () => answer(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return performance.timeOrigin + performance.now();
    await new Promise((next) => setTimeout(next, knockMs));
  }
  throw new Error('nobody listens');
}

interface Server {
  readonly port: number;
  kill(): Promise<void>;
}

/** `start` on a port, 0 for any. */
async function stormed(start: (port: number) => Promise<Server>): Promise<Sample> {
  const first = await start(0);
  const clients = new Child<StormActs>('clients/storm.ts');
  await clients.ask('come', { url: `http://127.0.0.1:${first.port}`, count: screens });
  const back = clients.ask('allBack', undefined);
  const killedAt = performance.timeOrigin + performance.now();
  await first.kill();
  const starting = start(first.port);
  const listensAt = await listens(first.port);
  const times = await back;
  const second = await starting;
  await clients.end();
  await second.kill();
  const last = Math.max(...times);
  return {
    fromListening: last - listensAt,
    half: percentile(times, 0.5) - listensAt,
    fromKill: last - killedAt,
  };
}

export const storm: Bench = {
  name: 'storm',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      let run = 0;
      const hub = () => {
        const dataDir = copyOf(template, resolve(folder, `${++run}`));
        return stormed((port) => HubProcess.start({ dataDir, port }));
      };
      const floor = () => {
        const path = resolve(folder, `floor-${++run}.sqlite`);
        return stormed(async (port) => {
          const child = new Child<FloorActs>('floors/socket.ts');
          const url = await child.ask('serve', { path, state: {}, broadcast: false, port });
          return { port: Number(new URL(url).port), kill: () => child.kill() };
        });
      };
      const samples = await inTurns(context, { hub, floor });
      const both = (name: string) => ({
        unit: 'ms',
        runs: valuesOf(samples.hub, name),
        floor: valuesOf(samples.floor, name),
      });
      return [
        {
          name: `${screens} screens back after a kill, from listening`,
          ...both('fromListening'),
          gate: { rule: 'at-most', limit: 2_000 },
        },
        { name: 'half of them back, from listening', ...both('half') },
        { name: 'all of them back, from the kill', ...both('fromKill') },
      ];
    }),
};
