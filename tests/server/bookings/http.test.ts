/**
 * Booking through the integration API: what is free, a place, one day a person, the refusals by name,
 * giving back, the calendar file, checking in, and guesses that are slowed down.
 */
import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { HOUR_MS, MINUTE_MS, worldOf } from '../http/world.ts';

/** The world begins on Tuesday, 2026-11-17, at 9:00. */
const tomorrowAtNine = Date.UTC(2026, 10, 18, 1);
const ids = ['11010519491231002X', '110101199003076675'] as const;

const bookedHall = (changes: Partial<Configuration> = {}): Configuration =>
  smallHall({
    classes: [ticketClass('ordinary', 'ordinary'), ticketClass('booked', 'booked', { base: 30 })],
    services: [
      service('a', 'A', true, { booking: { slotMinutes: 60, perSlot: 2 } }),
      ...[service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
    ],
    ...changes,
  });

const person = (number: string = ids[0]) => ({ kind: 'id-card', number });
const phone = (number: string) => ({ kind: 'phone', number });

async function hallWorld(changes: Partial<Configuration> = {}) {
  const world = await worldOf({ configuration: bookedHall(changes) });
  const { hall, post } = world;
  const book = (more: object = {}) =>
    post(`${hall}/bookings`, { service: 'a', at: tomorrowAtNine, person: person(), ...more });
  const checkIn = (body: object) => post(`${hall}/check-ins`, body);
  return { ...world, book, checkIn };
}

describe('slots', () => {
  test('are told by date, with what is left, up to five workdays ahead', async () => {
    const { get, hall, book } = await hallWorld();
    await book();
    const { status, body } = await get(`${hall}/services/a/slots`);
    expect(status).toBe(200);
    const dates = body.days.map(({ date }: { date: string }) => date);
    // Today those are left that can still be given back two hours before; no weekend.
    expect(dates).toEqual([
      ...['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'],
    ]);
    expect(body.days[0].slots[0]).toMatchObject({ minute: 660, free: 2 });
    expect(body.days[1].slots[0]).toEqual({
      ...{ at: tomorrowAtNine, ends: tomorrowAtNine + HOUR_MS, minute: 540, free: 1 },
    });
  });

  test('are refused by name where there are none', async () => {
    const { get, hall } = await hallWorld();
    expect(await get(`${hall}/services/b/slots`)).toMatchObject({
      ...{ status: 409, body: { refused: 'not-bookable', service: 'b' } },
    });
    expect(await get(`${hall}/services/zzz/slots`)).toMatchObject({
      ...{ status: 404, body: { refused: 'unknown-service' } },
    });
  });
});

describe('a place', () => {
  test('is booked, found by its code, and told without anything of the person', async () => {
    const { book, get, hall, lines } = await hallWorld();
    const { status, body } = await book({ requestId: 'r1', language: 'en' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ service: 'a', date: '2026-11-18', minute: 540, at: tomorrowAtNine, state: 'booked' },
      ...{ hint: '**2X', requestId: 'r1', ticket: null, language: 'en' },
      cancelUntil: tomorrowAtNine - 2 * HOUR_MS,
      checkInFrom: tomorrowAtNine - 30 * MINUTE_MS,
      checkInUntil: tomorrowAtNine + 15 * MINUTE_MS,
    });
    const found = await get(`${hall}/bookings/${body.code.toLowerCase()}`);
    const { requestId: _, ...booking } = body;
    expect(found).toMatchObject({ status: 200, body: booking });
    expect(JSON.stringify([body, lines])).not.toContain(ids[0].slice(6, 14));
    expect((await book({ requestId: 'r1' })).body).toEqual(body);
  });

  test('is found again by who has lost the code, from today on', async () => {
    const { book, post, hall } = await hallWorld();
    const { body: later } = await book({ at: tomorrowAtNine + 24 * HOUR_MS, requestId: 'later' });
    const { body: first } = await book({ requestId: 'first' });
    const { body } = await post(`${hall}/bookings/find`, { person: person() });
    const codes = body.bookings.map(({ code }: { code: string }) => code);
    expect(codes).toEqual([first.code, later.code]);
    const stranger = await post(`${hall}/bookings/find`, { person: person(ids[1]) });
    expect(stranger).toMatchObject({ status: 409, body: { refused: 'unknown-booking' } });
  });

  test('is refused by name, with what is needed to go on', async () => {
    const { book } = await hallWorld();
    const no = async (more: object) => (await book(more)).body;
    expect(await no({ service: 'zzz' })).toMatchObject({ refused: 'unknown-service' });
    expect(await no({ service: 'b' })).toMatchObject({ refused: 'not-bookable' });
    expect(await no({ at: tomorrowAtNine + 1 })).toMatchObject({ refused: 'no-such-slot' });
    expect(await no({ at: tomorrowAtNine - 24 * HOUR_MS })).toMatchObject({ refused: 'too-near' });
    expect(await no({ at: tomorrowAtNine + 8 * 24 * HOUR_MS })).toMatchObject({
      ...{ refused: 'too-far', until: '2026-11-24' },
    });
    await book();
    expect(await no({ at: tomorrowAtNine + HOUR_MS })).toMatchObject({
      ...{ refused: 'already-booked-that-day', date: '2026-11-18', max: 1 },
    });
    await book({ person: phone('13800000001') });
    expect(await no({ person: phone('13800000002') })).toMatchObject({
      ...{ refused: 'slot-full', at: tomorrowAtNine },
    });
    expect(await no({ person: person('110105194912310021') })).toMatchObject({
      ...{ refused: 'bad-input', field: 'person.number' },
    });
  });

  test('is given back until two hours before, and is free for somebody else then', async () => {
    const { book, ask, hall, clock } = await hallWorld();
    const { body } = await book();
    const path = `${hall}/bookings/${body.code}`;
    expect((await ask('DELETE', path)).body).toMatchObject({ state: 'cancelled' });
    expect((await ask('DELETE', path)).body).toMatchObject({ state: 'cancelled' });
    const again = await book({ requestId: 'again' });
    expect(again.status).toBe(201);
    clock.step(22 * HOUR_MS + MINUTE_MS);
    expect(await ask('DELETE', `${hall}/bookings/${again.body.code}`)).toMatchObject({
      status: 409,
      body: { refused: 'too-late-to-cancel', until: tomorrowAtNine - 2 * HOUR_MS },
    });
  });

  test('is a calendar file', async () => {
    const { book, get, hall } = await hallWorld();
    const { body } = await book();
    const { status, text, headers } = await get(`${hall}/bookings/${body.code}.ics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(text).toContain('DTSTART:20261118T010000Z\r\n');
    expect(text).toContain(`UID:${body.id}@small.jinghao\r\n`);
    expect((await get(`${hall}/bookings/ABCD2345.ics`)).status).toBe(404);
  });

  test('is nobody’s who does not have a token', async () => {
    const { hall, get, post } = await hallWorld();
    const none = { token: null };
    expect((await get(`${hall}/services/a/slots`, none)).status).toBe(401);
    expect((await post(`${hall}/bookings`, {}, none)).status).toBe(401);
    expect((await get(`${hall}/bookings/ABCD2345`, none)).status).toBe(401);
  });
});

describe('a check-in', () => {
  test('by code gives a ticket; again, it names that ticket and gives no other', async () => {
    const { book, checkIn, clock, get, hall } = await hallWorld();
    const { body: booking } = await book();
    expect((await checkIn({ code: booking.code })).body).toMatchObject({ refused: 'too-early' });
    clock.step(24 * HOUR_MS - 10 * MINUTE_MS);
    const first = await checkIn({ code: booking.code, kiosk: 'door', requestId: 'c1' });
    expect(first).toMatchObject({
      ...{ status: 201, body: { label: 'A001', service: 'a', paper: 'ordered' } },
    });
    expect((await checkIn({ code: booking.code, kiosk: 'door', requestId: 'c1' })).body).toEqual(
      first.body,
    );
    const again = await checkIn({ person: person() });
    expect(again).toMatchObject({
      status: 409,
      body: { refused: 'already-checked-in', ticket: first.body.id, label: 'A001' },
    });
    const shown = (await get(`${hall}/bookings/${booking.code}`)).body;
    expect(shown).toMatchObject({ state: 'checked-in', ticket: first.body.id });
  });

  test('by document finds the booking of today', async () => {
    const { book, checkIn, clock, parts, lines } = await hallWorld();
    await book();
    expect((await checkIn({ person: person() })).body).toMatchObject({
      refused: 'unknown-booking',
    });
    clock.step(24 * HOUR_MS);
    const other = { kind: 'other', number: ids[0] };
    expect((await checkIn({ person: other })).body).toMatchObject({ label: 'A001' });
    expect((await checkIn({ person: person(ids[1]) })).body).toMatchObject({
      refused: 'unknown-booking',
    });
    const said = JSON.stringify([await parts.log.read('hall:small', 0, 100), lines]);
    expect(said).toContain('ticket-issued');
    for (const number of ids) expect(said).not.toContain(number.slice(6, 14));
  });

  test('late gives an ordinary number', async () => {
    const { book, checkIn, clock, parts } = await hallWorld();
    const { body: booking } = await book();
    clock.step(24 * HOUR_MS + 16 * MINUTE_MS);
    const { body } = await checkIn({ code: booking.code });
    const ticket = await parts.keeper.look((hall) => hall.tickets.get(body.id));
    expect(ticket).toMatchObject({ class: 'ordinary', booking: { late: true } });
  });

  test('of what was given back or is of another day is refused', async () => {
    const { book, ask, checkIn, clock, hall } = await hallWorld();
    const { body: one } = await book();
    await ask('DELETE', `${hall}/bookings/${one.code}`);
    const { body: two } = await book({ requestId: 'two' });
    expect((await checkIn({ code: one.code })).body).toMatchObject({
      ...{ refused: 'booking-cancelled' },
    });
    clock.step(2 * 24 * HOUR_MS);
    expect((await checkIn({ code: two.code })).body).toMatchObject({ refused: 'booking-over' });
    expect((await checkIn({})).body).toMatchObject({ refused: 'bad-input', field: 'code' });
  });
});

test('who guesses codes has to wait, and codes that are right do not count', async () => {
  const { book, get, hall, clock } = await hallWorld();
  const { body } = await book();
  for (let right = 0; right < 30; right += 1) {
    expect((await get(`${hall}/bookings/${body.code}`)).status).toBe(200);
  }
  for (let wrong = 0; wrong < 20; wrong += 1) {
    expect((await get(`${hall}/bookings/ABCD2345`)).status).toBe(404);
  }
  expect(await get(`${hall}/bookings/${body.code}`)).toMatchObject({
    ...{ status: 429, body: { refused: 'too-many-tries' } },
  });
  clock.step(MINUTE_MS);
  expect((await get(`${hall}/bookings/${body.code}`)).status).toBe(200);
});

describe('a booking whose time is closed afterwards (BOOK-7)', () => {
  const holiday = {
    patterns: [],
    dates: [{ date: '2026-11-18', as: 'closed' as const, name: { 'zh-Hans': '休', en: 'Off' } }],
  };

  test('is listed and flagged for managers, and says so by its code and its file', async () => {
    const { get, hall, book, checkIn, parts } = await hallWorld();
    const { body } = await book();
    expect((await get(`${hall}/bookings/affected`)).body).toEqual({ bookings: [] });
    expect((await get(`${hall}/flags`)).body).toEqual({ flags: [] });
    const configuration = { ...bookedHall({ opening: holiday }), version: 'holiday-1' };
    await parts.keeper.submit({
      command: { type: 'open-day', configuration },
      ...{ by: { kind: 'hub', id: 'test' }, requestId: 'holiday' },
    });
    const { code } = body;
    const { bookings } = (await get(`${hall}/bookings/affected`)).body;
    expect(bookings).toMatchObject([{ code, service: 'a', date: '2026-11-18', closed: true }]);
    expect(JSON.stringify(bookings)).not.toContain(ids[0]);
    expect((await get(`${hall}/flags`)).body).toEqual({
      flags: [{ why: 'bookings-closed', bookings: 1, tickets: [] }],
    });
    expect((await get(`${hall}/bookings/${code}`)).body).toMatchObject({ closed: true });
    expect((await get(`${hall}/bookings/${code}.ics`)).text).toContain('STATUS:CANCELLED');
    expect(await checkIn({ code })).toMatchObject({
      ...{ status: 409, body: { refused: 'booking-closed', at: tomorrowAtNine } },
    });
  });

  test('is read by managers and tokens, by nobody else', async () => {
    const { get, hall } = await hallWorld();
    const { body } = await get(`${hall}/bookings/affected`, { token: null });
    expect(body.refused).toBe('not-signed-in');
  });
});
