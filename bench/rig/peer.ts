/**
 * A peer of the hub on a real socket, in Node: it says hello as the pages do and asks for deeds. It
 * counts the bytes that reach it, as they come off the wire.
 */
import { io, type Socket } from 'socket.io-client';
import type { HelloReply, Peer as Kind, Reply, State } from '../../core/wire/messages.ts';
import { protocol } from '../../core/wire/protocol.ts';

export interface PeerWish {
  readonly url: string;
  readonly peer: Kind;
  readonly counter?: string;
  readonly cookie?: string;
  readonly state?: (state: State) => void;
}

/** How long a hello and a deed may take before the run is called broken. */
const answerMsMax = 20_000;

export class Peer {
  readonly #socket: Socket;
  bytes = 0;
  frames = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects and says hello; resolves with the first state. Rejects when the hub refuses. */
  static async open({ url, peer, counter, cookie, state }: PeerWish): Promise<Peer> {
    const socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...(cookie ? { extraHeaders: { cookie } } : {}),
    });
    const opened = new Peer(socket);
    await new Promise<void>((done, fail) => {
      socket.once('connect', done);
      socket.once('connect_error', fail);
    });
    socket.io.engine.on('packet', ({ data }: { data?: string }) => {
      opened.frames += 1;
      opened.bytes += Buffer.byteLength(data ?? '') + 1;
    });
    const first = new Promise<State>((done) => socket.once('state', done));
    if (state) socket.on('state', state);
    const hello = { peer, protocol, seq: 0, rev: 0, names: null, ...(counter ? { counter } : {}) };
    const reply = await opened.#say<HelloReply>('hello', hello);
    if (!('ok' in reply)) throw new Error(`${peer}: ${JSON.stringify(reply)}`);
    await first;
    return opened;
  }

  /** Asks for a deed. Rejects when there is no answer at all. */
  command(command: object, requestId: string): Promise<Reply> {
    return this.#say<Reply>('command', { requestId, command });
  }

  close(): void {
    this.#socket.disconnect();
  }

  #say<T>(event: string, body: object): Promise<T> {
    return this.#socket.timeout(answerMsMax).emitWithAck(event, body) as Promise<T>;
  }
}

/** Does `work` for every item, so many at a time. */
export async function each<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const go = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, go));
  return results;
}
