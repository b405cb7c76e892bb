/**
 * What managers post over HTTP: an emergency, notices, who is on duty, staff cards with photos. Names of
 * staff stand in no log line, and nobody but a manager or a token may post.
 */
import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { NOTICES_MAX } from '../../../server/house/notices.ts';
import { PHOTO_SIDE } from '../../../server/people/photo.ts';
import { granted } from '../people/parts.ts';
import { HOUR_MS, worldOf } from './world.ts';

const closing = { text: { 'zh-Hans': '周五下午学习，暂停办公' } };

test('an emergency stands until it is ended; another one takes its place; who did so is told', async () => {
  const { get, post, ask, hall, clock } = await worldOf();
  const path = `${hall}/emergency`;
  const drill = await post(path, { kind: 'drill', words: { 'zh-Hans': '请到东门集合' } });
  expect(drill.body).toMatchObject({ kind: 'drill', since: clock.now(), endedAt: null });
  expect((await post(path, { kind: 'drill', words: { 'zh-Hans': '请到东门集合' } })).body.id).toBe(
    drill.body.id,
  );
  clock.step(1_000);
  await post(path, { kind: 'evacuation' });
  const { emergencies } = (await get(path)).body;
  expect(emergencies).toMatchObject([
    { kind: 'evacuation', words: null, endedAt: null, startedBy: expect.stringMatching(/^token:/) },
    { kind: 'drill', words: { 'zh-Hans': '请到东门集合' }, endedAt: clock.now() },
  ]);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await get(path)).body.emergencies[0]).toMatchObject({ endedAt: clock.now() });
  expect((await post(path, { kind: 'fire' })).body).toMatchObject({ refused: 'bad-input' });
  expect((await post(path, { kind: 'drill' }, { token: null })).status).toBe(401);
});

test('a notice has its time and its place, and is ended once', async () => {
  const { get, post, ask, hall, clock, parts } = await worldOf();
  const path = `${hall}/notices`;
  const now = clock.now();
  const later = { ...closing, from: now + HOUR_MS, until: now + 2 * HOUR_MS };
  const first = await post(path, { ...closing, where: { at: 'area', id: 'east' } });
  const second = await post(path, later);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.body).toMatchObject({ where: { at: 'area', id: 'east' }, from: now, until: null });
  const { hall: id } = parts.keeper;
  const notices = parts.posted.notices as unknown as {
    now(hall: string): Promise<{ id: string }[]>;
  };
  const shown = async () => (await notices.now(id)).map((one) => one.id);
  expect(await shown()).toEqual([first.body.id]);
  clock.step(HOUR_MS);
  expect(await shown()).toEqual([second.body.id, first.body.id]);
  expect((await ask('DELETE', `${path}/${first.body.id}`)).status).toBe(204);
  clock.step(HOUR_MS);
  expect(await shown()).toEqual([]);
  expect((await get(path)).body.notices).toEqual([]);
  expect((await ask('DELETE', `${path}/nothing`)).body).toMatchObject({ refused: 'unknown-entry' });
  const fields = async (wish: object) =>
    (await post(path, wish)).body.errors.map((one: { field: string }) => one.field);
  expect(await fields({ text: { 'zh-Hans': '' } })).toEqual(['text.zh-Hans']);
  expect(await fields({ ...closing, where: { at: 'area' } })).toEqual(['where.id']);
  expect(await fields({ ...closing, from: 2, until: 1 })).toEqual(['until']);
  for (let count = 0; count < NOTICES_MAX; count += 1) await post(path, closing);
  expect(await fields(closing)).toEqual(['text']);
});

test('who leads the hall is entered by the day, and the day after is swept away', async () => {
  const { get, post, ask, hall, parts } = await worldOf();
  const path = `${hall}/duty-roster`;
  const today = parts.posted.today();
  await post(path, { day: today, name: '赵敏', post: '副主任', phone: '010-6401 2345' });
  await post(path, { day: today, name: '钱进', post: '主任' });
  await post(path, { day: '2099-01-01', name: '孙立', post: '主任' });
  expect((await get(path)).body.days).toEqual([
    { day: today, name: '钱进', post: '主任', phone: null },
    { day: '2099-01-01', name: '孙立', post: '主任', phone: null },
  ]);
  const roster = parts.posted.roster as unknown as {
    sweep(hall: string, today: string): Promise<void>;
  };
  await roster.sweep(parts.keeper.hall, today);
  expect((await get(path)).body.days).toHaveLength(2);
  await roster.sweep(parts.keeper.hall, '2098-12-31');
  expect((await get(path)).body.days).toMatchObject([{ day: '2099-01-01' }]);
  expect((await ask('DELETE', `${path}/2099-01-01`)).status).toBe(204);
  expect((await ask('DELETE', `${path}/2099-01-01`)).status).toBe(404);
  expect((await post(path, { day: 'today', name: 'x', post: 'y' })).status).toBe(400);
});

test('a staff card and its photo: drawn anew, public while it is posted, told to no log', async () => {
  const { get, post, ask, hall, people, lines } = await worldOf();
  const wang = { hall: 'small', account: 'wang.fang', name: '王芳', role: 'clerk' } as const;
  const { person } = granted(await people.staff.add(wang, 'quiet-river-27'));
  const path = `${hall}/staff-cards/${person.id}`;
  expect((await post(`${path}/photo`, { picture: await picture() })).status).toBe(404);
  const card = { post: { 'zh-Hans': '综合窗口' }, promise: { 'zh-Hans': '一次说清' } };
  expect((await post(path, card)).status).toBe(204);
  expect((await post(`${path}/photo`, { picture: await picture() })).status).toBe(204);
  const [told] = (await get(`${hall}/staff-cards`)).body.people;
  expect(told).toMatchObject({ name: '王芳', card: { ...card, duties: null } });
  const photo = await get(told.card.photo, { token: null });
  expect(photo.headers.get('content-type')).toBe('image/jpeg');
  expect(photo.headers.get('cache-control')).toContain('max-age=86400');
  expect((await post(path, { post: { 'zh-Hans': '导办台' } })).status).toBe(204);
  expect((await get(`${hall}/staff-cards`)).body.people[0].card).toMatchObject({
    ...{ post: { 'zh-Hans': '导办台' }, photo: told.card.photo },
  });
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await get(told.card.photo, { token: null })).status).toBe(404);
  expect((await post(`${hall}/staff-cards/nobody`, card)).status).toBe(404);
  expect(JSON.stringify(lines)).not.toMatch(/王芳|综合窗口|导办台/);
});

test('what is no picture, or none of a fit size, is refused by name', async () => {
  const { post, hall, people } = await worldOf();
  const wang = { hall: 'small', account: 'wang.fang', name: '王芳', role: 'clerk' } as const;
  const { person } = granted(await people.staff.add(wang, 'quiet-river-27'));
  const path = `${hall}/staff-cards/${person.id}/photo`;
  const rule = async (picture: string) => (await post(path, { picture })).body.errors[0];
  const text = Buffer.from('<svg onload="x"/>').toString('base64');
  expect(await rule(text)).toMatchObject({
    field: 'picture',
    rule: expect.stringContaining('PNG'),
  });
  expect(await rule(await picture(20))).toMatchObject({ rule: expect.stringContaining('64') });
  const bomb = Buffer.from(await picture(100), 'base64');
  bomb.writeUInt32BE(60_000, 16);
  expect(await rule(bomb.toString('base64'))).toMatchObject({
    rule: expect.stringContaining('24 million'),
  });
  const torn = Buffer.from(await picture(100), 'base64').subarray(0, 40);
  expect(await rule(torn.toString('base64'))).toMatchObject({ field: 'picture' });
  expect(await rule('###')).toMatchObject({ field: 'picture' });
});

/** A PNG of so many pixels a side, in base64. */
async function picture(side = PHOTO_SIDE * 2): Promise<string> {
  const canvas = createCanvas(side, side * 2);
  canvas.getContext('2d').fillRect(0, 0, side, side);
  return (await canvas.encode('png')).toString('base64');
}
