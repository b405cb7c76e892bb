/**
 * A clerk's work at the console in a real Chromium, by keys and by mouse, answered by the real rules.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { here } from '../../fixtures/screens/counter.ts';
import { colleague } from '../../fixtures/screens/counter-day.ts';
import { clockTime } from '../../ui/times.ts';
import { beside, clippedOn, focusOn, placesOn, stageForTests } from './console-stage.ts';
import { says } from './says.ts';

const stage = stageForTests();
const label = (page: Page) => page.locator('.hand-label [aria-hidden]');
const saying = (page: Page, where: 'next' | 'acts') => page.locator(`.${where} .saying-no`);
const types = () => stage().asked.map(({ type }) => type);

describe('for those who hear the page', () => {
  test('what was done and what was refused is told to those who hear the page', async () => {
    stage().set('ordinary');
    const page = await stage().open('&lang=en');
    const heard = page.locator('p.unseen[role=status]');
    await page.keyboard.press('Space');
    await expect.poll(() => heard.innerText()).toBe('R001 called');
    await page.keyboard.press('F3');
    await expect.poll(() => heard.innerText()).toMatch(/wait/);
  });
});

describe('the flow of most tickets', () => {
  test('takes one key each: next, start, next', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.keyboard.press('Space');
    await expect.poll(() => label(page).innerText()).toBe('R001');
    await page.keyboard.press('F2');
    await page.locator('.hand-status-serving').waitFor();
    await expect.poll(() => page.locator('.next .act-name').innerText()).toBe('办结并叫下一位');
    stage().pass(2);
    await page.keyboard.press('F9');
    await expect.poll(() => label(page).innerText()).toBe('A002');
    expect(types()).toEqual(['call-next', 'serve', 'call-next']);
    const [first, , third] = stage().asked;
    expect(first).toMatchObject({ after: null });
    expect(third).toMatchObject({ after: expect.stringMatching(/^ticket-/) });
  });

  test('a press twice calls one, by key and by mouse', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await expect.poll(() => label(page).innerText()).toBe('R001');
    await page.keyboard.press('F8');
    await page.locator('.hand-empty').waitFor();
    await page.locator('.next .act').dblclick();
    await expect.poll(() => label(page).innerText()).toBe('A002');
    expect(types().filter((type) => type === 'call-next')).toHaveLength(2);
  });

  test('two tabs on one counter show the same, and a late press in one is told, not done', async () => {
    stage().set('ordinary');
    const [one, two] = [await stage().open(), await stage().open()];
    // The second tab asks on what it saw before the first one called.
    const late = stage().hub.answer;
    stage().hub.answer = (heard) => {
      const command = { ...(heard.body.command as object), after: null };
      return late({ ...heard, body: { ...heard.body, command } });
    };
    await one.keyboard.press('Space');
    for (const page of [one, two]) await expect.poll(() => label(page).innerText()).toBe('R001');
    await two.keyboard.press('F2');
    for (const page of [one, two]) await page.locator('.hand-status-serving').waitFor();
    await two.keyboard.press('Space');
    await expect.poll(() => saying(two, 'next').innerText()).toContain('R001');
    await expect.poll(() => label(one).innerText()).toBe('R001');
  });

  test('a clicked button keeps no focus: the space bar still means next', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.click('#act-finish');
    await page.locator('.hand-empty').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => types()).toEqual(['finish', 'call-next']);
  });

  test('by the tab key every act has a visible focus, and space presses what has it', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.focus('#act-finish');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => focusOn(page)).toMatchObject({ id: 'act-finish', outline: 'solid' });
    await page.keyboard.press('Space');
    await expect.poll(() => types()).toEqual(['finish']);
  });
});

describe('what the rules refuse', () => {
  test('is a sentence beside the button, gone with the next act', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.keyboard.press('Space');
    await expect.poll(() => saying(page, 'next').innerText()).toContain('R001 已呼叫');
    await page.keyboard.press('F2');
    await page.locator('.hand-status-serving').waitFor();
    await expect.poll(() => saying(page, 'next').count()).toBe(0);
    expect(types()).toEqual(['serve']);
  });

  test('a cool-down counts down on its button and in its sentence, then both are free', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.keyboard.press('F4');
    await expect.poll(() => saying(page, 'acts').innerText()).toMatch(/还要等 2\d 秒/);
    await expect
      .poll(() => page.locator('#act-no-show .act-small').innerText())
      .toMatch(/^2\d 秒$/);
    stage().pass(30);
    await expect.poll(() => saying(page, 'acts').count()).toBe(0);
    await page.keyboard.press('F4');
    await expect.poll(() => types()).toEqual(['no-show']);
  });

  test('moves nothing on the page', async () => {
    stage().set('called');
    const page = await stage().open();
    const before = await placesOn(page);
    await page.keyboard.press('Space');
    await saying(page, 'next').waitFor();
    expect(await placesOn(page)).toEqual(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => saying(page, 'next').count()).toBe(0);
    expect(await placesOn(page)).toEqual(before);
  });

  test('a hub that cannot record now is tried again by itself, as the same deed', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    stage().hub.answer = () => ({ failed: 'unavailable' });
    await page.keyboard.press('Space');
    await expect.poll(() => saying(page, 'next').innerText()).toContain('自动重试');
    stage().hub.answer = (heard) => stage().byTheRules(heard);
    await expect.poll(() => label(page).innerText()).toBe('R001');
    expect(new Set(stage().asked.map(({ requestId }) => requestId)).size).toBe(1);
    await expect.poll(() => saying(page, 'next').count()).toBe(0);
  });
});

describe('tickets beside the line', () => {
  test('a ticket is put on hold for a reason and taken up again', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.keyboard.press('F6');
    await page.keyboard.press('2');
    await page.locator('.hand-empty').waitFor();
    expect(stage().asked.at(-1)).toMatchObject({ type: 'park', reason: 'copying' });
    await page.getByRole('button', { name: '恢复 R001' }).click();
    await expect.poll(() => label(page).innerText()).toBe('R001');
  });

  test('one that was missed is called back for a reason, or goes back in line', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.getByRole('button', { name: '呼叫 D001' }).click();
    await page.getByRole('menuitem').first().click();
    await expect.poll(() => label(page).innerText()).toBe('D001');
    stage().pass(40);
    // A click waits until the button is free, which is when the page has heard of the time.
    await page.click('#act-no-show');
    await page.getByRole('button', { name: '重新排队 D001' }).click();
    await expect.poll(() => page.locator('.aside .row', { hasText: 'D001' }).count()).toBe(0);
    expect(types()).toEqual(['call-ticket', 'no-show', 'rejoin']);
  });

  test('who asked for more minutes is listed with until when, and may be called by hand', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    expect(await page.locator('#postponed-title').count()).toBe(0);
    stage().set('postponed');
    const [first] = stage().day.view(here).postponed;
    const row = page.locator('.aside .row', { hasText: first?.label ?? 'none' });
    await expect.poll(() => row.innerText()).toContain(`至 ${clockTime(first?.until ?? 0)}`);
    // The rules change no class of it, so its menu offers none.
    await row.getByRole('button', { name: /的操作/ }).click();
    await page.getByRole('menuitem', { name: '办事人离开' }).waitFor();
    expect(await page.getByRole('menuitem', { name: /改类别/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: '呼叫' }).click();
    await page.getByRole('menuitem').first().click();
    await expect.poll(() => label(page).innerText()).toBe(first?.label);
    expect(types()).toEqual(['call-ticket']);
  });

  test('one that waits is called first for a reason, another cancelled', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.getByRole('button', { name: 'B002 的操作' }).click();
    await page.getByRole('menuitem', { name: '需要照顾' }).click();
    await expect.poll(() => label(page).innerText()).toBe('B002');
    await page.getByRole('button', { name: 'D002 的操作' }).click();
    await page.getByRole('menuitem', { name: '办事人离开' }).click();
    await expect.poll(() => page.locator('.up-next .row', { hasText: 'D002' }).count()).toBe(0);
    expect(stage().asked.map((asked) => 'reason' in asked && asked.reason)).toEqual([
      'needs-care',
      'visitor-left',
    ]);
  });

  test('a no to a row is said in the row', async () => {
    stage().set('serving');
    const page = await stage().open();
    await page.getByRole('button', { name: '恢复 B001' }).click();
    const row = page.locator('.row', { hasText: 'B001' });
    await expect.poll(() => row.locator('.row-said').innerText()).toContain('R001 还在手上');
    expect(stage().asked).toEqual([]);
  });

  test('a ticket goes to another service, or to one window that is open', async () => {
    stage().set('called');
    const page = await stage().open('&lang=en');
    await page.keyboard.press('F7');
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Window 4' }).click();
    await page.locator('.hand-empty').waitFor();
    await page.keyboard.press('Space');
    await label(page).waitFor();
    await page.keyboard.press('F7');
    await page.getByRole('menuitem', { name: 'Social insurance' }).click();
    await page.locator('.hand-empty').waitFor();
    expect(stage().asked.filter(({ type }) => type === 'transfer')).toMatchObject([
      { toCounter: beside },
      { toService: 'social-insurance' },
    ]);
  });

  test('a ticket ends in another way than done', async () => {
    stage().set('serving');
    const page = await stage().open();
    await page.click('#act-outcome');
    await page.getByRole('menuitem', { name: '需补材料' }).click();
    await page.locator('.hand-empty').waitFor();
    expect(stage().asked.at(-1)).toMatchObject({ type: 'finish', outcome: 'to-supplement' });
  });
});

describe('menus', () => {
  test('arrows move, Esc closes and gives the focus back', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.focus('#act-park');
    await page.keyboard.press('Enter');
    const focused = async () => (await focusOn(page)).text;
    await expect.poll(focused).toContain('填写表格');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toContain('复印材料');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toContain('填写表格');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    await expect.poll(async () => (await focusOn(page)).id).toBe('act-park');
    expect(stage().asked).toEqual([]);
  });

  test('a press beside it closes it, one on its button too', async () => {
    stage().set('called');
    const page = await stage().open();
    for (const where of ['.hand', '#act-park']) {
      await page.click('#act-park');
      await page.getByRole('menu').waitFor();
      await page.click(where);
      await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    }
  });

  test('it is about the ticket that was seen when it was opened', async () => {
    stage().set('called');
    const page = await stage().open();
    await page.keyboard.press('F6');
    await page.getByRole('menu').waitFor();
    const seen = stage().day.view(here).inHand?.ticket;
    stage().elsewhere(
      { kind: 'manager', id: 'm' as never },
      { type: 'finish', counter: here, outcome: 'done' },
    );
    await page.locator('.hand-empty').waitFor();
    await page.keyboard.press('1');
    await expect.poll(() => saying(page, 'acts').innerText()).toContain('没有号');
    expect(stage().asked).toMatchObject([{ type: 'park', ticket: seen }]);
  });
});

describe('pausing and leaving', () => {
  test('one key pauses for a reason and ends the pause', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.keyboard.press('F10');
    await page.keyboard.press('2');
    await expect.poll(() => page.locator('.next .saying').innerText()).toContain('用餐');
    await page.keyboard.press('Space');
    await expect.poll(() => saying(page, 'next').innerText()).toContain('先恢复');
    await page.keyboard.press('F10');
    await expect.poll(() => types()).toEqual(['pause', 'unpause']);
  });

  test('leaving with a ticket in hand is refused beside the button', async () => {
    stage().set('serving');
    const page = await stage().open();
    await page.click('#leave');
    await page.getByRole('menuitem').first().click();
    await expect.poll(() => page.locator('.header-saying').innerText()).toContain('R001 还在手上');
  });

  test('the door has the focus at the moment it appears, so that no press of Enter is lost', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    // A key that falls between the appearing and a focus set later would go to nobody.
    const focus = await page.evaluateHandle(() => {
      const at = { theDoor: '' };
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.door')) return;
        observer.disconnect();
        at.theDoor = document.activeElement?.className ?? '';
      }).observe(document.body, { childList: true, subtree: true });
      return at;
    });
    stage().elsewhere(colleague, { type: 'sign-in', counter: here, takeOver: true, move: true });
    await page.locator('.door').waitFor();
    await expect.poll(() => focus.evaluate((at) => at.theDoor)).toContain('door-enter');
  });

  test('a counter that was taken over shows the door, and is taken back by two presses', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    stage().elsewhere(colleague, { type: 'sign-in', counter: here, takeOver: true, move: true });
    await page.locator('.door').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.door-saying').innerText()).toContain('有同事登录着');
    await page.getByRole('button', { name: '接替' }).click();
    await page.locator('.counter').waitFor();
    expect(stage().asked.map((asked) => ('takeOver' in asked ? asked.takeOver : false))).toEqual([
      false,
      true,
    ]);
  });
});

describe('the hub away', () => {
  test('a page that hears nothing says so with the time, and is fresh again by itself', async () => {
    stage().set('called');
    const page = await stage().page(undefined, undefined, true);
    await page.clock.install();
    await page.goto(`${stage().hub.url}/console?counter=${here}`);
    await label(page).waitFor();
    stage().hub.silent = true;
    await page.clock.fastForward(11_000);
    const mark = page.locator('.stale-mark');
    await mark.waitFor();
    await says(mark, /最后更新\s*\d\d:\d\d/);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    stage().hub.silent = false;
    stage().tell();
    await expect.poll(() => mark.count()).toBe(0);
  });

  test('a sign-in that has ended leads to the sign-in page', async () => {
    stage().set('called');
    const page = await stage().page(undefined, undefined, true);
    // Runs after the stage's own, so that nobody is here.
    await page.addInitScript(() => {
      globalThis.fetch = () => Promise.resolve(new Response(null, { status: 401 }));
    });
    await page.goto(`${stage().hub.url}/console?counter=3`);
    await page.waitForURL('**/console/sign-in');
  });
});
