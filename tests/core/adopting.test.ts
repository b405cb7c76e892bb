/** Numbers that a kiosk gave by itself while the hub was away: how they become the hall's. */
import { describe, expect, test } from 'vitest';
import { awayConfiguration, holdMs } from '../../core/hall/adopting.ts';
import { answerOf } from '../../core/hall/answers.ts';
import { decide } from '../../core/hall/decide.ts';
import type { HallEvent } from '../../core/hall/events.ts';
import { kioskId, serviceId } from '../../core/hall/ids.ts';
import { nextDue } from '../../core/hall/opening.ts';
import type { Hall } from '../../core/hall/state.ts';
import {
  at,
  boss,
  given,
  hub,
  kiosk,
  later,
  minuteMs,
  nextDay,
  refused,
  type Step,
  start,
  visitor,
  wang,
} from './hall.ts';
import { allClasses, neverCloses, service, smallHall } from './halls.ts';

const open = hub.opens();
/** Twenty minutes into the day, with a clerk at counter 2, who serves a. */
const morning: readonly Step[] = [open, wang.signsIn('2'), later(1200)];
const hold = later(holdMs / 1000);
const unheld = hub.passesTime();

describe('labels', () => {
  test('AWAY-1 the label is of the kiosk’s own family, and no other is taken over', () => {
    given(...morning)
      .when(kiosk.adopts('x1', 'AK007', 5))
      .then(['ticket-adopted', { label: 'AK007', ticket: 'x1', kiosk: 'door' }]);
    for (const label of ['A007', 'AC007', 'AK07', 'IK001', 'K001']) {
      given(...morning)
        .when(kiosk.adopts('x1', label, 5))
        .then(refused('label-not-away', { label }));
    }
  });

  test('AWAY-1 a label of another prefix than the service has by now is taken over all the same', () => {
    given(...morning)
      .when(kiosk.adopts('x1', 'CK001', 5))
      .then(['ticket-adopted', { label: 'CK001' }]);
  });

  test('AWAY-1 no label twice on a date, and the stand-in is told which was the last', () => {
    const two = [...morning, kiosk.adopts('x1', 'AK007', 5), kiosk.adopts('x2', 'AK003', 4)];
    given(...two)
      .when(kiosk.adopts('x3', 'AK003', 3))
      .then(refused('label-taken', { label: 'AK003' }));
    expect(
      given(...two)
        .state()
        .state.numbers.get('AK'),
    ).toBe(7);
    const again = given(...two, boss.closes(), hub.opens()).state();
    expect(again.state.numbers.get('AK')).toBe(7);
  });

  test('AWAY-1 a label that crossed midnight is taken as well', () => {
    const crossing = [hub.opens(neverCloses()), kiosk.adopts('x1', 'AK001', 0), nextDay('0:01')];
    given(...crossing, unheld)
      .when(kiosk.adopts('x2', 'AK001', 0))
      .then(refused('label-taken', { label: 'AK001' }));
  });

  test('AWAY-1 AWAY-2 the stand-in’s configuration numbers in that family and counts no people', () => {
    const stands = awayConfiguration(smallHall({ rules: { ...smallHall().rules, peopleMax: 1 } }), {
      letter: 'K',
    });
    const away = [hub.opens(stands), kiosk.takes('a')];
    given(...away)
      .when(kiosk.takes('a'))
      .then(['ticket-issued', { label: 'AK002' }]);
    given(...away)
      .when(kiosk.takes('b'))
      .then(['ticket-issued', { label: 'BK001' }]);
  });

  test('AWAY-2 a service that wants a person gives no number away, one that may have one does', () => {
    const services = [
      service('a', 'A', true, { realName: 'required' }),
      service('b', 'B', true, { realName: 'optional' }),
      service('c', 'C', false),
      service('d', 'D', false),
    ];
    const away = hub.opens(awayConfiguration(smallHall({ services }), { letter: 'K' }));
    given(away)
      .when(kiosk.takes('a'))
      .then(refused('identity-needed', { service: 'a' }));
    given(away)
      .when(kiosk.takes('b'))
      .then(['ticket-issued', { label: 'BK001', visitor: null }]);
    given(away)
      .when(kiosk.takes('c'))
      .then(refused('service-closed', { service: 'c' }));
  });
});

describe('what is adopted', () => {
  test('AWAY-3 it keeps id, label, language, link and what else was said of it', () => {
    const services = [
      service('a', 'A', true, { leadsTo: [serviceId('b')] }),
      ...smallHall().services.slice(1),
    ];
    const how = { linkHash: 'hash', class: 'care', items: ['lost'], needs: ['lost'] };
    const { play } = given(
      hub.opens(smallHall({ services, classes: allClasses })),
      later(600),
    ).when(kiosk.adopts('x1', 'AK001', 5, how));
    const ticket = play.ticket('x1');
    expect(ticket).toMatchObject({
      ...{ label: 'AK001', status: 'held', class: 'care', needs: [], linkHash: 'hash' },
      ...{ visitor: null, booking: null, promised: null, origin: { kind: 'kiosk', id: 'door' } },
      away: { kiosk: 'door', unsure: false, ended: null, takenAt: play.at - 5 * minuteMs },
      issuedAt: play.at - 5 * minuteMs,
    });
    expect(ticket.steps.map(({ service: at, items }) => [at, items])).toEqual([
      ['a', []],
      ['b', []],
    ]);
    expect(play.state.links.get('hash')).toBe('x1');
  });

  test('AWAY-3 a class that is not for visitors to choose, or is gone, is the ordinary one', () => {
    for (const wanted of ['urgent', 'booked', 'army', 'gone']) {
      given(hub.opens(smallHall({ classes: allClasses })))
        .when(kiosk.adopts('x1', 'AK001', 0, { class: wanted }))
        .then(['ticket-adopted', { class: 'ordinary' }]);
    }
  });

  test('AWAY-3 the same adoption again changes nothing; it is answered with its label', () => {
    const { answer } = given(...morning).when(kiosk.adopts('x1', 'AK001', 5));
    expect(answerOf(answer as HallEvent[])).toEqual({ ticket: 'x1', label: 'AK001', away: true });
    given(...morning, kiosk.adopts('x1', 'AK001', 5))
      .when(kiosk.adopts('x1', 'AK001', 5))
      .then();
    given(...morning, kiosk.adopts('x1', 'AK001', 300))
      .when(kiosk.adopts('x1', 'AK001', 300))
      .then();
  });

  test('AWAY-3 hours and limits do not hold for it, and it counts for those of the day', () => {
    const services = [
      service('a', 'A', true, { dailyMax: 2 }),
      service('b', 'B', false),
      ...smallHall().services.slice(2),
    ];
    const day = [hub.opens(smallHall({ services })), kiosk.adopts('x1', 'AK001', 0)];
    given(...day, kiosk.adopts('x2', 'AK002', 0), kiosk.adopts('x3', 'AK003', 0))
      .when(kiosk.takes('a'))
      .then(refused('day-exhausted', { max: 2 }));
    given(...day)
      .when(kiosk.adopts('x4', 'BK001', 0, { service: 'b' }))
      .then(['ticket-adopted', { ended: null }]);
  });

  test('AWAY-3 only the kiosk itself hands its numbers over', () => {
    const { play } = given(...morning).when(kiosk.takes('a'));
    const step = kiosk.adopts('x1', 'AK001', 1);
    expect(() => play.ask(play.timed(step), { kind: 'token', id: 'gateway' })).toThrow();
    expect(() => play.ask(play.timed(step), { kind: 'kiosk', id: 'gate' })).toThrow();
  });
});

describe('age', () => {
  test('AWAY-4 it stands by when it was taken', () => {
    const mixed = [
      ...morning,
      kiosk.takes('a'),
      later(600),
      kiosk.adopts('x2', 'AK002', 5),
      kiosk.adopts('x1', 'AK001', 15),
    ];
    const { play } = given(...mixed, hold).when(unheld);
    const called = ['x1', 't1', 'x2'].map((id) => {
      play.go(wang.callsNext('2'));
      play.go(wang.finishes('2'));
      return id;
    });
    const calls = play.told.flatMap(({ type, body }) => (type === 'ticket-called' ? [body] : []));
    expect(calls.map(({ ticket }) => ticket)).toEqual(called);
    expect(calls[0]?.because).toMatchObject({ waitedMs: 20 * minuteMs });
  });

  test('AWAY-4 it is never younger than its adoption, nor than the hub’s number for the same tap', () => {
    const { play } = given(...morning).when(kiosk.adopts('x1', 'AK001', -30));
    expect(play.ticket('x1')).toMatchObject({ orderAt: play.at, issuedAt: play.at });
    const tap = [...morning, kiosk.takes('a'), later(60)];
    const both = given(...tap).when(kiosk.adopts('x1', 'AK001', 0, { given: 't1' }));
    expect(both.play.ticket('x1').orderAt).toBe(both.play.at - minuteMs);
  });

  test('AWAY-4 an unsure one says so', () => {
    given(...morning)
      .when(kiosk.adopts('x1', 'AK001', 5, { unsure: true }))
      .then(['ticket-adopted', { unsure: true }]);
  });
});

describe('held', () => {
  const held = [...morning, kiosk.adopts('x1', 'AK001', 5)];

  test('AWAY-5 nobody calls it for 5 minutes', () => {
    given(...held)
      .when(wang.callsNext('2'))
      .then(refused('nobody-waiting'));
    given(...held)
      .when(wang.calls('2', 'x1'))
      .then(refused('wrong-status', { status: 'held' }));
    const { play } = given(...held, later(holdMs / 1000 - 1)).when(unheld);
    expect(play.ticket('x1').status).toBe('held');
  });

  test('AWAY-5 then time lets it go, and the hub knows when', () => {
    const { state, at: now } = given(...held).state();
    expect(nextDue(state as Hall)).toBe(now + holdMs);
    given(...held, hold)
      .when(unheld)
      .then(['ticket-kept', { ticket: 'x1', because: 'by-time' }]);
    const { play } = given(...held, hold, unheld).when(wang.callsNext('2'));
    expect(play.ticket('x1').status).toBe('called');
  });

  test('AWAY-5 it counts as somebody in the hall, and may be given up', () => {
    const full = hub.opens(smallHall({ rules: { ...smallHall().rules, peopleMax: 1 } }));
    given(full, kiosk.adopts('x1', 'AK001', 0))
      .when(kiosk.takes('a'))
      .then(refused('hall-full'));
    given(...held)
      .when(visitor.cancels('x1'))
      .then(['ticket-cancelled', { ticket: 'x1' }]);
    const { play } = given(...held, visitor.cancels('x1'), hold).when(unheld);
    expect(play.ticket('x1').status).toBe('cancelled');
  });

  test('AWAY-5 DAY-4 it crosses midnight held, where the hall never closes, and is let go behind it', () => {
    const day = [hub.opens(neverCloses()), at('23:58'), kiosk.adopts('x1', 'AK001', 3)];
    const { play } = given(...day, nextDay('0:01')).when(unheld);
    expect(play.ticket('x1').status).toBe('held');
    play.go(later(150));
    expect(play.ask({ type: 'pass-time' }, { kind: 'hub', id: 'clock' })).toMatchObject([
      { type: 'ticket-kept' },
    ]);
    const both = given(...day, nextDay('0:10')).when(unheld);
    expect(both.play.ticket('x1').status).toBe('waiting');
  });

  test('AWAY-5 DAY-3 DAY-8 it is unserved when the day ends, and is not to be stranded', () => {
    given(...held)
      .when(boss.closes())
      .then(['day-closed', { unserved: [{ ticket: 'x1', status: 'held' }] }]);
    const without = smallHall({ version: 'v2', services: smallHall().services.slice(1) });
    const counters = smallHall().counters.map((one) => ({ ...one, services: [serviceId('b')] }));
    given(...held)
      .when(hub.opens({ ...without, counters }))
      .then(refused('would-strand', { services: ['a'] }));
  });
});

describe('what does not wait', () => {
  test('AWAY-6 of a day that is over: adopted as closed, and no ticket of today', () => {
    const { play } = given(open, nextDay('9:00'), hub.passesTime()).when(
      kiosk.adopts('x1', 'AK001', 16 * 60),
    );
    expect(play.told.at(-1)?.body).toMatchObject({ ended: 'day-closed', heldUntil: null });
    expect(play.state.tickets.size).toBe(0);
    expect(play.state.adoptedClosed).toMatchObject([
      { ticket: 'x1', service: 'a', label: 'AK001' },
    ]);
    expect(play.state.numbers.get('AK')).toBeUndefined();
  });

  test('AWAY-6 an unsure one of that time waits for the manager, however long', () => {
    const late = kiosk.adopts('x1', 'AK001', 16 * 60, { unsure: true });
    const { play } = given(open, nextDay('9:00'), hub.passesTime(), late, hold).when(unheld);
    expect(play.ticket('x1')).toMatchObject({ status: 'held', away: { heldUntil: null } });
    play.go(boss.settles(['x1']));
    expect(play.ticket('x1').status).toBe('waiting');
  });

  test('AWAY-6 where the hall never closes, yesterday’s waits like any other', () => {
    given(hub.opens(neverCloses()), nextDay('9:00'), hub.passesTime())
      .when(kiosk.adopts('x1', 'AK001', 16 * 60))
      .then(['ticket-adopted', { ended: null }]);
  });

  test('AWAY-6 a service that is gone ends it by name, and it is not lost', () => {
    const { play } = given(...morning).when(kiosk.adopts('x1', 'XK001', 5, { service: 'gone' }));
    expect(play.told.at(-1)?.body).toMatchObject({ ended: 'service-gone' });
    expect(play.ticket('x1')).toMatchObject({
      ...{ status: 'cancelled', label: 'XK001' },
      away: { ended: 'service-gone' },
    });
  });

  test('AWAY-6 while no day is open nothing is adopted; the kiosk keeps it', () => {
    given(open, boss.closes())
      .when(kiosk.adopts('x1', 'AK001', 5))
      .then(refused('hall-closed'));
  });
});

describe('a tap that the hub had answered too', () => {
  const tap = [...morning, kiosk.takes('a')];
  const paper = kiosk.adopts('x1', 'AK001', 0, { given: 't1' });

  test('AWAY-7 the paper in the hand wins: the hub’s number is cancelled', () => {
    const states: readonly (readonly Step[])[] = [
      [],
      [wang.callsNext('2')],
      [wang.callsNext('2'), wang.parks('2')],
      [wang.callsNext('2'), later(60), wang.misses('2')],
    ];
    for (const steps of states) {
      const play = given(...tap, ...steps)
        .when(paper)
        .then(
          ['ticket-cancelled', { ticket: 't1', reason: 'issued-away' }],
          ['ticket-adopted', { ticket: 'x1', given: 't1', ended: null }],
        );
      expect(play.state.counters.get('2' as never)?.inHand).toBe(null);
    }
  });

  test('AWAY-7 who was served by the hub’s number had it: the away one ends', () => {
    const call = wang.callsNext('2');
    const states: readonly (readonly Step[])[] = [
      [call, wang.serves('2')],
      [call, wang.finishes('2')],
      [call, wang.serves('2'), wang.parks('2')],
      [call, wang.serves('2'), wang.transfers('2', { service: 'b' })],
    ];
    for (const steps of states) {
      const play = given(...tap, ...steps)
        .when(paper)
        .then(['ticket-adopted', { ended: 'served', given: 't1' }]);
      expect(play.ticket('x1').status).toBe('cancelled');
      expect(play.ticket('t1').status).not.toBe('cancelled');
    }
  });

  test('AWAY-7 one that had been given up already stays so, and the paper waits', () => {
    given(...tap, visitor.cancels('t1'))
      .when(paper)
      .then(['ticket-adopted', { ended: null, given: 't1' }]);
  });
});

test('AWAY-2 the stand-in decides by the very rules: its tickets are those of issue-ticket', () => {
  const stands = awayConfiguration(smallHall(), { letter: 'K' });
  const { state } = given(hub.opens(stands)).state();
  const stamp = {
    ...{ at: start, local: { date: '2026-11-23', weekday: 1, minute: 540 }, id: 'away-1' },
    by: { kind: 'kiosk', id: kioskId('door') } as const,
  };
  const command = { service: serviceId('a'), language: 'en', linkHash: null } as const;
  expect(decide(state as Hall, { type: 'issue-ticket', ...command }, stamp)).toMatchObject([
    { type: 'ticket-issued', body: { label: 'AK001', ticket: 'away-1' } },
  ]);
});
