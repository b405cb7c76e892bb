/** Several devices on one real line: opened once, shared by turns, closed with the last of them. */
import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Station } from '../../../drivers/ports/bus.ts';
import { Lines } from '../../../drivers/ports/lines.ts';
import type { PortState } from '../../../drivers/ports/port.ts';
import { SteppedClock } from '../stepped-clock.ts';
import { until } from '../waiting.ts';
import { type Far, serialFar, tcpFar } from './far.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function stateIs(station: Station, is: PortState['is'], withinMs = 50_000): Promise<void> {
  await until(
    `the line is ${is}`,
    () => station.state().is === is,
    (look) => station.listen({ changed: look, bytes: () => {} }),
    withinMs,
  );
}

const farHears = (far: Far, text: string) =>
  until(`the device hears ${text}`, () => far.heard().includes(text), far.onHeard);

describe.each([
  { wire: 'tcp', make: tcpFar },
  { wire: 'serial', make: serialFar },
])('a $wire line of two stations', ({ make }) => {
  async function setUp() {
    const far = await make();
    const lines = new Lines(clock);
    const [a, b] = [lines.station(far.address), lines.station(far.address)];
    ends.push(
      () => far.end(),
      () => a.leave(),
      () => b.leave(),
    );
    await Promise.all([stateIs(a, 'open'), stateIs(b, 'open')]);
    return { far, lines, a, b };
  }
  const say = (station: Station, text: string) =>
    station.turn(1_000, (turn) => turn.write(Buffer.from(text)));

  test('both speak on one connection, and a turn hears its answer', async () => {
    const { far, a, b } = await setUp();
    expect(await Promise.all([say(a, '<a>'), say(b, '<b>')])).toEqual(['written', 'written']);
    await farHears(far, '<a><b>');
    const answer = a.turn(5_000, async (turn) => {
      const heard = new Promise<string>((resolve) => {
        turn.hear((bytes) => resolve(Buffer.from(bytes).toString()));
      });
      await turn.write(Buffer.from('?'));
      await farHears(far, '?');
      far.say('yes');
      return await heard;
    });
    expect(await answer).toBe('yes');
  });

  test('pulled in the middle of a turn: named within 5 s, nothing is sent after it is back', async () => {
    const { far, a, b } = await setUp();
    const running = a.turn(60_000, () => new Promise<never>(() => {}));
    const waiting = say(b, 'STALE');
    await far.pull();
    expect(await running).toBe('lost');
    expect(await waiting).toBe('not-open');
    await stateIs(b, 'lost');
    await far.plug();
    await stateIs(b, 'open');
    expect(await say(b, 'fresh')).toBe('written');
    await farHears(far, 'fresh');
    expect(far.heard()).not.toContain('STALE');
  });

  test('the last to leave closes it; it can be opened again', async () => {
    const { far, lines, a, b } = await setUp();
    await a.leave();
    expect(await say(b, 'still here')).toBe('written');
    await farHears(far, 'still here');
    await b.leave();
    expect(b.state().is).toBe('closed');
    // socat ends with its reader; the next line has the same name.
    await far.pull();
    await far.plug();
    const next = lines.station(far.address);
    ends.push(() => next.leave());
    await stateIs(next, 'open');
    expect(await say(next, 'next')).toBe('written');
    await farHears(far, 'next');
  });
});

test('a stable name that comes back on another device file is found there', async () => {
  const [first, second] = [await serialFar(), await serialFar()];
  const folder = mkdtempSync(join(tmpdir(), 'by-id-'));
  const path = join(folder, 'usb-converter-if00');
  const pointTo = (far: Far) => symlinkSync('path' in far.address ? far.address.path : '', path);
  pointTo(first);
  const station = new Lines(clock).station({ wire: 'serial', path, baud: 9600, flow: 'none' });
  ends.push(
    async () => rmSync(folder, { recursive: true }),
    () => first.end(),
    () => second.end(),
    () => station.leave(),
  );
  await stateIs(station, 'open');
  // The name goes, as when the converter is pulled out of its socket; the old device file stays.
  unlinkSync(path);
  await stateIs(station, 'lost');
  pointTo(second);
  await stateIs(station, 'open');
  await station.turn(1_000, (turn) => turn.write(Buffer.from('here')));
  await farHears(second, 'here');
  expect(first.heard()).not.toContain('here');
});

test.each([
  [{ baud: 19_200 }, 'baud must be 9600'],
  [{ flow: 'rtscts' as const }, 'flow must be none'],
])('the same line with %j is refused by field and rule', async (change, rule) => {
  const lines = new Lines(new SteppedClock());
  const address = { wire: 'serial', path: '/dev/none', baud: 9600, flow: 'none' } as const;
  const station = lines.station(address);
  expect(() => lines.station({ ...address, ...change })).toThrow(RangeError);
  expect(() => lines.station({ ...address, ...change })).toThrow(`serial:/dev/none: ${rule}`);
  await station.leave();
  const other = lines.station({ ...address, ...change });
  await other.leave();
});
