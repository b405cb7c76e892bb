/**
 * What a hall screen tells beside calls: of its area alone, what is other than usual with where to go
 * instead, and as much at its foot as fits.
 */
import { describe, expect, it } from 'vitest';
import { areaId, counterId, label, reasonId, serviceId } from '../../core/hall/ids.ts';
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { turnedTo } from '../../core/views/turned.ts';
import { signState } from '../../display/counter/state.ts';
import { hintPages } from '../../display/hall/layout.ts';
import { hallTexts } from '../../display/hall/texts/texts.ts';
import { areaOf, filled, footOf, inArea, linesOf, placeOf } from '../../display/hall/told.ts';
import { call, displayExamples } from '../../fixtures/screens/display.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { emWidth } from '../../ui/widths.ts';

const now = Date.UTC(2026, 10, 20, 6, 3);
const text = (zh: string) => ({ 'zh-Hans': zh, en: zh });
const base = dongchengNames();
const counters = base.counters.map((one) => {
  const services = ['1', '2', '3'].includes(one.id) ? ['tax'] : ['housing'];
  return { ...one, services: services.map(serviceId), helps: [] };
});
const names: Names = {
  ...{ ...base, counters },
  areas: [
    { id: areaId('east'), name: text('东厅'), counters: ['1', '2', '3'].map(counterId) },
    {
      id: areaId('up'),
      name: text('二层'),
      counters: [counterId('9')],
      services: [serviceId('tax')],
    },
  ],
  contacts: { hotline: '12345', complaints: '010-6401 2222' },
};
const prefixOf = (id: string) => names.services.find((one) => one.id === id)?.prefix ?? '';
const telling = { names, words: hallTexts['zh-Hans'], language: 'zh-Hans' } as const;
const whole = placeOf('');
const view = (change: Partial<DisplayView> = {}): DisplayView => ({
  ...displayExamples.calm(now),
  counters: counters.map(({ id }) => ({ id })),
  ...change,
});

describe('an area', () => {
  it('shows its calls, who waits for what it serves, and its labels, an away one too', () => {
    const tax = prefixOf('tax');
    const shown = inArea(
      view({
        calls: [call(9, now, 'A001', '2'), call(8, now, 'A002', '9')],
        waiting: [
          { service: serviceId('tax'), count: 2 },
          { service: serviceId('housing'), count: 3 },
        ],
        next: [`${tax}018`, `${prefixOf('housing')}001`].map(label),
        missed: [label(`${tax}C017`)],
        missedMore: 3,
      }),
      names,
      areaOf(names, placeOf('?area=east')),
    );
    expect(shown.calls.map((one) => one.label)).toEqual(['A001']);
    expect(shown.waiting.map(({ service }) => service)).toEqual(['tax']);
    expect(shown.next).toEqual([`${tax}018`]);
    expect(shown.missed).toEqual([`${tax}C017`]);
    // Of those that are not named nobody knows where they belong.
    expect(shown.missedMore).toBeUndefined();
  });

  it('may name its services itself; one that is not known is the whole hall', () => {
    const waiting = [{ service: serviceId('tax'), count: 2 }];
    const up = areaOf(names, placeOf('?area=up'));
    expect(inArea(view({ waiting }), names, up).waiting).toHaveLength(1);
    const none = areaOf(names, placeOf('?area=west'));
    expect(none).toBe(null);
    expect(inArea(view(), names, none)).toEqual(view());
  });
});

describe('the line of notices', () => {
  it('says notices of this place, then tides and pauses with where to go instead', () => {
    const all = names.services.map(({ id }) => id);
    const turned = turnedTo(
      counters.map(({ id }) => (id === '12' ? [serviceId('tax')] : null)),
      all,
    );
    const paused = counters.map(({ id }) =>
      id === '2' ? { id, paused: reasonId('meal') } : { id },
    );
    const lines = linesOf(
      view({ counters: paused, turned: turned ?? '' }),
      postedExamples.usual,
      whole,
      telling,
    );
    expect(lines).toEqual([
      '本周五下午业务学习，14:00 后暂停取号',
      expect.stringMatching(/^12号窗口现在办理：税务/),
      '2号窗口暂停服务：用餐，请到1、3、12号窗口',
    ]);
    const east = linesOf(view({ turned: turned ?? '' }), null, placeOf('?area=east'), telling);
    expect(east).toEqual([]);
  });

  it('keeps a notice to its area and its screen', () => {
    const at = (search: string, where: (typeof postedExamples.usual.notices)[number]['where']) => {
      const [notice] = postedExamples.usual.notices;
      const posted = { ...postedExamples.nothing, notices: notice ? [{ ...notice, where }] : [] };
      return linesOf(view(), posted, placeOf(search), telling).length;
    };
    expect(at('?area=east', { at: 'area', id: 'east' })).toBe(1);
    expect(at('', { at: 'area', id: 'east' })).toBe(0);
    expect(at('', { at: 'screen', id: null })).toBe(1);
    expect(at('?screen=lobby', { at: 'screen', id: 'lobby' })).toBe(1);
    expect(at('?screen=door', { at: 'screen', id: 'lobby' })).toBe(0);
    expect(at('', { at: 'kiosk', id: null })).toBe(0);
  });
});

describe('labels under who waits', () => {
  it('stand in pages of one line that take turns; none is cut or left out', () => {
    const six = ['A118', 'B132', 'C107', 'F114', 'G101', 'AC017'];
    const sizes = (labels: readonly string[], width: number, standing: boolean) =>
      hintPages(labels, width, standing).map((page) => page.length);
    expect(sizes(six, 688, false)).toEqual([4, 2]);
    expect(sizes(six, 1032, true)).toEqual([4, 2]);
    expect(sizes(six.slice(0, 2), 688, false)).toEqual([2]);
    expect(sizes(['WM1017', 'WM1018', 'WM1019', 'WM1020'], 688, false)).toEqual([2, 2]);
    expect(hintPages(six, 688, false).flat()).toEqual(six);
    expect(hintPages([], 688, false)).toEqual([]);
  });
});

describe('the foot', () => {
  it('says hours, who leads, whom to ring; what does not fit is left out, the least needed first', () => {
    const parts = footOf(postedExamples.usual, telling);
    expect(parts.slice(1, 4)).toEqual([
      '值班领导 副主任 赵敏 010-6401 2345',
      '投诉 010-6401 2222',
      '服务热线 12345',
    ]);
    const lines = filled(parts, 2, 50);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(emWidth(line)).toBeLessThanOrEqual(50);
    expect(lines.join()).toContain('投诉');
    expect(filled(parts, 1, 1)).toEqual([parts[0]]);
    const { contacts: _, ...without } = names;
    expect(footOf(null, { ...telling, names: without })).toHaveLength(2);
  });
});

describe('the sign of a counter', () => {
  it('that pauses says why and where else; where nobody else serves the same it names none', () => {
    const state = (id: string) =>
      signState(
        view({
          counters: [{ id: counterId('1') }, { id: counterId(id), paused: reasonId('meal') }],
        }),
        names,
        id,
      );
    expect(state('2')).toMatchObject({ is: 'paused', instead: ['1'], reason: { en: 'Meal' } });
    expect(state('9')).toMatchObject({ is: 'paused', instead: [] });
  });

  it('that is free shows the card of who is there', () => {
    const state = (id: string) => signState(view({ calls: [] }), names, id, postedExamples.usual);
    expect(state('3')).toMatchObject({ is: 'free', card: { name: '王芳' } });
    expect(state('1')).toMatchObject({ is: 'free', card: null });
  });
});
