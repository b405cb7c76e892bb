/**
 * The pure parts of the kiosk for everybody: modes and reach, keys, night, what else it offers, rating,
 * and how a page is put into words.
 */
import { describe, expect, it } from 'vitest';
import { kioskExample, kioskExamples } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { attractMs, idleMs, leavesIn, numberMs, warnMs } from '../../kiosk/page/leaving.ts';
import {
  freeShare,
  type Hung,
  reaches,
  reachMm,
  screenFor,
  usualModes,
} from '../../kiosk/page/modes.ts';
import { linkIn, moreStep } from '../../kiosk/page/more/more.ts';
import { offered } from '../../kiosk/page/more/offered.ts';
import { isNight, shutBy } from '../../kiosk/page/night.ts';
import { byVoice, sentencesOf } from '../../kiosk/page/sound/sentences.ts';
import { steerOf } from '../../kiosk/page/steering.ts';
import { tilesFor } from '../../kiosk/page/tiles.ts';
import { atStart, step, type Visit } from '../../kiosk/page/visit.ts';
import { screenOf } from '../../ui/screen.ts';

const names = dongchengNames();
const standing = screenOf(1080, 1920);
const low = { ...usualModes, low: true };
const care = { ...usualModes, care: true };

describe('low-reach mode', () => {
  it.each<[Hung | null, number]>([
    [null, 0.5],
    [{ topMm: 1_500, heightMm: 930 }, 0.5],
    [{ topMm: 1_620, heightMm: 930 }, 500 / 930],
    [{ topMm: 1_900, heightMm: 930 }, 0.5625],
  ])('%o: nothing to touch in the upper %d', (hung, share) => {
    expect(freeShare(hung)).toBeCloseTo(share, 6);
  });

  it('all that there is to touch is within reach where it says so', () => {
    for (let topMm = 1_200; topMm <= 2_000; topMm += 10) {
      const hung = { topMm, heightMm: 930 };
      const highest = topMm - 930 * freeShare(hung);
      expect(reaches(hung), String(topMm)).toBe(highest <= reachMm + 0.1);
    }
  });

  it('takes its room from the tiles, and only on a standing screen', () => {
    const { height } = screenFor(standing, low, null);
    expect(height).toBe(1_920 - 360);
    expect(tilesFor('groups', 4, screenFor(standing, low, null), false).pages).toBe(1);
    const lying = screenOf(1920, 1080);
    expect(screenFor(lying, low, null)).toBe(lying);
    expect(screenFor(standing, usualModes, null)).toBe(standing);
  });
});

describe('time', () => {
  const quiet = (ms: number) => ({ sinceTouch: ms, sinceChange: ms, busy: false });
  const number = { at: 'number' } as Visit;

  it('who reads large type or listens has twice as much', () => {
    const slow = { changed: true, slow: true };
    expect(leavesIn(number, quiet(0), slow)).toBe((numberMs * 2) / 1_000);
    expect(leavesIn({ at: 'more', page: 0 }, quiet(idleMs), slow)).toBe(idleMs / 1_000);
  });

  it('the first page warns, too, before it forgets a language or a mode', () => {
    const changed = { changed: true, slow: false };
    expect(leavesIn(atStart, quiet(idleMs - warnMs), changed)).toBe(warnMs / 1_000);
    expect(leavesIn(atStart, quiet(idleMs), changed)).toBe(0);
    expect(leavesIn(atStart, quiet(attractMs))).toBeNull();
  });
});

describe('by keys', () => {
  const key = (name: string, code = name) => ({ key: name, code });

  it.each([
    ['ArrowDown', 'next'],
    ['ArrowUp', 'previous'],
    ['Escape', 'back'],
    ['F15', 'sound-on'],
    ['F16', 'sound-off'],
  ])('%s: %s, also where digits are typed', (name, does) => {
    expect(steerOf(key(name), false)).toBe(does);
    expect(steerOf(key(name), true)).toBe(does);
  });

  it('a numeric keypad steers, but where digits are typed it types', () => {
    expect(steerOf(key('5', 'Numpad5'), false)).toBe('press');
    expect(steerOf(key('5', 'Numpad5'), true)).toBeNull();
    expect(steerOf(key('5', 'Digit5'), false)).toBeNull();
  });
});

describe('night', () => {
  const zoned = {
    ...names,
    kiosks: names.kiosks.map((one) => ({ ...one, zone: 'night' as const })),
  };

  it('outside the hours, not in an hour for those who have booked', () => {
    expect(isNight(names, kioskExamples['outside-hours'](names))).toBe(true);
    expect(isNight(names, kioskExamples.closed(names))).toBe(true);
    expect(isNight(names, kioskExamples['booked-only'](names))).toBe(false);
    expect(isNight(names, kioskExamples.usual(names))).toBe(false);
    expect(isNight(null, null)).toBe(false);
  });

  it('in a night zone no number is given that nobody calls', () => {
    const nobody = kioskExamples['nobody-serves'](names);
    expect(shutBy(zoned, nobody)).toBe('unstaffed');
    expect(shutBy(names, nobody)).toBeNull();
    expect(shutBy(zoned, kioskExamples.usual(zoned))).toBeNull();
    // Which counters are open nobody here knows while the hub is away.
    expect(shutBy(zoned, kioskExample(zoned, { nobodyServes: true, awaySince: 1 }))).toBeNull();
  });
});

describe('more services', () => {
  const view = kioskExamples.usual(names);

  it('are what the hall has, in the order of the settings', () => {
    expect(offered({ names, view })).toEqual([
      'check-in',
      'book',
      'rate',
      'plan',
      'hours',
      'disclosure',
    ]);
    const kiosks = names.kiosks.map((one) => ({ ...one, tiles: ['hours', 'rate'] as const }));
    expect(offered({ names: { ...names, kiosks }, view })).toEqual(['hours', 'rate']);
    const away = kioskExample(names, { awaySince: 1 });
    expect(offered({ names, view: away })).toEqual(['plan', 'hours', 'disclosure']);
  });

  it('a secret is read out of a slip’s code, and out of nothing else', () => {
    const link = 'abcdefghijklmnopqrstuv';
    expect(linkIn(`https://hall.example/t/${link}`)).toBe(link);
    expect(linkIn(`http://10.0.0.2:8080/t/${link}/`)).toBe(link);
    for (const other of [
      link,
      `https://hall.example/${link}`,
      'ABCD2345',
      `x https://h/t/${link} y`,
    ])
      expect(linkIn(other), other).toBeNull();
  });

  const rating = { do: 'rate-visit', link: 'abcdefghijklmnopqrstuv', requestId: 'r1' } as const;

  it('each step is rated once, in its turn, and thanks come at the end', () => {
    const steps = [0, 1].map((at) => ({ step: at, service: names.services[at]?.id as never }));
    const found = [
      rating,
      { do: 'rating-found', requestId: 'r1', told: { ok: true, steps } } as const,
    ].reduce(step, { at: 'more', page: 0 } as Visit);
    expect(found).toMatchObject({ at: 'rate', steps, asking: false });
    const asked = step(found, { do: 'rate', level: 5 });
    expect(step(asked, { do: 'rate', level: 1 })).toBe(asked);
    expect(step(asked, { do: 'back' })).toBe(asked);
    const once = step(asked, { do: 'rated', requestId: 'r1', told: { ok: true } });
    expect(once).toMatchObject({ steps: [steps[1]], thanks: false });
    const twice = step(step(once, { do: 'rate', level: 2 }), {
      ...{ do: 'rated', requestId: 'r1' },
      told: { ok: true },
    });
    expect(twice).toMatchObject({ steps: [], thanks: true });
    const other = { do: 'rated', requestId: 'r0', told: { ok: true } } as const;
    expect(moreStep(asked, other)).toBe(asked);
  });

  it('reasons and words may be added to the level that stands, or left out', () => {
    const steps = [{ step: 0, service: names.services[0]?.id as never }];
    const tags = [{ code: '207', text: { 'zh-Hans': '等', en: 'Wait' } }];
    const rated = [
      rating,
      { do: 'rating-found', requestId: 'r1', told: { ok: true, steps } } as const,
      { do: 'rate', level: 2 } as const,
      { do: 'rated', requestId: 'r1', told: { ok: true, tags } } as const,
    ].reduce(step, atStart);
    expect(rated).toMatchObject({ thanks: false, adding: { step: 0, level: 2, tags } });
    expect(step(rated, { do: 'leave-rating' })).toMatchObject({ thanks: true, adding: null });
    const asked = step(rated, { do: 'add-to-rating' });
    expect(step(asked, { do: 'leave-rating' })).toBe(asked);
    const told = (answer: object) =>
      step(asked, { do: 'added', requestId: 'r1', told: answer as never });
    expect(told({ ok: true })).toMatchObject({ thanks: true });
    // A second try of what was kept already is no trouble.
    expect(told({ refused: 'rated-already' })).toMatchObject({ thanks: true, trouble: null });
    expect(told({ failed: 'no-answer' })).toMatchObject({ trouble: 'no-answer', thanks: false });
  });

  it('a visit is found by a number on the keys, or by a card', () => {
    const finding = step(atStart, { ...rating, link: null });
    expect(finding).toMatchObject({ at: 'rate', key: null, asking: false });
    const typed = { kind: 'label', text: 'A017' } as const;
    const sent = step(step(finding, { do: 'type', typed, requestId: 'r2' }), { do: 'send' });
    expect(sent).toMatchObject({ asking: true, typed, requestId: 'r2' });
    const steps = [{ step: 0, service: names.services[0]?.id as never }];
    const found = (told: object) =>
      step(sent, { do: 'rating-found', requestId: 'r2', told: { ok: true, steps, ...told } });
    expect(found({})).toMatchObject({ key: { label: 'A017' }, steps });
    const link = 'abcdefghijklmnopqrstuv';
    expect(found({ link })).toMatchObject({ key: { link }, steps });
  });

  it('a no is told by its name, and after no answer the same may be said again', () => {
    const asking = step(atStart, rating);
    const told = (answer: object) =>
      step(asking, { do: 'rating-found', requestId: 'r1', told: answer as never });
    expect(told({ refused: 'rating-over' })).toMatchObject({
      trouble: 'rating-over',
      asking: false,
    });
    expect(told({ failed: 'no-answer' })).toMatchObject({ trouble: 'no-answer' });
    expect(told({ ok: true, steps: [] })).toMatchObject({ trouble: 'not-yet' });
  });

  it('one comes back from what is read to the list, and from there to the start', () => {
    const info = step(step(atStart, { do: 'more' }), { do: 'info', on: 'hours' });
    expect(step(info, { do: 'back' })).toEqual({ at: 'more', page: 0 });
    expect(step(step(info, { do: 'back' }), { do: 'back' })).toEqual(atStart);
  });
});

describe('what is said', () => {
  it('in English says Chinese letters by the Chinese voice, and nothing else by it', () => {
    expect(byVoice('wo, first: 我。 Press Enter to choose it', 'en')).toEqual([
      { text: 'wo, first: ', language: 'en' },
      { text: '我。', language: 'zh-Hans' },
      { text: ' Press Enter to choose it', language: 'en' },
    ]);
    expect(byVoice('Window 3', 'en')).toEqual([{ text: 'Window 3', language: 'en' }]);
    expect(byVoice('请到 3 号窗口 OK', 'zh-Hans')).toHaveLength(1);
  });

  it('comes in pieces, a first one soon, none too long', () => {
    expect(sentencesOf('您的号码。A 0 1 7. 前面 3 人！', 120)).toEqual([
      '您的号码。',
      'A 0 1 7.',
      '前面 3 人！',
    ]);
    const long = 'a'.repeat(300);
    expect(sentencesOf(long, 120).map((one) => one.length)).toEqual([120, 120, 60]);
    expect(sentencesOf(' . . ', 120)).toEqual([]);
  });
});

it('care mode: one column on a standing screen, and fewer at once', () => {
  const usual = tilesFor('services', 12, screenFor(standing, usualModes, null), false);
  const large = tilesFor('services', 12, screenFor(standing, care, null), true);
  expect(large.columns).toBe(1);
  expect(large.perPage).toBeLessThan(usual.perPage);
});
