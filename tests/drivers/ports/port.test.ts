/** What every port promises, on a wire that only pretends and a clock that is stepped by hand. */
import { describe, expect, test } from 'vitest';
import {
  createPort,
  type Port,
  type PortState,
  portTimes,
  type WireEvents,
} from '../../../drivers/ports/port.ts';
import { SteppedClock } from '../stepped-clock.ts';

interface FakeWire {
  readonly events: WireEvents;
  readonly written: string[];
  finishWrite: ((error: Error | null) => void) | null;
  ended: boolean;
}

function setUp(): { port: Port; clock: SteppedClock; wires: FakeWire[]; states: PortState[] } {
  const clock = new SteppedClock();
  const wires: FakeWire[] = [];
  const port = createPort(
    'fake',
    (events) => {
      const wire: FakeWire = { events, written: [], finishWrite: null, ended: false };
      wires.push(wire);
      return {
        write: (bytes, done) => {
          wire.written.push(Buffer.from(bytes).toString());
          wire.finishWrite = done;
        },
        end: async () => {
          wire.ended = true;
        },
      };
    },
    clock,
  );
  const states: PortState[] = [];
  port.listen({ changed: (state) => states.push(state), bytes: () => {} });
  return { port, clock, wires, states };
}

const last = <T>(list: readonly T[]): T => {
  const found = list.at(-1);
  if (found === undefined) throw new Error('an empty list');
  return found;
};

describe('a port', () => {
  test('writes only when open, and never keeps a write for later', async () => {
    const { port, clock, wires } = setUp();
    expect(await port.write(Buffer.from('early'), 100)).toBe('not-open');
    last(wires).events.opened();
    const writing = port.write(Buffer.from('slip'), 100);
    last(wires).events.ended('closed', 'pulled');
    expect(await writing).toBe('lost');
    expect(await port.write(Buffer.from('late'), 100)).toBe('not-open');
    clock.pass(portTimes.retryMsMin);
    last(wires).events.opened();
    expect(wires.map((wire) => wire.written)).toEqual([['slip'], []]);
    await port.close();
  });

  test('a write that does not end in time is stuck: its connection ends, a new one is made', async () => {
    const { port, clock, wires, states } = setUp();
    last(wires).events.opened();
    const writing = port.write(Buffer.from('slip'), 1_000);
    clock.pass(999);
    expect(port.state().is).toBe('open');
    clock.pass(1);
    expect(await writing).toBe('stuck');
    expect(states.at(-1)).toMatchObject({ is: 'lost', why: 'stuck' });
    expect(wires[0]?.ended).toBe(true);
    clock.pass(portTimes.retryMsMin);
    expect(wires).toHaveLength(2);
    await port.close();
  });

  test('a failed write ends the connection', async () => {
    const { port, wires } = setUp();
    last(wires).events.opened();
    const writing = port.write(Buffer.from('slip'), 1_000);
    last(wires).finishWrite?.(new Error('EIO'));
    expect(await writing).toBe('lost');
    expect(port.state()).toMatchObject({ is: 'lost', why: 'failed', detail: 'EIO' });
    await port.close();
  });

  test('waits longer after each failure, from 0.25 s to 5 s, and is never busy', async () => {
    const { port, clock, wires } = setUp();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      last(wires).events.ended('refused', 'nobody there');
      waits.push(clock.nextIn() ?? 0);
      clock.pass(clock.nextIn() ?? 0);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    await port.close();
  });

  test('a peer that takes and drops connections at once does not reset the back-off', async () => {
    const { port, clock, wires } = setUp();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      last(wires).events.opened();
      last(wires).events.ended('closed', 'bye');
      waits.push(clock.nextIn() ?? 0);
      clock.pass(clock.nextIn() ?? 0);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
    last(wires).events.opened();
    last(wires).events.bytes(Buffer.from([0x12]));
    last(wires).events.ended('closed', 'bye');
    expect(clock.nextIn()).toBe(250);
    await port.close();
  });

  test('an attempt that hangs is given up after 3 s', async () => {
    const { port, clock, wires, states } = setUp();
    clock.pass(portTimes.openMs);
    expect(states).toEqual([
      { is: 'lost', why: 'timeout', detail: 'no connection within 3000 ms' },
    ]);
    expect(wires[0]?.ended).toBe(true);
    await port.close();
  });

  test('late words of a dead connection are not heard', async () => {
    const { port, clock, wires, states } = setUp();
    const heard: string[] = [];
    port.listen({ changed: () => {}, bytes: (bytes) => heard.push(Buffer.from(bytes).toString()) });
    const first = last(wires);
    first.events.opened();
    first.events.ended('closed', 'once');
    first.events.ended('closed', 'twice');
    first.events.bytes(Buffer.from('ghost'));
    first.events.opened();
    clock.pass(portTimes.retryMsMin);
    last(wires).events.opened();
    first.events.ended('closed', 'thrice');
    last(wires).events.bytes(Buffer.from('alive'));
    expect(heard).toEqual(['alive']);
    expect(states.map((state) => state.is)).toEqual(['open', 'lost', 'open']);
    await port.close();
  });

  test('says the same loss once, however often it tries', async () => {
    const { port, clock, wires, states } = setUp();
    for (let i = 0; i < 5; i++) {
      last(wires).events.ended('refused', 'nobody there');
      clock.pass(clock.nextIn() ?? 0);
    }
    expect(states).toHaveLength(1);
    last(wires).events.ended('unreachable', 'no route');
    expect(states).toHaveLength(2);
    await port.close();
  });

  test('closed, it is silent for ever', async () => {
    const { port, clock, wires, states } = setUp();
    last(wires).events.opened();
    await port.close();
    await port.close();
    expect(wires[0]?.ended).toBe(true);
    expect(states.map((state) => state.is)).toEqual(['open', 'closed']);
    expect(clock.nextIn()).toBeNull();
    expect(await port.write(Buffer.from('x'), 10)).toBe('not-open');
  });
});
