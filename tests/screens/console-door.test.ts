/**
 * The small pure parts of the console: its address, ages, the steps at the door.
 */
import { describe, expect, test } from 'vitest';
import { addressOf, readAddress } from '../../console/address.ts';
import { ageText, countText } from '../../console/counter/ages.ts';
import type { Spoken } from '../../console/counter/deeds.ts';
import { doorStep, holderOf } from '../../console/counter/door.ts';
import type { Said } from '../../console/counter/said.ts';
import { textsIn } from '../../console/counter/texts/index.ts';
import { counterId, staffId } from '../../core/hall/ids.ts';
import { type CounterExample, counterDays, here } from '../../fixtures/screens/counter.ts';
import { clerk } from '../../fixtures/screens/counter-day.ts';

describe('the address', () => {
  test('names the counter, and whether it is the mini window', () => {
    expect(readAddress('?counter=3')).toEqual({ counter: '3', mini: false });
    expect(readAddress('?counter=12&mini')).toEqual({ counter: '12', mini: true });
    expect(readAddress('')).toEqual({ counter: null, mini: false });
  });

  test('what is no id of a counter is none', () => {
    for (const text of ['', '../x', 'A 3', '<b>', 'x'.repeat(33)]) {
      expect(readAddress(`?counter=${encodeURIComponent(text)}`).counter).toBeNull();
    }
  });

  test('there and back', () => {
    for (const address of ['/console', '/console?counter=3', '/console?counter=3&mini']) {
      expect(addressOf(readAddress(address.slice('/console'.length)))).toBe(address);
    }
  });
});

describe('ages', () => {
  const minute = 60_000;
  test('are told in minutes, from an hour on in hours and minutes', () => {
    const zh = textsIn('zh-Hans');
    expect(ageText(0, 59_999, zh)).toBe('0 分');
    expect(ageText(0, 12 * minute, zh)).toBe('12 分');
    expect(ageText(0, 185 * minute, zh)).toBe('3 时 5 分');
    expect(ageText(0, 185 * minute, textsIn('en'))).toBe('3 h 05');
  });

  test('count on in a form that keeps its width', () => {
    expect(countText(0, 7_000)).toBe('0:07');
    expect(countText(0, 12 * minute + 40_000)).toBe('12:40');
    expect(countText(0, 65 * minute)).toBe('1:05:00');
  });

  test('never run backwards', () => {
    expect(ageText(minute, 0, textsIn('en'))).toBe('0 min');
    expect(countText(minute, 0)).toBe('0:00');
  });
});

const refusedAtDoor = (said: Said): Spoken => ({ place: 'door', type: 'sign-in', said, at: 0 });
const counter = counterId('3');
const taken = refusedAtDoor({ refused: 'counter-taken', counter, clerk: staffId('x') });
const elsewhere = refusedAtDoor({ refused: 'signed-in-elsewhere', counter: counterId('4') });

describe('at the door', () => {
  test('the first press only signs in', () => {
    expect(doorStep(null, false)).toEqual({ press: 'signInHere', command: { type: 'sign-in' } });
    const other = refusedAtDoor({ refused: 'hall-closed' });
    expect(doorStep(other, false).press).toBe('signInHere');
  });

  test('a colleague is sent away by a second press of its own', () => {
    expect(doorStep(taken, false)).toEqual({
      press: 'takeOver',
      command: { type: 'sign-in', takeOver: true },
    });
  });

  test('another counter is left by a second press of its own', () => {
    expect(doorStep(elsewhere, false)).toEqual({
      press: 'move',
      command: { type: 'sign-in', move: true },
    });
  });

  test('where both stand in the way each takes its press', () => {
    expect(doorStep(taken, true).command).toEqual({
      type: 'sign-in',
      takeOver: true,
      move: true,
    });
  });

  test('a refusal of another place offers nothing', () => {
    expect(doorStep({ ...taken, place: 'header' }, false).press).toBe('signInHere');
  });

  test.each([
    ['ordinary', 'me'],
    ['paused', 'me'],
    ['taken-over', 'colleague'],
    ['left-alone', 'nobody'],
  ] as [CounterExample, string][])('in the example "%s" the counter is held by: %s', (name, by) => {
    expect(holderOf(counterDays[name]().view(here), { id: staffId(clerk.id) })).toBe(by);
  });

  test('a counter that another system opened is held by it', () => {
    const day = counterDays['left-alone']();
    day.must({ kind: 'token', id: 'gate' }, { type: 'call-next', counter: here });
    expect(holderOf(day.view(here), { id: staffId(clerk.id) })).toBe('token');
  });
});
