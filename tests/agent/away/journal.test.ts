/** The journal on a disk that loses power at any byte: no number twice, none lost, none made up. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { label, serviceId, ticketId } from '../../../core/hall/ids.ts';
import { formatLabel } from '../../../core/hall/numbering.ts';
import type { JournalTicket } from '../../../core/wire/adopting.ts';
import { machineDisk } from '../../../kiosk/agent/away/disk.ts';
import { Journal } from '../../../kiosk/agent/away/journal.ts';
import { lineOf, linesIn } from '../../../kiosk/agent/away/lines.ts';
import { PowerCut, TestDisk } from './disk.ts';

const monday = '2026-11-23';
const tuesday = '2026-11-24';

const ticket = (n: number, text: string): JournalTicket => ({
  ...{ ticket: ticketId(`ticket-${n}`), requestId: `tap-${n}`, label: label(text) },
  ...{ service: serviceId('a'), language: 'zh-Hans', linkHash: null, takenAt: 1000 + n },
  unsure: false,
});

const last = (journal: Journal, prefix = 'AK'): number =>
  journal.numbers([prefix]).find((one) => one.prefix === prefix)?.last ?? -1;

describe('lines', () => {
  it('tell a torn end from a damaged middle, at every byte', () => {
    const whole = Buffer.concat([{ a: 1 }, { b: '二' }, { c: [3] }].map(lineOf));
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const { said, damaged, length } = linesIn(whole.subarray(0, cut));
      expect(damaged).toBe(0);
      expect(length).toBeLessThanOrEqual(cut);
      expect(said).toEqual(linesIn(whole.subarray(0, length)).said);
    }
    const bent = Buffer.from(whole);
    bent[12] = (bent[12] ?? 0) ^ 1;
    expect(linesIn(bent)).toMatchObject({ said: [{ b: '二' }, { c: [3] }], damaged: 1 });
  });

  it('never take a changed line for a whole one', () => {
    const line = Buffer.from(lineOf({ ticket: 'AK001', n: 17 }));
    fc.assert(
      fc.property(fc.nat(line.length - 2), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const bent = Buffer.from(line);
        bent[at] = (bent[at] ?? 0) ^ bits;
        return linesIn(bent).said.length === 0;
      }),
    );
  });
});

describe('the journal', () => {
  it('AWAY-1 knows after a restart what it gave, to whom, and what is open', () => {
    const disk = new TestDisk();
    const journal = new Journal(disk, 'j');
    journal.told(monday, [{ prefix: 'AK', last: 4 }]);
    journal.give(ticket(1, 'AK005'), monday, 540);
    journal.give(ticket(2, 'BK001'), monday, null);
    journal.settled([ticketId('ticket-1')]);
    journal.isRefused(ticketId('ticket-2'), 'label-taken');
    const again = new Journal(disk, 'j');
    for (const one of [journal, again]) {
      expect(one.byRequest('tap-1')).toMatchObject({ state: 'settled', day: monday, band: 540 });
      expect(one.refused()).toHaveLength(1);
      expect(one.open()).toEqual([]);
      expect([last(one), last(one, 'BK'), last(one, 'CK')]).toEqual([5, 1, 0]);
      expect(one.lastAt()).toBe(1002);
    }
  });

  it('AWAY-1 begins anew only with a day that the hub told, and with nothing open', () => {
    const disk = new TestDisk();
    const journal = new Journal(disk, 'j');
    journal.told(monday, []);
    journal.give(ticket(1, 'AK001'), monday, null);
    journal.told(tuesday, []);
    expect(last(journal)).toBe(1);
    journal.settled([ticketId('ticket-1')]);
    expect(last(journal)).toBe(1);
    journal.told('2026-11-25', []);
    expect(last(journal)).toBe(0);
    expect(last(new Journal(disk, 'j'))).toBe(0);
  });

  it('AWAY-1 a tap of the day before that is tried again is still the same number', () => {
    const disk = new TestDisk();
    const journal = new Journal(disk, 'j');
    journal.told(monday, []);
    for (let n = 1; n <= 60; n += 1) {
      journal.give(ticket(n, formatLabel('AK', n)), monday, null);
      journal.settled([ticketId(`ticket-${n}`)]);
    }
    journal.told(tuesday, []);
    for (const one of [journal, new Journal(disk, 'j')]) {
      expect(one.byRequest('tap-60')).toMatchObject({ state: 'settled', day: monday });
      expect(one.byRequest('tap-10')).toBe(undefined);
      expect([last(one), one.open().length]).toEqual([0, 0]);
    }
  });

  it('AWAY-1 believes the hub where it knows of more: the disk of this PC may be a new one', () => {
    const journal = new Journal(new TestDisk(), 'j');
    journal.told(monday, [{ prefix: 'AK', last: 17 }]);
    expect(last(journal)).toBe(17);
    journal.told(monday, [{ prefix: 'AK', last: 21 }]);
    expect(last(journal)).toBe(21);
    journal.told(monday, [{ prefix: 'AK', last: 3 }]);
    expect(last(journal)).toBe(21);
  });

  it('AWAY-1 passes over a number for each line that cannot be read', () => {
    const disk = new TestDisk();
    const journal = new Journal(disk, 'j');
    for (const n of [1, 2, 3]) journal.give(ticket(n, formatLabel('AK', n)), monday, null);
    const bytes = Buffer.from(disk.read('j') ?? []);
    bytes[bytes.length >> 1] = 0;
    disk.files.set('j', bytes);
    const again = new Journal(disk, 'j');
    expect(again.damaged).toBe(1);
    expect(last(again)).toBe(4);
    expect(again.open()).toHaveLength(2);
  });

  it('keeps those that the hub will never take over the day', () => {
    const journal = new Journal(new TestDisk(), 'j');
    journal.told(monday, []);
    journal.give(ticket(1, 'AK001'), monday, null);
    journal.isRefused(ticketId('ticket-1'), 'label-taken');
    journal.told(tuesday, []);
    expect(journal.refused()).toMatchObject([{ ticket: { label: 'AK001' } }]);
    expect(last(journal)).toBe(0);
  });

  it('gives nothing when the disk is full, and knows what stands when there is room again', () => {
    for (const part of [0, 0.5, 0.99, 1]) {
      const disk = new TestDisk();
      const journal = new Journal(disk, 'j');
      journal.give(ticket(1, 'AK001'), monday, null);
      disk.full = { part };
      expect(() => journal.give(ticket(2, 'AK002'), monday, null)).toThrow('ENOSPC');
      expect(journal.byRequest('tap-2')).toBeUndefined();
      disk.full = null;
      journal.give(ticket(3, 'AK003'), monday, null);
      // What came through whole stands, although nobody was told of it: it is given to the same tap.
      const stands = part === 1;
      for (const one of [journal, new Journal(disk, 'j')]) {
        expect(one.byRequest('tap-2') !== undefined).toBe(stands);
        expect(one.byRequest('tap-3')).toBeDefined();
        expect([one.damaged, last(one)]).toEqual([0, 3]);
      }
    }
  });

  it('AWAY-1 whatever byte the power goes at: no label twice, none lost that was said', () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.constant('give' as const) },
      { weight: 2, arbitrary: fc.constant('settle' as const) },
      { weight: 1, arbitrary: fc.constant('day' as const) },
      {
        weight: 2,
        arbitrary: fc.record({ after: fc.nat(3), part: fc.double({ min: 0, max: 1 }) }),
      },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const disk = new TestDisk();
        let journal = new Journal(disk, 'j');
        let day = 1;
        let n = 0;
        /** Said to somebody since the numbers began anew. */
        let said = new Map<string, string>();
        const labels = new Set<string>();
        for (const one of acts) {
          try {
            if (typeof one === 'object') disk.cut = one;
            else if (one === 'give') {
              n += 1;
              const next = formatLabel('AK', last(journal) + 1);
              journal.give(ticket(n, next), `2026-01-0${day}`, null);
              if (labels.has(next)) throw new Error(`${next} twice`);
              labels.add(next);
              said.set(`tap-${n}`, next);
            } else if (one === 'settle') {
              journal.settled(journal.open().map(({ ticket: its }) => its.ticket));
            } else {
              day = (day % 9) + 1;
              const fresh = journal.open().length === 0;
              // The hub has what was settled, and tells it.
              journal.told(`2026-01-0${day}`, []);
              if (fresh) {
                said = new Map();
                labels.clear();
              }
            }
          } catch (error) {
            if (!(error instanceof PowerCut)) throw error;
            disk.cut = null;
            disk.gone = false;
            const fresh = new Journal(disk, 'j');
            // Numbers began anew just before the power went.
            if (one === 'day' && last(fresh) === 0) {
              said = new Map();
              labels.clear();
            }
            // One that came through whole although nobody was told: its number is taken.
            for (const { ticket: its } of fresh.open()) labels.add(its.label);
            journal = fresh;
          }
          for (const [tap, its] of said) {
            if (journal.byRequest(tap)?.ticket.label !== its) throw new Error(`${its} is lost`);
          }
        }
        expect(journal.damaged).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the machine’s disk', () => {
  it('keeps what was appended and replaced, for the agent alone', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'jinghao-journal-')), 'journal');
    expect(machineDisk.read(path)).toBe(null);
    const journal = new Journal(machineDisk, path);
    journal.told(monday, []);
    journal.give(ticket(1, 'AK001'), monday, null);
    expect(statSync(path).mode & 0o077).toBe(0);
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('0badc0de {"tick')]));
    const again = new Journal(machineDisk, path);
    expect(again.open()).toHaveLength(1);
    again.settled([ticketId('ticket-1')]);
    again.told(tuesday, []);
    expect(new Journal(machineDisk, path).open()).toEqual([]);
    expect(last(new Journal(machineDisk, path))).toBe(0);
    // The number with its end, and the day.
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });
});
