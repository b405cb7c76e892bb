/** Whom the hall takes in: classes, needs, items, one person with one number, a hall that is full. */
import { expect, test } from 'vitest';
import type { Configuration } from '../../core/hall/configuration.ts';
import { at, boss, gateway, given, hub, kiosk, later, nextDay, refused, wang } from './hall.ts';
import { allClasses, service, smallHall, texts } from './halls.ts';

const hall = (changes: Partial<Configuration> = {}) =>
  hub.opens(smallHall({ classes: allClasses, ...changes }));
const open = hall();
const takes = (how: Parameters<typeof kiosk.takes>[2]) => kiosk.takes('a', null, how);
const { rules } = smallHall();

test('NEXT-3 who says nothing is ordinary; a kiosk gives what visitors may choose', () => {
  given(open)
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { class: 'ordinary', reason: null }]);
  given(open)
    .when(takes({ class: 'care' }))
    .then(['ticket-issued', { class: 'care', reason: null }]);
  given(open)
    .when(takes({ class: 'army' }))
    .then(refused('class-by-staff', { class: 'army' }));
  given(open)
    .when(gateway.takes('a', null, { class: 'army' }))
    .then(refused('class-by-staff'));
  given(open)
    .when(wang.takes('a', null, { class: 'army', reason: 'frail' }))
    .then(['ticket-issued', { class: 'army', reason: 'frail' }]);
  given(open)
    .when(takes({ class: 'nobility' }))
    .then(refused('unknown-class', { class: 'nobility' }));
});

test('NEXT-3 nobody but a booking gives the booked class, not even a manager', () => {
  given(open)
    .when(boss.takes('a', null, { class: 'booked', reason: 'frail' }))
    .then(refused('class-by-booking', { class: 'booked' }));
});

test('NEXT-3 the green channel is given by staff, and with a reason', () => {
  given(open)
    .when(takes({ class: 'urgent', reason: 'frail' }))
    .then(refused('class-by-staff', { class: 'urgent' }));
  given(open)
    .when(wang.takes('a', null, { class: 'urgent' }))
    .then(refused('reason-needed', { class: 'urgent' }));
  given(open)
    .when(wang.takes('a', null, { class: 'urgent', reason: 'whim' }))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(open)
    .when(wang.takes('a', null, { class: 'urgent', reason: 'frail' }))
    .then(['ticket-issued', { by: 'clerk:wang', class: 'urgent', reason: 'frail' }]);
});

test('NEXT-3 so many of a class a day, however they came to it', () => {
  const army = wang.takes('a', null, { class: 'army' });
  const two = [open, army, kiosk.takes('a'), wang.reclasses('t2', 'army')];
  given(...two)
    .when(army)
    .then(refused('class-exhausted', { class: 'army', max: 2 }));
  given(...two, kiosk.takes('a'))
    .when(wang.reclasses('t3', 'army'))
    .then(refused('class-exhausted'));
  given(...two, boss.closes(), open)
    .when(army)
    .then(refused('class-exhausted'));
  given(...two, nextDay('09:00'), hub.passesTime())
    .when(army)
    .then(['ticket-issued', { class: 'army' }]);
});

test('NEED-1 needs are codes of the hall, kept once each and in order', () => {
  const needing = hall({
    needs: ['wheels', 'signs'].map((id) => ({ id: id as never, name: texts(id) })),
  });
  given(needing)
    .when(takes({ needs: ['wheels', 'signs', 'wheels'] }))
    .then(['ticket-issued', { needs: ['signs', 'wheels'] }]);
  given(needing)
    .when(takes({ needs: ['gold'] }))
    .then(refused('unknown-need', { need: 'gold' }));
});

const items = (...ids: string[]) => ids.map((id) => ({ id: id as never, name: texts(id) }));
const oneThing = hall({
  services: [
    service('a', 'A', true, { items: items('move', 'name'), leadsTo: ['c' as never] }),
    service('b', 'B'),
    service('c', 'C', true, { items: items('card') }),
    service('d', 'D', false),
  ],
});

test('ITEM-1 each item goes to the step whose service holds it', () => {
  given(oneThing)
    .when(takes({ items: ['card', 'name', 'move'] }))
    .then([
      'ticket-issued',
      {
        steps: [
          { step: 0, service: 'a', items: ['move', 'name'] },
          { step: 1, service: 'c', items: ['card'] },
        ],
      },
    ]);
  given(oneThing)
    .when(takes({ items: ['name', 'boat'] }))
    .then(refused('unknown-item', { item: 'boat' }));
});

test('HOURS-6 a full hall gives numbers again when somebody has gone; a manager gives them anyhow', () => {
  const full = [hall({ rules: { ...rules, peopleMax: 2 } }), wang.signsIn('1')];
  const two = [...full, kiosk.takes('a'), kiosk.takes('b')];
  given(...two)
    .when(kiosk.takes('c'))
    .then(refused('hall-full', { max: 2 }));
  given(...two, wang.callsNext('1'), wang.serves('1'))
    .when(kiosk.takes('c'))
    .then(refused('hall-full'));
  for (const gone of [
    [boss.cancels('t1')],
    [wang.callsNext('1'), wang.finishes('1')],
    [wang.callsNext('1'), later(30), wang.misses('1')],
  ]) {
    given(...two, ...gone)
      .when(kiosk.takes('c'))
      .then(['ticket-issued']);
  }
  given(...two, wang.callsNext('1'), later(30), wang.misses('1'), kiosk.rejoins('t1'))
    .when(kiosk.takes('c'))
    .then(refused('hall-full'));
  given(...two)
    .when(boss.takes('c'))
    .then(['ticket-issued']);
});

const realName = hall({
  services: [
    service('a', 'A', true, { realName: 'required', leadsTo: ['c' as never] }),
    service('b', 'B', true, { realName: 'optional' }),
    service('c', 'C'),
  ],
  rules: { ...rules, perPersonMax: 2 },
});
const li = { visitor: 'hash-of-li' };

test('FAIR-1 a service may want to know who comes', () => {
  given(realName)
    .when(kiosk.takes('a'))
    .then(refused('identity-needed', { service: 'a' }));
  given(realName)
    .when(takes(li))
    .then(['ticket-issued', { visitor: 'hash-of-li' }]);
  given(realName)
    .when(kiosk.takes('b'))
    .then(['ticket-issued', { visitor: null }]);
});

test('FAIR-2 one person, one number of a service at a time: the answer names it', () => {
  const took = [realName, takes(li)];
  given(...took)
    .when(takes(li))
    .then(refused('already-waiting', { ticket: 't1', label: 'A001', status: 'waiting' }));
  given(...took, kiosk.takes('b', null, li))
    .when(boss.takes('a', null, li))
    .then(refused('already-waiting', { ticket: 't1' }));
  given(...took, boss.cancels('t1'))
    .when(takes(li))
    .then(['ticket-issued']);
  given(...took, wang.signsIn('1'), wang.callsNext('1'), wang.finishes('1', 'to-supplement'))
    .when(takes(li))
    .then(['ticket-issued']);
});

test('FAIR-2 MISS-3 who missed a call and took another number does not come back with both', () => {
  const missed = [
    ...[realName, takes(li), wang.signsIn('1'), wang.callsNext('1'), later(30), wang.misses('1')],
    ...[later(60), takes(li)],
  ];
  given(...missed)
    .when(kiosk.rejoins('t1'))
    .then(refused('already-waiting', { ticket: 't2' }));
  given(...missed, boss.cancels('t2'))
    .when(kiosk.rejoins('t1'))
    .then(['ticket-rejoined']);
});

test('FAIR-3 so many numbers a day a person, those given up included', () => {
  const two = [realName, takes(li), boss.cancels('t1'), kiosk.takes('b', null, li)];
  given(...two)
    .when(takes(li))
    .then(refused('person-exhausted', { max: 2 }));
  given(...two)
    .when(takes({ visitor: 'hash-of-wu' }))
    .then(['ticket-issued']);
});

test('ISSUE-1 a number that somebody took for the visitor says so, and what was promised', () => {
  const promised = { low: 10, high: 25 };
  const { play } = given(open, at('09:30')).when(takes({ assisted: true, promised }));
  expect(play.told.at(-1)?.body).toMatchObject({ assisted: true, promised, orderAt: play.at });
});
