/**
 * Tickets of days that are over, read from the log behind the keeper's back.
 */
import { expect, test } from 'vitest';
import { pastPageRows, pastReadsMax } from '../../../server/http/limits.ts';
import { neverCloses } from '../../core/halls.ts';
import { HOUR_MS, MINUTE_MS, type World, worldOf } from './world.ts';

const DAY_MS = 24 * HOUR_MS;

/** Over midnight, with the new day open, to nine in the morning. */
async function nextDay({ clock, take, fillTickets }: World): Promise<void> {
  // 16:00 UTC is midnight at the hall, 1:00 is nine.
  clock.step(DAY_MS - ((clock.now() + 8 * HOUR_MS) % DAY_MS));
  await take('b');
  await fillTickets();
  clock.step(9 * HOUR_MS);
}

const ticketOf = async ({ get, hall }: World, id: string) =>
  (await get(`${hall}/tickets/${id}`)).body;

test('what became of a ticket is told on the next day and long after', async () => {
  const world = await worldOf();
  const { take, act, clock, post, hall } = world;
  const began = clock.now();
  const finished = await take('a');
  await act('1', 'call-next');
  clock.step(MINUTE_MS);
  await act('1', 'finish', { outcome: 'accepted' });
  const missed = await take('a');
  await act('1', 'call-next');
  clock.step(MINUTE_MS);
  await act('1', 'no-show');
  const cancelled = await take('a');
  await post(`${hall}/tickets/${cancelled.id}/cancel`, { reason: 'left' });
  const waiting = await take('a');
  for (let day = 1; day < 4; day += 1) {
    await nextDay(world);
    expect(await ticketOf(world, finished.id)).toEqual({
      ...{ id: finished.id, label: 'A001', day: '2026-11-17', service: 'a', status: 'finished' },
      ...{ ahead: null, counter: '1', postponedUntil: null, issuedAt: began, calledAt: began },
      ...{ endedAt: began + MINUTE_MS, outcome: 'accepted', class: 'ordinary', booking: null },
      ...{ range: null, promised: null, step: 0 },
      steps: [{ service: 'a', outcome: 'accepted' }],
    });
    expect(await ticketOf(world, missed.id)).toMatchObject({ label: 'A002', status: 'missed' });
    expect(await ticketOf(world, cancelled.id)).toMatchObject({ status: 'cancelled' });
    expect(await ticketOf(world, waiting.id)).toMatchObject({
      ...{ label: 'A004', status: 'unserved', ahead: null },
      endedAt: Date.UTC(2026, 10, 17, 16, 0),
    });
  }
});

test('a ticket that was transferred, parked and taken up again', async () => {
  const world = await worldOf();
  const { take, act } = world;
  const { id } = await take('a');
  await take('c');
  await act('3', 'call-next');
  await act('3', 'finish');
  await act('1', 'call-next');
  await act('1', 'transfer', { toCounter: '3', toService: 'c' });
  await act('3', 'call-next');
  await act('3', 'park', { reason: 'copying' });
  await act('3', 'resume', { ticket: id });
  await act('3', 'finish');
  const other = await take('a');
  await act('1', 'call-next');
  await act('1', 'transfer', { toCounter: '3' });
  await act('3', 'sign-out');
  await nextDay(world);
  expect(await ticketOf(world, id)).toMatchObject({
    ...{ service: 'c', counter: '3', status: 'finished', outcome: 'done' },
  });
  expect(await ticketOf(world, other.id)).toMatchObject({ service: 'a', status: 'unserved' });
});

test('in a hall that never closes the story goes on after midnight', async () => {
  const world = await worldOf({ configuration: neverCloses() });
  const { take, act, clock } = world;
  const crossed = await take('a');
  const inHand = await take('b');
  const gone = await take('c');
  await take('a');
  await act('1', 'call-next');
  await act('2', 'call-next');
  clock.step(10 * HOUR_MS);
  await act('3', 'call-next');
  clock.step(MINUTE_MS);
  await act('3', 'no-show');
  await act('3', 'sign-out');
  clock.step(5 * HOUR_MS);
  expect(await take('b')).toMatchObject({ label: 'B002' });
  expect((await act('1', 'finish')).body).toMatchObject({ id: crossed.id, status: 'finished' });
  expect((await act('1', 'call-next')).body).toMatchObject({ id: inHand.id });
  clock.step(MINUTE_MS);
  expect((await act('1', 'no-show')).status).toBe(200);
  await act('1', 'sign-out');
  await nextDay(world);
  expect(await ticketOf(world, crossed.id)).toMatchObject({
    ...{ day: '2026-11-17', label: 'A001', status: 'finished', counter: '1' },
    endedAt: Date.UTC(2026, 10, 17, 16, 1),
  });
  expect(await ticketOf(world, inHand.id)).toMatchObject({ label: 'B001', status: 'missed' });
  expect(await ticketOf(world, gone.id)).toMatchObject({ label: 'C001', status: 'missed' });
});

test('a long story is read in pages, and others get their turn between them', async () => {
  const world = await worldOf();
  const { take, act, parts, clock } = world;
  const { id } = await take('a');
  const submits = Array.from({ length: 2 * pastPageRows + 10 }, (_, index) =>
    parts.keeper.submit({
      command: { type: 'issue-ticket', service: 'c' as never, language: 'en', linkHash: null },
      by: { kind: 'kiosk', id: 'door' },
      requestId: `many-${index}`,
    }),
  );
  await Promise.all(submits);
  await act('1', 'call-next');
  await act('1', 'finish');
  await nextDay(world);
  let turns = 0;
  const soon = clock.soon.bind(clock);
  clock.soon = (turn) => {
    turns += 1;
    soon(turn);
  };
  expect(await ticketOf(world, id)).toMatchObject({ status: 'finished' });
  expect(turns).toBe(2);
});

test('too many at once are told to come again', async () => {
  const world = await worldOf();
  const { id } = await world.take('a');
  await nextDay(world);
  const { log } = world.parts;
  const read = log.read.bind(log);
  const held: (() => void)[] = [];
  const allHeld = new Promise<void>((all) => {
    Object.assign(log, {
      read: async (stream: string, after: number, limit: number) => {
        // Others follow the log as well.
        if (limit !== pastPageRows) return read(stream, after, limit);
        await new Promise<void>((go) => {
          held.push(go);
          if (held.length === pastReadsMax) all();
        });
        return read(stream, after, limit);
      },
    });
  });
  const ask = () => world.get(`${world.hall}/tickets/${id}`);
  const asked = Array.from({ length: pastReadsMax }, ask);
  await allHeld;
  const busy = await ask();
  expect([busy.status, busy.body.failed, busy.headers.get('retry-after')]).toEqual([
    ...[503, 'busy', '1'],
  ]);
  for (const go of held) go();
  const seen = (await Promise.all(asked)).map(({ status }) => status);
  expect(seen).toEqual(Array.from({ length: pastReadsMax }, () => 200));
});

test('a ticket of yesterday that the table does not know yet is not called unknown', async () => {
  const world = await worldOf();
  const { id } = await world.take('a');
  world.clock.step(DAY_MS);
  await world.take('b');
  const early = await world.get(`${world.hall}/tickets/${id}`);
  expect([early.status, early.body.failed]).toEqual([503, 'busy']);
  await world.fillTickets();
  expect(await ticketOf(world, id)).toMatchObject({ status: 'unserved' });
});

test('reading a past ticket writes nothing', async () => {
  const world = await worldOf();
  const { id } = await world.take('a');
  await nextDay(world);
  const head = await world.parts.log.head('hall:small');
  await ticketOf(world, id);
  expect(await world.parts.log.head('hall:small')).toBe(head);
});
