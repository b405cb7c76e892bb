/**
 * The keeper when the log fails: every command is answered, nothing is done twice or half, and
 * service resumes by itself.
 */
import { describe, expect, it } from 'vitest';
import type { LogFailureCode } from '../../../log/log.ts';
import { memoryLog, memoryStore } from '../../../log/memory.ts';
import { replay } from '../../../server/hall/replay.ts';
import { dump, gateway, kiosk } from '../../core/hall.ts';
import { FaultyLog } from './faulty-log.ts';
import { hall, isAnswered, keeperOn, openHall, settled, stream, typesIn } from './rig.ts';

describe('given an append that surely failed', () => {
  for (const code of ['unavailable', 'full', 'conflict', 'damaged'] satisfies LogFailureCode[]) {
    it(`\`${code}\`: all of the batch are told \`unavailable\`, nothing is done, service resumes`, async () => {
      const { ask, clock, keeper, log, store, told, isTrue } = await openHall();
      log.fates.push(code);
      const answers = await Promise.all([ask(kiosk.takes('a'), 't1'), ask(kiosk.takes('a'), 't2')]);
      expect(answers).toEqual(Array(2).fill({ failed: 'unavailable' }));
      await settled();
      expect(keeper.health).toBe('recovering');
      await expect(keeper.look(() => {})).rejects.toMatchObject({ code: 'unavailable' });
      // Who asks meanwhile is not kept waiting.
      expect(await ask(kiosk.takes('b'), 't3')).toEqual({ failed: 'unavailable' });
      const back = told(null);
      clock.step(100);
      await back;
      expect(keeper.health).toBe('ready');
      expect(await typesIn(store)).toEqual(['day-opened']);
      // The same wish again is done, once, and no number was lost.
      expect(await ask(kiosk.takes('a'), 't2')).toMatchObject({ label: 'A001' });
      await isTrue(store);
    });
  }

  it('by a bug of ours: it is called one, and service resumes', async () => {
    const { ask, clock, log, told, store, isTrue } = await openHall();
    log.fates.push(new TypeError('nobody foresaw this'));
    expect(await ask(kiosk.takes('a'))).toEqual({ failed: 'bug' });
    const back = told(null);
    await clock.armed(100);
    clock.step(100);
    await back;
    expect(await ask(kiosk.takes('a'))).toMatchObject({ label: 'A001' });
    await isTrue(store);
  });

  it('it is tried again after 100 ms, then ever more slowly, every 2 s at last', async () => {
    const { ask, clock, log, told, complaints } = await openHall();
    log.away = true;
    expect(await ask(kiosk.takes('a'))).toEqual({ failed: 'unavailable' });
    for (const ms of [100, 200, 400, 800, 1_600, 2_000, 2_000]) {
      await clock.armed(ms);
      clock.step(ms - 1);
      const before = complaints.length;
      await settled();
      expect(complaints).toHaveLength(before);
      clock.step(1);
    }
    await clock.armed(2_000);
    log.away = false;
    const back = told(null);
    clock.step(2_000);
    await back;
    // Once it has been well, patience begins anew.
    log.fates.push('unavailable');
    await settled();
    expect(await ask(kiosk.takes('a'))).toEqual({ failed: 'unavailable' });
    await clock.armed(100);
  });
});

describe('given an append of unknown outcome', () => {
  for (const fate of ['written', 'lost'] as const) {
    it(`that was ${fate}: all are answered after reading back, once`, async () => {
      const { ask, clock, log, store, isTrue } = await openHall();
      log.fates.push(fate);
      const asked = [
        ask(kiosk.takes('a'), 't1'),
        ask(kiosk.takes('d'), 't2'),
        ask(gateway.callsNext('1'), 'c1'),
      ];
      await clock.armed(100);
      expect(await isAnswered(Promise.race(asked))).toBe(false);
      clock.step(100);
      expect(await Promise.all(asked)).toMatchObject([
        { ok: true, label: 'A001' },
        { refused: 'service-closed' },
        { ok: true, label: 'A001', counter: '1' },
      ]);
      expect(await typesIn(store)).toEqual([
        ...['day-opened', 'ticket-issued', 'counter-signed-in', 'ticket-called'],
      ]);
      await isTrue(store);
    });

    it(`that was ${fate}, again and again: still one deed`, async () => {
      const { ask, clock, log, store } = await openHall();
      log.fates.push('lost', fate, 'lost');
      const asked = ask(kiosk.takes('a'));
      for (const ms of [100, 200, 400]) {
        await clock.armed(ms);
        clock.step(ms);
      }
      expect(await asked).toMatchObject({ label: 'A001' });
      expect(await typesIn(store)).toEqual(['day-opened', 'ticket-issued']);
    });

    it(`that was ${fate}, and a log that stays away: \`unavailable\` after 10 s, and the id is still good`, async () => {
      const { ask, clock, keeper, log, store, told } = await openHall();
      log.fates.push(fate);
      const asked = ask(kiosk.takes('a'), 'tap');
      await clock.armed(100);
      log.away = true;
      for (const ms of [100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]) {
        await clock.armed(ms);
        clock.step(ms);
      }
      expect(await isAnswered(asked)).toBe(false);
      await clock.armed(2_000);
      clock.step(2_000);
      expect(await asked).toEqual({ failed: 'unavailable' });
      log.away = false;
      const back = told(null);
      await clock.armed(2_000);
      clock.step(2_000);
      await back;
      expect(keeper.health).toBe('ready');
      expect(await ask(kiosk.takes('a'), 'tap')).toMatchObject({ label: 'A001' });
      expect(await typesIn(store)).toEqual(['day-opened', 'ticket-issued']);
    });

    it(`that was ${fate}, then one that surely failed: who was in doubt stays so, who came later is told`, async () => {
      const { ask, clock, log } = await openHall();
      log.fates.push(fate);
      const doubted = ask(kiosk.takes('a'), 't1');
      await clock.armed(100);
      log.fates.push('unavailable');
      clock.step(100);
      // It comes while the log is being read again, and goes with the next append.
      const later = ask(kiosk.takes('b'), 't2');
      expect(await later).toEqual({ failed: 'unavailable' });
      expect(await isAnswered(doubted)).toBe(false);
      await clock.armed(200);
      clock.step(200);
      expect(await doubted).toMatchObject({ ok: true, label: 'A001' });
    });
  }

  it('no batch grows beyond 200 by it', async () => {
    const { ask, clock, log } = await openHall();
    log.fates.push('lost', 'lost');
    const first = Array.from({ length: 150 }, () => ask(kiosk.takes('a')));
    await clock.armed(100);
    clock.step(100);
    const more = Array.from({ length: 150 }, () => ask(kiosk.takes('a')));
    await clock.armed(200);
    clock.step(200);
    const answers = await Promise.all([...first, ...more]);
    expect(log.batches.map(({ length }) => length)).toEqual([150, 200, 200]);
    expect(answers.slice(0, 200).every((answer) => 'ok' in answer)).toBe(true);
    expect(answers.slice(200)).toEqual(Array(100).fill({ failed: 'unavailable' }));
  });
});

describe('close', () => {
  it('lets the batch under way end well, answers the rest `unavailable`, takes nothing more', async () => {
    const { ask, keeper, log, store } = await openHall();
    const gate = log.hold();
    const underway = ask(kiosk.takes('a'));
    await gate.held;
    const waiting = ask(kiosk.takes('a'));
    const look = keeper.look(({ seq }) => seq);
    keeper.close();
    expect(keeper.health).toBe('closed');
    expect(await waiting).toEqual({ failed: 'unavailable' });
    expect(await ask(kiosk.takes('a'))).toEqual({ failed: 'unavailable' });
    expect(await isAnswered(look)).toBe(false);
    gate.release();
    expect(await underway).toMatchObject({ label: 'A001' });
    expect(await look).toBe(2);
    expect(await typesIn(store)).toEqual(['day-opened', 'ticket-issued']);
  });

  for (const fate of ['written', 'lost'] as const) {
    it(`answers a batch under way that ends as unknown (${fate})`, async () => {
      const { ask, keeper, log } = await openHall();
      log.fates.push(fate);
      const gate = log.hold();
      const underway = ask(kiosk.takes('a'));
      await gate.held;
      keeper.close();
      gate.release();
      expect(await underway).toEqual({ failed: 'unavailable' });
      await expect(keeper.look(() => {})).rejects.toMatchObject({ code: 'unavailable' });
    });
  }

  it('answers who is in doubt', async () => {
    const { ask, clock, keeper, log } = await openHall();
    log.fates.push('lost');
    const doubted = ask(kiosk.takes('a'));
    await clock.armed(100);
    keeper.close();
    expect(await doubted).toEqual({ failed: 'unavailable' });
  });

  it('lets nobody wait for news that will not be read any more', async () => {
    const { keeper, log, store } = await openHall();
    log.deaf = true;
    const other = keeperOn(new FaultyLog(store), { seed: 'other' });
    await other.ask(kiosk.takes('a'));
    keeper.close();
    await keeper.catchUp();
    expect(await keeper.look(({ seq }) => seq)).toBe(1);
  });

  it('before the first replay lets looks go', async () => {
    const { keeper } = keeperOn(new FaultyLog(memoryStore()));
    const look = keeper.look(() => {});
    keeper.close();
    await expect(look).rejects.toMatchObject({ code: 'unavailable' });
  });
});

it('given a log that is away from the start: comes up, says so, and recovers by itself', async () => {
  const { store } = await openHall();
  const log = new FaultyLog(store);
  log.away = true;
  const { keeper, ask, clock, told } = keeperOn(log, { seed: 'other' });
  await clock.armed(100);
  expect(keeper.health).toBe('recovering');
  expect(await ask(kiosk.takes('a'))).toEqual({ failed: 'unavailable' });
  await expect(keeper.confirm()).rejects.toMatchObject({ code: 'unavailable' });
  log.away = false;
  const back = told(null);
  clock.step(100);
  await back;
  expect(await keeper.confirm()).toEqual({ seq: 1 });
  expect(await keeper.look(dump)).toBe(dump(await replay(memoryLog(store), stream, hall)));
});
