/**
 * What time alone brings about, through the keeper: midnight, a hub that was off over midnight,
 * clerks who forgot to sign out, clocks that are set.
 */
import { describe, expect, it } from 'vitest';
import { boss, kiosk, wang } from '../../core/hall.ts';
import { neverCloses, smallHall } from '../../core/halls.ts';
import { HubClock } from '../http/clock.ts';
import { FaultyLog } from './faulty-log.ts';
import { keeperOn, openHall, settled, typesIn } from './rig.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

describe('at midnight', () => {
  it('the day closes and the next opens in one deed, without anybody asking (DAY-5)', async () => {
    const { ask, pass, log, keeper, told } = await openHall();
    await ask(kiosk.takes('a'));
    const turned = told('day-opened');
    // It is nine in the morning.
    await pass(15 * hourMs);
    const { events } = await turned;
    expect(events.map(({ type }) => type)).toEqual(['day-closed', 'day-opened']);
    expect(log.batches.at(-1)).toHaveLength(1);
    expect(await keeper.look(({ day }) => day?.date)).toBe('2026-11-18');
    const again = told('day-opened');
    await pass(24 * hourMs);
    expect((await again).hall.day?.date).toBe('2026-11-19');
  });

  it('a minute before, nothing has happened', async () => {
    const { pass, store } = await openHall();
    await pass(15 * hourMs - minuteMs);
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened']);
  });

  it('is not put off by a hall that is asked all the time (DAY-5)', async () => {
    const { ask, pass, store } = await openHall(neverCloses());
    await pass(15 * hourMs - minuteMs);
    for (let second = -60; second < 3; second += 0.5) {
      await ask(kiosk.takes('a'));
      await pass(500);
    }
    await settled();
    expect((await typesIn(store)).filter((type) => type.startsWith('day-'))).toEqual([
      ...['day-opened', 'day-closed', 'day-opened'],
    ]);
  });

  it('of two hubs one turns the day; the other finds nothing due', async () => {
    const one = await openHall();
    const other = keeperOn(new FaultyLog(one.store), { clock: one.clock, seed: 'other' });
    await other.keeper.look(() => {});
    const turned = [one.told('day-opened'), other.told('day-opened')];
    await one.pass(15 * hourMs);
    await Promise.all(turned);
    await settled();
    expect(await typesIn(one.store)).toEqual(['day-opened', 'day-closed', 'day-opened']);
  });

  it('given a log that is away: the day turns once it is back', async () => {
    const { clock, pass, log, keeper, told, store } = await openHall();
    log.away = true;
    await pass(15 * hourMs);
    await clock.armed(100);
    expect(keeper.health).toBe('recovering');
    log.away = false;
    const turned = told('day-opened');
    clock.step(100);
    expect((await turned).hall.day?.date).toBe('2026-11-18');
    expect(await typesIn(store)).toEqual(['day-opened', 'day-closed', 'day-opened']);
  });
});

describe('a hub that was off over midnight', () => {
  async function started(configuration = smallHall()) {
    const before = await openHall(configuration);
    await before.ask(wang.signsIn('1'));
    await before.ask(kiosk.takes('a'));
    before.keeper.close();
    before.clock.step(24 * hourMs);
    const log = new FaultyLog(before.store);
    const after = keeperOn(log, { clock: before.clock, seed: 'after' });
    return { ...after, log, store: before.store };
  }

  it('turns the day before anything else, also before what was asked first (DAY-10)', async () => {
    const { ask, log, store } = await started();
    expect(await ask(kiosk.takes('a'))).toMatchObject({ label: 'A001' });
    expect(log.batches).toHaveLength(1);
    expect((await typesIn(store)).slice(3)).toEqual([
      ...['day-closed', 'day-opened', 'ticket-issued'],
    ]);
  });

  it('does so although nobody asks for anything', async () => {
    const { told } = await started();
    expect((await told('day-opened')).hall.day?.date).toBe('2026-11-18');
  });

  it('in a hall that never closes takes everybody across, and signs out who forgot to', async () => {
    const { ask, keeper } = await started(neverCloses());
    expect(await ask(kiosk.takes('a'))).toMatchObject({ label: 'A002', ahead: 1 });
    const { counter, tickets } = await keeper.look((hall) => ({
      counter: [...hall.counters.values()].find(({ id }) => id === '1')?.status,
      tickets: hall.tickets.size,
    }));
    expect(counter).toBe('closed');
    expect(tickets).toBe(2);
  });
});

describe('a forgotten sign-out', () => {
  it('comes when it is due, counted from the last act (STAFF-9)', async () => {
    const { ask, pass, told, keeper, store } = await openHall();
    await ask(wang.signsIn('1'));
    await pass(50 * minuteMs);
    await ask(wang.pauses('1'));
    await pass(59 * minuteMs);
    await settled();
    expect(await keeper.look((hall) => hall.seq)).toBe(3);
    const out = told('counter-signed-out');
    await pass(minuteMs);
    expect((await out).events).toMatchObject([{ body: { because: 'forgotten' } }]);
    expect(await typesIn(store)).toHaveLength(4);
  });
});

describe('clocks', () => {
  it('set back never make the log go back', async () => {
    const clock = new HubClock();
    const behind = new HubClock();
    clock.step(10 * minuteMs);
    const first = await openHall();
    const ahead = keeperOn(new FaultyLog(first.store), { clock, seed: 'ahead' });
    expect(await ahead.ask(kiosk.takes('a'))).toMatchObject({ ok: true });
    const late = keeperOn(new FaultyLog(first.store), { clock: behind, seed: 'behind' });
    expect(await late.ask(kiosk.takes('a'), 'late')).toMatchObject({ ok: true });
    const rows = await first.log.read('hall:small', 0);
    expect(rows.map(({ at }) => at - behind.now())).toEqual([0, 10 * minuteMs, 10 * minuteMs]);
  });

  it('that wake the keeper too early find nothing due', async () => {
    const { ask, pass, store } = await openHall();
    await ask(boss.closes());
    // The timer never waits longer than an hour, and looks again each time.
    await pass(5 * hourMs);
    await settled();
    expect(await typesIn(store)).toEqual(['day-opened', 'day-closed']);
  });
});
