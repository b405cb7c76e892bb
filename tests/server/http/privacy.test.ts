/**
 * The rights of one person over what is held of them: told by whatever they know, erased by two persons, and
 * in the meantime nowhere that it should not be: no line, figure, address, audit or event of the hub.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../server/house/database.ts';
import { bookerHash } from '../../../server/people/bookings/person.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { service, smallHall } from '../../core/halls.ts';
import { SeededDice } from '../house/databases.ts';
import { granted } from '../people/parts.ts';
import { HOUR_MS, worldOf } from './world.ts';

const li = { kind: 'id-card', number: '11010119900307563X' } as const;
const phone = '13987654321';
const name = '欧阳若兰';
const words = '三次来都说材料不齐';
const configuration = smallHall({
  services: [service('a', 'A', true, { realName: 'required' }), service('tax', 'B', true)],
});

/** A day on which one visitor leaves traces everywhere. */
async function visited() {
  const world = await worldOf({ configuration });
  const { people, hall, post, get, take, clock } = world;
  const as = async (account: string, role: string) => {
    const wish = { hall: 'small', account, name: account, role };
    const { person } = granted(await people.staff.add(wish, 'quiet-river-27'));
    const headers = { Cookie: `jh_staff=${await people.sessions.begin(person)}` };
    const mine = { token: null, headers };
    return {
      id: person.id,
      get: (path: string) => get(`${hall}/privacy${path}`, mine),
      post: (path: string, body: object = {}) => post(`${hall}/privacy${path}`, body, mine),
      raw: mine,
    };
  };
  const house = await openDatabase({ kind: 'sqlite', path: join(world.folder, 'house.db') });
  onTestFinished(() => house.close());
  const ticket = await take('a', { person: li });
  await world.fillTickets();
  const kept = { ticket: ticket.id, phone, language: 'zh-Hans', deleteAt: clock.now() + HOUR_MS };
  await new TextPhones(house, clock).keep('small', { ...kept, language: 'zh-Hans' });
  const bookings = new Bookings(house, clock, new SeededDice('b'));
  const day = '2026-11-18';
  const slot = { service: 'a', day, minute: 600, slotAt: clock.now() + 24 * HOUR_MS };
  const limits = { perSlot: 9, perDay: 9, perPersonPerDay: 9, barredUntil: () => null };
  for (const [cmd, person] of [
    ['one', li] as const,
    ['two', { kind: 'phone', number: phone }] as const,
  ]) {
    const wish = { ...slot, endsAt: slot.slotAt + HOUR_MS, language: 'zh-Hans' as const, cmd };
    const hash = bookerHash(Buffer.alloc(32, 7))(person);
    await bookings.book('small', { ...wish, person: hash, hint: '**1X' }, limits);
  }
  const boss = await as('boss', 'manager');
  const errand = {
    ...{ kind: 'failed-errand', source: 'hall', words, name, phone: `+86 ${phone}` },
    about: { service: 'tax', counter: '1' },
  };
  const opened = await post(`${hall}/cases`, errand, boss.raw);
  expect(opened.status).toBe(201);
  return {
    ...{ ...world, house, ticket, boss, as, case: opened.body },
    guard: await as('guard', 'security-admin'),
  };
}

const kindsIn = (body: { held: { kind: string }[] }) => body.held.map(({ kind }) => kind).sort();

test('what is held is one table, and everything of one person is told by whatever they know', async () => {
  const { boss, guard, ticket, case: opened, get, hall } = await visited();
  const table = (await guard.get('/held')).body;
  expect(table.en.find((one: { kind: string }) => one.kind === 'text-phones')).toMatchObject({
    ...{ tables: ['text_phones'], ends: 'sweep', backup: 'sealed' },
    howLong: 'the end of the service day',
  });
  const find = async (asked: object) => (await boss.post('/export', asked)).body;
  const byCard = await find(li);
  expect(kindsIn(byCard)).toEqual(['bookings', 'text-phones', 'tickets']);
  expect(JSON.stringify(byCard)).toContain(phone);
  const byPhone = await find({ kind: 'phone', number: '+86 139-8765-4321' });
  expect(kindsIn(byPhone)).toEqual([
    ...['bookings', 'case-contacts', 'case-words', 'text-phones', 'tickets'],
  ]);
  expect(byPhone.kept).toEqual([
    { kind: 'case-words', why: 'case-open', rows: 1, until: expect.any(Number) },
    { kind: 'tickets', why: 'with-the-log', rows: 1, until: null },
  ]);
  const label = { kind: 'ticket', label: ticket.label.toLowerCase(), day: '2026-11-17' };
  expect(kindsIn(await find(label))).toEqual(['text-phones', 'tickets']);
  const byCase = await find({ kind: 'case', number: opened.number });
  expect(kindsIn(byCase)).toEqual(['case-contacts', 'case-words']);
  expect(JSON.stringify(byCase)).toContain(name);
  const code = byCard.held.find((one: { kind: string }) => one.kind === 'bookings').rows[0].code;
  expect(kindsIn(await find({ kind: 'booking', code }))).toEqual(['bookings']);
  expect(kindsIn(await find({ kind: 'account', account: 'boss' }))).toEqual([
    ...['accounts', 'audit', 'sign-ins'],
  ]);
  expect(JSON.stringify(await find({ kind: 'account', account: 'boss' }))).not.toContain('scrypt');
  expect((await find({ kind: 'phone', number: '13900000000' })).held).toEqual([]);
  expect((await boss.post('/export', { kind: 'phone', number: 'x' })).body.field).toBeDefined();
  expect((await get(`${hall}/privacy/held`, { token: null })).status).toBe(401);
});

test('one asks for an erasure, another agrees; what the law keeps is told by name', async () => {
  const { boss, guard, house, ask, hall, as } = await visited();
  const asked = await boss.post('/erasures', { kind: 'phone', number: phone });
  expect(asked.status).toBe(202);
  const waiting = (await guard.get('/erasures')).body.wishes;
  expect(waiting).toMatchObject([{ id: asked.body.id, by: 'phone', name: 'boss', rows: 5 }]);
  const stored = await house.db.selectFrom('approvals').select('body').execute();
  expect(JSON.stringify([waiting, stored])).not.toContain('98765');
  const agree = (who: typeof boss) => who.post(`/erasures/${asked.body.id}/agree`);
  expect((await agree(boss)).body).toMatchObject({ refused: 'not-permitted' });
  const done = await agree(guard);
  expect(done.status).toBe(200);
  expect(kindsIn(done.body)).toContain('case-contacts');
  expect(done.text).not.toContain(name);
  expect(done.body.kept).toMatchObject([{ why: 'case-open' }, { why: 'with-the-log' }]);
  const left = (await boss.post('/export', { kind: 'phone', number: phone })).body;
  expect(left.held).toEqual([]);
  const contacts = await house.db
    .selectFrom('case_words')
    .select(['words', 'name', 'phone'])
    .execute();
  expect(contacts).toEqual([{ words, name: null, phone: null }]);
  // The booking by document is another person to the tables until the card is shown.
  expect(await house.db.selectFrom('bookings').select('cmd').execute()).toEqual([{ cmd: 'one' }]);
  expect((await agree(guard)).body).toMatchObject({ refused: 'unknown-entry' });

  // Nobody decides what they asked for, whatever else they may; an account goes only when it is out of use.
  const own = (await guard.post('/erasures', li)).body.id;
  expect((await guard.post(`/erasures/${own}/agree`)).body).toMatchObject({ refused: 'own-wish' });
  expect((await ask('DELETE', `${hall}/privacy/erasures/${own}`, boss.raw)).status).toBe(204);
  expect(
    (await boss.post('/erasures', { kind: 'phone', number: '13900000000' })).body,
  ).toMatchObject({
    refused: 'nothing-held',
  });
  const clerk = await as('gone', 'clerk');
  const account = { kind: 'account', account: 'gone' };
  expect((await boss.post('/erasures', account)).body).toMatchObject({ refused: 'account-in-use' });
  await house.db.updateTable('staff').set({ disabled: 1 }).where('id', '=', clerk.id).execute();
  const second = (await boss.post('/erasures', account)).body.id;
  expect((await guard.post(`/erasures/${second}/agree`)).status).toBe(200);
  expect((await boss.post('/export', account)).body.held).toEqual([]);
});

test('who leaves is told all that is held of them and erased, and the audit stays whole under an id that names nobody', async () => {
  const { boss, guard, as, parts, post, hall, house } = await visited();
  const leaver = await as('murong', 'manager');
  const full = '慕容离开';
  await house.db.updateTable('staff').set({ name: full }).where('id', '=', leaver.id).execute();
  const mine = leaver.raw;
  const cardPost = { 'zh-Hans': '大厅主管' };
  expect((await post(`${hall}/staff-cards/${leaver.id}`, { post: cardPost }, mine)).status).toBe(
    204,
  );
  const duty = { day: '2026-11-20', name: full, post: '值班', phone: '010-99001122' };
  expect((await post(`${hall}/duty-roster`, duty, mine)).status).toBe(200);
  const repair = { hall: 'small', device: 'p', kind: 'fault' as const, words: '换了打印头', at: 1 };
  const noted = { id: 'r1', noted_at: 1, noted_by: `manager:${leaver.id}` };
  await house.db
    .insertInto('device_repairs')
    .values({ ...repair, ...noted })
    .execute();
  const account = { kind: 'account', account: 'murong' };
  const told = (await boss.post('/export', account)).body;
  expect(kindsIn(told)).toEqual([
    ...['accounts', 'audit', 'duty-roster', 'repairs', 'sign-ins', 'staff-cards'],
  ]);
  expect(JSON.stringify(told)).toContain('010-99001122');
  expect(told.kept).toMatchObject([
    ...[{ kind: 'staff-ids' }, { kind: 'repairs' }, { kind: 'audit', why: 'audit' }],
  ]);

  await house.db.updateTable('staff').set({ disabled: 1 }).where('id', '=', leaver.id).execute();
  const before = await parts.audit.verify();
  const wish = (await boss.post('/erasures', account)).body.id;
  expect((await guard.post(`/erasures/${wish}/agree`)).status).toBe(200);
  expect((await boss.post('/export', account)).body.held).toEqual([]);
  const tables = ['staff', 'staff_cards', 'sign_ins', 'duty_roster'] as const;
  for (const table of tables) {
    const rows = JSON.stringify(await house.db.selectFrom(table).selectAll().execute());
    expect([table, rows.includes(leaver.id), rows.includes(full)]).toEqual([table, false, false]);
  }
  // What they did stands, by an id that means nobody any more, and nothing was taken out of the chain.
  const after = await parts.audit.verify();
  expect(after).toMatchObject({ broken: null });
  expect(after.entries).toBeGreaterThan(before.entries);
  const acts = await parts.audit.find({ actor: `manager:${leaver.id}` });
  expect(acts.map(({ act }) => act)).toEqual(['setDutyDay', 'saveStaffCard']);
  expect(JSON.stringify(await parts.audit.find({}))).not.toContain(full);
});

test('no line, figure, address, audit or event of the hub holds a number, a name or a word', async () => {
  const { boss, guard, parts, lines, get, weather, url } = await visited();
  const asked: string[] = [];
  const seen = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    asked.push(`${input instanceof Request ? input.url : input}`);
    return seen(input, init);
  };
  onTestFinished(() => {
    globalThis.fetch = seen;
  });
  await boss.post('/export', li);
  await boss.post('/export', { kind: 'phone', number: phone });
  const wish = (await boss.post('/erasures', { kind: 'phone', number: phone })).body.id;
  await boss.post('/erasures', { kind: 'phone', number: `x${phone}y`.repeat(9) });
  const audit = async () => JSON.stringify(await parts.audit.find({}));
  await guard.post(`/erasures/${wish}/agree`);
  const figures = (await get('/metrics')).text;
  const log = JSON.stringify(await weather.log.read('hall:small', 0));
  const everything = [JSON.stringify(lines), figures, log, await audit(), asked.join('\n')].join(
    '\n',
  );
  for (const secret of [phone, phone.slice(3), li.number, '19900307', name, words]) {
    expect(everything).not.toContain(secret);
  }
  // It was looked for where something stands.
  expect(everything).toContain('agreeToErasure');
  expect(everything).toContain(url);
  expect(lines.length).toBeGreaterThan(5);
});
