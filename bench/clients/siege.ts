/**
 * Those who mean no good, or whose network is very bad: requests that come drop by drop, and sockets
 * that are opened and say nothing. Whoever is cut off comes again.
 */
import { connect, type Socket } from 'node:net';
import { serveActs } from '../rig/child.ts';

interface Wish {
  readonly port: number;
  /** Requests that never end their headers, and sockets that never say hello. */
  readonly slow: number;
  readonly silent: number;
}

/** How often a slow one sends a drop. */
const dropMs = 2_000;
/** Opened at the same time, so that the system's queue does not refuse them for us. */
const together = 64;

const opening = {
  slow: 'GET / HTTP/1.1\r\nHost: hall\r\n',
  silent:
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\nConnection: Upgrade\r\n' +
    'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
} as const;

const open = new Set<Socket>();
let cut = 0;
let ended = false;

function attack(kind: keyof typeof opening, port: number): Promise<void> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      open.add(socket);
      socket.write(opening[kind]);
      done();
    });
    const drops = kind === 'slow' ? setInterval(() => socket.write('X-Drop: 1\r\n'), dropMs) : null;
    // What the hub says is taken and thrown away.
    socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => {
      if (drops) clearInterval(drops);
      open.delete(socket);
      cut += 1;
      done();
      if (!ended) setTimeout(() => void attack(kind, port), 100);
    });
  });
}

async function begin({ port, slow, silent }: Wish): Promise<void> {
  const all = (['slow', 'silent'] as const).flatMap((kind) =>
    Array.from({ length: kind === 'slow' ? slow : silent }, () => kind),
  );
  while (all.length > 0) {
    await Promise.all(all.splice(0, together).map((kind) => attack(kind, port)));
  }
}

/** How many are open now, and how many were cut off so far. */
const stands = () => ({ open: open.size, cut });

function end(): void {
  ended = true;
  for (const socket of open) socket.destroy();
}

const acts = { begin, stands, end };
export type SiegeActs = typeof acts;
serveActs(acts);
