/**
 * Fair taking over HTTP: numbers bound to persons, the managers' watch list, and what is flagged to
 * them. Nothing of it ever holds anybody up or tells a document's number.
 */
import { describe, expect, test } from 'vitest';
import { itemId, needId } from '../../../core/hall/ids.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { granted } from '../people/parts.ts';
import { HOUR_MS, type World, worldOf } from './world.ts';

const texts = (text: string) => ({ 'zh-Hans': text, en: text });
/** Made-up residents with a right check character. */
const li = { kind: 'id-card', number: '11010119900307563X' };
const zhao = { kind: 'other', number: 'E12345678' };
const dayMs = 24 * HOUR_MS;

const configuration = (perPersonMax = 0) =>
  smallHall({
    services: [
      service('a', 'A', true, { realName: 'required', dailyMax: 50 }),
      service('b', 'B', true, {
        ...{ realName: 'optional', items: [{ id: itemId('seal'), name: texts('seal') }] },
      }),
      service('c', 'C', true, { realName: 'optional', dailyMax: 1 }),
      service('d', 'D', false),
    ],
    classes: [
      ticketClass('ordinary', 'ordinary'),
      ticketClass('booked', 'booked'),
      ticketClass('care', 'priority', { atKiosk: true, dailyMax: 1 }),
      ticketClass('soldier', 'priority'),
    ],
    needs: [{ id: needId('low-counter'), name: texts('low counter') }],
    rules: { ...smallHall().rules, perPersonMax },
  });

/** A manager or clerk who is signed in, as the header that a page of ours would send. */
async function signedIn({ people }: World, role: 'clerk' | 'manager', hall = 'small') {
  const who = { hall, account: `${role}.${hall}`, name: '王芳', role } as const;
  const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
  return { id: person.id, headers: { Cookie: `jh_staff=${await people.sessions.begin(person)}` } };
}

describe('taking a number', () => {
  test('FAIR-2, FAIR-3 for a person: one waiting number of a service, the one there is told for its reprint', async () => {
    const { take, post, hall } = await worldOf({ configuration: configuration(2) });
    const issue = async (body: object) => (await post(`${hall}/tickets`, body)).body;
    expect(await issue({ service: 'a' })).toMatchObject({ refused: 'identity-needed' });
    const first = await take('a', { person: li, requestId: 'one' });
    expect(await issue({ service: 'a', person: li })).toMatchObject({
      ...{ refused: 'already-waiting', ticket: first.id, label: 'A001', ticketStatus: 'waiting' },
    });
    expect(await take('a', { person: li, requestId: 'one' })).toEqual(first);
    await take('b', { person: li });
    const max = { refused: 'person-exhausted', max: 2 };
    expect(await issue({ service: 'c', person: li })).toMatchObject(max);
    expect(await take('a', { person: zhao })).toMatchObject({ label: 'A002' });
  });

  test('with class, needs, items, and for somebody else; the ticket says its class and steps', async () => {
    const { take, get, hall, parts } = await worldOf({ configuration: configuration() });
    const more = { class: 'care', needs: ['low-counter'], items: ['seal'], assisted: true };
    const { id } = await take('b', more);
    const shown = (await get(`${hall}/tickets/${id}`)).body;
    expect(shown).toMatchObject({ class: 'care', steps: [{ service: 'b', outcome: null }] });
    expect(JSON.stringify(shown)).not.toContain('low-counter');
    const ticket = await parts.keeper.look(({ tickets }) => tickets.get(id));
    expect(ticket).toMatchObject({ assisted: true, needs: ['low-counter'], class: 'care' });
  });

  test('every no of the rules comes by its name', async () => {
    const { take, post, hall } = await worldOf({ configuration: configuration() });
    const issue = async (body: object) => (await post(`${hall}/tickets`, body)).body.refused;
    await take('c');
    await take('b', { class: 'care' });
    expect(await issue({ service: 'c' })).toBe('day-exhausted');
    expect(await issue({ service: 'b', class: 'care' })).toBe('class-exhausted');
    expect(await issue({ service: 'b', class: 'soldier' })).toBe('class-by-staff');
    expect(await issue({ service: 'b', class: 'booked' })).toBe('class-by-booking');
    expect(await issue({ service: 'b', class: 'no-such' })).toBe('unknown-class');
    expect(await issue({ service: 'b', needs: ['no-such'] })).toBe('unknown-need');
    expect(await issue({ service: 'b', items: ['no-such'] })).toBe('unknown-item');
    expect(await issue({ service: 'b', visitor: 'mine' })).toBe('bad-input');
  });

  test('a wrong number is told by field and rule; no number stands in answers, lines or tables', async () => {
    const world = await worldOf({ configuration: configuration() });
    const { take, post, hall, lines } = world;
    const wrong = { ...li, number: '110101199003075631' };
    const { status, body } = await post(`${hall}/tickets`, { service: 'a', person: wrong });
    expect([status, body.field]).toEqual([400, 'person.number']);
    await take('a', { person: li });
    const log = await world.weather.log.read('hall:small', 0);
    expect(JSON.stringify([body, lines, log])).not.toMatch(/1101011990|199003/);
  });

  test('ITEM-2 finishing tells what became of each item', async () => {
    const { take, act, parts } = await worldOf({ configuration: configuration() });
    const { id } = await take('b', { items: ['seal'] });
    await act('1', 'call-next');
    const wrong = { outcome: 'done', items: [{ item: 'no-such', outcome: 'done' }] };
    expect((await act('1', 'finish', wrong)).body).toMatchObject({ refused: 'unknown-item' });
    const items = [{ item: 'seal', outcome: 'to-supplement' }];
    const finished = await act('1', 'finish', { outcome: 'accepted', items });
    expect(finished.body).toMatchObject({ status: 'finished', outcome: 'accepted' });
    const ticket = await parts.keeper.look(({ tickets }) => tickets.get(id));
    expect(ticket?.steps[0]?.itemOutcomes).toEqual(items);
  });

  test('a waiting ticket gets another class', async () => {
    const { take, post, get, hall } = await worldOf({ configuration: configuration() });
    const { id } = await take('b');
    const path = `${hall}/tickets/${id}`;
    const changed = await post(`${path}/change-class`, { class: 'care', reason: 'frail' });
    expect(changed.body).toMatchObject({ id, class: 'care', status: 'waiting' });
    expect((await get(path)).body).toMatchObject({ class: 'care' });
    const wish = { class: 'soldier', reason: 'frail' };
    expect((await post(`${path}/change-class`, wish)).body.refused).toBe('class-by-staff');
    const unknown = { class: 'care', reason: 'whim' };
    expect((await post(`${path}/change-class`, unknown)).body.refused).toBe('unknown-reason');
  });
});

describe('the watch list', () => {
  test('is kept by id number and told without it, once a second person has agreed', async () => {
    const world = await worldOf({ configuration: configuration() });
    const { ask, post, get, hall, clock, people } = world;
    const wish = { person: li, reason: 'hoards-numbers', words: 'every Monday', days: 10 };
    const asked = await post(`${hall}/watch-list`, wish);
    expect(asked.status).toBe(202);
    expect(await people.watchList.list('small')).toEqual([]);
    const manager = await signedIn(world, 'manager');
    const mine = { token: null, headers: manager.headers };
    const waiting = (await get(`${hall}/watch-list`, mine)).body.waiting;
    expect(waiting).toMatchObject([
      {
        id: asked.body.id,
        act: 'on',
        words: 'every Monday',
        askedBy: expect.stringMatching(/^token:/),
      },
    ]);
    const agree = (id: string) => post(`${hall}/watch-list/wishes/${id}/agree`, {}, mine);
    expect((await agree(asked.body.id)).status).toBe(204);
    expect((await agree(asked.body.id)).body).toMatchObject({ refused: 'unknown-entry' });
    const listed = await get(`${hall}/watch-list`, mine);
    expect(listed.body).toEqual({
      waiting: [],
      persons: [
        {
          ...{ id: expect.any(String), reason: 'hoards-numbers', words: 'every Monday' },
          ...{ addedAt: clock.now(), addedBy: `manager:${manager.id}` },
          deleteAt: clock.now() + 10 * dayMs,
        },
      ],
    });
    expect(listed.text).not.toContain('1990');
    const rows = await people.approvals.list('small', 'watch');
    expect(JSON.stringify(rows)).not.toContain('1990');

    // Taking off goes the same way; whoever asked does not decide, and anybody may say no.
    const path = `${hall}/watch-list/${listed.body.persons[0].id}`;
    const off = await ask('DELETE', path, mine);
    expect(off.status).toBe(202);
    expect((await ask('DELETE', path, mine)).body).toEqual(off.body);
    expect((await agree(off.body.id)).body).toMatchObject({ refused: 'own-wish' });
    expect(await people.watchList.list('small')).toHaveLength(1);
    const wishOff = `${hall}/watch-list/wishes/${off.body.id}`;
    expect((await ask('DELETE', wishOff, mine)).status).toBe(204);
    expect((await ask('DELETE', wishOff, mine)).body).toMatchObject({ refused: 'unknown-entry' });
    const again = (await ask('DELETE', path)).body.id;
    expect((await agree(again)).status).toBe(204);
    expect((await ask('DELETE', path, mine)).body).toMatchObject({ refused: 'unknown-entry' });
    expect(await people.watchList.list('small')).toEqual([]);
  });

  test('is for managers of this hall and for tokens, for nobody else', async () => {
    const world = await worldOf({ configuration: configuration() });
    const { get, post, hall, people } = world;
    const clerk = { token: null, headers: (await signedIn(world, 'clerk')).headers };
    const stranger = { token: null, headers: (await signedIn(world, 'manager', 'other')).headers };
    for (const path of [`${hall}/watch-list`, `${hall}/flags`]) {
      expect((await get(path, { token: null })).body.refused).toBe('not-signed-in');
      expect((await get(path, clerk)).body.refused).toBe('not-permitted');
      expect((await get(path, stranger)).body.refused).toBe('not-signed-in');
      expect((await get(path, { token: 'jh_not-one-of-ours' })).body.refused).toBe('unknown-token');
      const { secret } = await people.tokens.make('elsewhere', 'other');
      expect((await get(path, { token: secret })).body.refused).toBe('token-of-another-hall');
    }
    const manager = await signedIn(world, 'manager');
    const foreign = { ...manager.headers, Origin: 'https://evil.example' };
    const body = { person: li, reason: 'other' };
    const asked = await post(`${hall}/watch-list`, body, { token: null, headers: foreign });
    expect(asked.body.refused).toBe('foreign-origin');
    expect(await people.watchList.list('small')).toEqual([]);
  });

  test('what does not fit is told by field', async () => {
    const { post, hall } = await worldOf({ configuration: configuration() });
    const fields = async (body: object) => (await post(`${hall}/watch-list`, body)).body.field;
    expect(await fields({ person: li })).toBe('reason');
    expect(await fields({ person: { ...li, number: '1' }, reason: 'other' })).toBe('person.number');
    expect(await fields({ person: li, reason: 'other', days: 181 })).toBe('days');
    expect(await fields({ person: li, reason: 'other', words: 'x'.repeat(201) })).toBe('words');
  });
});

describe('flags', () => {
  const flagsIn = async ({ get, hall }: World) => (await get(`${hall}/flags`)).body.flags;
  const cancel = ({ post, hall }: World, id: string) =>
    post(`${hall}/tickets/${id}/cancel`, { reason: 'left' });

  test('a person of the watch list takes a number as anybody does, and it is shown', async () => {
    const world = await worldOf({ configuration: configuration() });
    const { take, post, hall } = world;
    const wish = { person: li, reason: 'sells-numbers' };
    await post(`${hall}/watch-list`, wish);
    const mine = { token: null, headers: (await signedIn(world, 'manager')).headers };
    const { waiting } = (await world.get(`${hall}/watch-list`)).body;
    await post(`${hall}/watch-list/wishes/${waiting[0].id}/agree`, {}, mine);
    const entry = (await world.people.watchList.list('small'))[0]?.id;
    await take('a', { person: zhao });
    expect(await flagsIn(world)).toEqual([]);
    const { id } = await take('a', { person: li });
    await take('a', { person: { kind: 'other', number: 'QQ000001' } });
    expect(await flagsIn(world)).toMatchObject([
      {
        ...{ why: 'watched', watched: entry, reason: 'sells-numbers' },
        tickets: [{ ticket: id, label: 'A002', status: 'waiting', service: 'a' }],
      },
    ]);
    world.clock.step(dayMs);
    expect(await flagsIn(world)).toEqual([]);
  });

  test('many numbers, many given up, many from one hand: each with its tickets, none is hindered', async () => {
    const world = await worldOf({ configuration: configuration() });
    const { take } = world;
    const ids: string[] = [];
    const again = async () => {
      const { id } = await take('a', { person: li });
      ids.push(id);
      await cancel(world, id);
    };
    await again();
    await again();
    expect(await flagsIn(world)).toEqual([]);
    await again();
    expect(await flagsIn(world)).toMatchObject([{ why: 'many-given-up' }]);
    await again();
    const flagged = await flagsIn(world);
    expect(flagged.map(({ why }: { why: string }) => why)).toEqual(['many-given-up', 'one-hand']);
    expect(flagged[1].origin.kind).toBe('token');
    await again();
    const [first] = await flagsIn(world);
    expect(first).toMatchObject({ why: 'many-numbers' });
    const told = first.tickets.map(({ ticket }: { ticket: string }) => ticket);
    expect(told).toEqual(ids);
    expect(JSON.stringify(await flagsIn(world))).not.toMatch(/visitor|1990/);
    expect(await take('a', { person: li })).toMatchObject({ label: 'A006' });
  });

  test('numbers without a person are never flagged', async () => {
    const world = await worldOf({ configuration: configuration() });
    for (let taken = 0; taken < 8; taken += 1) await cancel(world, (await world.take('b')).id);
    expect(await flagsIn(world)).toEqual([]);
  });
});
