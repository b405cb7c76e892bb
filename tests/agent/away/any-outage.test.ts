/**
 * Any outage at all: taps, lost lines, lost answers, power cuts at any act of the disk, clocks that are
 * set, midnights. Whatever happened, in the end no label stands for two people, nobody who got a
 * number is missing, nobody is called before the manager has looked, and the order is that of coming.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventBodies } from '../../../core/hall/events.ts';
import { memoryLog } from '../../../log/memory.ts';
import { hub as clockOf, kiosk, minuteMs, wang } from '../../core/hall.ts';
import { stream } from '../../server/hall/rig.ts';
import { hallAndKiosk, type Pc } from './rig.ts';

type Act =
  | { readonly act: 'tap' | 'both' | 'again' | 'goes' | 'comes' | 'deaf' | 'theirs' | 'calls' }
  | { readonly act: 'pass'; readonly ms: number }
  | {
      readonly act: 'power';
      readonly after: number;
      readonly part: number;
      readonly setBy: number;
    };

const plain = (act: Exclude<Act['act'], 'pass' | 'power'>, weight: number) => ({
  weight,
  arbitrary: fc.constant<Act>({ act } as Act),
});
const anyAct = fc.oneof(
  ...[plain('tap', 12), plain('both', 3), plain('again', 3), plain('goes', 4), plain('comes', 3)],
  ...[plain('deaf', 2), plain('theirs', 3), plain('calls', 3)],
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(1_000, 16_000, 5 * minuteMs, 60 * minuteMs, 600 * minuteMs)
      .map((ms): Act => ({ act: 'pass', ms })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('power' as const),
      after: fc.nat(2),
      part: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1 })),
      setBy: fc.constantFrom(0, 0, 0, 7 * minuteMs, -7 * minuteMs, -9_000 * 60 * minuteMs),
    }),
  },
);

const againMs = 10 * minuteMs;

/** What one visitor was told, and when the taps truly were: one may have come to nothing, or to no answer. */
interface Visitor {
  label: string | null;
  readonly taps: number[];
}

async function tap(pc: Pc, visitors: Map<string, Visitor>, id: string, at: number): Promise<void> {
  const reply = await pc.tap(id);
  const visitor = visitors.get(id) ?? { label: null, taps: [] };
  visitors.set(id, visitor);
  visitor.taps.push(at);
  if (!('ok' in reply) || !reply.label) return;
  if (visitor.label !== null && visitor.label !== reply.label) {
    throw new Error(`${id} got ${visitor.label} and then ${reply.label}`);
  }
  visitor.label = reply.label;
}

async function play(acts: readonly Act[]) {
  const both = await hallAndKiosk();
  const { hub, pc } = both;
  const visitors = new Map<string, Visitor>();
  let count = 0;
  let cut: Extract<Act, { act: 'power' }> | null = null;
  await hub.ask(wang.signsIn('2'));
  for (const act of acts) {
    const id = `tap-${count}`;
    if (act.act === 'tap' || act.act === 'both') {
      count += 1;
      const next = `tap-${count}`;
      if (act.act === 'both') await hub.ask(kiosk.takes('a'), next);
      if (pc.line !== 'up') await tap(pc, visitors, next, hub.clock.now());
    } else if (act.act === 'again') {
      // A page forgets what was wished within minutes, and while the hub is there it is the hub's.
      const since = hub.clock.now() - (visitors.get(id)?.taps.at(-1) ?? 0);
      if (pc.line !== 'up' && since < againMs) await tap(pc, visitors, id, hub.clock.now());
    } else if (act.act === 'goes') await pc.goes();
    else if (act.act === 'comes') await pc.comes();
    else if (act.act === 'deaf') {
      await pc.comes();
      pc.line = 'deaf';
    } else if (act.act === 'theirs') await hub.ask(kiosk.takes('b'));
    else if (act.act === 'calls') {
      await hub.ask(wang.callsNext('2'));
      await hub.ask(wang.finishes('2'));
    } else if (act.act === 'power') {
      cut = act;
      pc.disk.cut = { after: act.after, part: act.part };
    } else if (act.act === 'pass') {
      await pc.pass(act.ms);
      await hub.ask(clockOf.passesTime());
    }
    // The power goes in the midst of an act; somebody plugs the PC in again.
    if (cut !== null && pc.disk.gone) {
      await pc.restart(cut.setBy);
      cut = null;
    }
  }
  pc.disk.cut = null;
  pc.disk.gone = false;
  await pc.restart();
  await pc.comes();
  await pc.pass(16_000);
  return { both, visitors };
}

test('AWAY-1 AWAY-3 AWAY-4 AWAY-5 AWAY-7 hold over any outage', async () => {
  let given = 0;
  let unsure = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAct, { minLength: 10, maxLength: 50, size: 'max' }),
      async (acts) => {
        const { both, visitors } = await play(acts);
        const { hub, pc } = both;
        expect(pc.stands.left()).toEqual({ open: 0, refused: 0, damaged: 0 });
        await hub.isTrue(hub.store);
        const rows = await memoryLog(hub.store).read(stream, 0);
        const byTap = new Map<string, EventBodies['ticket-adopted']>();
        const held = new Map<string, number>();
        let labels = new Set<string>();
        for (const { type, body, cmd, at } of rows) {
          if (type === 'day-opened') labels = new Set();
          if (type === 'ticket-adopted') {
            const its = body as EventBodies['ticket-adopted'];
            const [, , tapId = ''] = cmd.split(':');
            if (byTap.has(tapId)) throw new Error(`${tapId} was adopted twice`);
            byTap.set(tapId, its);
            if (its.ended === null) held.set(its.ticket, at + 5 * minuteMs);
          }
          if (type === 'ticket-adopted' || type === 'ticket-issued') {
            const { label, ended } = body as { label: string; ended?: string };
            if (ended !== 'day-closed' && labels.has(label)) throw new Error(`${label} twice`);
            if (ended !== 'day-closed') labels.add(label);
          }
          if (type !== 'ticket-called') continue;
          const until = held.get((body as EventBodies['ticket-called']).ticket) ?? 0;
          if (at < until) throw new Error('a ghost was called');
        }
        for (const [id, { label, taps }] of visitors) {
          if (label === null) continue;
          const its = byTap.get(id);
          if (its?.label !== label)
            throw new Error(`${id} got ${label}, the hub has ${its?.label}`);
          given += 1;
          if (its.unsure) unsure += 1;
          else if (!taps.includes(its.takenAt)) throw new Error(`${label} is of another time`);
        }
      },
    ),
    { numRuns: 80 },
  );
  // The days were not all quiet.
  expect(given).toBeGreaterThan(200);
  expect(unsure).toBeGreaterThan(20);
}, 120_000);
