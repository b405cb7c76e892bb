/**
 * Cases over HTTP: who may do what, the six stages, deadlines, words and phones, ledgers. Nothing that
 * was said of a person stands in a log line or in the hall's log.
 */
import readWorkbook from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { granted } from '../people/parts.ts';
import { worldOf } from './world.ts';

const phone = '13800138000';
const errand = {
  ...{ kind: 'failed-errand', source: 'hall', words: '三次来都说材料不齐\n第四次换了说法' },
  ...{ name: '张先生', phone, about: { service: 'tax', counter: '1' } },
};

async function staffed() {
  const world = await worldOf();
  const { people, hall, post, get } = world;
  const as = async (account: string, role: 'clerk' | 'manager', name: string) => {
    const wish = { hall: world.parts.keeper.hall, account, name, role };
    const { person } = granted(await people.staff.add(wish, 'quiet-river-27'));
    const headers = { Cookie: `jh_staff=${await people.sessions.begin(person)}` };
    return {
      id: person.id,
      get: (path: string) => get(hall + path, { token: null, headers }),
      post: (path: string, body: object = {}) =>
        post(hall + path, body, { token: null, headers: { ...headers, Origin: world.url } }),
    };
  };
  return {
    ...world,
    clerk: await as('wang', 'clerk', '王秀英'),
    other: await as('zhao', 'clerk', '赵敏'),
    boss: await as('li', 'manager', '李主管'),
    second: await as('qian', 'manager', '钱主管'),
  };
}

test('a failed errand passes its six stages, each by who may, and the ledger shows them', async () => {
  const { clerk, boss, second, hall, get, clock, url, token } = await staffed();
  const opened = await clerk.post('/cases', errand);
  expect(opened.status).toBe(201);
  const { id, number } = opened.body;
  expect(opened.body).toMatchObject({
    ...{ stage: 'opened', light: 'green', acts: ['note'], reachable: true },
    history: [{ byName: '王秀英', words: errand.words, name: '张先生', phone: '138****8000' }],
  });
  const act = (who: typeof boss, body: object) => who.post(`/cases/${id}/acts`, body);
  expect((await act(clerk, { act: 'close' })).body.refused).toBe('only-managers');
  expect((await act(clerk, { act: 'note', words: '本人在大厅等' })).status).toBe(200);
  expect((await act(boss, { act: 'solve', words: '好' })).body).toMatchObject({
    ...{ refused: 'wrong-stage', stage: 'opened', from: ['dispatched'] },
  });
  const wrong = async (body: object) => (await act(boss, body)).body.field;
  expect(await wrong({ act: 'analyse', cause: 'nothing', words: '不明' })).toBe('cause');
  expect(await wrong({ act: 'analyse', cause: 'materials' })).toBe('words');
  await act(boss, { act: 'analyse', cause: 'materials', words: '=两处说法不一' });
  expect(await wrong({ act: 'dispatch', unit: 'nobody' })).toBe('unit');
  expect(await wrong({ act: 'dispatch', unit: 'hall', until: '2026-11-16' })).toBe('until');
  await act(boss, { act: 'dispatch', unit: 'hall', until: '2026-11-20' });
  await act(boss, { act: 'solve', words: '已当场受理' });
  expect((await act(boss, { act: 'check', passed: true })).body.refused).toBe('same-person');
  await act(second, { act: 'check', passed: true, words: '属实' });
  expect((await act(second, { act: 'close' })).body).toMatchObject({
    ...{ refused: 'call-back-first', calls: 0, callsMin: 3 },
  });
  await act(second, { act: 'call-back', reached: true, fix: 'satisfied' });
  const closed = await act(second, { act: 'close', words: '抽查合格' });
  expect(closed.body).toMatchObject({ stage: 'closed', closed: { as: 'solved', at: clock.now() } });
  expect(closed.body.history.map(({ type }: { type: string }) => type)).toEqual([
    ...['case-opened', 'case-noted', 'case-analysed', 'case-dispatched', 'case-solved'],
    ...['case-checked', 'visitor-called-back', 'case-closed'],
  ]);

  const csv = await get(`${hall}/case-ledgers/failed-errands/2026-11/zh-Hans/csv`);
  const [heading = '', ...lines] = csv.text.replace('\uFEFF', '').split('\r\n');
  expect(heading.split(',').slice(-6)).toEqual([
    ...['发现问题', '分析原因', '派发工单', '限期解决', '结果核查', '监督检查'],
  ]);
  expect(lines.join()).toContain(number);
  expect(lines.join()).toContain('抽查合格');
  expect(lines.join()).toContain(',2026-11-20 24:00,');
  expect(csv.text).not.toMatch(/,=|"=|张先生|138/);
  const link = `${url}${hall}/case-ledgers/failed-errands/2026-11/zh-Hans/xlsx`;
  const workbook = await fetch(link, { headers: { Authorization: `Bearer ${token}` } });
  const [sheet] = await readWorkbook(Buffer.from(await workbook.arrayBuffer()));
  expect(sheet?.data[0]?.slice(-6)).toEqual(heading.split(',').slice(-6));
  expect(sheet?.data).toHaveLength(2);
  for (const path of ['failed-errands/2026-13', 'nothing/2026-11']) {
    expect((await get(`${hall}/case-ledgers/${path}/en/csv`)).body.refused).toBe('unknown-entry');
  }
  const inEnglish = await get(`${hall}/case-ledgers/failed-errands/2026-11/en/csv`);
  const [columns = '', ...rows] = inEnglish.text.replace('\uFEFF', '').split('\r\n');
  expect(columns.split(',').slice(-6)).toEqual([
    ...['Found', 'Analysed', 'Dispatched', 'Solved in time', 'Checked', 'Supervised'],
  ]);
  expect(rows.join()).toContain('Papers in dispute');
  const inNone = await get(`${hall}/case-ledgers/all/2026-11/fr/csv`);
  expect(inNone.body).toMatchObject({ refused: 'bad-input', field: 'language' });
  expect((await clerk.get('/case-ledgers/all/2026-11/en/csv')).body.refused).toBe('not-permitted');
});

test('a phone is whole only for who calls back, and it is known who saw it', async () => {
  const { clerk, boss, lines, parts } = await staffed();
  const { body } = await clerk.post('/cases', errand);
  const path = `/cases/${body.id}`;
  expect((await clerk.post(`${path}/phone`)).body.refused).toBe('not-permitted');
  expect((await boss.post(`${path}/phone`)).body).toEqual({ phone });
  const told = await boss.get(path);
  expect(told.body.looks).toMatchObject([{ byName: '李主管' }]);
  expect(told.text).not.toContain(phone);
  expect((await boss.post('/cases/none/phone')).body.refused).toBe('no-phone');
  const stream = JSON.stringify(await parts.log.read(`case:${body.id}`, 0));
  for (const secret of [phone, '张先生', '材料不齐']) {
    expect(JSON.stringify(lines) + stream).not.toContain(secret);
  }
});

test('a clerk sees failed errands and what they opened themselves, a manager everything', async () => {
  const { clerk, other, boss } = await staffed();
  const { body: complaint } = await clerk.post('/cases', {
    ...{ kind: 'complaint', source: '12345', words: '等候太久', requestId: 'r-1' },
  });
  const again = await clerk.post('/cases', {
    ...{ kind: 'complaint', source: '12345', words: '等候太久', requestId: 'r-1' },
  });
  expect(again.body.id).toBe(complaint.id);
  await other.post('/cases', errand);
  const kinds = async (who: typeof boss) =>
    (await who.get('/cases')).body.cases.map(({ kind }: { kind: string }) => kind).sort();
  expect(await kinds(clerk)).toEqual(['complaint', 'failed-errand']);
  expect(await kinds(other)).toEqual(['failed-errand']);
  expect(await kinds(boss)).toEqual(['complaint', 'failed-errand']);
  expect((await other.get(`/cases/${complaint.id}`)).body.refused).toBe('unknown-case');
  const note = { act: 'note', words: '看看' };
  expect((await other.post(`/cases/${complaint.id}/acts`, note)).body.refused).toBe('unknown-case');
  expect((await boss.get('/case-counts')).body).toEqual({ open: 2, fresh: 2, amber: 0, red: 0 });
  const found = await boss.post('/cases/search', { kinds: ['complaint'], open: true });
  expect(found.body.cases).toHaveLength(1);
});

test('an officer fills in the form of art. 44, and nobody opens a bad rating by hand', async () => {
  const { boss, get, hall } = await staffed();
  const visit = {
    ...{ kind: 'experience', source: 'officer', words: '指引牌找不到', name: '体验员刘' },
    form: { visit: 'targeted', way: 'hall' },
  };
  expect((await boss.post('/cases', visit)).status).toBe(201);
  const fields = async (body: object) =>
    (await boss.post('/cases', body)).body.errors.map(({ field }: { field: string }) => field);
  expect(await fields({ ...visit, form: null })).toEqual(['form']);
  expect(await fields({ ...visit, source: 'hall' })).toEqual(['source']);
  expect(await fields({ ...errand, kind: 'bad-rating' })).toEqual(['kind']);
  expect(await fields({ ...errand, phone: 'call me' })).toEqual(['phone']);
  expect(await fields({ ...errand, cameAt: 9e14 })).toEqual(['cameAt']);
  const list = await get(`${hall}/case-ledgers/experience/2026-11/zh-Hans/csv`);
  expect(list.text).toContain('定向体验,大厅,,指引牌找不到');
  const months = await get(`${hall}/case-ledgers/experience/2026-11/en/csv`);
  expect(months.text).toContain('Targeted,Hall,,指引牌找不到');
});

test('a token may do what a manager may, and somebody else settles a dispute', async () => {
  const { post, get, hall, parts, clock } = await staffed();
  const about = { ticket: null, step: null, service: null, item: null, counter: null, clerk: null };
  const opened = await parts.cases.open({
    ...{ kind: 'bad-rating', source: 'pad', about, requestId: 'x' },
    by: { kind: 'hub', id: 'cases' },
  });
  if (!('ok' in opened)) throw new Error('not opened');
  const path = `${hall}/cases/${opened.one.id}`;
  const act = (body: object) => post(`${path}/acts`, body);
  await act({ act: 'dispatch', unit: 'hall' });
  expect((await act({ act: 'dispatch', unit: 'hall', until: '2026-12-24' })).body.field).toBe(
    'until',
  );
  await act({ act: 'dispute', words: '评错了人' });
  const settle = { act: 'settle-dispute', upheld: true, words: '查实' };
  expect((await act(settle)).body.refused).toBe('same-person');
  expect((await get(path)).body).toMatchObject({
    ...{ stage: 'disputed', cameAt: clock.now(), deadlines: { disputeUntil: expect.any(Number) } },
  });
  expect((await get(`${hall}/cases/none`)).body.refused).toBe('unknown-case');
});

test('taken out on the 5th of the next month a ledger is whole, and empty of words after the 10th', async () => {
  const { post, get, hall, clock } = await worldOf();
  const days = (many: number) => clock.setWall(many * 86_400_000);
  const ledger = async () =>
    (await get(`${hall}/case-ledgers/experience/2026-12/zh-Hans/csv`)).text;
  // The 1st of December: 30 days later the month's ledger could not be taken out yet.
  days(14);
  const { body } = await post(`${hall}/cases`, {
    ...{ kind: 'experience', source: 'officer', words: '指引牌找不到', name: '体验员刘' },
    form: { visit: 'full', way: 'hall' },
  });
  const act = (said: object) => post(`${hall}/cases/${body.id}/acts`, said);
  await act({ act: 'answer', words: '已加装指引牌' });
  expect((await act({ act: 'close' })).body.stage).toBe('closed');
  days(35);
  expect(await ledger()).toMatch(/全面体验,大厅,,指引牌找不到,,已加装指引牌,已解决/);
  days(6);
  expect(await ledger()).toMatch(/全面体验,大厅,,,,,已解决/);
});
