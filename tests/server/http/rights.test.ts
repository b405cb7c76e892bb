/**
 * Who may ask what: every operation by every role, and what is written down of it.
 */
import { expect, onTestFinished, test } from 'vitest';
import { OpenidProvider } from '../../../fixtures/machines/openid-provider.ts';
import { httpApp } from '../../../server/http/app.ts';
import { usualLimits } from '../../../server/http/limits.ts';
import { openidWays } from '../../../server/http/openid.ts';
import { neededFor } from '../../../server/http/permissions.ts';
import { openidShape } from '../../../server/people/openid/settings.ts';
import { Rights, rolesShape, usualRoles } from '../../../server/people/rights.ts';
import { granted } from '../people/parts.ts';
import { type World, worldOf } from './world.ts';

const forStaff = ['manager', 'staff', 'signed-in'];
const concrete = (path: string): string =>
  path.replace('{hall}', 'small').replaceAll(/\{(\w+)\}/g, 'none-such');
const wide = Object.fromEntries(
  Object.keys(usualLimits).map((name) => [name, { max: 100_000, windowMs: 60_000 }]),
) as unknown as typeof usualLimits;

async function signedIn({ people }: World, role: string) {
  const who = { hall: 'small', account: role, name: '王芳', role };
  const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
  const secret = await people.sessions.begin(person);
  return { id: person.id, cookie: { token: null, headers: { Cookie: `jh_staff=${secret}` } } };
}

test('every operation for staff names its permission, and every one named is there', async () => {
  const { operations } = await worldOf({ open: false });
  const ids = operations.filter(({ access }) => forStaff.includes(access)).map(({ id }) => id);
  expect(Object.keys(neededFor).sort()).toEqual(ids.sort());
});

test('each role is let in where it has the permission and acts in the hall, and nowhere else', async () => {
  const world = await worldOf({ parts: { limits: wide } });
  const rights = new Rights();
  for (const role of [...Object.keys(usualRoles), 'of-no-hall']) {
    const { cookie } = await signedIn(world, role);
    for (const { id, path, method, access } of world.operations) {
      if (!forStaff.includes(access)) continue;
      const actor = rights.actorOf(role);
      const acts = access === 'manager' ? actor === 'manager' : access !== 'staff' || actor;
      const needed = neededFor[id];
      const may = needed !== undefined && rights.may(role, needed) && acts;
      const body = method === 'post' ? {} : undefined;
      const { body: told } = await world.ask(method.toUpperCase(), concrete(path), {
        ...cookie,
        body,
      });
      const outcome = told?.refused === 'not-permitted' ? told : 'let in';
      if (may) expect([role, id, outcome]).toEqual([role, id, 'let in']);
      else expect([role, id, outcome]).toMatchObject([role, id, { permission: needed }]);
    }
  }
}, 120_000);

test('no role, no cookie and no token opens the ways of a provider: only what it has signed does', async () => {
  const client = { id: 'jinghao', secret: 'a-secret-of-the-client-that-is-long' };
  const hub = 'http://localhost:4';
  const back = hub + openidWays.back.path;
  const provider = await OpenidProvider.start({ ...client, back }, {});
  onTestFinished(() => provider.close());
  const settings = openidShape.parse({
    ...{ issuer: provider.issuer, clientId: client.id, secret: 'env:OPENID', hub },
    name: { 'zh-Hans': '统一身份认证' },
  });
  const { secret } = client;
  const world = await worldOf({ parts: { limits: wide }, openid: { settings, secret } });
  const callers: Record<string, string>[] = [{}, { authorization: `Bearer ${world.token}` }];
  for (const role of [...Object.keys(usualRoles), 'of-no-hall']) {
    const { Cookie: cookie } = (await signedIn(world, role)).cookie.headers;
    callers.push({ cookie });
  }
  const { begin, back: way, ended } = openidWays;
  for (const headers of callers) {
    const ask = async (path: string, more: object = {}) => {
      const answer = await fetch(world.url + path, { redirect: 'manual', headers, ...more });
      const session = answer.headers.getSetCookie().some((one) => one.startsWith('jh_staff='));
      expect([path, session]).toEqual([path, false]);
      return [answer.status, answer.headers.get('location')?.split('?')[0] ?? null];
    };
    expect(await ask(begin.path)).toEqual([303, `${provider.issuer}/auth`]);
    expect(await ask(`${way.path}?code=c&state=s`)).toEqual([303, '/console/sign-in']);
    const body = new URLSearchParams({ logout_token: 'a.b.c' });
    expect(await ask(ended.path, { method: ended.method, body })).toEqual([400, null]);
  }
});

test('every route that may change something is an operation of the API or a way of a provider', async () => {
  const openid = { name: { 'zh-Hans': '登录' } } as World['parts']['people']['openid'] & object;
  const { parts, operations } = await worldOf({ open: false });
  const { router } = httpApp({ ...parts, people: { ...parts.people, openid } });
  const routes = router.stack.flatMap(({ route }) => {
    const methods = new Set(route?.stack.map(({ method }) => method));
    return [...methods].map((method) => `${method} ${route?.path}`);
  });
  const known = [...operations, ...Object.values(openidWays)].map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(known.filter((route) => !routes.includes(route))).toEqual([]);
  const others = routes.filter((route) => !known.includes(route));
  // Pages and pictures; what has no method says that an address has no other.
  expect(others.filter((route) => !/^(get|undefined) /.test(route))).toEqual([]);
});

test('nobody at a counter who has not the permission to serve', async () => {
  const { doorsOf } = await import('../../../server/http/cookies.ts');
  const world = await worldOf({ open: false });
  const rights = new Rights();
  for (const role of Object.keys(usualRoles)) {
    const { id, cookie } = await signedIn(world, role);
    const seated = await doorsOf(world.people, 'small', rights).clerkOf(cookie.headers.Cookie);
    expect(seated).toEqual(role === 'clerk' || role === 'manager' ? { id, role } : null);
  }
});

test('what is done, refused and forbidden stands in the audit with who and from where', async () => {
  const world = await worldOf();
  const { ask, hall, parts } = world;
  const manager = await signedIn(world, 'manager');
  const clerk = await signedIn(world, 'clerk');
  const day = { day: '2026-11-30', name: '张伟', post: '主任' };
  await ask('POST', `${hall}/duty-roster`, { ...manager.cookie, body: day });
  await ask('POST', `${hall}/duty-roster`, { ...manager.cookie, body: { ...day, day: 'x' } });
  await ask('DELETE', `${hall}/duty-roster/2026-11-30`, clerk.cookie);
  await ask('GET', `${hall}/duty-roster`, manager.cookie);
  const entries = await parts.audit.find({});
  const by = `manager:${manager.id}`;
  const from = expect.stringMatching(/127\.0\.0\.1$/);
  expect(entries.toReversed()).toMatchObject([
    { actor: by, act: 'setDutyDay', subject: '', outcome: 'done', from },
    { actor: by, act: 'setDutyDay', subject: '', outcome: 'bad-input', from },
    {
      ...{ actor: `clerk:${clerk.id}`, act: 'removeDutyDay', subject: 'day=2026-11-30' },
      ...{ outcome: 'not-permitted', from },
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain('张伟');
});

test('signing in stands there, a wrong password without the account', async () => {
  const world = await worldOf();
  const { post, parts } = world;
  const { id } = await signedIn(world, 'clerk');
  const nobody = { token: null };
  await post('/sign-in', { account: 'clerk', password: 'quiet-river-27' }, nobody);
  await post('/sign-in', { account: 'my-secret-typed-here', password: 'x' }, nobody);
  const entries = await parts.audit.find({ act: 'signIn' });
  expect(entries).toMatchObject([
    { actor: 'nobody', outcome: 'wrong-password' },
    { actor: `staff:${id}`, outcome: 'done' },
  ]);
  expect(JSON.stringify(entries)).not.toContain('my-secret');
});

test('a hall’s own roles: the three administrators stay apart, and who serves is somebody', () => {
  const complaints = (roles: object) =>
    rolesShape.safeParse(roles).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  expect(complaints({ deputy: { actor: 'manager', may: ['reports.read'] } })).toBeUndefined();
  expect(complaints({ boss: { may: ['accounts.change', 'audit.read'] } })).toEqual([
    ['boss.may', 'one role may not be system and audit administrator'],
  ]);
  expect(complaints({ ghost: { may: ['counter.serve'] } })).toEqual([
    ['ghost.actor', 'who serves at counters acts as clerk or manager'],
  ]);
  expect(complaints({ odd: { may: ['everything'] } })?.[0]?.[0]).toBe('odd.may.0');
  const rights = new Rights({ clerk: { actor: 'clerk', may: ['counter.serve'] } });
  expect(rights.of('clerk')).toEqual(['counter.serve']);
  expect(rights.may('manager', 'reports.read')).toBe(true);
  expect(rights.of('unknown')).toEqual([]);
  for (const role of ['system-admin', 'security-admin', 'audit-admin']) {
    expect(rights.needsSecondFactor(role)).toBe(true);
    expect(rolesShape.safeParse({ [role]: usualRoles[role] }).success).toBe(true);
  }
  expect(rights.needsSecondFactor('manager')).toBe(false);
});
