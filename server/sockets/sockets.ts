/**
 * The hub's Socket.IO server: it carries what visits, rooms and the pulse say. What they say is
 * theirs. Beside `agent.ts` the hub's only file that speaks Socket.IO.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type Namespace, Server, type Socket } from 'socket.io';
import { agentNamespace } from '../../core/wire/agent.ts';
import type { CardReply } from '../../core/wire/card.ts';
import type { CardMatchReply } from '../../core/wire/card-match.ts';
import type { PrintGuideReply } from '../../core/wire/guide-paper.ts';
import type { HelpReply } from '../../core/wire/help.ts';
import type { HelloReply, Pulse, Reply, State } from '../../core/wire/messages.ts';
import type { PhoneReply } from '../../core/wire/phone.ts';
import type { Scan } from '../../core/wire/scan.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';
import { type AgentDoorParts, serveAgents } from './agent.ts';
import { type BookingAct, type BookingAnswer, type BookingParts, bookingActs } from './booking.ts';
import { type CardAct, cardActs } from './card.ts';
import { type GuidePaperParts, type PaperAct, paperActs } from './guide-paper.ts';
import type { Doors } from './hello.ts';
import type { HelpParts } from './help.ts';
import type { KioskParts } from './kiosk.ts';
import { type OwnAct, type OwnAnswer, ownActs } from './own-number.ts';
import type { PhoneHouse } from './phone.ts';
import { setPulse } from './pulse.ts';
import { type RatingAct, type RatingAnswer, ratingActs } from './rating.ts';
import { Rooms } from './rooms.ts';
import { type ScanAct, type ScanAnswer, type ScanParts, scanActs } from './scan.ts';
import { type Connection, seatedRoom, Visit, type VisitParts } from './visit.ts';

/** The largest message that a peer may send, in bytes. */
const messageBytesMax = 16_384;
/** Engine.IO finds a dead connection within the sum of these. */
const ping = { pingInterval: 10_000, pingTimeout: 5_000 };

export interface SocketParts
  extends Omit<KioskParts, 'keeper' | 'visitors'>,
    ScanParts,
    GuidePaperParts {
  readonly keeper: Keeper;
  readonly helpCalls: HelpParts['helpCalls'];
  readonly desk: VisitParts['desk'];
  readonly visitors: VisitParts['visitors'];
  readonly printing: KioskParts['printing'] & BookingParts['printing'];
  readonly facts: Pick<Facts, 'now' | 'follow'>;
  readonly clock: Clock;
  readonly doors: Doors;
  readonly audit?: NonNullable<VisitParts['audit']>;
  /** Left out, links end with their day. */
  readonly phones?: PhoneHouse;
  /** Whether a request comes from a page of ours (its Origin is our own, or it has none). */
  readonly fromOurs: (request: IncomingMessage) => boolean;
  /** Left out, no PC hosts devices for this hall. */
  readonly agents?: Pick<AgentDoorParts, 'agents' | 'findAgent' | 'agentAsks'>;
}

interface ToPeer {
  state: (state: State) => void;
  pulse: (pulse: Pulse) => void;
  scan: (scan: Scan) => void;
}
type FromPeer = FromAny & {
  [A in BookingAct]: (message: unknown, reply?: (reply: BookingAnswer) => void) => void;
} & {
  [A in CardAct]: (message: unknown, reply?: (reply: CardReply) => void) => void;
} & {
  [A in ScanAct]: (message: unknown, reply?: (reply: ScanAnswer) => void) => void;
} & {
  [A in RatingAct]: (message: unknown, reply?: (reply: RatingAnswer) => void) => void;
} & {
  [A in OwnAct]: (message: unknown, reply?: (reply: OwnAnswer) => void) => void;
} & {
  [A in PaperAct]: (message: unknown, reply?: (reply: PrintGuideReply) => void) => void;
};
interface FromAny {
  hello: (message: unknown, reply?: (reply: HelloReply) => void) => void;
  command: (message: unknown, reply?: (reply: PhoneReply) => void) => void;
  reprint: (message: unknown, reply?: (reply: Reply) => void) => void;
  'match-card': (message: unknown, reply?: (reply: CardMatchReply) => void) => void;
  'call-help': (message: unknown, reply?: (reply: HelpReply) => void) => void;
  'accept-help': (message: unknown, reply?: (reply: HelpReply) => void) => void;
  'finish-help': (message: unknown, reply?: (reply: HelpReply) => void) => void;
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
  const rooms = new Rooms({
    ...parts,
    emit: (room, state) => io.to(room).emit('state', state),
    // Their transport is closed with them, so that they come back by themselves and say hello.
    putOut: (room) => io.in(room).disconnectSockets(true),
  });
  const { clock, complain } = parts;
  let seated = 0;
  io.on('connection', (socket: Peer) => {
    const count = (change: 1 | -1) => {
      seated += change;
    };
    visited(socket, new Visit(connectionOf(socket), { ...parts, rooms, count }));
  });
  const space = io.of(agentNamespace) as unknown as Namespace;
  const { hall } = parts.keeper;
  if (parts.agents) serveAgents(space, { ...parts.agents, hall, clock, complain });
  const pulse = setPulse(parts, (beat) => io.to(seatedRoom).emit('pulse', beat));
  return {
    count: () => seated,
    close: async () => {
      pulse();
      rooms.close();
      await io.close();
    },
  };
}

/** Socket.IO's connection as a visit uses it. */
const connectionOf = (socket: Peer): Connection => ({
  cookies: socket.handshake.headers.cookie,
  isOpen: () => socket.connected,
  join: (names) => void socket.join([...names]),
  leave: (names) => {
    for (const name of names) void socket.leave(name);
  },
  send: (state) => void socket.emit('state', state),
  scanned: (scan) => void socket.emit('scan', scan),
  end: () => void socket.disconnect(true),
});

function visited(socket: Peer, visit: Visit): void {
  socket.on('hello', (message, reply) => void visit.hello(message).then(answerTo(reply)));
  socket.on('command', (message, reply) => void visit.command(message).then(answerTo(reply)));
  socket.on('reprint', (message, reply) => void visit.reprint(message).then(answerTo(reply)));
  socket.on('match-card', (message, reply) => void visit.match(message).then(answerTo(reply)));
  for (const act of ['call', 'accept', 'finish'] as const) {
    socket.on(`${act}-help`, (message, reply) => {
      void visit.help(act, message).then(answerTo(reply));
    });
  }
  for (const act of bookingActs) {
    socket.on(act, (message, reply) => void visit.booking(act, message).then(answerTo(reply)));
  }
  for (const act of cardActs) {
    socket.on(act, (message, reply) => void visit.card(act, message).then(answerTo(reply)));
  }
  for (const act of ratingActs) {
    socket.on(act, (message, reply) => void visit.rating(act, message).then(answerTo(reply)));
  }
  for (const act of ownActs) {
    socket.on(act, (message, reply) => void visit.own(act, message).then(answerTo(reply)));
  }
  for (const act of paperActs) {
    socket.on(act, (message, reply) => void visit.paper(act, message).then(answerTo(reply)));
  }
  for (const act of scanActs) {
    socket.on(act, (message, reply) => void visit.scan(act, message).then(answerTo(reply)));
  }
  socket.on('disconnect', () => visit.ended());
  socket.use((_event, next) => {
    if (visit.maySpeak()) next();
    else socket.disconnect(true);
  });
}

/** Answers if the peer asked for an answer; who sends none is a stranger and gets none. */
function answerTo<T>(reply: ((answer: T) => void) | undefined): (answer: T) => void {
  return (answer) => {
    if (typeof reply === 'function') reply(answer);
  };
}
