/**
 * The ports' contract on real wires: sockets, and serial lines over pseudo-terminals made by socat.
 * The other end is this test; what it pulls, kills or stops is what happens in halls.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { openPort, type PortAddress } from '../../../drivers/ports/open.ts';
import type { Port, PortState } from '../../../drivers/ports/port.ts';
import { stopwatch } from '../awake.ts';
import { until } from '../waiting.ts';
import { type Far, Heard, serialFar, tcpFar } from './far.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function open(address: PortAddress): { port: Port; heard: Heard } {
  const port = openPort(address, clock);
  const heard = new Heard();
  port.listen({ changed: () => {}, bytes: (bytes) => heard.add(Buffer.from(bytes)) });
  ends.push(() => port.close());
  return { port, heard };
}

async function stateIs(port: Port, is: PortState['is']): Promise<void> {
  await until(
    `${port.address} ${is}`,
    () => port.state().is === is,
    (look) => port.listen({ changed: look, bytes: () => {} }),
  );
}

describe.each([
  { wire: 'tcp', make: tcpFar },
  { wire: 'serial', make: serialFar },
])('a $wire port', ({ wire, make }) => {
  async function setUp() {
    const far = await make();
    ends.push(() => far.end());
    return { far, ...open(far.address) };
  }
  const farHears = (far: Far, text: string) =>
    until(`the device hears ${text}`, () => far.heard().includes(text), far.onHeard);

  test('carries bytes both ways', async () => {
    const { far, port, heard } = await setUp();
    await stateIs(port, 'open');
    expect(await port.write(Buffer.from('to the device'), 1_000)).toBe('written');
    await farHears(far, 'to the device');
    far.say('from the device');
    await until(
      'an answer',
      () => heard.text === 'from the device',
      (look) => heard.on(look),
    );
  });

  test('a pulled device is a named state within 5 s; back, it is open again by itself', async () => {
    const { far, port } = await setUp();
    await stateIs(port, 'open');
    const sincePulled = stopwatch();
    await far.pull();
    await stateIs(port, 'lost');
    expect(sincePulled()).toBeLessThan(5_000);
    expect(port.state()).toMatchObject({ why: 'closed' });
    await far.plug();
    await stateIs(port, 'open');
    expect(await port.write(Buffer.from('again'), 1_000)).toBe('written');
    await farHears(far, 'again');
  });

  test('what was written while the device was away is never sent', async () => {
    const { far, port } = await setUp();
    await stateIs(port, 'open');
    await far.pull();
    await stateIs(port, 'lost');
    expect(await port.write(Buffer.from('STALE'), 1_000)).toBe('not-open');
    await far.plug();
    await stateIs(port, 'open');
    await port.write(Buffer.from('fresh'), 1_000);
    await farHears(far, 'fresh');
    expect(far.heard()).not.toContain('STALE');
  });

  test('a device that takes nothing: the write is stuck by its deadline, the rest is dropped', async () => {
    const { far, port } = await setUp();
    await stateIs(port, 'open');
    far.hang();
    const sinceStarted = stopwatch();
    const flood = Buffer.alloc(32 * 1024 * 1024, 'x');
    expect(await port.write(flood, 300)).toBe('stuck');
    expect(sinceStarted()).toBeLessThan(3_000);
    expect(port.state()).toMatchObject({ is: 'lost', why: 'stuck' });
  });

  test('a missing device is named, and tried again until it is there', async () => {
    const { far, port } = await setUp();
    await stateIs(port, 'open');
    await far.pull();
    const late = open(far.address).port;
    await stateIs(late, 'lost');
    const expected = wire === 'tcp' ? 'refused' : 'not-found';
    expect(late.state()).toMatchObject({ why: expected });
    await port.close();
    await far.plug();
    await stateIs(late, 'open');
  });

  test('closed, the device is free for the next', async () => {
    const { far, port } = await setUp();
    await stateIs(port, 'open');
    await port.close();
    if (wire === 'serial') {
      // socat ends with its reader; the next line has the same name.
      await far.pull();
      await far.plug();
    }
    const next = open(far.address).port;
    await stateIs(next, 'open');
    expect(await next.write(Buffer.from('mine'), 1_000)).toBe('written');
    await farHears(far, 'mine');
  });
});

test('a serial line pulled the moment it opened is found out, each of twenty times', async () => {
  const far = await serialFar();
  ends.push(() => far.end());
  for (let i = 0; i < 20; i++) {
    const { port } = open(far.address);
    await stateIs(port, 'open');
    const sincePulled = stopwatch();
    await far.pull();
    await stateIs(port, 'lost');
    expect(sincePulled()).toBeLessThan(2_000);
    await port.close();
    await far.plug();
  }
});

test('a serial line that another holds is named in-use', async () => {
  const far = await serialFar();
  ends.push(() => far.end());
  const first = open(far.address).port;
  await stateIs(first, 'open');
  const second = open(far.address).port;
  await stateIs(second, 'lost');
  expect(second.state()).toMatchObject({ why: 'in-use' });
  expect(first.state().is).toBe('open');
});
