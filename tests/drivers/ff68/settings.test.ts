/**
 * Addresses of keypads and rating pads as an administrator writes them, and how a mistake is told.
 */
import { expect, test } from 'vitest';
import { openKeypad, readKeypadAddress } from '../../../drivers/open-keypad.ts';
import { openPad, readPadAddress } from '../../../drivers/open-pad.ts';
import { Lines } from '../../../drivers/ports/lines.ts';
import { SteppedClock } from '../stepped-clock.ts';

test('a keypad on a serial line', () => {
  const read = readKeypadAddress('serial:/dev/ttyUSB0?station=3&key-1+0f=no-show&key-13=none');
  expect(read).toMatchObject({
    ok: true,
    port: { wire: 'serial', baud: 9_600 },
    settings: { station: 3, repeatMs: 1_000, echo: false, show: 'one', refreshMs: 15_000 },
  });
  const keys = read.ok && 'settings' in read ? read.settings.keys : new Map();
  expect([keys.get('1+0f'), keys.get('6+0f'), keys.has('13')]).toEqual([
    'no-show',
    'no-show',
    false,
  ]);
});

test('a pad behind a serial server', () => {
  expect(readPadAddress('tcp://10.0.0.6:4001?station=9&repeat=500&echo=yes')).toMatchObject({
    ok: true,
    port: { wire: 'tcp', port: 4_001 },
    settings: { station: 9, repeatMs: 500, echo: true },
  });
});

test.each([
  ['serial:/dev/ttyUSB0', 'station'],
  ['serial:/dev/ttyUSB0?station=0', 'station'],
  ['serial:/dev/ttyUSB0?station=256', 'station'],
  ['serial:/dev/ttyUSB0?station=3&baud=9601', 'baud'],
  ['serial:/dev/ttyUSB0?station=3&repeat=5', 'repeat'],
  ['serial:/dev/ttyUSB0?station=3&echo=maybe', 'echo'],
  ['serial:/dev/ttyUSB0?station=3&show=all', 'show'],
  ['serial:/dev/ttyUSB0?station=3&refresh=4000', 'refresh'],
  ['serial:/dev/ttyUSB0?station=3&key-0c=call', 'key-0c'],
  ['serial:/dev/ttyUSB0?station=3&key-xx=recall', 'key-xx'],
  ['serial:/dev/ttyUSB0?station=3&colour=red', 'colour'],
])('%s: %s is wrong', (address, field) => {
  expect(readKeypadAddress(address)).toMatchObject({ ok: false, problem: { field } });
});

test('opening by a wrong address says which field and rule', () => {
  const clock = new SteppedClock();
  const lines = new Lines(clock);
  expect(() => openKeypad('tcp://10.0.0.6:4001', lines, clock)).toThrow(
    'keypad tcp://10.0.0.6:4001: station must be',
  );
  expect(() => openPad('tcp://10.0.0.6?station=1&show=one', lines, clock)).toThrow('show must be');
});
