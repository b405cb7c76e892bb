/** What a strip's driver does about everything that happens to strips, on a clock stepped by hand. */
import { describe, expect, test } from 'vitest';
import { face, stripBench } from './strip-bench.ts';

const namedWithinMs = 5_000;

describe('a wish', () => {
  test('is shown at once; what is shown already costs no byte', async () => {
    const { strip, engine, pass, written } = await stripBench();
    strip.show(face('请A012号到3号窗口'));
    await pass(100);
    expect(engine.face(1)).toMatchObject({ text: '请A012号到3号窗口', moves: false, told: 1 });
    const before = written();
    strip.show(face('请A012号到3号窗口'));
    await pass(1_000);
    expect(written()).toBe(before);
    expect(engine.faults).toEqual([]);
  });

  test('only the latest goes out, when there were several before the turn', async () => {
    const { strips, engine, pass } = await stripBench({}, 2);
    strips[1]?.show(face('占线'));
    for (let i = 1; i <= 50; i++) strips[0]?.show(face(`A${100 + i}`));
    await pass(200);
    expect(engine.face(1)).toMatchObject({ text: 'A150' });
    expect(engine.face(1).told).toBeLessThanOrEqual(2);
  });

  test('for nothing makes it dark, as it is before the first', async () => {
    const { strip, engine, pass } = await stripBench();
    expect(engine.face(1)).toMatchObject({ text: null, told: 0 });
    strip.show(face('3号窗口'));
    await pass(100);
    strip.show(null);
    await pass(100);
    expect(engine.face(1)).toMatchObject({ text: null, told: 1 });
  });

  test('in colour and brightness, where the strip is set to know them', async () => {
    const { strip, engine, pass, written } = await stripBench({
      colour: 'coded',
      brightness: 'sent',
    });
    strip.show(face('A012', { colour: 'green', brightness: 4 }));
    await pass(100);
    expect(engine.face(1)).toMatchObject({ text: 'A012', colour: 'green', level: 3 });
    strip.show(face('A012', { colour: 'amber', brightness: 4 }));
    await pass(100);
    expect(engine.face(1)).toMatchObject({ colour: 'amber' });
    const before = written();
    strip.show(face('A012', { colour: 'amber', brightness: 16 }));
    await pass(100);
    expect(engine.face(1)).toMatchObject({ level: 15, told: 2 });
    expect(written()).toBe(before + 1);
  });

  test('a strip that refuses brightness shows its texts all the same', async () => {
    const { strip, engine, pass } = await stripBench({ brightness: 'sent' });
    engine.set({ undimmable: true });
    strip.show(face('A012'));
    await pass(100);
    expect(engine.face(1).text).toBe('A012');
    expect(strip.health()).toMatchObject({
      state: 'ready',
      detail: 'answers, but refuses brightness',
    });
    strip.show(face('A013', { brightness: 2 }));
    await pass(100);
    expect(engine.face(1).text).toBe('A013');
  });

  test('that the font lacks is told to the technician, not the text itself', async () => {
    const { strip, pass } = await stripBench();
    strip.show(face('请𠮷先生'));
    await pass(100);
    expect(strip.health().detail).toBe('answers; shown as 〓, not in GB 2312: U+20BB7');
    strip.show(face('请先生'));
    expect(strip.health().detail).toBe('answers');
  });
});

describe('a fault', () => {
  test.each([
    ['without power', { powered: false }, 'silent', 'no answer'],
    ['silence', { silent: true }, 'silent', 'no answer'],
    ['noise', { answers: 'noise' as const }, 'error', 'is no frame'],
    ['half frames', { answers: 'half' as const }, 'error', 'is no frame'],
    ['a wrong check sum', { answers: 'wrong-sum' as const }, 'error', 'is no frame'],
  ])('%s is named within 5 s; well again, it shows its face', async (_, fault, state, detail) => {
    const { strip, engine, pass } = await stripBench();
    strip.show(face('A012'));
    await pass(100);
    engine.set(fault);
    await pass(namedWithinMs);
    expect(strip.health()).toMatchObject({ state });
    expect(strip.health().detail).toContain(detail);
    strip.show(face('A013'));
    await pass(60_000);
    engine.set({ powered: true, silent: false, answers: 'well' });
    await pass(16_000);
    expect(strip.health().state).toBe('ready');
    expect(engine.face(1).text).toBe('A013');
  });

  test('a strip that is slow but answers in time is well', async () => {
    const { strip, engine, pass } = await stripBench();
    engine.set({ slowMs: 350 });
    strip.show(face('A012'));
    await pass(30_000);
    expect(strip.health().state).toBe('ready');
    expect(engine.face(1)).toMatchObject({ text: 'A012', told: 1 });
  });

  test('one that refuses is in error, and is asked again', async () => {
    const { strip, engine, pass } = await stripBench();
    engine.set({ refuses: 3 });
    strip.show(face('A012'));
    await pass(namedWithinMs);
    expect(strip.health()).toMatchObject({
      state: 'error',
      detail: 'refused: the controller is busy (3)',
    });
    engine.set({ refuses: 0 });
    await pass(16_000);
    expect(strip.health().state).toBe('ready');
    expect(engine.face(1).text).toBe('A012');
  });

  test('an answer that comes in another strip’s turn is not taken for that one’s', async () => {
    const { strips, engine, pass } = await stripBench({}, 2);
    engine.set({ answers: 'late' }, 1);
    // The other one is dead, and must not seem alive by the first one's answers.
    engine.set({ powered: false }, 2);
    strips[0]?.show(face('A012'));
    strips[1]?.show(face('B001'));
    await pass(namedWithinMs);
    expect(strips[1]?.health().state).toMatch(/silent|error/);
    engine.set({ answers: 'well', powered: true });
    await pass(16_000);
    expect(strips.map((strip) => strip.health().state)).toEqual(['ready', 'ready']);
    expect(engine.faces().map(({ text }) => text)).toEqual(['A012', 'B001']);
  });

  test('a dead strip costs its line less and less, down to a bound', async () => {
    const { engine, pass, written } = await stripBench();
    engine.set({ powered: false });
    await pass(120_000);
    const before = written();
    await pass(600_000);
    expect(written() - before).toBeGreaterThanOrEqual(30);
    expect(written() - before).toBeLessThanOrEqual(45);
  });

  test('power lost for a while: the same face is sent again as soon as it answers', async () => {
    const { strip, engine, pass } = await stripBench({ refresh: 0 });
    strip.show(face('A012'));
    await pass(100);
    engine.set({ powered: false });
    await pass(namedWithinMs);
    engine.set({ powered: true });
    await pass(namedWithinMs);
    expect(engine.face(1)).toMatchObject({ text: 'A012', told: 2 });
  });

  test('power lost and back between two pings: the face is there again within a minute', async () => {
    const { strip, engine, pass } = await stripBench();
    strip.show(face('A012'));
    await pass(1_000);
    engine.powerCycle(1);
    expect(engine.face(1).text).toBeNull();
    await pass(64_000);
    expect(engine.face(1).text).toBe('A012');
  });
});

describe('a face with a time-out', () => {
  test('stays while the hub lives, and goes dark by itself when it is gone', async () => {
    const { strip, engine, pass, pull } = await stripBench({ refresh: 20, timeout: 60 });
    strip.show(face('A012'));
    await pass(600_000);
    expect(engine.face(1).text).toBe('A012');
    pull();
    await pass(39_000);
    expect(engine.face(1).text).toBe('A012');
    await pass(22_000);
    expect(engine.face(1).text).toBeNull();
  });
});

describe('a lost line', () => {
  test('is unplugged; back, the latest face is sent and nothing older', async () => {
    const { strip, engine, pass, pull, plug, written } = await stripBench();
    strip.show(face('A012'));
    await pass(100);
    pull();
    expect(strip.health()).toMatchObject({ state: 'unplugged', detail: 'pulled' });
    const before = written();
    strip.show(face('A013'));
    strip.show(face('A014'));
    await pass(250);
    expect(written()).toBe(before);
    plug();
    await pass(100);
    expect(engine.face(1)).toMatchObject({ text: 'A014', told: 2 });
    expect(strip.health().state).toBe('ready');
  });

  test('may have lost its power with it: the same face is sent again at once', async () => {
    const { strip, engine, pass, pull, plug } = await stripBench({ refresh: 0 });
    strip.show(face('A012'));
    await pass(100);
    pull();
    engine.powerCycle(1);
    await pass(250);
    plug();
    await pass(100);
    expect(engine.face(1)).toMatchObject({ text: 'A012', told: 2 });
  });

  test('tells of each change of state once', async () => {
    const { strip, pass, pull, plug } = await stripBench();
    const states: string[] = [];
    const end = strip.onHealth(({ state }) => states.push(state));
    pull();
    await pass(250);
    plug();
    await pass(10_000);
    expect(states).toEqual(['unplugged', 'ready']);
    end();
    pull();
    expect(states).toHaveLength(2);
  });

  test('closed, it leaves nothing behind', async () => {
    const { strip, port, clock, pass, written } = await stripBench();
    strip.show(face('A012'));
    await strip.close();
    const before = written();
    strip.show(face('A013'));
    await pass(60_000);
    expect(written()).toBe(before);
    await port.close();
    expect(clock.nextIn()).toBeNull();
  });
});

describe('a strip that never answers by its wiring', () => {
  test('is told without being asked, and again at each refresh', async () => {
    const { strip, engine, pass, written } = await stripBench({ reply: 'none', refresh: 30 });
    engine.set({ silent: true });
    strip.show(face('A012'));
    await pass(100);
    expect(strip.health()).toMatchObject({
      state: 'unknown',
      detail: 'not asked: it is configured not to answer',
    });
    expect(engine.face(1).text).toBe('A012');
    engine.powerCycle(1);
    await pass(31_000);
    expect(engine.face(1).text).toBe('A012');
    const before = written();
    await pass(300_000);
    expect(written() - before).toBe(10);
  });
});
