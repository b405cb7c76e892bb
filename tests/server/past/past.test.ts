/**
 * Looking back: what is shown of a past moment is what was live then, of whichever moment and in whatever
 * order one looks; and the reasons of a call are those of the rules.
 */
import { expect, onTestFinished, test } from 'vitest';
import { kioskId } from '../../../core/hall/ids.ts';
import type { Hall } from '../../../core/hall/state.ts';
import { displayView } from '../../../core/views/display.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { kioskView } from '../../../core/views/kiosk.ts';
import { liveView } from '../../../core/views/live.ts';
import { memoryLog } from '../../../log/memory.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { PastDesk } from '../../../server/past/desk.ts';
import { Chance } from '../../hall/world/chance.ts';
import { day, Morning } from '../cli/day.ts';
import { HubClock } from '../http/clock.ts';
import { worldOf } from '../http/world.ts';

const calendar = calendarOf('Asia/Shanghai');

/** A morning on which somebody wrote down what was shown after every deed. */
class Watched extends Morning {
  // Made by the first deed: the constructor of a morning already lives it.
  declare shown: { seq: number; at: number; display: unknown; live: unknown; kiosk: unknown }[];

  override do(...asked: Parameters<Morning['do']>): boolean {
    const done = super.do(...asked);
    const last = this.told.at(-1);
    if (!done || !last) return done;
    const hall = this.state as Hall;
    const { date, minute } = calendar(last.at);
    const facts = { ...noFacts, local: { date, minute } };
    const live = liveView(hall, facts);
    const counters = live.counters.map((counter) => ({ ...counter, clerk: null }));
    this.shown ??= [];
    this.shown.push(
      structuredClone({
        ...{ seq: last.seq, at: last.at, display: displayView(hall, facts) },
        live: { ...live, counters },
        kiosk: { ...kioskView(hall, facts, kioskId('')), printer: 'ready' },
      }),
    );
    return done;
  }
}

async function deskOf({ drafts, state }: Morning) {
  const log = memoryLog();
  const stream = `hall:${state.hall}`;
  await log.append(stream, { after: 0, cmds: [] }, () => drafts);
  const desk = new PastDesk({
    ...{ hall: state.hall, log, calendar, clock: new HubClock() },
    emergencies: { at: async () => null },
    notices: { at: async () => [] },
  });
  onTestFinished(() => desk.close());
  return { desk, log, stream };
}

const found = <T>(value: T | 'busy' | null): T => {
  if (value === null || value === 'busy') throw new Error(`nothing was found: ${value}`);
  return value;
};

test.each([7, 8])('any moment of a morning is what was shown then (seed %i)', async (seed) => {
  const morning = new Watched(seed, 40);
  const { desk } = await deskOf(morning);
  const chance = new Chance(seed);
  // Forwards, and then anywhere.
  const anywhere = Array.from({ length: 60 }, () => chance.pick(morning.shown));
  for (const { seq, at, ...shown } of [...morning.shown, ...anywhere]) {
    const { display, live, kiosk } = found(await desk.moment(day, seq, at));
    expect({ display, live, kiosk }).toEqual(shown);
  }
});

test('the reasons of a call: who was called stands first, and whoever stood before would have been', async () => {
  const morning = new Morning(9, 80);
  const { desk } = await deskOf(morning);
  const calls = morning.told.flatMap((told) => (told.type === 'ticket-called' ? [told] : []));
  expect(calls.length).toBeGreaterThan(50);
  const rules = new Set<string>();
  for (const { seq, at, body } of calls) {
    const { why, event } = found(await desk.moment(day, seq, at));
    expect(event).toMatchObject({ type: 'ticket-called', label: body.label, by: 'clerk' });
    expect(why?.because).toEqual(body.because);
    const [first, ...others] = why?.competitors ?? [];
    expect(first?.label).toBe(body.label);
    if (body.because.rule === 'chosen') continue;
    rules.add(body.because.rule);
    const { waitedMs: waited, class: its } = body.because;
    expect(first).toMatchObject({ waitedMs: waited, class: its });
    const older = others.filter(({ waitedMs }) => waitedMs > waited);
    if (body.because.rule === 'oldest') expect(older).toEqual([]);
    if (body.because.rule === 'priority') expect(older.length).toBeGreaterThan(0);
  }
  expect([...rules].sort()).toEqual(expect.arrayContaining(['oldest', 'priority']));
});

test('a number’s story, by its label; what is not of the day is nothing', async () => {
  const morning = new Morning(9, 20);
  const { desk } = await deskOf(morning);
  const called = morning.told.find(({ type }) => type === 'ticket-called');
  if (called?.type !== 'ticket-called') throw new Error('nobody was called');
  const story = found(await desk.ticket(day, called.body.label));
  expect(story.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['ticket-issued', 'ticket-called']),
  );
  expect(await desk.ticket(day, 'ZZ999')).toBeNull();
  expect(await desk.moment(day, morning.told.length + 1, 0)).toBeNull();
  expect(await desk.moment('2026-11-19', 1, 0)).toBeNull();
  expect(await desk.moment('2026-11-21', 1, 0)).toBeNull();
});

test('a day that goes on is read on, and the next one is another', async () => {
  const morning = new Morning(3, 10);
  const [drafts, later] = [morning.drafts.slice(0, 30), morning.drafts.slice(30)];
  const { desk, log, stream } = await deskOf({ ...morning, drafts } as unknown as Morning);
  expect(found(await desk.day(day, ({ events }) => events.length))).toBe(30);
  await log.append(stream, { after: 30, cmds: [] }, () => later);
  const opening = morning.drafts[0];
  if (!opening) throw new Error('a morning opens');
  const body = { ...opening.body, day: '2026-11-21' };
  await log.append(stream, { after: morning.drafts.length, cmds: [] }, () => [
    { ...opening, at: opening.at + 86_400_000, cmd: 'next-day', body },
  ]);
  const events = await desk.day(day, (tape) => tape.events.length);
  expect(events).toBe(morning.drafts.length);
  expect(await desk.day('2026-11-21', (tape) => tape.events.length)).toBe(1);
});

test('too many at once are told so, and those before are answered', async () => {
  const { desk } = await deskOf(new Morning(3, 10));
  const asked = Array.from({ length: 14 }, () => desk.day(day, () => 'read'));
  const answers = await Promise.all(asked);
  expect(answers.filter((one) => one === 'busy')).toHaveLength(2);
  expect(answers.filter((one) => one === 'read')).toHaveLength(12);
});

test('asked over HTTP: the emergency and the notices of that moment, and no name of anybody', async () => {
  const world = await worldOf();
  const { hall, get, post, clock, take, act } = world;
  const { label } = await take('a');
  await act('1', 'call-next', { after: null });
  const today = calendarOf('Asia/Shanghai')(clock.now()).date;
  const before = (await get(`${hall}/past/${today}`)).body;
  expect(before.types).toEqual(expect.arrayContaining(['day-opened', 'ticket-called']));
  const seq = before.first + before.at.length - 1;
  const calm = clock.now();
  clock.step(60_000);
  await post(`${hall}/notices`, { text: { 'zh-Hans': '今日提前下班' } });
  await post(`${hall}/emergency`, { kind: 'drill' });
  clock.step(60_000);
  const at = async (moment: number) =>
    (await get(`${hall}/past/${today}/moments/${seq}/${moment}`)).body;
  expect((await at(calm)).posted).toMatchObject({ emergency: null, notices: [] });
  const told = await at(calm + 90_000);
  expect(told.posted.emergency).toMatchObject({ kind: 'drill' });
  expect(told.posted.notices[0].text['zh-Hans']).toBe('今日提前下班');
  expect(told.why.competitors[0].label).toBe(label);
  const names = (await get(`${hall}/past/${today}/names/${seq}`)).body;
  expect(names.version).toBe(told.names);
  expect((await get(`${hall}/past/${today}/tickets/${label}`)).body.events).toHaveLength(2);
  for (const path of [
    '2026-01-01',
    'yesterday',
    `${today}/moments/99999/0`,
    `${today}/tickets/x`,
  ]) {
    expect((await get(`${hall}/past/${path}`)).status).toBe(404);
  }
});
