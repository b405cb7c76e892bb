/**
 * The floor of everything that goes over sockets: bare Socket.IO with the hub's transport settings,
 * and a durable row for every command, written in batches by `setImmediate` as the keeper does. It
 * decides nothing, knows nobody, and answers in the hub's own words with a made-up ticket, so that
 * messages have the hub's sizes. A call sends every peer the state that it was given.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';
import { sqliteLog } from '../../log/sqlite.ts';
import { serveActs } from '../rig/child.ts';

export interface Floor {
  /** The database to write to. */
  readonly path: string;
  /** What peers are sent at hello, and at every call when `broadcast`. */
  readonly state: object;
  readonly broadcast: boolean;
  readonly port?: number;
}

interface Waiting {
  readonly message: { readonly requestId: string; readonly command: { readonly type: string } };
  readonly answer: (reply: object) => void;
}

const backlog = 1_024;

class Rows {
  readonly #db: DatabaseSync;
  readonly #insert;
  #seq = 0;

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = full');
    this.#insert = this.#db.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** Gives the `seq` of the first row. */
  append(bodies: readonly object[]): number {
    const first = this.#seq + 1;
    this.#db.exec('begin immediate');
    for (const body of bodies) {
      this.#seq += 1;
      const text = JSON.stringify(body);
      const cmd = `kiosk:k1:floor-${this.#seq}`;
      this.#insert.run('floor', this.#seq, Date.now(), 'ticket-issued', 1, cmd, 0, text);
    }
    this.#db.exec('commit');
    return first;
  }
}

async function serve({ path, state, broadcast, port = 0 }: Floor): Promise<string> {
  // Opened once by the log itself: the same table, with the same settings.
  await sqliteLog({ path }).close();
  const rows = new Rows(path);
  const http = createServer();
  const io = new Server(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
  });
  const waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting.splice(0);
    const first = rows.append(batch.map(({ message }) => bodyOf(message)));
    for (const [index, { answer }] of batch.entries()) answer(replyOf(first + index));
    const called = batch.some(({ message }) => message.command.type === 'call-next');
    if (broadcast && called) io.emit('state', { ...state, seq: first });
  };
  io.on('connection', (socket) => {
    socket.on('hello', (_message, answer) => {
      answer({ ok: true });
      socket.emit('state', state);
    });
    socket.on('command', (message, answer) => {
      if (waiting.push({ message, answer }) === 1) setImmediate(flush);
    });
  });
  await new Promise<void>((done) => http.listen({ port, host: '127.0.0.1', backlog }, done));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** As long as the body of a real `ticket-issued`. */
const bodyOf = ({ requestId, command }: Waiting['message']) => ({
  by: 'kiosk:k1',
  ticket: requestId.slice(0, 16),
  label: 'A001',
  steps: [{ step: 0, service: 'general' }],
  origin: { kind: 'kiosk', id: 'k1' },
  language: 'zh-Hans',
  ahead: 12,
  linkHash: '0123456789012345678901234567890123456789012',
  command,
});

const replyOf = (seq: number) => ({
  ok: true,
  seq,
  ticket: '0123456789abcdef',
  label: 'A001',
  ahead: 12,
});

const acts = { serve };
export type FloorActs = typeof acts;
serveActs(acts);
