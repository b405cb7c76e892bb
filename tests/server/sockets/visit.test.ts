/**
 * Visits on a pretend line: peers that go in the middle of their hello, and a thousand that come and
 * go, leave neither a seat nor a timer behind.
 */
import { expect, it } from 'vitest';
import { kioskId } from '../../../core/hall/ids.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import { Rooms } from '../../../server/sockets/rooms.ts';
import { type Connection, Visit } from '../../../server/sockets/visit.ts';
import { kiosk } from '../../core/hall.ts';
import { openHall } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { CountingClock } from './counting-clock.ts';
import { links } from './rig.ts';

async function visitors() {
  const hall = await openHall();
  const clock = new CountingClock();
  const facts = { now: noFacts, follow: () => () => {} };
  const emitted: string[] = [];
  const rooms = new Rooms({
    ...{ keeper: hall.keeper, facts, clock },
    emit: (room) => emitted.push(room),
  });
  let seated = 0;
  let atDoor: () => Promise<void> = async () => {};
  const doors = {
    kioskOf: async () => {
      await atDoor();
      return kioskId('door');
    },
    clerkOf: async () => null,
    mayWatch: async () => false,
  };
  const printing = {
    order: async () => 'ordered' as const,
    reprint: async () => 'ordered' as const,
    orderBooking: async () => 'ordered' as const,
  };
  const complain = () => {};
  const never = () => Promise.reject(new Error('nobody calls for help here'));
  const helpCalls = { call: never, accept: never, finish: never };
  const made = { slots: never, book: never, cancel: never, checkIn: never };
  const desk = { ...made, find: never, ofPerson: never, isBookedBy: never };
  const visitors = {
    today: async () => ({ visitor: null, visitorOfDay: null }),
    took: () => {},
    match: never,
    ticketsOf: never,
  };
  const people = { desk, visitors, helpCalls };
  const house = { rooms, clock, doors, links, printing, complain };
  const parts = { keeper: hall.keeper, ...house, ...people };
  const connect = () => {
    const line = { open: true, joined: new Set<string>(), states: 0, ended: 0 };
    const connection: Connection = {
      cookies: undefined,
      isOpen: () => line.open,
      join: (names) => {
        for (const name of names) line.joined.add(name);
      },
      leave: (names) => {
        for (const name of names) line.joined.delete(name);
      },
      send: () => {
        line.states += 1;
      },
      scanned: () => {},
      end: () => {
        line.ended += 1;
      },
    };
    const count = (change: 1 | -1) => {
      seated += change;
    };
    const visit = new Visit(connection, { ...parts, dice: new SeededDice('visit'), count });
    const hello = (peer: string) => visit.hello({ peer, protocol, seq: 0, rev: 0, names: null });
    const goes = () => {
      line.open = false;
      visit.ended();
    };
    return { line, hello, goes };
  };
  return {
    ...{ ...hall, clock, emitted, connect },
    seated: () => seated,
    atDoor: (act: () => Promise<void>) => {
      atDoor = act;
    },
  };
}

it('a thousand visits leave no seat, no room and no timer', async () => {
  const { ask, clock, connect, emitted, seated } = await visitors();
  for (let visit = 0; visit < 1_000; visit += 1) {
    const peer = connect();
    expect(await peer.hello(visit % 2 ? 'display' : 'kiosk')).toEqual({ ok: true });
    if (visit % 3 === 0) await peer.hello('display');
    peer.goes();
    expect(peer.line.joined.size).toBe(0);
  }
  expect(seated()).toBe(0);
  expect(clock.pending.size).toBe(0);
  await ask(kiosk.takes('a'));
  expect(emitted).toEqual([]);
});

it('a peer that goes in the middle of its hello gets no seat', async () => {
  const { ask, atDoor, clock, connect, emitted, seated } = await visitors();
  const peer = connect();
  atDoor(async () => peer.goes());
  await peer.hello('kiosk');
  expect(peer.line).toMatchObject({ states: 0, ended: 0 });
  expect(peer.line.joined.size).toBe(0);
  expect(seated()).toBe(0);
  expect(clock.pending.size).toBe(0);
  await ask(kiosk.takes('a'));
  expect(emitted).toEqual([]);
});

it('a peer joins in the very moment in which its first state is true', async () => {
  const { ask, atDoor, connect, emitted } = await visitors();
  const peer = connect();
  // A change comes while it is at the door: it is in the first state, or told to the room after it.
  atDoor(async () => void (await ask(kiosk.takes('a'))));
  await peer.hello('kiosk');
  expect(peer.line.states).toBe(1);
  expect([...peer.line.joined]).toEqual(['kiosk:door', 'seated']);
  await ask(kiosk.takes('b'));
  expect(emitted).toEqual(['kiosk:door']);
});
