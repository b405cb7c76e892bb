/**
 * The pages on which guides are found, without a screen: where one is, what fits, what was fetched and
 * what is told when it cannot be.
 */
import { describe, expect, it } from 'vitest';
import { guideList } from '../../core/guides/list.ts';
import { exampleGuides } from '../../fixtures/guides/load.ts';
import { kioskExample } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { Guides, whole } from '../../kiosk/page/guides/finding/fetched.ts';
import {
  byPopularity,
  departmentsOf,
  eventsOf,
  guidesOf,
  type Look,
  type Looking,
  look,
  lookingBegins,
  searchBegins,
  searchedMax,
  soughtIn,
  upIn,
} from '../../kiosk/page/guides/finding/looking.ts';
import {
  bodyHeight,
  homeRoom,
  rowsFor,
  searchRoom,
} from '../../kiosk/page/guides/finding/rooms.ts';
import { notNow } from '../../kiosk/page/guides/finding/taking.ts';
import { findingIndexOf } from '../../server/guides/finding/index-of.ts';
import { typingBegins } from '../../ui/keyboard/typing.ts';
import { screenOf } from '../../ui/screen.ts';

const all = { ...exampleGuides(), version: 'v1' };
const list = guideList(all);
const walk = (...deeds: Look[]): Looking => deeds.reduce(look, lookingBegins);
const events: Look = { look: 'open', place: { at: 'events', who: 'person', page: 0 } };

describe('where one is', () => {
  it('back leads one place back, and home is the first', () => {
    const [guide] = list.guides;
    if (!guide) throw new Error('no guide');
    const there = walk(events, { look: 'open', place: { at: 'guide', id: guide.id } });
    expect(upIn(there)).toEqual({ at: 'guide', id: guide.id });
    const back = look(there, { look: 'back' });
    expect(upIn(back)).toMatchObject({ at: 'events', who: 'person' });
    expect(look(look(back, { look: 'back' }), { look: 'back' })).toEqual(lookingBegins);
  });

  it('a page is turned where there are pages, and kept when one comes back', () => {
    const turned = walk(events, { look: 'page', page: 2 });
    expect(upIn(turned)).toMatchObject({ page: 2 });
    const deeper = look(turned, {
      look: 'open',
      place: { at: 'list', of: { who: 'person' }, page: 0 },
    });
    expect(upIn(look(deeper, { look: 'back' }))).toMatchObject({ at: 'events', page: 2 });
    expect(walk({ look: 'page', page: 2 })).toBe(lookingBegins);
  });

  it('letters go where one searches, and begin at the first page', () => {
    const searching = walk(
      { look: 'open', place: searchBegins('pinyin') },
      { look: 'page', page: 1 },
    );
    const typing = { ...typingBegins('pinyin'), composed: "xi'an" };
    const typed = look(searching, { look: 'typed', typed: { typing, put: '身' } });
    const up = upIn(typed);
    if (up.at !== 'search') throw new Error(up.at);
    expect(up).toMatchObject({ text: '身', page: 0 });
    expect(soughtIn(up)).toBe('身xian');
    const long = 'a'.repeat(searchedMax + 1);
    expect(upIn(look(typed, { look: 'typed', typed: { typing, put: long } }))).toMatchObject({
      text: '身',
    });
    expect(look(lookingBegins, { look: 'typed', typed: { typing, put: 'a' } })).toBe(lookingBegins);
  });

  it('the pile does not grow without end', () => {
    const far = walk(...Array.from({ length: 50 }, () => events));
    expect(far.length).toBeLessThanOrEqual(21);
    expect(far[0]).toEqual({ at: 'home' });
  });
});

describe('what is listed', () => {
  it('popular ones first, in every list', () => {
    const lists = [
      byPopularity(list.guides),
      guidesOf(list, { who: 'company' }),
      guidesOf(list, { department: 0 }),
      guidesOf(list, { event: 'lost-papers' }),
    ];
    for (const guides of lists) {
      expect(guides.length).toBeGreaterThan(0);
      const popularity = guides.map((guide) => guide.popularity);
      expect(popularity).toEqual([...popularity].sort((a, b) => b - a));
    }
  });

  it('no life event and no department without guides', () => {
    for (const which of ['person', 'company', 'scenes'] as const) {
      const found = eventsOf(list, which);
      expect(found.length).toBeGreaterThan(0);
      for (const { id } of found) expect(guidesOf(list, { event: id }).length).toBeGreaterThan(0);
    }
    const counts = departmentsOf(list).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.guides.length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(eventsOf({ ...list, guides: [] }, 'person')).toEqual([]);
  });
});

describe('what fits', () => {
  const screens = [
    [1080, 1920],
    [1920, 1080],
    [1024, 768],
    [1280, 1024],
    [768, 1366],
  ] as const;

  it.each(screens)(
    'on %i x %i: keys of 60 px, a result at least, candidates in rows',
    (width, height) => {
      const screen = screenOf(width, height);
      const room = searchRoom(screen, false);
      expect(room.key * screen.unit).toBeGreaterThanOrEqual(60);
      expect(rowsFor(1, room.height, false).height * screen.unit).toBeGreaterThanOrEqual(60);
      expect(room.height).toBeGreaterThan(132);
      expect(room.candidates.rowEm).toBeGreaterThanOrEqual(15);
    },
  );

  it('no rows beyond the room, whatever their count', () => {
    for (const count of [1, 4, 9, 200]) {
      const fit = rowsFor(count, 900, false);
      const pager = fit.pages > 1 ? 136 : 0;
      const rows = Math.min(count, fit.perPage);
      expect(rows * (fit.height + 12) - 12 + pager).toBeLessThanOrEqual(900.01);
      expect(fit.pages * fit.perPage).toBeGreaterThanOrEqual(count);
    }
  });

  it('in low reach the tiles of the first page have the room of a popular guide or two', () => {
    const low = { ...screenOf(1080, 1920), height: 1_500 };
    const room = homeRoom(4, low, false);
    expect(room.popular).toBe(0);
    expect(room.tiles.height).toBeGreaterThan(
      homeRoom(4, screenOf(1080, 1920), false).tiles.height,
    );
    expect(2 * room.tiles.height + 24 + 156).toBeLessThanOrEqual(bodyHeight(low));
  });

  it('in care mode the first page has larger and fewer things', () => {
    const screen = screenOf(1080, 1920);
    const [usual, care] = [homeRoom(4, screen, false), homeRoom(4, screen, true)];
    expect(usual.popular).toBeGreaterThanOrEqual(3);
    expect(care.tiles.columns).toBe(1);
    expect(care.popular).toBeLessThan(usual.popular);
  });
});

describe('a number for a guide at an hour when nobody calls', () => {
  const names = dongchengNames();
  const [service] = names.services.map(({ id }) => id);
  const told = (change: object, language = 'zh-Hans') => {
    const view = { ...kioskExample(names), ...change };
    const props = { names, view, language, today: '2026-11-22' };
    return service && notNow(props as never, service);
  };

  it('is not offered: the guide says why and when again', () => {
    expect(told({})).toBe(null);
    expect(told({ open: false, services: [] })).toBe('现在不在服务时间');
    const opens = { date: '2026-11-23', minute: 540 };
    const services = [{ service, open: false, whyNot: 'outside-hours', opens }];
    expect(told({ open: false, services })).toContain('现在不在服务时间，');
    expect(told({ open: false, services }, 'en')).toMatch(/\. /);
  });
});

describe('what is fetched', () => {
  const index = findingIndexOf(all);
  const [first] = all.guides;
  const asked: string[] = [];
  const answers = (path: string): unknown => {
    if (path === '/guides/current') return list;
    if (path === '/guides/v1/index') return index;
    return path === `/guides/v1/${first?.id}` ? first : null;
  };
  const answering = (answer: typeof answers = answers) =>
    new Guides(async (path) => {
      asked.push(path);
      const body = answer(path);
      return new Response(JSON.stringify(body), { status: body === null ? 404 : 200 });
    });

  it('the list, by which it is found, and a guide once', async () => {
    const guides = answering();
    await guides.load('v1');
    await guides.loadFinder();
    expect(whole(guides.finder.value)?.find('sfz', 1)[0]?.id).toBe('identity-card-replacement');
    if (!first) throw new Error('no guide');
    await guides.open(first.id);
    expect(whole(guides.guide.value)?.id).toBe(first.id);
    asked.length = 0;
    await guides.open(first.id);
    await guides.load('v1');
    await guides.loadFinder();
    expect(asked).toEqual([]);
  });

  it('a new version is fetched, and found by its own index', async () => {
    let version = 'v1';
    const guides = answering((path) =>
      path === '/guides/current' ? { ...list, version } : { ...index, version },
    );
    await guides.load('v1');
    await guides.loadFinder();
    version = 'v2';
    await guides.load('v2');
    expect(whole(guides.list.value)?.version).toBe('v2');
    expect(guides.finder.value).toBe('asking');
  });

  it('none published, and none to be had, are told apart', async () => {
    const none = answering(() => null);
    await none.load(null);
    expect(none.list.value).toBe('none');
    const away = new Guides(() => Promise.reject(new TypeError('away')));
    await away.load(null);
    expect(away.list.value).toBe('failed');
  });

  it('who is cut off keeps what was there', async () => {
    let away = false;
    const guides = new Guides((path) =>
      away ? Promise.reject(new TypeError('away')) : Promise.resolve(Response.json(answers(path))),
    );
    await guides.load('v1');
    away = true;
    await guides.load('v2');
    expect(whole(guides.list.value)?.version).toBe('v1');
    await guides.loadFinder();
    expect(guides.finder.value).toBe('failed');
    away = false;
    await guides.loadFinder();
    expect(whole(guides.finder.value)).not.toBeNull();
  });
});
