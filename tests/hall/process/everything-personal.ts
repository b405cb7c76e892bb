/**
 * Everything that people tell a hall about themselves and others, put into the example on the ways by
 * which it comes (kiosk, card, phone, programs of the authority, staff), rightly and wrongly, each datum
 * once and known. Whoever calls looks for it afterwards where it must not be.
 */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { protocol } from '../../../core/wire/protocol.ts';
import { numberOf, testCards } from '../../../fixtures/machines/reader-cards.ts';
import type { Example } from './example.ts';
import { ask, token } from './hub.ts';

const card = testCards.ouyang as (typeof testCards)[string];

/** Nobody's: no region has these numbers, and no network these telephones. */
const persons = {
  typed: numberOf('990101', '19770707', 77),
  wrong: numberOf('990101', '19880808', 88).replace(/.$/, 'Y'),
  looked: numberOf('990101', '19660606', 66),
  watched: numberOf('990101', '19550505', 55),
  asAccount: numberOf('990101', '19440404', 44),
  inAddress: numberOf('990101', '19330303', 33),
  passport: 'EX9876541',
  texted: '19900001234',
  booked: '19900002345',
  ofCase: '19900003456',
  onDuty: '010-99001122',
  tried: '19900004567',
  rated: '窗口那位女士把我的残疾证还错了人',
  complained: '孩子的出生证上父亲名字写错了',
  named: '上官婉清',
  noted: '她丈夫电话里说下周再来',
  notice: '离婚协议没有按手印',
  leader: '令狐大厅',
  colleague: '慕容同事',
  duties: '负责接待慕容家的事',
  reasons: '一天来七次的尉迟先生',
  repaired: '维修员宇文师傅换的打印头',
  unread: '把诸葛先生的病历写进了错的地方',
  password: 'a-password-in-the-wrong-field',
};
type Datum = keyof typeof persons;

/** What was put in, with what only the hub made of it: the card's holder, secrets of links and sign-ins. */
export type Personal = Readonly<Record<string, string>>;

export async function sayEverything(example: Example): Promise<Personal> {
  const { url } = example;
  const asked = async (path: string, body?: object) => {
    const answer = await ask(url, path, body);
    expect(answer?.status, `${path}: ${JSON.stringify(answer?.body)}`).toBeLessThan(300);
    return answer?.body ?? {};
  };
  const said = (which: Datum) => persons[which];
  const typed = { kind: 'id-card', number: said('typed') };
  const taken = await asked('/tickets', {
    ...{ service: 'social-insurance', person: typed, phone: said('texted') },
  });
  const link = String(taken.link).split('/').at(-1) ?? '';
  const passport = { kind: 'other', number: said('passport') };
  await asked('/tickets', { service: 'medical-insurance', person: passport });
  const slots = await asked('/services/business-registration/slots');
  const days = slots.days as readonly { readonly slots: readonly { readonly at: number }[] }[];
  const at = days.find(({ slots: here }) => here.length > 0)?.slots.at(-1)?.at;
  const phone = { kind: 'phone', number: said('booked') };
  const booked = await asked('/bookings', { service: 'business-registration', at, person: phone });
  await asked('/bookings/find', { person: phone });
  const cookie = await byStaff(example);
  await served(example, link);
  await byCard(example);
  await wrongly(url, cookie);
  return {
    ...persons,
    ...{ ofCard: card.number, holder: card.name, address: '示例市示例区试验路一号', link, cookie },
    ...{ code: String(booked.code), token, signIn: example.password('manager') },
  };
}

/** What staff write; gives the cookie's secret. */
async function byStaff({ url, password }: Example): Promise<string> {
  const headers = { origin: url, 'content-type': 'application/json' };
  const post = (path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    });
  const signed = await post('/sign-in', { account: 'manager', password: password('manager') });
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const hall = '/api/halls/dongcheng';
  const done = async (path: string, body: object) => {
    const answer = await post(hall + path, body, cookie);
    const text = await answer.text();
    expect(answer.status, `${path}: ${text}`).toBeLessThan(300);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  const opened = await done('/cases', {
    ...{ kind: 'failed-errand', source: 'hall', words: persons.complained },
    ...{ name: persons.named, phone: persons.ofCase },
  });
  const { id } = (opened.case ?? opened) as { readonly id: string };
  await done(`/cases/${id}/acts`, { act: 'note', words: persons.noted });
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await done('/duty-roster', {
    ...{ day, name: persons.leader, post: '大厅主管', phone: persons.onDuty },
  });
  await done('/texts/test', { phone: persons.tried });
  await done('/watch-list', {
    ...{ person: { kind: 'id-card', number: persons.watched }, reason: 'hoards-numbers' },
    words: persons.reasons,
  });
  await done('/privacy/export', { kind: 'id-card', number: persons.looked });
  await done('/privacy/erasures', { kind: 'phone', number: persons.texted });
  const all = await fetch(`${url}${hall}/devices`, { headers: { cookie } });
  const { devices } = (await all.json()) as {
    readonly devices: readonly { readonly id: string }[];
  };
  await done(`/devices/${devices[0]?.id}/repairs`, { kind: 'fault', words: persons.repaired });
  const notice = {
    item: { 'zh-Hans': '办事' },
    materials: [{ name: persons.notice, state: 'wrong' }],
  };
  const printed = await post('/one-time-notices', { kiosk: 'entrance-1', ...notice }, cookie);
  expect(printed.status, await printed.text()).toBeLessThan(300);
  return cookie.split('=')[1] ?? '';
}

/** Called, served, and rated from the phone behind the slip. */
async function served({ url }: Example, link: string): Promise<void> {
  const called = await ask(url, '/counters/12/call-next', {});
  expect(called?.status).toBe(200);
  for (const act of ['serve', 'finish']) await ask(url, `/counters/12/${act}`, {});
  const visitor = await joined(url, { peer: 'phone', link });
  const wish = async (requestId: string, command: object) => {
    const reply = await visitor.emitWithAck('command', {
      requestId,
      command: { link, ...command },
    });
    expect(reply).toMatchObject({ ok: true });
  };
  await wish('everything-rate', { type: 'rate', step: 0, level: 2 });
  await wish('everything-words', { type: 'add-to-rating', step: 0, words: persons.rated });
  visitor.disconnect();
}

/** A card on the reader of the first kiosk, and a number taken by it; then rubbish with words in it. */
async function byCard({ url, kiosks, reader }: Example): Promise<void> {
  const code = /code=(\S+)/.exec(kiosks[0] ?? '')?.[1];
  const enrolled = await fetch(`${url}/enrol`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ code }),
  });
  const cookie = enrolled.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const kiosk = await joined(url, { peer: 'kiosk' }, cookie);
  const wish = { wish: 'everything-0001' };
  await fetch(`${reader}/do/lift`, { method: 'POST' });
  await fetch(`${reader}/do/lay-ouyang`, { method: 'POST' });
  let handle: string | undefined;
  await expect
    .poll(async () => {
      const reply = await kiosk.emitWithAck('await-card', wish);
      handle = reply.card?.handle;
      return JSON.stringify(reply);
    })
    .toContain('handle');
  const command = { type: 'issue-ticket', service: 'employment', person: { kind: 'card', handle } };
  const reply = await kiosk.emitWithAck('command', { requestId: 'by-card-1', command });
  expect(reply).toMatchObject({ ok: true });
  const { unread } = persons;
  for (const event of ['command', 'book', 'check-in', 'rate', 'add-to-rating', 'find-ticket']) {
    const wrong = await kiosk.emitWithAck(event, { requestId: unread, [unread]: unread });
    expect(wrong).not.toMatchObject({ ok: true });
  }
  kiosk.disconnect();
}

async function joined(url: string, who: object, cookie = ''): Promise<Socket> {
  const socket = io(url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  });
  await once(socket as never, 'connect');
  const hello = { protocol, seq: 0, rev: 0, names: null, ...who };
  expect(await socket.emitWithAck('hello', hello)).toEqual({ ok: true });
  return socket;
}

/** In the wrong field, in the address, as a body that is none: what is refused is written down nowhere. */
async function wrongly(url: string, session: string): Promise<void> {
  const { unread, inAddress, wrong } = persons;
  const api = `${url}/api/halls/dongcheng`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = async (address: string, body: string, more: Record<string, string> = headers) => {
    const answer = await fetch(address, { method: 'POST', headers: more, body });
    await answer.arrayBuffer();
    expect(answer.status, address).toBeGreaterThanOrEqual(400);
    expect(answer.status, address).toBeLessThan(500);
  };
  await post(
    `${api}/tickets`,
    JSON.stringify({ service: unread, person: { kind: 'id-card', number: wrong } }),
  );
  await post(`${api}/tickets`, `{"name": ${unread}`);
  await post(`${api}/tickets`, unread, { ...headers, 'content-type': 'text/plain' });
  await post(`${api}/tickets/${inAddress}/cancel?name=${encodeURIComponent(unread)}`, '{}');
  await post(`${api}/bookings/find`, JSON.stringify({ person: { kind: 'phone', number: unread } }));
  await post(`${url}/${inAddress}`, '{}');
  const page = { origin: url, 'content-type': 'application/json' };
  const account = { account: persons.asAccount, password: persons.password };
  await post(`${url}/sign-in`, JSON.stringify(account), page);
  const byCookie = { ...page, cookie: `jh_staff=${session}` };
  await post(
    `${api}/accounts`,
    JSON.stringify({ account: 'x', name: persons.colleague }),
    byCookie,
  );
  await post(
    `${api}/staff-cards/${inAddress}`,
    JSON.stringify({ duties: persons.duties }),
    byCookie,
  );
}

/** In which of these texts which datum stands, as it was said or as it goes in an address. */
export function foundIn(texts: Readonly<Record<string, string>>, personal: Personal): string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    Object.entries(personal)
      .filter(([, datum]) => [datum, encodeURIComponent(datum)].some((one) => text.includes(one)))
      .map(([which]) => `${which} in ${where}`),
  );
}

/** The files of the event log, with what has not been copied into the database yet. */
export async function eventLogOf({ dataDir }: Example): Promise<string> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('log.sqlite'));
  const files = await Promise.all(names.map((name) => readFile(join(dataDir, name), 'utf8')));
  return files.join('\n');
}
