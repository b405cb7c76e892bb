/**
 * A view holds nothing of the hall that a later event changes: rooms compare the view that they sent last
 * with the next one, and what changed beneath both would never be sent.
 */
import { expect, test } from 'vitest';
import { counterId, kioskId, ticketId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { liveView } from '../../core/views/live.ts';
import { phoneView } from '../../core/views/phone.ts';
import { boss, chen, given, hub, kiosk, later, wang } from './hall.ts';

/** Somebody in hand, served, missed, parked and waiting. */
const busy = given(
  hub.opens(),
  wang.signsIn('1'),
  chen.signsIn('2'),
  ...['a', 'b', 'a', 'b', 'a', 'a'].map((service) => kiosk.takes(service)),
  wang.callsNext('1'),
  wang.serves('1'),
  wang.parks('1'),
  wang.callsNext('1'),
  later(40),
  wang.misses('1'),
  wang.callsNext('1'),
  chen.callsNext('2'),
  boss.turns('2', ['a']),
).state();

test('VIEW-1 no view holds a part of the hall that changes', () => {
  const hall = busy.state as Hall;
  // The configuration is replaced whole, and nothing in it ever changes.
  const { configuration: _, ...rest } = hall;
  const fixed = reached(hall.configuration);
  const changing = new Set([...reached(rest)].filter((one) => !fixed.has(one)));
  expect(changing.size).toBeGreaterThan(50);
  const views = {
    counter: counterView(hall, noFacts, counterId('1')),
    other: counterView(hall, noFacts, counterId('2')),
    display: displayView(hall, noFacts),
    kiosk: kioskView(hall, noFacts, kioskId('door')),
    live: liveView(hall, noFacts),
    phone: phoneView(hall, noFacts, ticketId('t1')),
    called: phoneView(hall, noFacts, ticketId('t3')),
  };
  for (const [name, view] of Object.entries(views)) {
    expect(view, name).not.toBeNull();
    const shared = [...reached(view)].filter((one) => changing.has(one));
    expect(shared, name).toEqual([]);
  }
});

/** Every object in a tree; of maps and sets what is in them, too. */
function reached(tree: unknown, found = new Set<object>()): Set<object> {
  if (typeof tree !== 'object' || tree === null || found.has(tree)) return found;
  found.add(tree);
  const parts = tree instanceof Map || tree instanceof Set ? [...tree].flat() : Object.values(tree);
  for (const part of parts) reached(part, found);
  return found;
}
