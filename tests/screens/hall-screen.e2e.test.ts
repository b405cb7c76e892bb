/**
 * The hall screen in a real Chromium: every example without a violation or anything cut off, calls
 * announced once each, staleness said, and 4,000 calls without growing.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, type DisplayExample, displayExamples } from '../../fixtures/screens/display.ts';
import { dongchengNames, longNames } from '../../fixtures/screens/names.ts';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { shiftMs } from '../../ui/shift.ts';
import { picture, violationsOn } from './browser.ts';
import { begunOf, cutOff, type Opened, PublicStage, pass, standsAt } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(() => stage.begin());
afterEach(() => stage.end());
afterAll(() => stage.close());

const full = { width: 1920, height: 1080 };
const examples = Object.keys(displayExamples) as DisplayExample[];
const show = (example: DisplayExample) =>
  stage.hub.show('display', displayExamples[example](stage.hub.now()));
const lit = '.call-lit';
const withContacts = {
  ...dongchengNames(),
  contacts: { hotline: '12345', consultation: '010-6401 1111', complaints: '010-6401 2222' },
};

interface FigureRow {
  readonly name: { readonly text: string; readonly right: number; readonly clipped: boolean };
  /** Where people and minutes are drawn, in CSS pixels; `row`, `digit`: the heights of both. */
  readonly figures: readonly {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly row: number;
    readonly digit: number;
  }[];
}

/** Measured by the text itself, not by its box. */
const figuresOfRows = `(() => {
  const drawn = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  return [...document.querySelectorAll('.waiting-row')].map((row) => {
    const name = row.querySelector('.waiting-name');
    return {
      name: {
        text: name.textContent,
        right: drawn(name).right,
        // The glyphs of a line reach a little over it; a third line reaches further.
        clipped: name.scrollHeight > name.clientHeight + parseFloat(getComputedStyle(name).fontSize) / 2 ||
          name.scrollWidth > name.clientWidth,
      },
      figures: [...row.querySelectorAll('.waiting-figure')].map((figure) => {
        const { left, right, top } = drawn(figure);
        const digit = parseFloat(getComputedStyle(figure).fontSize) * 0.73;
        return { left, right, top, row: row.getBoundingClientRect().height, digit };
      }),
    };
  });
})()`;

describe('every example', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'])(
    'one after the other in %s: no violation, nothing cut off',
    async (lang) => {
      show('empty');
      const opened = await stage.open(`/display?lang=${lang}`, { viewport: full });
      const { page, complaints } = opened;
      await page.waitForSelector('.hall-body');
      for (const example of examples) {
        await stage.shown(opened, 'display', displayExamples[example](stage.hub.now()));
        await page.evaluate('document.fonts.ready');
        if (lang === 'zh-Hans')
          await expect.poll(() => violationsOn(page), { message: example }).toEqual([]);
        await expect.poll(() => cutOff(page), { message: example }).toEqual([]);
        await picture(page, `hall-${example}-${lang}`);
      }
      expect(complaints).toEqual([]);
    },
  );

  it('whatever is posted, on every size of screen, in one still picture', async () => {
    const { hub } = stage;
    hub.names = withContacts;
    show('told');
    const { page, complaints } = await stage.open('/display', { viewport: full });
    const looks = [
      ['/display', 'usual', 'told', 1280, 720],
      ['/display?lang=en', 'long', 'fifty', 1080, 1920],
      ['/display', 'long', 'fifty', 3840, 2160],
      ['/display', 'usual', 'four', 1920, 1080],
      ['/display', 'evacuation', 'told', 1920, 1080],
      ['/display', 'fault', 'told', 1080, 1920],
      ['/display', 'drill', 'told', 1280, 720],
      ['/display/counter/3', 'usual', 'empty', 1920, 1080],
      ['/display/counter/3?lang=en', 'usual', 'empty', 1080, 1920],
      ['/display/counter/5', 'usual', 'told', 1920, 540],
      ['/display/counter/5', 'drill', 'told', 1920, 540],
    ] as const;
    for (const [path, posted, example, width, height] of looks) {
      hub.posted = postedExamples[posted];
      show(example);
      await page.setViewportSize({ width, height });
      await page.goto(hub.url + path);
      await page.waitForSelector('.hall-body, .card, .sign-reason, .emergency');
      await page.evaluate('document.fonts.ready');
      const name = `posted-${posted}-${example}-${width}x${height}`;
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      if (width === 1920)
        await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
      await picture(page, name);
    }
    await expect.poll(() => page.locator('.emergency-mark').count()).toBe(2);
    hub.posted = postedExamples.nothing;
    show('told');
    await page.waitForSelector('.sign-reason');
    expect(complaints).toEqual([]);
  });

  it.each([
    [1280, 720],
    [3840, 2160],
    [1080, 1920],
    [1024, 768],
  ])('%i x %i: the same picture, digits as large for its size', async (width, height) => {
    const viewport = { width, height };
    show('three-hundred');
    const { page } = await stage.open('/display', { viewport });
    await page.waitForSelector('.call');
    const unit =
      Math.min(width, height) === width ? width / 1080 : Math.min(width / 1920, height / 1080);
    const digits = async () => {
      const fonts = (await page.evaluate(
        `[...document.querySelectorAll('.call .ticket-label')].map((label) => parseFloat(getComputedStyle(label).fontSize))`,
      )) as number[];
      return fonts.map((font) => (font * 0.733) / unit);
    };
    await expect.poll(async () => (await digits())[0]).toBeGreaterThanOrEqual(160);
    const [, ...others] = await digits();
    expect(others.length).toBeGreaterThanOrEqual(3);
    for (const other of others) expect(other).toBeGreaterThanOrEqual(80);
    await expect.poll(() => cutOff(page)).toEqual([]);
    await picture(page, `hall-${width}x${height}`);
  });

  it.each([
    [1920, 1080],
    [1080, 1920],
  ])('%i x %i: people and minutes stand side by side, in figures for 10 m', async (w, h) => {
    const viewport = { width: w, height: h };
    let opened: Opened | undefined;
    for (const lang of ['zh-Hans', 'en']) {
      show('ranges');
      opened = await stage.open(`/display?lang=${lang}`, { viewport, on: opened });
      const { page } = opened;
      await page.waitForSelector('.waiting-minutes');
      await page.evaluate('document.fonts.ready');
      await picture(page, `hall-ranges-${w}x${h}-${lang}`);
      await expect.poll(() => cutOff(page)).toEqual([]);
      const rows = (await page.evaluate(figuresOfRows)) as FigureRow[];
      const ranged = rows.filter(({ figures }) => figures.length === 2);
      expect(ranged.length).toBeGreaterThanOrEqual(6);
      for (const { name, figures } of rows) {
        expect(name.clipped, name.text).toBe(false);
        let right = name.right;
        for (const figure of figures) {
          expect(figure.left).toBeGreaterThanOrEqual(right + 16);
          expect(figure.digit).toBeGreaterThanOrEqual(40);
          expect(figure.top).toBeCloseTo(figures[0]?.top ?? 0, 0);
          expect(figure.row - figure.digit).toBeGreaterThanOrEqual(36);
          right = figure.right;
        }
      }
    }
  });

  it('the longest names stay on the screen', async () => {
    stage.hub.names = longNames();
    let opened: Opened | undefined;
    for (const lang of ['zh-Hans', 'en']) {
      show('long-labels');
      opened = await stage.open(`/display?lang=${lang}`, { viewport: full, on: opened });
      const { page } = opened;
      await page.waitForSelector('.call');
      await page.evaluate('document.fonts.ready');
      const cut = async () =>
        (await cutOff(page)).filter((one) => !/^(hall-name|waiting-long)/.test(one));
      await expect.poll(cut).toEqual([]);
      await picture(page, `hall-long-names-${lang}`);
    }
  });

  it('in more contrast', async () => {
    show('called');
    const { page } = await stage.open('/display?contrast=more', { viewport: full });
    await page.waitForSelector('.call');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'hall-contrast');
  });
});

describe('a call', () => {
  it('enters with one movement, breathes three times in six seconds, and is dark after 15 s', async () => {
    show('empty');
    const opened = await stage.open('/display', { viewport: full, clock: true });
    const { page } = opened;
    await page.waitForSelector('.calls-none');
    show('called');
    await page.waitForSelector(lit);
    await expect.poll(() => page.locator(lit).count()).toBe(1);
    const breath = (await page.evaluate(
      `(({ animationDuration, animationIterationCount }) => [animationDuration, animationIterationCount])(getComputedStyle(document.querySelector('.call-lit .call-body'), '::before'))`,
    )) as string[];
    expect(breath).toEqual(['2s', '3']);
    await expect.poll(() => begunOf(page, 'enter')).toBe(1);
    // The hub's clock goes on by itself, too: a slow machine has half of the 15 s to come here.
    await pass(stage, page, 7_000);
    await expect.poll(() => page.locator(lit).count()).toBe(1);
    await pass(stage, page, 9_000);
    await expect.poll(() => page.locator(lit).count()).toBe(0);
    expect(await begunOf(page, 'enter')).toBe(1);
    // Against burn-in: some minutes on, the whole picture stands elsewhere, and whole.
    await stage.shown(opened, 'display', displayExamples.told(stage.hub.now()));
    const before = await standsAt(page);
    await pass(stage, page, shiftMs);
    await expect.poll(() => standsAt(page)).not.toBe(before);
    expect(Math.min(...(await standsAt(page)).split(',').map(Number))).toBeGreaterThanOrEqual(0);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });

  it('two together are two rows, both lit; a line that breaks announces nothing twice', async () => {
    show('calm');
    const opened = await stage.open('/display', { viewport: full });
    const { page, line } = opened;
    await page.waitForSelector('.call');
    const now = stage.hub.now();
    const view = displayExamples.calm(now);
    const [one, two] = [call(900, now, 'A100', '1'), call(901, now + 50, 'B100', '2')];
    stage.hub.show('display', { ...view, calls: [one, ...view.calls].slice(0, 12) });
    stage.hub.show('display', { ...view, calls: [two, one, ...view.calls].slice(0, 12) });
    await expect.poll(() => page.locator(lit).count()).toBe(2);
    await expect.poll(() => begunOf(page, 'enter')).toBe(2);
    const [hellos, before] = [stage.hub.hellos.length, line()];
    stage.hub.dropLines();
    await expect.poll(() => stage.hub.hellos.length).toBeGreaterThan(hellos);
    await expect.poll(() => line() === before).toBe(false);
    const calls = [two, one, ...view.calls].slice(0, 12);
    await stage.shown(opened, 'display', { ...view, calls });
    await expect.poll(() => page.locator(lit).count()).toBe(2);
    expect(await begunOf(page, 'enter')).toBe(2);
  });

  it('that is old is shown, but not announced', async () => {
    show('calm');
    const { page } = await stage.open('/display', { viewport: full });
    await page.waitForSelector('.call');
    expect(await page.locator(lit).count()).toBe(0);
    expect(await begunOf(page, 'enter')).toBe(0);
  });

  it('with reduced motion is colour and size only', async () => {
    show('called');
    const { page } = await stage.open('/display', { viewport: full, reducedMotion: 'reduce' });
    await page.waitForSelector(lit);
    expect(await begunOf(page, 'enter')).toBe(0);
    const ground = () =>
      page.evaluate(
        `getComputedStyle(document.querySelector('.call-lit .call-body'), '::before').opacity`,
      );
    await expect.poll(ground).toBe('1');
  });
});

describe('the hub', () => {
  it('silent for 10 s: the screen says so with the time, and is well again by itself', async () => {
    show('calm');
    const { page } = await stage.open('/display', { viewport: full, clock: true });
    await page.waitForSelector('.call');
    stage.hub.silent = true;
    await page.clock.runFor(11_000);
    const mark = page.locator('.stale-mark');
    await mark.waitFor();
    await says(mark, /信息可能不是最新\s*最后更新 \d\d:\d\d/);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'hall-stale');
    stage.hub.silent = false;
    stage.hub.pulse();
    await page.clock.runFor(1_000);
    await mark.waitFor({ state: 'detached' });
  });

  it('gone and back: the screen follows again without a reload', async () => {
    show('calm');
    const { page } = await stage.open('/display', { viewport: full });
    await page.waitForSelector('.call');
    await page.evaluate('window.stayed = true');
    await stage.hub.stop();
    await stage.hub.start();
    show('called');
    await page.waitForSelector(lit);
    expect(await page.evaluate('window.stayed')).toBe(true);
  });

  it('that speaks a newer protocol: the screen reloads at once, but not in a circle', async () => {
    show('calm');
    const { page } = await stage.open('/display', { viewport: full });
    await page.waitForSelector('.call');
    await page.evaluate('window.stayed = true');
    stage.hub.refusal = { refused: 'reload' };
    const reloaded = page.waitForEvent('load');
    stage.hub.dropLines();
    await reloaded;
    expect(await page.evaluate('window.stayed')).toBeUndefined();
    await page.evaluate('window.stayed = true');
    const hellos = stage.hub.hellos.length;
    stage.hub.dropLines();
    await expect.poll(() => stage.hub.hellos.length).toBeGreaterThan(hellos);
    expect(await page.evaluate('window.stayed')).toBe(true);
  });
});

describe('months', () => {
  it('4,000 calls leave no more nodes, listeners or memory than the first', async () => {
    show('three-hundred');
    // Small: it is what is kept that counts, and drawing a large picture takes most of the time.
    const { page, complaints } = await stage.open('/display', {
      viewport: { width: 480, height: 270 },
    });
    await page.waitForSelector('.call');
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const counters = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
    };
    const view = displayExamples['three-hundred'](stage.hub.now());
    let seq = 1_000;
    const feed = async (count: number) => {
      for (let fed = 0; fed < count; fed += 1) {
        seq += 1;
        const number = String(seq % 1_000).padStart(3, '0');
        const calls = Array.from({ length: 12 }, (_, index) =>
          call(seq - index, stage.hub.now(), `A${number}`, String(1 + ((seq - index) % 24))),
        );
        stage.hub.show('display', { ...view, calls });
        if (fed % 50 === 49) {
          // Not faster than the page can show, or only the last would be drawn.
          await page
            .locator('.call')
            .filter({ hasText: `A${number}` })
            .first()
            .waitFor();
        }
      }
    };
    // The same picture before and after: what differs then is what was left behind.
    const rest = async () => {
      stage.hub.show('display', displayExamples.empty(0));
      await page.waitForSelector('.calls-none');
      return counters();
    };
    await feed(500);
    const before = await rest();
    await feed(4_000);
    await rest();
    // The browser lets go of the last rows in its own time: what is kept is kept for good.
    const kept = async () => {
      const after = await counters();
      return {
        nodes: after.nodes > before.nodes + 100,
        listeners: after.listeners > before.listeners + 2,
        heap: after.heap >= before.heap * 1.5 + 1_000_000,
      };
    };
    await expect.poll(kept).toEqual({ nodes: false, listeners: false, heap: false });
    expect(complaints).toEqual([]);
  });
});
