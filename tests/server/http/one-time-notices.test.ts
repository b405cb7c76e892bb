/**
 * One-time notices over HTTP: by a token, or by whoever is signed in; what is refused, and that no
 * word of one stands in the program's log.
 */
import { expect, test } from 'vitest';
import { exampleGuides, guideMark } from '../../../fixtures/screens/guides.ts';
import { worldOf } from './world.ts';

const body = {
  kiosk: 'door',
  guide: 'id-card-lost',
  materials: [{ material: 'book', state: 'missing', reason: '张三没有带来' }],
};

test('a token orders a notice, and hears by which request', async () => {
  const { post, hall, notices, lines } = await worldOf();
  const made = await post(`${hall}/one-time-notices`, { ...body, requestId: 'r1' });
  expect([made.status, made.body]).toEqual([201, { requestId: 'r1', paper: 'ordered' }]);
  expect(notices[0]).toMatchObject({
    request: expect.stringMatching(/^token-.+:r1$/),
    wish: { kiosk: 'door', language: 'zh-Hans', copies: 2, reprint: false },
  });
  const unnamed = await post(`${hall}/one-time-notices`, body);
  expect(unnamed.body.requestId).toMatch(/.{8,}/);
  expect(JSON.stringify(lines)).not.toContain('张三');
});

test('what the hall does not have is refused by name or by field', async () => {
  const { post, hall, noticeSaid } = await worldOf();
  const said = async (more: object = {}) => {
    const { status, body: told } = await post(`${hall}/one-time-notices`, { ...body, ...more });
    return [status, told.refused, told.field];
  };
  expect(await said({ kiosk: 'cellar' })).toEqual([400, 'bad-input', 'kiosk']);
  expect(await said({ item: { 'zh-Hans': '二者' } })).toEqual([400, 'bad-input', 'item']);
  expect(await said({ materials: [] })).toEqual([400, 'bad-input', 'materials']);
  noticeSaid.now = 'no-printer';
  expect(await said()).toEqual([409, 'no-printer', undefined]);
  noticeSaid.now = { field: 'by', rule: 'a date that is not past' };
  expect(await said()).toEqual([400, 'bad-input', 'by']);
});

test('a clerk orders one by the sign-in, and nobody without', async () => {
  const { parts, post, notices } = await worldOf();
  const without = await post('/one-time-notices', body, { token: null });
  expect([without.status, without.body.refused]).toEqual([401, 'not-signed-in']);
  const person = {
    id: 'wang',
    hall: parts.keeper.hall,
    name: '王',
    role: 'clerk',
    account: 'wang',
  };
  const sessions = { ...parts.people.sessions, find: async () => ({ person }) };
  const { post: ask, notices: made } = await worldOf({
    parts: { people: { ...parts.people, sessions } as never },
  });
  const headers = { cookie: 'jh_staff=secret' };
  const asked = await ask(
    '/one-time-notices',
    { ...body, requestId: 'r1' },
    { token: null, headers },
  );
  expect(asked.status).toBe(201);
  expect(made[0]?.request).toBe('wang:r1');
  expect(notices).toEqual([]);
});

test('one guide in force is told to anybody, with the mark of its package', async () => {
  const { get } = await worldOf();
  const { status, body: told } = await get('/guides/current/id-card-lost', { token: null });
  expect(status).toBe(200);
  expect(told).toMatchObject({ ...guideMark, guide: { id: 'id-card-lost' } });
  for (const id of ['no-such', 'no%20such']) {
    expect((await get(`/guides/current/${id}`, { token: null })).status).toBe(404);
  }
});

test('which guides there are for a service is told by their names alone', async () => {
  const { get } = await worldOf();
  const { status, body: told } = await get('/guides/of/tax', { token: null });
  expect(status).toBe(200);
  const [guide] = exampleGuides.filter(({ service }) => service === 'tax');
  expect(told).toEqual({ ...guideMark, guides: [{ id: guide?.id, name: guide?.name }] });
  expect((await get('/guides/of/none', { token: null })).body).toMatchObject({ guides: [] });
  expect((await get('/guides/of/No%20Such', { token: null })).status).toBe(404);
});
