/** What a technician is told of the machine's serial lines. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listSerial } from '../../../drivers/ports/list.ts';

describe('listSerial', () => {
  let root = '';
  let byId = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'serial-'));
    byId = join(root, 'by-id');
    mkdirSync(byId);
    writeFileSync(join(root, 'ttyUSB0'), '');
    symlinkSync('../ttyUSB0', join(byId, 'usb-b'));
    symlinkSync('../ttyUSB9', join(byId, 'usb-a-pulled'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('names the stable names first, and each device once', async () => {
    const list = async () => [
      { path: join(root, 'ttyS0') },
      { path: join(root, 'ttyUSB0'), manufacturer: '1a86' },
    ];
    expect(await listSerial(byId, list)).toEqual([
      { path: join(byId, 'usb-b'), device: join(root, 'ttyUSB0'), maker: '1a86' },
      { path: join(root, 'ttyS0'), device: null, maker: null },
    ]);
  });

  test('a system that cannot list says what it has, which may be nothing', async () => {
    const list = () => Promise.reject(new Error('spawn udevadm ENOENT'));
    expect(await listSerial(byId, list)).toHaveLength(1);
    expect(await listSerial(join(root, 'none'), list)).toEqual([]);
  });

  test('asks this very machine without rejecting', async () => {
    expect(Array.isArray(await listSerial())).toBe(true);
  });
});
