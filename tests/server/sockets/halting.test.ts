/**
 * HALT-1 at every door of a real hub's sockets: a kiosk, a console that takes a number for somebody, the
 * check-in of a booking at both, and calls. What was given before is answered as before.
 */
import { expect, test } from 'vitest';
import type { EmergencyKind } from '../../../core/hall/halting.ts';
import { noFacts } from '../../../core/views/facts.ts';
import type { BookingReply, SlotsReply } from '../../../core/wire/booking.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { hubOf } from './rig.ts';

const hall = () =>
  smallHall({
    classes: [ticketClass('ordinary', 'ordinary'), ticketClass('booked', 'booked', { base: 30 })],
    services: [
      service('a', 'A', true, { booking: { slotMinutes: 30, perSlot: 1 } }),
      ...[service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
    ],
    booking: { ...smallHall().booking, cancelHours: 0, earlyMinutes: 60 },
  });
const person = { kind: 'id-card', number: '11010519491231002X' };
const take = (requestId: string) => ({
  requestId,
  command: { type: 'issue-ticket', service: 'a' },
});
const calls = (requestId: string) => ({ requestId, command: { type: 'call-next', after: null } });

async function hubWith() {
  const hub = await hubOf(hall());
  const { peer: kiosk } = await hub.join('kiosk', 'kiosk=door');
  const { peer: wang } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  const stands = (kind: EmergencyKind | null) =>
    hub.facts.say({ ...noFacts, emergency: kind && { kind, words: null, since: 0 } });
  await wang.command({ requestId: 'in', command: { type: 'sign-in' } });
  return { hub, kiosk, wang, stands };
}

test('HALT-1 in an evacuation no door gives a number and nobody is called', async () => {
  const { hub, kiosk, wang, stands } = await hubWith();
  const free = await kiosk.ask<SlotsReply>('slots', { service: 'a' });
  if (!('ok' in free)) throw new Error(JSON.stringify(free));
  const at = free.days[0]?.slots[0]?.at ?? 0;
  const wish = { requestId: 'b1', service: 'a', person, at };
  const booked = await kiosk.ask<BookingReply>('book', wish);
  if (!('ok' in booked)) throw new Error(JSON.stringify(booked));
  const { code } = booked.booking;
  const before = await kiosk.command(take('before'));
  const orders = hub.printing.orders.length;

  stands('evacuation');
  const no = { refused: 'emergency', kind: 'evacuation' };
  expect(await kiosk.command(take('k'))).toEqual(no);
  expect(await wang.command(take('w'))).toEqual(no);
  expect(await kiosk.ask('check-in', { requestId: 'c1', code })).toEqual(no);
  expect(await wang.ask('check-in', { requestId: 'c2', code, kiosk: 'door' })).toEqual(no);
  expect(await wang.command(calls('call'))).toEqual(no);
  expect(await kiosk.command(take('before'))).toEqual(before);
  expect(hub.printing.orders.slice(orders)).toMatchObject([{ label: 'A001' }]);
  expect(await hub.keeper.look(({ tickets }) => tickets.size)).toBe(1);

  stands(null);
  expect(await kiosk.ask('check-in', { requestId: 'c1', code })).toMatchObject({ ok: true });
  expect(await wang.command(calls('again'))).toMatchObject({ ok: true });
});

test('HALT-1 in a fault clerks call, and no number is given', async () => {
  const { kiosk, wang, stands } = await hubWith();
  await kiosk.command(take('before'));
  stands('fault');
  expect(await kiosk.command(take('k'))).toEqual({ refused: 'emergency', kind: 'fault' });
  expect(await wang.command(calls('call'))).toMatchObject({ ok: true, label: 'A001' });
});
