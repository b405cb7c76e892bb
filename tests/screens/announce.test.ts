/**
 * Announcements: bound to their call's seq, each exactly once, none that is old, nothing that grows.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayCall } from '../../core/views/display.ts';
import { announceMs } from '../../core/wire/protocol.ts';
import { call } from '../../fixtures/screens/display.ts';
import { Announcer, litMs } from '../../ui/announce.ts';

const t0 = Date.UTC(2026, 10, 20, 2, 0);

describe('announcements', () => {
  it('two calls 50 ms apart are both announced, also when they come in one view', () => {
    const one = call(10, t0, 'A001', '1');
    const two = call(11, t0 + 50, 'B001', '2');
    expect(new Announcer().look([two, one], t0 + 60)).toEqual([10, 11]);
    const apart = new Announcer();
    expect(apart.look([one], t0 + 10)).toEqual([10]);
    expect(apart.look([two, one], t0 + 60)).toEqual([10, 11]);
  });

  it('stay lit for 15 s and are not announced again by the same call', () => {
    const announcer = new Announcer();
    const calls = [call(10, t0, 'A001', '1')];
    announcer.look(calls, t0);
    expect(announcer.look(calls, t0 + litMs - 1)).toEqual([10]);
    for (let later = litMs; later < announceMs * 3; later += 500) {
      expect(announcer.look(calls, t0 + later)).toEqual([]);
    }
  });

  it('none for a call that is older than the limit by the hub’s time', () => {
    const calls = [call(10, t0, 'A001', '1')];
    expect(new Announcer().look(calls, t0 + announceMs + 1)).toEqual([]);
    expect(new Announcer().look(calls, t0 + announceMs)).toEqual([10]);
  });

  it('a call that came late is lit for its whole time from then', () => {
    const announcer = new Announcer();
    const calls = [call(10, t0, 'A001', '1')];
    const heardAt = t0 + announceMs - 1_000;
    announcer.look(calls, heardAt);
    expect(announcer.look(calls, heardAt + litMs - 1)).toEqual([10]);
    expect(announcer.look(calls, heardAt + litMs)).toEqual([]);
  });

  it('a recall is a call of its own; its ticket is lit anew', () => {
    const announcer = new Announcer();
    announcer.look([call(10, t0, 'A001', '1')], t0);
    expect(announcer.look([call(12, t0 + 16_000, 'A001', '1')], t0 + 16_000)).toEqual([12]);
  });

  it('goes dark at once when the visitor is served, missed or gone', () => {
    const announcer = new Announcer();
    announcer.look([call(10, t0, 'A001', '1')], t0);
    expect(announcer.look([call(10, t0, 'A001', '1', 'serving')], t0 + 1_000)).toEqual([]);
    expect(announcer.look([], t0 + 2_000)).toEqual([]);
  });

  it('a hall that was begun anew may use a seq again', () => {
    const announcer = new Announcer();
    announcer.look([call(10, t0, 'A001', '1')], t0);
    expect(announcer.look([call(10, t0 + 9_000, 'B001', '2')], t0 + 9_000)).toEqual([10]);
  });

  it('a hub that lags behind and catches up announces nothing twice', () => {
    const announcer = new Announcer();
    const one = call(10, t0, 'A001', '1');
    const two = call(11, t0 + 100, 'B001', '2');
    announcer.look([two, one], t0 + 200);
    // It went dark when it was no longer shown, and stays so: to light it again would be a second call.
    expect(announcer.look([one], t0 + 300)).toEqual([10]);
    expect(announcer.look([two, one], t0 + 400)).toEqual([10]);
  });

  it('a hub’s clock that is set back lights nothing again, and nothing for longer', () => {
    const announcer = new Announcer();
    const calls = [call(10, t0, 'A001', '1')];
    announcer.look(calls, t0);
    expect(announcer.look(calls, t0 - 60_000)).toEqual([10]);
    expect(announcer.look(calls, t0 - 60_000 + litMs)).toEqual([]);
    expect(announcer.look(calls, t0 - 120_000)).toEqual([]);
  });

  it('each call exactly once, whatever the views show when', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const announcer = new Announcer();
        const began = new Map<number, number>();
        let calls: DisplayCall[] = [];
        let now = t0;
        let before: number[] = [];
        waits.forEach((wait, index) => {
          now += wait;
          calls = [call(index, now, 'A001', '1'), ...calls].slice(0, 12);
          const lit = announcer.look(calls, now);
          for (const seq of lit) {
            if (!before.includes(seq)) began.set(seq, (began.get(seq) ?? 0) + 1);
          }
          before = lit;
        });
        expect([...began.values()].every((times) => times === 1)).toBe(true);
        expect(began.size).toBe(waits.length);
      }),
    );
  });
});
