/**
 * Signing in by a real OpenID provider: who may come in, as whom, and every answer that is not to be believed.
 */
import { expect, onTestFinished, test } from 'vitest';
import { OpenidProvider } from '../../../fixtures/machines/openid-provider.ts';
import { SKEW_SECONDS } from '../../../server/people/openid/door.ts';
import { openidShape } from '../../../server/people/openid/settings.ts';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

const hub = 'http://localhost:4';
const back = `${hub}/sign-in/openid/back`;
const secret = 'a-secret-of-the-client-that-is-long';
const people = {
  s1: { preferred_username: 'Li.Na', name: '李娜', groups: ['staff', 'queue-clerks'] },
  s2: { preferred_username: 'new.one', name: '新来的', groups: ['queue-clerks'] },
  s3: { preferred_username: 'sun', name: '孙安全', groups: ['queue-security'] },
  s4: { preferred_username: 'li.na', name: '另一个', groups: ['queue-clerks'] },
  s5: { preferred_username: 'li.na', name: '无关', groups: [] },
};
const roles = {
  claim: 'groups',
  map: { 'queue-security': 'security-admin', 'queue-clerks': 'clerk' },
};
type Wish = Partial<Parameters<typeof openidShape.parse>[0] & object>;

async function provided(wish: Wish = {}, signsOut = true) {
  const provider = await OpenidProvider.start({ id: 'jinghao', secret, back }, people, signsOut);
  onTestFinished(() => provider.close());
  const settings = openidShape.parse({
    ...{ issuer: provider.issuer, clientId: 'jinghao', secret: 'env:OPENID', hub },
    ...{ name: { 'zh-Hans': '统一身份认证' }, ...wish },
  });
  const world = await worldOf({ open: false, openid: { settings, secret } });
  const { url, people: ours, parts } = world;
  provider.hubAt = url;
  const go = (path: string, cookie = '') =>
    fetch(url + path, { redirect: 'manual', headers: { cookie } });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  const json = async (answer: Promise<Response>): Promise<any> => (await answer).json();
  /** From the button to the sign-in page; `turn` may change what the browser brings back. */
  const signIn = async (
    person: string | null,
    more: { acr?: string; amr?: string[]; turn?: (query: URLSearchParams) => void } = {},
  ) => {
    provider.here = person === null ? null : { person, ...more };
    const begun = await go('/sign-in/openid');
    const flow = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const came = await provider.walk(begun.headers.get('location') ?? '');
    more.turn?.(came.searchParams);
    const answer = await go(`/sign-in/openid/back?${came.searchParams}`, flow);
    const session = answer.headers.getSetCookie().find((one) => one.startsWith('jh_staff='));
    const me = session ? await json(go('/me', session.split(';')[0])) : null;
    return { to: answer.headers.get('location'), me, flow, came, session, begun };
  };
  const add = async (account: string, role: string) =>
    granted(await ours.staff.add({ hall: 'small', account, name: account, role }, 'quiet-river-27'))
      .person;
  const audit = async () =>
    (await parts.audit.find({})).map(({ actor, act, outcome }) => [actor, act, outcome]);
  return { ...world, provider, go, json, signIn, add, audit };
}
const refused = (why: string) => `/console/sign-in?refused=${why}`;

test('who has an account here is signed in as it; the subject is bound to it, whatever it is called later', async () => {
  const { signIn, add, people: ours, go, json, audit, lines } = await provided();
  const ways = await json(go('/sign-in/ways'));
  expect(ways).toEqual({ openid: { 'zh-Hans': '统一身份认证' } });
  const person = await add('li.na', 'clerk');
  const { to, me, session, begun, flow } = await signIn('s1');
  expect([to, me]).toMatchObject(['/console/sign-in', { id: person.id, role: 'clerk' }]);
  expect(session).toContain('SameSite=Strict');
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    ...{
      response_type: 'code',
      code_challenge_method: 'S256',
      prompt: 'login',
      redirect_uri: back,
    },
    ...{ nonce: expect.stringMatching(/.{20}/), state: expect.stringMatching(/.{20}/) },
  });
  expect(begun.headers.get('set-cookie')).toMatch(
    /HttpOnly; SameSite=Lax; Path=\/sign-in\/openid;/,
  );
  // Another subject that calls itself the same does not get the account.
  expect((await signIn('s4')).to).toBe(refused('no-account'));
  expect((await signIn('s2')).to).toBe(refused('no-account'));
  await ours.staff.change(person.id, { disabled: true });
  expect((await signIn('s1')).to).toBe(refused('account-disabled'));
  expect((await audit()).toReversed()).toEqual([
    [`staff:${person.id}`, 'signIn', 'done'],
    ['nobody', 'signIn', 'no-account'],
    ['nobody', 'signIn', 'no-account'],
    [`staff:${person.id}`, 'signIn', 'account-disabled'],
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/李娜|li\.na|code=|jh_openid/);
  expect(flow).not.toContain(asked.get('state'));
});

test('by configuration claims give roles and make accounts; no role, no way in', async () => {
  const { signIn, people: ours, add } = await provided({ roles, create: true });
  const fresh = await signIn('s2');
  expect(fresh.me).toMatchObject({ name: '新来的', role: 'clerk' });
  expect((await signIn('s2')).me.id).toBe(fresh.me.id);
  await ours.staff.change(fresh.me.id, { role: 'manager' });
  expect((await signIn('s2')).me.role).toBe('clerk');
  await add('li.na', 'none');
  expect((await signIn('s1')).me.role).toBe('clerk');
  expect((await signIn('s5')).to).toBe(refused('no-role'));
});

test('administrators need a second factor that the provider vouches for', async () => {
  const { signIn, add } = await provided({ roles, secondFactor: { acr: ['gold'], amr: ['otp'] } });
  await add('sun', 'security-admin');
  expect((await signIn('s3')).to).toBe(refused('second-factor-not-vouched'));
  expect((await signIn('s3', { acr: 'silver', amr: ['pwd'] })).to).toBe(
    refused('second-factor-not-vouched'),
  );
  expect((await signIn('s3', { amr: ['pwd', 'otp'] })).me.role).toBe('administrator');
  expect((await signIn('s3', { acr: 'gold' })).me.role).toBe('administrator');
});

test('what is not an answer to what this browser asked, or not the provider’s, lets nobody in', async () => {
  const { signIn, add, provider, go } = await provided();
  await add('li.na', 'clerk');
  expect((await signIn(null)).to).toBe(refused('denied'));
  const set = (key: string, value: string) => (query: URLSearchParams) => query.set(key, value);
  for (const turn of [
    set('state', 'x'.repeat(43)),
    set('code', 'other'),
    set('iss', 'http://evil'),
  ]) {
    expect((await signIn('s1', { turn })).to).toBe(refused('not-vouched'));
  }
  // Without the browser's cookie, with one that was changed, and a second time.
  const { came, flow } = await signIn('s1');
  const again = (cookie: string) => go(`/sign-in/openid/back?${came.searchParams}`, cookie);
  for (const cookie of ['', `${flow.slice(0, -3)}abc`, flow]) {
    expect((await again(cookie)).headers.get('location')).toBe(refused('not-vouched'));
  }
  const now = () => Math.floor(Date.now() / 1000);
  const spoilt: [string, (claims: Record<string, unknown>) => object][] = [
    ['another nonce', (claims) => ({ ...claims, nonce: 'another' })],
    ['for another client', (claims) => ({ ...claims, aud: 'another' })],
    ['by another provider', (claims) => ({ ...claims, iss: 'https://another' })],
    ['over', (claims) => ({ ...claims, exp: now() - SKEW_SECONDS - 5 })],
    ['an old password', (claims) => ({ ...claims, auth_time: now() - 3_600 })],
  ];
  for (const [what, change] of spoilt) {
    provider.spoil = change as NonNullable<typeof provider.spoil>;
    expect([what, (await signIn('s1')).to]).toEqual([what, refused('not-vouched')]);
  }
  // A clock that is off by less is borne; a signature of somebody else never is.
  provider.spoil = (claims) => ({ ...claims, exp: now() - SKEW_SECONDS + 15 });
  expect((await signIn('s1')).to).toBe('/console/sign-in');
  provider.spoil = (claims) => claims;
  provider.forged = true;
  expect((await signIn('s1')).to).toBe(refused('not-vouched'));
  await provider.close();
  expect((await go('/sign-in/openid')).status).toBe(303);
});

const signedOut = async (url: string, cookie: string) => {
  const answer = await fetch(`${url}/sign-out`, { method: 'POST', headers: { cookie } });
  expect([answer.status, answer.headers.get('set-cookie')]).toMatchObject([
    ...[204, expect.stringContaining('Max-Age=0')],
  ]);
  expect((await fetch(`${url}/me`, { headers: { cookie } })).status).toBe(401);
  return answer.headers.get('location');
};

test('who came in by the provider signs out there as well, named by nothing but the hall', async () => {
  const { signIn, add, url, provider, people: ours } = await provided();
  const person = await add('li.na', 'clerk');
  const session = (await signIn('s1')).session?.split(';')[0] ?? '';
  const next = new URL((await signedOut(url, session)) ?? '');
  expect(next.origin).toBe(provider.issuer);
  expect(Object.fromEntries(next.searchParams)).toEqual({
    ...{ client_id: 'jinghao', post_logout_redirect_uri: `${hub}/console/sign-in` },
  });
  // The provider knows the hall, asks whether one means it, sends the browser back, and has ended it there.
  const told = provider.told.length;
  expect(await provider.signOut(next)).toBe(`${hub}/console/sign-in`);
  expect(provider.told.length).toBe(told + 1);
  // By password nothing began there; a second time nothing is left to end.
  const byPassword = `jh_staff=${await ours.sessions.begin(person)}`;
  expect(await signedOut(url, byPassword)).toBeNull();
  expect(await signedOut(url, session)).toBeNull();
});

test('where the provider has no page for it, is another one now or is away, the sign-in here ends all the same', async () => {
  const { signIn, add, url } = await provided({}, false);
  await add('li.na', 'clerk');
  expect(await signedOut(url, (await signIn('s1')).session?.split(';')[0] ?? '')).toBeNull();
  const other = await provided();
  const before = await other.people.sessions.begin(await other.add('li.na', 'clerk'), {
    issuer: 'https://before.example',
  });
  expect(await signedOut(other.url, `jh_staff=${before}`)).toBeNull();
  const away = await provided();
  const { issuer } = away.provider;
  const left = await away.people.sessions.begin(await away.add('li.na', 'clerk'), { issuer });
  await away.provider.close();
  expect(await signedOut(away.url, `jh_staff=${left}`)).toBeNull();
});

test('a provider that is away is told so, and asked again; without one there is no way', async () => {
  const { go, provider } = await provided();
  await provider.close();
  expect((await go('/sign-in/openid')).headers.get('location')).toBe(refused('provider-away'));
  const { url } = await worldOf({ open: false });
  expect((await fetch(`${url}/sign-in/openid`)).status).toBe(404);
  expect(await (await fetch(`${url}/sign-in/ways`)).json()).toEqual({ openid: null });
});

test('settings that would not be safe are refused by field', () => {
  const usual = {
    ...{ issuer: 'https://id.example', clientId: 'jinghao', secret: 'env:OPENID' },
    ...{ hub: 'https://hall.example', name: { 'zh-Hans': '登录' } },
  };
  const wrong = (wish: object) =>
    openidShape.safeParse({ ...usual, ...wish }).error?.issues.map(({ path }) => path.join('.'));
  expect(wrong({})).toBeUndefined();
  expect(wrong({ issuer: 'http://id.example' })).toEqual(['issuer']);
  expect(wrong({ hub: 'http://127.0.0.1:8080' })).toBeUndefined();
  expect(wrong({ create: true })).toEqual(['create']);
  expect(wrong({ scope: 'profile' })).toEqual(['scope']);
  expect(wrong({ roles: { claim: 'a b', map: {} } })).toEqual(['roles.claim']);
});

test('one sees where one is signed in, and ends a sign-in', async () => {
  const { people: ours, go, json, add, url, clock } = await provided();
  const person = await add('li.na', 'clerk');
  const other = await ours.sessions.begin(person, { from: '10.0.0.9' });
  clock.step(1_000);
  const mine = `jh_staff=${await ours.sessions.begin(person, { from: '10.0.0.7' })}`;
  const list = async () => (await json(go('/me/sign-ins', mine))).signIns;
  const all = await list();
  expect(all).toMatchObject([
    { own: true, from: '10.0.0.7', provided: false },
    { own: false, from: '10.0.0.9' },
  ]);
  const end = (id: string) =>
    fetch(`${url}/me/sign-ins/${id}`, {
      method: 'DELETE',
      headers: { cookie: mine, origin: url, 'content-type': 'application/json' },
    });
  expect((await end('none')).status).toBe(404);
  expect((await end(all[1].id)).status).toBe(204);
  expect(await ours.sessions.find(other)).toBeNull();
  expect(await list()).toHaveLength(1);
  expect((await go('/me/sign-ins')).status).toBe(401);
});

test('what has ended at the provider ends here: that session, told once by a token that is the provider’s', async () => {
  const { signIn, add, provider, go, audit, url, clock, people: ours, lines } = await provided();
  // The provider's own clock is the machine's.
  clock.setWall(Date.now() - clock.now());
  const person = await add('li.na', 'clerk');
  const signed = async () => (await signIn('s1')).session?.split(';')[0] ?? '';
  const isIn = async (cookie: string) => (await go('/me', cookie)).status === 200;
  const [one, two] = [await signed(), await signed()];
  const [first = '', second = ''] = provider.sessions;
  expect(first).not.toBe(second);
  const byPassword = `jh_staff=${await ours.sessions.begin(person)}`;
  const all = async () => [await isIn(one), await isIn(two), await isIn(byPassword)];
  expect(await all()).toEqual([true, true, true]);

  await provider.endSession('s1', first);
  expect(await all()).toEqual([false, true, true]);
  expect((await audit())[0]).toEqual([`staff:${person.id}`, 'signOut', 'done']);

  const type = 'application/x-www-form-urlencoded';
  const tell = async (body: string, headers: Record<string, string> = { 'content-type': type }) =>
    (await fetch(`${url}/sign-in/openid/ended`, { method: 'POST', headers, body })).status;
  const said = provider.told[0] ?? '';
  const token = new URLSearchParams(said).get('logout_token') ?? '';
  const form = (of: string) => `logout_token=${of}`;
  // A second time; as another person's, with claims that may not be, and signed by somebody else.
  expect(await tell(said)).toBe(400);
  let turn = 0;
  const fresh = (change: object, forged = false) => {
    turn += 1;
    const base = { jti: `turn-${turn}`, sid: second };
    return form(
      provider.signedAnew(token, (claims) => ({ ...claims, ...base, ...change }), forged),
    );
  };
  const now = Math.floor(clock.now() / 1_000);
  const wrong: [string, string][] = [
    ['forged', fresh({}, true)],
    ['for another client', fresh({ aud: 'another' })],
    ['by another provider', fresh({ iss: 'https://another.example' })],
    ['too old', fresh({ iat: now - 600, exp: now + 60 })],
    ['over', fresh({ exp: now - 60 })],
    ['no event', fresh({ events: {} })],
    ['an ID token', fresh({ nonce: 'n' })],
    ['of nobody', fresh({ sub: undefined, sid: undefined })],
    ['no name of its own', fresh({ jti: undefined })],
    [
      'unsigned',
      form(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`),
    ],
    ['two of them', `${fresh({})}&${fresh({})}`],
    ['rubbish', form('a.b.c')],
    ['none', 'other=1'],
  ];
  for (const [what, body] of wrong) expect([what, await tell(body)]).toEqual([what, 400]);
  expect(await tell(said, { 'content-type': 'application/json' })).toBe(415);
  expect(await tell(form('x'.repeat(20_000)))).toBe(413);
  expect(await all()).toEqual([false, true, true]);
  // Somebody who never came in here is no fault; neither is a session that is over already.
  expect(await tell(fresh({ sub: 's9' }))).toBe(200);
  expect(await tell(fresh({ sid: first }))).toBe(200);
  expect(await all()).toEqual([false, true, true]);
  // By the session alone, and by the person alone.
  expect(await tell(fresh({ sub: undefined }))).toBe(200);
  expect(await all()).toEqual([false, false, true]);
  const [three, four] = [await signed(), await signed()];
  expect(await tell(fresh({ sid: undefined }))).toBe(200);
  expect([await isIn(three), await isIn(four), await isIn(byPassword)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(JSON.stringify(lines)).not.toContain(token.slice(-20));
});

test('an end that was told late ends no sign-in that began after it', async () => {
  const { signIn, add, provider, url, go, clock } = await provided();
  clock.setWall(Date.now() - clock.now());
  await add('li.na', 'clerk');
  const old = (await signIn('s1')).session?.split(';')[0] ?? '';
  await provider.endSession('s1', provider.sessions[0] ?? '');
  expect((await go('/me', old)).status).toBe(401);
  const [said = ''] = provider.told;
  const token = new URLSearchParams(said).get('logout_token') ?? '';
  clock.step((SKEW_SECONDS + 5) * 1_000);
  const later = (await signIn('s1')).session?.split(';')[0] ?? '';
  const late = provider.signedAnew(token, ({ sid: _sid, ...claims }) => ({
    ...claims,
    jti: 'late',
  }));
  const answer = await fetch(`${url}/sign-in/openid/ended`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: late }),
  });
  expect(answer.status).toBe(200);
  expect((await go('/me', later)).status).toBe(200);
});
