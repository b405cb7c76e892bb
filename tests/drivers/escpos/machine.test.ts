/**
 * The printer's machine by given / when / then, without wires and without time: what it asks, when
 * it sends, and how each job ends.
 */
import { describe, expect, test } from 'vitest';
import { jobsMax } from '../../../drivers/escpos/jobs.ts';
import { Bench, fill, proofAsked, rules, trim } from './machine-bench.ts';

describe('a healthy printer', () => {
  test('looks first, prints, and is proved to have printed', () => {
    const bench = new Bench().plug().job(1);
    expect(bench.sent).toEqual([`<1>${proofAsked}`]);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
    expect(bench.state).toBe('ready');
  });

  test('jobs go one after the other, in order', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1).job(2).job(3);
    expect(bench.sent).toHaveLength(1);
    bench.say(0x00);
    expect(bench.sent).toHaveLength(2);
    bench.say(0x00);
    bench.say(0x00);
    expect([...bench.ends.keys()]).toEqual([1, 2, 3]);
  });

  test('is asked every 2 s when idle: what happens to it is seen without a job', () => {
    const bench = new Bench().plug();
    bench.answers = [0x1a, 0x32, null, 0x7e];
    bench.pass(2_000);
    expect(bench.state).toBe('paper-out');
    bench.answers = [0x12, 0x12, null, 0x1e];
    bench.pass(2_000);
    expect(bench.state).toBe('paper-low');
  });
});

test('every connection begins with zeros: the last one may have broken off in a picture', () => {
  const bench = new Bench().plug().unplug().plug();
  expect(bench.said).toEqual([fill, fill]);
});

describe('looking before', () => {
  test.each([
    ['paper-out', [0x1a, 0x32, 0x12, 0x7e]],
    ['cover-open', [0x1a, 0x16, 0x12, 0x12]],
    ['offline', [0x1a, 0x12, 0x12, 0x12]],
    ['error', [0x1a, 0x52, 0x1a, 0x12]],
  ])('%s: the job fails by that name and nothing is sent', (reason, answers) => {
    const bench = new Bench();
    bench.answers = answers;
    bench.plug().job(1);
    expect(bench.sent).toEqual([]);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason });
  });

  test('near its end it prints', () => {
    const bench = new Bench();
    bench.answers = [0x12, 0x12, 0x12, 0x1e];
    bench.plug().job(1);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
    expect(bench.state).toBe('paper-low');
  });

  test('noise instead of answers: nothing is sent there, and it is never called ready', () => {
    const bench = new Bench().plug();
    bench.answers = [0xff, 0xff, 0xff, 0xff];
    bench.job(1).pass(10_000);
    expect(bench.sent).toEqual([]);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'error' });
    expect(bench.machine.health).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('noise instead of answers: ff'),
    });
  });

  test('good answers among noise are not believed either', () => {
    const bench = new Bench();
    bench.noise = Number.POSITIVE_INFINITY;
    bench.plug().job(1).pass(10_000);
    expect(bench.state).toBe('unknown');
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'error' });
    bench.noise = 0;
    bench.pass(3_000);
    expect(bench.state).toBe('ready');
  });

  test('noise in one round is asked again before it is believed', () => {
    const bench = new Bench().plug();
    const told: string[] = [];
    bench.noise = 1;
    for (let i = 0; i < 20; i++) told.push(bench.pass(200).state);
    expect(new Set(told)).toEqual(new Set(['ready']));
  });
});

describe('in mid-slip', () => {
  test.each([
    ['paper-out', [0x1a, 0x32, 0x12, 0x7e]],
    ['cover-open', [0x1a, 0x16, 0x12, 0x12]],
    ['error', [0x1a, 0x52, 0x1a, 0x12]],
  ])('%s: failed within a second, by that name', (reason, answers) => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1);
    bench.answers = answers;
    bench.pass(1_000);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason });
  });

  test('proof is tried while idle, so that the first slip already depends on it', () => {
    const bench = new Bench().plug();
    expect(bench.machine).toMatchObject({ proves: true, owed: 0 });
    bench.proof = null;
    bench.job(1).pass(10_000);
    expect(bench.ends.size).toBe(0);
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed', at: bench.at });
    expect(bench.sent).toEqual([`<1>${proofAsked}`]);
  });

  test('a late proof of the idle question does not prove the slip after it', () => {
    const bench = new Bench();
    bench.proof = null;
    bench.plug().job(1);
    bench.say(0x00);
    expect(bench.ends.size).toBe(0);
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
    expect(bench.sent).toEqual([`<1>${proofAsked}`]);
  });

  test('offline for a moment while feeding is not a failure; for longer it is', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1);
    bench.answers = [0x1a, 0x12, 0x12, 0x12];
    bench.pass(600);
    expect(bench.ends.size).toBe(0);
    bench.pass(2_500);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'offline' });
  });

  test('unplugged: unknown, lost in print; the next slip begins by cutting off the half one', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1).unplug();
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'lost-in-print' });
    expect(bench.state).toBe('unplugged');
    bench.proof = 0x00;
    bench.plug().job(2).job(3);
    expect(bench.sent).toEqual([`<1>${proofAsked}`, `${trim}<2>${proofAsked}`, `<3>${proofAsked}`]);
  });

  test('a slip that broke off before this machine began is cut off by the first one', () => {
    const bench = new Bench().take({ kind: 'torn' }).plug();
    bench.job(1).job(2);
    expect(bench.sent).toEqual([`${trim}<1>${proofAsked}`, `<2>${proofAsked}`]);
  });

  test('silent: unknown after 10 s, and the next one fails without being sent', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1);
    bench.answers = [null, null, null, null];
    bench.job(2);
    bench.pass(9_900);
    expect(bench.ends.size).toBe(0);
    bench.pass(4_100);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
    expect(bench.ends.get(2)).toMatchObject({ outcome: 'failed', reason: 'silent' });
    expect(bench.sent).toHaveLength(1);
  });

  test('a proof that belongs to a slip before does not prove this one', () => {
    const bench = new Bench().plug().job(1);
    bench.proof = null;
    bench.job(2);
    bench.answers = [0x1a, 0x32, 0x12, 0x7e];
    bench.pass(1_000);
    expect(bench.ends.get(2)).toMatchObject({ outcome: 'failed', reason: 'paper-out' });
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.job(3);
    expect(bench.ends.has(3)).toBe(false);
    bench.say(0x00);
    expect(bench.ends.has(3)).toBe(false);
    bench.say(0x00);
    expect(bench.ends.get(3)).toMatchObject({ outcome: 'printed' });
  });

  test('the end of an older slip and the idle question answered in one breath: asked anew', () => {
    const bench = new Bench();
    bench.proof = null;
    bench.plug().say(0x00, 0x00);
    bench.job(1);
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed', at: bench.at });
  });

  test('the end of an older slip and this one’s answered in one breath: taken from its status', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1).unplug();
    bench.job(2).plug();
    bench.say(0x00, 0x00);
    expect(bench.ends.has(2)).toBe(false);
    bench.pass(4_000);
    expect(bench.ends.get(2)).toMatchObject({
      outcome: 'printed',
      detail: 'no answer in its turn; taken from its status',
    });
  });

  test('a printer that proves others but not this one: unknown at the deadline', () => {
    const bench = new Bench().plug().job(1);
    bench.proof = null;
    bench.job(2).pass(29_999);
    expect(bench.ends.has(2)).toBe(false);
    bench.pass(1);
    expect(bench.ends.get(2)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
  });
});

describe('clones', () => {
  test('without an answer in turn: printed when all is well 3 s after, and it says so', () => {
    const bench = new Bench();
    bench.proof = null;
    bench.plug().job(1).pass(2_999);
    expect(bench.ends.size).toBe(0);
    bench.pass(1_000);
    expect(bench.ends.get(1)).toMatchObject({
      outcome: 'printed',
      detail: 'no answer in its turn; taken from its status',
    });
    bench.job(2);
    expect(bench.sent[1]).toBe(`<2>${proofAsked}`);
  });

  test('that do not tell of their paper are unknown, never ready, and still print', () => {
    const bench = new Bench();
    bench.answers = [0x12, null, null, null];
    bench.plug().pass(5_000);
    expect(bench.state).toBe('unknown');
    bench.job(1).pass(3_000);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
  });

  test('that find their words again are known again, with or without a new connection', () => {
    const bench = new Bench();
    bench.answers = [null, 0x12, null, 0x12];
    bench.plug().pass(8_000);
    expect(bench.state).toBe('unknown');
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.unplug().plug();
    expect(bench.state).toBe('ready');
    bench.answers = [0x12, null, null, null];
    bench.pass(8_000);
    expect(bench.state).toBe('unknown');
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.pass(65_000);
    expect(bench.state).toBe('ready');
  });

  test('are not asked for ever what they leave unanswered', () => {
    const bench = new Bench();
    bench.answers = [0x12, null, null, 0x12];
    bench.plug().pass(10_000);
    expect(bench.state).toBe('ready');
    const before = bench.at;
    bench.job(1);
    expect(bench.ends.get(1)?.at).toBe(before);
  });

  test('that never answer anything are sent to, and every job ends unknown', () => {
    const bench = new Bench();
    bench.answers = [null, null, null, null];
    bench.proof = null;
    bench.plug().job(1).pass(10_000);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
    expect(bench.state).toBe('unknown');
    bench.job(2);
    expect(bench.sent).toHaveLength(2);
    bench.pass(3_000);
    expect(bench.ends.get(2)).toMatchObject({ outcome: 'unknown' });
    expect(bench.drops).toBe(0);
  });

  test('configured not to answer: nothing is asked, not even for proof', () => {
    const bench = new Bench({ ...rules, asks: false });
    bench.plug().job(1).pass(60_000);
    expect(bench.sent).toEqual(['<1>']);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
    expect(bench.state).toBe('unknown');
  });
});

describe('answers that come late', () => {
  /** Paper near its end, and the drawer's bit, which elsewhere means an open cover. */
  const low = [0x16, 0x12, 0x12, 0x1e];
  const mute = [null, null, null, null];

  test.each([
    ['in one breath', [[0x16, 0x16, 0x16]]],
    ['one by one', [[0x16], [0x16], [0x16]]],
  ])('%s: none of them answers another question', (_how, breaths) => {
    const bench = new Bench();
    bench.answers = low;
    bench.plug();
    bench.proof = null;
    bench.job(1);
    // Clones answer in their turn: what is asked while they print they answer behind it.
    bench.answers = mute;
    bench.pass(3_000);
    for (const breath of breaths) bench.say(...breath);
    expect(bench.ends.size).toBe(0);
    bench.answers = low;
    bench.pass(1_000);
    expect(bench.state).toBe('paper-low');
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
  });

  test('what is wrong is known as soon as they have come', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1);
    bench.answers = mute;
    bench.pass(3_000);
    bench.say(0x1a);
    bench.answers = [0x1a, 0x32, 0x12, 0x7e];
    bench.pass(500);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'paper-out' });
  });
});

describe('silence and absence', () => {
  test('a printer that falls silent is named so within 5 s, and its connection is made anew', () => {
    const bench = new Bench().plug();
    bench.answers = [null, null, null, null];
    bench.pass(5_000);
    expect(bench.state).toBe('silent');
    bench.pass(6_000);
    expect(bench.drops).toBe(1);
    bench.link({ is: 'lost', why: 'mute', detail: 'given up' });
    expect(bench.state).toBe('silent');
    bench.link({ is: 'lost', why: 'timeout', detail: 'no connection' });
    expect(bench.state).toBe('unplugged');
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.plug();
    expect(bench.state).toBe('ready');
  });

  test('unplugged: a job waits 2 s for it, then fails', () => {
    const bench = new Bench().plug().unplug().job(1).pass(1_999);
    expect(bench.ends.size).toBe(0);
    bench.pass(1);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'unplugged' });
    bench.plug();
    expect(bench.sent).toEqual([]);
  });

  test('back within 2 s, the waiting job is printed, also one that was just being looked at', () => {
    const bench = new Bench().plug();
    bench.answers = [null, null, null, null];
    bench.job(1).unplug().pass(500);
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.plug();
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
    expect(bench.sent).toEqual([`<1>${proofAsked}`]);
  });

  test('closed: all jobs end, the one under way as unknown', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1).job(2).link({ is: 'closed' }).job(3);
    expect([...bench.ends.entries()].map(([id, end]) => [id, end.outcome])).toEqual([
      [1, 'unknown'],
      [2, 'failed'],
      [3, 'failed'],
    ]);
  });

  test('the line has an end: more than 20 waiting jobs are refused at once', () => {
    const bench = new Bench();
    for (let id = 0; id <= jobsMax; id++) bench.job(id);
    expect([...bench.ends.keys()]).toEqual([jobsMax]);
  });
});
