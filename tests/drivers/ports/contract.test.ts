/**
 * The ports' contract on real wires: sockets, and serial lines over pseudo-terminals made by socat.
 * The other end is this test; what it pulls, kills or stops is what happens in halls.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openPort, type PortAddress } from '../../../drivers/ports/open.ts';
import type { Port, PortState } from '../../../drivers/ports/port.ts';
import { until } from '../waiting.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };

/** The device's end of a wire. */
interface Far {
  readonly address: PortAddress;
  heard(): string;
  onHeard(look: () => void): () => void;
  say(text: string): void;
  /** The device and its address are gone. */
  pull(): Promise<void>;
  /** They are back, at the same address. */
  plug(): Promise<void>;
  /** It takes nothing any more, without saying so. */
  hang(): void;
  end(): Promise<void>;
}

class Heard {
  text = '';
  readonly #looks = new Set<() => void>();

  add(bytes: Buffer): void {
    this.text += bytes.toString();
    for (const look of this.#looks) look();
  }

  on(look: () => void): () => void {
    this.#looks.add(look);
    return () => this.#looks.delete(look);
  }
}

async function tcpFar(): Promise<Far> {
  const heard = new Heard();
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;
  const plug = async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('data', (bytes) => heard.add(bytes));
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    port = address && typeof address === 'object' ? address.port : 0;
  };
  const pull = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await plug();
  return {
    address: { wire: 'tcp', host: '127.0.0.1', port },
    heard: () => heard.text,
    onHeard: (look) => heard.on(look),
    say: (text) => {
      for (const socket of sockets) socket.write(text);
    },
    pull,
    plug,
    hang: () => {
      for (const socket of sockets) socket.pause();
    },
    end: pull,
  };
}

async function serialFar(): Promise<Far> {
  const heard = new Heard();
  const folder = mkdtempSync(join(tmpdir(), 'port-'));
  const path = join(folder, 'line');
  let child: ChildProcess | null = null;
  const plug = async () => {
    const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, 'stdio']);
    child = socat;
    socat.stdout.on('data', (bytes: Buffer) => heard.add(bytes));
    socat.stdin.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      socat.once('error', reject);
      socat.stderr.on('data', (said: Buffer) => {
        if (said.includes('starting data transfer loop')) resolve();
      });
    });
  };
  const pull = async () => {
    const dying = child;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const ended = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGCONT');
    dying.kill('SIGTERM');
    await ended;
  };
  await plug();
  return {
    address: { wire: 'serial', path, baud: 19_200, flow: 'none' },
    heard: () => heard.text,
    onHeard: (look) => heard.on(look),
    say: (text) => child?.stdin?.write(text),
    pull,
    plug,
    hang: () => child?.kill('SIGSTOP'),
    end: async () => {
      await pull();
      rmSync(folder, { recursive: true });
    },
  };
}

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

async function stateIs(port: Port, is: PortState['is'], withinMs = 5_000): Promise<void> {
  await until(
    `${port.address} ${is}`,
    () => port.state().is === is,
    (look) => port.listen({ changed: look, bytes: () => {} }),
    withinMs,
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
    const pulledAt = Date.now();
    await far.pull();
    await stateIs(port, 'lost');
    expect(Date.now() - pulledAt).toBeLessThan(5_000);
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
    const startedAt = Date.now();
    const flood = Buffer.alloc(32 * 1024 * 1024, 'x');
    expect(await port.write(flood, 300)).toBe('stuck');
    expect(Date.now() - startedAt).toBeLessThan(3_000);
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
    await far.pull();
    await stateIs(port, 'lost', 2_000);
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
