/**
 * What the tests of the public pages share: a browser, a pretend hub behind the built pages, and a
 * fresh page in a context of its own, with the page's clock in the test's hand.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Names } from '../../core/views/names.ts';
import type { Peer, Views } from '../../core/wire/messages.ts';
import { PretendHub } from '../../fixtures/machines/hub.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { openBrowser } from './browser.ts';
import { type Opened, SharedPages } from './pages.ts';

export type { Opened } from './pages.ts';

/** Which movements began, for tests that count announcements. */
const prepared = {
  name: 'begun',
  by: (context: BrowserContext) =>
    context.addInitScript(
      `window.begun = [];
       document.addEventListener('animationstart', (moved) => window.begun.push(moved.animationName));`,
    ),
};

export class PublicStage {
  readonly #browser: Browser;
  readonly #dist: string;
  readonly #pages: SharedPages;
  readonly #opened = new WeakMap<Page, Opened>();
  hub: PretendHub;

  private constructor(browser: Browser, dist: string) {
    this.#browser = browser;
    this.#pages = new SharedPages(browser);
    this.#dist = dist;
    this.hub = new PretendHub(dongchengNames(), dist);
  }

  static async build(): Promise<PublicStage> {
    return new PublicStage(await openBrowser(), inject('pages'));
  }

  /** A new hub, which knows nothing yet. */
  async begin(names: Names = dongchengNames()): Promise<void> {
    this.hub = new PretendHub(names, this.#dist);
    await this.hub.start();
  }

  /**
   * Opens a path of the hub. `clock`: the page's timers run only when the test lets them. `on`: what
   * was opened before goes there, instead of another page.
   */
  async open(
    path: string,
    options: BrowserContextOptions & {
      readonly clock?: boolean;
      readonly on?: Opened | undefined;
    } = {},
  ): Promise<Opened> {
    const { clock = false, on, ...context } = options;
    const opened = on ?? (await this.#pages.take({ options: context, alone: clock, prepared }));
    if (on && context.viewport) await on.page.setViewportSize(context.viewport);
    if (clock && !on) await opened.page.clock.install();
    this.#opened.set(opened.page, opened);
    await opened.page.goto(this.hub.url + path);
    return opened;
  }

  /** Shows a view to a page that is open, and resolves when the page has drawn it. */
  async shown<P extends Peer>({ page, line }: Opened, peer: P, view: Views[P]): Promise<void> {
    const told = `"seq":${this.hub.seq + 1},"rev"`;
    const heard = line().waitForEvent('framereceived', ({ payload }) => payload.includes(told));
    this.hub.show(peer, view);
    await heard;
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
    );
  }

  /** Sends a pulse, and resolves when the page has heard of the time. */
  async pulsed(page: Page): Promise<void> {
    const opened = this.#opened.get(page);
    if (!opened) throw new Error('the page is not of this stage');
    const from = this.hub.now();
    const told = ({ payload }: { payload: string | Buffer }) =>
      Number(/"now":(\d+)/.exec(payload.toString())?.[1] ?? 0) >= from;
    for (let heard = false; !heard; ) {
      // A page whose own time outran the line's pings breaks it, and comes back by itself.
      await expect.poll(() => opened.line().isClosed()).toBe(false);
      const line = opened.line();
      const frame = line.waitForEvent('framereceived', told).then(
        () => true,
        (trouble: unknown) => {
          if (!line.isClosed()) throw trouble;
          return false;
        },
      );
      this.hub.pulse();
      heard = await frame;
    }
    // By then the page has done with it.
    await page.evaluate('0');
  }

  async end(): Promise<void> {
    await this.#pages.giveBack(this.hub.url);
    await this.hub.stop();
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** Moves the page's and the hub's clock on together; resolves when the hub has been heard. */
export async function pass(stage: PublicStage, page: Page, ms: number): Promise<void> {
  stage.hub.ahead += ms;
  await page.clock.runFor(ms);
  await stage.pulsed(page);
}

/** Where the picture stands within its rim, in CSS pixels; it moves against burn-in. */
export const standsAt = async (page: Page): Promise<string> =>
  (await page.evaluate(
    `(({ x, y, right, bottom }) => [x, y, innerWidth - right, innerHeight - bottom].map(Math.round).join())(document.querySelector('#page').getBoundingClientRect())`,
  )) as string;

/** How often a movement of that name began. */
export const begunOf = async (page: Page, name: string): Promise<number> => {
  const begun = (await page.evaluate('window.begun')) as string[];
  return begun.filter((one) => one === name).length;
};

/** What reaches beyond the screen, or is cut off without being meant to be; `class: text`. */
export async function cutOff(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const cut = [];
    for (const element of document.querySelectorAll('#page *')) {
      if (element.closest('.unseen, svg') || element.textContent.trim() === '') continue;
      const style = getComputedStyle(element);
      if (style.display === 'inline' || style.visibility === 'hidden') continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const beyond = box.left < -1 || box.top < -1 ||
        box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      const hides = style.overflow !== 'visible' && style.webkitLineClamp === 'none';
      // The glyphs of large type reach a little over a tight line.
      const slack = parseFloat(style.fontSize) * 0.3 + innerHeight * 0.02;
      const inner = hides && (element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + slack);
      if (beyond || inner) cut.push(element.className + ': ' + element.textContent.trim().slice(0, 30));
    }
    return cut;
  })()`)) as string[];
}
