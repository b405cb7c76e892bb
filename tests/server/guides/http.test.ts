/**
 * Guides over HTTP: who may do what, files that are sent, and what everybody may read.
 */
import { expect, test } from 'vitest';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';
import { bodyBytesMax } from '../../../server/http/limits.ts';
import { type Ask, worldOf } from '../http/world.ts';

type World = Awaited<ReturnType<typeof worldOf>>;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function manager({ people }: World, account: string): Promise<Ask> {
  const made = await people.staff.add(
    { hall: 'small', account, name: account, role: 'manager' },
    null,
  );
  if ('refused' in made) throw new Error(made.refused);
  const cookie = `jh_staff=${await people.sessions.begin(made.person)}`;
  return { token: null, headers: { Cookie: cookie } };
}

async function sent(world: World, body: string | ArrayBuffer, type = 'application/json') {
  const answer = await fetch(`${world.url}${world.hall}/guides/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.token}`, 'content-type': type },
    body,
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever is answered
  return { status: answer.status, body: (await answer.json()) as any };
}

test('from a file to everybody’s eyes, by two people; what has not changed is not sent again', async () => {
  const world = await worldOf();
  const { get, post, hall } = world;
  const [one, two] = [await manager(world, 'first'), await manager(world, 'second')];
  expect((await get('/guides/current', { token: null })).body.refused).toBe('no-guides');
  const text = JSON.stringify(generatedPackage({ count: 60 }));
  expect(text.length).toBeGreaterThan(bodyBytesMax);
  const draft = await sent(world, text);
  expect(draft).toMatchObject({ status: 201, body: { items: 60, must: 0, state: 'draft' } });
  const of = `${hall}/guides/packages/${draft.body.id}`;
  expect((await post(`${of}/submit`)).body.refused).toBe('only-managers');
  expect((await post(`${of}/submit`, {}, one)).body.submitted).toMatchObject({ name: 'first' });
  expect((await post(`${of}/approve`, {}, one)).body.refused).toBe('guides-same-person');
  expect((await post(`${of}/approve`, {}, two)).status).toBe(200);
  expect((await post(`${of}/publish`, {}, two)).body.version).toBe('20261117-1');

  const list = await get('/guides/current', { token: null });
  expect(list.body).toMatchObject({ version: '20261117-1', origin: 'example' });
  const etag = list.headers.get('etag') ?? '';
  const kept = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
  const again = await get('/guides/current', { token: null, headers: kept });
  expect(again.status).toBe(304);
  const packed = await get('/guides/current', {
    token: null,
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.body).toEqual(list.body);
  const guide = await get('/guides/20261117-1/generated-0001', { token: null });
  expect(guide.headers.get('cache-control')).toContain('immutable');
  expect((await get('/guides/20261117-1', { token: null })).body.guides).toHaveLength(60);
  for (const path of ['/guides/no', '/guides/no/generated-0001', '/guides/20261117-1/no']) {
    expect((await get(path, { token: null })).body.refused).toBe('unknown-guide');
  }

  const standing = await get(`${hall}/guides`, two);
  expect(standing.body).toMatchObject({
    inForce: { version: '20261117-1' },
    acts: [{ act: 'published', name: 'second' }],
  });
  const changes = await get(`${of}/differences`, two);
  expect(changes.body).toMatchObject({ against: '20261117-1', guides: { same: 60 } });
  expect((await get(`${of}/differences/no`, two)).body.refused).toBe('unknown-package');
  expect(
    (await post(`${hall}/guides/roll-back`, { version: '20261117-1' }, two)).body.refused,
  ).toBe('guides-in-force');
});

test('a package is taken out as a workbook, and brought in again it is the same', async () => {
  const world = await worldOf();
  const first = await sent(world, JSON.stringify(generatedPackage({ count: 5 })));
  const of = `${world.url}${world.hall}/guides/packages/${first.body.id}`;
  const authorization = `Bearer ${world.token}`;
  const file = await fetch(`${of}/export/xlsx`, { headers: { authorization } });
  expect(file.headers.get('content-type')).toContain(xlsx);
  const second = await sent(world, await file.arrayBuffer(), xlsx);
  expect(second.body).toMatchObject({ items: 5, must: 0 });
  const whole = async (id: string) => {
    const path = `${world.url}${world.hall}/guides/packages/${id}/export/json`;
    return (await fetch(path, { headers: { authorization } })).json();
  };
  expect(await whole(second.body.id)).toEqual(await whole(first.body.id));
});

test('what cannot be taken is refused by name, and nothing of it is kept', async () => {
  const world = await worldOf();
  const [guide] = generatedPackage({ count: 1 }).guides;
  const unread = await sent(world, JSON.stringify([{ ...guide, level: 'planet' }]));
  expect(unread).toMatchObject({
    status: 400,
    body: {
      refused: 'guides-unread',
      problems: [{ item: 'generated-0001', field: 'level', rule: 'not-a-choice' }],
      rules: { 'not-a-choice': { en: 'None of the choices' } },
    },
  });
  expect((await sent(world, 'x', 'text/html')).body.refused).toBe('wrong-content-type');
  const large = await sent(world, 'x'.repeat(10 * 1024 * 1024 + 1), 'text/csv');
  expect(large.body.problems[0].rule).toBe('too-large');
  const archive = await sent(world, 'x'.repeat(50 * 1024 * 1024 + 1), 'text/csv');
  expect(archive.body.refused).toBe('too-large');
  expect((await sent(world, 'PK', xlsx)).body.problems[0].rule).toBe('not-readable');
  expect((await world.get(`${world.hall}/guides`)).body.packages).toEqual([]);
  expect((await world.get(`${world.hall}/guides`, { token: null })).status).toBe(401);
});
