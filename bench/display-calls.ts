/**
 * A hall screen that is given 100 calls a second, as many as a hall of a thousand counters would make: how
 * much its heap grows by the call, and how long its frames take, beside the same page left alone in the
 * same run. A hundred thousand calls take a thousand seconds (`--calls=100000`); a round takes 30 without
 * a wish, and the growth is told for a hundred thousand. As the hub does, the pretend hub sends what comes within 100 ms together:
 * ten views a second, of which each pushes ten calls out and shows ten new ones.
 */
import type { CDPSession, Page } from 'playwright-core';
import type { DisplayCall } from '../core/views/display.ts';
import { PretendHub } from '../fixtures/machines/hub.ts';
import { call, displayExamples } from '../fixtures/screens/display.ts';
import { dongchengNames } from '../fixtures/screens/names.ts';
import { coalesceMs } from '../server/sockets/room.ts';
import { openBrowser } from '../tests/screens/browser.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { inTurns } from './rig/rounds.ts';

const callsASecond = 100;
const roundCalls = 3_000;
/** MB: what a collection leaves uncertain in a short round, told for a hundred thousand calls. */
const grownMax = 20;
/** The slowest frames may take so many times those of the page left alone. */
const slowerMax = 6;
/** So long first, so that what is made once has been made. */
const warmMs = 4_000;
const settleMs = 3_000;
const told = 100_000;
const callsShown = 12;
const counters = 50;
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

/** Calls for so long, so many a second by the clock; gives how many were made. */
async function callOut(hub: PretendHub, ms: number, from: number): Promise<number> {
  const view = displayExamples.fifty(hub.now());
  const began = performance.now();
  let calls: readonly DisplayCall[] = [];
  let made = 0;
  while (performance.now() - began < ms) {
    const due = ((performance.now() - began) * callsASecond) / 1_000;
    if (made >= due) {
      await pause(1);
      continue;
    }
    for (; made < due; made += 1) {
      const seq = from + made;
      const text = `A${String(seq % 1_000).padStart(3, '0')}`;
      const older = calls.map((one) => ({ ...one, state: 'serving' as const }));
      const fresh = call(seq, hub.now(), text, String(1 + (seq % counters)));
      calls = [fresh, ...older].slice(0, callsShown);
    }
    hub.show('display', { ...view, calls });
    await pause(coalesceMs);
  }
  return made;
}

/** Keeps the time between frames from here on. */
const watchFrames = `(() => {
  window.frames_ = [];
  let last = performance.now();
  const frame = (at) => { window.frames_.push(at - last); last = at; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
})()`;

async function heapOf(devtools: CDPSession): Promise<number> {
  await pause(settleMs);
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

/** `busy`: calls come; else the page stands as it is. */
async function lived(page: Page, busy: boolean, wished: number): Promise<Sample> {
  const roundMs = (wished / callsASecond) * 1_000;
  const hub = new PretendHub(dongchengNames());
  await hub.start();
  try {
    hub.show('display', displayExamples.fifty(hub.now()));
    await page.goto(`${hub.url}/display`);
    await page.waitForSelector('.call');
    if (busy) await callOut(hub, warmMs, 1_000);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const before = await heapOf(devtools);
    await page.evaluate(watchFrames);
    const calls = busy ? await callOut(hub, roundMs, 10_000) : await pause(roundMs).then(() => 0);
    const frames = (await page.evaluate('window.frames_.splice(0)')) as number[];
    const after = await heapOf(devtools);
    return {
      ...{ p50: percentile(frames, 0.5), p99: percentile(frames, 0.99), calls },
      grown: calls === 0 ? 0 : (((after - before) / calls) * told) / 1_000_000,
      ...{ heapBefore: before / 1_000_000, heap: after / 1_000_000 },
    };
  } finally {
    await hub.stop();
  }
}

export const displayCalls: Bench = {
  name: 'display-calls',
  run: async (context) => {
    const browser = await openBrowser();
    const side = (busy: boolean) => async () => {
      const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
      const sample = await lived(page, busy, context.calls ?? roundCalls);
      await page.close();
      return sample;
    };
    try {
      const { called, idle } = await inTurns(context, { called: side(true), idle: side(false) });
      const frames = (['p50', 'p99'] as const).map((key) => ({
        name: `hall screen, ${callsASecond} calls a second, frame time ${key}`,
        unit: 'ms',
        runs: valuesOf(called, key),
        floor: valuesOf(idle, key),
        ...(key === 'p99' && { gate: { rule: 'times-floor-at-most', limit: slowerMax } as const }),
        note: 'floor: the same page left alone',
      }));
      return [
        ...frames,
        {
          name: `hall screen, heap after ${callsASecond} calls a second`,
          unit: 'MB',
          runs: valuesOf(called, 'heap'),
          floor: valuesOf(called, 'heapBefore'),
          note: 'floor: the same page before, after a collection',
        },
        {
          name: `hall screen, heap grown by ${told} calls`,
          unit: 'MB',
          runs: valuesOf(called, 'grown'),
          gate: { rule: 'at-most', limit: grownMax },
          note: 'reckoned from the calls of a round',
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
