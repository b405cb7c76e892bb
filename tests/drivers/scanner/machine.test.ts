/**
 * Scanners by given / when / then: where a code ends, what is no code, what is told once, and what
 * is said of a scanner's health.
 */
import { describe, expect, test } from 'vitest';
import { openScanner, readScannerAddress } from '../../../drivers/open-scanner.ts';
import { codeBytesMax } from '../../../drivers/scanner/codes.ts';
import {
  newScanner,
  nextDue,
  type ScannerInput,
  type ScannerMachine,
  type ScannerSettings,
  sameMs,
  settleMs,
  step,
} from '../../../drivers/scanner/machine.ts';
import { SteppedClock } from '../stepped-clock.ts';
import { fuzzCodes } from './fuzz.ts';

class Bench {
  machine: ScannerMachine = newScanner;
  readonly codes: string[] = [];
  at = 10_000_000;
  readonly settings: ScannerSettings;

  constructor(end: ScannerSettings['end'] = 'line') {
    this.settings = { end, pauseMs: 100 };
    this.plug();
  }

  take(input: ScannerInput): this {
    const { machine, codes } = step(this.machine, input, this.at, this.settings);
    this.machine = machine;
    this.codes.push(...codes);
    return this;
  }

  hear(words: string | Uint8Array): this {
    const bytes = typeof words === 'string' ? Buffer.from(words) : words;
    return this.take({ kind: 'bytes', bytes });
  }

  pass(ms: number): this {
    const end = this.at + ms;
    for (;;) {
      const due = nextDue(this.machine, this.at, this.settings);
      if (due === null || due > end) break;
      this.at = due;
      this.take({ kind: 'time' });
    }
    this.at = end;
    return this;
  }

  lose(): this {
    return this.take({ kind: 'link', state: { is: 'lost', why: 'closed', detail: 'gone' } });
  }

  plug(): this {
    return this.take({ kind: 'link', state: { is: 'open' } }).pass(settleMs);
  }
}

describe('where a code ends', () => {
  test.each([
    ['CR', 'ABCD2345\r', ['ABCD2345']],
    ['LF', 'ABCD2345\n', ['ABCD2345']],
    ['CR LF', 'ABCD2345\r\n', ['ABCD2345']],
    ['two at once', 'A1\rB2\r\n\r\nC3\n', ['A1', 'B2', 'C3']],
    ['nothing but ends', '\r\n\r\n \r', []],
    ['control characters and a byte order mark', '\u0002\ufeff A\u001d1\u0003\r', ['A1']],
    ['Chinese', '预约码\r', ['预约码']],
  ])('%s', (_, words, codes) => {
    expect(new Bench().hear(words).codes).toEqual(codes);
    const slowly = new Bench();
    for (const byte of Buffer.from(words)) slowly.hear(Uint8Array.of(byte)).pass(3);
    expect(slowly.codes).toEqual(codes);
  });

  test('what older codes hold: GB 18030', () => {
    const bytes = Uint8Array.of(0xba, 0xc5, 0x31, 0x0d);
    expect(new Bench().hear(bytes).codes).toEqual(['号1']);
  });

  test('a pause, of a scanner without an end', () => {
    const bench = new Bench('pause').hear('ABCD').pass(99).hear('2345').pass(99);
    expect(bench.codes).toEqual([]);
    expect(bench.pass(1).codes).toEqual(['ABCD2345']);
    expect(bench.hear('A1\r\n').pass(5_000).codes).toEqual(['ABCD2345', 'A1']);
  });

  test('a pause that was noticed late ends the code before what follows', () => {
    const bench = new Bench('pause').hear('ABCD');
    bench.at += 5_000;
    expect(bench.hear('2345').pass(100).codes).toEqual(['ABCD', '2345']);
  });

  test('a beginning without an end is not half of the next code', () => {
    const bench = new Bench().hear('ABCD').pass(1_000).hear('EFGH\r');
    expect(bench.codes).toEqual(['EFGH']);
    const told = new Bench().hear('ABCD').pass(1_000).machine.health;
    expect(told).toMatchObject({ state: 'unknown' });
    expect(told.detail).toContain('without CR or LF');
  });

  test('a line that was lost in the middle of a code ends it for good', () => {
    expect(new Bench().hear('ABCD').lose().plug().hear('EFGH\r').codes).toEqual(['EFGH']);
  });
});

test('what a serial server kept from before the connection is nobody\u2019s scan', () => {
  const bench = new Bench().lose().take({ kind: 'link', state: { is: 'open' } });
  bench
    .hear('A1\rB')
    .pass(settleMs - 1)
    .hear('2\r');
  expect([bench.codes, bench.machine.heardAt]).toEqual([[], null]);
  expect(bench.machine.health.detail).toBe('the line was opened just now');
  expect(bench.pass(1).hear('C3\r').codes).toEqual(['C3']);
});

describe('what is no code', () => {
  test('more than a code holds is passed over up to its end, and little of it kept', () => {
    const bench = new Bench().hear('x'.repeat(5 * codeBytesMax));
    expect(bench.machine.reading.rest).toEqual([]);
    expect(bench.hear('tail\rABCD\r').codes).toEqual(['ABCD']);
    const longest = 'y'.repeat(codeBytesMax);
    expect(new Bench().hear(`${longest}\r`).codes).toEqual([longest]);
  });

  test('bytes that are no text', () => {
    const bench = new Bench().hear(Uint8Array.of(0xff, 0xfe, 0xff, 0x0d));
    expect(bench.codes).toEqual([]);
    expect(bench.machine.health.detail).toContain('no text');
  });
});

describe('the same code', () => {
  test('is told once while it lies there, and anew when it was away for 2 s', () => {
    const bench = new Bench();
    for (let reads = 0; reads < 10; reads += 1) bench.hear('A1\r').pass(500);
    expect(bench.codes).toEqual(['A1']);
    bench.pass(sameMs).hear('A1\r');
    expect(bench.codes).toEqual(['A1', 'A1']);
  });

  test('another one between makes it a new scan', () => {
    expect(new Bench().hear('A1\rB2\rA1\r').codes).toEqual(['A1', 'B2', 'A1']);
  });
});

describe('what can be said of it', () => {
  test('unknown until it has read, on each connection; what it read is nowhere in it', () => {
    const bench = new Bench();
    expect(bench.machine.health.state).toBe('unknown');
    bench.hear('11010519491231002X\r');
    expect(bench.machine.health).toMatchObject({ state: 'ready', heardAt: bench.at });
    bench.hear(Uint8Array.of(0xff, 0xff, 0x0d));
    expect(JSON.stringify(bench.machine.health)).not.toContain('1101');
    expect(bench.lose().machine.health).toMatchObject({ state: 'unplugged', detail: 'gone' });
    expect(bench.plug().machine.health.state).toBe('unknown');
  });
});

describe('its address', () => {
  test('with what ends a code', () => {
    expect(readScannerAddress('serial:/dev/ttyACM0?baud=115200')).toMatchObject({
      port: { baud: 115_200 },
      settings: { end: 'line', pauseMs: 100 },
    });
    expect(readScannerAddress('tcp://10.0.0.7:4002?end=pause&pause=50')).toMatchObject({
      settings: { end: 'pause', pauseMs: 50 },
    });
  });

  test.each([
    ['serial:/dev/ttyACM0?end=tab', 'end'],
    ['serial:/dev/ttyACM0?pause=5', 'pause'],
    ['serial:/dev/ttyACM0?station=5', 'station'],
    ['usb:1', 'address'],
  ])('%s: %s is wrong', (address, field) => {
    expect(readScannerAddress(address)).toMatchObject({ ok: false, problem: { field } });
    expect(() => openScanner(address, new SteppedClock())).toThrow(`${field} must be`);
  });
});

test('50,000 seeded inputs', () => {
  expect(fuzzCodes(50_000)).toBeNull();
}, 60_000);
