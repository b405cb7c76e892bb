/**
 * The card reader's machine by given / when / then, without wires and without time: when it looks
 * for cards, what it tells of them, and how it judges the reader.
 */
import { describe, expect, test } from 'vitest';
import type { CardRead } from '../../../drivers/driver.ts';
import type { Question, Reply } from '../../../drivers/sam/frame.ts';
import {
  newSam,
  nextDue,
  type SamInput,
  type SamMachine,
  samTimes,
  step,
} from '../../../drivers/sam/machine.ts';

const zhang: CardRead = {
  read: {
    ...{ card: 'resident', name: '张三', number: '990101199001010019', birth: '1990-01-01' },
    ...{ validFrom: '2020-01-01', validTo: null },
  },
};
const no = (status: number): Reply => ({ is: 'no', status });
const done: Reply = { is: 'done' };

/** A machine with a scripted module: it answers by what lies on it, unless told otherwise. */
class Bench {
  machine: SamMachine = newSam;
  at = 1_000_000;
  /** The card that lies there; null: none. */
  card: CardRead | null = null;
  /** This module finds a card that it has read again. */
  findsAgain = false;
  /** Answers that stand in for the module's own; null: silence. */
  readonly own = new Map<Question, Reply | null>();
  readonly asked: Question[] = [];
  readonly told: CardRead[] = [];
  drops = 0;
  #read = false;

  take(input: SamInput): this {
    const { machine, effects } = step(this.machine, input, this.at, samTimes);
    this.machine = machine;
    for (const effect of effects) {
      if (effect.do === 'tell') this.told.push(effect.card);
      if (effect.do === 'drop') this.drops += 1;
      if (effect.do === 'ask') {
        this.asked.push(effect.question);
        const answer = this.#answer(effect.question);
        if (answer) this.say(answer);
      }
    }
    return this;
  }

  plug = () => this.take({ kind: 'link', state: { is: 'open' } });
  wait = (waiting = true) => this.take({ kind: 'wait', waiting });
  say = (...replies: Reply[]) => this.take({ kind: 'heard', replies, stray: 0 });
  noise = () => this.take({ kind: 'heard', replies: [], stray: 7 });
  lost = (why: 'closed' | 'mute' = 'closed') =>
    this.take({ kind: 'link', state: { is: 'lost', why, detail: 'pulled' } });

  lay(card: CardRead = zhang): this {
    this.card = card;
    this.#read = false;
    return this;
  }

  lift(): this {
    this.card = null;
    return this;
  }

  pass(ms: number): this {
    const end = this.at + ms;
    for (;;) {
      const due = nextDue(this.machine);
      if (due === null || due > end) break;
      this.at = Math.max(this.at, due);
      this.take({ kind: 'time' });
    }
    this.at = end;
    return this;
  }

  /** What was asked since the last look. */
  questions = (): Question[] => this.asked.splice(0);
  get state() {
    return this.machine.health.state;
  }

  #answer(question: Question): Reply | null {
    const own = this.own.get(question);
    if (own !== undefined) return own;
    const there = this.card !== null && (!this.#read || this.findsAgain);
    switch (question) {
      case 'status':
      case 'reset':
        return done;
      case 'find':
        return there ? { is: 'found' } : no(0x80);
      case 'select':
        return there ? done : no(0x81);
      case 'read':
        if (this.card === null || !there) return no(0x41);
        this.#read = true;
        return { is: 'text', card: this.card };
    }
  }
}

describe('while nobody waits', () => {
  test('it is only asked how it is, every 5 s; a card that lies there is not looked for', () => {
    const bench = new Bench().lay().plug().pass(20_000);
    expect(bench.questions()).toEqual(['status', 'status', 'status', 'status', 'status']);
    expect(bench.told).toEqual([]);
    expect(bench.state).toBe('ready');
  });

  test('a failed self-test is an error, by its name, and is answered by a reset', () => {
    const bench = new Bench();
    bench.own.set('status', no(0x60));
    bench.plug().pass(11_000);
    expect(bench.questions().slice(0, 2)).toEqual(['status', 'reset']);
    bench.own.set('reset', no(0x60));
    bench.pass(10_000);
    expect(bench.machine.health).toMatchObject({
      ...{ state: 'error', detail: expect.stringContaining('60: its self-test failed') },
    });
    bench.own.clear();
    expect(bench.pass(6_000).state).toBe('ready');
  });
});

describe('while somebody waits', () => {
  test('it looks for a card at once and every 400 ms, and stops when nobody waits any more', () => {
    const bench = new Bench().plug().pass(1_000);
    bench.questions();
    bench.wait().pass(1_200);
    expect(bench.questions()).toEqual(['find', 'find', 'find', 'find']);
    bench.wait(false).pass(10_000);
    expect(new Set(bench.questions())).toEqual(new Set(['status']));
  });

  test('a card laid on is found, selected, read and told, once', () => {
    const bench = new Bench().plug().wait();
    bench.questions();
    bench.lay().pass(400);
    expect(bench.questions()).toEqual(['find', 'select', 'read']);
    expect(bench.told).toEqual([zhang]);
    bench.pass(30_000);
    expect(new Set(bench.questions())).toEqual(new Set(['find']));
    expect(bench.told).toEqual([zhang]);
  });

  test('it must be lifted before it counts again; one miss alone is no lifting', () => {
    const bench = new Bench();
    bench.findsAgain = true;
    bench.plug().wait().lay().pass(2_000);
    expect(bench.told).toHaveLength(1);
    bench.own.set('find', no(0x80));
    bench.pass(400);
    bench.own.clear();
    bench.pass(2_000);
    expect(bench.told).toHaveLength(1);
    bench.lift().pass(1_000).lay().pass(1_000);
    expect(bench.told).toHaveLength(2);
  });

  test('a card that was forgotten is not the next one who waits', () => {
    const bench = new Bench();
    bench.findsAgain = true;
    bench.plug().wait().lay().pass(1_000);
    bench.wait(false).pass(90_000).wait().pass(5_000);
    expect(bench.told).toHaveLength(1);
  });

  test('that it was lifted is seen also when nobody waits, for a minute; nothing is read', () => {
    const bench = new Bench();
    bench.findsAgain = true;
    bench.plug().wait().lay().pass(1_000).wait(false);
    bench.questions();
    bench.lift().pass(1_000);
    expect(bench.questions()).toEqual(['find', 'find', 'status']);
    bench.lay().pass(10_000);
    expect(bench.questions()).not.toContain('select');
    bench.wait().pass(1_000);
    expect(bench.told).toHaveLength(2);
  });

  test('a card is not told to one who came after another had it read', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', null);
    bench.lay().pass(400).wait(false);
    bench.say({ is: 'text', card: zhang });
    expect(bench.told).toEqual([]);
    bench.own.clear();
    bench.findsAgain = true;
    bench.wait().pass(5_000);
    expect(bench.told).toEqual([]);
  });
});

describe('cards that cannot be read', () => {
  test('a card that was read for who has left is not told to who waits now', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', null);
    bench.lay().pass(500);
    expect(bench.asked.at(-1)).toBe('read');
    bench.wait(false).wait();
    bench.say({ is: 'text', card: zhang });
    expect(bench.told).toEqual([]);
    bench.own.clear();
    // It has to be lifted: a card that was forgotten is nobody else's.
    bench.findsAgain = true;
    bench.pass(3_000);
    expect(bench.told).toEqual([]);
    bench.lift().pass(2_000).lay().pass(2_000);
    expect(bench.told).toEqual([zhang]);
  });

  test('lifted in the middle: told as unreadable, and read when it is laid on again', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', no(0x41));
    bench.lay().pass(400).lift().pass(1_500);
    expect(bench.told).toEqual([{ failed: 'unreadable' }]);
    bench.own.clear();
    bench.lay().pass(400);
    expect(bench.told).toEqual([{ failed: 'unreadable' }, zhang]);
  });

  test.each([0x31, 0x32, 0x33, 0x41, 0x47])(
    'three attempts that end in %i, then told',
    (status) => {
      const bench = new Bench().plug().wait();
      bench.own.set('read', no(status));
      bench.lay().pass(10_000);
      expect(bench.questions().filter((one) => one === 'read')).toHaveLength(3);
      expect(bench.told).toEqual([{ failed: 'unreadable' }]);
      expect(bench.state).toBe('ready');
    },
  );

  test('a kind that the module does not read is told by that name', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', no(0x40));
    bench.lay().pass(1_000);
    expect(bench.told).toEqual([{ failed: 'not-supported' }]);
  });

  test('a number that is wrong is told as it is, once', () => {
    const bench = new Bench().plug().wait().lay({ failed: 'invalid' }).pass(3_000);
    expect(bench.told).toEqual([{ failed: 'invalid' }]);
  });
});

describe('answers that do not belong', () => {
  test('an answer to an earlier question is passed over', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('find', null);
    bench.pass(400);
    bench.say({ is: 'text', card: zhang }, done, no(0x81), no(0x41));
    expect(bench.told).toEqual([]);
    expect(bench.machine.asked?.question).toBe('find');
    bench.say({ is: 'found' });
    expect(bench.questions()).toContain('select');
  });

  test('answers that nobody asked for change nothing', () => {
    const bench = new Bench().plug();
    const before = bench.machine;
    bench.say({ is: 'found' }, { is: 'text', card: zhang }, done, no(0x80));
    expect(bench.machine).toEqual({ ...before, health: { ...before.health, heardAt: bench.at } });
  });
});

describe('a reader that ails', () => {
  test('silent: asked once more at once, told after 2 s, suspected in the end', () => {
    const bench = new Bench().plug();
    bench.own.set('status', null);
    bench.pass(5_000);
    expect(bench.state).toBe('ready');
    bench.pass(2_100);
    expect(bench.state).toBe('silent');
    expect(bench.drops).toBe(0);
    bench.pass(30_000);
    expect(bench.drops).toBe(1);
    bench.own.clear();
    expect(bench.pass(6_000).state).toBe('ready');
  });

  test('one missed answer is no silence', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('find', null);
    bench.pass(1_000);
    bench.own.clear();
    bench.pass(2_000);
    expect(bench.state).toBe('ready');
  });

  test('a read that is not answered is over after 3 s, and the card is tried again', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', null);
    bench.lay().pass(400 + samTimes.readMs - 1);
    expect(bench.machine.asked?.question).toBe('read');
    bench.own.clear();
    bench.pass(1_000);
    expect(bench.told).toEqual([zhang]);
  });

  test('noise instead of answers: unknown, and nothing of the noise is said', () => {
    const bench = new Bench();
    bench.own.set('status', null);
    bench.plug();
    for (let i = 0; i < 4; i += 1) bench.noise().pass(700);
    expect(bench.machine.health).toMatchObject({
      ...{ state: 'unknown', detail: 'it says what is no answer (wrong baud rate?)' },
    });
  });

  test.each([
    [0x10, 'the check byte of the question was wrong'],
    [0x21, 'it does not know the question'],
    [0x66, 'it is not authorised'],
  ])('%i again and again: an error by its name', (status, said) => {
    const bench = new Bench().plug().wait();
    bench.own.set('find', no(status));
    bench.pass(2_000);
    expect(bench.machine.health).toMatchObject({
      ...{ state: 'error', detail: expect.stringContaining(said) },
    });
  });

  test('unplugged by that name, mute as silent; back again it is asked at once', () => {
    const bench = new Bench().plug().lost();
    expect(bench.machine.health).toMatchObject({ state: 'unplugged', detail: 'pulled' });
    expect(nextDue(bench.machine)).toBeNull();
    expect(bench.lost('mute').state).toBe('silent');
    expect(bench.plug().state).toBe('ready');
  });

  test('unplugged in the middle of a card: read when both are back', () => {
    const bench = new Bench().plug().wait();
    bench.own.set('read', null);
    bench.lay().pass(500).lost().pass(3_000);
    bench.own.clear();
    bench.plug().pass(1_000);
    expect(bench.told).toEqual([zhang]);
  });
});
