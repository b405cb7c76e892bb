/** What an asker is told, made from the deed's events alone. */
import { expect, test } from 'vitest';
import { answerOf } from '../../core/hall/answers.ts';
import { decide } from '../../core/hall/decide.ts';
import type { HallEvent } from '../../core/hall/events.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import type { Hall } from '../../core/hall/state.ts';
import { chen, dump, gateway, given, hub, kiosk, type Step, wang } from './hall.ts';

const open = hub.opens();
const called = [open, wang.signsIn('1'), kiosk.takes('a'), wang.callsNext('1')];

const answer = (before: readonly Step[], act: Step) => {
  const { answer } = given(...before).when(act);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answerOf(JSON.parse(JSON.stringify(answer)) as HallEvent[]);
};

test('ANS-1 the answer comes from the events as they stand in the log', () => {
  expect(answer([open, kiosk.takes('a')], kiosk.takes('a'))).toEqual({
    ticket: 't2',
    label: 'A002',
    ahead: 1,
  });
  expect(answer(called, wang.serves('1'))).toEqual({ ticket: 't1' });
  expect(answer([open], wang.signsIn('1'))).toEqual({});
  expect(answer([open], hub.opens())).toEqual({});
});

test('ANS-2 of several events the last answers; what was released on the way does not', () => {
  const served = [...called, wang.serves('1'), kiosk.takes('b')];
  expect(answer(served, wang.callsNext('1'))).toEqual({
    ticket: 't2',
    label: 'B001',
    counter: '1',
    because: { rule: 'oldest', class: 'ordinary', waitedMs: 0 },
  });
  expect(answer([open, kiosk.takes('a')], gateway.callsNext('1'))).toMatchObject({ ticket: 't1' });
  const sent = [...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' })];
  expect(answer(sent, chen.signsOut('2'))).toEqual({});
});

test('ANS-3 asking changes nothing, and a refusal leaves no trace', () => {
  const play = given(...called).state();
  const before = dump(play.state);
  const stamp = play.stamp({ kind: 'clerk', id: 'chen' as never });
  const ask = () => decide(play.state as Hall, { type: 'serve', counter: '1' as never }, stamp);
  expect(ask()).toEqual(ask());
  expect(isRefusal(ask())).toBe(true);
  expect(dump(play.state)).toBe(before);
});

test('ANS-1 BOOK-3 a check-in that came too late is told so; one in time is not', () => {
  const { answer } = given(open).when(kiosk.takes('a'));
  if (isRefusal(answer)) throw new Error(answer.refused);
  const [issued] = answer;
  if (issued?.type !== 'ticket-issued') throw new Error('no number');
  const checkedIn = (late: boolean): HallEvent => ({
    ...issued,
    body: { ...issued.body, booking: { id: 'booking-1' as never, slotAt: 1, late } },
  });
  expect(answerOf([checkedIn(true)])).toMatchObject({ label: 'A001', late: true });
  expect(answerOf([checkedIn(false)])).not.toHaveProperty('late');
});
