/**
 * An hour in real time at five times a hall's rush, on one hub process with its data on disk: fifty
 * counters, twenty kiosks, forty screens, phones, printers, strips, texts; lines that are cut, paper
 * that ends, a carrier that turns texts away. A line a minute tells how it goes; in the end the log,
 * the figures and the screens are held against one another, and memory and disk against their bounds.
 */
import { resolve } from 'node:path';
import { carrierAccount } from '../../fixtures/machines/example-places.ts';
import { Child } from '../rig/child.ts';
import { withFolder } from '../rig/folders.ts';
import { HubProcess } from '../rig/hub.ts';
import { copyOf, theTemplate } from '../rig/people.ts';
import type { CrowdActs } from './hour/crowd.ts';
import type { Scene } from './hour/end.ts';
import { faultsOf } from './hour/faults.ts';
import * as ours from './hour/hall.ts';
import type { MachineActs } from './hour/machines.ts';
import { filesOf, freePort } from './hour/meter.ts';
import { askReport, headOfLines, lineOf, type Minute, minuteOf } from './hour/minute.ts';

export const usage = 'npm run soak -- hour [--minutes=60] [--perMinute=250] [--deafAfter=0]';

const minuteMs = 60_000;
const displays = 40;
/** Who waits from the beginning on: calls come as fast as numbers, so that about as many wait all along. */
const crowd = 200;
/** How often garbage is collected on purpose: seldom enough to leave the hub its own way with memory. */
const collectEvery = 5;

interface Words {
  readonly minutes: number;
  readonly perMinute: number;
  readonly deafAfter: number;
}

/** Null: not understood. */
function wordsOf(words: readonly string[]): Words | null {
  const wish = { minutes: 60, perMinute: 250, deafAfter: 0 };
  for (const word of words) {
    const [, name, value] = /^--(minutes|perMinute|deafAfter)=(\d{1,4})$/.exec(word) ?? [];
    if (name === undefined) return null;
    wish[name as keyof typeof wish] = Number(value);
  }
  return wish.minutes > 0 && wish.perMinute > 0 ? wish : null;
}

async function opened(folder: string, { deafAfter }: Words): Promise<Scene> {
  const { folder: people, people: known } = await theTemplate();
  const dataDir = copyOf({ folder: people, people: known }, resolve(folder, 'data'));
  const crew = await ours.crewOf(dataDir, known);
  const machines = new Child<MachineActs>('soak/hour/machines.ts');
  const line = resolve(folder, 'strips');
  const at = await machines.ask('start', {
    ...{ printers: ours.printerKiosks.length, stations: ours.stripCounters.map(Number), line },
  });
  const carrier =
    `cmpp://127.0.0.1:${at.gateway}?version=2.0&account=${carrierAccount.account}` +
    `&from=10690001&secret=${ours.carrierSecretFile}`;
  ours.keepSecret(dataDir, carrierAccount.secret);
  const printers = ours.printerKiosks.map((kiosk, nth) => [kiosk, at.printers[nth] ?? 0]);
  const places = { printers: Object.fromEntries(printers), strips: line, carrier };
  const inspector = await freePort();
  const hub = await HubProcess.start({
    dataDir,
    rules: { noShowAfterSeconds: 0 },
    more: ours.hallParts(places),
    node: [`--inspect=127.0.0.1:${inspector}`, '--inspect-publish-uid=http'],
  });
  const people50 = new Child<CrowdActs>('soak/hour/crowd.ts');
  const { kiosksUsed: kiosks, services } = ours;
  await people50.ask('come', { url: hub.url, crew, kiosks, services, displays, deafAfter });
  await people50.ask('fill', { waiting: crowd });
  return { folder, dataDir, crew, hub, machines, crowd: people50, inspector };
}

async function hourIn(folder: string, wish: Words): Promise<number> {
  const scene = await opened(folder, wish);
  const files = filesOf(scene.dataDir);
  const minutes: Minute[] = [await minuteOf(scene, 0, null, true)];
  for (const line of headOfLines) console.log(line);
  const { crowd: people, machines } = scene;
  const wrong: string[] = [];
  for (let nth = 1; nth <= wish.minutes; nth += 1) {
    // What goes wrong beside the hall's own business is told in the end; the hour is played out.
    const note = (error: unknown) => void wrong.push(`in minute ${nth}: ${String(error)}`);
    const beside = [faultsOf(nth, scene), nth % 2 === 0 ? askReport(scene, nth) : null];
    const asides = Promise.all(beside.map((one) => Promise.resolve(one).catch(note)));
    const told = await people.ask('live', { ms: minuteMs, perMinute: wish.perMinute });
    await asides;
    await machines.ask('forget', undefined);
    const collects = wish.minutes < 2 * collectEvery || nth % collectEvery === 0;
    const minute = await minuteOf(scene, nth, told, collects);
    minutes.push(minute);
    console.log(lineOf(minute));
  }
  const { endOf } = await import('./hour/end.ts');
  const { faults: found, told } = await endOf(scene, { minutes, files });
  const faults = [...wrong, ...found];
  for (const line of told) console.log(line);
  for (const fault of faults) console.log(`WRONG  ${fault}`);
  console.log(faults.length === 0 ? 'a good hour' : `${faults.length} things were wrong`);
  return faults.length === 0 ? 0 : 1;
}

/** Plays the hour; 0: nothing was wrong, 1: something was, 2: the words were not understood. */
export async function soak(words: readonly string[]): Promise<number> {
  const wish = wordsOf(words);
  if (wish === null) {
    console.error(usage);
    return 2;
  }
  return withFolder((folder) => hourIn(folder, wish));
}
