/** When a device that is out of order is an alarm: on stepped time, without tables. */
import { expect, test } from 'vitest';
import {
  AlarmRules,
  calmMs,
  flaps,
  foldMs,
  graceMs,
  type Seen,
  unknownMs,
} from '../../../server/devices/alarm-rules.ts';

const second = 1_000;

/** Rules that watch one printer, looking every second. */
function watch(rules = new AlarmRules()) {
  let now = 0;
  let standing = rules.see([], new Set(), now);
  const changes: string[] = [];
  const look = (fault: Seen['fault']) => {
    const before = standing.get('p');
    standing = rules.see([{ subject: 'p', devices: ['p'], fault }], new Set(), now);
    const after = standing.get('p');
    if (before && !after) changes.push('over');
    if (after && after.fault !== before?.fault) changes.push(after.fault);
  };
  return {
    changes,
    /** It is so for that long. */
    is: (fault: Seen['fault'], ms: number) => {
      for (let passed = 0; passed < ms; passed += second) {
        look(fault);
        now += second;
      }
      look(fault);
      return standing.get('p') ?? null;
    },
  };
}

test('a state is an alarm when it has lasted, not before, and once', () => {
  const { is, changes } = watch();
  expect(is(null, 60 * second)).toBeNull();
  expect(is('paper-out', graceMs['paper-out'] - second)).toBeNull();
  expect(is('paper-out', second)).toEqual({ devices: ['p'], fault: 'paper-out', times: 1 });
  is('paper-out', 3_600 * second);
  expect(changes).toEqual(['paper-out']);
});

test('it is over when all has been well for a while, not at the first good word', () => {
  const { is, changes } = watch();
  is('silent', graceMs.silent);
  expect(is(null, calmMs.first - second)).not.toBeNull();
  expect(is(null, second)).toBeNull();
  expect(changes).toEqual(['silent', 'over']);
});

test('from one fault to the next it is the same alarm under another name', () => {
  const { is, changes } = watch();
  is('paper-out', graceMs['paper-out']);
  is('cover-open', 60 * second);
  is(null, calmMs.first);
  expect(changes).toEqual(['paper-out', 'cover-open', 'over']);
});

test('a lid that is opened to change the roll is no alarm', () => {
  const { is, changes } = watch();
  is('cover-open', graceMs['cover-open'] - second);
  is(null, 60 * second);
  expect(changes).toEqual([]);
});

test('what comes and goes is folded into one alarm, and has to be well for longer each time', () => {
  const { is, changes } = watch();
  is('unplugged', graceMs.unplugged);
  for (const times of [2, 3]) {
    is(null, 10 * second);
    expect(is('unplugged', 5 * second)).toMatchObject({ times });
  }
  is(null, 4 * calmMs.first - second);
  expect(changes).toEqual(['unplugged']);
  expect(is(null, second)).toBeNull();
  is('unplugged', graceMs.unplugged);
  expect(is(null, 8 * calmMs.first - second)).toMatchObject({ times: 4 });
  expect(is(null, second)).toBeNull();
  is(null, foldMs);
  expect(is('unplugged', graceMs.unplugged)).toMatchObject({ times: 1 });
});

test('many falls, each too short for an alarm, are one that says so', () => {
  const { is, changes } = watch();
  for (let fall = 1; fall < flaps.falls; fall += 1) {
    expect(is('unplugged', 3 * second)).toBeNull();
    is(null, 20 * second);
  }
  expect(is('unplugged', 0)).toMatchObject({ fault: 'flapping' });
  is(null, calmMs.most - second);
  is('unplugged', graceMs.unplugged - second);
  expect(changes).toEqual(['flapping']);
  is(null, calmMs.most);
  expect(changes).toEqual(['flapping', 'over']);
});

test('what came and went, and then stays, is told by its own name', () => {
  const { is } = watch();
  for (let fall = 1; fall < flaps.falls; fall += 1) {
    is('tables-away', 3 * second);
    is(null, 20 * second);
  }
  expect(is('tables-away', 0)).toMatchObject({ fault: 'flapping' });
  expect(is('tables-away', graceMs['tables-away'])).toMatchObject({ fault: 'tables-away' });
});

test('saying nothing is neither ill nor well; for long enough it is no longer ill', () => {
  const { is } = watch();
  expect(is('unknown', 3_600 * second)).toBeNull();
  is('unplugged', graceMs.unplugged);
  expect(is('unknown', unknownMs)).not.toBeNull();
  expect(is('unknown', calmMs.first)).toBeNull();
  // A cable that is found again and lost again is ill all the while.
  is('unplugged', 8 * second);
  is('unknown', 2 * second);
  expect(is('unplugged', 5 * second)).not.toBeNull();
});

test('an alarm of an earlier run stands until all is well; of a device that is gone it is over', () => {
  const rules = new AlarmRules();
  const standing = { devices: ['p'], fault: 'error' as const, times: 2 };
  rules.adopt('p', standing);
  rules.adopt('gone', standing);
  const { is } = watch(new AlarmRules());
  expect(is(null, 0)).toBeNull();
  const seen = { subject: 'p', devices: ['p'], fault: null };
  expect([...rules.see([seen], new Set(), 0).keys()]).toEqual(['p']);
  expect(rules.see([seen], new Set(), 2 * calmMs.first).size).toBe(0);
});

test('while its cause lies elsewhere a device is held as it is', () => {
  const rules = new AlarmRules();
  rules.adopt('p', { devices: ['p'], fault: 'error', times: 1 });
  expect(rules.see([], new Set(['p']), calmMs.most).size).toBe(1);
  expect(rules.see([], new Set(), calmMs.most).size).toBe(0);
});
