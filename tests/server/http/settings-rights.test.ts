/**
 * Who may sign in, and what roles may: settings that nobody puts in force alone, so that whoever keeps the
 * hall's settings cannot undo that the three administrators stand apart.
 */
import { expect, test } from 'vitest';
import { Rights, rolesShape } from '../../../server/people/rights.ts';
import { promising, smallText } from '../configured/small-hall.ts';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

/** Managers who give themselves what is the administrators' alone. */
const grabbing = `${smallText}roles:
  manager: { actor: manager, may: [settings.read, settings.change, privacy.erase, audit.read] }
`;
/** A group of one's own provider becomes security administrator. */
const ownProvider = `${smallText}signIn:
  openid:
    issuer: https://login.example.org
    clientId: hall
    secret: env:OPENID
    hub: https://hall.example.org
    name: { zh-Hans: 登录 }
    roles: { claim: groups, map: { mine: security-admin } }
    create: true
    secondFactor: { acr: ["0"] }
`;

async function deskOf() {
  const world = await worldOf();
  const path = `${world.hall}/settings`;
  const as = async (role: string, account = role) => {
    const who = { hall: 'small', account, name: '王芳', role };
    const { person } = granted(await world.people.staff.add(who, 'quiet-river-27'));
    const secret = await world.people.sessions.begin(person);
    const cookie = { token: null, headers: { Cookie: `jh_staff=${secret}` } };
    return {
      id: person.id,
      post: (more: string, body: object) => world.post(path + more, body, cookie),
      get: (more = '') => world.get(path + more, cookie),
    };
  };
  const [boss, keys] = [await as('manager'), await as('security-admin')];
  await boss.post('/save', { settings: { text: smallText }, base: 1, why: '开始' });
  let base = 1;
  const save = async (text: string) => {
    const { body } = await boss.post('/save', { settings: { text }, base, why: '改' });
    base = body.version;
    return base;
  };
  return { world, as, boss, keys, save };
}
const wish = { effect: 'opening', seen: null } as const;

test.each([
  ['roles', grabbing],
  ['signIn', ownProvider],
])('whoever changes settings does not put other %s in force', async (section, text) => {
  const { world, as, boss, save } = await deskOf();
  const version = await save(text);
  const { id, ...admin } = await as('system-admin');
  for (const { post } of [boss, admin]) {
    for (const effect of ['opening', 'at-once'] as const) {
      const said = await post('/publish', { ...wish, effect, version });
      expect(said.status).toBe(403);
      expect(said.body).toMatchObject({
        ...{ refused: 'settings-need-security-admin', sections: [section] },
      });
      const back = await post('/roll-back', { ...wish, effect, version, why: '退回' });
      expect(back.body).toMatchObject({ refused: 'settings-need-security-admin' });
    }
  }
  const { body } = await boss.get();
  expect(body).toMatchObject({ wanted: null, versions: [{ number: 2 }, { number: 1 }] });
  const [last] = await world.parts.audit.find({});
  expect(last).toMatchObject({
    ...{ actor: `staff:${id}`, act: 'rollBackSettings', outcome: 'settings-need-security-admin' },
  });
});

test('another who gives rights puts it in force, once it says nothing else', async () => {
  const { as, boss, keys, save } = await deskOf();
  const mixed = await save(promising(45, grabbing));
  const far = await keys.post('/publish-rights', { ...wish, version: mixed });
  expect(far.status).toBe(403);
  expect(far.body).toMatchObject({ refused: 'settings-beyond-rights', sections: ['services'] });
  const both = await boss.post('/publish', { ...wish, version: mixed });
  expect(both.body).toMatchObject({ refused: 'settings-need-security-admin', sections: ['roles'] });

  const version = await save(grabbing);
  const admin = await as('system-admin');
  for (const { post } of [boss, admin]) {
    const said = await post('/publish-rights', { ...wish, version });
    expect(said.body).toMatchObject({ refused: 'not-permitted', permission: 'rights.change' });
  }
  const not = { refused: 'not-permitted', permission: 'settings.change' };
  expect((await keys.post('/publish', { ...wish, version })).body).toMatchObject(not);
  const draft = { settings: { text: grabbing }, base: version, why: '改' };
  expect((await keys.post('/save', draft)).body).toMatchObject(not);
  const done = await keys.post('/publish-rights', { ...wish, version });
  expect(done.body).toMatchObject({ wanted: { version } });
  const again = await keys.post('/publish-rights', { ...wish, version });
  expect(again.body).toMatchObject({ wanted: { version }, acts: { length: 1 } });

  // Its hours are not theirs, and neither is when they come.
  const hours = await save(promising(45, grabbing));
  const theirs = await keys.post('/publish-rights', { ...wish, seen: version, version: hours });
  expect(theirs.body).toMatchObject({ refused: 'settings-beyond-rights', sections: ['services'] });
  const other = { ...wish, effect: 'at-once', seen: version, version };
  expect((await keys.post('/publish-rights', other)).body).toMatchObject({
    ...{ refused: 'settings-beyond-rights', sections: [] },
  });
  expect((await boss.post('/publish', { ...wish, seen: version, version: hours })).status).toBe(
    200,
  );
});

test('roles that wait for the opening, or were in force once, are taken back by two as well', async () => {
  const { boss, keys, save } = await deskOf();
  const version = await save(grabbing);
  await keys.post('/publish-rights', { ...wish, version });
  const old = { ...wish, seen: version, version: 1 };
  const need = { refused: 'settings-need-security-admin', sections: ['roles'] };
  expect((await boss.post('/publish', old)).body).toMatchObject(need);
  expect((await boss.post('/roll-back', { ...old, why: '退回' })).body).toMatchObject(need);
  expect((await boss.get()).body).toMatchObject({ versions: { length: 2 }, wanted: { version } });
  const back = await keys.post('/publish-rights', old);
  expect(back.body).toMatchObject({ wanted: { version: 1 } });
  // And there they are again, by those who had them in force.
  expect((await boss.post('/publish', { ...wish, seen: 1, version })).body).toMatchObject(need);
});

test('nobody puts roles in force that they wrote, whatever they have become since', async () => {
  const { world, boss, save } = await deskOf();
  const version = await save(grabbing);
  const person = granted(await world.people.staff.change(boss.id, { role: 'security-admin' }));
  const secret = await world.people.sessions.begin(person);
  const cookie = { token: null, headers: { Cookie: `jh_staff=${secret}` } };
  const body = { ...wish, version };
  const said = await world.post(`${world.hall}/settings/publish-rights`, body, cookie);
  expect(said).toMatchObject({ status: 409, body: { refused: 'own-wish' } });
});

test('no role of a hall both writes settings and gives rights; who erases shows a second factor', () => {
  const complaints = (may: readonly string[]) =>
    rolesShape.safeParse({ own: { may } }).error?.issues.map(({ path }) => path.join('.'));
  expect(complaints(['rights.change', 'settings.change'])).toEqual(['own.may']);
  expect(complaints(['rights.change', 'settings.read'])).toBeUndefined();
  const rights = new Rights({
    eraser: { actor: null, may: ['privacy.erase'] },
    keeper: { actor: null, may: ['settings.change'] },
  });
  expect(rights.needsSecondFactor('eraser')).toBe(true);
  expect(rights.needsSecondFactor('keeper')).toBe(false);
});
