/** What a strip over a counter shows, by what the counter does. */
import { expect, test } from 'vitest';
import { counterId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { columnsOf, type StripWays, stripFace } from '../../core/views/strip.ts';
import { boss, given, hub, kiosk, type Step, wang } from './hall.ts';
import { smallHall } from './halls.ts';

const ways: StripWays = {
  texts: {
    called: ['{label} please go to window {sign}', '{label} to {sign}', '{label}'],
    serving: ['serving {label}', '{label}'],
    idle: ['{name} {line}', '{name}'],
    paused: ['pause: {reason}', 'pause'],
    closed: ['{name} closed'],
  },
  light: [
    { from: 420, brightness: 16 },
    { from: 1080, brightness: 6 },
  ],
  columns: null,
  line: null,
};
const morning = 600;
const open = [hub.opens(smallHall()), wang.signsIn('1'), kiosk.takes('a')];
const face = (steps: readonly Step[], wish: Partial<StripWays> = {}, minute = morning) =>
  stripFace(given(...steps).state().state as Hall, counterId('1'), { ...ways, ...wish }, minute);

test('STRIP-1 it says who is called and whom it serves, else its name, its pause, or that it is closed', () => {
  const called = [...open, wang.callsNext('1')];
  expect(face(called)).toMatchObject({ text: 'A001 please go to window 1', colour: 'red' });
  expect(face([...called, wang.serves('1')])).toMatchObject({
    ...{ text: 'serving A001', colour: 'green' },
  });
  expect(face(open)).toMatchObject({ text: '1', colour: 'green' });
  const pauses = [...open, wang.pauses('1', 'meal')];
  expect(face(pauses)).toMatchObject({ text: 'pause: meal', colour: 'amber' });
  expect(face([hub.opens(smallHall())])).toMatchObject({ text: '1 closed', colour: 'amber' });
});

test('STRIP-2 of its texts it takes the first that fits and whose blanks are all known', () => {
  const called = [...open, wang.callsNext('1')];
  expect(face(called, { columns: 26 })?.text).toBe('A001 please go to window 1');
  expect(face(called, { columns: 25 })?.text).toBe('A001 to 1');
  expect(face(called, { columns: 4 })?.text).toBe('A001');
  expect(face(called, { columns: 3 })).toBeNull();
  expect(face(open, { line: 'the model post' })?.text).toBe('1 the model post');
  expect([columnsOf('A012'), columnsOf('\u8BF7A\u53F7')]).toEqual([4, 5]);
});

test('STRIP-3 its brightness goes by the local hour', () => {
  const at = (minute: number) => face(open, {}, minute)?.brightness;
  expect([at(0), at(419), at(420), at(1079), at(1080)]).toEqual([6, 6, 16, 16, 6]);
  expect(face(open, { light: [] })?.brightness).toBe(16);
});

test('STRIP-4 while no day is open, or the hall has no such counter, it shows nothing', () => {
  expect(face([...open, boss.closes()])).toBeNull();
  const hall = given(...open).state().state as Hall;
  expect(stripFace(hall, counterId('gone'), ways, morning)).toBeNull();
});
