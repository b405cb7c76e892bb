/**
 * A hall screen that runs for months: the page in a real Chromium before and after 10,000 calls, its
 * heap after a collection, its DOM nodes and its listeners. The calls come from a pretend hub, each a
 * whole view of a busy hall, faster than any hall calls. The floor is the page before them.
 */
import type { CDPSession, Page } from 'playwright-core';
import type { DisplayCall } from '../core/views/display.ts';
import { PretendHub } from '../fixtures/machines/hub.ts';
import { call, displayExamples } from '../fixtures/screens/display.ts';
import { dongchengNames } from '../fixtures/screens/names.ts';
import { openBrowser } from '../tests/screens/browser.ts';
import { type Bench, type Sample, valuesOf } from './rig/figures.ts';
import { inTurns } from './rig/rounds.ts';

const calls = 10_000;
/** So many first, so that what is made once has been made. */
const warmCalls = 300;
const callEveryMs = 5;
const callsShown = 12;
const counters = 24;
const settleMs = 3_000;
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

class Hall {
  readonly #hub: PretendHub;
  #calls: readonly DisplayCall[] = [];
  #seq = 1_000;

  constructor(hub: PretendHub) {
    this.#hub = hub;
  }

  show(): void {
    const now = this.#hub.now();
    const view = displayExamples['three-hundred'](now);
    this.#hub.show('display', { ...view, calls: this.#calls });
  }

  /** So many calls, each shown at once. */
  async callOut(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      this.#seq += 1;
      const text = `A${String(this.#seq % 1_000).padStart(3, '0')}`;
      const counter = String(1 + (this.#seq % counters));
      const older = this.#calls.map((one) => ({ ...one, state: 'serving' as const }));
      const fresh = call(this.#seq, this.#hub.now(), text, counter);
      this.#calls = [fresh, ...older].slice(0, callsShown);
      this.show();
      await pause(callEveryMs);
    }
  }
}

interface Weight {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function weigh(devtools: CDPSession): Promise<Weight> {
  await pause(settleMs);
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (name: string) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapMb: value('JSHeapUsedSize') / 1_000_000,
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  };
}

async function lived(page: Page): Promise<Sample> {
  const hub = new PretendHub(dongchengNames());
  await hub.start();
  try {
    const hall = new Hall(hub);
    hall.show();
    await page.goto(`${hub.url}/display`);
    await hall.callOut(warmCalls);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const before = await weigh(devtools);
    await hall.callOut(calls);
    const after = await weigh(devtools);
    return {
      ...{
        heapBefore: before.heapMb,
        nodesBefore: before.nodes,
        listenersBefore: before.listeners,
      },
      ...{ heap: after.heapMb, nodes: after.nodes, listeners: after.listeners },
    };
  } finally {
    await hub.stop();
  }
}

export const pageLife: Bench = {
  name: 'page-life',
  run: async (context) => {
    const browser = await openBrowser();
    try {
      const samples = await inTurns(context, {
        page: async () => {
          const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
          const sample = await lived(page);
          await page.close();
          return sample;
        },
      });
      return [
        { key: 'heap', what: 'heap', unit: 'MB' },
        { key: 'nodes', what: 'DOM nodes', unit: '' },
        { key: 'listeners', what: 'listeners', unit: '' },
      ].map(({ key, what, unit }) => ({
        name: `hall screen after ${calls} calls, ${what}`,
        unit,
        runs: valuesOf(samples.page, key),
        floor: valuesOf(samples.page, `${key}Before`),
        note: 'floor: the same page before',
      }));
    } finally {
      await browser.close();
    }
  },
};
