/**
 * A call for help over the sockets: asked at a kiosk, seen there and at every console, taken up and
 * ended by who is signed in.
 */
import { expect, it } from 'vitest';
import { noFacts } from '../../../core/views/facts.ts';
import type { HelpReply } from '../../../core/wire/help.ts';
import { type HubOf, hubOf, type PeerEnd } from './rig.ts';

const say = (peer: PeerEnd, event: string, message: unknown = {}) =>
  peer.ask<HelpReply>(event, message);
const idOf = (reply: HelpReply): string => ('ok' in reply ? reply.call : '');

/** What the house's facts say once they have been read again. */
async function tell({ facts, helpCalls, clock, keeper }: HubOf): Promise<void> {
  clock.step(100);
  facts.say({ ...noFacts, helpCalls: await helpCalls.open(keeper.hall) });
}

it('is seen at its kiosk and on the consoles, and every step of it', async () => {
  const hub = await hubOf();
  const kiosk = await hub.join('kiosk', 'kiosk=door');
  const wang = await hub.join('counter', 'clerk=wang', { counter: '1' });
  expect(kiosk.first.view).toMatchObject({ help: 'none' });
  const asked = await say(kiosk.peer, 'call-help');
  expect(asked).toEqual({ ok: true, call: expect.stringMatching(/^[\w-]{16}$/) });
  expect(await say(kiosk.peer, 'call-help')).toEqual(asked);
  await tell(hub);
  expect((await kiosk.peer.next()).view).toMatchObject({ help: 'asked' });
  const call = { id: idOf(asked), kiosk: 'door', at: hub.clock.now() - 100, state: 'asked' };
  expect((await wang.peer.next()).view).toMatchObject({ helpCalls: [call] });
  const message = { call: idOf(asked) };
  expect(await say(wang.peer, 'accept-help', message)).toEqual(asked);
  await tell(hub);
  expect((await kiosk.peer.next()).view).toMatchObject({ help: 'accepted' });
  const chen = await hub.join('counter', 'clerk=chen', { counter: '2' });
  expect(await say(chen.peer, 'accept-help', message)).toEqual({ refused: 'help-taken' });
  expect(await say(wang.peer, 'finish-help', message)).toEqual(asked);
  expect(await say(wang.peer, 'finish-help', message)).toEqual(asked);
  await tell(hub);
  expect((await kiosk.peer.next()).view).toMatchObject({ help: 'none' });
  const row = await hub.house.db.selectFrom('help_calls').selectAll().executeTakeFirst();
  expect(row).toMatchObject({ accepted_by: 'wang', finished_by: 'wang', state: 'done' });
});

it('each may do only what is its own', async () => {
  const hub = await hubOf();
  const { peer: kiosk } = await hub.join('kiosk', 'kiosk=door');
  const { peer: wang } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  const { peer: display } = await hub.join('display');
  const call = { call: idOf(await say(kiosk, 'call-help')) };
  const no = { refused: 'not-allowed' };
  expect(await say(wang, 'call-help')).toEqual(no);
  for (const peer of [kiosk, display, hub.connect()]) {
    expect(await say(peer, 'accept-help', call)).toEqual(no);
    expect(await say(peer, 'finish-help', call)).toEqual(no);
  }
  expect(await say(display, 'call-help')).toEqual(no);
  hub.doors.revoked.add('kiosk=door').add('clerk=wang');
  expect(await say(kiosk, 'call-help')).toEqual(no);
  expect(await say(wang, 'accept-help', call)).toEqual(no);
});

it('what does not fit, or is not there, is said by name', async () => {
  const hub = await hubOf();
  const { peer: kiosk } = await hub.join('kiosk', 'kiosk=door');
  const { peer: wang } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  expect(await say(kiosk, 'call-help', { kiosk: 'other' })).toMatchObject({ refused: 'bad-input' });
  const bad = await say(wang, 'accept-help', { call: 'no' });
  expect(bad).toMatchObject({ refused: 'bad-input', field: 'call' });
  const gone = { refused: 'unknown-call' };
  expect(await say(wang, 'accept-help', { call: 'no-such-call' })).toEqual(gone);
  await hub.house.close();
  expect(await say(kiosk, 'call-help')).toEqual({ failed: 'unavailable' });
  expect(await say(wang, 'accept-help', { call: 'no-such-call' })).toEqual({
    failed: 'unavailable',
  });
});
