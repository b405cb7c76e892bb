/**
 * What peers may ask over their sockets, and what comes of it: at once on the screens, in nobody
 * else's name, and never more than a peer's kind may.
 */
import { describe, expect, it } from 'vitest';
import { kioskId, label, ticketId } from '../../../core/hall/ids.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { settled } from '../hall/rig.ts';
import { hubOf, links } from './rig.ts';

const issue = (requestId: string, more: object = {}) => ({
  requestId,
  command: { type: 'issue-ticket', service: 'a', language: 'en', ...more },
});
const act = (requestId: string, type: string, more: object = {}) => ({
  requestId,
  command: { type, ...more },
});

describe('a change', () => {
  it('reaches every screen that it concerns, at once and then together', async () => {
    const hub = await hubOf();
    const display = await hub.join('display');
    const console_ = await hub.join('counter', 'clerk=wang', { counter: '1' });
    for (let taken = 0; taken < 4; taken += 1) await hub.ask(kiosk.takes('a'));
    expect((await display.peer.next()).seq).toBe(2);
    expect((await console_.peer.next()).seq).toBe(2);
    await display.peer.heard();
    expect(display.peer.states).toEqual([]);
    hub.clock.step(100);
    const last = await display.peer.next();
    expect(last).toMatchObject({ seq: 5, now: hub.clock.now() });
    expect((await console_.peer.next()).seq).toBe(5);
  });

  it('of a house fact does so too, by its rev', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    hub.facts.say({
      ...noFacts,
      rev: 7,
      printers: new Map([[kioskId('door'), 'paper-out']]),
      prints: [],
    });
    expect(await peer.next()).toMatchObject({ rev: 7, view: { printer: 'paper-out' } });
    const job = { job: 'j', kiosk: kioskId('door'), ticket: ticketId('t'), label: label('A001') };
    const print = { ...job, because: 'issued', state: 'failed', reason: 'paper-out' } as const;
    await settled();
    hub.clock.step(100);
    hub.facts.say({ ...hub.facts.now, rev: 8, prints: [print] });
    expect(await peer.next()).toMatchObject({
      rev: 8,
      view: { prints: [{ state: 'failed' }] },
    });
  });

  it('of names or facts is not shown while the log is away, and is when it is back', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    hub.log.fates.push('unavailable');
    await hub.ask(kiosk.takes('a'));
    hub.facts.say({ ...noFacts, rev: 1, printers: new Map([[kioskId('door'), 'cover-open']]) });
    await peer.heard();
    expect(peer.states).toEqual([]);
    await hub.clock.armed(100);
    hub.clock.step(100);
    expect(await peer.next()).toMatchObject({
      rev: 1,
      view: { printer: 'cover-open' },
    });
  });
});

describe('a kiosk', () => {
  it('takes a number; its paper is ordered beside it, its link stands hashed in the log', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const reply = await peer.command(issue('tap'));
    expect(reply).toMatchObject({ ok: true, seq: 2, label: 'A001', ahead: 0 });
    expect(hub.printing.orders).toEqual([{ kiosk: 'door', label: 'A001' }]);
    const ticket = ticketId('ok' in reply ? (reply.ticket ?? '') : '');
    const hash = links.hashOf(links.secretOf(ticket));
    expect(await hub.keeper.look((hall) => hall.links.get(hash))).toBe(ticket);
    const [, row] = await hub.log.read('hall:small', 0);
    expect(JSON.stringify(row)).not.toContain(links.secretOf(ticket));
  });

  it('taps twice and gets one ticket', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const [one, two] = await Promise.all([peer.command(issue('tap')), peer.command(issue('tap'))]);
    expect(one).toEqual(two);
    expect(await peer.command(issue('tap'))).toEqual(one);
    expect(await hub.keeper.look(({ tickets }) => tickets.size)).toBe(1);
  });

  for (const answer of ['away', 'silent', 'no-printer'] as const) {
    it(`never waits for its paper (${answer})`, async () => {
      const hub = await hubOf();
      hub.printing.answer = answer;
      const { peer } = await hub.join('kiosk', 'kiosk=door');
      expect(await peer.command(issue('tap'))).toMatchObject({ ok: true, label: 'A001' });
    });
  }

  it('may do nothing but take numbers', async () => {
    const hub = await hubOf();
    await hub.ask(wang.signsIn('1'));
    await hub.ask(kiosk.takes('a'));
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    for (const type of ['call-next', 'sign-in', 'open-day', 'close-day', 'cancel', 'pass-time']) {
      expect(await peer.command(act(type, type))).toMatchObject({ refused: 'bad-input' });
    }
    const asManager = { ...issue('tap'), by: { kind: 'manager', id: 'boss' } };
    expect(await peer.command(asManager)).toMatchObject({ refused: 'bad-input' });
    const chosen = { ...issue('tap'), id: 'my-own-ticket' };
    expect(await peer.command(chosen)).toMatchObject({ refused: 'bad-input' });
    expect(await hub.keeper.look(({ seq }) => seq)).toBe(3);
  });

  it('whose key was revoked can do nothing from the next command on', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    await peer.command(issue('tap'));
    hub.doors.revoked.add('kiosk=door');
    expect(await peer.command(issue('more'))).toEqual({ refused: 'not-allowed' });
    const again = { requestId: 'again', ticket: 'ticket-of-a-visitor' };
    expect(await peer.ask('reprint', again)).toEqual({ refused: 'not-allowed' });
    expect(hub.printing.reprints).toEqual([]);
    expect(await hub.keeper.look(({ tickets }) => tickets.size)).toBe(1);
  });

  it('asks for its slip once more', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const wish = { requestId: 'again', ticket: 'ticket-of-a-visitor' };
    expect(await peer.ask('reprint', wish)).toMatchObject({ ok: true, ticket: wish.ticket });
    expect(hub.printing.reprints).toEqual([{ kiosk: 'door', ticket: wish.ticket }]);
    for (const answer of ['no-printer', 'reprinted-enough'] as const) {
      hub.printing.answer = answer;
      expect(await peer.ask('reprint', wish)).toEqual({ refused: answer });
    }
    hub.printing.answer = 'away';
    expect(await peer.ask('reprint', wish)).toEqual({ failed: 'unavailable' });
    expect(await peer.ask('reprint', { requestId: 'x' })).toMatchObject({ field: 'ticket' });
  });
});

describe('a console', () => {
  it("acts at its own counter, in the signed-in person's name", async () => {
    const hub = await hubOf();
    await hub.ask(kiosk.takes('a'));
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    expect(await peer.command(act('in', 'sign-in'))).toMatchObject({ ok: true });
    expect(await peer.command(act('call', 'call-next', { after: null }))).toMatchObject({
      ...{ ok: true, label: 'A001', counter: '1', because: { rule: 'oldest' } },
    });
    const rows = await hub.log.read('hall:small', 2);
    expect(rows.map(({ cmd }) => cmd)).toEqual(['clerk:wang:in', 'clerk:wang:call']);
    const named = { counter: '2' };
    expect(await peer.command(act('x', 'sign-in', named))).toMatchObject({ refused: 'bad-input' });
  });

  it('is answered with the rule when it may not', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    expect(await peer.command(act('c', 'call-next'))).toMatchObject({ refused: 'counter-closed' });
  });

  it('acts for whoever is signed in at that moment; after the sign-out for nobody', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    await peer.command(act('in', 'sign-in'));
    hub.doors.revoked.add('clerk=wang');
    expect(await peer.command(act('out', 'sign-out'))).toEqual({ refused: 'not-allowed' });
    expect(await peer.command(issue('tap'))).toEqual({ refused: 'not-allowed' });
  });

  it('asks for no reprints', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    const wish = { requestId: 'r', ticket: 'ticket-of-a-visitor' };
    expect(await peer.ask('reprint', wish)).toEqual({ refused: 'not-allowed' });
  });
});

describe('a command that does not fit its schema names field and rule', () => {
  const cases: readonly [unknown, string, RegExp][] = [
    [{}, 'requestId', /expected string/],
    [{ ...issue('tap'), requestId: 'two words' }, 'requestId', /1-64 of letters/],
    [issue('tap', { service: 'No Such!' }), 'command.service', /an id of the hall/],
    [issue('tap', { language: 'fr' }), 'command.language', /zh-Hans/],
    [issue('tap', { linkHash: 'mine' }), 'command', /linkHash/],
    [null, '', /object/],
    [[], '', /object/],
  ];
  for (const [message, field, rule] of cases) {
    it(JSON.stringify(message), async () => {
      const hub = await hubOf();
      const { peer } = await hub.join('kiosk', 'kiosk=door');
      const reply = await peer.command(message);
      expect(reply).toMatchObject({ refused: 'bad-input', field });
      expect('rule' in reply && reply.rule).toMatch(rule);
    });
  }
});

describe('whoever has no seat, or a public one', () => {
  it('can ask for nothing', async () => {
    const hub = await hubOf();
    const { peer: display } = await hub.join('display');
    for (const peer of [display, hub.connect(), hub.connect('kiosk=door')]) {
      expect(await peer.command(issue('tap'))).toEqual({ refused: 'not-allowed' });
      expect(await peer.ask('reprint', {})).toEqual({ refused: 'not-allowed' });
    }
    expect(await hub.keeper.look(({ seq }) => seq)).toBe(1);
  });
});

describe('while something is away', () => {
  it('a command is answered `unavailable`, and works again afterwards', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    hub.doors.away = true;
    expect(await peer.command(issue('tap'))).toEqual({ failed: 'unavailable' });
    hub.doors.away = false;
    hub.log.fates.push('full');
    expect(await peer.command(issue('tap'))).toEqual({ failed: 'unavailable' });
    const back = hub.told(null);
    await hub.clock.armed(100);
    hub.clock.step(100);
    await back;
    expect(await peer.command(issue('tap'))).toMatchObject({ label: 'A001' });
  });
});
