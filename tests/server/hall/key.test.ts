/**
 * The hall's key, the links drawn from it, ids and the calendar: what must be secret is, what must be
 * alike is, and dates are the hall's.
 */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { freshId, machineDice } from '../../../server/hall/clock.ts';
import { hallKey } from '../../../server/hall/key.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { SettingsError } from '../../../server/settings.ts';

describe("the hall's key", () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jinghao-key-'));
    path = join(folder, 'keys', 'hall.key');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  });

  it('is made once, for the hub alone, and read ever after', () => {
    const made = hallKey(path, machineDice);
    expect(made).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(Buffer.from(hallKey(path, machineDice))).toEqual(Buffer.from(made));
    expect(readFileSync(path, 'utf8')).toMatch(/^[\w-]{43}\n$/);
  });

  for (const mode of [0o640, 0o604, 0o622]) {
    it(`is refused when the file is open to others (${mode.toString(8)})`, () => {
      hallKey(path, machineDice);
      chmodSync(path, mode);
      const read = () => hallKey(path, machineDice);
      expect(read).toThrow(SettingsError);
      expect(read).toThrow(/JINGHAO_KEY_FILE.*chmod 600/s);
    });
  }

  it('is refused when it is no key, and is never overwritten', () => {
    hallKey(path, machineDice);
    for (const text of ['', 'short\n', `${'A'.repeat(60)}\n`]) {
      writeFileSync(path, text);
      const read = () => hallKey(path, machineDice);
      expect(read).toThrow(SettingsError);
      expect(read).toThrow(/JINGHAO_KEY_FILE.*32 bytes/s);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it('made by another hub in the same moment is the one', () => {
    const other = hallKey(join(folder, 'other.key'), machineDice);
    const late = {
      bytes: (count: number) => {
        // The other hub comes first, between our look and our making.
        hallKey(path, { bytes: () => other });
        return machineDice.bytes(count);
      },
    };
    expect(Buffer.from(hallKey(path, late))).toEqual(Buffer.from(other));
    expect(existsSync(path)).toBe(true);
  });
});

describe('links', () => {
  const links = linksOf(Buffer.alloc(32, 7));

  it('of one ticket are alike, also in a hub started anew; of two tickets or two halls they differ', () => {
    const [one, two] = [ticketId('ticket-1'), ticketId('ticket-2')];
    expect(linksOf(Buffer.alloc(32, 7)).secretOf(one)).toBe(links.secretOf(one));
    expect(links.secretOf(two)).not.toBe(links.secretOf(one));
    expect(linksOf(Buffer.alloc(32, 8)).secretOf(one)).not.toBe(links.secretOf(one));
  });

  it('are 128 bits, and the log holds a hash that tells nothing of them', () => {
    const secret = links.secretOf(ticketId('ticket-1'));
    expect(secret).toMatch(/^[\w-]{22}$/);
    expect(links.hashOf(secret)).toMatch(/^[\w-]{43}$/);
    expect(links.hashOf(secret)).not.toContain(secret);
  });
});

describe('ids', () => {
  it('are never alike, and of the kind that messages let through', () => {
    const ids = Array.from({ length: 10_000 }, () => freshId(machineDice));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[\w-]{16}$/.test(id))).toBe(true);
  });

  it('draw bytes that nobody else got', () => {
    const drawn = Array.from({ length: 3_000 }, () => machineDice.bytes(12));
    const before = drawn.map((bytes) => Buffer.from(bytes).toString('hex'));
    machineDice.bytes(5_000);
    expect(drawn.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});

describe('the calendar', () => {
  it('is the one at the hall, minute by minute', () => {
    const shanghai = calendarOf('Asia/Shanghai');
    const midnight = Date.UTC(2026, 10, 16, 16);
    expect(shanghai(midnight - 1)).toEqual({ date: '2026-11-16', weekday: 1, minute: 1_439 });
    expect(shanghai(midnight)).toEqual({ date: '2026-11-17', weekday: 2, minute: 0 });
    expect(shanghai(midnight + 59_999)).toEqual({ date: '2026-11-17', weekday: 2, minute: 0 });
    expect(shanghai(midnight + 60_000)).toEqual({ date: '2026-11-17', weekday: 2, minute: 1 });
    // Back again: it remembers the last minute only.
    expect(shanghai(midnight - 1)).toMatchObject({ date: '2026-11-16' });
  });

  it('knows quarter-hour zones and days of 25 hours', () => {
    expect(calendarOf('Asia/Kathmandu')(Date.UTC(2026, 0, 1))).toMatchObject({ minute: 345 });
    const berlin = calendarOf('Europe/Berlin');
    expect(berlin(Date.UTC(2026, 9, 25, 0, 30)).minute).toBe(150);
    expect(berlin(Date.UTC(2026, 9, 25, 1, 30)).minute).toBe(150);
  });

  it('of a zone that is none throws', () => {
    expect(() => calendarOf('Asia/Nowhere')).toThrow(RangeError);
  });
});
