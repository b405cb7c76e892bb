/**
 * The printer's machine beyond the short slip: printers that speak by themselves, which error it
 * is, and slips so long that they go out in pieces.
 */
import { describe, expect, test } from 'vitest';
import { Bench, proofAsked, rules, trim } from './machine-bench.ts';

describe('a printer that speaks by itself', () => {
  const speaking = () => {
    const bench = new Bench();
    bench.auto = [0x10, 0x00, 0x00, 0x00];
    return bench.plug();
  };
  const outAuto = [0x18, 0x00, 0x0f, 0x00] as const;
  const out = [0x1a, 0x32, 0x12, 0x7e];

  test('is asked to once, while idle and well; one that does not know how is not asked again', () => {
    const clone = new Bench().plug().pass(10_000).unplug().plug().pass(10_000);
    expect(clone.autoAsked).toBe(1);
    expect(clone.machine.auto).toBe('none');
    const able = speaking().pass(10_000);
    expect(able.machine.auto).toBe('on');
    expect(able.autoAsked).toBe(1);
    able.unplug().plug();
    expect(able.autoAsked).toBe(2);
  });

  test('with an empty roll is seen at once, not at the next question', () => {
    const bench = speaking();
    bench.pass(500);
    bench.answers = out;
    bench.say(...outAuto);
    expect(bench.state).toBe('paper-out');
  });

  test('is not trusted alone: what it says wrongly is put right by its answers at once', () => {
    const bench = speaking();
    bench.say(...outAuto);
    expect(bench.state).toBe('ready');
    bench.answers = [...out];
    bench.pass(2_000);
    bench.say(0x10, 0x00, 0x00, 0x00);
    expect(bench.state).toBe('paper-out');
  });

  test('ends no slip by its own word: the answers do', () => {
    const bench = speaking();
    bench.proof = null;
    bench.job(1).say(...outAuto);
    expect(bench.ends.size).toBe(0);
    bench.answers = [...out];
    bench.say(0x10, 0x00, 0x00, 0x00).say(...outAuto);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'paper-out' });
  });

  test('while a round is out, the round is not believed: it may be older', () => {
    const bench = speaking();
    bench.answers = [null, null, null, null];
    bench.pass(2_100);
    expect(bench.machine.asking.round).not.toBeNull();
    bench.say(...outAuto);
    expect(bench.state).toBe('paper-out');
    bench.answers = out;
    bench.say(0x12, 0x12, 0x12);
    expect(bench.state).toBe('paper-out');
  });

  test('is told so again behind every slip: ESC @ ends it', () => {
    const bench = speaking().job(1);
    expect(bench.sent).toEqual([`<1>\x1da\xff${proofAsked}`]);
  });

  test('whose four bytes are torn proves nothing by them', () => {
    const bench = speaking();
    bench.proof = null;
    bench.job(1).say(0x00, 0x00, 0x00);
    expect(bench.ends.size).toBe(0);
    bench.say(0x10, 0x00);
    bench.pass(600);
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
  });

  test('is not asked to where the profile says so', () => {
    const bench = new Bench({ ...rules, auto: false });
    bench.auto = [0x10, 0x00, 0x00, 0x00];
    bench.plug().pass(10_000).job(1);
    expect(bench.autoAsked).toBe(0);
    expect(bench.sent).toEqual([`<1>${proofAsked}`]);
  });
});

describe('which error it is', () => {
  const hot = [0x1a, 0x52, 0x52, 0x12];

  test('too hot: a new slip is not begun; it is ready again when it has cooled', () => {
    const bench = new Bench();
    bench.answers = hot;
    bench.plug().job(1);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'overheated' });
    expect(bench.sent).toEqual([]);
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.pass(2_000);
    expect(bench.state).toBe('ready');
  });

  test('too hot in mid-slip: it goes on by itself, and the slip is printed', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.job(1);
    bench.answers = hot;
    bench.pass(9_000);
    expect(bench.state).toBe('overheated');
    expect(bench.ends.size).toBe(0);
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.say(0x00);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'printed' });
  });

  test('the cutter is told apart, also when the head is hot; other errors are just errors', () => {
    for (const [third, detail] of [
      [0x1a, 'its cutter is jammed'],
      [0x5a, 'its cutter is jammed'],
      [0x32, 'it reports an error'],
      [null, 'it reports an error'],
    ] as const) {
      const bench = new Bench();
      bench.answers = [0x1a, 0x52, third, 0x12];
      bench.plug().pass(5_000);
      expect(bench.machine.health).toMatchObject({ state: 'error', detail });
    }
  });

  test('where its bits are not trusted, heat is an error like any other', () => {
    const bench = new Bench({ ...rules, named: false });
    bench.answers = hot;
    bench.plug();
    expect(bench.machine.health).toMatchObject({ state: 'error', detail: 'it reports an error' });
    bench.say(0x18, 0x40, 0x00, 0x00);
    expect(bench.state).toBe('error');
  });
});

describe('a long slip', () => {
  const texts = ['<1a>', '<1b>', '<1c>', '<1d>', '<1e>'];

  test('goes out piece by piece, never more than two unanswered', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.longJob(1, texts);
    const each = texts.map((text) => `${text}${proofAsked}`);
    expect(bench.sent).toEqual(each.slice(0, 2));
    bench.pass(1_000);
    expect(bench.sent).toHaveLength(2);
    for (let answered = 1; answered <= 5; answered++) {
      bench.say(0x00);
      expect(bench.sent).toEqual(each.slice(0, answered + 2));
    }
    expect(bench.ends.get(1)).toMatchObject({
      outcome: 'printed',
      used: { mm: 500, cuts: 1 },
    });
  });

  test.each([
    ['paper-out', [0x1a, 0x32, 0x12, 0x7e]],
    ['cover-open', [0x1a, 0x16, 0x12, 0x12]],
    ['error', [0x1a, 0x52, 0x1a, 0x12]],
  ])('%s in its middle: failed by that name, the rest is never sent', (reason, answers) => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.longJob(1, texts).say(0x00);
    bench.answers = answers;
    bench.pass(1_000);
    const end = { outcome: 'failed', reason, used: { mm: 300, cuts: 0 } };
    expect(bench.ends.get(1)).toMatchObject(end);
    expect(bench.sent).toHaveLength(3);
    bench.answers = [0x12, 0x12, 0x12, 0x12];
    bench.say(0x00).say(0x00);
    bench.proof = 0x00;
    bench.pass(2_000).job(2);
    expect(bench.sent.slice(3)).toEqual([`${trim}<2>${proofAsked}`]);
    expect(bench.ends.get(2)).toMatchObject({ outcome: 'printed' });
  });

  test('to a printer that gives no proof waits for its paper and its good word', () => {
    const bench = new Bench();
    bench.proof = null;
    bench.plug().longJob(1, texts.slice(0, 3));
    bench.pass(2_400);
    expect(bench.sent).toHaveLength(1);
    bench.pass(200);
    expect(bench.sent).toHaveLength(2);
    bench.answers = [0x1a, 0x16, 0x12, 0x12];
    bench.pass(1_000);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'failed', reason: 'cover-open' });
  });

  test('to a printer that never answers is paced by time alone, and ends unknown', () => {
    const bench = new Bench({ ...rules, asks: false });
    bench.plug().longJob(1, texts).pass(30_000);
    expect(bench.sent).toEqual(texts);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
  });

  test('that falls silent in its middle ends unknown after 10 s, and no more of it is sent', () => {
    const bench = new Bench().plug();
    bench.proof = null;
    bench.longJob(1, texts);
    bench.answers = [null, null, null, null];
    bench.pass(14_000);
    expect(bench.ends.get(1)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' });
    expect(bench.sent).toHaveLength(2);
  });

  test('has a deadline by its length and its line', () => {
    const slow = new Bench({ ...rules, baud: 1_200 });
    slow.proof = null;
    slow.plug().take({
      ...{ kind: 'job', id: 1 },
      pieces: [{ bytes: new Uint8Array(2_400), dots: 8_000, cuts: 1 }],
    });
    // 20 s on the line, 25 s of paper, twice over, and 10 s.
    expect(slow.machine.job?.due).toBe(slow.at + 100_000);
  });
});
