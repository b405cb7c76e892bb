/**
 * Visitors at four enrolled kiosks while the hub is killed under them, again and again: every tap
 * comes to one ticket, without a reload by hand, and the screen on the wall shows them all.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered } from '../../../ui/following.ts';
import { freePort, type HubChoice, type HubProcess, startHub } from './hub.ts';
import { enrol, openPage, type Page } from './page.ts';

const kiosks = ['entrance-1', 'entrance-2', 'floor-2', 'night-zone'];
const services = ['general', 'tax', 'general'];
const kills = 8;
/** Each time the hub is killed when so many more numbers were given. */
const numbersAKill = 12;

let choice: HubChoice;
let hub: HubProcess;
const pages: { close(): void }[] = [];
beforeAll(async () => {
  choice = { dataDir: mkdtempSync(join(tmpdir(), 'jinghao-kiosks-')), port: await freePort() };
  hub = await startHub(choice);
});
afterAll(async () => {
  for (const page of pages) page.close();
  await hub?.end();
  rmSync(choice.dataDir, { recursive: true, force: true });
});

interface Given {
  readonly ticket: string;
  readonly label: string;
}

/** What was given, by request. */
class Wishes extends Map<string, Given> {
  #wanted = { size: Number.POSITIVE_INFINITY, reached: () => {} };

  override set(requestId: string, ticket: Given): this {
    super.set(requestId, ticket);
    if (this.size >= this.#wanted.size) this.#wanted.reached();
    return this;
  }

  /** Resolves when so many were given. */
  reach(size: number): Promise<void> {
    return new Promise((reached) => {
      this.#wanted = { size, reached };
    });
  }
}

/** Taps until told to stop; every third time twice, as an impatient hand does. */
async function visitors(
  { following }: Page<'kiosk'>,
  name: string,
  given: Wishes,
  enough: () => boolean,
): Promise<void> {
  for (let visit = 0; !enough(); visit += 1) {
    const requestId = `${name}-${visit}`;
    const service = services[visit % services.length] ?? 'general';
    const wish = { type: 'issue-ticket', service } as const;
    // A hub that takes long to come back is asked again, as a visitor taps again.
    const tap = async (): Promise<Answered> => {
      const answer = await following.command(wish, requestId);
      return 'failed' in answer && answer.failed !== 'bug' ? tap() : answer;
    };
    const taps = visit % 3 === 0 ? [tap(), tap()] : [tap()];
    for (const answer of await Promise.all(taps)) {
      if (!('ok' in answer) || !answer.ticket || !answer.label) {
        throw new Error(`${requestId} was answered ${JSON.stringify(answer)}`);
      }
      const { ticket, label } = answer;
      const before = given.get(requestId);
      if (before) expect({ ticket, label }).toEqual(before);
      given.set(requestId, { ticket, label });
    }
  }
}

describe(`the hub is killed ${kills} times under its kiosks`, () => {
  test('every wish is one ticket, and no page needs a hand', async () => {
    const screen = openPage(hub.url, { peer: 'display' });
    pages.push(screen);
    const places = await Promise.all(
      kiosks.map(async (kiosk) => {
        const page = openPage(hub.url, { peer: 'kiosk' }, await enrol(hub.url, choice, kiosk));
        pages.push(page);
        await page.until(({ ready }) => ready);
        return { kiosk, page };
      }),
    );
    const given = new Wishes();
    let over = false;
    const work = places.map(({ kiosk, page }) => visitors(page, kiosk, given, () => over));
    const all = Promise.all(work);
    for (let kill = 0; kill < kills; kill += 1) {
      await Promise.race([all, given.reach(given.size + numbersAKill)]);
      await hub.kill();
      hub = await startHub(choice);
    }
    over = true;
    await all;

    expect(given.size).toBeGreaterThanOrEqual(kills * numbersAKill);
    const labels = [...given.values()].map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    const shown = await screen.until(({ view, stale }) => !stale && waiting(view) === given.size);
    expect(shown.refusal).toBeNull();
  }, 600_000);
});

const waiting = (view: { waiting: readonly { count: number }[] } | null): number =>
  view?.waiting.reduce((sum, { count }) => sum + count, 0) ?? 0;
