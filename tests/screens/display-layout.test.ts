/**
 * What fits on a hall screen, what a sign over a counter says, and how times are told.
 */
import { describe, expect, it } from 'vitest';
import { counterId, label, serviceId } from '../../core/hall/ids.ts';
import { turnedTo } from '../../core/views/turned.ts';
import { type SignState, signState } from '../../display/counter/state.ts';
import {
  bigFont,
  callColumns,
  callPlaces,
  denseFont,
  hallLayout,
  hintFont,
  longNameEm,
  noticeFont,
  rowFont,
  waitingShown,
} from '../../display/hall/layout.ts';
import { phoneLanguage } from '../../display/phone/language.ts';
import { call, displayExamples } from '../../fixtures/screens/display.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { screenOf } from '../../ui/screen.ts';
import { shiftAt, shiftMs, shiftRoom } from '../../ui/shift.ts';
import { clockTime, dateText, minutesBetween } from '../../ui/times.ts';

const sizes = [
  [1920, 1080],
  [1280, 720],
  [3840, 2160],
  [1080, 1920],
  [1024, 768],
  [2560, 1080],
] as const;
const digitHeight = 0.733;
const now = Date.UTC(2026, 10, 20, 6, 3);

describe('the hall screen', () => {
  it.each(sizes)('%i x %i: four to six rows that fill the height', (width, height) => {
    const screen = screenOf(width, height);
    const layout = hallLayout(screen);
    expect(layout.rows).toBeGreaterThanOrEqual(4);
    expect(layout.rows).toBeLessThanOrEqual(6);
    const calls = layout.bigHeight + (layout.rows - 1) * layout.rowHeight;
    const body = screen.height - shiftRoom - 108 - layout.bottomHeight;
    expect(calls).toBeCloseTo((screen.standing ? body * 0.58 : body) - 64, 3);
    expect(layout.waitingRows).toBeGreaterThanOrEqual(7);
  });

  it.each(sizes)(
    '%i x %i: the back row reads every call, the newest at twice that',
    (width, height) => {
      // With the longest notice there is, and the labels under who waits.
      const beside = { notices: ['中'.repeat(80)], hints: 2 };
      const layout = hallLayout(screenOf(width, height), beside);
      expect(layout.rows).toBeGreaterThanOrEqual(4);
      expect(layout.waitingRows).toBeGreaterThanOrEqual(3);
      for (const caption of ['号窗口', 'Window']) {
        const calls = [{ label: 'A017', sign: '12' }];
        const columns = callColumns(calls, caption, layout.callsWidth);
        expect(columns.row * digitHeight).toBeGreaterThanOrEqual(80);
        expect(columns.dense * digitHeight).toBeGreaterThanOrEqual(80);
        const least = caption === 'Window' ? 150 : 160;
        expect(columns.big * digitHeight).toBeGreaterThanOrEqual(least);
        // No taller than its row.
        expect(columns.big).toBeLessThan(layout.bigHeight);
        expect(columns.row).toBeLessThan(layout.rowHeight);
      }
    },
  );

  // docs/screens.md says these: 200 times a digit's height, on 55 inches of 1920 pixels.
  it.each([
    ['the newest call', bigFont, 20],
    ['the calls below it', rowFont, 11.5],
    ['two calls a row', denseFont, 10],
    ['who comes next and who was missed', hintFont, 4.5],
    ['notices', noticeFont.lying, 3.5],
  ])('%s, in %i units, is read from %d m', (_part, font, metres) => {
    const pixelMm = (55 * 25.4 * (16 / Math.hypot(16, 9))) / 1920;
    const from = (font * digitHeight * pixelMm * 200) / 1_000;
    expect(from).toBeGreaterThanOrEqual(metres);
    expect(from).toBeLessThan(metres + 1);
  });

  it('the longest labels get smaller, and the rows below stay readable and where they were', () => {
    const { callsWidth } = hallLayout(screenOf(1920, 1080));
    const usual = callColumns([{ label: 'A017', sign: '12' }], '号窗口', callsWidth);
    const long = callColumns([{ label: 'WM1017', sign: '12' }], '号窗口', callsWidth);
    expect(long.big).toBeLessThan(usual.big);
    expect(long.row * digitHeight).toBeGreaterThanOrEqual(80);
    expect(long.rowLabel).toBe(usual.rowLabel);
  });

  it('one call a row, newest on top', () => {
    expect(callPlaces(12, 2, 5).map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
    expect(callPlaces(3, 1, 5)).toHaveLength(3);
    expect(callPlaces(0, 0, 5)).toEqual([]);
  });

  it('two a row when more are lit than there are rows, so that none is pushed out unseen', () => {
    const places = callPlaces(12, 8, 5);
    expect(places).toHaveLength(9);
    expect(places.slice(0, 4)).toEqual([
      { row: 0, half: null },
      { row: 1, half: 'left' },
      { row: 1, half: 'right' },
      { row: 2, half: 'left' },
    ]);
    expect(Math.max(...places.map(({ row }) => row))).toBe(4);
  });

  it.each(sizes)('%i x %i: beside people and minutes seven characters stay on one line', (w, h) => {
    const { waitingWidth } = hallLayout(screenOf(w, h));
    expect(longNameEm(waitingWidth, true)).toBeGreaterThan(7 * 1.02);
    expect(longNameEm(waitingWidth, false)).toBeGreaterThan(longNameEm(waitingWidth, true));
  });

  it('most people first; what does not fit is one line', () => {
    const { waiting } = displayExamples['three-hundred'](now);
    const shown = waitingShown(waiting, 11);
    expect(shown.shown).toHaveLength(10);
    expect(shown.restServices).toBe(9);
    const all = waiting.reduce((sum, { count }) => sum + count, 0);
    const told = shown.shown.reduce((sum, { count }) => sum + count, 0) + shown.restPeople;
    expect(told).toBe(all);
    const counts = shown.shown.map(({ count }) => count);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    expect(waitingShown(waiting, waiting.length)).toMatchObject({ restServices: 0 });
  });
});

describe('the sign over a counter', () => {
  const names = dongchengNames();
  const base = displayExamples.calm(now);
  const at = (counters: typeof base.counters, calls = base.calls): SignState =>
    signState({ ...base, calls, counters }, names, '3');
  const three = counterId('3');

  it.each([
    [at([]), 'closed'],
    [at([{ id: three }], []), 'free'],
    [at([{ id: three, paused: true }], []), 'paused'],
    [signState(base, names, '99'), 'unknown'],
    [signState({ ...base, open: false }, names, '3'), 'closed'],
  ] as const)('%o', (state, is) => {
    expect(state.is).toBe(is);
  });

  it('shows its own call, and its number while it serves', () => {
    const counters = [{ id: three, label: label('A017') }];
    const own = call(9, now, 'A017', '3');
    expect(at(counters, [call(10, now, 'B001', '4'), own])).toEqual({
      is: 'called',
      label: 'A017',
      call: own,
      services: null,
    });
    const serving = { is: 'serving', label: 'A017', services: null };
    expect(at(counters, [{ ...own, state: 'serving' }])).toEqual(serving);
  });

  it('a ticket that was taken up again has no call of its own', () => {
    const counters = [{ id: three, label: label('A017') }];
    expect(at(counters, [])).toEqual({ is: 'serving', label: 'A017', services: null });
  });

  it('says what it serves only while the tide has turned it', () => {
    const services = [serviceId('tax')];
    const all = names.services.map(({ id }) => id);
    const turned = turnedTo([null, services], all) ?? '';
    const counters = [{ id: counterId('1') }, { id: three }];
    const view = { ...base, calls: [], counters, turned };
    expect(signState(view, names, '3')).toEqual({ is: 'free', card: null, services });
    expect(signState(view, names, '1')).toEqual({ is: 'free', card: null, services: null });
    const busy = [{ id: counterId('1') }, { id: three, label: label('A017') }];
    expect(signState({ ...view, counters: busy }, names, '3')).toMatchObject({ services });
  });
});

describe('what a screen moves by', () => {
  it('goes round in its room, a step at a time, and comes to every place', () => {
    const places = Array.from({ length: 9 }, (_, index) => shiftAt(index * shiftMs));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9);
    places.forEach(({ x, y }, index) => {
      const next = places[(index + 1) % 9] ?? { x: 0, y: 0 };
      expect(Math.abs(next.x - x) + Math.abs(next.y - y)).toBeLessThanOrEqual(shiftRoom);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x, y)).toBeLessThanOrEqual(shiftRoom);
    });
    expect(shiftAt(shiftMs - 1)).toEqual(shiftAt(0));
  });
});

describe('times', () => {
  it('are of the hall’s zone, whatever the machine’s', () => {
    expect(clockTime(Date.UTC(2026, 10, 20, 6, 3))).toBe('14:03');
    expect(clockTime(Date.UTC(2026, 10, 20, 16, 0))).toBe('00:00');
    expect(dateText(Date.UTC(2026, 10, 20, 17, 0), 'zh-Hans')).toBe('11月21日 星期六');
    expect(dateText(Date.UTC(2026, 10, 20, 17, 0), 'en')).toMatch(/^Saturday,? 21 November$/);
  });

  it('ages are whole minutes and never negative', () => {
    expect(minutesBetween(0, 119_999)).toBe(1);
    expect(minutesBetween(5_000, 0)).toBe(0);
  });
});

describe('the language of a phone', () => {
  it.each([
    ['', ['zh-CN', 'en'], 'zh-Hans'],
    ['', ['zh-TW'], 'zh-Hant'],
    ['', ['zh-Hant-HK'], 'zh-Hant'],
    ['', ['fr', 'en-GB'], 'en'],
    ['', ['fr'], 'en'],
    ['', [], 'zh-Hans'],
    ['?lang=zh-Hant', ['en'], 'zh-Hant'],
    ['?lang=xx', ['en'], 'zh-Hans'],
  ] as const)('%s %o: %s', (search, wished, language) => {
    expect(phoneLanguage(search, wished)).toBe(language);
  });
});
