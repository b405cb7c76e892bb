/**
 * The journal of print jobs and what stands on it: a job id is printed once, over crashes, torn
 * lines and full disks, and its end is told until the hub has it.
 */
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { WireOutcome } from '../../core/wire/agent.ts';
import type { Printer, PrintOutcome } from '../../drivers/driver.ts';
import { Jobs } from '../../kiosk/agent/jobs.ts';
import { JobJournal } from '../../kiosk/agent/journal.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';
import { settled, slip } from './lines.ts';

const device = 'printer@door';
const printed = { outcome: 'printed' } as const;
const lost = { outcome: 'unknown', reason: 'lost-in-print' } as const;

function path(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-jobs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'jobs.journal');
}

/** A printer that prints when the test says how it ended. */
class PlayedPrinter {
  readonly jobs: ((outcome: PrintOutcome) => void)[] = [];
  print(): Promise<PrintOutcome> {
    return new Promise((end) => this.jobs.push(end));
  }
}

function rig(at = path()) {
  const clock = new SteppedClock();
  const printer = new PlayedPrinter();
  const journal = new JobJournal(at);
  const told: { job: string; outcome: WireOutcome }[] = [];
  const complaints: string[] = [];
  const hub: { answer: unknown } = { answer: { ok: true } };
  const jobs = new Jobs({
    ...{ journal, clock },
    printer: (id) => (id === device ? (printer as unknown as Printer) : null),
    tellHub: async (job, outcome) => {
      told.push({ job, outcome });
      return hub.answer;
    },
    complain: (what) => complaints.push(what),
  });
  return { at, clock, printer, journal, told, hub, jobs, complaints };
}

const wish = (job: string) => ({ device, job, paper: [...slip] as never });

test('a job that is asked for again is not printed again, before its end or after it', async () => {
  const { jobs, printer, told } = rig();
  expect(jobs.print(wish('a'))).toEqual({ is: 'running' });
  expect(jobs.print(wish('a'))).toEqual({ is: 'running' });
  printer.jobs[0]?.({ ...printed, detail: 'printed as 〓' });
  await settled();
  expect(jobs.print(wish('a'))).toEqual({ is: 'ended', outcome: printed });
  expect([printer.jobs.length, told.length]).toEqual([1, 1]);
  expect(told[0]?.outcome.detail).toBe('printed as 〓');
});

test('a job that ran when the program died is unknown from then on, and is told so', async () => {
  const first = rig();
  first.jobs.print(wish('a'));
  const again = rig(first.at);
  expect(again.jobs.print(wish('a'))).toEqual({ is: 'ended', outcome: lost });
  again.jobs.tellEnds();
  await settled();
  expect([again.told, again.printer.jobs]).toEqual([[{ job: 'a', outcome: lost }], []]);
  const third = rig(first.at);
  third.jobs.tellEnds();
  await settled();
  expect(third.told).toEqual([]);
});

test('a slip that broke off is known after the next start and the one after, until one comes out', async () => {
  const first = rig();
  expect(first.journal.torn).toBe(false);
  first.jobs.print(wish('a'));
  expect(rig(first.at).journal.torn).toBe(true);
  const third = rig(first.at);
  expect(third.journal.torn).toBe(true);
  third.jobs.print(wish('b'));
  third.printer.jobs[0]?.({ outcome: 'failed', reason: 'paper-out' });
  await settled();
  expect(third.journal.torn).toBe(true);
  third.jobs.print(wish('c'));
  third.printer.jobs[1]?.(printed);
  await settled();
  expect([third.journal.torn, rig(first.at).journal.torn]).toEqual([false, false]);
});

test('an end is told until the hub has it, over a restart too', async () => {
  const { at, jobs, printer, told, hub, clock } = rig();
  hub.answer = null;
  jobs.print(wish('a'));
  printer.jobs[0]?.(printed);
  await settled();
  clock.pass(5_000);
  await settled();
  expect(told).toHaveLength(2);
  const again = rig(at);
  again.jobs.tellEnds();
  await settled();
  expect(again.told).toEqual([{ job: 'a', outcome: printed }]);
});

test('what the hub does not understand is told once and complained of', async () => {
  const { jobs, printer, told, hub, clock, complaints } = rig();
  hub.answer = { refused: 'bad-input', field: 'job', rule: 'an id' };
  jobs.print(wish('a'));
  printer.jobs[0]?.(printed);
  await settled();
  clock.pass(60_000);
  await settled();
  expect([told.length, complaints.length]).toEqual([1, 1]);
});

test('a journal that cannot be written prints nothing', () => {
  const { jobs, journal, printer, complaints } = rig();
  journal.close();
  const answer = jobs.print(wish('a'));
  expect(answer).toMatchObject({ is: 'ended', outcome: { outcome: 'failed', reason: 'error' } });
  expect([printer.jobs.length, complaints.length]).toEqual([0, 1]);
});

test('a job for a printer that does not hang here has failed, and nothing is noted', () => {
  const { jobs } = rig();
  const answer = jobs.print({ ...wish('a'), device: 'printer@elsewhere' });
  expect(answer).toMatchObject({ outcome: { outcome: 'failed', reason: 'unplugged' } });
  expect(jobs.stand('a')).toEqual({ is: 'not-known' });
});

test('a torn last line is as good as none; a broken one in the middle is counted', () => {
  const { at, journal } = rig();
  journal.begin('a');
  journal.end('a', printed);
  journal.close();
  appendFileSync(at, 'not a line\n{"begin":"b"}\n{"begin":"c');
  const again = new JobJournal(at);
  expect([again.find('a'), again.find('b'), again.find('c')]).toEqual([printed, lost, undefined]);
  expect(again.unreadable).toBe(1);
});

test('the file is closed to others, holds no more than the latest jobs, and nothing of a paper', () => {
  const at = path();
  const lines = Array.from({ length: 6_000 }, (_, job) => {
    return `{"begin":"job-${job}"}\n{"end":"job-${job}","how":{"outcome":"printed"}}\n`;
  });
  writeFileSync(at, lines.join(''));
  const journal = new JobJournal(at);
  expect([journal.find('job-999'), journal.find('job-1000')]).toEqual([undefined, printed]);
  journal.begin('one-more');
  journal.end('one-more', { ...printed, detail: 'a rare letter of a name' });
  expect(readFileSync(at, 'utf8')).not.toContain('rare');
  expect(statSync(at).mode & 0o777).toBe(0o600);
});

test('a stand-in prints the same id once, whoever asks', async () => {
  const { jobs, printer } = rig();
  const one = jobs.printHere('a', printer as unknown as Printer, slip);
  const two = jobs.printHere('a', printer as unknown as Printer, slip);
  printer.jobs[0]?.(printed);
  expect(await Promise.all([one, two])).toEqual([printed, printed]);
  expect(await jobs.printHere('a', printer as unknown as Printer, slip)).toEqual(printed);
  expect(printer.jobs).toHaveLength(1);
});
