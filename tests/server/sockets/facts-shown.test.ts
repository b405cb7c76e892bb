/**
 * Rooms look again only when a fact has changed that they show: what a view reads and what its rooms are
 * told of are the same.
 */
import { expect, test } from 'vitest';
import { counterId, kioskId, ticketId } from '../../../core/hall/ids.ts';
import type { Hall } from '../../../core/hall/state.ts';
import { counterView } from '../../../core/views/counter.ts';
import { displayView } from '../../../core/views/display.ts';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import { kioskView } from '../../../core/views/kiosk.ts';
import { liveView } from '../../../core/views/live.ts';
import { phoneView } from '../../../core/views/phone.ts';
import { postedView } from '../../../core/views/posted.ts';
import { factsShown } from '../../../server/sockets/rooms.ts';
import { boss, chen, given, hub, kiosk, later, wang } from '../../core/hall.ts';

const morning = [
  hub.opens(),
  wang.signsIn('1'),
  chen.signsIn('2'),
  ...['a', 'b', 'a', 'b', 'a'].map((service) => kiosk.takes(service)),
  wang.callsNext('1'),
  later(40),
];
const halls = [
  morning,
  [...morning, wang.misses('1'), boss.closes()],
  [...morning, wang.serves('1'), wang.finishes('1')],
].map((steps) => given(...steps).state().state as Hall);

const views: Record<keyof typeof factsShown, (hall: Hall, facts: HouseFacts) => unknown> = {
  display: (hall, facts) => [displayView(hall, facts), postedView(hall, facts)],
  manager: liveView,
  kiosk: (hall, facts) => kioskView(hall, facts, kioskId('door')),
  counter: (hall, facts) => counterView(hall, facts, counterId('1')),
  phone: (hall, facts) => ['t1', 't4'].map((id) => phoneView(hall, facts, ticketId(id))),
};

test.each(Object.keys(views) as (keyof typeof views)[])('what a %s reads of the facts', (peer) => {
  const read = new Set<string | symbol>();
  const facts = new Proxy(noFacts, {
    get: (target, fact: keyof HouseFacts) => {
      read.add(fact);
      return target[fact];
    },
  });
  for (const hall of halls) expect(views[peer](hall, facts)).toBeTruthy();
  expect([...read].sort()).toEqual([...factsShown[peer]].sort());
});
