/**
 * The hall at a glance: who waits against what was promised, what counters do and since when, and what
 * the forecast says; and what the pages reckon from it at a moment.
 */
import { describe, expect, it } from 'vitest';
import {
  countersDoing,
  lateText,
  linesOf,
  longestWait,
  overdue,
  standingOf,
} from '../../console/live/reckon.ts';
import { counterId, serviceId, staffId } from '../../core/hall/ids.ts';
import { noFacts } from '../../core/views/facts.ts';
import { namesView } from '../../core/views/names.ts';
import { CounterDay, clerk, colleague } from '../../fixtures/screens/counter-day.ts';
import { exampleHall } from './halls.ts';

const configuration = exampleHall();
const names = namesView(configuration);
const minuteMs = 60_000;
const nine = Date.parse('2026-11-23T09:00:00+08:00');

/** One is served at window 3, one is called at window 4; two wait for taxes, one for insurance. */
function morning() {
  const day = new CounterDay(configuration, nine);
  const first = day.arrive('tax');
  day.pass(60);
  const second = day.arrive('tax');
  day.pass(240);
  day.arrive('social-insurance');
  return { day, first, second };
}

describe('the view', () => {
  it('tells lines with their oldest, the first that is due first', () => {
    const { day, first, second } = morning();
    const view = day.live();
    expect(view).toMatchObject({ open: true, waiting: 3, taken: 3, finished: 0 });
    const tax = view.services.find(({ service }) => service === 'tax');
    expect(tax).toEqual({
      ...{ service: 'tax', count: 2, oldestAt: nine, newcomer: null, clearIn: null },
    });
    expect(
      view.longest.filter(({ service }) => service === 'tax').map((one) => one.ticket),
    ).toEqual([first, second]);
    const promise = names.services.find(({ id }) => id === 'tax')?.promiseMinutes ?? 0;
    expect(view.longest.find(({ ticket }) => ticket === first)?.dueAt).toBe(
      nine + promise * minuteMs,
    );
  });

  it('tells how many will still wait in the next two hours, at the least and at the most', () => {
    const { day, first, second } = morning();
    expect(day.live().remaining).toEqual([]);
    const tickets = new Map([
      [first, { low: 5, high: 25 }],
      [second, { low: 15, high: 130 }],
    ]);
    day.facts = { ...noFacts, forecast: { services: new Map(), tickets } };
    const { remaining } = day.live();
    expect(remaining).toHaveLength(13);
    expect(remaining.slice(0, 4)).toEqual([
      [2, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
    expect(remaining.at(-1)).toEqual([0, 1]);
  });

  it('tells the forecast: for a newcomer, and when the last one is called', () => {
    const { day, first, second } = morning();
    const range = (low: number, high: number) => ({ low, high });
    const services = new Map([[serviceId('tax'), range(5, 15)]]);
    const all = new Map([first, second].map((id, at) => [id, range(2, 8 + at)]));
    day.facts = { ...noFacts, forecast: { services, tickets: all } };
    const of = (id: string) => day.live().services.find(({ service }) => service === id);
    expect(of('tax')).toMatchObject({ newcomer: range(5, 15), clearIn: 9 });
    expect(of('social-insurance')).toMatchObject({ newcomer: null, clearIn: null });
    day.facts = {
      ...noFacts,
      forecast: { services, tickets: new Map([[first, range(2, 8)]]) },
    };
    expect(of('tax')?.clearIn).toBeNull();
  });

  it('tells what each counter does, by whom, and since when', () => {
    const { day } = morning();
    const [three, four] = ['3', '4'].map(counterId);
    if (!three || !four) throw new Error('no counters');
    const card = { name: '王小明', post: { 'zh-Hans': '窗口' }, duties: null, promise: null };
    const cards = new Map([[staffId(clerk.id), { ...card, photo: null }]]);
    day.facts = { ...noFacts, cards };
    day.must(clerk, { type: 'sign-in', counter: three, move: false });
    day.must(colleague, { type: 'sign-in', counter: four, move: false });
    const at = () => day.live().counters.find(({ id }) => id === three);
    expect(at()).toMatchObject({ status: 'open', name: '王小明', since: day.now, inHand: null });
    expect(countersDoing(day.live())).toMatchObject({ free: 2, paused: 0, called: 0 });
    day.pass(30);
    day.must(clerk, { type: 'call-next', counter: three, after: null });
    const calledAt = day.now;
    expect(at()).toMatchObject({ since: calledAt, inHand: { serving: false } });
    day.pass(20);
    day.must(clerk, { type: 'serve', counter: three });
    expect(at()).toMatchObject({ since: calledAt + 20_000, inHand: { serving: true } });
    expect(countersDoing(day.live())).toMatchObject({ serving: 1, free: 1 });
    day.must(clerk, { type: 'finish', counter: three, outcome: 'done', items: [] });
    expect(at()).toMatchObject({ inHand: null, finished: 1 });
    expect(day.live().counters.find(({ id }) => id === four)?.finished).toBe(0);
  });
});

describe('at a moment', () => {
  it('from four fifths of the promise on it is nearly over, and over after it', () => {
    const one = { since: 0, dueAt: 10 * minuteMs };
    expect(standingOf(one, 8 * minuteMs - 1)).toBe('well');
    expect(standingOf(one, 8 * minuteMs)).toBe('soon');
    expect(standingOf(one, 10 * minuteMs)).toBe('soon');
    expect(standingOf(one, 10 * minuteMs + 1)).toBe('over');
    expect(standingOf({ since: 0, dueAt: null }, 900 * minuteMs)).toBe('well');
  });

  it('ages are counted from the hub’s time, and only who is over is overdue', () => {
    const { day } = morning();
    const view = day.live();
    expect(longestWait(view, day.now)).toBe(5);
    expect(overdue(view, day.now)).toEqual([]);
    const later = nine + 600 * minuteMs;
    expect(overdue(view, later)).toHaveLength(3);
    const tax = linesOf(view, names, later).find(({ service }) => service === 'tax');
    expect(tax).toMatchObject({ oldest: 600, standing: 'over' });
    expect(longestWait({ services: [] }, later)).toBeNull();
    expect([lateText(view, day.now), lateText(view, later)]).toEqual([null, '3']);
    expect(lateText({ ...view, waiting: 40 }, later)).toBe('3+');
  });
});
