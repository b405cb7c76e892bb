/**
 * Every page on which a number is taken, as it looks: standing, lying and nearly square, in three
 * languages, in large type, with the longest names. Nothing small, cut off, or over something else.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleAnswer, kioskExample, kioskExamples } from '../../fixtures/screens/kiosk.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { picture, violationsOn } from './browser.ts';
import { act, number, overlaps, shortened, smallOn, standing } from './kiosk-stage.ts';
import { cutOff, PublicStage } from './public-stage.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  stage.hub.answer = exampleAnswer;
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const open = ({ viewport = standing, path = '/kiosk' }) =>
  stage.open(path, { viewport, hasTouch: true });

describe.each([
  ['standing', standing],
  ['lying', { width: 1920, height: 1080 }],
  ['square', { width: 1280, height: 1024 }],
])('%s', (shape, viewport) => {
  it.each(['zh-Hans', 'zh-Hant', 'en'])('every page of it in %s', async (lang) => {
    stage.hub.show('kiosk', kioskExamples['long-ranges'](stage.hub.names));
    const { page, complaints } = await open({ viewport, path: `/kiosk?lang=${lang}` });
    const look = async (name: string, at: string) => {
      await page.waitForSelector(`.kiosk-${at}`);
      await page.evaluate('document.fonts.ready');
      if (lang === 'en' && shape !== 'square')
        await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      await expect.poll(() => smallOn(page), { message: name }).toEqual([]);
      await expect.poll(() => overlaps(page), { message: name }).toEqual([]);
      await picture(page, `kiosk-${shape}-${lang}-${name}`);
    };
    await look('start', 'start');
    await expect.poll(() => shortened(page)).toEqual([]);
    await page.locator('.tile').nth(0).tap();
    await look('services', 'services');
    await expect.poll(() => shortened(page)).toEqual([]);
    await page.locator('.tile').nth(0).tap();
    await look('take', 'take');
    await page.locator('.beside-row').nth(0).tap();
    await look('items', 'options');
    await act(page).tap();
    await page.locator('.kiosk-take .beside-row').nth(1).tap();
    await look('more', 'options');
    await page.locator('.option').nth(0).tap();
    await act(page).tap();
    await look('take-chosen', 'take');
    await page.locator('.foot .button').nth(1).tap();
    await page.locator('.kiosk-start .tile').nth(2).tap();
    await page.locator('.kiosk-services .tile').nth(5).tap();
    await page.locator('.kiosk-take .button-main').tap();
    await page.waitForSelector('.kiosk-keys');
    await page.keyboard.type('1101051949123100');
    await look('person', 'keys');
    await page.keyboard.type('22');
    await look('person-wrong', 'keys');
    await page.locator('.kinds .button').nth(1).tap();
    await look('person-other', 'keys');
    expect(complaints).toEqual([]);
  });
});

it.each(['zh-Hans', 'zh-Hant', 'en'])(
  'in large type no tile of the example is cut short, %s',
  async (lang) => {
    stage.hub.show('kiosk', kioskExamples['long-ranges'](stage.hub.names));
    const { page } = await open({ path: `/kiosk?lang=${lang}` });
    await page.locator('.foot > .button').nth(2).tap();
    await page.evaluate('document.fonts.ready');
    await expect.poll(() => shortened(page)).toEqual([]);
    await picture(page, `kiosk-standing-${lang}-large-start`);
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await expect.poll(() => shortened(page)).toEqual([]);
    await picture(page, `kiosk-standing-${lang}-large-services`);
  },
);

it.each([
  ['standing', standing],
  ['lying', { width: 1920, height: 1080 }],
])('in large type, with the longest names, %s: nothing is cut off', async (shape, viewport) => {
  stage.hub.names = longNames();
  stage.hub.show(
    'kiosk',
    kioskExample(stage.hub.names, {
      crowd: 300,
      range: { low: 120, high: 150 },
      help: 'unanswered',
    }),
  );
  const { page } = await open({ viewport });
  await page.locator('.foot > .button').nth(2).tap();
  const look = async (name: string, at: string) => {
    await page.waitForSelector(`.kiosk-${at}`);
    await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
    await expect.poll(() => overlaps(page), { message: name }).toEqual([]);
    await picture(page, `kiosk-${shape}-large-long-${name}`);
  };
  await look('start', 'start');
  await page.locator('.kiosk-start .tile').nth(2).tap();
  await look('services', 'services');
  await page.locator('.tile').nth(0).tap();
  await look('take', 'take');
  await page.locator('.beside-row').nth(0).tap();
  await page.locator('.option').nth(0).tap();
  await look('more', 'options');
  await act(page).tap();
  await page.locator('.kiosk-take .beside-row').nth(1).tap();
  await page.waitForSelector('.kiosk-keys');
  await page.keyboard.type('110105194912310022');
  await look('person', 'keys');
  await page.locator('.foot > .button').nth(0).tap();
  await page.locator('.kiosk-take .button-main').tap();
  await number(page).waitFor();
  await look('number', 'number');
});
