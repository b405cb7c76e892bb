/** Whose turn it is on a shared line: one at a time, going round, and nothing outlives its turn. */
import { describe, expect, test } from 'vitest';
import {
  Bus,
  gapMs,
  type Station,
  type Turn,
  turnsWaitingMax,
} from '../../../drivers/ports/bus.ts';
import { portTimes } from '../../../drivers/ports/port.ts';
import { heard, passing, wireBench } from './wire-bench.ts';

function setUp(byteMs = 0) {
  const bench = wireBench();
  const bus = new Bus(bench.port, bench.clock, byteMs);
  const station = () => bus.station(async () => {});
  const open = () => bench.wire().events.opened();
  return { ...bench, bus, station, open };
}

const say = (text: string) => (turn: Turn) => turn.write(Buffer.from(text));
const forEver = () => new Promise<never>(() => {});

/** Asks for a turn and notes how it ended. */
function noted<T>(ended: unknown[], station: Station, ms: number, act: (turn: Turn) => Promise<T>) {
  void station.turn(ms, act).then((result) => ended.push(result));
}

describe('turns', () => {
  test('go round: a station with much to say does not starve one with little', async () => {
    const { clock, wire, station, open } = setUp();
    const [talker, quiet] = [station(), station()];
    open();
    for (let i = 0; i < turnsWaitingMax; i++) void talker.turn(100, say(`t${i}`));
    void quiet.turn(100, say('Q0'));
    void quiet.turn(100, say('Q1'));
    await passing(clock, 200);
    expect(wire().written.slice(0, 5)).toEqual(['t0', 'Q0', 't1', 'Q1', 't2']);
    expect(wire().written).toHaveLength(turnsWaitingMax + 2);
  });

  test('go round behind a silent device too: who was heard last is asked out of turn once', async () => {
    const { clock, wire, station, open } = setUp();
    const [heardOf, quiet, dead] = [station(), station(), station()];
    open();
    void heardOf.turn(100, async (turn) => {
      turn.hear(() => {});
      wire().events.bytes(Buffer.from('answer'));
    });
    await passing(clock, gapMs);
    void dead.turn(100, forEver);
    // Turns that end well and bring no answer: a strip is written to, and says nothing.
    for (let i = 0; i < 3; i++) void heardOf.turn(100, say(`h${i}`));
    void quiet.turn(100, say('Q'));
    await passing(clock, 200);
    expect(wire().written).toEqual(['h0', 'Q', 'h1', 'h2']);
  });

  test('begin only after the one before has ended, its bytes have gone out, and a pause', async () => {
    const { clock, wire, station, open } = setUp(10);
    const [a, b] = [station(), station()];
    open();
    void a.turn(100, say('abc'));
    void b.turn(100, say('x'));
    // Three bytes of 10 ms, then 3.5 bytes of quiet.
    await passing(clock, 30 + 35 - 1);
    expect(wire().written).toEqual(['abc']);
    await passing(clock, 1);
    expect(wire().written).toEqual(['abc', 'x']);
  });

  test('wait for a write that the line has not taken yet, though its turn is over', async () => {
    const { clock, wire, station, open } = setUp();
    const [a, b] = [station(), station()];
    open();
    wire().holds = true;
    const ended: unknown[] = [];
    noted(ended, a, 100, say('slow'));
    noted(ended, b, 100, say('next'));
    await passing(clock, 500);
    expect(ended).toEqual(['late']);
    expect(wire().written).toEqual(['slow']);
    wire().held[0]?.(null);
    await passing(clock, gapMs);
    expect(wire().written).toEqual(['slow', 'next']);
  });

  test('late: what the act does afterwards is neither sent nor told', async () => {
    const { clock, wire, station, open } = setUp();
    const a = station();
    open();
    const parts: string[] = [];
    let late: Turn | undefined;
    const ended: unknown[] = [];
    noted(ended, a, 100, async (turn) => {
      late = turn;
      turn.hear((bytes) => parts.push(Buffer.from(bytes).toString()));
      await forEver();
    });
    wire().events.bytes(Buffer.from('early'));
    await passing(clock, 99);
    expect(ended).toEqual([]);
    await passing(clock, 1);
    expect(ended).toEqual(['late']);
    wire().events.bytes(Buffer.from('late'));
    expect(parts).toEqual(['early']);
    expect(await late?.write(Buffer.from('stale'))).toBe('not-open');
    expect(wire().written).toEqual([]);
  });

  test('a station may have a bounded number waiting', async () => {
    const { clock, wire, station, open } = setUp();
    const a = station();
    open();
    const ended: unknown[] = [];
    for (let i = 0; i < turnsWaitingMax + 3; i++) noted(ended, a, 100, say(`${i}`));
    await heard();
    expect(ended.filter((result) => result === 'busy')).toHaveLength(2);
    await passing(clock, 200);
    expect(wire().written).toHaveLength(turnsWaitingMax + 1);
  });

  test('an act that throws is told so, and the line goes on', async () => {
    const { clock, wire, station, open } = setUp();
    const a = station();
    open();
    const bug = a.turn(100, () => {
      throw new Error('a bug');
    });
    await expect(bug).rejects.toThrow('a bug');
    void a.turn(100, say('on'));
    await passing(clock, gapMs);
    expect(wire().written).toEqual(['on']);
  });
});

describe('a line lost', () => {
  test('ends the running turn as lost and the waiting ones as not-open; nothing comes later', async () => {
    const { clock, wire, wires, station, open } = setUp();
    const [a, b] = [station(), station()];
    const ended: unknown[] = [];
    noted(ended, a, 100, say('never'));
    await heard();
    expect(ended).toEqual(['not-open']);
    open();
    noted(ended, a, 1_000, forEver);
    noted(ended, a, 1_000, say('stale'));
    noted(ended, b, 1_000, say('stale'));
    wire().events.ended('closed', 'pulled');
    await heard();
    expect(ended.slice(1).sort()).toEqual(['lost', 'not-open', 'not-open']);
    clock.pass(portTimes.retryMsMin);
    open();
    await passing(clock, 5_000);
    expect(wires.map(({ written }) => written)).toEqual([[], []]);
    noted(ended, b, 100, say('fresh'));
    await passing(clock, 100);
    expect(wires.at(-1)?.written).toEqual(['fresh']);
  });

  test('is suspected when nobody was heard for 4 s of turns, and made anew', async () => {
    const { clock, port, wire, station, open } = setUp();
    const all = [station(), station(), station()];
    open();
    const ask = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 300) {
        for (const one of all) void one.turn(90, forEver);
        await passing(clock, 300);
      }
    };
    await ask(3_600);
    wire().events.bytes(Buffer.from('noise'));
    await ask(3_600);
    expect(port.state().is).toBe('open');
    await ask(600);
    expect(port.state()).toMatchObject({ is: 'lost', why: 'mute' });
  });

  test('is not suspected for few turns, however long they take', async () => {
    const { clock, port, station, open } = setUp();
    const a = station();
    open();
    for (let i = 0; i < 3; i++) void a.turn(10_000, forEver);
    await passing(clock, 60_000);
    expect(port.state().is).toBe('open');
  });

  test('is not suspected for many dead devices beside one that answers now and then', async () => {
    const { clock, port, wire, station, open } = setUp();
    const [well, ...dead] = Array.from({ length: 11 }, station);
    open();
    const answered: unknown[] = [];
    for (let passed = 0; passed < 30_000; passed += 400) {
      for (const one of dead) void one.turn(400, forEver);
      if (passed % 3_000 < 400 && well) {
        noted(answered, well, 400, async (turn) => {
          const answer = new Promise<string>((resolve) => turn.hear(() => resolve('yes')));
          wire().events.bytes(Buffer.from('yes'));
          return await answer;
        });
      }
      await passing(clock, 400);
    }
    expect(port.state().is).toBe('open');
    expect(answered.length).toBeGreaterThanOrEqual(9);
  });
});

test('on a bus that has ended nobody’s turn comes, and all are told so', async () => {
  const { clock, bus, station, open } = setUp();
  const ended: unknown[] = [];
  const late = station();
  open();
  noted(ended, late, 100, forEver);
  noted(ended, late, 100, forEver);
  bus.end();
  noted(ended, late, 100, forEver);
  noted(
    ended,
    bus.station(async () => {}),
    100,
    forEver,
  );
  await passing(clock, 200);
  expect([...ended].sort()).toEqual(['lost', 'not-open', 'not-open', 'not-open']);
});

describe('a station that leaves', () => {
  test('takes its turns along, and the others go on', async () => {
    const { clock, wire, station, open } = setUp();
    const [a, b] = [station(), station()];
    open();
    const ended: unknown[] = [];
    noted(ended, a, 1_000, forEver);
    noted(ended, a, 1_000, say('never'));
    noted(ended, b, 1_000, say('mine'));
    await a.leave();
    await passing(clock, gapMs);
    expect(ended.sort()).toEqual(['lost', 'not-open', 'written']);
    expect(wire().written).toEqual(['mine']);
    expect(a.state()).toEqual({ is: 'closed' });
    expect(await a.turn(100, say('never'))).toBe('not-open');
  });
});
