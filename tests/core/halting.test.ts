/**
 * HALT: what an emergency keeps from being done, by its kind and the hall's setting.
 */
import { expect, test } from 'vitest';
import type { Command } from '../../core/hall/commands.ts';
import { type EmergencyKind, haltedBy } from '../../core/hall/halting.ts';
import { refused } from './hall.ts';
import { smallHall } from './halls.ts';

const numbers = ['issue-ticket', 'check-in'] as const;
const calls = ['call-next', 'call-ticket', 'recall', 'no-show'] as const;
/** What must go on whatever burns: what was done is written down, and nobody loses a right. */
const rest = [
  ...(['open-day', 'close-day', 'pass-time', 'adopt-ticket', 'settle-adopted', 'serve'] as const),
  ...(['finish', 'park', 'resume', 'transfer', 'rejoin', 'postpone', 'cancel'] as const),
  ...(['change-class', 'sign-in', 'sign-out', 'pause', 'unpause', 'set-services'] as const),
  'tell-forecast' as const,
] satisfies Command['type'][];
const halted = (
  kind: EmergencyKind | null,
  types: readonly Command['type'][],
  configuration = smallHall(),
) => types.filter((type) => haltedBy(kind, { type }, configuration) !== null);

test('HALT-1 an evacuation gives no numbers and calls nobody', () => {
  expect(halted('evacuation', [...numbers, ...calls, ...rest])).toEqual([...numbers, ...calls]);
  const no = haltedBy('evacuation', { type: 'issue-ticket' }, null);
  expect(no).toEqual(refused('emergency', { kind: 'evacuation' }));
});

test('HALT-1 a fault gives no numbers; clerks call by mouth', () => {
  expect(halted('fault', [...numbers, ...calls, ...rest])).toEqual(numbers);
});

test('HALT-1 without an emergency all goes on', () => {
  expect(halted(null, [...numbers, ...calls, ...rest])).toEqual([]);
});

const only = smallHall({ rules: { ...smallHall().rules, drillHalts: false } });

test('HALT-2 a drill is one of everything, unless the hall drills its screens alone', () => {
  expect(halted('drill', [...numbers, ...calls, ...rest])).toEqual([...numbers, ...calls]);
  expect(halted('drill', [...numbers, ...calls], only)).toEqual([]);
});

test('HALT-2 that setting touches drills only', () => {
  expect(halted('evacuation', numbers, only)).toEqual(numbers);
  expect(halted('fault', numbers, only)).toEqual(numbers);
});

test('HALT-3 what a kiosk gave while the hub was away is adopted all the same', () => {
  expect(halted('evacuation', ['adopt-ticket', 'settle-adopted'])).toEqual([]);
});
