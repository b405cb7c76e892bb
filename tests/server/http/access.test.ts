/**
 * Who gets in: tokens, and requests of our own pages only.
 */
import { expect, test } from 'vitest';
import { FRESH_MS_MAX } from '../../../server/people/fresh.ts';
import { worldOf } from './world.ts';

/** Every operation with its path filled in for the small hall. */
const concrete = (path: string): string =>
  path.replace('{hall}', 'small').replace('{ticket}', 'some-ticket').replace('{counter}', '1');

test('without a token only the board, the description and what a tablet has a key for is open', async () => {
  const { ask, operations } = await worldOf();
  const open: string[] = [];
  for (const { method, path, access } of operations) {
    const answered = await ask(method.toUpperCase(), concrete(path), {
      token: null,
      body: undefined,
    });
    if (access === 'token') {
      expect([path, answered.status, answered.body.refused]).toEqual([path, 401, 'no-token']);
      expect(answered.headers.get('www-authenticate')).toBe('Bearer realm="jinghao"');
    } else if (['manager', 'staff', 'signed-in'].includes(access)) {
      expect([path, answered.status, answered.body.refused]).toEqual([path, 401, 'not-signed-in']);
    } else if (path.startsWith('/api')) open.push(path);
  }
  const tablet = ['/api/tablet', '/api/tablet/rate', '/api/tablet/add'];
  expect(open).toEqual(['/api/halls/{hall}/board', ...tablet, '/api/openapi.json']);
  expect((await ask('GET', '/api/tablet', { token: null, body: undefined })).status).toBe(401);
  for (const path of tablet.slice(1)) {
    const { status } = await ask('POST', path, { token: null, body: undefined });
    expect([path, status]).toEqual([path, 400]);
  }
});

test('a token that is unknown, of another kind or revoked', async () => {
  const { get, hall, people, token, clock } = await worldOf();
  const wrong = async (headers: Record<string, string>) => {
    const { status, body, headers: told } = await get(hall, { token: null, headers });
    expect(status).toBe(401);
    return [body.refused, told.get('www-authenticate')];
  };
  const invalid = ['unknown-token', 'Bearer realm="jinghao", error="invalid_token"'];
  expect(await wrong({ Authorization: 'Bearer guessed' })).toEqual(invalid);
  expect(await wrong({ Authorization: `Bearer ${'x'.repeat(2_000)}` })).toEqual(invalid);
  expect((await wrong({ Authorization: `Basic ${token}` }))[0]).toBe('no-token');
  expect((await wrong({ Authorization: token }))[0]).toBe('no-token');
  expect((await wrong({ Cookie: `token=${token}` }))[0]).toBe('no-token');
  const [{ id } = { id: '' }] = await people.tokens.list();
  expect((await get(hall)).status).toBe(200);
  await people.tokens.revoke(id);
  clock.step(FRESH_MS_MAX);
  expect(await wrong({ Authorization: `Bearer ${token}` })).toEqual(invalid);
});

test('a token of one hall opens that hall only', async () => {
  const { get, post, hall, people } = await worldOf();
  const { secret: own } = await people.tokens.make('own', 'small');
  const { secret: other } = await people.tokens.make('other', 'elsewhere');
  expect((await get(hall, { token: own })).status).toBe(200);
  for (const answered of [
    await get(hall, { token: other }),
    await post(`${hall}/tickets`, { service: 'a' }, { token: other }),
    await get('/api/halls/elsewhere', { token: own }),
  ]) {
    expect([answered.status, answered.body.refused]).toEqual([403, 'token-of-another-hall']);
  }
});

test('a sign-in is no token: a page’s cookie opens nothing of the API', async () => {
  const { get, hall, people } = await worldOf();
  const added = await people.staff.add(
    { hall: 'small', account: 'boss', name: '王', role: 'manager' },
    'quiet-river-27',
  );
  if ('refused' in added) throw new Error(added.refused);
  const secret = await people.sessions.begin(added.person);
  const answered = await get(hall, { token: null, headers: { Cookie: `jh_staff=${secret}` } });
  expect(answered.status).toBe(401);
});

test('the actor in the log is the token, by id and never by name or secret', async () => {
  const { take, parts, people, token } = await worldOf();
  await take('a');
  const [{ id, name } = { id: '', name: '' }] = await people.tokens.list();
  const rows = JSON.stringify(await parts.log.read('hall:small', 0));
  expect(rows).toContain(`token:${id}`);
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(`"${name}"`);
});

test('what changes something comes from our own pages or from programs', async () => {
  const { ask, operations, url, token } = await worldOf();
  const own = { Origin: url };
  const foreign: Record<string, string>[] = [
    { Origin: 'http://evil.example' },
    { Origin: url.replace(/:\d+$/, ':1') },
    { Origin: 'null' },
    { Origin: `file://${url.slice(7)}` },
    { 'Sec-Fetch-Site': 'cross-site' },
    { ...own, 'Sec-Fetch-Site': 'same-site' },
  ];
  const guarded = operations.filter(
    ({ method, access }) => method === 'post' || access === 'session',
  );
  expect(guarded.length).toBeGreaterThan(18);
  for (const { method, path } of guarded) {
    for (const headers of foreign) {
      const answered = await ask(method.toUpperCase(), concrete(path), { token, headers });
      expect([path, headers, answered.status]).toEqual([path, headers, 403]);
      expect(answered.body.refused).toBe('foreign-origin');
    }
  }
  const ours = [{}, own, { 'Sec-Fetch-Site': 'same-origin' }, { 'Sec-Fetch-Site': 'none' }];
  for (const headers of ours as Record<string, string>[]) {
    expect((await ask('POST', '/sign-out', { token: null, headers })).status).toBe(204);
  }
});
