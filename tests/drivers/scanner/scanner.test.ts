/**
 * The whole driver against the pretend scanner, on a socket and on a real pseudo-terminal.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceState, Scanner } from '../../../drivers/driver.ts';
import { openScanner } from '../../../drivers/open-scanner.ts';
import { portTimes } from '../../../drivers/ports/port.ts';
import { PretendScanner, type ScannerEnd } from '../../../fixtures/machines/scanner.ts';
import { settled } from '../ff68/settled.ts';
import { until } from '../waiting.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Wire = 'tcp' | 'serial';

async function setUp(wire: Wire, end: ScannerEnd, settings = '') {
  const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const ptyLink = join(folder, 'line');
  const pretend = new PretendScanner({
    clock,
    end,
    ...(wire === 'tcp' ? { tcpPort: 0 } : { ptyLink }),
  });
  await pretend.plug();
  ends.push(() => pretend.unplug());
  const times = { ...portTimes, retryMsMin: 50, retryMsMax: 200 };
  const scanner = openScanner(`${pretend.address(ptyLink)}${settings}`, clock, times);
  ends.push(() => scanner.close());
  const codes: string[] = [];
  const looks = new Set<() => void>();
  scanner.onScan((code) => {
    codes.push(code);
    for (const look of [...looks]) look();
  });
  const read = (...wanted: readonly string[]) =>
    until(
      `codes ${wanted}`,
      () => codes.join() === wanted.join(),
      (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
    );
  return { pretend, scanner, codes, read };
}

const isIn = (scanner: Scanner, state: DeviceState) =>
  until(
    `health ${state}`,
    () => scanner.health().state === state,
    (look) => scanner.onHealth(look),
  );

describe.each<{ wire: Wire }>([{ wire: 'tcp' }, { wire: 'serial' }])('on $wire', ({ wire }) => {
  test.each<ScannerEnd>(['cr', 'lf', 'crlf'])('codes that end in %s', async (end) => {
    const { pretend, scanner, read } = await setUp(wire, end);
    await settled(scanner);
    pretend.scan('ABCD2345');
    pretend.scan('ABCD2345');
    pretend.scan('预约 2');
    await read('ABCD2345', '预约 2');
    expect(scanner.health().state).toBe('ready');
  });

  test('codes that end in a pause, in pieces', async () => {
    const { pretend, scanner, read } = await setUp(wire, 'none', '?end=pause&pause=200');
    await settled(scanner);
    pretend.set({ pieces: { bytes: 3, everyMs: 5 } });
    pretend.scan('ABCD2345');
    await read('ABCD2345');
  });

  test('noise, then a good code', async () => {
    const { pretend, scanner, read } = await setUp(wire, 'cr');
    await settled(scanner);
    pretend.say(Uint8Array.of(0xff, 0xfe, 0x00, 0x0d));
    pretend.scan('ABCD2345');
    await read('ABCD2345');
  });

  test('unplugged in the middle of a code: named; after it codes are whole', async () => {
    const { pretend, scanner, read } = await setUp(wire, 'cr');
    await settled(scanner);
    pretend.scan('A1');
    await read('A1');
    pretend.say(Buffer.from('BROKEN'));
    await pretend.unplug();
    await isIn(scanner, 'unplugged');
    await pretend.plug();
    await settled(scanner);
    pretend.scan('B2');
    await read('A1', 'B2');
    expect(scanner.health().state).toBe('ready');
  });
});
