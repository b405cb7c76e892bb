/**
 * From a clerk's press to the displays: 1, 50 and 1,000 of them, the real hub, against bare Socket.IO
 * that writes one durable row and broadcasts a state of the same size. Every call counts at every
 * display; calls are spaced so that each goes out at once (clients/screens.ts).
 */
import { resolve } from 'node:path';
import type { ScreenActs } from './clients/screens.ts';
import type { FloorActs } from './floors/socket.ts';
import { Child } from './rig/child.ts';
import {
  type Bench,
  type BenchContext,
  type Figure,
  percentile,
  type Sample,
  valuesOf,
} from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, type Template, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

/** Displays, and how often is called a run. */
const sizes = [
  { displays: 1, calls: 240 },
  { displays: 50, calls: 120 },
  { displays: 1_000, calls: 72 },
] as const;
/** While so many wait, every call is followed by a new forecast of them all. */
const crowd = { displays: 50, calls: 240, crowd: 300 } as const;
const warmCalls = 24;
const bursts = 10;
const counters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

type Clients = Child<ScreenActs>;

interface Size {
  readonly displays: number;
  readonly calls: number;
  readonly crowd?: number;
}

async function measured(
  clients: Clients,
  calls: number,
): Promise<{ sample: Sample; state: object }> {
  await clients.ask('spaced', { calls: warmCalls });
  const { waits, state } = await clients.ask('spaced', { calls });
  return { sample: { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) }, state };
}

class Scene {
  readonly #folder: string;
  readonly #template: Template;
  readonly #displays: number;
  readonly #calls: number;
  readonly #crowd: number;
  #state: object = {};
  #run = 0;

  constructor(folder: string, template: Template, size: Size) {
    this.#crowd = size.crowd ?? 0;
    this.#folder = folder;
    this.#template = template;
    this.#displays = size.displays;
    this.#calls = size.calls;
  }

  async #clients(url: string): Promise<Clients> {
    const { kiosks, clerks } = this.#template.people;
    const clients = new Child<ScreenActs>('clients/screens.ts');
    await clients.ask('come', {
      url,
      displays: this.#displays,
      kiosk: kiosks.k1 ?? '',
      clerks: Object.fromEntries(counters.map((id) => [id, clerks[id] ?? ''])),
      service: 'general',
      crowd: this.#crowd,
    });
    return clients;
  }

  async hub(): Promise<Sample> {
    const dataDir = copyOf(this.#template, this.#path());
    const hub = await HubProcess.start({ dataDir });
    const clients = await this.#clients(hub.url);
    const { state, sample } = await measured(clients, this.#calls);
    this.#state = state;
    const burst = await clients.ask('burst', { times: bursts });
    await clients.end();
    await hub.end();
    return { ...sample, burst: percentile(burst, 0.99) };
  }

  /** After the hub in the first round, whose state it sends on. */
  async floor(): Promise<Sample> {
    const server = new Child<FloorActs>('floors/socket.ts');
    const path = `${this.#path()}.sqlite`;
    const url = await server.ask('serve', { path, state: this.#state, broadcast: true });
    const clients = await this.#clients(url);
    const { sample } = await measured(clients, this.#calls);
    await clients.end();
    await server.end();
    return sample;
  }

  #path(): string {
    return resolve(this.#folder, `${this.#displays}-${++this.#run}`);
  }
}

async function atSize(
  context: BenchContext,
  folder: string,
  size: (typeof sizes)[number],
): Promise<Figure[]> {
  const scene = new Scene(folder, await theTemplate(), size);
  context.say(`  ${size.displays} displays`);
  const samples = await inTurns(context, { hub: () => scene.hub(), floor: () => scene.floor() });
  const both = (name: string) => ({
    runs: valuesOf(samples.hub, name),
    floor: valuesOf(samples.floor, name),
  });
  const what = `call -> ${size.displays} display${size.displays === 1 ? '' : 's'}`;
  return [
    { name: `${what}, p50`, unit: 'ms', ...both('p50') },
    {
      name: `${what}, p99`,
      unit: 'ms',
      ...both('p99'),
      gate:
        size.displays === 1
          ? { rule: 'at-most', limit: 15 }
          : { rule: 'times-floor-at-most', limit: 1.5 },
      note: `${size.calls} calls a run, at least 155 ms apart`,
    },
    {
      name: `${what}, ${counters.length} calls in one moment, p99`,
      unit: 'ms',
      runs: valuesOf(samples.hub, 'burst'),
      note: 'what comes within 100 ms of a change goes together',
    },
  ];
}

/** The same hub with a crowd that waits and without: what the forecast adds to a call. */
async function inCrowd(context: BenchContext, folder: string): Promise<Figure[]> {
  const template = await theTemplate();
  const scene = (size: Size, name: string) => new Scene(resolve(folder, name), template, size);
  const many = scene(crowd, 'crowd');
  const few = scene({ ...crowd, crowd: 0 }, 'few');
  const samples = await inTurns(context, { hub: () => many.hub(), floor: () => few.hub() });
  return (['p50', 'p99'] as const).map((name) => ({
    name: `call -> ${crowd.displays} displays while ${crowd.crowd} wait, ${name}`,
    unit: 'ms',
    runs: valuesOf(samples.hub, name),
    floor: valuesOf(samples.floor, name),
    note: 'the floor is the same hub with nobody waiting',
  }));
}

export const callForecast: Bench = {
  name: 'call-forecast',
  run: (context) => withFolder((folder) => inCrowd(context, folder)),
};

export const callDisplay: Bench = {
  name: 'call-display',
  run: (context) =>
    withFolder(async (folder) => {
      const figures: Figure[] = [];
      for (const size of sizes) figures.push(...(await atSize(context, folder, size)));
      return figures;
    }),
};
