/** Strips, keypads and rating pads follow the hall: a real keeper, pretend devices, a stepped clock. */
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type HouseFacts, noFacts } from '../../../core/views/facts.ts';
import { columnsOf } from '../../../core/views/strip.ts';
import type { HeldOf } from '../../../server/devices/registry.ts';
import type { DeviceKind, DeviceSettings } from '../../../server/devices/settings.ts';
import {
  gb2312,
  stripLightShape,
  stripTextsShape,
} from '../../../server/devices/strip-settings.ts';
import { followKeypads } from '../../../server/followers/keypads.ts';
import { followPads } from '../../../server/followers/pads.ts';
import { emergencyTexts, Strips, TRIED_MS } from '../../../server/followers/strips.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import type { Given } from '../../../server/house/ratings.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { pretendRegistry, settingsOf } from '../devices/pretend.ts';
import { openHall, settled } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { MINUTE_MS } from '../http/world.ts';

const calendar = calendarOf('Asia/Shanghai');

async function hallWith<K extends DeviceKind>(kind: K, more: Partial<DeviceSettings> = {}) {
  const clock = new HubClock();
  const parts = await openHall(undefined, undefined, { clock });
  const { registry, device } = pretendRegistry([settingsOf(kind, '1', more)]);
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(what);
  const id = `${kind}@counter-1`;
  const held = registry.of(kind) as readonly HeldOf<K>[];
  return { ...parts, id, held, device: device(id), complaints, complain };
}

/** House facts that a test says. */
function factsAt() {
  const tellers = new Set<() => void>();
  const facts = {
    now: noFacts,
    follow: (tell: () => void) => {
      tellers.add(tell);
      return () => tellers.delete(tell);
    },
  };
  const say = (emergency: HouseFacts['emergency']) => {
    facts.now = { ...noFacts, emergency };
    for (const tell of tellers) tell();
  };
  return { facts, say };
}

test('a strip follows its counter, and goes by the hour', async () => {
  const { keeper, clock, ask, held, device, complain } = await hallWith('strip', {
    line: '示范岗',
  });
  const ways = { texts: stripTextsShape.parse(undefined), light: stripLightShape.parse(undefined) };
  const { facts } = factsAt();
  const strips = new Strips({ keeper, clock, calendar, strips: held, ways, facts, complain });
  onTestFinished(() => strips.close());
  await settled();
  expect(device.faces.at(-1)).toMatchObject({ text: '1 暂未开放', brightness: 16 });
  await ask(wang.signsIn('1'));
  expect(device.faces.at(-1)).toMatchObject({ text: '1  示范岗', colour: 'green' });
  await ask(kiosk.takes('a'));
  await ask(wang.callsNext('1'));
  expect(device.faces.at(-1)).toMatchObject({ text: '请A001号到1号窗口', colour: 'red' });
  await ask(wang.serves('1'));
  expect(device.faces.at(-1)).toMatchObject({ text: '正在办理 A001', colour: 'green' });
  clock.step(9 * 3_600_000);
  await settled();
  expect(device.faces.at(-1)?.brightness).toBe(8);
});

test('a text that tries a strip stands for a while, whatever the counter does, and then goes', async () => {
  const { keeper, clock, ask, held, device, id, complain } = await hallWith('strip');
  const ways = { texts: stripTextsShape.parse(undefined), light: [] };
  const { facts } = factsAt();
  const strips = new Strips({ keeper, clock, calendar, strips: held, ways, facts, complain });
  onTestFinished(() => strips.close());
  await ask(wang.signsIn('1'));
  expect(strips.try('strip@counter-9', 'x')).toBe(false);
  expect(strips.try(id, '试')).toBe(true);
  await ask(kiosk.takes('a'));
  await ask(wang.callsNext('1'));
  expect(device.faces.at(-1)?.text).toBe('试');
  clock.step(TRIED_MS);
  await settled();
  expect(device.faces.at(-1)?.text).toBe('请A001号到1号窗口');
});

test('an emergency takes every strip at once, over a trial and all calls, until its end', async () => {
  const { keeper, clock, ask, held, device, id, complain } = await hallWith('strip', {
    columns: 12,
  });
  const ways = { texts: stripTextsShape.parse(undefined), light: [{ from: 0, brightness: 3 }] };
  const { facts, say } = factsAt();
  const strips = new Strips({ keeper, clock, calendar, strips: held, ways, facts, complain });
  onTestFinished(() => strips.close());
  await ask(wang.signsIn('1'));
  strips.try(id, '试');
  say({ kind: 'drill', words: null, since: 0 });
  expect(device.faces.at(-1)).toEqual({ text: '演练 请疏散', colour: 'amber', brightness: 16 });
  say({ kind: 'evacuation', words: null, since: 0 });
  expect(device.faces.at(-1)).toMatchObject({ text: '请疏散', colour: 'red' });
  await ask(kiosk.takes('a'));
  await ask(wang.callsNext('1'));
  clock.step(TRIED_MS + MINUTE_MS);
  strips.try(id, '试');
  await settled();
  expect(device.faces.at(-1)).toMatchObject({ text: '请疏散', brightness: 16 });
  say(null);
  await settled();
  expect(device.faces.at(-1)).toMatchObject({ text: '请A001到1窗', brightness: 3 });
});

test('what strips say in an emergency stands in GB 2312, and fits the shortest of them', () => {
  for (const texts of Object.values(emergencyTexts)) {
    for (const text of texts) expect(gb2312(z.string()).safeParse(text).success).toBe(true);
    expect(columnsOf(texts.at(-1) ?? '')).toBeLessThanOrEqual(4);
  }
});

async function withKeypad() {
  const parts = await hallWith('keypad');
  const { keeper, held, complain } = parts;
  const end = followKeypads({ keeper, keypads: held, dice: new SeededDice('keys'), complain });
  onTestFinished(end);
  const { device } = parts;
  const types = (...wanted: string[]) => parts.told(wanted[0] ?? null);
  /** A key that does something: resolves when it is done. */
  const done = async (key: Parameters<typeof device.press>[0], type: string) => {
    const told = types(type);
    device.press(key);
    return (await told).events;
  };
  /** A key that is refused: resolves when it has beeped. */
  const beeps = async (key: Parameters<typeof device.press>[0]) => {
    const beeped = device.beeped();
    device.press(key);
    await beeped;
  };
  return { ...parts, done, beeps };
}

test('keys are the commands of the console, as the clerk who is signed in', async () => {
  const { ask, done, device } = await withKeypad();
  await ask(wang.signsIn('1'));
  await ask(kiosk.takes('a'));
  await ask(kiosk.takes('a'));
  expect(device.waiting.at(-1)).toBe(2);
  const called = await done('call-next', 'ticket-called');
  expect(called).toMatchObject([{ body: { counter: '1', by: 'clerk:wang', label: 'A001' } }]);
  expect([device.called.at(-1), device.waiting.at(-1)]).toEqual(['A001', 1]);
  await done('start-serving', 'step-started');
  expect(await done('park', 'ticket-parked')).toMatchObject([{ body: { reason: 'copying' } }]);
  expect(device.called.at(-1)).toBeNull();
  await done('resume', 'ticket-resumed');
  expect(device.called.at(-1)).toBe('A001');
  await done('finish', 'step-finished');
  await done('pause', 'counter-paused');
  await done('pause', 'counter-unpaused');
  expect(device.beeps).toBe(0);
});

test('refusals beep: nobody signed in, nobody waiting, what a key alone cannot say', async () => {
  const { ask, beeps, device } = await withKeypad();
  await beeps('call-next');
  await ask(wang.signsIn('1'));
  for (const key of ['call-next', 'recall', 'finish', 'resume', 'transfer', 'cancel'] as const) {
    await beeps(key);
  }
  expect(device.beeps).toBe(7);
});

test('a second press within two seconds is the same press, and no error', async () => {
  const { ask, done, device, keeper, beeps } = await withKeypad();
  await ask(wang.signsIn('1'));
  await ask(kiosk.takes('a'));
  await ask(kiosk.takes('a'));
  await done('call-next', 'ticket-called');
  device.press('call-next');
  await beeps('transfer');
  expect(device.beeps).toBe(1);
  expect(
    await keeper.look(
      (hall) => hall.tickets.get(hall.counters.get('1' as never)?.inHand as never)?.label,
    ),
  ).toBe('A001');
});

/** A table of ratings that may be away. */
function pretendRatings() {
  const kept: Given[] = [];
  const ratings = {
    away: false,
    kept,
    keep: async (_hall: string, rating: Given) => {
      if (ratings.away) throw new HouseFailure('unavailable', 'the tables are away');
      kept.push(rating);
      return true;
    },
  };
  return ratings;
}

async function withPad() {
  const parts = await hallWith('pad', { levels: [5, 4, 3, 1] });
  const { keeper, held, clock, complain, ask } = parts;
  const ratings = pretendRatings();
  const end = followPads({ keeper, pads: held, ratings, clock, complain });
  onTestFinished(() => end());
  await ask(wang.signsIn('1'));
  return {
    ...parts,
    ...{ ratings, end },
    serve: async () => {
      const taken = await ask(kiosk.takes('a'));
      clock.step(3_000);
      await ask(wang.callsNext('1'));
      await ask(wang.serves('1'));
      await ask(wang.finishes('1'));
      return 'ticket' in taken ? taken.ticket : undefined;
    },
  };
}

test('after a finish the pad asks, and a key is the level that the hall gave it', async () => {
  const { serve, device, ratings } = await withPad();
  const ticket = await serve();
  expect(device.asked).toHaveLength(1);
  device.asked.shift()?.({ key: 3 });
  await settled();
  expect(ratings.kept).toMatchObject([
    { ticket, step: 0, level: 1, source: 'pad', token: true, device: expect.any(String) },
  ]);
  expect(ratings.kept[0]?.promptedAt).toBeGreaterThan(0);
});

test('nobody who answers is unrated; a pad that cannot be reached has not asked', async () => {
  const { serve, device, ratings } = await withPad();
  await serve();
  device.asked.shift()?.('unrated');
  await serve();
  device.asked.shift()?.('unreachable');
  await settled();
  expect(ratings.kept).toMatchObject([{ level: null }]);
});

test('an answer that the tables did not take is kept later; a question is taken back at the end', async () => {
  const { serve, device, ratings, clock, end } = await withPad();
  ratings.away = true;
  await serve();
  device.asked.shift()?.({ key: 0 });
  await settled();
  expect(ratings.kept).toEqual([]);
  ratings.away = false;
  clock.step(5_000);
  await settled();
  expect(ratings.kept).toMatchObject([{ level: 5 }]);
  await serve();
  await end();
  expect(device.takenBack).toBe(1);
  expect(ratings.kept).toMatchObject([{ level: 5 }, { level: null }]);
});
