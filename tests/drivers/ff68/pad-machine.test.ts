/**
 * The rating pad's machine by given / when / then: every question ends, once, and a press counts
 * only for the question that the pad was asked.
 */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../drivers/ff68/frame.ts';
import {
  newPad,
  type Pad68,
  type PadEffect,
  type PadInput,
  padDue,
  padStep,
} from '../../../drivers/ff68/pad-machine.ts';
import { settleMs, type Told } from '../../../drivers/ff68/talk.ts';

class Bench {
  machine: Pad68 = newPad;
  /** How questions ended, `1 key 2`; what was said, in order. */
  readonly ends: string[] = [];
  readonly said: string[] = [];
  /** How asking ends; null: it waits for its turn. */
  outcome: Told | null = 'written';
  at = 10_000_000;
  readonly settings = { station: 9, repeatMs: 1_000, echo: false };

  take(input: PadInput): this {
    const { machine, effects } = padStep(this.machine, input, this.at, this.settings);
    this.machine = machine;
    for (const effect of effects) this.#do(effect);
    return this;
  }

  plug(): this {
    return this.take({ kind: 'link', state: { is: 'open' } }).pass(settleMs);
  }

  unplug(): this {
    const state = { is: 'lost', why: 'closed', detail: 'gone' } as const;
    return this.take({ kind: 'link', state });
  }

  ask(id: number): this {
    return this.take({ kind: 'ask', id });
  }

  rate(key: number, func = 0x11): this {
    return this.take({ kind: 'bytes', bytes: encode({ station: 9, func, data: [key] }) });
  }

  pass(ms: number): this {
    const end = this.at + ms;
    for (;;) {
      const due = padDue(this.machine, this.at);
      if (due === null || due > end) break;
      this.at = due;
      this.take({ kind: 'time' });
    }
    this.at = end;
    return this;
  }

  #do(effect: PadEffect): void {
    if (effect.do === 'end') {
      const { id, answer } = effect;
      this.ends.push(`${id} ${typeof answer === 'string' ? answer : `key ${answer.key}`}`);
      return;
    }
    const { do: what, bytes } = effect;
    this.said.push(`${what} ${Buffer.from(bytes.slice(6, -2)).toString('hex')}`);
    if (effect.do === 'say') this.take({ kind: 'said', outcome: this.outcome ?? 'written' });
    else if (this.outcome) {
      this.take({ kind: 'asking', id: effect.id });
      this.take({ kind: 'asked', id: effect.id, outcome: this.outcome });
    }
  }
}

describe('a question', () => {
  test.each([0, 1, 2, 3])('is asked and answered by key %i, handed up as it is', (key) => {
    const bench = new Bench().plug().ask(1).pass(5_000).rate(key);
    expect(bench.ends).toEqual([`1 key ${key}`]);
    expect(bench.said).toEqual(['ask 010b', `say 010${key}`]);
    expect(bench.machine.health.state).toBe('ready');
  });

  test('nobody presses for 60 s: unrated; a press after that counts for nobody', () => {
    const bench = new Bench().plug().ask(1).pass(59_999);
    expect(bench.ends).toEqual([]);
    bench.pass(1).rate(2);
    expect(bench.ends).toEqual(['1 unrated']);
    expect(bench.said.at(-1)).toBe('say 0102');
  });

  test('taken back is unrated, and so is one that the next replaces', () => {
    const bench = new Bench().plug().ask(1).take({ kind: 'take-back' });
    bench.ask(2).ask(3).rate(0);
    expect(bench.ends).toEqual(['1 unrated', '2 unrated', '3 key 0']);
  });

  test('taking back nothing is nothing', () => {
    expect(new Bench().plug().take({ kind: 'take-back' }).ends).toEqual([]);
  });

  test('a key said again because our answer was lost does not answer the next question', () => {
    const bench = new Bench().plug().ask(1).rate(2).ask(2).pass(500).rate(2);
    expect(bench.ends).toEqual(['1 key 2']);
    bench.pass(5_000).rate(2);
    expect(bench.ends).toEqual(['1 key 2', '2 key 2']);
  });

  test('a press before the question has come to the pad does not answer it', () => {
    const bench = new Bench().plug();
    bench.outcome = null;
    bench.ask(1).rate(3);
    expect(bench.ends).toEqual([]);
    bench.take({ kind: 'asking', id: 1 }).take({ kind: 'asked', id: 1, outcome: 'written' });
    bench.pass(2_000).rate(0);
    expect(bench.ends).toEqual(['1 key 0']);
  });

  test('a press that is heard before the word that the question has gone out answers it', () => {
    const bench = new Bench().plug();
    bench.outcome = null;
    bench.ask(1).take({ kind: 'asking', id: 1 }).rate(3);
    expect(bench.ends).toEqual(['1 key 3']);
    bench.take({ kind: 'asked', id: 1, outcome: 'written' });
    expect(bench.ends).toEqual(['1 key 3']);
  });

  test('a fifth key is answered on the wire, and is no rating', () => {
    const bench = new Bench().plug().ask(1).rate(4);
    expect([bench.ends, bench.said.at(-1)]).toEqual([[], 'say 0104']);
    expect(bench.machine.health.detail).toBe('it sent rating 4, and has four keys');
  });

  test('a key of a keypad at the same station is no word of the pad', () => {
    const bench = new Bench().plug().ask(1).rate(0x0c);
    expect([bench.ends, bench.said]).toEqual([[], ['ask 010b']]);
  });

  test('our own words, heard back from the line, are no rating', () => {
    const bench = new Bench().plug().ask(1).rate(2, 0x01).rate(0x0b, 0x01);
    expect([bench.ends, bench.said]).toEqual([[], ['ask 010b']]);
  });
});

describe('a pad that cannot be reached', () => {
  test('no line: unreachable after 5 s', () => {
    const bench = new Bench().ask(1).pass(4_999);
    expect(bench.ends).toEqual([]);
    expect(bench.pass(1).ends).toEqual(['1 unreachable']);
    expect(bench.plug().said).toEqual([]);
  });

  test('a line that is back within that: asked then', () => {
    const bench = new Bench().ask(1).pass(3_000).plug().rate(1);
    expect(bench.ends).toEqual(['1 key 1']);
  });

  test('lost while it asks: asked again when the line is back in time, else unreachable', () => {
    const back = new Bench().plug().ask(1).pass(10_000).unplug().pass(2_000).plug().rate(1);
    expect(back.said).toEqual(['ask 010b', 'ask 010b', 'say 0101']);
    expect(back.ends).toEqual(['1 key 1']);
    const gone = new Bench().plug().ask(1).pass(10_000).unplug().pass(5_000).plug().rate(1);
    expect(gone.ends).toEqual(['1 unreachable']);
    expect(gone.said).toEqual(['ask 010b', 'say 0101']);
  });

  test('what did not go out is tried again, until it is too late', () => {
    const bench = new Bench().plug();
    bench.outcome = 'failed';
    bench.ask(1).pass(5_000);
    expect(bench.said.length).toBeGreaterThan(5);
    expect(bench.ends).toEqual(['1 unreachable']);
  });

  test('set to send back what it is told, and does not: unreachable after three', () => {
    const bench = new Bench().plug();
    bench.outcome = 'unanswered';
    bench.ask(1).pass(2_000);
    expect(bench.said).toHaveLength(3);
    expect(bench.ends).toEqual(['1 unreachable']);
    expect(bench.machine.health.state).toBe('silent');
  });

  test('closed: it ends, and the next ends at once', () => {
    const bench = new Bench().plug().ask(1);
    bench.take({ kind: 'link', state: { is: 'closed' } }).ask(2);
    expect(bench.ends).toEqual(['1 unreachable', '2 unreachable']);
  });
});

test('whatever comes, every question ends exactly once and time always moves on', () => {
  const inputs: ((bench: Bench) => void)[] = [
    (bench) => bench.plug(),
    (bench) => bench.unplug(),
    (bench) => bench.rate(2),
    (bench) => bench.take({ kind: 'take-back' }),
    (bench) => bench.pass(3_000),
    (bench) => {
      bench.outcome = 'failed';
    },
    (bench) => {
      bench.outcome = 'written';
    },
  ];
  for (let seed = 1; seed <= 500; seed += 1) {
    const bench = new Bench();
    let state = seed;
    for (let id = 1; id <= 5; id += 1) {
      bench.ask(id);
      for (let act = 0; act < 4; act += 1) {
        state = (state * 48_271) % 2_147_483_647;
        inputs[state % inputs.length]?.(bench);
      }
    }
    bench.pass(70_000);
    expect(bench.ends.map((end) => Number(end.split(' ')[0]))).toEqual([1, 2, 3, 4, 5]);
  }
});
