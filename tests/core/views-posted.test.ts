/**
 * What is posted in the hall as the views tell it: emergency, notices, who leads today, cards; and who
 * is to get ready, who was missed.
 */
import { expect, test } from 'vitest';
import { counterId, hoursId, kioskId, serviceId, staffId, ticketId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { type HouseFacts, type Notice, noFacts, type StaffCard } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { phoneView } from '../../core/views/phone.ts';
import { postedView } from '../../core/views/posted.ts';
import { boss, chen, given, hub, kiosk, later, type Step, wang } from './hall.ts';
import { smallHall } from './halls.ts';

const sat = [hub.opens(smallHall()), wang.signsIn('1')];
const hall = (steps: readonly Step[]) => given(...steps).state().state as Hall;
const emergency = { kind: 'drill', words: { 'zh-Hans': 'x' }, since: 5 } as const;
const notice = (
  id: string,
  at: Notice['where']['at'] = 'all',
  place: string | null = null,
): Notice => ({
  id,
  text: { 'zh-Hans': id },
  where: { at, id: place },
});
const card: StaffCard = {
  ...{ name: 'Wang Fang', post: { 'zh-Hans': 'post' }, duties: null, promise: null, photo: '/p' },
};
const posted: HouseFacts = {
  ...noFacts,
  emergency,
  duty: { name: 'Zhao', post: 'director', phone: null },
  notices: [notice('a'), notice('k', 'kiosk'), notice('d', 'kiosk', 'door'), notice('s', 'screen')],
  cards: new Map([[staffId('wang'), card]]),
};

test('VIEW-9 screens are told what is posted: the card of who is signed in, and not whose it is', () => {
  const view = postedView(hall([...sat, chen.signsIn('2')]), posted);
  expect(view).toEqual({
    ...{ emergency, duty: posted.duty },
    notices: [notice('a'), notice('s', 'screen')],
    cards: [{ counter: counterId('1'), ...card }],
  });
  expect(JSON.stringify(view)).not.toContain('"wang"');
  expect(postedView(hall([...sat, wang.signsOut('1')]), posted).cards).toEqual([]);
  const many = Array.from({ length: 20 }, (_, index) => notice(`n${index}`));
  expect(postedView(hall(sat), { ...posted, notices: many }).notices).toHaveLength(12);
});

test('VIEW-4 VIEW-5 kiosks and counters ask for a phone only where the hall sends texts', () => {
  const sends = { ...noFacts, texts: true };
  const all = hall(sat);
  expect(kioskView(all, sends, kioskId('door')).texts).toBe(true);
  expect(counterView(all, sends, counterId('1'))?.texts).toBe(true);
  expect(kioskView(all, noFacts, kioskId('door'))).not.toHaveProperty('texts');
  expect(counterView(all, noFacts, counterId('1'))).not.toHaveProperty('texts');
});

test('VIEW-5 the kiosk is told of the emergency, who leads today, and its own notices, three at the most', () => {
  const at = (id: string) => kioskView(hall(sat), posted, kioskId(id));
  expect(at('door')).toMatchObject({ emergency, duty: { name: 'Zhao' } });
  expect(at('door').notices).toEqual(['a', 'k', 'd'].map((text) => ({ 'zh-Hans': text })));
  expect(at('lift').notices).toHaveLength(2);
  const four = { ...posted, notices: ['1', '2', '3', '4'].map((id) => notice(id)) };
  expect(kioskView(hall(sat), four, kioskId('door')).notices).toHaveLength(3);
});

test('VIEW-6 the phone is told of an emergency, and otherwise of none', () => {
  const steps = [...sat, kiosk.takes('a')];
  expect(phoneView(hall(steps), posted, ticketId('t1'))).toMatchObject({ emergency });
  expect(phoneView(hall(steps), noFacts, ticketId('t1'))).not.toHaveProperty('emergency');
  const guided = { ...noFacts, guided: new Set([serviceId('a')]) };
  expect(phoneView(hall(steps), guided, ticketId('t1'))).toMatchObject({ guided: true });
  expect(phoneView(hall(steps), noFacts, ticketId('t1'))).not.toHaveProperty('guided');
});

test('VIEW-2 who comes next: as open counters would call, each once; a paused one calls nobody', () => {
  const steps = [...sat, chen.signsIn('2'), ...['a', 'a', 'b'].map((one) => kiosk.takes(one))];
  const next = (more: readonly Step[] = []) => displayView(hall([...steps, ...more])).next;
  expect(next()).toEqual(['A001']);
  expect(next([wang.callsNext('1')])).toEqual(['A002']);
  expect(next([wang.pauses('1'), chen.pauses('2')])).toBeUndefined();
  expect(displayView(hall(sat)).next).toBeUndefined();
});

test('VIEW-2 who was missed and may still rejoin, the latest first', () => {
  const miss = (id: string): Step[] => [
    kiosk.takes('a'),
    wang.calls('1', id),
    later(30),
    wang.misses('1'),
  ];
  const two = [...sat, ...miss('t1'), ...miss('t2')];
  expect(displayView(hall(two)).missed).toEqual(['A002', 'A001']);
  expect(displayView(hall([...two, kiosk.takes('a'), boss.rejoins('t1')])).missed).toEqual([
    'A002',
  ]);
  const forty = Array.from({ length: 40 }, (_, index) => miss(`t${index + 1}`)).flat();
  const all = displayView(hall([...sat, ...forty]));
  expect([all.missed?.length, all.missed?.[0], all.missedMore]).toEqual([36, 'A040', 4]);
  // The small hall lets them rejoin for an hour.
  expect(displayView(hall([...two, later(3_600), kiosk.takes('a')])).missed).toBeUndefined();
});

test('VIEW-2 noon duty and extended hours are told while they last', () => {
  const band = { from: 720, to: 780, admits: 'everybody', duty: 'noon' } as const;
  const noon = { id: hoursId('usual'), week: Array(7).fill([band]), lastTicketMinutes: 0 };
  const opening = { hoursId: noon.id, patterns: [noon], dates: [] };
  const state = hall([hub.opens(smallHall({ opening }))]);
  const at = (minute: number) =>
    displayView(state, { ...noFacts, local: { date: '2026-11-17', minute } }).duty;
  expect(at(730)).toBe('noon');
  expect(at(600)).toBeUndefined();
});
