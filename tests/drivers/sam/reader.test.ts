/**
 * The whole driver against the pretend reader, on a socket and on a real pseudo-terminal: what is
 * told of a card under each fault, that the reader is itself again after, and that nothing of a
 * person is said anywhere but to who waits.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CardRead, DeviceState, Health, IdReader } from '../../../drivers/driver.ts';
import { openReader, readReaderAddress } from '../../../drivers/open-reader.ts';
import { openPort, type PortAddress } from '../../../drivers/ports/open.ts';
import { type Port, portTimes } from '../../../drivers/ports/port.ts';
import type { SamTimes } from '../../../drivers/sam/machine.ts';
import { openSamReader } from '../../../drivers/sam/reader.ts';
import {
  faults,
  type PretendReader,
  startPretendReader,
} from '../../../fixtures/machines/reader.ts';
import { type TestCard, testCards, textOf } from '../../../fixtures/machines/reader-cards.ts';
import { SteppedClock } from '../stepped-clock.ts';
import { until } from '../waiting.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
/** The same machine with a tenth of its patience, so that a test takes no longer than it must. */
const quick: SamTimes = { pollMs: 40, idleMs: 60, askMs: 200, readMs: 400, restMs: 6_000 };
const zhang = testCards.zhang as TestCard;
const li = testCards.li as TestCard;

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface SetUp {
  readonly pretend: PretendReader;
  readonly reader: IdReader;
  /** What was told of cards, and a wait for so many. */
  readonly told: CardRead[];
  readonly tells: (count: number) => Promise<void>;
  readonly healths: Health[];
  readonly stopWaiting: () => void;
}

type Wire = 'tcp' | 'serial';

async function setUp(wire: Wire): Promise<SetUp> {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const ptyLink = join(folder, 'line');
  const pretend = await startPretendReader({
    clock,
    ...(wire === 'tcp' ? { tcpPort: 0 } : { ptyLink }),
  });
  ends.push(() => pretend.close());
  const address: PortAddress = pretend.tcp
    ? { wire: 'tcp', host: '127.0.0.1', port: pretend.tcp.port }
    : { wire: 'serial', path: ptyLink, baud: 115_200, flow: 'none' };
  const port = openPort(address, clock, { ...portTimes, retryMsMin: 50, retryMsMax: 200 });
  const reader = openSamReader({ port, cards: 'resident', clock, times: quick });
  ends.push(() => reader.close());
  const healths: Health[] = [];
  reader.onHealth((health) => healths.push(health));
  const told: CardRead[] = [];
  const looks = new Set<() => void>();
  const tells = (count: number) =>
    until(
      `${count} cards told`,
      () => told.length >= count,
      (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
    );
  const stopWaiting = reader.onCard((card) => {
    told.push(card);
    for (const look of looks) look();
  });
  return { pretend, reader, told, tells, healths, stopWaiting };
}

const isIn = (reader: IdReader, state: DeviceState) =>
  until(
    `health ${state}`,
    () => reader.health().state === state,
    (look) => reader.onHealth(look),
  );
const asked = (pretend: PretendReader, what: 'find' | 'status', count: number) =>
  until(
    `${count} more of ${what}`,
    () => pretend.engine.counts[what] >= count,
    (look) => pretend.engine.onChange(look),
  );
/** Taken off for as long as it takes to be noticed. */
async function lifted({ engine }: PretendReader): Promise<void> {
  engine.lift();
  const from = engine.counts.find;
  await until(
    'looked for twice',
    () => engine.counts.find >= from + 3,
    (look) => engine.onChange(look),
  );
}
const named = (card: CardRead | undefined) =>
  card && ('read' in card ? card.read.name : card.failed);

describe.each<{ wire: Wire }>([{ wire: 'tcp' }, { wire: 'serial' }])('on $wire', ({ wire }) => {
  test('a card is read once each time it is laid on', async () => {
    const { pretend, reader, told, tells } = await setUp(wire);
    await isIn(reader, 'ready');
    pretend.engine.lay(zhang);
    await tells(1);
    expect(told[0]).toEqual({
      read: {
        ...{ card: 'resident', name: '张三', number: zhang.number, birth: '1990-01-01' },
        ...{ validFrom: '2020-01-01', validTo: '2040-01-01' },
      },
    });
    await asked(pretend, 'find', pretend.engine.counts.find + 5);
    expect(told).toHaveLength(1);
    await lifted(pretend);
    pretend.engine.lay(li);
    await tells(2);
    expect(told.map(named)).toEqual(['张三', '李四']);
    expect(pretend.engine.counts).toMatchObject({ unknown: 0, bad: 0 });
  });

  test.each(['noise', 'slow', 'fingerprint', 'finds-again'])(
    '%s: it is read all the same, once',
    async (word) => {
      const { pretend, told, tells, reader } = await setUp(wire);
      pretend.engine.set(word === 'slow' ? { slowMs: 120 } : (faults[word] ?? {}));
      pretend.engine.lay(zhang);
      await tells(1);
      await asked(pretend, 'find', pretend.engine.counts.find + 4);
      expect(told.map(named)).toEqual(['张三']);
      expect(reader.health().state).toBe('ready');
    },
  );

  test.each([
    ['silent', 'silent'],
    ['half', 'unknown'],
    ['wrong-check', 'unknown'],
    ['garbage', 'unknown'],
  ] as const)('%s: %s, and the card is read when that is over', async (word, state) => {
    const { pretend, reader, told, tells } = await setUp(wire);
    await isIn(reader, 'ready');
    pretend.engine.set(faults[word] ?? {});
    pretend.engine.lay(zhang);
    if (word === 'half')
      await until(
        'not ready',
        () => reader.health().state !== 'ready',
        (look) => reader.onHealth(look),
      );
    else await isIn(reader, state);
    expect(told).toEqual([]);
    await pretend.do('well');
    await tells(1);
    expect(named(told[0])).toBe('张三');
    await isIn(reader, 'ready');
  });

  test('answers out of order: no card of a wrong moment is told', async () => {
    const { pretend, reader, told, tells } = await setUp(wire);
    await isIn(reader, 'ready');
    pretend.engine.lay(zhang);
    await tells(1);
    await lifted(pretend);
    pretend.engine.set({ late: true });
    pretend.engine.lay(li);
    await asked(pretend, 'find', pretend.engine.counts.find + 6);
    pretend.engine.set({ late: false });
    await lifted(pretend);
    pretend.engine.lay(li);
    await until(
      'told',
      () => told.some((card) => named(card) === '李四'),
      (look) => pretend.engine.onChange(look),
    );
    expect(told.map(named).filter((name) => name === '张三')).toHaveLength(1);
  });

  test.each(['lift-on-select', 'lift-on-read'])(
    '%s: told as unreadable, then read',
    async (word) => {
      const { pretend, told, tells } = await setUp(wire);
      pretend.engine.set(faults[word] ?? {});
      pretend.engine.lay(zhang);
      await tells(1);
      expect(told).toEqual([{ failed: 'unreadable' }]);
      await pretend.do('well');
      pretend.engine.lay(zhang);
      await tells(2);
      expect(named(told[1])).toBe('张三');
    },
  );

  test('unplugged in the middle and plugged in again', async () => {
    const { pretend, reader, told, tells } = await setUp(wire);
    await isIn(reader, 'ready');
    await pretend.unplug();
    await isIn(reader, 'unplugged');
    pretend.engine.lay(zhang);
    await pretend.replug();
    await tells(1);
    expect(told.map(named)).toEqual(['张三']);
    await isIn(reader, 'ready');
  });

  test('a failed self-test is an error by name', async () => {
    const { pretend, reader, stopWaiting } = await setUp(wire);
    await isIn(reader, 'ready');
    stopWaiting();
    pretend.engine.set({ selfTest: 'failed' });
    await isIn(reader, 'error');
    expect(reader.health().detail).toContain('self-test');
    await pretend.do('well');
    await isIn(reader, 'ready');
  });
});

describe('nothing of a person', () => {
  test('is said in health or its detail, under any fault', async () => {
    const { pretend, reader, told, tells, healths } = await setUp('tcp');
    pretend.engine.lay(zhang);
    await tells(1);
    for (const word of Object.keys(faults)) {
      if (word === 'well') continue;
      await lifted(pretend);
      pretend.engine.set(faults[word] ?? {});
      pretend.engine.lay(zhang);
      await asked(pretend, 'find', pretend.engine.counts.find + 2);
      healths.push(reader.health());
      await pretend.do('well');
    }
    await pretend.unplug();
    await isIn(reader, 'unplugged');
    healths.push(reader.health());
    expect(told.some((card) => 'read' in card)).toBe(true);
    const said = JSON.stringify(healths);
    for (const secret of ['张', '三', zhang.number, '9901', '1990', '示例', '试验']) {
      expect(said).not.toContain(secret);
    }
  });

  test('stays in the bytes that came in', async () => {
    const port = new PretendPort();
    const reader = openSamReader({ port, cards: 'resident', clock: new SteppedClock() });
    const told: CardRead[] = [];
    reader.onCard((card) => told.push(card));
    port.open();
    port.say(done);
    const found = Uint8Array.from([0, 8, 0, 0, 0x9f, 0, 0, 0, 0, 0x97]);
    port.say(Buffer.concat([preamble, found]));
    port.say(Buffer.from('aaaaaa9669000c00009000000000000000009c', 'hex'));
    const read = cardAnswer();
    const rest = read.subarray(900);
    const first = read.subarray(0, 900);
    port.say(first);
    port.say(rest);
    expect(told.map(named)).toEqual(['张三']);
    expect([...first, ...rest].every((byte) => byte === 0)).toBe(true);
    await reader.close();
  });
});

const preamble = Buffer.from('aaaaaa9669', 'hex');
const done = Buffer.from('aaaaaa9669000400009094', 'hex');

function cardAnswer(): Uint8Array {
  const photo = Buffer.alloc(1_024, 0x5a);
  const body = Buffer.concat([Buffer.from('050800009001000400', 'hex'), textOf(zhang), photo]);
  const check = body.reduce((so, byte) => so ^ byte, 0);
  return Buffer.concat([preamble, body, Buffer.of(check)]);
}

/** A port without a wire: what comes in is said by the test. */
class PretendPort implements Port {
  readonly address = 'pretend';
  #listener: Parameters<Port['listen']>[0] | null = null;
  #open = false;

  state = () => ({ is: this.#open ? 'open' : 'opening' }) as const;
  listen: Port['listen'] = (listener) => {
    this.#listener = listener;
    return () => {};
  };
  write: Port['write'] = async () => 'written';
  drop() {}
  async close() {}

  open(): void {
    this.#open = true;
    this.#listener?.changed({ is: 'open' });
  }

  say(bytes: Uint8Array): void {
    this.#listener?.bytes(bytes);
  }
}

describe('its address', () => {
  test('serial lines go at 115200 unless said otherwise; which cards, by a setting', () => {
    expect(readReaderAddress('serial:/dev/ttyUSB0')).toEqual({
      ...{ ok: true, cards: 'resident' },
      port: { wire: 'serial', path: '/dev/ttyUSB0', baud: 115_200, flow: 'none' },
    });
    expect(readReaderAddress('serial:/dev/ttyUSB0?cards=all&baud=9600')).toMatchObject({
      ...{ ok: true, cards: 'all', port: { baud: 9_600 } },
    });
    expect(readReaderAddress('tcp://10.0.0.7:4001?cards=all')).toMatchObject({
      ...{ ok: true, cards: 'all', port: { wire: 'tcp', port: 4_001 } },
    });
  });

  test.each([
    ['serial:/dev/ttyUSB0?cards=some', 'cards'],
    ['serial:/dev/ttyUSB0?paper=58', 'paper'],
    ['tcp://10.0.0.7:4001?baud=9600', 'baud'],
    ['usb:1', 'address'],
  ])('%s: complained of by field', (address, field) => {
    expect(readReaderAddress(address)).toMatchObject({ ok: false, problem: { field } });
    expect(() => openReader(address, clock)).toThrow(RangeError);
  });
});

test('laid on, lifted and made to misbehave over HTTP', async () => {
  const pretend = await startPretendReader({ clock, tcpPort: 0, httpPort: 0 });
  ends.push(() => pretend.close());
  const at = `http://127.0.0.1:${pretend.httpPort}`;
  const post = async (word: string) => (await fetch(`${at}/do/${word}`, { method: 'POST' })).status;
  expect(await post('lay-li')).toBe(204);
  expect(pretend.engine.card).toBe(li);
  expect(await post('silent')).toBe(204);
  expect(await (await fetch(`${at}/condition.json`)).json()).toMatchObject({
    ...{ silent: true, card: '李四' },
  });
  expect(await post('lift')).toBe(204);
  expect(pretend.engine.card).toBeNull();
  expect(await post('dance')).toBe(404);
  expect(await (await fetch(`${at}/`)).text()).toContain('lay-li');
});
