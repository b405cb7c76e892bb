/**
 * Who comes in by socket: each peer gets its seat and the whole state, and whoever gets none is told
 * why by name.
 */
import { describe, expect, it } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { displayView } from '../../../core/views/display.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import { boss, kiosk } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { FaultyLog } from '../hall/faulty-log.ts';
import { keeperOn, settled } from '../hall/rig.ts';
import { type HubOf, hubOf, links } from './rig.ts';

/** Takes a number as a kiosk does, with the link that its slip will bear. */
async function taken({ keeper }: Pick<HubOf, 'keeper'>, id = 'ticket-of-a-visitor') {
  const secret = links.secretOf(ticketId(id));
  const step = kiosk.takes('a', links.hashOf(secret));
  if (!('command' in step)) throw new Error('a command');
  await keeper.submit({ ...step, requestId: id, id });
  return secret;
}

describe('a hello', () => {
  it('of a display gets the whole state at once, with names', async () => {
    const hub = await hubOf();
    await taken(hub);
    const { first } = await hub.join('display');
    expect(first).toMatchObject({ seq: 2, rev: 0, now: hub.clock.now() });
    const view = await hub.keeper.look((hall) => displayView(hall));
    expect(first.view).toEqual(JSON.parse(JSON.stringify(view)));
    expect(first.names?.version).toBe('v1');
  });

  it('of a kiosk with its key gets its own place', async () => {
    const hub = await hubOf();
    const { first } = await hub.join('kiosk', 'kiosk=door');
    expect(first.view).toMatchObject({ kiosk: 'door' });
  });

  it('of a console with a sign-in gets its counter', async () => {
    const hub = await hubOf();
    const { first } = await hub.join('counter', 'clerk=wang', { counter: '2' });
    expect(first.view).toMatchObject({ counter: { id: '2' } });
  });

  it('of those who run the hall, with that right, gets the hall live', async () => {
    const hub = await hubOf();
    await taken(hub);
    const { first } = await hub.join('manager', 'manager=boss');
    expect(first.view).toMatchObject({ open: true, waiting: 1, taken: 1 });
  });

  it('of a phone with the link on its slip gets its ticket', async () => {
    const hub = await hubOf();
    const link = await taken(hub);
    const { first } = await hub.join('phone', undefined, { link });
    expect(first.view).toMatchObject({ id: 'ticket-of-a-visitor', label: 'A001', ahead: 0 });
  });

  it('gets names only when it lacks them', async () => {
    const hub = await hubOf();
    expect((await hub.join('display', undefined, { names: 'v1' })).first).not.toHaveProperty(
      'names',
    );
    expect((await hub.join('display', undefined, { names: 'v0' })).first).toHaveProperty('names');
    const { peer } = await hub.join('display', undefined, { names: 'v1' });
    await hub.ask(boss.opens(smallHall({ version: 'v2' })));
    expect((await peer.next()).names?.version).toBe('v2');
    await hub.ask(kiosk.takes('a'));
    await settled();
    hub.clock.step(100);
    expect(await peer.next()).not.toHaveProperty('names');
  });
});

describe('a hello is refused', () => {
  const cases: readonly [string, string, string | undefined, object][] = [
    ['reload', 'an old page', undefined, { peer: 'display', protocol: protocol - 1 }],
    ['reload', 'a page of a newer hub', undefined, { peer: 'display', protocol: protocol + 1 }],
    ['not-enrolled', 'a kiosk without a key', undefined, { peer: 'kiosk' }],
    ['not-enrolled', 'a kiosk with a sign-in', 'clerk=wang', { peer: 'kiosk' }],
    ['unknown-kiosk', 'a kiosk that the hall no longer has', 'kiosk=gone', { peer: 'kiosk' }],
    ['not-signed-in', 'a console', undefined, { peer: 'counter', counter: '1' }],
    ['not-signed-in', 'a console with a key', 'kiosk=door', { peer: 'counter', counter: '1' }],
    ['not-signed-in', 'who would see all of the hall', undefined, { peer: 'manager' }],
    ['not-signed-in', 'a clerk who would', 'clerk=wang', { peer: 'manager' }],
    ['unknown-counter', 'a console', 'clerk=wang', { peer: 'counter', counter: '9' }],
    ['unknown-counter', 'a console of nowhere', 'clerk=wang', { peer: 'counter' }],
    ['unknown-link', 'a phone', undefined, { peer: 'phone', link: 'A'.repeat(22) }],
    ['unknown-link', 'a phone without a link', undefined, { peer: 'phone' }],
    ['bad-hello', 'a peer of no kind', undefined, { peer: 'fridge' }],
    ['bad-hello', 'too many fields', undefined, { peer: 'display', admin: true }],
    ['bad-hello', 'a wrong field', undefined, { peer: 'display', seq: '0' }],
  ];
  for (const [refused, who, cookies, wish] of cases) {
    it(`\`${refused}\`: ${who} (${JSON.stringify(wish)})`, async () => {
      const hub = await hubOf();
      const peer = hub.connect(cookies);
      expect(await peer.hello(wish)).toEqual({ refused });
      expect(hub.sockets.count()).toBe(0);
      expect(peer.states).toEqual([]);
    });
  }

  for (const message of [undefined, null, 'hello', 7, [], [['display']]]) {
    it(`\`bad-hello\`: ${JSON.stringify(message)}`, async () => {
      const peer = (await hubOf()).connect();
      expect(await peer.ask('hello', message)).toEqual({ refused: 'bad-hello' });
    });
  }

  it('with `unavailable` while the log or the tables are away, and not for ever', async () => {
    const hub = await hubOf();
    const peer = hub.connect('kiosk=door');
    hub.doors.away = true;
    expect(await peer.hello({ peer: 'kiosk' })).toEqual({ failed: 'unavailable' });
    hub.doors.away = false;
    hub.log.fates.push('unavailable');
    await hub.ask(kiosk.takes('a'));
    expect(await peer.hello({ peer: 'kiosk' })).toEqual({ failed: 'unavailable' });
    const back = hub.told(null);
    await hub.clock.armed(100);
    hub.clock.step(100);
    await back;
    expect(await peer.hello({ peer: 'kiosk' })).toEqual({ ok: true });
  });
});

describe('with two hubs', () => {
  it('a peer that has seen more than this hub is not shown the past', async () => {
    const hub = await hubOf();
    hub.log.deaf = true;
    const other = keeperOn(new FaultyLog(hub.store), { clock: hub.clock, seed: 'other' });
    await other.ask(kiosk.takes('a'));
    await settled();
    expect(await hub.keeper.look(({ seq }) => seq)).toBe(1);
    const { first } = await hub.join('display', undefined, { seq: 2 });
    expect(first.seq).toBe(2);
  });

  it('a ticket that another gave a moment ago is no unknown link', async () => {
    const hub = await hubOf();
    hub.log.deaf = true;
    const other = keeperOn(new FaultyLog(hub.store), { clock: hub.clock, seed: 'other' });
    const link = await taken(other);
    const { first } = await hub.join('phone', undefined, { link });
    expect(first.view).toMatchObject({ label: 'A001' });
  });
});

describe('a seat', () => {
  it('is changed by a second hello: the old room is left', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1', names: 'v1' });
    expect(await peer.hello({ peer: 'counter', counter: '3', names: 'v1' })).toEqual({ ok: true });
    expect((await peer.next()).view).toMatchObject({ counter: { id: '3' } });
    expect(hub.sockets.count()).toBe(1);
    await hub.ask(kiosk.takes('c'));
    expect((await peer.next()).view).toMatchObject({ counter: { id: '3' } });
    await peer.heard();
    expect(peer.states).toEqual([]);
  });

  it('is kept when a second hello is refused', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('display');
    expect(await peer.hello({ peer: 'kiosk' })).toEqual({ refused: 'not-enrolled' });
    await hub.ask(kiosk.takes('a'));
    expect((await peer.next()).seq).toBe(2);
  });

  it('two hellos in one breath are one seat', async () => {
    const hub = await hubOf();
    const peer = hub.connect();
    await Promise.all([peer.hello({ peer: 'display' }), peer.hello({ peer: 'display' })]);
    expect(hub.sockets.count()).toBe(1);
  });

  it('is free again when its peer has gone', async () => {
    const hub = await hubOf();
    const peers = await Promise.all(Array.from({ length: 50 }, () => hub.join('display')));
    expect(hub.sockets.count()).toBe(50);
    for (const { peer } of peers) peer.socket.disconnect();
    const { peer } = await hub.join('display');
    while (hub.sockets.count() > 1) await settled();
    await hub.ask(kiosk.takes('a'));
    expect((await peer.next()).seq).toBe(2);
  });
});
