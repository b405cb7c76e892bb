/**
 * An ID card at the kiosk in a real Chromium: where a page asks who one is and a reader stands there,
 * the card takes the place of the keys; the page shows a masked name and sends a handle, never a
 * number; and the wish for a card is taken back when the page leaves.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label } from '../../core/hall/ids.ts';
import type { CardReply } from '../../core/wire/card.ts';
import type { Reply } from '../../core/wire/messages.ts';
import { exampleTicket, kioskExamples } from '../../fixtures/screens/kiosk.ts';
import { act, button, number, sound, standing, tile } from './kiosk-stage.ts';
import { PublicStage } from './public-stage.ts';

const given: Reply = { ok: true, seq: 9, ticket: exampleTicket, label: label('X017'), ahead: 3 };
const handle = 'abcdefghijklmnopqrstuv';
const read: CardReply = { ok: true, card: { handle, name: '张*', hint: '**34' } };
const person = { kind: 'card', handle };

let stage: PublicStage;
/** What the reader says; answers to all else. */
let card: CardReply;
let others: ReturnType<typeof stage.hub.answer>;

beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  stage.hub.show('kiosk', kioskExamples.ranges(stage.hub.names));
  card = { ok: true, card: null };
  others = given;
  stage.hub.answer = ({ event }) => {
    if (event === 'await-card') return card;
    return event === 'leave-card' ? { ok: true, card: null } : others;
  };
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const heard = (event: string) => stage.hub.heard.filter((one) => one.event === event);
const commands = () => heard('command').map(({ body }) => body.command);

/** To the page that asks who one is. */
async function toPerson(language = '') {
  const { page } = await stage.open(`/kiosk${language}`, { viewport: standing, hasTouch: true });
  await page.locator('.tile').nth(2).tap();
  await page.locator('.tile').first().waitFor();
  await tile(page, language === '' ? '出入境证件' : nameOf(language)).tap();
  await act(page).tap();
  await page.waitForSelector('.kiosk-keys');
  return page;
}

function nameOf(query: string): string {
  const language = query === '?lang=en' ? 'en' : 'zh-Hant';
  const name = stage.hub.names.services.find(({ id }) => id === 'exit-entry')?.name;
  return name?.[language] ?? name?.['zh-Hans'] ?? '';
}

describe('a service that needs a document', () => {
  it('says where the card is laid, and takes the number with it, without a touch', async () => {
    const page = await toPerson();
    await page.getByText('请将身份证放在读卡区').waitFor();
    await sound(page, 'person-card');
    card = read;
    await number(page).waitFor();
    expect(commands()).toMatchObject([{ service: 'exit-entry', person }]);
    await expect.poll(() => heard('leave-card').length).toBe(1);
    expect(heard('leave-card')[0]?.body.wish).toBe(heard('await-card')[0]?.body.wish);
  });

  it('shows the masked name while the hub is asked, and sends the same card once more', async () => {
    const page = await toPerson();
    others = { failed: 'unavailable' };
    card = read;
    await page.locator('.typed-said [role=alert]').waitFor();
    await expect.poll(() => page.locator('.typed').innerText()).toBe('张* **34');
    await sound(page, 'person-card-read');
    others = given;
    await act(page).tap();
    await number(page).waitFor();
    expect(heard('command')).toHaveLength(2);
    expect(new Set(heard('command').map(({ body }) => body.requestId)).size).toBe(1);
    expect(commands()).toMatchObject([{ person }, { person }]);
  });

  it('a no of the hub forgets the card; a handle that is over asks for it again', async () => {
    const page = await toPerson();
    others = { refused: 'card-unknown' };
    card = read;
    await page.getByText('读卡已过时').waitFor();
    card = { ok: true, card: null };
    await page.locator('.typed-none').waitFor();
    others = given;
    card = read;
    await number(page).waitFor();
  });

  it.each([
    ['card-unreadable', '没有读到'],
    ['card-not-supported', '读不了这种证件'],
    ['card-expired', '不在有效期内'],
  ] as const)('%s is told, and the reader goes on', async (refused, words) => {
    const page = await toPerson();
    card = { refused };
    await page.getByText(words).waitFor();
    await sound(page, refused);
    card = read;
    await number(page).waitFor();
  });

  it('without a reader only the keys are offered, and nothing is said of a card', async () => {
    card = { refused: 'no-reader' };
    const page = await toPerson();
    await expect.poll(() => heard('await-card').length).toBeGreaterThan(0);
    expect(await page.getByText('读卡区').count()).toBe(0);
    await page.keyboard.type('11010519491231002x');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toMatchObject([{ person: { kind: 'id-card' } }]);
  });

  it('going back takes the wish back; another visit is another wish', async () => {
    const page = await toPerson();
    await page.getByText('读卡区').waitFor();
    await button(page, '返回').tap();
    await page.waitForSelector('.kiosk-take');
    await expect.poll(() => heard('leave-card').length).toBe(1);
    const before = heard('await-card').length;
    await act(page).tap();
    await expect.poll(() => heard('await-card').length).toBeGreaterThan(before);
    const wishes = new Set(heard('await-card').map(({ body }) => body.wish));
    expect(wishes.size).toBe(2);
  });

  it.each([
    ['?lang=en', 'Place your ID card on the reader'],
    ['?lang=zh-Hant', '請將身份證放在讀卡區'],
  ])('%s', async (language, words) => {
    const page = await toPerson(language);
    await page.getByText(words).waitFor();
    await sound(page, `person-card${language.replace('?lang=', '-')}`);
  });
});

it.each([
  ['lying', { width: 1920, height: 1080 }, false],
  ['large', standing, true],
] as const)(
  '%s: what is said of the reader has its place beside the keys',
  async (name, viewport, large) => {
    const { page } = await stage.open('/kiosk?lang=en', { viewport, hasTouch: true });
    if (large) {
      await button(page, 'Easy view').tap();
      await page.getByText('More services').tap();
    }
    await page.getByText('Check in').tap();
    for (const [refused, words] of [
      [null, 'Place your ID card on the reader'],
      ['card-not-supported', 'cannot be read here'],
    ] as const) {
      if (refused !== null) card = { refused };
      await page.getByText(words).waitFor();
      await sound(page, `check-in-${refused ?? 'card'}-${name}`);
    }
  },
);

it('checking in: the card is all that it takes', async () => {
  const { page } = await stage.open('/kiosk', { viewport: standing, hasTouch: true });
  await page.getByText('预约签到').tap();
  await page.getByText('请将身份证放在读卡区').waitFor();
  await sound(page, 'check-in-card');
  card = read;
  await number(page).waitFor();
  expect(heard('check-in')).toHaveLength(1);
  expect(heard('check-in')[0]?.body).toMatchObject({ person });
});
