/**
 * Between a reader and the page that asks: one wish at a reader, a card answers it and no other, the
 * page learns a masked name and a handle, and nobody is remembered for longer than two minutes.
 */
import { describe, expect, it } from 'vitest';
import type { CardTold } from '../../../core/wire/card.ts';
import type { CardHolder, CardRead } from '../../../drivers/driver.ts';
import { type CardAnswer, Cards, cardMs } from '../../../server/devices/cards.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { PretendCards } from './pretend-cards.ts';

const li: CardHolder = {
  ...{ card: 'resident', name: '李四', number: '11010119900307563X', birth: '1990-03-07' },
  ...{ validFrom: '2020-01-01', validTo: '2040-01-01' },
};
const waiting = { ok: true, card: null };
const [wish, other] = ['wish-0001', 'wish-0002'];
const place = 'kiosk:door';

function desk() {
  const [reader, second] = [new PretendCards(), new PretendCards()];
  const clock = new HubClock();
  const cards = new Cards({
    readers: new Map([
      [place, reader],
      ['counter:1', second],
    ]),
    ...{ clock, dice: new SeededDice('cards'), today: () => '2026-11-22' },
  });
  return { reader, second, clock, cards };
}

async function told(answer: Promise<CardAnswer>): Promise<CardTold> {
  const said = await answer;
  if (!('ok' in said) || said.card === null) throw new Error(`no card: ${JSON.stringify(said)}`);
  return said.card;
}

describe('a wish', () => {
  it('is answered at once the first time, then when a card comes, at the latest after 3 s', async () => {
    const { reader, clock, cards } = desk();
    expect(await cards.await(place, wish)).toEqual(waiting);
    expect(reader.waits.size).toBe(1);
    const held = cards.await(place, wish);
    clock.step(cardMs.hold);
    expect(await held).toEqual(waiting);
    const next = cards.await(place, wish);
    reader.lay({ read: li });
    expect(await told(next)).toEqual({
      ...{ name: '李*', hint: '**3X', handle: expect.stringMatching(/^[\w-]{22}$/) },
    });
  });

  it('gets the card also when it comes between two questions, and again when its answer is lost', async () => {
    const { reader, cards } = desk();
    await cards.await(place, wish);
    reader.lay({ read: li });
    const first = await told(cards.await(place, wish));
    expect(await told(cards.await(place, wish))).toEqual(first);
    expect(reader.waits.size).toBe(0);
  });

  it('is nobody else’s: another page is told that the reader is busy', async () => {
    const { reader, second, cards } = desk();
    await cards.await(place, wish);
    expect(await cards.await(place, other)).toEqual({ refused: 'busy' });
    await cards.await('counter:1', other);
    const elsewhere = cards.await('counter:1', other);
    reader.lay({ read: li });
    expect(second.waits.size).toBe(1);
    second.lay({ failed: 'unreadable' });
    expect(await elsewhere).toEqual({ refused: 'card-unreadable' });
    cards.leave(place, wish);
    expect(await cards.await(place, other)).toEqual(waiting);
    expect(await Promise.race([cards.await(place, other), 'nothing'])).toBe('nothing');
  });

  it('taken back: the reader looks for no card any more; only by its own page', async () => {
    const { reader, cards } = desk();
    await cards.await(place, wish);
    const held = cards.await(place, wish);
    cards.leave(place, other);
    expect(reader.waits.size).toBe(1);
    cards.leave(place, wish);
    expect(await held).toEqual({ refused: 'no-card' });
    expect(reader.waits.size).toBe(0);
  });

  it('is over after 60 s, whoever goes on asking', async () => {
    const { reader, clock, cards } = desk();
    await cards.await(place, wish);
    for (let passed = 0; passed < cardMs.wish - cardMs.hold; passed += cardMs.hold) {
      const held = cards.await(place, wish);
      clock.step(cardMs.hold);
      expect(await held).toEqual(waiting);
    }
    const last = cards.await(place, wish);
    clock.step(cardMs.hold);
    expect(await last).toEqual({ refused: 'no-card' });
    expect(reader.waits.size).toBe(0);
    expect(await cards.await(place, wish)).toEqual({ refused: 'no-card' });
  });

  it('lapses when its page has gone without a word', async () => {
    const { reader, clock, cards } = desk();
    await cards.await(place, wish);
    clock.step(cardMs.lapse);
    expect(reader.waits.size).toBe(0);
    expect(await cards.await(place, other)).toEqual(waiting);
  });

  it('without a reader, or one that does not work, is refused at once', async () => {
    const { reader, cards } = desk();
    expect(await cards.await('kiosk:back', wish)).toEqual({ refused: 'no-reader' });
    for (const state of ['unplugged', 'silent', 'error'] as const) {
      reader.state = 'ready';
      await cards.await(place, wish);
      reader.state = state;
      expect(await cards.await(place, wish)).toEqual({ refused: 'no-reader' });
      expect(reader.waits.size).toBe(0);
    }
  });

  const bad: readonly [string, CardRead, string][] = [
    ['lifted too soon', { failed: 'unreadable' }, 'card-unreadable'],
    ['with a wrong number', { failed: 'invalid' }, 'card-unreadable'],
    ['of another kind', { failed: 'not-supported' }, 'card-not-supported'],
    ['no longer valid', { read: { ...li, validTo: '2026-11-21' } }, 'card-expired'],
    ['not yet valid', { read: { ...li, validFrom: '2026-11-23' } }, 'card-expired'],
    ['with a number that cannot be', { read: { ...li, number: '?' } }, 'card-unreadable'],
  ];
  it.each(bad)('a card %s is told once, and the next card counts', async (_what, card, refused) => {
    const { reader, cards } = desk();
    await cards.await(place, wish);
    const held = cards.await(place, wish);
    reader.lay(card);
    expect(await held).toEqual({ refused });
    expect(cards.remembered).toBe(0);
    const next = cards.await(place, wish);
    reader.lay({ read: { ...li, validTo: null } });
    expect((await told(next)).name).toBe('李*');
  });
});

describe('a handle', () => {
  async function handled() {
    const all = desk();
    await all.cards.await(place, wish);
    all.reader.lay({ read: li });
    return { ...all, handle: (await told(all.cards.await(place, wish))).handle };
  }
  const person = { kind: 'id-card', number: li.number };

  it('stands for the person in one deed, which may be tried again, and in no other', async () => {
    const { cards, handle } = await handled();
    expect(cards.personOf(place, handle, 'tap-1')).toEqual(person);
    expect(cards.personOf(place, handle, 'tap-1')).toEqual(person);
    expect(cards.personOf(place, handle, 'tap-2')).toBeNull();
  });

  it('is good only where the card was read, and only as it is', async () => {
    const { cards, handle } = await handled();
    expect(cards.personOf('counter:1', handle, 'tap-1')).toBeNull();
    expect(cards.personOf(place, `${handle.slice(1)}A`, 'tap-1')).toBeNull();
    expect(cards.personOf(place, handle, 'tap-1')).toEqual(person);
  });

  it('is forgotten after two minutes, used or not, and when the hub closes', async () => {
    const { cards, clock, handle } = await handled();
    clock.step(cardMs.handle - 1);
    expect(cards.remembered).toBe(1);
    clock.step(1);
    expect(cards.remembered).toBe(0);
    expect(cards.personOf(place, handle, 'tap-1')).toBeNull();
    const again = await handled();
    again.cards.close();
    expect(again.cards.remembered).toBe(0);
  });

  it('of a foreign resident’s card is a document with letters', async () => {
    const { cards, reader } = desk();
    await cards.await(place, wish);
    const foreign = { ...li, card: 'foreign-resident', number: 'USA110100123456' } as const;
    reader.lay({ read: { ...foreign, name: 'EXAMPLE, NOBODY' } });
    const { handle, name, hint } = await told(cards.await(place, wish));
    expect([name, hint]).toEqual(['E*', '**56']);
    expect(cards.personOf(place, handle, '1')).toEqual({ kind: 'other', number: foreign.number });
  });
});
