/**
 * The acts of a console: one at a time, one deed for one press, tried again while the hub is away,
 * and what came of it said where it was asked.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Asked } from '../../console/counter/asked.ts';
import { type Deeds, deeds, retryMs, samePressMs, triesMax } from '../../console/counter/deeds.ts';
import { label } from '../../core/hall/ids.ts';
import type { ConsoleCommand } from '../../core/wire/commands.ts';
import type { Answered } from '../../ui/following.ts';

const next: ConsoleCommand = { type: 'call-next', after: null };
const finish: ConsoleCommand = { type: 'finish', ticket: 'ticket-00001' };
const called: Answered = { ok: true, seq: 9, label: label('A018') };

/** Answers come when a test gives them; waits are over when a test says so. */
class Bench {
  time = 1_000;
  readonly sent: { command: Asked; requestId: string }[] = [];
  readonly waits: { act: () => void; ms: number }[] = [];
  readonly #answers: ((answered: Answered) => void)[] = [];
  #ids = 0;
  readonly acts: Deeds = deeds({
    send: (command, requestId) => {
      this.sent.push({ command, requestId });
      return new Promise((resolve) => this.#answers.push(resolve));
    },
    newRequestId: () => {
      this.#ids += 1;
      return `request-${this.#ids}`;
    },
    now: () => 50_000 + this.time,
    clock: {
      now: () => this.time,
      setTimeout: (act, ms) => this.waits.push({ act, ms }),
    },
  });

  async answer(answered: Answered): Promise<void> {
    this.#answers.shift()?.(answered);
    await settled();
  }

  async waitOver(): Promise<void> {
    this.waits.shift()?.act();
    await settled();
  }
}

/** Everything that hangs on promises already kept has run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe('a press', () => {
  test('is asked once, and what it came to is told', async () => {
    const asked = bench.acts.ask('next', next, null);
    expect(bench.acts.working.value).toBe('call-next');
    await bench.answer(called);
    expect(await asked).toBe(true);
    expect(bench.sent).toEqual([{ command: next, requestId: 'request-1' }]);
    expect(bench.acts.done.value).toMatchObject({ type: 'call-next', label: 'A018' });
    expect(bench.acts.working.value).toBeNull();
  });

  test('while the same is under way comes to nothing', async () => {
    void bench.acts.ask('next', next, null);
    expect(bench.acts.isEcho('call-next')).toBe(true);
    expect(await bench.acts.ask('next', next, null)).toBe(false);
    bench.acts.say('acts', 'finish', { refused: 'hand-empty' });
    expect(bench.acts.spoken.value).toBeNull();
    expect(bench.sent).toHaveLength(1);
  });

  test('while another is under way waits for it, the one and only', async () => {
    void bench.acts.ask('next', next, null);
    expect(bench.acts.isEcho('finish')).toBe(false);
    const asked = bench.acts.ask('acts', finish, 'A018');
    expect(bench.acts.isEcho('finish')).toBe(true);
    expect(await bench.acts.ask('acts', { type: 'serve', ticket: 'ticket-00001' }, null)).toBe(
      false,
    );
    expect(bench.sent).toHaveLength(1);
    await bench.answer(called);
    expect(bench.sent.map(({ command }) => command)).toEqual([next, finish]);
    expect(bench.acts.working.value).toBe('finish');
    await bench.answer({ ok: true, seq: 10 });
    expect(await asked).toBe(true);
  });

  test('that waited for one that was refused is dropped, and the refusal stays to be read', async () => {
    void bench.acts.ask('next', next, null);
    const asked = bench.acts.ask('acts', finish, 'A018');
    await bench.answer({ refused: 'nobody-waiting' });
    expect(await asked).toBe(false);
    expect(bench.sent).toHaveLength(1);
    expect(bench.acts.spoken.value?.place).toBe('next');
  });

  test('of the same act just after it was done is an echo, a later one is not', async () => {
    void bench.acts.ask('next', next, null);
    await bench.answer(called);
    expect(bench.acts.isEcho('call-next')).toBe(true);
    expect(bench.acts.isEcho('serve')).toBe(false);
    bench.time += samePressMs;
    expect(bench.acts.isEcho('call-next')).toBe(false);
  });

  test('of an act that was done just now is none while another is under way', async () => {
    void bench.acts.ask('next', next, null);
    await bench.answer(called);
    void bench.acts.ask('acts', { type: 'serve' }, null);
    expect(bench.acts.isEcho('call-next')).toBe(false);
    expect(bench.acts.isEcho('serve')).toBe(true);
  });

  test('that was refused is no echo when it is made again', async () => {
    void bench.acts.ask('door', { type: 'sign-in' }, null);
    await bench.answer({ refused: 'nobody-waiting' });
    expect(bench.acts.isEcho('sign-in')).toBe(false);
  });
});

describe('a refusal', () => {
  test('is said at its place with the hub’s time, and nothing is retried', async () => {
    const asked = bench.acts.ask('acts', finish, 'A017');
    await bench.answer({ refused: 'too-soon', waitMs: 4_000 });
    expect(await asked).toBe(false);
    expect(bench.acts.spoken.value).toEqual({
      place: 'acts',
      type: 'finish',
      said: { refused: 'too-soon', waitMs: 4_000 },
      at: 51_000,
    });
    expect(bench.waits).toEqual([]);
  });

  test('is gone with the next act, at whatever place', async () => {
    bench.acts.say('ticket:ticket-00002', 'resume', { refused: 'hand-empty' });
    expect(bench.acts.spoken.value?.place).toBe('ticket:ticket-00002');
    void bench.acts.ask('next', next, null);
    expect(bench.acts.spoken.value).toBeNull();
  });

  test('can be hushed', () => {
    bench.acts.say('next', 'call-next', { refused: 'nobody-waiting' });
    bench.acts.hush();
    expect(bench.acts.spoken.value).toBeNull();
  });
});

describe('a failure', () => {
  test.each(['busy', 'unavailable'] as const)(
    '%s: the same request is tried again',
    async (failed) => {
      const asked = bench.acts.ask('next', next, null);
      await bench.answer({ failed });
      expect(bench.acts.spoken.value?.said).toEqual({ refused: failed });
      expect(bench.acts.working.value).toBe('call-next');
      expect(bench.waits.map(({ ms }) => ms)).toEqual([retryMs]);
      await bench.waitOver();
      await bench.answer(called);
      expect(await asked).toBe(true);
      expect(new Set(bench.sent.map(({ requestId }) => requestId))).toEqual(new Set(['request-1']));
      expect(bench.acts.spoken.value).toBeNull();
    },
  );

  test(`after ${triesMax} tries it is given up, and said that it is not known`, async () => {
    const asked = bench.acts.ask('acts', finish, 'A017');
    for (let left = triesMax; left > 0; left -= 1) {
      await bench.answer({ failed: 'unavailable' });
      await bench.waitOver();
    }
    expect(await asked).toBe(false);
    expect(bench.sent).toHaveLength(triesMax);
    expect(bench.acts.spoken.value?.said).toEqual({ refused: 'no-answer' });
    expect(bench.acts.working.value).toBeNull();
  });

  test('no answer at all is said at once: the line has been patient already', async () => {
    const asked = bench.acts.ask('acts', finish, 'A017');
    await bench.answer({ failed: 'no-answer' });
    expect(await asked).toBe(false);
    expect(bench.sent).toHaveLength(1);
    expect(bench.acts.spoken.value?.said).toEqual({ refused: 'no-answer' });
  });

  test('a bug of the hub is not tried again', async () => {
    const asked = bench.acts.ask('acts', finish, 'A017');
    await bench.answer({ failed: 'bug' });
    expect(await asked).toBe(false);
    expect(bench.sent).toHaveLength(1);
    expect(bench.acts.spoken.value?.said).toEqual({ refused: 'bug' });
  });
});
