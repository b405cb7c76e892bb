/**
 * The browser pages that the tests of one file share. A new browser profile costs three processes
 * and a second of a processor: so a page whose test is over leaves the hub, forgets what it stored,
 * and is given to the next test that wants one like it.
 */
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
  WebSocket,
} from 'playwright-core';
import { complaintsOf } from './browser.ts';

/** Anything of the hub that is no page of ours: nothing of it runs, and its storage can be reached. */
const elsewhere = '/posted/photos/nobody';

export interface Opened {
  readonly page: Page;
  /** Uncaught errors and console errors, broken policy among them. */
  readonly complaints: string[];
  /** The page's last line to the hub. */
  readonly line: () => WebSocket;
}

interface Kept extends Opened {
  /** What the profile was made with, but for its size. */
  readonly likeness: string;
}

function lineOf(page: Page): () => WebSocket {
  let line: WebSocket | null = null;
  page.on('websocket', (opened) => {
    line = opened;
  });
  return () => {
    if (line === null) throw new Error('the page has no line to the hub');
    return line;
  };
}

/** What a page must be like. */
export interface Wanted {
  readonly options: BrowserContextOptions;
  /**
   * No other test gets it. For tests that put a clock or scripts of their own into the page, which
   * stay there for good.
   */
  readonly alone?: boolean;
  /** Done once to a new profile; `name` tells it from profiles that were prepared otherwise. */
  readonly prepared?: {
    readonly name: string;
    readonly by: (context: BrowserContext) => Promise<unknown>;
  };
}

export class SharedPages {
  readonly #browser: Browser;
  readonly #free: Kept[] = [];
  readonly #taken: Kept[] = [];
  readonly #alone: BrowserContext[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A page that no test uses now, of the size that `options` name, and what it complains of. */
  async take({ options, alone = false, prepared }: Wanted): Promise<Opened> {
    const { viewport, ...others } = options;
    // As large as windows are: then a window cannot be told its size later either.
    const once = alone || !viewport;
    const likeness = JSON.stringify([others, prepared?.name]);
    const at = once ? -1 : this.#free.findIndex((one) => one.likeness === likeness);
    const [free] = at < 0 ? [] : this.#free.splice(at, 1);
    if (free && viewport) {
      await free.page.setViewportSize(viewport);
      free.complaints.length = 0;
      this.#taken.push(free);
      return free;
    }
    const context = await this.#browser.newContext(options);
    await prepared?.by(context);
    const page = await context.newPage();
    const made = { page, complaints: complaintsOf(page), line: lineOf(page), likeness };
    if (once) this.#alone.push(context);
    else this.#taken.push(made);
    return made;
  }

  /** The test is over: its pages leave the hub. One that cannot is closed. */
  async giveBack(hub: string): Promise<void> {
    for (const context of this.#alone.splice(0)) await context.close();
    for (const kept of this.#taken.splice(0)) {
      const { page } = kept;
      try {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.goto(hub + elsewhere);
        await page.evaluate('localStorage.clear(); sessionStorage.clear()');
        await page.context().clearCookies();
        await page.mouse.move(0, 0);
        // Nothing of a hub that is about to be gone is waited for any more.
        await page.goto('about:blank');
        this.#free.push(kept);
      } catch {
        await page.context().close();
      }
    }
  }
}
