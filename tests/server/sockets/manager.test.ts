/**
 * What the live page may do over its socket: a manager turns a counter and changes a ticket's class in
 * their own name, once however often it is asked; and nobody else does.
 */
import { expect, it } from 'vitest';
import { staffId } from '../../../core/hall/ids.ts';
import { noFacts } from '../../../core/views/facts.ts';
import type { HelpReply } from '../../../core/wire/help.ts';
import type { Reply } from '../../../core/wire/messages.ts';
import { managerAct } from '../../../server/sockets/manager.ts';
import { boss, kiosk } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { hubOf } from './rig.ts';

const turn = { type: 'set-services', counter: '1', services: ['b'], reason: 'rush' };

it('turns a counter in the manager’s name, once for each request', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('manager', 'manager=boss');
  const asked = { requestId: 'turn-1', command: turn };
  const done = await peer.ask<Reply>('command', asked);
  expect(done).toMatchObject({ ok: true });
  expect(await peer.ask<Reply>('command', asked)).toEqual(done);
  const tide = await hub.keeper.look((hall) => hall.counters.get('1' as never)?.tide);
  expect(tide).toMatchObject({ services: ['b'], because: { rule: 'by-hand', reason: 'rush' } });
});

it('changes the class of who waits, with its reason, and says the rules’ no', async () => {
  const hub = await hubOf();
  await hub.ask(boss.opens(smallHall({ version: 'v2' })));
  await hub.ask(kiosk.takes('a'));
  const ticket = await hub.keeper.look((hall) => [...hall.tickets.keys()][0]);
  const { peer } = await hub.join('manager', 'manager=boss');
  const to = (id: string, more: object) => ({
    requestId: id,
    command: { type: 'change-class', ticket, ...more },
  });
  const wrong = to('class-1', { class: 'none', reason: 'old' });
  expect(await peer.ask<Reply>('command', wrong)).toMatchObject({ refused: 'unknown-reason' });
  expect(await peer.ask<Reply>('command', to('class-2', { class: 'priority' }))).toMatchObject({
    refused: 'bad-input',
    field: 'command.reason',
  });
});

it('pauses a service and resumes it', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('manager', 'manager=boss');
  const pause = { type: 'pause-service', service: 'a', reason: 'rush' };
  const ask = (requestId: string, command: object) =>
    peer.ask<Reply>('command', { requestId, command });
  expect(await ask('pause-1', pause)).toMatchObject({ ok: true });
  const open = () => hub.keeper.look((hall) => hall.services.get('a' as never)?.open);
  expect(await open()).toBe(false);
  expect(await ask('resume-1', { type: 'resume-service', service: 'a' })).toMatchObject({
    ok: true,
  });
  expect(await open()).toBe(true);
});

it('each act, also a refused one, stands in the audit', async () => {
  const hub = await hubOf();
  const notes: unknown[] = [];
  const audit = { note: async (note: unknown) => void notes.push(note) };
  const boss = { id: staffId('boss'), role: 'manager' } as const;
  const ask = (requestId: string, command: object) =>
    managerAct(boss, { requestId, command }, { keeper: hub.keeper, audit });
  await ask('turn-1', turn);
  await ask('turn-2', { ...turn, reason: 'none' });
  await ask('pause-1', { type: 'pause-service', service: 'a', reason: 'rush' });
  const by = { actor: 'manager:boss', from: '' };
  expect(notes).toEqual([
    { ...by, act: 'set-services', subject: 'counter=1', outcome: 'done' },
    { ...by, act: 'set-services', subject: 'counter=1', outcome: 'unknown-reason' },
    { ...by, act: 'pause-service', subject: 'service=a', outcome: 'done' },
  ]);
});

it('is for managers who are still signed in', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('manager', 'manager=boss');
  const { peer: display } = await hub.join('display');
  const asked = { requestId: 'turn-1', command: turn };
  expect(await display.ask<Reply>('command', asked)).toEqual({ refused: 'not-allowed' });
  // What belongs to a counter's console is not asked here.
  const next = { requestId: 'next-1', command: { type: 'call-next', counter: '1' } };
  expect(await peer.ask<Reply>('command', next)).toMatchObject({ refused: 'bad-input' });
  hub.doors.revoked.add('manager=boss');
  expect(await peer.ask<Reply>('command', asked)).toEqual({ refused: 'not-allowed' });
});

it('takes a call for help up', async () => {
  const hub = await hubOf();
  const call = await hub.helpCalls.call(hub.keeper.hall, 'door');
  hub.facts.say({ ...noFacts, helpCalls: await hub.helpCalls.open(hub.keeper.hall) });
  const { peer, first } = await hub.join('manager', 'manager=boss');
  expect(first.view).toMatchObject({ helpCalls: [{ id: call, state: 'asked' }] });
  expect(await peer.ask<HelpReply>('accept-help', { call })).toEqual({ ok: true, call });
});
