/**
 * Booking over the sockets: at a kiosk and at a counter, with real clients on the real server.
 */
import { expect, test } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import type {
  BookingReply,
  BookingsReply,
  CheckInReply,
  SlotsReply,
} from '../../../core/wire/booking.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { type HubOf, hubOf, type PeerEnd } from '../sockets/rig.ts';

const minuteMs = 60_000;
const hall = (): Configuration =>
  smallHall({
    classes: [ticketClass('ordinary', 'ordinary'), ticketClass('booked', 'booked', { base: 30 })],
    services: [
      service('a', 'A', true, { booking: { slotMinutes: 30, perSlot: 1 } }),
      ...[service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
    ],
    booking: { ...smallHall().booking, cancelHours: 0, earlyMinutes: 60 },
  });
const person = { kind: 'id-card', number: '11010519491231002X' };
const other = { kind: 'phone', number: '13800000002' };

const slots = (peer: PeerEnd) => peer.ask<SlotsReply>('slots', { service: 'a' });
const book = (peer: PeerEnd, message: object) =>
  peer.ask<BookingReply>('book', { requestId: 'b1', service: 'a', person, ...message });
const checkIn = (peer: PeerEnd, message: object) =>
  peer.ask<CheckInReply>('check-in', { requestId: 'c1', ...message });

async function peersOf() {
  const hub: HubOf = await hubOf(hall());
  const { peer: kiosk } = await hub.join('kiosk', 'kiosk=door');
  const { peer: wang } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  const free = await slots(kiosk);
  if (!('ok' in free)) throw new Error(JSON.stringify(free));
  const at = free.days[0]?.slots[0]?.at ?? 0;
  return { hub, kiosk, wang, at };
}

test('a kiosk books, prints the booking, checks it in and prints the ticket', async () => {
  const { hub, kiosk, at } = await peersOf();
  const booked = await book(kiosk, { at });
  if (!('ok' in booked)) throw new Error(JSON.stringify(booked));
  const { id, code } = booked.booking;
  expect(hub.printing.orders).toEqual([{ kiosk: 'door', label: `booking ${id}` }]);
  expect(await book(kiosk, { at })).toEqual(booked);
  const given = await checkIn(kiosk, { code });
  expect(given).toMatchObject({ ok: true, label: 'A001' });
  expect(hub.printing.orders.at(-1)).toEqual({ kiosk: 'door', label: 'A001' });
  expect(await checkIn(kiosk, { person, requestId: 'c2' })).toMatchObject({
    ...{ refused: 'already-checked-in', label: 'A001' },
  });
});

test('a clerk books and checks in for somebody, in the clerk’s own name', async () => {
  const { hub, wang, at } = await peersOf();
  const booked = await book(wang, { at, language: 'en' });
  expect(booked).toMatchObject({ ok: true, booking: { language: 'en', hint: '**2X' } });
  const given = await checkIn(wang, { person, kiosk: 'door' });
  expect(given).toMatchObject({ ok: true, label: 'A001' });
  expect(hub.printing.orders).toEqual([{ kiosk: 'door', label: 'A001' }]);
  const origin = await hub.keeper.look((state) => [...state.tickets.values()][0]?.origin);
  expect(origin).toEqual({ kind: 'clerk', id: 'wang' });
});

test('who has lost the code finds it by the number, and gives the place back', async () => {
  const { kiosk, at } = await peersOf();
  const booked = await book(kiosk, { at });
  const found = await kiosk.ask<BookingsReply>('find-bookings', { person });
  if (!('ok' in booked) || !('ok' in found)) throw new Error(JSON.stringify([booked, found]));
  expect(found.bookings).toEqual([booked.booking]);
  const [first] = found.bookings;
  await kiosk.ask('cancel-booking', { code: first?.code });
  expect(await kiosk.ask('find-bookings', { person })).toEqual({ refused: 'unknown-booking' });
});

test('a clerk finds a booking by its code, also one that was given back', async () => {
  const { wang, at } = await peersOf();
  const booked = await book(wang, { at });
  if (!('ok' in booked)) throw new Error(JSON.stringify(booked));
  const { code } = booked.booking;
  const find = (message: object) => wang.ask<BookingsReply>('find-bookings', message);
  expect(await find({ code: code.toLowerCase() })).toEqual({
    ...{ ok: true, bookings: [booked.booking] },
  });
  expect(await find({ code: 'ABCD2345' })).toEqual({ refused: 'unknown-booking' });
  await wang.ask('cancel-booking', { code });
  expect(await find({ code })).toMatchObject({ bookings: [{ code, state: 'cancelled' }] });
  for (const message of [{}, { code, person }]) {
    expect(await find(message)).toMatchObject({ refused: 'bad-input', field: 'code' });
  }
});

test('a place that is given back is free for the next', async () => {
  const { kiosk, wang, at } = await peersOf();
  const booked = await book(kiosk, { at });
  const code = 'ok' in booked ? booked.booking.code : '';
  expect(await book(wang, { at, person: other })).toEqual({ refused: 'slot-full', at });
  const cancelled = await wang.ask<BookingReply>('cancel-booking', { code });
  expect(cancelled).toMatchObject({ ok: true, booking: { state: 'cancelled' } });
  expect(await book(wang, { at, person: other, requestId: 'b2' })).toMatchObject({ ok: true });
});

test('what is not understood is named, and who may not is told so', async () => {
  const { hub, kiosk, at } = await peersOf();
  expect(await book(kiosk, { at, person: { kind: 'id-card', number: '1' } })).toMatchObject({
    ...{ refused: 'bad-input', field: 'person.number' },
  });
  expect(await checkIn(kiosk, {})).toMatchObject({ refused: 'bad-input', field: 'code' });
  expect(await kiosk.ask('slots', { service: 'zzz' })).toMatchObject({
    ...{ refused: 'unknown-service' },
  });
  const no = { refused: 'not-allowed' };
  const { peer: display } = await hub.join('display');
  expect(await slots(display)).toEqual(no);
  hub.doors.revoked.add('kiosk=door');
  expect(await book(kiosk, { at })).toEqual(no);
  hub.doors.revoked.delete('kiosk=door');
  hub.doors.away = true;
  expect(await slots(kiosk)).toEqual({ failed: 'unavailable' });
});

test('guesses at a kiosk are slowed down, at the counter beside it they are not', async () => {
  const { hub, kiosk, wang } = await peersOf();
  const wrong = { code: 'ABCD2345' };
  for (let tries = 0; tries < 20; tries += 1) {
    expect(await kiosk.ask('cancel-booking', wrong)).toEqual({ refused: 'unknown-booking' });
  }
  expect(await checkIn(kiosk, wrong)).toEqual({
    ...{ refused: 'too-many-tries', retryAt: hub.clock.now() + minuteMs / 2 },
  });
  expect(await checkIn(wang, wrong)).toEqual({ refused: 'unknown-booking' });
});
