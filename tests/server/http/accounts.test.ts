/**
 * Accounts, roles, keys and the audit as administrators ask for them: apart, and never their own.
 */
import { expect, test } from 'vitest';
import { FRESH_MS_MAX } from '../../../server/people/fresh.ts';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

const nobody = { token: null };

async function house() {
  const world = await worldOf();
  const { people, ask, hall } = world;
  const of = async (role: string) => {
    const who = { hall: 'small', account: role, name: `${role} 王`, role };
    const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
    const Cookie = `jh_staff=${await people.sessions.begin(person)}`;
    const asked = (method: string, path: string, body?: object) =>
      ask(method, `${hall}${path}`, { ...nobody, headers: { Cookie }, body });
    return { id: person.id, asked, Cookie };
  };
  return { world, system: await of('system-admin'), security: await of('security-admin'), of };
}

test('an account is made without rights; another administrator gives them; then it opens', async () => {
  const { world, system, security } = await house();
  const wish = { account: 'Zhao.Lei', name: '赵磊' };
  const made = await system.asked('POST', '/accounts', wish);
  expect(made.status).toBe(201);
  const { account, password } = made.body;
  expect(account).toMatchObject({ account: 'zhao.lei', name: '赵磊', role: 'none' });
  const signIn = async () => {
    const body = { account: 'zhao.lei', password };
    const { headers } = await world.post('/sign-in', body, nobody);
    const Cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return (path: string) => world.get(path, { ...nobody, headers: { Cookie } });
  };
  const before = await signIn();
  expect((await before('/me')).body).toMatchObject({ role: 'administrator', may: [] });
  expect((await before(`${world.hall}/devices`)).body.refused).toBe('not-permitted');
  const role = `/accounts/${account.id}/role`;
  expect((await system.asked('POST', role, { role: 'manager' })).status).toBe(403);
  expect((await security.asked('POST', role, { role: 'king' })).body.field).toBe('role');
  const given = await security.asked('POST', role, { role: 'manager' });
  expect(given.body).toMatchObject({ id: account.id, role: 'manager' });
  const after = await signIn();
  expect((await after(`${world.hall}/devices`)).status).toBe(200);
});

test('nobody changes their own role, or disables themselves', async () => {
  const { system, security } = await house();
  const own = { field: 'role', rule: 'of another account than your own' };
  const asked = await security.asked('POST', `/accounts/${security.id}/role`, { role: 'manager' });
  expect([asked.status, asked.body]).toMatchObject([400, own]);
  const off = await system.asked('POST', `/accounts/${system.id}`, { disabled: true });
  expect(off.body).toMatchObject({ field: 'disabled' });
});

test('what is wrong with an account is named; accounts of other halls are nobody’s here', async () => {
  const { world, system, security } = await house();
  const field = async (body: object) => (await system.asked('POST', '/accounts', body)).body.field;
  expect(await field({ account: 'x', name: '赵' })).toBe('account');
  expect(await field({ account: 'system-admin', name: '赵' })).toBe('account');
  expect(await field({ account: 'zhao', name: ' ' })).toBe('name');
  const wish = { hall: 'elsewhere', account: 'far', name: '远', role: 'clerk' };
  const { person } = granted(await world.people.staff.add(wish, null));
  for (const { status } of [
    await system.asked('POST', `/accounts/${person.id}`, { disabled: true }),
    await system.asked('POST', `/accounts/${person.id}/password`),
    await security.asked('POST', `/accounts/${person.id}/role`, { role: 'clerk' }),
    await security.asked('DELETE', `/accounts/${person.id}/sign-ins`),
  ]) {
    expect(status).toBe(404);
  }
  const { accounts, roles } = (await system.asked('GET', '/accounts')).body;
  expect(accounts.map((one: { account: string }) => one.account)).not.toContain('far');
  expect(roles['audit-admin']).toContain('audit.read');
});

test('a new password, a disabled account and an ended sign-in end what was open', async () => {
  const { world, system, security, of } = await house();
  const clerk = await of('clerk');
  const open = async (Cookie: string) => {
    world.clock.step(FRESH_MS_MAX);
    return (await world.get('/me', { ...nobody, headers: { Cookie } })).status === 200;
  };
  expect(await open(clerk.Cookie)).toBe(true);
  await security.asked('DELETE', `/accounts/${clerk.id}/sign-ins`);
  expect(await open(clerk.Cookie)).toBe(false);
  const again = async () => `jh_staff=${await world.people.sessions.begin({ id: clerk.id })}`;
  const second = await again();
  const { body } = await system.asked('POST', `/accounts/${clerk.id}/password`);
  expect(body.password.length).toBeGreaterThanOrEqual(8);
  expect(await open(second)).toBe(false);
  const third = await again();
  await system.asked('POST', `/accounts/${clerk.id}`, { disabled: true });
  expect(await open(third)).toBe(false);
});

test('keys of devices and programs are listed without the keys, and revoked', async () => {
  const { world, security, system } = await house();
  const { people } = world;
  const kiosk = { hall: 'small', kind: 'kiosk', place: 'door' } as const;
  const { code } = granted(await people.enrolment.invite(kiosk));
  const { key, device } = granted(await people.enrolment.redeem(code, '127.0.0.1'));
  const { secret, token } = await people.tokens.make('gateway two', 'small');
  const { body, text } = await security.asked('GET', '/keys');
  expect(body.keys).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: device.id, kind: 'kiosk', name: 'door', revokedAt: null }),
      expect.objectContaining({ id: token.id, kind: 'token', name: 'gateway two' }),
    ]),
  );
  expect(text).not.toContain(key);
  expect(text).not.toContain(secret);
  expect((await system.asked('DELETE', `/keys/${token.id}`)).status).toBe(403);
  for (const id of [token.id, device.id]) {
    expect((await security.asked('DELETE', `/keys/${id}`)).status).toBe(204);
  }
  expect((await security.asked('DELETE', '/keys/none-such')).status).toBe(404);
  world.clock.step(FRESH_MS_MAX);
  expect(await people.tokens.find(secret)).toBeNull();
  expect(await people.devices.find(key)).toBeNull();
});

test('the audit is searched by its administrator alone, with names; the chain is sound', async () => {
  const { system, security, of } = await house();
  const auditor = await of('audit-admin');
  await system.asked('POST', '/accounts', { account: 'zhao', name: '赵磊' });
  expect((await security.asked('POST', '/audit/search', {})).status).toBe(403);
  const found = await auditor.asked('POST', '/audit/search', { actor: `staff:${system.id}` });
  expect(found.body.entries).toMatchObject([
    { act: 'addAccount', outcome: 'done', name: 'system-admin 王' },
  ]);
  expect(found.text).not.toContain('赵磊');
  const refused = await auditor.asked('POST', '/audit/search', { act: 'searchAudit' });
  expect(refused.body.entries).toMatchObject([{ outcome: 'done' }, { outcome: 'not-permitted' }]);
  const chain = await auditor.asked('GET', '/audit/chain');
  expect(chain.body).toMatchObject({ first: 1, broken: null, entries: chain.body.last });
});
