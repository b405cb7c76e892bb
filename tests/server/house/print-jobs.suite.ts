/**
 * Every paper has a row and every row an end; what a crash left open is found, and never lies.
 */
import { expect, onTestFinished, test } from 'vitest';
import { PRINTS_KEPT_MS, PrintJobs, type PrintOrder } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type Place, SteppedClock } from './databases.ts';

export function printJobSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    const clock = new SteppedClock();
    return { revs, clock, jobs: new PrintJobs(house, revs, clock) };
  };
  const order = (job: string, kiosk = 'k1'): PrintOrder => ({
    job,
    kiosk,
    ticket: `t-${job}`,
    label: 'A001',
    because: 'issued',
  });

  test('a job added twice, in one call or two, is one row and is given out once', async () => {
    const { revs, jobs } = await parts();
    expect(await jobs.add('h', [order('1'), order('2'), order('1')])).toEqual([
      order('1'),
      order('2'),
    ]);
    expect(await revs.read('h')).toBe(1);
    expect(await jobs.add('h', [order('2'), order('3')])).toEqual([order('3')]);
    expect(await jobs.add('h', [order('3')])).toEqual([]);
    expect(await jobs.add('h', [])).toEqual([]);
    expect(await revs.read('h')).toBe(2);
    expect(await jobs.latest('h', 'k1', 10)).toHaveLength(3);
  });

  test('two processes that add the same job at once: one of them may print it', async () => {
    const [one, two] = [await parts(), await parts()];
    const given = await Promise.all([
      one.jobs.add('h', [order('1')]),
      two.jobs.add('h', [order('1')]),
    ]);
    expect(given.flat()).toEqual([order('1')]);
  });

  test('more jobs than one statement takes go in together', async () => {
    const { revs, jobs } = await parts();
    const orders = Array.from({ length: 1_100 }, (_, index) => order(String(index)));
    expect(await jobs.add('h', orders)).toHaveLength(1_100);
    expect(await revs.read('h')).toBe(1);
    expect(await jobs.leftOver('h')).toHaveLength(500);
  });

  test('a job goes queued, sent, printed; each step once, with its time and reason', async () => {
    const { revs, clock, jobs } = await parts();
    await jobs.add('h', [order('1')]);
    const queuedAt = clock.now();
    expect(await jobs.find('h', '1')).toEqual({
      ...order('1'),
      ...{ state: 'queued', reason: null, queuedAt, endedAt: null },
    });
    expect(await jobs.mark('h', [{ job: '1', state: 'sent' }])).toEqual(['1']);
    expect(await jobs.mark('h', [{ job: '1', state: 'sent' }])).toEqual([]);
    clock.step(900);
    expect(await jobs.mark('h', [{ job: '1', state: 'printed' }])).toEqual(['1']);
    expect(await jobs.find('h', '1')).toMatchObject({ state: 'printed', endedAt: queuedAt + 900 });
    expect(await revs.read('h')).toBe(3);
  });

  test('a final end stays, whatever is said later; an unknown one may be cleared up', async () => {
    const { revs, jobs } = await parts();
    await jobs.add('h', [order('1'), order('2')]);
    await jobs.mark('h', [
      { job: '1', state: 'failed', reason: 'paper-out' },
      { job: '2', state: 'unknown', reason: 'lost-in-print' },
    ]);
    for (const state of ['sent', 'printed', 'unknown', 'failed'] as const) {
      expect(await jobs.mark('h', [{ job: '1', state }])).toEqual([]);
    }
    expect(await jobs.find('h', '1')).toMatchObject({ state: 'failed', reason: 'paper-out' });
    expect(await jobs.mark('h', [{ job: '2', state: 'printed' }])).toEqual(['2']);
    expect(await jobs.find('h', '2')).toMatchObject({ state: 'printed', reason: null });
    expect(await jobs.mark('h', [{ job: 'nobody', state: 'printed' }])).toEqual([]);
    expect(await revs.read('h')).toBe(3);
  });

  test('after a crash exactly the open jobs are left over, and become unknown', async () => {
    const { clock, jobs } = await parts();
    await jobs.add(
      'h',
      ['1', '2', '3', '4', '5'].map((job) => order(job)),
    );
    await jobs.add('other', [order('6')]);
    await jobs.mark('h', [
      { job: '2', state: 'sent' },
      { job: '3', state: 'printed' },
      { job: '4', state: 'failed', reason: 'offline' },
      { job: '5', state: 'unknown', reason: 'no-answer' },
    ]);
    clock.step(10);
    const begun = clock.now();
    await jobs.add('h', [order('7')]);
    const left = (await jobs.leftOver('h', { before: begun })).map(({ job }) => job);
    expect(left).toEqual(['1', '2']);
    const state = 'unknown' as const;
    const marks = left.map((job) => ({ job, state, reason: 'lost-in-print' }));
    expect(await jobs.mark('h', marks)).toEqual(['1', '2']);
    expect((await jobs.leftOver('h')).map(({ job }) => job)).toEqual(['7']);
    expect(await jobs.add('h', [order('1')])).toEqual([]);
  });

  test('a hub asks for the left-over jobs of its own kiosks only', async () => {
    const { jobs } = await parts();
    await jobs.add('h', [order('1', 'k1'), order('2', 'k2'), order('3', 'k3')]);
    const left = await jobs.leftOver('h', { kiosks: ['k1', 'k3'] });
    expect(left.map(({ job }) => job)).toEqual(['1', '3']);
    expect(await jobs.leftOver('h', { kiosks: [] })).toEqual([]);
  });

  test('the latest of a kiosk, newest first, and all of a ticket', async () => {
    const { clock, jobs } = await parts();
    for (const job of ['1', '2', '3']) {
      await jobs.add('h', [{ ...order(job), ticket: 't' }]);
      clock.step(1);
    }
    await jobs.add('h', [{ ...order('4', 'k2'), ticket: 't', because: 'reprint' }]);
    expect((await jobs.latest('h', 'k1', 2)).map(({ job }) => job)).toEqual(['3', '2']);
    const papers = await jobs.ofTicket('h', 't');
    expect(papers.map(({ job, because }) => `${job} ${because}`)).toEqual([
      '1 issued',
      '2 issued',
      '3 issued',
      '4 reprint',
    ]);
  });

  test('sweeping takes old ends and leaves what is open', async () => {
    const { clock, jobs } = await parts();
    await jobs.add('h', [order('1'), order('2'), order('3')]);
    await jobs.mark('h', [{ job: '1', state: 'printed' }]);
    clock.step(1);
    await jobs.mark('h', [{ job: '2', state: 'printed' }]);
    clock.step(PRINTS_KEPT_MS - 1);
    await jobs.sweep();
    expect(await jobs.find('h', '1')).not.toBeNull();
    clock.step(1);
    await jobs.sweep();
    expect(await jobs.find('h', '1')).toBeNull();
    expect((await jobs.latest('h', 'k1', 10)).map(({ job }) => job)).toEqual(['3', '2']);
  });
}
