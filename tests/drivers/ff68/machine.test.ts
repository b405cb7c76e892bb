/**
 * The keypad's machine by given / when / then, without wires and without time: which presses count,
 * what is answered, what the display is told, and what is said of the keypad's health.
 */
import { describe, expect, test } from 'vitest';
import { encode, type Frame } from '../../../drivers/ff68/frame.ts';
import {
  type Effect,
  faceNow,
  type Input,
  type Keypad68,
  newKeypad,
  nextDue,
  step,
} from '../../../drivers/ff68/machine.ts';
import { type KeypadSettings, readKeypadSettings } from '../../../drivers/ff68/settings.ts';
import { settleMs, type Told } from '../../../drivers/ff68/talk.ts';

const settingsOf = (words: Record<string, string> = {}): KeypadSettings => {
  const read = readKeypadSettings(new Map(Object.entries({ station: '3', ...words })));
  if (!read.ok) throw new RangeError(read.problem.rule);
  return read.settings;
};

/** A keypad at station 3 on a line that takes everything at once. */
class Bench {
  machine: Keypad68 = newKeypad;
  readonly keys: string[] = [];
  /** Answers, beeps and faces, as `answer 0c`, `beep`, `show aaa017`. */
  readonly said: string[] = [];
  outcome: Told = 'written';
  at = 10_000_000;
  readonly settings: KeypadSettings;

  constructor(words: Record<string, string> = {}) {
    this.settings = settingsOf(words);
  }

  take(input: Input): this {
    const { machine, effects } = step(this.machine, input, this.at, this.settings);
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

  hear(data: readonly number[], station = 3): this {
    return this.frame({ station, func: 1, data });
  }

  frame(frame: Frame): this {
    return this.take({ kind: 'bytes', bytes: encode(frame) });
  }

  /** Moves on, handing in time when it is due. */
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

  get state(): string {
    return this.machine.health.state;
  }

  #do(effect: Effect): void {
    const { outcome } = this;
    if (effect.do === 'press') this.keys.push(effect.key);
    else if (effect.do === 'say') {
      const { what, bytes } = effect;
      const data = Buffer.from(bytes.slice(7, -2)).toString('hex');
      this.said.push(`${what} ${data}`.trim());
      this.take({ kind: 'said', what, outcome });
    } else {
      const frame = faceNow(this.machine, this.settings);
      const places = frame?.data.map((byte) => byte.toString(16)).join('') ?? '-';
      this.said.push(`show ${places}`);
      this.take({ kind: 'shown', frame, outcome });
    }
  }
}

const next = [0x0c];

describe('keys', () => {
  test.each([
    ['call-next', [0x0c]],
    ['recall', [0x0d]],
    ['finish', [0x0b]],
    ['cancel', [0x0e]],
    ['start-serving', [0x11]],
    ['pause', [0x12]],
    ['transfer', [0x13]],
    ['no-show', [0x06, 0x0f]],
    ['park', [0x00, 0x0f]],
    ['resume', [0x03, 0x0f]],
    ['call-next', [0x01, 0x02, 0x0c]],
  ])('%s, answered with the same frame', (key, data) => {
    const bench = new Bench().plug().hear(data);
    expect(bench.keys).toEqual([key]);
    expect(bench.said).toEqual([`answer ${Buffer.from(data).toString('hex')}`]);
  });

  test.each([
    ['确认 alone', [[0x0f]]],
    ['two digits and 确认', [[0x01, 0x06, 0x0f]]],
    ['a digit alone', [[0x06]]],
    ['a key nobody knows', [[0x2a]]],
  ])('%s: answered, and nothing is done', (_, frames) => {
    const bench = new Bench().plug();
    for (const data of frames) bench.hear(data);
    expect(bench.keys).toEqual([]);
    expect(bench.said).toHaveLength(frames.length);
  });

  test('a digit and 确认 in frames of their own, while the digit is fresh', () => {
    const bench = new Bench().plug().hear([0x06]).pass(500).hear([0x0f]);
    expect(bench.keys).toEqual(['no-show']);
    bench.pass(2_000).hear([0x0f]);
    bench.pass(2_000).hear([0x06]).pass(3_500).hear([0x0f]);
    expect(bench.keys).toEqual(['no-show']);
  });

  test('a digit before another key, or before the line was lost, does not wait', () => {
    const bench = new Bench().plug().hear([0x06]).hear(next).hear([0x0f]);
    bench.hear([0x06]).unplug().plug().hear([0x0f]);
    expect(bench.keys).toEqual(['call-next']);
  });

  test('a key is given another meaning, or none, by a setting', () => {
    const bench = new Bench({ 'key-0e': 'no-show', 'key-1 0f': 'park', 'key-11': 'none' }).plug();
    bench.hear([0x0e]).hear([0x01, 0x0f]).hear([0x11]);
    expect(bench.keys).toEqual(['no-show', 'park']);
    expect(bench.machine.health.detail).toBe('its key 11 has no meaning');
  });

  test('another station on the line is nobody of ours', () => {
    const bench = new Bench().plug().hear(next, 4);
    expect([bench.keys, bench.said, bench.state]).toEqual([[], [], 'unknown']);
  });

  test('what the display is told, heard back from the line, is no key', () => {
    const bench = new Bench().plug();
    bench.frame({ station: 3, func: 2, data: [0, 0, 7, 0x0a, 0x0a, 0x0c] });
    bench.frame({ station: 3, func: 3, data: [] });
    expect([bench.keys, bench.said, bench.state]).toEqual([[], [], 'unknown']);
  });

  test('what a pad at the same station says is no key, what a keypad says by that function is', () => {
    const bench = new Bench().plug();
    bench.frame({ station: 3, func: 0x11, data: [2] });
    expect([bench.keys, bench.said, bench.state]).toEqual([[], [], 'unknown']);
    bench.frame({ station: 3, func: 0x11, data: [0x0c] });
    expect(bench.keys).toEqual(['call-next']);
  });

  test('two presses in one piece of bytes are two', () => {
    const bytes = Buffer.concat(
      [next, [0x0d]].map((data) => encode({ station: 3, func: 1, data })),
    );
    const bench = new Bench().plug().take({ kind: 'bytes', bytes });
    expect(bench.keys).toEqual(['call-next', 'recall']);
  });
});

describe('a press that is said again', () => {
  test('within the device\u2019s patience is one press, answered each time', () => {
    const bench = new Bench().plug().hear(next);
    for (let again = 0; again < 2; again += 1) bench.pass(400).hear(next);
    expect(bench.keys).toEqual(['call-next']);
    expect(bench.said).toEqual(['answer 0c', 'answer 0c', 'answer 0c']);
    expect(bench.state).toBe('ready');
  });

  test('after it is another press, and so is another key between', () => {
    const bench = new Bench().plug().hear(next).pass(1_001).hear(next);
    bench.pass(300).hear([0x0d]).pass(300).hear(next);
    expect(bench.keys).toEqual(['call-next', 'call-next', 'recall', 'call-next']);
  });

  test('how long is a setting', () => {
    const bench = new Bench({ repeat: '200' }).plug().hear(next).pass(300).hear(next);
    expect(bench.keys).toEqual(['call-next', 'call-next']);
  });

  test('after the line was lost it is a press: nobody knows how long that took', () => {
    const bench = new Bench().plug().hear(next).unplug().plug().hear(next);
    expect(bench.keys).toEqual(['call-next', 'call-next']);
  });

  test('again and again: it does not hear us, which is an error until it is well again', () => {
    const bench = new Bench().plug();
    for (let again = 0; again < 5; again += 1) bench.hear(next).pass(400);
    expect(bench.keys).toEqual(['call-next']);
    expect(bench.state).toBe('error');
    bench.pass(2_000).hear([0x0d]);
    expect(bench.state).toBe('error');
    bench.pass(2_000).hear(next);
    expect(bench.state).toBe('ready');
  });

  test('a line that gives our answers back is not answered for ever', () => {
    const bench = new Bench().plug().hear(next);
    for (let echo = 0; echo < 50; echo += 1) bench.pass(300).hear(next);
    expect(bench.keys).toEqual(['call-next']);
    expect(bench.said.length).toBeLessThan(12);
    expect(bench.state).toBe('error');
  });

  test('an adapter that hears itself: the echo at once is passed over', () => {
    const bench = new Bench().plug().hear(next).pass(15).hear(next);
    expect([bench.keys, bench.said]).toEqual([['call-next'], ['answer 0c']]);
    bench.pass(1_500).hear(next).pass(15).hear(next);
    expect(bench.keys).toEqual(['call-next', 'call-next']);
    expect(bench.state).toBe('ready');
  });

  test('an answer that could not go out leaves the repeat to be answered', () => {
    const bench = new Bench().plug();
    bench.outcome = 'failed';
    bench.hear(next);
    bench.outcome = 'written';
    bench.pass(50).hear(next);
    expect([bench.keys, bench.said]).toEqual([['call-next'], ['answer 0c', 'answer 0c']]);
  });
});

test('what a serial server kept from before the connection calls nobody', () => {
  const bench = new Bench().take({ kind: 'link', state: { is: 'open' } });
  bench
    .hear(next)
    .hear([0x06])
    .pass(settleMs - 1)
    .hear([0x0f]);
  expect([bench.keys, bench.said, bench.state]).toEqual([[], [], 'unknown']);
  expect(bench.machine.health.detail).toBe('the line was opened just now');
  expect(bench.pass(1).machine.health.detail).toContain('not heard since the line was opened');
  expect(bench.hear([0x0f]).hear(next).keys).toEqual(['call-next']);
});

describe('the display', () => {
  const called = (label: string | null): Input => ({ kind: 'called', label });
  const waiting = (people: number): Input => ({ kind: 'waiting', people });

  test('is told what is wished, and not twice', () => {
    const bench = new Bench().plug().take(waiting(7)).take(called('A017')).take(called('A017'));
    bench.take(waiting(6)).take(called(null));
    expect(bench.said).toEqual(['show 007aaa', 'show aaa017', 'show 006aaa']);
  });

  test('nothing wished, nothing told', () => {
    expect(new Bench().plug().pass(60_000).said).toEqual([]);
  });

  test('wishes from before the line was there: the last one only', () => {
    const bench = new Bench().take(called('A016')).take(called('A017'));
    expect(bench.said).toEqual([]);
    expect(bench.plug().said).toEqual(['show aaa017']);
  });

  test('over a new line the present number is told again, and none before it', () => {
    const bench = new Bench().plug().take(called('A017')).unplug().take(called('A018'));
    bench.plug();
    expect(bench.said).toEqual(['show aaa017', 'show aaa018']);
  });

  test('now and then again, in case the keypad had lost its power', () => {
    const bench = new Bench({ refresh: '10' }).plug().take(called('A017')).pass(25_000);
    expect(bench.said).toEqual(['show aaa017', 'show aaa017', 'show aaa017']);
    const never = new Bench({ refresh: '0' }).plug().take(called('A017')).pass(3_600_000);
    expect(never.said).toEqual(['show aaa017']);
  });

  test('at once when the keypad is first heard: it may just have been switched on', () => {
    const bench = new Bench().plug().take(called('A017')).pass(1_000).hear([0x0d]);
    expect(bench.said).toEqual(['show aaa017', 'answer 0d', 'show aaa017']);
    bench.pass(2_000).hear([0x0d]);
    expect(bench.said.filter((said) => said.startsWith('show'))).toHaveLength(2);
  });

  test('what could not be told is tried again after a second, as it is then', () => {
    const bench = new Bench().plug();
    bench.outcome = 'failed';
    bench.take(called('A017'));
    bench.outcome = 'written';
    bench.take(called('A018'));
    expect(bench.said).toEqual(['show aaa017']);
    expect(bench.pass(1_000).said).toEqual(['show aaa017', 'show aaa018']);
  });
});

describe('a beep', () => {
  test('is said once, with a deadline', () => {
    const { effects } = step(new Bench().plug().machine, { kind: 'beep' }, 5_000, settingsOf());
    expect(effects).toMatchObject([{ do: 'say', what: 'beep', until: 7_000 }]);
  });

  test('without a line it is not kept for later', () => {
    const bench = new Bench().take({ kind: 'beep' }).plug();
    expect(bench.said).toEqual([]);
    expect(bench.take({ kind: 'beep' }).said).toEqual(['beep']);
  });
});

describe('what can be said of it', () => {
  test('unknown until it is heard on this connection, and after half an hour of quiet', () => {
    const bench = new Bench();
    expect(bench.state).toBe('unknown');
    expect(bench.plug().pass(60_000).state).toBe('unknown');
    expect(bench.hear(next).state).toBe('ready');
    expect(bench.machine.health.heardAt).toBe(bench.at);
    expect(bench.pass(29 * 60_000).state).toBe('ready');
    expect(bench.pass(2 * 60_000).state).toBe('unknown');
    bench.hear(next);
    expect(bench.unplug().state).toBe('unplugged');
    expect(bench.machine.health.detail).toBe('gone');
    expect(bench.plug().state).toBe('unknown');
  });

  test('a line that hangs is silent, a closed one unplugged', () => {
    const bench = new Bench().plug();
    bench.take({ kind: 'link', state: { is: 'lost', why: 'stuck', detail: 'slow' } });
    expect(bench.state).toBe('silent');
    expect(bench.take({ kind: 'link', state: { is: 'closed' } }).state).toBe('unplugged');
  });

  test('noise is named as noise', () => {
    const bench = new Bench().plug();
    bench.take({ kind: 'bytes', bytes: new Uint8Array(20).fill(0xc4) });
    expect(bench.state).toBe('unknown');
    expect(bench.machine.health.detail).toContain('noise instead of frames: c4 c4');
    expect(bench.hear(next).state).toBe('ready');
  });

  test('set to send back what it is told: ready by that, silent after three without', () => {
    const bench = new Bench({ echo: 'yes', refresh: '5' }).plug();
    bench.outcome = 'answered';
    bench.take({ kind: 'called', label: 'A017' });
    expect(bench.state).toBe('ready');
    bench.outcome = 'unanswered';
    bench.pass(5_000);
    expect(bench.state).toBe('ready');
    bench.pass(2_000);
    expect(bench.state).toBe('silent');
    const told = bench.said.length;
    expect(bench.pass(9_000).said).toHaveLength(told);
    bench.outcome = 'answered';
    expect(bench.pass(2_000).state).toBe('ready');
  });
});
