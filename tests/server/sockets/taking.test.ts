/**
 * Numbers bound to a person, and numbers that staff take for somebody else, over real sockets: one
 * person has one waiting number of a service, the document's number is kept nowhere, and nobody
 * chooses for oneself what only staff may give.
 */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { itemId, needId, type TicketId } from '../../../core/hall/ids.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { settled } from '../hall/rig.ts';
import { type HubOf, hubOf } from './rig.ts';

const texts = (text: string) => ({ 'zh-Hans': text, en: text });
/** Two made-up residents; the check character of the second is X. */
const li = { kind: 'id-card', number: '11010119900307563X' };
const zhao = { kind: 'other', number: 'E12345678' };

const hall = () =>
  smallHall({
    services: [
      service('a', 'A', true, {
        realName: 'required',
        items: [
          { id: itemId('permit'), name: texts('permit') },
          { id: itemId('seal'), name: texts('seal') },
        ],
      }),
      service('b', 'B', true, { realName: 'optional' }),
      service('c', 'C'),
      service('d', 'D', false),
    ],
    classes: [
      ticketClass('ordinary', 'ordinary'),
      ticketClass('care', 'priority', { base: 10, atKiosk: true }),
      ticketClass('soldier', 'priority', { base: 10 }),
      ticketClass('green', 'green'),
    ],
    needs: [{ id: needId('low-counter'), name: texts('low counter') }],
  });

const take = (requestId: string, of: string, more: object = {}) => ({
  requestId,
  command: { type: 'issue-ticket', service: of, ...more },
});
const asked = (requestId: string, type: string, more: object = {}) => ({
  requestId,
  command: { type, ...more },
});
const ticketsOf = ({ keeper }: HubOf) => keeper.look(({ tickets }) => [...tickets.values()]);
const ticketIn = (reply: object): TicketId => (reply as { ticket: TicketId }).ticket;

describe('a kiosk takes a number for a person', () => {
  it('FAIR-1, FAIR-2 with a document where the service wants one, in whatever spelling', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const without = await peer.command(take('1', 'a'));
    expect(without).toEqual({ refused: 'identity-needed', service: 'a' });
    const first = await peer.command(take('2', 'a', { person: li }));
    expect(first).toMatchObject({ ok: true, label: 'A001' });
    const wide = { kind: 'id-card', number: ' 110101 19900307 563\uff58' };
    expect(await peer.command(take('3', 'a', { person: wide }))).toEqual({
      ...{ refused: 'already-waiting', status: 'waiting', label: 'A001' },
      ticket: ticketIn(first),
    });
    const asOther = { kind: 'other', number: li.number };
    const same = await peer.command(take('4', 'a', { person: asOther }));
    expect(same).toMatchObject({ refused: 'already-waiting' });
    expect(await peer.command(take('5', 'a', { person: zhao }))).toMatchObject({ label: 'A002' });
    expect(await peer.command(take('6', 'b', { person: li }))).toMatchObject({ label: 'B001' });
    expect(await peer.command(take('7', 'b'))).toMatchObject({ label: 'B002' });
  });

  it('the same wish again is the same ticket, not a second one', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const wish = take('tap', 'a', { person: li });
    const first = await peer.command(wish);
    expect(await peer.command(wish)).toEqual(first);
    expect(await ticketsOf(hub)).toHaveLength(1);
  });

  it('FAIR-1 a service that binds no numbers to persons forgets who it was at once', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    for (const tap of ['1', '2']) {
      expect(await peer.command(take(tap, 'c', { person: li }))).toMatchObject({ ok: true });
    }
    expect((await ticketsOf(hub)).map(({ visitor }) => visitor)).toEqual([null, null]);
  });

  it('the number of the document stands nowhere: not in the log, the tables, or a complaint', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    await hub.watchList.add(hub.keeper.hall, hub.visitors.always({ ...li, kind: 'id-card' }), {
      ...{ reason: 'other', words: '', days: 1, by: 'manager:boss' },
    });
    await peer.command(take('1', 'a', { person: li }));
    await peer.command(take('2', 'a', { person: { ...zhao, number: 'bad number!' } }));
    hub.doors.away = true;
    await peer.command(take('3', 'a', { person: zhao }));
    await settled();
    const log = JSON.stringify(await hub.log.read('hall:small', 0));
    const files = await readdir(hub.folder);
    const tables = await Promise.all(files.map((file) => readFile(`${hub.folder}/${file}`)));
    const all = [log, ...tables.map(String), ...hub.complaints].join('\n');
    for (const { number } of [li, zhao]) {
      expect(all).not.toContain(number);
      expect(all).not.toContain(number.slice(0, 8));
    }
  });

  const wrong: readonly [string, unknown, string, RegExp][] = [
    ['check', { ...li, number: '110101199003075631' }, 'person.number', /resident identity/],
    ['date', { ...li, number: '110101199002307566' }, 'person.number', /resident identity/],
    ['length', { ...li, number: '110101900307563' }, 'person.number', /resident identity/],
    ['short', { ...zhao, number: 'E123' }, 'person.number', /5-20/],
    ['letters', { ...zhao, number: 'E-12345_78' }, 'person.number', /5-20/],
    ['kind', { kind: 'name', number: 'E12345678' }, 'person.kind', /./],
    ['hash', 'qwertyuiopasdfgh', 'person', /object/],
  ];
  for (const [what, person, field, rule] of wrong) {
    it(`a wrong ${what} is refused with field and rule, without the number`, async () => {
      const hub = await hubOf(hall());
      const { peer } = await hub.join('kiosk', 'kiosk=door');
      const reply = await peer.command(take('1', 'a', { person }));
      expect(reply).toMatchObject({ refused: 'bad-input', field: `command.${field}` });
      expect('rule' in reply && reply.rule).toMatch(rule);
      expect(JSON.stringify(reply)).not.toContain('1990');
    });
  }

  it('chooses class, needs and items; not a class of staff, not its own hash', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const more = { class: 'care', needs: ['low-counter'], items: ['seal'], person: li };
    expect(await peer.command(take('1', 'a', more))).toMatchObject({ ok: true });
    expect(await ticketsOf(hub)).toMatchObject([
      { class: 'care', needs: ['low-counter'], assisted: false, steps: [{ items: ['seal'] }] },
    ]);
    const no = { refused: 'class-by-staff', class: 'soldier' };
    expect(await peer.command(take('2', 'b', { class: 'soldier' }))).toEqual(no);
    for (const mine of [{ visitor: 'x' }, { assisted: true }, { reason: 'frail' }]) {
      expect(await peer.command(take('3', 'b', mine))).toMatchObject({ refused: 'bad-input' });
    }
  });
});

describe('a console takes a number for somebody', () => {
  it('with class, reason, needs and items, marked as assisted, the slip at a kiosk', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    const more = {
      ...{ class: 'green', reason: 'frail', needs: ['low-counter'], items: ['permit'] },
      ...{ person: li, assisted: true, kiosk: 'door', language: 'en' },
    };
    const reply = await peer.command(take('1', 'a', more));
    expect(reply).toMatchObject({ ok: true, label: 'A001' });
    expect(await ticketsOf(hub)).toMatchObject([
      { class: 'green', assisted: true, origin: { kind: 'clerk', id: 'wang' }, language: 'en' },
    ]);
    expect(hub.printing.orders).toEqual([{ kiosk: 'door', label: 'A001' }]);
    const again = await peer.command(take('2', 'a', { person: li }));
    expect(again).toMatchObject({ refused: 'already-waiting', ticket: ticketIn(reply) });
    expect(await peer.command(take('3', 'b', { class: 'green' }))).toEqual({
      ...{ refused: 'reason-needed', class: 'green' },
    });
    expect(await peer.command(take('4', 'b'))).toMatchObject({ ok: true, label: 'B001' });
    expect(hub.printing.orders).toHaveLength(1);
  });

  it('gives a ticket another class; only a manager changes what a counter serves', async () => {
    const hub = await hubOf(hall());
    const clerk = (await hub.join('counter', 'clerk=wang', { counter: '1' })).peer;
    const manager = (await hub.join('counter', 'manager=boss', { counter: '1' })).peer;
    const taken = await clerk.command(take('1', 'b'));
    const other = { ticket: ticketIn(taken), class: 'soldier', reason: 'frail' };
    expect(await clerk.command(asked('2', 'change-class', other))).toMatchObject({ ok: true });
    expect(await ticketsOf(hub)).toMatchObject([{ class: 'soldier' }]);
    const turn = { services: ['c'], reason: 'rush' };
    expect(await clerk.command(asked('3', 'set-services', turn))).toEqual({
      refused: 'only-managers',
    });
    expect(await manager.command(asked('4', 'set-services', turn))).toMatchObject({ ok: true });
    const tides = await hub.keeper.look(({ counters }) => [...counters.values()][0]?.tide);
    expect(tides).toMatchObject({ services: ['c'], because: { rule: 'by-hand', reason: 'rush' } });
  });

  it('ITEM-2 finishes with what became of each item', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    await peer.command(take('1', 'a', { person: li, items: ['permit', 'seal'] }));
    await peer.command(asked('2', 'sign-in'));
    await peer.command(asked('3', 'call-next', { after: null }));
    const items = [{ item: 'seal', outcome: 'to-supplement' }];
    const finished = await peer.command(asked('4', 'finish', { outcome: 'done', items }));
    expect(finished).toMatchObject({ ok: true });
    expect(await ticketsOf(hub)).toMatchObject([
      { status: 'finished', steps: [{ outcome: 'done', itemOutcomes: items }] },
    ]);
  });
});

describe('while the tables are away', () => {
  it('who takes a number without a name does not notice', async () => {
    const hub = await hubOf(hall());
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    await hub.house.close();
    expect(await peer.command(take('1', 'b'))).toMatchObject({ ok: true });
    expect(await peer.command(take('2', 'b', { person: li }))).toEqual({ failed: 'unavailable' });
  });
});
