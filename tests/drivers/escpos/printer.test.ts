/**
 * The whole driver against the pretend printer, on a socket and on a real pseudo-terminal: what a
 * hall sees of each misfortune, and that no misfortune prints anything stale.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Printer, PrinterState } from '../../../drivers/driver.ts';
import { type PrintTimes, printTimes } from '../../../drivers/escpos/machine.ts';
import { openEscposPrinter } from '../../../drivers/escpos/printer.ts';
import { type EscposProfile, paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import type { Paper } from '../../../drivers/paper.ts';
import { openPort, type PortAddress } from '../../../drivers/ports/open.ts';
import { portTimes } from '../../../drivers/ports/port.ts';
import { rareSlip, slip } from '../../../fixtures/machines/paper-examples.ts';
import { inNoFont } from '../../../fixtures/machines/paper-names.ts';
import { type PretendPrinter, startPretendPrinter } from '../../../fixtures/machines/printer.ts';
import { stopwatch } from '../awake.ts';
import { until } from '../waiting.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
/** The same machine at a tenth of its patience, so that a test takes no longer than it must. */
const quick: PrintTimes = {
  pollMs: 60,
  busyPollMs: 30,
  askMs: 400,
  jobMs: 20_000,
  graceMs: 600,
  settleMs: 1_000,
  silenceMs: 2_000,
};
const short = (label: string): Paper => [{ kind: 'label', text: label }];

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface SetUp {
  readonly pretend: PretendPrinter;
  readonly printer: Printer;
}

type Wire = 'tcp' | 'serial';

async function setUp(
  wire: Wire,
  profile: EscposProfile = paper80,
  times: PrintTimes = quick,
): Promise<SetUp> {
  const folder = mkdtempSync(join(tmpdir(), 'printer-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const ptyLink = join(folder, 'line');
  const pretend = await startPretendPrinter({
    clock,
    paperMm: profile.paperMm,
    ...(wire === 'tcp' ? { tcpPort: 0 } : { ptyLink }),
  });
  ends.push(() => pretend.close());
  const address: PortAddress = pretend.tcp
    ? { wire: 'tcp', host: '127.0.0.1', port: pretend.tcp.port }
    : { wire: 'serial', path: ptyLink, baud: 19_200, flow: 'none' };
  const port = openPort(address, clock, { ...portTimes, retryMsMin: 50, retryMsMax: 200 });
  const printer = openEscposPrinter({ port, profile, clock, times });
  ends.push(() => printer.close());
  // A job does not wait long for a line that is not there: that is not what most tests are about.
  await until(
    'the line is open',
    () => port.state().is === 'open',
    (look) => port.listen({ changed: look, bytes: () => {} }),
  );
  return { pretend, printer };
}

const isIn = (printer: Printer, state: PrinterState) =>
  until(
    `health ${state}`,
    () => printer.health().state === state,
    (look) => printer.onHealth(look),
  );
const papersAre = (pretend: PretendPrinter, count: number) =>
  until(
    `${count} papers`,
    () => pretend.engine.papers().filter(({ cut }) => cut !== null).length >= count,
    (look) => pretend.engine.onChange(look),
  );
const labels = (pretend: PretendPrinter) =>
  pretend.engine.papers().map(({ lines }) => lines.join('|'));

describe.each<{ wire: Wire }>([{ wire: 'tcp' }, { wire: 'serial' }])('on $wire', ({ wire }) => {
  test('a slip is printed, cut, and known to be out', async () => {
    const { pretend, printer } = await setUp(wire);
    expect(await printer.print(slip)).toMatchObject({ outcome: 'printed' });
    const [paper] = pretend.engine.papers();
    expect(paper).toMatchObject({ cut: 'partial', error: null });
    expect(paper?.lines).toContain('A017');
    expect(printer.health()).toMatchObject({ state: 'ready' });
    expect(printer.health().heardAt).toBeGreaterThan(0);
  });

  test('jobs keep their order and none is lost', async () => {
    const { pretend, printer } = await setUp(wire);
    const names = ['A001', 'A002', 'A003', 'A004', 'A005', 'A006'];
    const outcomes = await Promise.all(names.map((name) => printer.print(short(name))));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(names.map(() => 'printed'));
    expect(labels(pretend)).toEqual([...names].reverse());
  });

  test.each([
    ['paper-out', { paper: 'out' }, { paper: 'ok' }],
    ['cover-open', { coverOpen: true }, { coverOpen: false }],
    ['offline', { offline: true }, { offline: false }],
    ['overheated', { hot: true }, { hot: false }],
    ['error', { cutterJammed: true }, { cutterJammed: false }],
  ] as const)(
    '%s: seen without a job, the job fails unsent, and all is well again after',
    async (state, bad, good) => {
      const { pretend, printer } = await setUp(wire);
      await isIn(printer, 'ready');
      pretend.engine.set(bad);
      await isIn(printer, state);
      expect(await printer.print(short('A001'))).toMatchObject({
        outcome: 'failed',
        reason: state,
      });
      pretend.engine.set(good);
      await isIn(printer, 'ready');
      expect(await printer.print(short('A002'))).toMatchObject({ outcome: 'printed' });
      expect(labels(pretend)).toEqual(['A002']);
    },
  );

  test('paper near its end: told, and printed all the same', async () => {
    const { pretend, printer } = await setUp(wire);
    pretend.engine.set({ paper: 'low' });
    await isIn(printer, 'paper-low');
    expect(await printer.print(short('A001'))).toMatchObject({ outcome: 'printed' });
  });

  test('paper that ends in mid-slip: failed; with new paper the printer is ready again', async () => {
    const { pretend, printer } = await setUp(wire);
    await isIn(printer, 'ready');
    pretend.engine.set({ paperLeftDots: 300 });
    expect(await printer.print(slip)).toMatchObject({ outcome: 'failed', reason: 'paper-out' });
    expect(pretend.engine.papers()[0]).toMatchObject({ cut: null });
    pretend.engine.set({ paper: 'ok' });
    await papersAre(pretend, 1);
    expect(await printer.print(short('A018'))).toMatchObject({ outcome: 'printed' });
    expect(labels(pretend)[0]).toBe('A018');
    expect(pretend.engine.fault).toBeNull();
  });

  test('silence: named, and the ticket is not kept waiting; it comes back by itself', async () => {
    const { pretend, printer } = await setUp(wire);
    await isIn(printer, 'ready');
    pretend.engine.set({ silent: true });
    await isIn(printer, 'silent');
    const since = stopwatch();
    expect(await printer.print(short('A001'))).toMatchObject({
      outcome: 'failed',
      reason: 'silent',
    });
    expect(since()).toBeLessThan(quick.jobMs);
    pretend.engine.set({ silent: false });
    await isIn(printer, 'ready');
    expect(await printer.print(short('A002'))).toMatchObject({ outcome: 'printed' });
    expect(labels(pretend)).toEqual(['A002']);
  });

  test('garbage: unknown, never ready, and nothing is sent into it', async () => {
    const { pretend, printer } = await setUp(wire);
    pretend.engine.set({ garbage: true });
    expect(await printer.print(short('A001'))).toMatchObject({
      outcome: 'failed',
      reason: 'error',
    });
    expect(printer.health().state).toBe('unknown');
    expect(printer.health().detail).toContain('noise instead of answers: ');
    expect(labels(pretend)).toEqual([]);
    pretend.engine.set({ garbage: false });
    await isIn(printer, 'ready');
  });

  test('unplugged in print: unknown; plugged in again nothing stale comes out', async () => {
    const { pretend, printer } = await setUp(wire);
    await isIn(printer, 'ready');
    // A line so slow that the cable can be pulled within the slip, in the middle of a picture.
    pretend.engine.set({ baud: 9_600 });
    const printing = printer.print([...short('A001'), { kind: 'rule' }, ...slip]);
    await until(
      'the first words of the slip',
      () => labels(pretend)[0]?.startsWith('A001') === true,
      (look) => pretend.engine.onChange(look),
    );
    await pretend.unplug();
    expect(await printing).toMatchObject({ outcome: 'unknown', reason: 'lost-in-print' });
    await isIn(printer, 'unplugged');
    expect(await printer.print(short('A002'))).toMatchObject({
      outcome: 'failed',
      reason: 'unplugged',
    });
    pretend.engine.stop();
    pretend.engine.set({ baud: null });
    await pretend.replug();
    await isIn(printer, 'ready');
    expect(await printer.print(short('A003'))).toMatchObject({ outcome: 'printed' });
    expect(pretend.engine.fault).toBeNull();
    const [newest, torn, ...none] = labels(pretend);
    expect(newest).toBe('A003');
    expect(torn?.startsWith('A001')).toBe(true);
    expect(none).toEqual([]);
  });

  test('a QR code on the paper is read by a scanner', async () => {
    const { pretend, printer } = await setUp(wire);
    const text = 'https://hall.example.gov.cn/t/%E5%8F%B7?x=1';
    await printer.print([{ kind: 'qr', text }]);
    expect(scan(pretend)).toBe(text);
  });
});

/** What `zbarimg` reads on the newest paper. */
function scan(pretend: PretendPrinter): string {
  const png = pretend.engine.png(pretend.engine.papers()[0]?.id ?? 0);
  const folder = mkdtempSync(join(tmpdir(), 'scan-'));
  try {
    const file = join(folder, 'paper.png');
    writeFileSync(file, png ?? '');
    const args = ['--quiet', '--raw', '--nodbus', file];
    return execFileSync('zbarimg', args, { encoding: 'utf8' }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A real hall asks every 2 s; here so seldom that only its own word can be meant. */
const seldom: PrintTimes = { ...quick, pollMs: 60_000 };

describe('a printer that speaks by itself', () => {
  test('an empty roll is seen before the next question, and so is the new one', async () => {
    const { pretend, printer } = await setUp('serial', paper80, seldom);
    await isIn(printer, 'ready');
    // Its slip ends the automatic status (ESC @) and asks for it again.
    expect(await printer.print(short('A001'))).toMatchObject({ outcome: 'printed' });
    pretend.engine.set({ paper: 'out' });
    await isIn(printer, 'paper-out');
    pretend.engine.set({ paper: 'ok' });
    await isIn(printer, 'ready');
  });
});

describe('a long slip', () => {
  const long: Paper = Array.from({ length: 60 }, (_, line) => ({
    ...{
      kind: 'text',
      text: `第${line + 1}项 材料的名称和不符合要求的具体原因，请于十五日内补正后再次提交。`,
    },
  }));
  const small = { bufferBytes: 4_096 + 256, mmPerSecond: 900 } as const;

  test.each<{ wire: Wire }>([{ wire: 'tcp' }, { wire: 'serial' }])(
    'does not overrun a small buffer on $wire',
    async ({ wire }) => {
      const patient = { ...quick, askMs: 1_000, silenceMs: 10_000, jobMs: 15_000 };
      const { pretend, printer } = await setUp(wire, paper80, patient);
      pretend.engine.set(small);
      await isIn(printer, 'ready');
      expect(await printer.print(long)).toMatchObject({ outcome: 'printed' });
      expect(pretend.engine.fault).toBeNull();
      await papersAre(pretend, 1);
      expect(pretend.engine.papers()[0]?.lines.at(-1)).toContain('补正后再次提交。');
    },
  );

  test('whose paper ends in the middle: failed by name, and its rest is never sent', async () => {
    const { pretend, printer } = await setUp('tcp');
    pretend.engine.set(small);
    await isIn(printer, 'ready');
    pretend.engine.set({ paperLeftDots: 900 });
    const outcome = await printer.print(long);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'paper-out' });
    expect(outcome.used?.cuts).toBe(0);
    pretend.engine.set({ paper: 'ok' });
    await isIn(printer, 'ready');
    expect(await printer.print(short('A001'))).toMatchObject({ outcome: 'printed' });
    await papersAre(pretend, 2);
    expect(labels(pretend)[0]).toBe('A001');
    expect(labels(pretend).join('')).not.toContain('第60项');
  });
});

test('what a slip takes of the roll is what came out', async () => {
  const { pretend, printer } = await setUp('tcp');
  for (const paper of [slip, rareSlip, short('A001')]) {
    const { used } = await printer.print(paper);
    expect(used).toEqual({ mm: pretend.engine.papers()[0]?.mm, cuts: 1 });
  }
});

describe('papers of all kinds', () => {
  test('QR codes drawn by the driver, on narrow paper, and of 300 bytes are read too', async () => {
    for (const profile of [
      { ...paper80, qr: 'drawn' },
      paper58,
      { ...paper58, qr: 'drawn' },
    ] as const) {
      const { pretend, printer } = await setUp('tcp', profile);
      for (const text of ['A017', `https://hall.example.gov.cn/${'x'.repeat(272)}`]) {
        expect(await printer.print([{ kind: 'qr', text }])).toMatchObject({ outcome: 'printed' });
        expect(scan(pretend)).toBe(text);
      }
    }
  });

  test('rare names print; what no font holds is said in the outcome', async () => {
    const { pretend, printer } = await setUp('tcp');
    expect(await printer.print(rareSlip)).toMatchObject({ outcome: 'printed' });
    const masked: Paper = [{ kind: 'text', text: `王${inNoFont}` }];
    expect(await printer.print(masked)).toMatchObject({
      outcome: 'printed',
      detail: 'printed as 〓, in no font: U+2A6D5',
    });
    expect(labels(pretend)[0]).toBe('王〓');
  });

  test('a paper that cannot be composed fails by name and does not stop the next', async () => {
    const { printer } = await setUp('tcp');
    const outcome = await printer.print([{ kind: 'qr', text: 'x'.repeat(5_000) }]);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'error' });
    expect(outcome.detail).toContain('could not be composed');
    expect(await printer.print(short('A001'))).toMatchObject({ outcome: 'printed' });
  });

  test('a clone that never proves: printed, taken from its status', async () => {
    const { pretend, printer } = await setUp('tcp');
    pretend.engine.set({ noProof: true });
    expect(await printer.print(short('A001'))).toMatchObject({
      outcome: 'printed',
      detail: 'no answer in its turn; taken from its status',
    });
  });
});

describe('the ends of things', () => {
  test('nobody there: the job fails after its grace, and the driver keeps looking', async () => {
    const { pretend, printer } = await setUp('tcp');
    await isIn(printer, 'ready');
    await pretend.unplug();
    await isIn(printer, 'unplugged');
    expect(printer.health().detail).not.toBe('');
    await pretend.replug();
    await isIn(printer, 'ready');
  });

  test('closed in print, the job ends and nothing is heard any more', async () => {
    const { pretend, printer } = await setUp('tcp');
    await isIn(printer, 'ready');
    pretend.engine.set({ silent: true });
    const printing = printer.print(short('A001'));
    await printer.close();
    expect(await printing).toMatchObject({ outcome: 'failed', reason: 'unplugged' });
    expect(await printer.print(short('A002'))).toMatchObject({
      outcome: 'failed',
      reason: 'unplugged',
    });
  });

  test('with the times of a real hall, a pulled cable is named within 5 s', async () => {
    const { pretend, printer } = await setUp('tcp', paper80, printTimes);
    await isIn(printer, 'ready');
    const since = stopwatch();
    await pretend.unplug();
    await isIn(printer, 'unplugged');
    expect(since()).toBeLessThan(5_000);
  });
});
