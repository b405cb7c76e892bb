/**
 * A card in the place of a typed number, over real sockets: at a kiosk and at a counter, for a number
 * and for a booking. The same person as typed; the page never has the number, and nothing keeps it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CardReply, CardTold } from '../../../core/wire/card.ts';
import type { CardHolder } from '../../../drivers/driver.ts';
import { openReader } from '../../../drivers/open-reader.ts';
import { startPretendReader } from '../../../fixtures/machines/reader.ts';
import { testCards } from '../../../fixtures/machines/reader-cards.ts';
import { boss } from '../../core/hall.ts';
import { service, smallHall } from '../../core/halls.ts';
import { until } from '../../drivers/waiting.ts';
import { PretendCards } from '../devices/pretend-cards.ts';
import { settled } from '../hall/rig.ts';
import { hubOf, type PeerEnd } from './rig.ts';

const li: CardHolder = {
  ...{ card: 'resident', name: '李四', number: '11010119900307563X', birth: '1990-03-07' },
  ...{ validFrom: '2020-01-01', validTo: null },
};
const typed = { kind: 'id-card', number: li.number };
const wish = { wish: 'wish-0001' };
const slots = { slotMinutes: 60, perSlot: 2, daysAhead: 3, leadMinutes: 60 };
const booked = { ...slots, cancelMinutes: 60, earlyMinutes: 30, lateMinutes: 15 };

const hall = () =>
  smallHall({
    services: [
      service('a', 'A', true, { realName: 'required' }),
      service('b', 'B', true, { booking: booked }),
      service('c', 'C'),
      service('d', 'D', false),
    ],
  });

async function hubWithReaders() {
  const [door, one] = [new PretendCards(), new PretendCards()];
  const hub = await hubOf(
    hall(),
    new Map([
      ['kiosk:door', door],
      ['counter:1', one],
    ]),
  );
  return { hub, door, one };
}

const waitFor = (peer: PeerEnd): Promise<CardReply> => peer.ask('await-card', wish);

/** Lays the card on while the page waits. */
async function shown(peer: PeerEnd, reader: PretendCards, read = li): Promise<CardTold> {
  expect(await waitFor(peer)).toEqual({ ok: true, card: null });
  reader.lay({ read });
  const reply = await waitFor(peer);
  if (!('ok' in reply) || reply.card === null) throw new Error(JSON.stringify(reply));
  await peer.ask('leave-card', wish);
  return reply.card;
}

const take = (requestId: string, person: object) => ({
  requestId,
  command: { type: 'issue-ticket', service: 'a', person },
});

describe('at a kiosk', () => {
  it('FAIR-1 a card takes a number once, and is the same person as its number typed', async () => {
    const { hub, door } = await hubWithReaders();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const card = await shown(peer, door);
    expect(card).toMatchObject({ name: '李*', hint: '**3X' });
    const person = { kind: 'card', handle: card.handle };
    const first = await peer.command(take('1', person));
    expect(first).toMatchObject({ ok: true, label: 'A001' });
    expect(await peer.command(take('1', person))).toEqual(first);
    expect(await peer.command(take('2', person))).toEqual({ refused: 'card-unknown' });
    expect(await peer.command(take('3', typed))).toMatchObject({ refused: 'already-waiting' });
  });

  it('BOOK-3 a card books, and checks in', async () => {
    const { hub, door } = await hubWithReaders();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const book = await shown(peer, door);
    const days = (await peer.ask<{ days: { slots: { at: number }[] }[] }>('slots', {
      service: 'b',
    })) as { days: { slots: { at: number }[] }[] };
    const at = days.days[0]?.slots[0]?.at;
    const person = { kind: 'card', handle: book.handle };
    const said = { requestId: 'book-1', service: 'b', at, person };
    expect(await peer.ask('book', said)).toMatchObject({ ok: true, booking: { hint: '**3X' } });
    const again = await shown(peer, door);
    const check = { requestId: 'check-1', person: { kind: 'card', handle: again.handle } };
    expect(await peer.ask('check-in', check)).toMatchObject({ refused: 'too-early' });
    const used = { ...check, requestId: 'check-2' };
    expect(await peer.ask('check-in', used)).toEqual({ refused: 'card-unknown' });
  });

  it('is refused by name: no reader, another page, a wrong wish, a revoked key', async () => {
    const { hub } = await hubWithReaders();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    expect(await waitFor(peer)).toEqual({ ok: true, card: null });
    const twin = await hub.join('kiosk', 'kiosk=door');
    const other = { wish: 'wish-0002' };
    expect(await twin.peer.ask('await-card', other)).toEqual({ refused: 'busy' });
    expect(await peer.ask('await-card', { wish: '1' })).toMatchObject({ refused: 'bad-input' });
    hub.doors.revoked.add('kiosk=door');
    expect(await waitFor(peer)).toEqual({ refused: 'not-allowed' });
    hub.doors.away = true;
    expect(await waitFor(peer)).toEqual({ failed: 'unavailable' });
    hub.doors.away = false;
    const screen = await hub.join('display');
    expect(await waitFor(screen.peer)).toEqual({ refused: 'not-allowed' });
  });

  it('without readers every wish is told so', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    expect(await waitFor(peer)).toEqual({ refused: 'no-reader' });
  });
});

describe('at a counter', () => {
  it('a clerk takes a number by a card; a card read elsewhere is unknown there', async () => {
    const { hub, door, one } = await hubWithReaders();
    const kiosk = (await hub.join('kiosk', 'kiosk=door')).peer;
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    const elsewhere = { kind: 'card', handle: (await shown(kiosk, door)).handle };
    expect(await peer.command(take('1', elsewhere))).toEqual({ refused: 'card-unknown' });
    const here = { kind: 'card', handle: (await shown(peer, one)).handle };
    expect(await peer.command(take('2', here))).toMatchObject({ ok: true, label: 'A001' });
    expect(await kiosk.command(take('3', elsewhere))).toMatchObject({ refused: 'already-waiting' });
  });
});

describe('the card and the number in hand', () => {
  const zhao: CardHolder = { ...li, name: '赵六', number: '110101199003071495' };
  const command = (type: string, more: object = {}) => ({ type, ...more });

  async function working() {
    const made = await hubWithReaders();
    const { hub, door, one } = made;
    const visitor = (await hub.join('kiosk', 'kiosk=door')).peer;
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    let requests = 0;
    const asks = (end: PeerEnd, said: object) => {
      requests += 1;
      return end.command({ requestId: `r-${requests}`, command: said });
    };
    expect(await asks(peer, command('sign-in'))).toMatchObject({ ok: true });
    /** Calls the next one; its ticket. */
    const call = async (): Promise<string> => {
      const called = await asks(peer, command('call-next'));
      if (!('ok' in called) || !called.ticket) throw new Error(JSON.stringify(called));
      return called.ticket;
    };
    const cardOf = async (end: PeerEnd, reader: PretendCards, holder: CardHolder) => {
      const { handle } = await shown(end, reader, holder);
      return { kind: 'card', handle } as const;
    };
    const takes = async (holder: CardHolder | null, service = 'a') =>
      asks(visitor, {
        ...{ type: 'issue-ticket', service },
        ...(holder === null ? {} : { person: await cardOf(visitor, door, holder) }),
      });
    const match = (ticket: string, card: object) => peer.ask('match-card', { ticket, card });
    const matches = async (ticket: string, holder: CardHolder) =>
      match(ticket, await cardOf(peer, one, holder));
    return { ...made, peer, visitor, call, takes, match, matches, asks, cardOf };
  }

  it('FAIR-1 belongs to this number, or to another, which is named while it is not over', async () => {
    const { takes, call, matches, hub, visitor } = await working();
    await takes(li);
    await takes(zhao);
    const ticket = await call();
    expect(await matches(ticket, li)).toEqual({ ok: true, match: 'this-number' });
    const another = { ok: true, match: 'another-number', labels: ['A002'] };
    expect(await matches(ticket, zhao)).toEqual(another);
    const nobody = { ...li, name: '钱七', number: '110101199003072551' };
    expect(await matches(ticket, nobody)).toEqual({ ...another, labels: [] });
    expect(hub.cards.remembered).toBe(2);
    const [, theirs] = [...(await hub.keeper.look(({ tickets }) => tickets.keys()))];
    await hub.ask(boss.cancels(theirs ?? ''));
    expect(await matches(ticket, zhao)).toEqual({ ...another, labels: [] });
    expect(await visitor.ask('match-card', { ticket })).toEqual({ refused: 'not-allowed' });
  });

  it('is bound to nobody where no document was asked for, unless it was booked with this one', async () => {
    const { takes, call, matches, hub, peer, asks } = await working();
    await takes(null, 'b');
    const ticket = await call();
    expect(await matches(ticket, li)).toEqual({ ok: true, match: 'bound-to-nobody' });
    await asks(peer, command('serve', { ticket }));
    const days = await peer.ask<{ days: { slots: { at: number }[] }[] }>('slots', { service: 'b' });
    const at = days.days[0]?.slots[0]?.at ?? 0;
    const made = await peer.ask<{ booking: { code: string } }>('book', {
      ...{ requestId: 'book-1', service: 'b', at, person: typed },
    });
    hub.clock.step(at - hub.clock.now());
    await settled();
    const checkIn = { requestId: 'check-1', code: made.booking.code };
    expect(await peer.ask('check-in', checkIn)).toMatchObject({ ok: true });
    await asks(peer, command('finish', { ticket, outcome: 'done' }));
    const booked = await call();
    expect(await matches(booked, li)).toEqual({ ok: true, match: 'this-number' });
    expect(await matches(booked, zhao)).toEqual({ ok: true, match: 'bound-to-nobody' });
  });

  it('is asked of the number in hand alone, by a clerk, and of each card once', async () => {
    const { takes, call, match, hub, peer, one, cardOf } = await working();
    await takes(li);
    await takes(zhao);
    const ticket = await call();
    const card = await cardOf(peer, one, li);
    expect(await match('someone-elses', card)).toEqual({ refused: 'not-in-hand' });
    expect(await match(ticket, card)).toMatchObject({ ok: true });
    expect(await match(ticket, card)).toEqual({ refused: 'card-unknown' });
    expect(await match(ticket, { kind: 'id-card', number: li.number })).toMatchObject({
      ...{ refused: 'bad-input', field: 'card.kind' },
    });
    hub.doors.revoked.add('clerk=wang');
    expect(await match(ticket, card)).toEqual({ refused: 'not-allowed' });
    hub.doors.away = true;
    expect(await match(ticket, card)).toEqual({ failed: 'unavailable' });
  });
});

it('a card finds what was booked with its number, at the place where it was read', async () => {
  const { hub, door, one } = await hubWithReaders();
  const kiosk = (await hub.join('kiosk', 'kiosk=door')).peer;
  const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  const days = await peer.ask<{ days: { slots: { at: number }[] }[] }>('slots', { service: 'b' });
  const at = days.days[0]?.slots[0]?.at;
  await peer.ask('book', { requestId: 'book-1', service: 'b', at, person: typed });
  const elsewhere = { kind: 'card', handle: (await shown(kiosk, door)).handle };
  expect(await peer.ask('find-bookings', { person: elsewhere })).toEqual({
    refused: 'card-unknown',
  });
  const person = { kind: 'card', handle: (await shown(peer, one)).handle };
  const found = { ok: true, bookings: [{ hint: '**3X', state: 'booked' }] };
  expect(await peer.ask('find-bookings', { person })).toMatchObject(found);
  expect(await peer.ask('find-bookings', { person })).toMatchObject(found);
  expect(await peer.ask('check-in', { requestId: 'check-1', person })).toEqual({
    refused: 'card-unknown',
  });
});

it('FAIR-1 the whole way: a card on a reader, its bytes, a number in the log as a hash', async () => {
  const clock = { now: Date.now, setTimeout, clearTimeout };
  const pretend = await startPretendReader({ clock, tcpPort: 0 });
  onTestFinished(() => pretend.close());
  const reader = openReader(`tcp://127.0.0.1:${pretend.tcp?.port}`, clock);
  onTestFinished(() => reader.close());
  await until(
    'ready',
    () => reader.health().state === 'ready',
    (look) => reader.onHealth(look),
  );
  const hub = await hubOf(hall(), new Map([['kiosk:door', reader]]));
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  await waitFor(peer);
  const coming = waitFor(peer);
  pretend.engine.lay(testCards.zhang as (typeof testCards)[string]);
  const reply = (await coming) as { card: CardTold };
  expect(reply.card).toMatchObject({ name: '张*', hint: '**19' });
  const person = { kind: 'card', handle: reply.card.handle };
  expect(await peer.command(take('1', person))).toMatchObject({ ok: true, label: 'A001' });
  const number = { kind: 'id-card', number: testCards.zhang?.number };
  expect(await peer.command(take('2', number))).toMatchObject({ refused: 'already-waiting' });
});

it('name and number of a card stand nowhere: not in the log, the tables, or a complaint', async () => {
  const { hub, door } = await hubWithReaders();
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  const card = await shown(peer, door);
  await peer.command(take('1', { kind: 'card', handle: card.handle }));
  hub.doors.away = true;
  await peer.command(take('2', { kind: 'card', handle: card.handle }));
  await settled();
  const log = JSON.stringify(await hub.log.read('hall:small', 0));
  const files = await readdir(hub.folder);
  const tables = await Promise.all(files.map((file) => readFile(`${hub.folder}/${file}`)));
  const all = [log, ...tables.map(String), ...hub.complaints].join('\n');
  for (const secret of [li.number, li.number.slice(6, 14), li.name, card.handle]) {
    expect(all).not.toContain(secret);
  }
});
