/**
 * The bounds of a connection: who may open one, how much may be said on it, how long it may stay
 * silent, and what the pulse promises.
 */
import { describe, expect, it } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { Allowance } from '../../../server/sockets/allowance.ts';
import { kiosk } from '../../core/hall.ts';
import { settled } from '../hall/rig.ts';
import { HubClock } from '../http/clock.ts';
import { hubOf, links, type PeerEnd } from './rig.ts';

/** Whether the connection came about. */
const comesIn = ({ socket }: PeerEnd): Promise<boolean> =>
  new Promise((answer) => {
    socket.once('connect', () => answer(true));
    socket.once('connect_error', () => answer(false));
  });

describe('a connection', () => {
  it('from a page of somebody else is refused', async () => {
    const hub = await hubOf();
    const evil = { origin: 'http://evil.example' };
    expect(await comesIn(hub.connect(undefined, evil))).toBe(false);
    expect(await comesIn(hub.connect('clerk=wang', evil))).toBe(false);
    expect(await comesIn(hub.connect(undefined, { 'sec-fetch-site': 'cross-site' }))).toBe(false);
    expect(await comesIn(hub.connect(undefined, { origin: 'null' }))).toBe(false);
  });

  it('from our own page, or from a program, is let in', async () => {
    const hub = await hubOf();
    const own = hub.connect();
    expect(await comesIn(own)).toBe(true);
    const { hostname, port } = new URL(
      `http://${own.socket.io.opts.hostname}:${own.socket.io.opts.port}`,
    );
    const origin = { origin: `http://${hostname}:${port}` };
    expect(await comesIn(hub.connect(undefined, origin))).toBe(true);
  });

  it('that says no hello within 10 s is ended; one that did stays', async () => {
    const hub = await hubOf();
    const silent = hub.connect();
    await comesIn(silent);
    const refused = hub.connect();
    expect(await refused.hello({ peer: 'kiosk' })).toEqual({ refused: 'not-enrolled' });
    const { peer } = await hub.join('display');
    hub.clock.step(9_999);
    await peer.heard();
    expect([silent.socket.connected, refused.socket.connected]).toEqual([true, true]);
    hub.clock.step(1);
    await Promise.all([silent.putOut, refused.putOut]);
    await peer.heard();
    expect(peer.socket.connected).toBe(true);
  });

  it('that says too much at once is ended, and the others are not', async () => {
    const hub = await hubOf();
    const { peer: loud } = await hub.join('display');
    const { peer: calm } = await hub.join('display');
    for (let said = 0; said < 11; said += 1) loud.socket.emit('command', {});
    await loud.putOut;
    await hub.ask(kiosk.takes('a'));
    expect((await calm.next()).seq).toBe(2);
    while (hub.sockets.count() > 1) await settled();
  });

  it('of a kiosk may say more', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        peer.command({
          requestId: `tap${index}`,
          command: { type: 'issue-ticket', service: 'a' },
        }),
      ),
    );
    expect(replies.every((reply) => 'ok' in reply)).toBe(true);
    for (let said = 0; said < 500; said += 1) peer.socket.emit('command', {});
    await peer.putOut;
  });

  it('with a message over 16 kB is ended, and nothing of it is read', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    peer.socket.emit('command', { requestId: 'x'.repeat(17_000) });
    await peer.putOut;
    while (hub.sockets.count() > 0) await settled();
    const { peer: calm } = await hub.join('display');
    expect(calm.socket.connected).toBe(true);
  });

  it('that asks for no answer, or sends what no page sends, harms nobody', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('kiosk', 'kiosk=door');
    peer.socket.emit('command');
    peer.socket.emit('command', { requestId: 'x' }, 'no function');
    peer.socket.emit('nothing-we-know', {});
    peer.socket.emit('hello', () => {});
    peer.socket.emit('reprint', Buffer.from('bytes'));
    await peer.heard();
    expect(peer.socket.connected).toBe(true);
  });

  it('is ended with its ticket: a phone of yesterday is put out and told why', async () => {
    const hub = await hubOf();
    const door = await hub.join('kiosk', 'kiosk=door');
    const command = { type: 'issue-ticket', service: 'a' };
    const taken = await door.peer.command({ requestId: 'tap', command });
    const link = links.secretOf(ticketId('ok' in taken ? (taken.ticket ?? '') : ''));
    const { peer } = await hub.join('phone', undefined, { link });
    await hub.pass(15 * 3_600_000);
    await peer.putOut;
    const again = hub.connect();
    expect(await again.hello({ peer: 'phone', link })).toEqual({ refused: 'unknown-link' });
  });
});

describe('the pulse', () => {
  it('comes every 3 s to whoever has a seat, with where the hall stands', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('display');
    const stranger = hub.connect();
    await comesIn(stranger);
    await hub.ask(kiosk.takes('a'));
    hub.clock.step(3_000);
    expect(await peer.nextPulse()).toEqual({ seq: 2, rev: 0, now: hub.clock.now() });
    await settled();
    hub.clock.step(3_000);
    expect(await peer.nextPulse()).toMatchObject({ now: hub.clock.now() });
    await stranger.heard();
    expect(stranger.pulses).toEqual([]);
  });

  it('does not come while the log does not confirm, and comes again by itself', async () => {
    const hub = await hubOf();
    const { peer } = await hub.join('display');
    hub.log.away = true;
    for (let beats = 1; beats <= 3; beats += 1) {
      hub.clock.step(3_000);
      await hub.clock.armed(3_000);
      await settled();
    }
    await peer.heard();
    expect(peer.pulses).toEqual([]);
    expect(hub.complaints).toContain('no pulse: the log does not answer');
    hub.log.away = false;
    hub.clock.step(3_000);
    expect(await peer.nextPulse()).toMatchObject({ seq: 1 });
  });
});

describe('an allowance', () => {
  it('refills as time goes by, never over its size', () => {
    const clock = new HubClock();
    const allowance = new Allowance(clock, 10);
    const take = (count: number) =>
      Array.from({ length: count }, () => allowance.take()).filter(Boolean).length;
    expect(take(20)).toBe(10);
    clock.step(100);
    expect(take(5)).toBe(1);
    clock.step(60_000);
    expect(take(50)).toBe(10);
  });
});

it('closing ends every connection', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('display');
  await hub.sockets.close();
  await peer.putOut;
  await hub.ask(kiosk.takes('a'));
  expect(peer.states).toEqual([]);
});
