/**
 * From a clerk's press to the carrier: the real hub with a CMPP gateway, until the gateway has the text,
 * against the driver alone that hands the same text to the same gateway and waits for its answer. A text
 * is to be with the gateway within two seconds of the call.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openTexter } from '../drivers/open-texter.ts';
import { carrierAccount } from '../fixtures/machines/example-places.ts';
import { PretendGateway } from '../fixtures/machines/gateway.ts';
import { machineClock } from '../server/hall/clock.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { HubProcess } from './rig/hub.ts';
import { Peer } from './rig/peer.ts';
import { copyOf, type Template, theTemplate } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';

const calls = 100;
const warmCalls = 10;
const counter = '1';
const service = 'general';
/** Between two calls, so that none waits for another. */
const gapMs = 60;
const arrivalMsMax = 20_000;
const withinMs = 2_000;
const secretFile = 'carrier.secret';
const { account, secret } = carrierAccount;

const addressOf = ({ port }: PretendGateway): string =>
  `cmpp://127.0.0.1:${port}?version=2.0&account=${account}&from=10690001&secret=${secretFile}`;

/** Runs `work` with a gateway that reports every text as delivered. */
async function withGateway<T>(work: (gateway: PretendGateway) => Promise<T>): Promise<T> {
  const gateway = new PretendGateway({ speaks: 'cmpp-2.0', account, secret });
  gateway.be({ reports: 'DELIVRD' });
  await gateway.start();
  try {
    return await work(gateway);
  } finally {
    await gateway.stop();
  }
}

/** Resolves when it is so; rejects when it takes too long. */
function becomes(gateway: PretendGateway, isSo: () => boolean): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('nothing reached the gateway')), arrivalMsMax);
    const unlook = gateway.onChange(() => {
      if (!isSo()) return;
      clearTimeout(late);
      unlook();
      done();
    });
  });
}

const phoneOf = (index: number): string => `138${String(10_000_000 + index)}`;

const sampleOf = (waits: readonly number[]): Sample => {
  const counted = waits.slice(warmCalls);
  return { p50: percentile(counted, 0.5), p99: percentile(counted, 0.99) };
};

async function byHub(dataDir: string, { people }: Template): Promise<Sample> {
  return withGateway(async (gateway) => {
    writeFileSync(resolve(dataDir, secretFile), `${secret}\n`, { mode: 0o600 });
    const providers = [{ id: 'carrier', address: addressOf(gateway) }];
    const more = { texts: { signature: '东城政务', kinds: ['called'], providers } };
    const hub = await HubProcess.start({ dataDir, more });
    const [kiosk, clerk] = await Promise.all([
      Peer.open({ url: hub.url, peer: 'kiosk', cookie: people.kiosks.k1 ?? '' }),
      Peer.open({ url: hub.url, peer: 'counter', counter, cookie: people.clerks[counter] ?? '' }),
    ]);
    let asked = 0;
    const say = async (peer: Peer, command: object) => {
      const reply = await peer.command(command, `texts-${++asked}`);
      if (!('ok' in reply)) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(reply)}`);
    };
    await say(clerk, { type: 'sign-in' });
    await becomes(gateway, () => gateway.signedIn > 0);
    const waits: number[] = [];
    for (let call = 0; call < warmCalls + calls; call += 1) {
      await say(kiosk, { type: 'issue-ticket', service, phone: phoneOf(call) });
      await pause(gapMs);
      const before = gateway.texts.length;
      const from = performance.now();
      const there = becomes(gateway, () => gateway.texts.length > before);
      await Promise.all([there, say(clerk, { type: 'call-next', after: null })]);
      waits.push(performance.now() - from);
      await say(clerk, { type: 'serve' });
      await say(clerk, { type: 'finish' });
    }
    kiosk.close();
    clerk.close();
    await hub.end();
    return sampleOf(waits);
  });
}

async function byDriver(): Promise<Sample> {
  return withGateway(async (gateway) => {
    const texter = openTexter(addressOf(gateway), {
      ...{ clock: machineClock, secretIn: () => secret, newId: () => '' },
    });
    await becomes(gateway, () => gateway.signedIn > 0);
    const waits: number[] = [];
    for (let call = 0; call < warmCalls + calls; call += 1) {
      await pause(gapMs);
      const text = { id: `t-${call}`, to: phoneOf(call), template: null };
      const from = performance.now();
      const outcome = await texter.send({ ...text, body: '【东城政务】请A001号现在到1办理。' });
      if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
      waits.push(performance.now() - from);
    }
    await texter.close();
    return sampleOf(waits);
  });
}

export const texts: Bench = {
  name: 'texts',
  run: (context) =>
    withFolder(async (folder) => {
      const template = await theTemplate();
      let run = 0;
      const hub = () => byHub(copyOf(template, resolve(folder, `${++run}`)), template);
      const samples = await inTurns(context, { hub, floor: byDriver });
      return (['p50', 'p99'] as const).map((name) => ({
        name: `call -> gateway has the text, ${name}`,
        unit: 'ms',
        runs: valuesOf(samples.hub, name),
        floor: valuesOf(samples.floor, name),
        ...(name === 'p99' ? { gate: { rule: 'at-most', limit: withinMs } as const } : {}),
      }));
    }),
};
