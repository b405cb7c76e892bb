/**
 * Rooms on a stepped clock: a first change goes at once, what follows goes together, the last state
 * is never dropped, and a room that everybody has left is gone.
 */
import { describe, expect, it } from 'vitest';
import { kioskId, ticketId } from '../../../core/hall/ids.ts';
import type { Hall } from '../../../core/hall/state.ts';
import { displayView } from '../../../core/views/display.ts';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import { phoneView } from '../../../core/views/phone.ts';
import type { State } from '../../../core/wire/messages.ts';
import { LogFailure } from '../../../log/log.ts';
import { type Render, Room } from '../../../server/sockets/room.ts';
import { Rooms, type Seat } from '../../../server/sockets/rooms.ts';
import { boss, given, kiosk, type Play } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { settled } from '../hall/rig.ts';
import { HubClock } from '../http/clock.ts';
import { CountingClock } from './counting-clock.ts';

/** One room of a hall that is open; `say` lets something happen in the hall and tells the room. */
function roomOf(render: Render = displayView) {
  const play = given(boss.opens()).state();
  const hall = play.state as Hall;
  const clock = new HubClock();
  const sent: State[] = [];
  const log = { away: false };
  let facts: HouseFacts = noFacts;
  let gone = 0;
  const room = new Room({
    ...{ clock, render, facts: () => facts },
    look: async (read) => {
      if (log.away) throw new LogFailure('unavailable', 'the hall is recovering');
      return read(hall);
    },
    emit: (state) => sent.push(state),
    gone: () => {
      gone += 1;
    },
  });
  const take = () => {
    play.go(kiosk.takes('a'));
    room.change(hall);
  };
  const step = async (ms: number) => {
    clock.step(ms);
    await settled();
  };
  return {
    ...{ room, hall, play, clock, sent, log, take, step },
    seqs: () => sent.map(({ seq }) => seq),
    says: (next: HouseFacts) => {
      facts = next;
      room.change(hall);
    },
    gone: () => gone,
  };
}

describe('a room', () => {
  it('sends a first change at once', () => {
    const { take, seqs } = roomOf();
    take();
    expect(seqs()).toEqual([2]);
  });

  it('sends what follows within 100 ms together, as it then is', async () => {
    const { take, seqs, sent, step, hall } = roomOf();
    for (let taken = 0; taken < 5; taken += 1) take();
    await step(99);
    expect(seqs()).toEqual([2]);
    await step(1);
    expect(seqs()).toEqual([2, 6]);
    expect(sent.at(-1)?.view).toEqual(displayView(hall));
  });

  it('never drops the last state, however the changes fall', async () => {
    const { take, seqs, sent, step, hall } = roomOf();
    for (let taken = 0; taken < 100; taken += 1) {
      take();
      await step(10);
    }
    await step(100);
    expect(seqs().at(-1)).toBe(101);
    expect(sent.at(-1)?.view).toEqual(displayView(hall));
    // One at once, then one in 100 ms.
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent.length).toBeGreaterThanOrEqual(10);
  });

  it('sends the next change at once again when it was quiet', async () => {
    const { take, seqs, step } = roomOf();
    take();
    await step(100);
    take();
    expect(seqs()).toEqual([2, 3]);
    await step(100);
    await step(100);
    expect(seqs()).toEqual([2, 3]);
  });

  it('sends nothing when its view is what it was', async () => {
    const { says, room, hall, sent, step, play } = roomOf();
    room.change(hall);
    await step(100);
    says({ ...noFacts, rev: 1, printers: new Map([[kioskId('door'), 'paper-out']]) });
    await step(100);
    play.go({ ms: 60_000 });
    room.change(hall);
    await step(100);
    expect(sent).toHaveLength(1);
  });

  it('tells of a call at the hall’s time, also after a clock that ran ahead was set back', async () => {
    const { says, take, clock, sent, step, hall } = roomOf((at, { rev }) => [at.seq, rev] as never);
    clock.setWall(hall.at - clock.now() + 40_000);
    says({ ...noFacts, rev: 1 });
    clock.setWall(-60_000);
    await step(100);
    take();
    expect(sent.map(({ seq, now }) => [seq, now - hall.at])).toEqual([
      [1, 40_000],
      [2, 0],
    ]);
  });

  it('tells a later time with every state of one change, while the clock that was set back stands still', async () => {
    let forecast = 0;
    const { room, says, step, sent, clock, hall } = roomOf(() => ({ forecast }) as never);
    says({ ...noFacts, rev: 1 });
    clock.setWall(-60_000);
    const greeted = room.stateFor(hall, null);
    await step(100);
    forecast = 1;
    room.change(hall);
    const [first, second] = sent.map(({ now }) => now);
    expect(greeted?.now).toBeGreaterThan(first ?? Number.NaN);
    expect(second).toBeGreaterThan(greeted?.now ?? Number.NaN);
  });

  it('takes back what it told a newcomer of a moment, when that is over before it was sent', async () => {
    const { room, says, step, sent, hall } = roomOf((_, { rev }) => ({ range: rev % 2 }) as never);
    says({ ...noFacts, rev: 2 });
    // Within the 100 ms it changes, somebody comes in, and it changes back.
    says({ ...noFacts, rev: 3 });
    expect(room.stateFor(hall, null)?.view).toEqual({ range: 1 });
    says({ ...noFacts, rev: 4 });
    await step(100);
    expect(sent.map(({ view }) => view)).toEqual([{ range: 0 }, { range: 0 }]);
    expect(sent.at(-1)?.rev).toBe(4);
  });

  it('sends nothing while the log is away, and the truth when it is back', async () => {
    const { take, seqs, step, log, room, hall } = roomOf();
    take();
    take();
    log.away = true;
    await step(100);
    await step(1_000);
    expect(seqs()).toEqual([2]);
    log.away = false;
    room.change(hall);
    expect(seqs()).toEqual([2, 3]);
  });

  it('sends names when they are new to it, and not again', async () => {
    const { room, hall, play, sent, step } = roomOf();
    const first = room.stateFor(hall, null);
    expect(first?.names?.version).toBe('v1');
    expect(room.stateFor(hall, 'v1')).not.toHaveProperty('names');
    // Everybody in the room got them with their own first state.
    play.go(kiosk.takes('a'));
    room.change(hall);
    expect(sent.at(-1)).not.toHaveProperty('names');
    await step(100);
    play.go(boss.opens(smallHall({ version: 'v2' })));
    room.change(hall);
    expect(sent.at(-1)?.names?.version).toBe('v2');
    await step(100);
    play.go(kiosk.takes('a'));
    room.change(hall);
    expect(sent.at(-1)).not.toHaveProperty('names');
  });

  it('gives new names to those who were in it although somebody came with them in between', async () => {
    const { room, hall, play, sent, step, take } = roomOf();
    room.stateFor(hall, 'v1');
    take();
    play.go(boss.opens(smallHall({ version: 'v2' })));
    room.change(hall);
    expect(room.stateFor(hall, null)?.names?.version).toBe('v2');
    await step(100);
    expect(sent.at(-1)?.names?.version).toBe('v2');
  });

  it('whose subject is gone says so and sends nothing', async () => {
    const nobody = ticketId('t99');
    const { room, hall, sent, gone } = roomOf((of) => phoneView(of, noFacts, nobody));
    expect(room.stateFor(hall, null)).toBeNull();
    room.change(hall);
    expect(gone()).toBe(1);
    expect(sent).toEqual([]);
  });

  it('that is closed sends nothing more', async () => {
    const { take, room, seqs, step } = roomOf();
    take();
    take();
    room.close();
    await step(100);
    expect(seqs()).toEqual([2]);
  });
});

describe('rooms', () => {
  function roomsOf(play: Play = given(boss.opens()).state()) {
    const hall = play.state as Hall;
    const clock = new CountingClock();
    const emitted: string[] = [];
    const putOut: string[] = [];
    const tells = new Set<(change: { events: []; hall: Hall }) => void>();
    const log = { away: false };
    let heard = () => {};
    const facts = {
      now: noFacts,
      follow: (listen: () => void) => {
        heard = listen;
        return () => {};
      },
    };
    /** What is told of the facts, and then of the hall's clock, so that all may send again. */
    const says = async (next: Partial<HouseFacts>) => {
      facts.now = { ...facts.now, ...next };
      heard();
      await settled();
      clock.step(100);
      await settled();
    };
    const rooms = new Rooms({
      keeper: {
        look: async (read) => {
          if (log.away) throw new LogFailure('unavailable', 'the hall is recovering');
          return read(hall);
        },
        follow: (tell) => {
          tells.add(tell);
          return () => tells.delete(tell);
        },
      },
      facts,
      clock,
      emit: (room) => emitted.push(room),
      putOut: (room) => putOut.push(room),
    });
    const tell = () => {
      for (const one of tells) one({ events: [], hall });
    };
    return { rooms, clock, emitted, putOut, tell, tells, play, log, says };
  }

  it('are left empty without a trace: nothing grows over 1,000 visits', async () => {
    const { rooms, clock, emitted, tell } = roomsOf();
    const seats: Seat[] = [{ peer: 'display' }, { peer: 'kiosk', kiosk: kioskId('door') }];
    for (let visit = 0; visit < 1_000; visit += 1) {
      for (const seat of seats) await rooms.enter(seat, null);
      tell();
      for (const seat of seats) rooms.leave(seat);
    }
    emitted.length = 0;
    tell();
    expect(emitted).toEqual([]);
    expect(clock.pending.size).toBe(0);
  });

  it('stay as long as one is left', async () => {
    const { rooms, emitted, tell, play } = roomsOf();
    await rooms.enter({ peer: 'display' }, 'v1');
    await rooms.enter({ peer: 'display' }, 'v1');
    rooms.leave({ peer: 'display' });
    play.go(kiosk.takes('a'));
    tell();
    expect(emitted).toEqual(['display']);
  });

  it('that nobody could enter are not kept: a log that is away, a ticket that is none', async () => {
    const { rooms, emitted, putOut, tell, log } = roomsOf();
    log.away = true;
    const entering = rooms.enter({ peer: 'display' }, null);
    await expect(entering).rejects.toMatchObject({ code: 'unavailable' });
    log.away = false;
    expect(await rooms.enter({ peer: 'phone', linkHash: 'none' }, null)).toBeNull();
    tell();
    expect([...emitted, ...putOut]).toEqual([]);
  });

  it('put their peers out when what they show is gone', async () => {
    const play = given(boss.opens(), kiosk.takes('a', 'hash')).state();
    const { rooms, putOut, tell } = roomsOf(play);
    await rooms.enter({ peer: 'phone', linkHash: 'hash' }, null);
    play.go(boss.closes());
    play.go({ clock: '00:00', days: 1 });
    play.go(boss.opens());
    tell();
    expect(putOut).toEqual(['phone:hash']);
  });

  it('of counters are not made again for a forecast, and are for a printer', async () => {
    const { rooms, emitted, play, says } = roomsOf();
    const counter = [...(play.state as Hall).counters.keys()][0];
    if (counter === undefined) throw new Error('the small hall has a counter');
    await rooms.enter({ peer: 'counter', counter }, 'v1');
    await rooms.enter({ peer: 'kiosk', kiosk: kioskId('door') }, 'v1');
    await says({});
    emitted.length = 0;
    // Kept from it, the counter cannot know of the change in the hall either.
    play.go(kiosk.takes('a'));
    await says({ forecast: { ...noFacts.forecast } });
    expect(emitted).toEqual(['kiosk:door']);
    await says({ printers: new Map([[kioskId('door'), 'paper-low']]) });
    expect(emitted.slice(1)).toEqual([`counter:${counter}`, 'kiosk:door']);
  });

  it('follow nobody once they are closed', async () => {
    const { rooms, tells, clock, tell, play } = roomsOf();
    await rooms.enter({ peer: 'display' }, 'v1');
    play.go(kiosk.takes('a'));
    tell();
    rooms.close();
    expect(tells.size).toBe(0);
    expect(clock.pending.size).toBe(0);
  });
});
