/**
 * The visitor's phone, the signs over the counters, and the doors, in a real Chromium.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label } from '../../core/hall/ids.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { type PhoneExample, phoneExamples } from '../../fixtures/screens/phone.ts';
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

const phone = { width: 390, height: 844 };

/**
 * What a thumb or an old eye would miss: targets under 44 px, type under 16 px, and running text whose
 * lines stand closer than 1.3.
 */
const smallOnes = `(() => {
  const named = (one, what) => what + ' ' + one.className + ': ' + one.textContent.slice(0, 20);
  const shown = (one) => one.getClientRects().length > 0 && !one.closest('.unseen');
  const all = [...document.querySelectorAll('#page *')].filter(shown);
  const targets = all.filter((one) => one.matches('button, a, input, textarea, select, label'));
  const texts = all.filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const em = (one) => parseFloat(getComputedStyle(one).fontSize);
  const close = (one) => parseFloat(getComputedStyle(one).lineHeight) < em(one) * 1.3 - 0.1;
  const small = ({ width, height }) => Math.min(width, height) < 43.9;
  return [
    ...targets.filter((one) => small(one.getBoundingClientRect())).map((one) => named(one, 'target')),
    ...texts.filter((one) => em(one) < 16).map((one) => named(one, 'type')),
    ...texts.filter((one) => one.matches('p, li') && one.textContent.length > 12 && close(one))
      .map((one) => named(one, 'lines')),
  ];
})()`;

/** The phone is put away, or taken out again. */
const putAway = (away: boolean) => `(() => {
  Object.defineProperty(document, 'hidden', { value: ${away}, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
})()`;

describe('the phone page', () => {
  const examples = Object.keys(phoneExamples) as PhoneExample[];
  /** Of every kind one is looked at by axe too: waiting with acts, called, over with a rating. */
  const looked = new Set<PhoneExample>(['range', 'called', 'finished', 'missed', 'evacuation']);

  it.each([
    ['zh-Hans', { width: 390, height: 844 }, false],
    ['zh-Hant', { width: 320, height: 568 }, true],
    ['en', { width: 320, height: 568 }, false],
  ] as const)(
    'every example in %s stays on the phone, without a violation',
    async (lang, viewport, large) => {
      stage.hub.answer = () =>
        ({ ok: true, steps: [{ step: 0, service: 'tax' as never }] }) as never;
      stage.hub.show('phone', phoneExamples.waiting);
      const { page, complaints } = await stage.open(`/t/secret?lang=${lang}`, { viewport });
      await page.waitForSelector('.phone-label');
      if (large) await page.getByText('大字').click();
      for (const example of examples) {
        const view = {
          ...phoneExamples[example],
          label: label(`A${100 + examples.indexOf(example)}`),
        };
        stage.hub.show('phone', view);
        await page.getByText(view.label).first().waitFor({ state: 'attached' });
        const wide = () => page.evaluate('document.documentElement.scrollWidth');
        await expect.poll(wide, { message: example }).toBeLessThanOrEqual(viewport.width);
        if (lang === 'zh-Hans' && looked.has(example))
          await expect.poll(() => violationsOn(page), { message: example }).toEqual([]);
        await expect.poll(() => page.evaluate(smallOnes), { message: example }).toEqual([]);
        await picture(page, `phone-${example}-${lang}`);
      }
      expect(complaints).toEqual([]);
    },
  );

  it('turns into "now: window 3" when called, also in its title', async () => {
    stage.hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    await page.getByText('前面等候').waitFor();
    expect(stage.hub.hellos.at(-1)).toMatchObject({ peer: 'phone', link: 'secret' });
    stage.hub.show('phone', phoneExamples.called);
    await page.locator('.now-window').waitFor();
    await expect.poll(() => page.locator('.now-window').innerText()).toBe('3号窗口');
    await expect.poll(() => page.title()).toBe('现在: 3号窗口');
  });

  it('asks for ten minutes, comes back, gives up after a second question, and rates', async () => {
    stage.hub.answer = ({ body }) => {
      const { type } = body.command as { type: string };
      if (type === 'postpone') return { refused: 'postponed-enough', max: 1 };
      if (type === 'find-rating') {
        return { ok: true, steps: [{ step: 0, service: 'tax' as never }] } as never;
      }
      return { ok: true, seq: 9 };
    };
    const wishes = () => stage.hub.heard.map(({ body }) => body.command);
    stage.hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    await page.getByText('晚 10 分钟再叫我').click();
    await page.getByText('延后的次数已用完').waitFor();
    await page.getByText('不办了，取消此号').click();
    await page.getByText('保留此号').click();
    expect(wishes()).toEqual([{ type: 'postpone', link: 'secret' }]);
    stage.hub.show('phone', phoneExamples.missed);
    await page.getByText('重新排队', { exact: true }).click();
    await page.getByText('不办了，取消此号').click();
    await page.getByText('确定取消', { exact: true }).click();
    await page.getByText('不办了，取消此号').waitFor();
    stage.hub.show('phone', phoneExamples.finished);
    const levels = page.locator('.rating-levels button');
    await levels.first().waitFor();
    const names = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'];
    await expect.poll(() => levels.allInnerTexts()).toEqual(names);
    expect(await levels.evaluateAll((all) => all.filter((one) => one.ariaPressed).length)).toBe(0);
    await page.getByText('基本满意', { exact: true }).click();
    await page.getByText('已记录：基本满意').waitFor();
    expect(wishes()).toEqual(
      [
        { type: 'postpone' },
        { type: 'rejoin' },
        { type: 'cancel' },
        { type: 'find-rating' },
        { type: 'rate', step: 0, level: 3 },
      ].map((wish) => ({ ...wish, link: 'secret' })),
    );
  });

  it('says that it is offline, and since when it has heard nothing', async () => {
    stage.hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    await page.waitForSelector('.phone-label');
    await page.context().setOffline(true);
    await page.getByText('手机没有网络').waitFor();
    await page.getByText('最后更新').waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('手机没有网络').count()).toBe(0);
  });

  it('asks anew when it wakes, however the line looks to it', async () => {
    const { hub } = stage;
    hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone, clock: true });
    await page.waitForSelector('.phone-label');
    // The net forgot the line without a word: nothing that is sent arrives.
    hub.silent = true;
    hub.show('phone', phoneExamples.called);
    const asked = hub.hellos.length;
    const sleep = async () => {
      await page.evaluate(putAway(true));
      const now = (await page.evaluate('Date.now()')) as number;
      await page.clock.setSystemTime(now + 60_000);
      await page.evaluate(putAway(false));
    };
    await sleep();
    await expect.poll(() => hub.hellos.length).toBeGreaterThan(asked);
    hub.silent = false;
    await sleep();
    await page.locator('.now-window').waitFor();
  });

  it('shows who allowed it before a notice of the call, by the worker', async () => {
    const { hub } = stage;
    hub.show('phone', phoneExamples.waiting);
    const permissions = ['notifications'];
    const { page, complaints } = await stage.open('/t/secret?lang=zh-Hans', {
      ...{ viewport: phone, permissions },
    });
    // Headless browsers have no shaking to feel; what is granted beforehand needs no question.
    await page.getByText('本机会弹出通知').waitFor();
    expect(await page.getByText('叫到时提醒我').count()).toBe(0);
    await page.evaluate(putAway(true));
    hub.show('phone', phoneExamples.called);
    const shown = () =>
      page.evaluate(
        `navigator.serviceWorker.ready.then((ready) => ready.getNotifications()).then((all) => all.map(({ title }) => title))`,
      ) as Promise<string[]>;
    await expect.poll(shown).toEqual([`${phoneExamples.called.label} 现在: 3号窗口`]);
    await page.evaluate(putAway(false));
    expect(complaints).toEqual([]);
  });

  it('tells a range, and what was promised', async () => {
    const told = [
      ['range', 'zh-Hans', '预计再等约 12–18 分钟', '10:00 取号时预计等约 15–25 分钟'],
      ['soon-now', 'zh-Hans', '预计再等不到 3 分钟', '10:00 取号时预计等约 15–25 分钟'],
      ['not-known', 'zh-Hans', '还要等多久，现在说不准', '10:00 取号时预计等约 15–25 分钟'],
      ['second-step', 'zh-Hans', '预计再等约 5–10 分钟', null],
      ['range', 'zh-Hant', '預計再等約 12–18 分鐘', '10:00 取號時預計等約 15–25 分鐘'],
      ['range', 'en', 'Still about 12–18 min, we expect', 'taken at 10:00: about 15–25 min'],
      ['waiting', 'en', 'How long it will take is not known now', null],
    ] as const;
    stage.hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    for (const [example, lang, range, promised] of told) {
      const name = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' }[lang];
      await page.getByText(name).click();
      await page.locator(`html[lang=${lang}]`).waitFor();
      stage.hub.show('phone', phoneExamples[example]);
      await expect.poll(() => page.locator('.phone-range').innerText()).toBe(range);
      const said = page.locator('.phone-promised');
      if (promised === null) await expect.poll(() => said.count()).toBe(0);
      else await says(said, promised);
    }
  });

  it('says which step of several this is, and what comes after', async () => {
    stage.hub.show('phone', phoneExamples['second-step']);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    await page.getByText('第 2 步 / 共 3 步').waitFor();
    await expect.poll(() => page.locator('.phone-steps li').allInnerTexts()).toHaveLength(3);
    await says(page.locator('[aria-current=step]'), '税务');
    stage.hub.show('phone', phoneExamples.waiting);
    await expect.poll(() => page.locator('.phone-steps').count()).toBe(0);
  });

  it('says the slot of a booking, and what being late means', async () => {
    stage.hub.show('phone', phoneExamples.booked);
    const { page } = await stage.open('/t/secret?lang=zh-Hans', { viewport: phone });
    await page.waitForSelector('.phone-booking');
    await expect.poll(() => page.locator('.phone-booking').innerText()).toBe('预约 10:15');
    stage.hub.show('phone', phoneExamples['booked-late']);
    await expect.poll(() => page.locator('.phone-booking').innerText()).toContain('按普通号排队');
  });

  it('says what a link means that the hub does not know', async () => {
    stage.hub.refusal = { refused: 'unknown-link' };
    const { page } = await stage.open('/t/yesterday?lang=zh-Hans', { viewport: phone });
    await page.getByText('没有找到这个号码').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });

  it('fetches no font of ours', async () => {
    stage.hub.show('phone', phoneExamples.waiting);
    const { page } = await stage.open('/t/secret', { viewport: phone });
    await page.waitForSelector('.phone-label');
    const fonts = await page.evaluate(
      `performance.getEntriesByType('resource').filter(({ name }) => name.includes('font') || name.endsWith('woff2')).length`,
    );
    expect(fonts).toBe(0);
  });
});

describe('the sign over a counter', () => {
  const full = { width: 1920, height: 1080 };
  const now = () => stage.hub.now();

  it.each([
    ['1', 'A017', '请到本窗口'],
    ['15', 'L043', '正在办理'],
    ['24', null, '欢迎办理'],
  ] as const)('%s: %s, %s', async (counter, text, word) => {
    stage.hub.show('display', displayExamples.called(now()));
    const { page, complaints } = await stage.open(`/display/counter/${counter}`, {
      viewport: full,
    });
    for (const viewport of [full, { width: 1920, height: 480 }, { width: 1080, height: 1920 }]) {
      await page.setViewportSize(viewport);
      await page.getByText(word).waitFor();
      if (text)
        await expect.poll(() => page.locator('.sign-label [aria-hidden]').innerText()).toBe(text);
      await page.evaluate('document.fonts.ready');
      await expect.poll(() => violationsOn(page)).toEqual([]);
      await expect.poll(() => cutOff(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await picture(page, `sign-${counter}-${viewport.width}x${viewport.height}`);
    }
  });

  it('follows the tide: what the window serves now, and its name again afterwards', async () => {
    const sizes = [full, { width: 1920, height: 480 }, { width: 1080, height: 1920 }];
    let opened: Opened | undefined;
    for (const lang of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      stage.hub.show('display', displayExamples.tide(now()));
      const path = `/display/counter/1?lang=${lang}`;
      opened = await stage.open(path, { viewport: full, on: opened });
      const { page, complaints } = opened;
      const served = page.locator('.sign-services');
      await served.waitFor();
      const first = { 'zh-Hans': '社会保险', 'zh-Hant': '社會保險', en: 'Social insurance' }[lang];
      await says(served, first);
      await page.evaluate('document.fonts.ready');
      await expect.poll(() => violationsOn(page)).toEqual([]);
      for (const viewport of sizes) {
        await page.setViewportSize(viewport);
        // What is laid out by the size of its box follows a moment later.
        await expect.poll(() => cutOff(page)).toEqual([]);
        await picture(page, `sign-tide-${lang}-${viewport.width}x${viewport.height}`);
      }
      stage.hub.show('display', displayExamples.called(now()));
      await expect.poll(() => served.count()).toBe(0);
      expect(complaints).toEqual([]);
    }
  });

  it('announces its own calls once, goes dark after 15 s, and leaves others alone', async () => {
    stage.hub.show('display', displayExamples.calm(now()));
    const { page } = await stage.open('/display/counter/1', { viewport: full, clock: true });
    await page.waitForSelector('.sign-label');
    expect(await page.locator('.sign-lit').count()).toBe(0);
    stage.hub.show('display', displayExamples.called(now()));
    await page.waitForSelector('.sign-lit');
    await expect.poll(() => begunOf(page, 'breathe')).toBe(1);
    stage.hub.show('display', {
      ...displayExamples.called(now()),
      calls: displayExamples
        .called(now())
        .calls.map((one) =>
          one.counter === '1' ? (displayExamples.called(now()).calls[0] ?? one) : one,
        ),
    });
    await pass(stage, page, 9_000);
    await pass(stage, page, 9_000);
    await expect.poll(() => page.locator('.sign-lit').count()).toBe(0);
    // Against burn-in: some minutes on, the whole picture stands elsewhere, and whole.
    const before = await standsAt(page);
    await pass(stage, page, shiftMs);
    await expect.poll(() => standsAt(page)).not.toBe(before);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });

  it.each([
    ['closed', '未开放'],
    ['empty', '未开放'],
  ] as const)('in a hall that is %s: %s', async (example, word) => {
    const view = displayExamples[example](now());
    stage.hub.show('display', { ...view, counters: [] });
    const { page } = await stage.open('/display/counter/3', { viewport: full });
    await page.getByText(word).waitFor();
  });

  it('names a counter that the hall does not have', async () => {
    stage.hub.show('display', displayExamples.calm(now()));
    const { page } = await stage.open('/display/counter/99', { viewport: full });
    await page.getByText('没有这个窗口').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });

  it('says when it is stale', async () => {
    stage.hub.show('display', displayExamples.called(now()));
    const { page } = await stage.open('/display/counter/1', { viewport: full, clock: true });
    await page.waitForSelector('.sign-label');
    stage.hub.silent = true;
    await page.clock.runFor(11_000);
    await page.locator('.stale-mark').waitFor();
    await picture(page, 'sign-stale');
  });

  it('the longest signs and labels stay on it', async () => {
    stage.hub.names = longNames();
    stage.hub.show('display', displayExamples['long-labels'](now()));
    let opened: Opened | undefined;
    for (const lang of ['zh-Hans', 'en']) {
      const path = `/display/counter/12?lang=${lang}`;
      opened = await stage.open(path, { viewport: full, on: opened });
      const { page } = opened;
      await page.waitForSelector('.sign-label');
      await page.evaluate('document.fonts.ready');
      await expect.poll(() => cutOff(page)).toEqual([]);
      await picture(page, `sign-long-${lang}`);
    }
  });
});

describe('the doors', () => {
  it('lead to every kind of screen, without a violation', async () => {
    stage.hub.show('display', displayExamples.calm(stage.hub.now()));
    const viewport = { width: 1024, height: 768 };
    let opened: Opened | undefined;
    for (const lang of ['zh-Hans', 'en']) {
      opened = await stage.open(`/?lang=${lang}`, { viewport, on: opened });
      const { page, complaints } = opened;
      await page.waitForSelector('.doors-signs');
      await expect.poll(() => violationsOn(page)).toEqual([]);
      expect(complaints).toEqual([]);
      const addresses = (await page.evaluate(
        `[...document.querySelectorAll('a')].map((door) => new URL(door.href).pathname)`,
      )) as string[];
      expect(addresses).toEqual(
        expect.arrayContaining(['/kiosk', '/display', '/console', '/display/counter/24']),
      );
      await picture(page, `doors-${lang}`);
    }
  });
});
