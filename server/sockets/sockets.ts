/**
 * The hub's Socket.IO server: hello, states by room, commands, and the pulse that proves every three
 * seconds that what the screens show is the head of the log.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { HelloReply, Pulse, Reply, State } from '../../core/wire/messages.ts';
import { pulseMs } from '../../core/wire/protocol.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';
import { Allowance } from './allowance.ts';
import { act } from './counter.ts';
import { type Doors, type Greeted, greet } from './hello.ts';
import { type KioskParts, reprint, takeNumber } from './kiosk.ts';
import { Rooms, roomName, type Seat } from './rooms.ts';

/** The largest message that a peer may send, in bytes. */
const messageBytesMax = 16_384;
/** Who has not said hello by then is put out. */
const helloWithinMs = 10_000;
/** Messages a second: roomy for devices and consoles, narrow for public peers. */
const allowed = { known: 500, anybody: 10 };
/** Engine.IO finds a dead connection within the sum of these. */
const ping = { pingInterval: 10_000, pingTimeout: 5_000 };

export interface SocketParts extends Omit<KioskParts, 'keeper'> {
  readonly keeper: Keeper;
  readonly facts: Facts;
  readonly clock: Clock;
  readonly doors: Doors;
  /** Whether a request comes from a page of ours (its Origin is our own, or it has none). */
  readonly fromOurs: (request: IncomingMessage) => boolean;
}

interface ToPeer {
  state: (state: State) => void;
  pulse: (pulse: Pulse) => void;
}
interface FromPeer {
  hello: (message: unknown, reply?: (reply: HelloReply) => void) => void;
  command: (message: unknown, reply?: (reply: Reply) => void) => void;
  reprint: (message: unknown, reply?: (reply: Reply) => void) => void;
}
type Peer = Socket<FromPeer, ToPeer>;

export interface Sockets {
  /** Peers that have a seat. */
  count(): number;
  close(): Promise<void>;
}

/** Serves the hall's peers on this HTTP server until it is closed. */
export function serveSockets(http: HttpServer, parts: SocketParts): Sockets {
  const io = new Server<FromPeer, ToPeer>(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: messageBytesMax,
    ...ping,
    allowRequest: (request, allow) => allow(null, parts.fromOurs(request)),
  });
  const rooms = new Rooms({ ...parts, emit: (room, state) => io.to(room).emit('state', state) });
  let seated = 0;
  io.on('connection', (socket: Peer) => {
    new Visit(socket, rooms, parts, (change) => {
      seated += change;
    });
  });
  const pulse = setPulse(parts, (beat) => io.to('seated').emit('pulse', beat));
  return {
    count: () => seated,
    close: async () => {
      pulse();
      rooms.close();
      await io.close();
    },
  };
}

/** One connection, from its hello to its end. */
class Visit {
  readonly #socket: Peer;
  readonly #rooms: Rooms;
  readonly #parts: SocketParts;
  readonly #count: (change: 1 | -1) => void;
  #allowance: Allowance;
  #seat: Seat | null = null;

  constructor(socket: Peer, rooms: Rooms, parts: SocketParts, count: (change: 1 | -1) => void) {
    this.#socket = socket;
    this.#rooms = rooms;
    this.#parts = parts;
    this.#count = count;
    this.#allowance = new Allowance(parts.clock, allowed.anybody);
    const late = parts.clock.setTimeout(() => {
      if (this.#seat === null) socket.disconnect(true);
    }, helloWithinMs);
    socket.on('hello', (message, reply) => void this.#hello(message).then(answerTo(reply)));
    socket.on('command', (message, reply) => void this.#command(message).then(answerTo(reply)));
    socket.on('reprint', (message, reply) => void this.#reprint(message).then(answerTo(reply)));
    socket.on('disconnect', () => {
      parts.clock.clearTimeout(late);
      this.#stand();
    });
    socket.use((_event, next) => {
      if (this.#allowance.take()) next();
      else socket.disconnect(true);
    });
  }

  async #hello(message: unknown): Promise<HelloReply> {
    const { keeper, doors, links, clock } = this.#parts;
    try {
      const greeting = await keeper.look((hall) =>
        greet(message, this.#socket.handshake.headers.cookie, hall, doors, links),
      );
      const greeted = await greeting;
      if ('refused' in greeted) return greeted;
      if (!(await this.#sit(greeted))) return { refused: 'unknown-link' };
      const known = greeted.seat.peer === 'kiosk' || greeted.seat.peer === 'counter';
      this.#allowance = new Allowance(clock, known ? allowed.known : allowed.anybody);
      return { ok: true };
    } catch (error) {
      this.#parts.complain('a hello could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  async #sit({ hello, seat }: Greeted): Promise<boolean> {
    this.#stand();
    const state = await this.#rooms.enter(seat, hello.names);
    if (state === null) return false;
    if (!this.#socket.connected) {
      this.#rooms.leave(seat);
      return false;
    }
    // A second hello may have come while this one was looked up: the last one has the seat.
    this.#stand();
    this.#seat = seat;
    this.#count(1);
    void this.#socket.join([roomName(seat), 'seated']);
    this.#socket.emit('state', state);
    return true;
  }

  #stand(): void {
    if (this.#seat === null) return;
    void this.#socket.leave(roomName(this.#seat));
    this.#rooms.leave(this.#seat);
    this.#seat = null;
    this.#count(-1);
  }

  async #command(message: unknown): Promise<Reply> {
    const seat = this.#seat;
    const cookies = this.#socket.handshake.headers.cookie;
    try {
      if (seat?.peer === 'kiosk') {
        // Asked every time, so that a revoked key ends here and not at the next connection.
        const kiosk = await this.#parts.doors.kioskOf(cookies);
        if (kiosk === seat.kiosk) return await takeNumber(kiosk, message, this.#parts);
      }
      if (seat?.peer === 'counter') {
        const clerk = await this.#parts.doors.clerkOf(cookies);
        return await act(seat.counter, clerk, message, this.#parts.keeper);
      }
      return { refused: 'not-allowed' };
    } catch (error) {
      this.#parts.complain('a command could not be answered', error);
      return { failed: 'unavailable' };
    }
  }

  async #reprint(message: unknown): Promise<Reply> {
    const seat = this.#seat;
    if (seat?.peer !== 'kiosk') return { refused: 'not-allowed' };
    const kiosk = await this.#parts.doors.kioskOf(this.#socket.handshake.headers.cookie);
    if (kiosk !== seat.kiosk) return { refused: 'not-allowed' };
    return reprint(kiosk, message, this.#parts);
  }
}

/** Beats while the log confirms its head; while it does not, screens grow stale and say so. */
function setPulse(
  { keeper, facts, clock, complain }: SocketParts,
  beat: (pulse: Pulse) => void,
): () => void {
  let timer: unknown;
  let ended = false;
  const next = () => {
    timer = clock.setTimeout(async () => {
      try {
        const { seq } = await keeper.confirm();
        beat({ seq, rev: facts.now.rev, now: clock.now() });
      } catch (error) {
        complain('no pulse: the log does not answer', error);
      }
      if (!ended) next();
    }, pulseMs);
  };
  next();
  return () => {
    ended = true;
    clock.clearTimeout(timer);
  };
}

/** Answers if the peer asked for an answer; who sends none is a stranger and gets none. */
function answerTo<T>(reply: ((answer: T) => void) | undefined): (answer: T) => void {
  return (answer) => {
    if (typeof reply === 'function') reply(answer);
  };
}
