/**
 * The kiosk page while its stand-in gives the numbers, in a real Chromium: what works and what does not
 * stands there plainly, in three languages, in both shapes; nothing is promised that nobody knows.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label } from '../../core/hall/ids.ts';
import { exampleTicket, kioskExample } from '../../fixtures/screens/kiosk.ts';
import { act, button, number, shortened, sound, standing, tile } from './kiosk-stage.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

const lying = { width: 1920, height: 1080 };

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  const { names } = stage.hub;
  const services = names.services.map((one) =>
    one.id === 'tax' ? one : { ...one, realName: 'required' as const },
  );
  stage.hub.names = { ...names, services };
  stage.hub.show('kiosk', kioskExample(stage.hub.names, { awaySince: 1 }));
  stage.hub.answer = () => ({
    ...{ ok: true, seq: 9, ticket: exampleTicket, label: label('DK017'), away: true },
  });
});
afterEach(() => stage.end());
afterAll(() => stage.close());

describe.each([
  ['standing', standing],
  ['lying', lying],
])('away, %s', (shape, viewport) => {
  it('says what works and what does not, gives numbers, and promises nothing', async () => {
    const { page, complaints } = await stage.open('/kiosk', { viewport, hasTouch: true });
    await page.getByText('网络中断，仍可取号').waitFor();
    await page.getByText('暂时不能看等候时间').waitFor();
    await expect.poll(() => button(page, '呼叫帮助').isDisabled()).toBe(true);
    expect(await page.getByText('预约签到').count()).toBe(0);
    await sound(page, `away-${shape}-start`);
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await says(tile(page, '税务'), '可以取号');
    await sound(page, `away-${shape}-services`);
    await expect.poll(() => shortened(page)).toEqual([]);
    await tile(page, '税务').tap();
    await page.waitForSelector('.take');
    expect(await page.locator('.facts').innerText()).not.toContain('等候');
    await sound(page, `away-${shape}-take`);
    await act(page).tap();
    await number(page).waitFor();
    await expect.poll(() => number(page).innerText()).toBe('DK017');
    await says(page.locator('.number-ahead'), '此号已记下');
    await sound(page, `away-${shape}-number`);
    expect(complaints).toEqual([]);
  });

  it('an errand that needs a document says why, and where to go', async () => {
    const { page } = await stage.open('/kiosk', { viewport, hasTouch: true });
    await page.locator('.tile').nth(1).tap();
    const first = page.locator('.tile').nth(0);
    await page.waitForSelector('.kiosk-services');
    await says(first, '断网期间不能取号');
    await first.tap();
    await page.getByText('请到咨询台').first().waitFor();
    await sound(page, `away-${shape}-why`);
  });

  it.each([
    ['繁體', '網路中斷，仍可取號'],
    ['English', 'The network is down'],
  ])('in %s, in large type', async (language, hint) => {
    const { page } = await stage.open('/kiosk', { viewport, hasTouch: true });
    await button(page, language).tap();
    await page.locator('.foot > .button').nth(2).tap();
    await page.getByText(hint).first().waitFor();
    await sound(page, `away-${shape}-${language}-start`);
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await sound(page, `away-${shape}-${language}-services`);
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.take, .kiosk-why');
    if (await page.locator('.take').count()) {
      await act(page).tap();
      await number(page).waitFor();
      await sound(page, `away-${shape}-${language}-number`);
    }
  });
});
