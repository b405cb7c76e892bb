/** Lines: in order whatever comes and goes, with counts that one mark each keeps; and how long anybody waits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counterId, serviceId, ticketId } from '../../core/hall/ids.ts';
import {
  compareAge,
  emptyLine,
  join,
  leave,
  older,
  overtake,
  overtakenAt,
  placesOf,
} from '../../core/hall/line.ts';
import { boss, chen, hub, minuteMs, Play } from './hall.ts';
import { allClasses, place, service, smallHall } from './halls.ts';

const anyAct = fc.oneof(
  fc.record({ act: fc.constant('join' as const), at: fc.nat(20) }),
  fc.record({ act: fc.constant('leave' as const), at: fc.nat(60) }),
  fc.record({ act: fc.constant('first' as const), at: fc.constant(0) }),
  fc.record({ act: fc.constant('overtake' as const), at: fc.nat(20) }),
);

test('LINE-4 NEXT-5 any line is as a sorted list with a count beside each', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 50, maxLength: 400, size: 'max' }), (acts) => {
      const line = emptyLine('ordinary' as never, []);
      const list: { ticket: string; at: number; seq: number; count: number }[] = [];
      acts.forEach(({ act, at }, seq) => {
        if (act === 'join') {
          const behind = list.find((one) => compareAge({ at, seq }, one) < 0);
          list.push({ ticket: `t${seq}`, at, seq, count: behind?.count ?? 0 });
          list.sort(compareAge);
          join(line, { ticket: ticketId(`t${seq}`), at, seq });
        } else if (act === 'overtake') {
          for (const one of list) if (compareAge(one, { at, seq: 0 }) < 0) one.count += 1;
          overtake(line, { at, seq: 0 });
        } else {
          const [gone] = list.splice(at % (list.length || 1), 1);
          if (gone) expect(leave(line, { ...gone, ticket: ticketId(gone.ticket) })).toBe(true);
        }
        expect(leave(line, { ticket: ticketId('nobody'), at, seq: -1 })).toBe(false);
      });
      const kept = placesOf(line).map(({ ticket, at, seq }, index) => ({
        ...{ ticket, at, seq, count: overtakenAt(line, index) },
      }));
      expect(kept).toEqual(list);
      expect(older(line, { at: 10, seq: 0 })).toBe(list.filter(({ at }) => at < 10).length);
      expect(line.places.length).toBeLessThan(2 * list.length + 66);
    }),
    { numRuns: 200 },
  );
});

const longest = 8 * minuteMs;
const promise = 30 * minuteMs;
/** Comes so long after the one before, of this class, to this service, and takes so long. */
const anyVisitor = fc.record({
  gap: fc.integer({ min: 0, max: 90_000 }),
  kind: fc.constantFrom('ordinary', 'ordinary', 'care', 'care', 'army', 'urgent'),
  of: fc.constantFrom('a', 'b'),
  takes: fc.integer({ min: minuteMs, max: longest }),
});

/** What happened to whom: called when, in the order of the calls. */
interface Called {
  readonly ticket: string;
  readonly at: number;
}
type Visitor = typeof anyVisitor extends fc.Arbitrary<infer V> ? V : never;

const counters = [
  place('1', ['a'], { helps: [serviceId('b')] }),
  place('2', ['b'], { helps: [serviceId('a')] }),
];
const hall = smallHall({
  services: ['a', 'b'].map((id) =>
    service(id, id.toUpperCase(), true, { promiseMinutes: promise / minuteMs }),
  ),
  counters,
  classes: allClasses.map(({ dailyMax: _none, ...rest }) => rest),
  rules: { ...smallHall().rules, forgottenSignOutMinutes: 1440 },
});

/** Both counters call as soon as they are free, until everybody has been called. */
function dayOf(visitors: readonly Visitor[]): { play: Play; calls: Called[] } {
  const play = new Play();
  for (const step of [hub.opens(hall), boss.signsIn('1'), chen.signsIn('2')]) play.go(step);
  const calls: Called[] = [];
  const free = new Map(counters.map(({ id }) => [id, play.at]));
  let comes = play.at;
  for (let next = 0; calls.length < visitors.length; ) {
    const [soonest = ['1', 0] as const] = [...free].sort(([, a], [, b]) => a - b);
    const [counter, freeAt] = soonest;
    const visitor = visitors[next];
    if (visitor && (next === calls.length || comes + visitor.gap <= freeAt)) {
      comes += visitor.gap;
      next += 1;
      play.at = Math.max(play.at, comes);
      play.go(boss.takes(visitor.of, null, { class: visitor.kind, reason: 'frail' }));
      continue;
    }
    play.at = Math.max(play.at, freeAt);
    if (play.state.counters.get(counterId(counter))?.inHand) play.go(boss.finishes(counter));
    play.go(boss.callsNext(counter));
    const ticket = play.state.counters.get(counterId(counter))?.inHand ?? '';
    calls.push({ ticket, at: play.at });
    free.set(counterId(counter), play.at + (visitors[Number(ticket.slice(1)) - 1]?.takes ?? 0));
  }
  return { play, calls };
}

test('NEXT-9 nobody waits beyond the bound: after the promise only older and green ones go before', () => {
  let overdue = 0;
  const anyVisitors = fc.array(anyVisitor, { minLength: 40, maxLength: 80, size: 'max' });
  fc.assert(
    fc.property(anyVisitors, (visitors) => {
      const { play, calls } = dayOf(visitors);
      const isGreen = (ticket: string) => play.ticket(ticket).class === 'urgent';
      for (const { ticket, at } of calls.filter((one) => !isGreen(one.ticket))) {
        const { orderAt, orderSeq } = play.ticket(ticket);
        const since = calls.filter((one) => one.at > orderAt + promise && one.at < at);
        if (since.length > 0) overdue += 1;
        for (const { ticket: id } of since) {
          const other = play.ticket(id);
          const isOlder = other.orderAt - orderAt || other.orderSeq - orderSeq;
          if (isOlder >= 0 && !isGreen(id)) throw new Error(`${id} was called before ${ticket}`);
        }
        if (at - orderAt > promise + (1 + since.length) * longest) throw new Error(ticket);
      }
    }),
    { numRuns: 20 },
  );
  expect(overdue).toBeGreaterThan(50);
}, 120_000);
