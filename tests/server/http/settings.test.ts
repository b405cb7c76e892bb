/**
 * Settings over HTTP: read, checked as they are typed, saved, compared, published, taken back; who may,
 * and what is written down of it.
 */
import { expect, test } from 'vitest';
import { Rights } from '../../../server/people/rights.ts';
import { promising, smallText } from '../configured/small-hall.ts';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

async function withManager() {
  const world = await worldOf();
  const who = { hall: 'small', account: 'boss', name: '王芳', role: 'manager' };
  const { person } = granted(await world.people.staff.add(who, 'quiet-river-27'));
  const secret = await world.people.sessions.begin(person);
  const cookie = { token: null, headers: { Cookie: `jh_staff=${secret}` } };
  const path = `${world.hall}/settings`;
  return {
    ...{ world, person, path, cookie },
    get: (more = '') => world.get(path + more, cookie),
    post: (more: string, body: object) => world.post(path + more, body, cookie),
  };
}
const first = { settings: { text: smallText }, base: 1, why: '开始' };

test('from a first version over a change to one that is taken back', async () => {
  const { get, post, person, world } = await withManager();
  expect((await get()).body).toMatchObject({ versions: [], wanted: null, conflict: null });
  expect((await post('/save', first)).body).toEqual({ version: 1 });
  const { body } = await get('/versions/1');
  expect(body).toMatchObject({ number: 1, text: smallText, oddName: null });
  const value = structuredClone(body.value);
  value.services[0].promiseMinutes = 45;
  const checked = await post('/check', { settings: { value, of: 1 }, against: 1 });
  expect(checked.body).toMatchObject({
    complaints: [],
    text: expect.stringContaining('promiseMinutes: 45 # as the centre has promised'),
    changes: [
      { path: ['services', '[tax]', 'promiseMinutes'], before: 30, after: 45, when: 'at-once' },
    ],
  });
  const saved = await post('/save', { settings: { value, of: 1 }, base: 1, why: '夏令' });
  expect(saved.body).toEqual({ version: 2 });
  const published = await post('/publish', { version: 2, effect: 'opening', seen: null });
  expect(published.body).toMatchObject({
    wanted: { version: 2, effect: 'opening' },
    versions: [{ number: 2, by: `manager:${person.id}`, name: '王芳', why: '夏令' }, { number: 1 }],
  });
  const { body: between } = await get('/versions/1/differences/2');
  expect(between.changes).toHaveLength(1);
  const back = { version: 1, effect: 'opening', seen: 2, why: '改错了' };
  expect((await post('/roll-back', back)).body).toMatchObject({ wanted: { version: 3 } });
  const file = await get('/versions/3/file');
  expect(file.text).toBe(smallText);
  expect(file.headers.get('content-type')).toContain('application/yaml');
  const noted = (await world.parts.audit.find({})).map(({ act, outcome }) => `${act} ${outcome}`);
  expect(noted).toEqual(
    expect.arrayContaining(['saveSettings done', 'publishSettings done', 'rollBackSettings done']),
  );
});

test('each complaint names the field and the rule; nothing unsound is kept', async () => {
  const { get, post } = await withManager();
  await post('/save', first);
  const wrong = smallText.replace('prefix: B', 'prefix: I').replace('en: Tax', 'fr: Impôts');
  const { body } = await post('/check', { settings: { text: wrong }, against: 1 });
  expect(body.complaints.map(({ path }: { path: unknown[] }) => path.join('.'))).toEqual([
    ...['services.0.name.en', 'services.0.name.fr', 'services.1.prefix'],
  ]);
  expect((await post('/save', { ...first, settings: { text: wrong } })).body).toMatchObject({
    ...{ refused: 'settings-unsound', count: 3 },
  });
  const other = { settings: { text: smallText.replace('hall: small', 'hall: other') }, against: 1 };
  expect((await post('/check', other)).body.complaints).toEqual([
    { path: ['hall'], code: 'custom', rule: 'the hall is small' },
  ]);
  const { body: yaml } = await post('/check', { settings: { text: 'a: [' }, against: 1 });
  expect(yaml.complaints).toMatchObject([{ path: [], code: 'yaml' }]);
  const named = smallText.replace('东城区政务服务中心', '东城办事大厅');
  const { body: odd } = await post('/check', { settings: { text: named }, against: 1 });
  expect(odd).toMatchObject({ complaints: [], oddName: '东城办事大厅' });
  const shown = await post('/preview', { settings: { text: named }, language: 'en' });
  expect(shown.body.names.hall.name['zh-Hans']).toBe('东城办事大厅');
  expect(shown.body.display.calls).toHaveLength(1);
  expect(JSON.stringify(shown.body.slip)).toContain('A001');
  const unsound = await post('/preview', { settings: { text: wrong } });
  expect(unsound.body).toMatchObject({ refused: 'settings-unsound', count: 3 });
  expect((await get()).body.versions).toHaveLength(1);
});

test('who comes second is told who was faster, and can put the changes on top', async () => {
  const { get, post } = await withManager();
  await post('/save', first);
  const theirs = { ...first, settings: { text: promising(45) } };
  expect((await post('/save', theirs)).body).toEqual({ version: 2 });
  const { body } = await get('/versions/1');
  const mine = structuredClone(body.value);
  mine.services[1].name.en = 'Homes';
  const late = await post('/save', { settings: { value: mine, of: 1 }, base: 1, why: '改名' });
  expect(late.body).toMatchObject({ refused: 'settings-conflict', version: 2 });
  const { body: merged } = await post('/merge', { base: 1, value: mine });
  expect(merged).toMatchObject({ onto: 2, clashes: [] });
  const settings = { value: merged.value, of: 2 };
  expect((await post('/save', { settings, base: 2, why: '改名' })).body).toEqual({ version: 3 });
  const { body: both } = await get('/versions/3');
  expect(both.text).toContain('promiseMinutes: 45 # as the centre has promised');
  expect(both.text).toContain('en: Homes');
});

test('what is not there is said so, and what would strand somebody by name', async () => {
  const { get, post, world } = await withManager();
  expect((await get('/versions/7')).status).toBe(404);
  expect((await get('/versions/none')).status).toBe(404);
  const wish = { version: 7, effect: 'at-once', seen: null };
  expect((await post('/publish', wish)).body).toMatchObject({ refused: 'unknown-version' });
  expect((await post('/set-aside', { version: 7 })).status).toBe(404);
  await world.take('a');
  await post('/save', first);
  expect((await post('/publish', { ...wish, version: 1 })).body).toMatchObject({
    ...{ refused: 'would-strand', services: ['a'] },
  });
});

test('the administrator of the system may change settings, clerks may not read them', () => {
  const rights = new Rights();
  expect(rights.may('system-admin', 'settings.change')).toBe(true);
  expect(rights.may('audit-admin', 'settings.change')).toBe(false);
  expect(rights.may('clerk', 'settings.read')).toBe(false);
});
