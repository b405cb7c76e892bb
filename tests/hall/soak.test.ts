/**
 * The judge of the soak (bench/soak) can fail: each of the wrongs that its books look for is named when
 * the log tells it, and a heap that grows is seen. One small day is played whole, with all its faults;
 * a month is played by hand.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Disk } from '../../bench/soak/month/disk.ts';
import { Ledger } from '../../bench/soak/month/ledger.ts';
import { Place } from '../../bench/soak/month/place.ts';
import { Month } from '../../bench/soak/month/play.ts';
import { slopeOf } from '../../bench/soak/month.ts';
import type { EventBodies, EventType } from '../../core/hall/events.ts';
import { hallId } from '../../core/hall/ids.ts';
import type { Row } from '../../log/log.ts';

/** Books that are told these rows, one after the other; gives what they find wrong. */
function wrongs(...told: readonly [EventType, object][]): string[] {
  const found = new Set<string>();
  const ledger = new Ledger(hallId('hall'), (invariant) => found.add(invariant));
  told.forEach(([type, body], index) => {
    const row = { seq: index + 1, at: index, type, v: 1, cmd: `c${index}`, part: 0, body };
    ledger.add({ stream: 'hall:hall', ...row } as unknown as Row);
  });
  found.delete('log-can-be-replayed');
  return [...found];
}

const opens: [EventType, object] = ['day-opened', { day: '2026-11-02' }];
const issued = (ticket: string, label = ticket): [EventType, object] => [
  'ticket-issued',
  { ticket, label, origin: { kind: 'kiosk', id: 'k1' } },
];
const of = (type: EventType, ticket: string): [EventType, object] => [type, { ticket }];
const closes = (...unserved: EventBodies['day-closed']['unserved']): [EventType, object] => [
  'day-closed',
  { unserved },
];

test('the books of the soak name each wrong', () => {
  const waiting = { ticket: 'A1', status: 'waiting' } as never;
  expect(wrongs(opens, issued('A1'), closes(waiting))).toEqual([]);
  expect(wrongs(opens, issued('A1'), issued('A2', 'A1'))).toEqual(['label-once-a-day']);
  expect(wrongs(opens, issued('A1'), closes())).toEqual(['no-lost-ticket']);
  expect(wrongs(opens, of('ticket-called', 'A1'))).toEqual(['no-lost-ticket']);
  const called = of('ticket-called', 'A1');
  const gone = [opens, issued('A1'), called, of('ticket-missed', 'A1')] as const;
  expect(wrongs(...gone, closes())).toEqual([]);
  expect(wrongs(...gone, closes({ ticket: 'A1', status: 'missed' } as never))).toEqual([
    'no-lost-ticket',
  ]);
  expect(wrongs(opens, issued('A1'), called, called)).toEqual(['called-once']);
  const finished = of('step-finished', 'A1');
  expect(wrongs(opens, issued('A1'), called, finished, called)).toEqual(['over-is-over']);
});

test('the slope of a heap that grows is its growth a day', () => {
  expect(slopeOf([10, 12, 14, 16])).toBeCloseTo(2);
  expect(slopeOf([5, 5, 5])).toBe(0);
});

/** In memory where the machine has a place there: syncing is not what is tried here. */
function folder(): string {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const made = mkdtempSync(join(memory, 'jinghao-soak-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a small day of the soak is a good one', { timeout: 300_000 }, async () => {
  const disk = await Disk.open(folder());
  onTestFinished(() => disk.close());
  // As few counters as serve every service.
  const size = { counters: 24, kiosks: 2, tickets: 60, open: { from: 510, to: 530 } };
  const place = new Place({ seed: 1, disk, size, say: null });
  const month = await Month.open(place);
  const day = await month.day();
  await month.end();
  expect(place.violations).toEqual([]);
  if (day === null) throw new Error('no day was played');
  expect(day.date).toBe('2026-11-02');
  expect(day.tickets + day.turnedAway).toBe(size.tickets);
  // Most come to their end, whatever breaks meanwhile, and much does.
  expect(day.ends.get('done')).toBeGreaterThan(size.tickets / 2);
  expect(day.papers.printed).toBeGreaterThan(size.tickets / 2);
  expect(day.texts).toBeGreaterThan(0);
  expect(day.faults.size).toBeGreaterThan(5);
});
