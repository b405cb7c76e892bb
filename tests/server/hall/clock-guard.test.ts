/**
 * A wall clock that is set: what is believed, for how long not, and that nothing happens by time alone
 * meanwhile, in the real keeper.
 */
import { describe, expect, it } from 'vitest';
import { serviceId } from '../../../core/hall/ids.ts';
import { memoryStore } from '../../../log/memory.ts';
import { ClockGuard, lookMs, setMsMax, steadyMs } from '../../../server/hall/clock-guard.ts';
import { boss, kiosk, wang } from '../../core/hall.ts';
import { place, smallHall } from '../../core/halls.ts';
import { HubClock } from '../http/clock.ts';
import { openHall, settled, typesIn } from './rig.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function guarded() {
  const clock = new HubClock();
  const words: string[] = [];
  const guard = new ClockGuard(clock, (what) => words.push(what));
  guard.start();
  return { clock, guard, words };
}

describe('a wall clock', () => {
  it('that runs is believed, also when it is set by a few minutes', () => {
    const { clock, guard, words } = guarded();
    for (const byMs of [0, 1_000, -setMsMax, setMsMax]) {
      clock.setWall(byMs);
      clock.step(2 * steadyMs);
      expect(guard.agrees()).toBe(true);
      expect(guard.now()).toBe(clock.now());
    }
    expect(words).toEqual([]);
  });

  for (const [way, byMs] of [
    ['forward', setMsMax + 2_000],
    ['back', -setMsMax - 2_000],
  ] as const) {
    it(`set ${way} by more than five minutes is not believed until it ran evenly for a minute`, () => {
      const { clock, guard, words } = guarded();
      const before = clock.now();
      clock.setWall(byMs);
      clock.step(lookMs);
      expect(guard.alarm).toBe(true);
      expect(guard.now()).toBe(before + lookMs);
      clock.step(steadyMs - lookMs);
      expect(guard.agrees()).toBe(false);
      clock.step(lookMs);
      expect(guard.agrees()).toBe(true);
      expect(guard.now()).toBe(clock.now());
      expect(words).toHaveLength(2);
    });
  }

  it('that is set again and again is not believed in between', () => {
    const { clock, guard } = guarded();
    const before = clock.now();
    for (let times = 0; times < 10; times += 1) {
      clock.setWall(times % 2 === 0 ? hourMs : -hourMs);
      clock.step(steadyMs - lookMs);
      expect(guard.agrees()).toBe(false);
    }
    expect(guard.now()).toBe(before + 10 * (steadyMs - lookMs));
  });

  it('is believed at once when a manager says so', () => {
    const { clock, guard } = guarded();
    clock.setWall(hourMs);
    expect(guard.agrees()).toBe(false);
    guard.confirm();
    expect(guard.agrees()).toBe(true);
    expect(guard.now()).toBe(clock.now());
  });

  it('tells those who follow when the alarm begins and ends', () => {
    const { clock, guard } = guarded();
    const told: boolean[] = [];
    guard.follow((alarm) => told.push(alarm));
    clock.setWall(-hourMs);
    clock.step(2 * steadyMs);
    expect(told).toEqual([true, false]);
  });
});

describe('the keeper of a hall whose clock is set', () => {
  async function hallWithGuard() {
    const { clock, guard } = guarded();
    const store = memoryStore();
    return { ...(await openHall(smallHall(), store, { clock, guard })), guard, store };
  }

  it('forward over midnight: no day ends, and numbers are given by the time that it had', async () => {
    const { clock, ask, pass, store, keeper } = await hallWithGuard();
    const began = clock.now();
    clock.setWall(20 * hourMs);
    await pass(lookMs);
    expect(await ask(kiosk.takes('a'))).toMatchObject({ ok: true });
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened', 'ticket-issued']);
    expect(await keeper.look((hall) => hall.at)).toBe(began + lookMs);
  });

  it('forward over midnight for good: the day turns once the clock has been steady', async () => {
    const { clock, pass, told } = await hallWithGuard();
    const turned = told('day-opened');
    clock.setWall(20 * hourMs);
    await pass(2 * steadyMs);
    expect((await turned).hall.day?.date).toBe('2026-11-18');
  });

  it('forward and put right again: nothing has happened (STAFF-9)', async () => {
    const { clock, ask, pass, store } = await hallWithGuard();
    await ask(wang.signsIn('1'));
    clock.setWall(5 * hourMs);
    await pass(30_000);
    clock.setWall(-5 * hourMs);
    await pass(10 * minuteMs);
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened', 'counter-signed-in']);
  });

  it('back: what was due comes when the clock, steady again, says so', async () => {
    const { clock, ask, pass, told, store } = await hallWithGuard();
    await ask(wang.signsIn('1'));
    clock.setWall(-2 * hourMs);
    await pass(70 * minuteMs);
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened', 'counter-signed-in']);
    const out = told('counter-signed-out');
    await pass(hourMs);
    await pass(hourMs);
    expect((await out).events).toMatchObject([{ body: { because: 'forgotten' } }]);
  });

  it('back a little: what is due by the hall’s own time, which stands still, is done at once', async () => {
    const { clock, guard } = guarded();
    const store = memoryStore();
    const [one = place('1', []), ...others] = smallHall().counters;
    const tides = [{ from: 0, to: 1440, services: [serviceId('c')] }];
    const tidal = smallHall({ counters: [{ ...one, tides }, ...others] });
    const { ask, pass } = await openHall(tidal, store, { clock, guard });
    await pass(1_000);
    clock.setWall(-setMsMax);
    await ask(boss.closes());
    await ask(boss.opens(tidal));
    await pass(1_000);
    await settled();
    const turned = ['day-opened', 'counter-services-changed'];
    expect(await typesIn(store)).toEqual([...turned, 'day-closed', ...turned]);
  });
});
