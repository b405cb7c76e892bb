/**
 * The far ends of real wires, as devices are: sockets, and serial lines over pseudo-terminals made by
 * socat. They can be pulled, plugged in again at the same address, and hang without a word.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortAddress } from '../../../drivers/ports/open.ts';

/** The device's end of a wire. */
export interface Far {
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

export class Heard {
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

export async function tcpFar(): Promise<Far> {
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

export async function serialFar(): Promise<Far> {
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
