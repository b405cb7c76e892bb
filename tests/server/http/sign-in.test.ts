/**
 * Clerks and managers sign in; devices are let in by a code that works once.
 */
import { expect, test } from 'vitest';
import {
  deviceCookieSeconds,
  deviceOf,
  doorsOf,
  readCookies,
  sessionOf,
  staffCookieSeconds,
} from '../../../server/http/cookies.ts';
import { Rights, usualRoles } from '../../../server/people/rights.ts';
import { SESSION_MS_MAX } from '../../../server/people/sessions.ts';
import { codeOf, stepOf } from '../../../server/people/totp.ts';
import { fromBase32, granted } from '../people/parts.ts';
import { HOUR_MS, type World, worldOf } from './world.ts';

const nobody = { token: null };
const li = { account: 'li.na', password: 'quiet-river-27' };

async function worldWithLi(wishes = {}) {
  const world = await worldOf({ open: false, ...wishes });
  const wish = { hall: 'small', account: li.account, name: '李娜', role: 'clerk' } as const;
  const { person } = granted(await world.people.staff.add(wish, li.password));
  return { ...world, person };
}

const signIn = ({ post }: Pick<World, 'post'>, body: object = li, headers = {}) =>
  post('/sign-in', body, { ...nobody, headers });

/** The cookie as a browser sends it back. */
const cookieOf = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? '';

test('signing in sets a cookie that scripts cannot read, and /me tells who it is', async () => {
  const world = await worldWithLi();
  const { status, headers } = await signIn(world);
  expect(status).toBe(204);
  expect(headers.get('set-cookie')).toMatch(
    /^jh_staff=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=86400$/,
  );
  const cookie = cookieOf(headers);
  const me = await world.get('/me', { ...nobody, headers: { Cookie: `other=1; ${cookie}` } });
  const may = usualRoles.clerk?.may;
  const who = {
    id: world.person.id,
    name: '李娜',
    role: 'clerk',
    hall: 'small',
    casesWindow: 'could-not',
  };
  expect(me.body).toEqual({ ...who, may });
  expect(me.headers.get('cache-control')).toBe('no-store');
});

test('the cookie lasts as long as a sign-in may', () => {
  expect(staffCookieSeconds * 1_000).toBe(SESSION_MS_MAX);
  expect(deviceCookieSeconds).toBe(365 * 24 * 3_600);
});

test('over https the cookie is secure, as a trusted proxy tells', async () => {
  const forwarded = { 'X-Forwarded-Proto': 'https' };
  const trusting = await worldWithLi({ parts: { trustProxy: true } });
  const secure = await signIn(trusting, li, forwarded);
  expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/);
  expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
  const plain = await signIn(await worldWithLi(), li, forwarded);
  expect(plain.headers.get('set-cookie')).not.toContain('Secure');
  expect(plain.headers.get('strict-transport-security')).toBeNull();
});

test('a wrong password and an unknown account are told alike', async () => {
  const world = await worldWithLi();
  const wrong = await signIn(world, { ...li, password: 'loud-river-27' });
  const unknown = await signIn(world, { ...li, account: 'nobody' });
  expect([wrong.status, wrong.body.refused]).toEqual([401, 'wrong-credentials']);
  expect(unknown.body).toEqual(wrong.body);
  expect(wrong.headers.get('set-cookie')).toBeNull();
  const empty = await signIn(world, { account: 'li.na' });
  expect([empty.status, empty.body.field]).toEqual([400, 'password']);
});

test('who guesses is slowed down, even with the right password', async () => {
  const world = await worldWithLi();
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await signIn(world, { ...li, password: `guess ${tries}` })).status).toBe(401);
  }
  const { status, body, headers } = await signIn(world);
  expect([status, body.refused, headers.get('retry-after')]).toEqual([429, 'too-many-tries', '30']);
  expect(body.retryAt).toBe(world.clock.now() + 30_000);
  world.clock.step(30_000);
  expect((await signIn(world)).status).toBe(204);
});

test('signing out ends it everywhere, and twice is no harm', async () => {
  const world = await worldWithLi();
  const cookie = cookieOf((await signIn(world)).headers);
  const headers = { Cookie: cookie };
  const out = await world.post('/sign-out', undefined, { ...nobody, headers });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/^jh_staff=; .*Max-Age=0$/);
  const me = await world.get('/me', { ...nobody, headers });
  expect([me.status, me.body.refused]).toEqual([401, 'not-signed-in']);
  expect((await world.post('/sign-out', undefined, { ...nobody, headers })).status).toBe(204);
  expect((await world.get('/me', nobody)).status).toBe(401);
});

test('staff of another hall of the house do not get in here', async () => {
  const world = await worldOf({ open: false });
  const wish = { hall: 'elsewhere', account: li.account, name: '李娜', role: 'manager' } as const;
  const { person } = granted(await world.people.staff.add(wish, li.password));
  const answered = await signIn(world);
  expect([answered.status, answered.body.refused]).toEqual([403, 'of-another-hall']);
  const secret = await world.people.sessions.begin(person);
  const headers = { Cookie: `jh_staff=${secret}` };
  expect((await world.get('/me', { ...nobody, headers })).status).toBe(401);
  expect(await doorsOf(world.people, 'small', new Rights()).clerkOf(headers.Cookie)).toBeNull();
});

const kiosk = { hall: 'small', kind: 'kiosk', place: 'door' } as const;

test('a device is let in once with its code', async () => {
  const { post, people } = await worldOf({ open: false });
  const { code } = granted(await people.enrolment.invite(kiosk));
  const { status, headers } = await post('/enrol', { code: code.toLowerCase() }, nobody);
  expect(status).toBe(204);
  expect(headers.get('set-cookie')).toMatch(
    /^jh_device=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=31536000$/,
  );
  const cookie = cookieOf(headers);
  expect(await deviceOf(cookie, people.devices)).toMatchObject(kiosk);
  expect(await doorsOf(people, 'small', new Rights()).kioskOf(cookie)).toBe('door');
  expect(await doorsOf(people, 'elsewhere', new Rights()).kioskOf(cookie)).toBeNull();
  const again = await post('/enrol', { code }, nobody);
  expect([again.status, again.body.refused]).toEqual([401, 'wrong-code']);
});

test('the agent on a kiosk PC speaks for its kiosk; a device of another hall is not let in', async () => {
  const { post, people } = await worldOf({ open: false });
  const agent = granted(await people.enrolment.invite({ ...kiosk, kind: 'agent' }));
  const { headers } = await post('/enrol', { code: agent.code }, nobody);
  expect(await doorsOf(people, 'small', new Rights()).kioskOf(cookieOf(headers))).toBe('door');
  const other = granted(await people.enrolment.invite({ ...kiosk, hall: 'elsewhere' }));
  const answered = await post('/enrol', { code: other.code }, nobody);
  expect([answered.status, answered.body.refused]).toEqual([403, 'of-another-hall']);
});

test('guessing codes is slowed down', async () => {
  const { post, people } = await worldOf({ open: false });
  const { code } = granted(await people.enrolment.invite(kiosk));
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await post('/enrol', { code: 'AAAA-AAAA' }, nobody)).status).toBe(401);
  }
  const { status, body } = await post('/enrol', { code }, nobody);
  expect([status, body.refused]).toEqual([429, 'too-many-tries']);
});

test('an old sign-in is over', async () => {
  const world = await worldWithLi();
  const cookie = cookieOf((await signIn(world)).headers);
  expect(await sessionOf(cookie, world.people.sessions)).toMatchObject({
    person: { name: '李娜' },
  });
  world.clock.step(24 * HOUR_MS);
  expect(await sessionOf(cookie, world.people.sessions)).toBeNull();
});

test('cookies are read as browsers send them, and nonsense is survived', () => {
  const read = (header?: string) => Object.fromEntries(readCookies(header));
  expect(read()).toEqual({});
  expect(read('a=1; b = x=y ;c=')).toEqual({ a: '1', b: 'x=y', c: '' });
  expect(read('a=1; a=2')).toEqual({ a: '1' });
  expect([...readCookies(';; =x; lonely; __proto__=1')]).toEqual([['__proto__', '1']]);
  expect(Object.keys(read('x=1;'.repeat(1_000)))).toHaveLength(1);
  const many = Array.from({ length: 200 }, (_, index) => `c${index}=1`).join(';');
  expect(readCookies(many).size).toBe(50);
});

test('whoever administers shows a second factor; a clerk does not', async () => {
  const world = await worldOf({ open: false });
  const { post, people, clock, parts } = world;
  const who = { hall: 'small', account: 'auditor', name: '周', role: 'audit-admin' };
  granted(await people.staff.add(who, li.password));
  const ask = (code?: string) =>
    post('/sign-in', { account: 'auditor', password: li.password, ...(code && { code }) }, nobody);
  const first = await ask();
  expect([first.status, first.body.refused]).toEqual([401, 'second-factor-new']);
  expect(first.body.uri).toContain(first.body.secret);
  expect(first.headers.get('set-cookie')).toBeNull();
  expect((await ask('000000')).body.refused).toBe('second-factor-wrong');
  const secret = fromBase32(first.body.secret);
  expect((await ask(codeOf(secret, stepOf(clock.now())))).status).toBe(204);
  const again = await ask();
  expect([again.status, again.body.refused]).toEqual([401, 'second-factor-needed']);
  expect(again.text).not.toContain(first.body.secret);
  const noted = (await parts.audit.find({ act: 'signIn' })).map(({ outcome }) => outcome);
  expect(noted).toEqual([
    ...['second-factor-needed', 'done', 'second-factor-wrong', 'second-factor-new'],
  ]);
  expect(JSON.stringify(await parts.audit.find({}))).not.toContain(first.body.secret);
});
