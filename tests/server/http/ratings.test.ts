/**
 * Ratings over HTTP: a tablet with its own key asks, is answered and tells no more; staff see levels, and
 * only managers what visitors wrote.
 */
import { expect, test } from 'vitest';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

const words = '等了一个小时';

async function withTablet() {
  const world = await worldOf();
  const { people, url, get, post, take, act, parts } = world;
  const { hall } = parts.keeper;
  const { code } = granted(await people.enrolment.invite({ hall, kind: 'tablet', place: '1' }));
  const { key } = granted(await people.enrolment.redeem(code, 'here'));
  const wish = { token: null, headers: { Cookie: `jh_device=${key}`, Origin: url } };
  await act('1', 'sign-in');
  return {
    ...world,
    show: async () => (await get('/api/tablet', wish)).body,
    say: (what: 'rate' | 'add', body: object) => post(`/api/tablet/${what}`, body, wish),
    serve: async (service: string) => {
      const taken = await take(service);
      await act('1', 'call-next');
      await act('1', 'finish');
      return taken;
    },
    key,
  };
}

test('a tablet rates by its key; managers read the words, clerks and programs do not', async () => {
  const { show, say, serve, get, hall, people, parts, fillTickets, lines } = await withTablet();
  expect((await get('/api/tablet', { token: null })).status).toBe(401);
  expect(await show()).toMatchObject({ counter: '1', question: null });
  const [service] = parts.configuration.services.map(({ id }) => id);
  const taken = await serve(service ?? '');
  const { question } = await show();
  expect((await say('rate', { question: question.id, level: 6 })).body).toMatchObject({
    refused: 'bad-input',
    field: 'level',
  });
  expect((await say('rate', { question: 'another', level: 1 })).status).toBe(404);
  const rated = await say('rate', { question: question.id, level: 1 });
  expect(rated.body.tags).toHaveLength(8);
  const add = (tags: string[]) => say('add', { question: question.id, tags, words });
  expect((await add(['510'])).body).toMatchObject({ refused: 'bad-input', field: 'tags' });
  expect((await add(['115'])).status).toBe(204);
  expect((await add(['115'])).status).toBe(404);
  await fillTickets();
  const as = async (account: string, role: 'clerk' | 'manager') => {
    const person = { hall: parts.keeper.hall, account, name: account, role };
    const made = granted(await people.staff.add(person, 'quiet-river-27')).person;
    const headers = { Cookie: `jh_staff=${await people.sessions.begin(made)}` };
    return (await get(`${hall}/ratings`, { token: null, headers })).body.ratings;
  };
  const line = {
    ...{ label: taken.label, level: 'very-dissatisfied', stars: 1, bad: true, number: 1 },
    ...{ channel: 'tablet', tags: [{ code: '115' }], counter: '1', excluded: false },
  };
  expect(await as('li', 'manager')).toMatchObject([{ ...line, words }]);
  expect(await as('wang', 'clerk')).toMatchObject([{ ...line, words: null }]);
  const byToken = await get(`${hall}/ratings`);
  expect(byToken.body).toMatchObject({ total: 1, version: '2020-1', ratings: [{ words: null }] });
  expect(byToken.body.counts).toMatchObject({ rated: 1, bad: 1, excluded: 0, unanswered: 0 });
  const found = async (which: string) => (await get(`${hall}/days/today/ratings/${which}`)).body;
  expect((await found('1/tablet/1')).ratings).toMatchObject([line]);
  for (const other of ['2/all/all', 'all/pad/all', 'all/all/2', 'unanswered/all/all']) {
    expect(await found(other), other).toMatchObject({ total: 0, counts: { bad: 0 }, ratings: [] });
  }
  expect(await found('6/all/all')).toMatchObject({ refused: 'bad-input', field: 'level' });
  expect(JSON.stringify(lines)).not.toContain(words);
});

test('a day without ratings is empty, and what is no day is refused', async () => {
  const { get, hall } = await worldOf();
  expect((await get(`${hall}/days/2020-01-01/ratings`)).body).toMatchObject({ ratings: [] });
  for (const no of ['yesterday', '2026', '2026-W54', '2026-13']) {
    expect((await get(`${hall}/days/${no}/ratings`)).body.field, no).toBe('day');
  }
  const week = (await get(`${hall}/ratings`)).body.now.week as string;
  expect((await get(`${hall}/days/${week}/ratings`)).body).toMatchObject({ day: week, total: 0 });
});
