/**
 * A page's line to the hub: Socket.IO in, signals out. The thinking is in ui/following.ts; this is
 * the only file of the pages that imports Socket.IO. Always the page's own origin, so that an agent
 * on the kiosk can stand in for the hub.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { io } from 'socket.io-client';
import type { Names } from '../core/views/names.ts';
import type { Posted } from '../core/views/posted.ts';
import type { ConsoleCommand, KioskCommand } from '../core/wire/commands.ts';
import type { Peer, Pulse, State, Views } from '../core/wire/messages.ts';
import type { Scan } from '../core/wire/scan.ts';
import {
  type Answered,
  connectMs,
  Following,
  type HelloRefusal,
  type Unanswered,
  type Who,
} from './following.ts';
import { showHallLook } from './look.ts';
import { patient } from './patience.ts';

export type { Answered, HelloRefusal, Unanswered, Who } from './following.ts';

const tickMs = 1_000;
/** After the hub sent the page away; about, so that not all come back in one breath. */
const comeBackMs = 200;

export interface Follow<P extends Peer> {
  /** The last whole view, null before the first. */
  readonly view: ReadonlySignal<Views[P] | null>;
  readonly names: ReadonlySignal<Names | null>;
  /** What is posted in the hall, for displays; null before it was heard. */
  readonly posted: ReadonlySignal<Posted | null>;
  /** The hub's clock, epoch ms, moved on once a second; null before the first word. */
  readonly now: ReadonlySignal<number | null>;
  /** Nothing heard for 10 s: what is shown may be wrong, and the page must say so. */
  readonly stale: ReadonlySignal<boolean>;
  /** The hub's time of its last word, epoch ms. */
  readonly heardAt: ReadonlySignal<number | null>;
  /** Why the hub does not let this page follow; `reload` is the page's to obey (ui/reload.ts). */
  readonly refusal: ReadonlySignal<HelloRefusal | null>;
  /** A command would go out at once. */
  readonly ready: ReadonlySignal<boolean>;
  /** Moves with every change of the house's facts, at the latest 3 s after it. */
  readonly rev: ReadonlySignal<number>;
  /** Asks for a deed. Hand in `requestId` to ask for the same deed again; never rejects. */
  command(command: KioskCommand | ConsoleCommand, requestId?: string): Promise<Answered>;
  /** Asks for a ticket's slip once more; never rejects. */
  reprint(ticket: string, requestId?: string): Promise<Answered>;
  /** Asks anything else by the name of its message, with its whole body; never rejects. */
  ask<R>(event: string, body: object): Promise<R | Unanswered>;
  /** Tells what the scanner of this place reads (ui/scan.ts asks for it), until it is called back. */
  onScan(tell: (text: string) => void): () => void;
  /** Connects anew: after enrolment or sign-in, whose cookie is read when the line is made. */
  again(): void;
  stop(): void;
}

/** A new request id: 128 random bits. (`crypto.randomUUID` is missing on plain-HTTP origins.) */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Starts to follow; one a page, for as long as it is open. */
export function follow<P extends Peer>(who: Who<P>): Follow<P> {
  const socket = io({
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_500,
    randomizationFactor: 0.5,
    timeout: connectMs.first,
  });
  const clock = {
    now: () => performance.now(),
    setTimeout: (act: () => void, ms: number) => window.setTimeout(act, ms),
    clearTimeout: (handle: number) => window.clearTimeout(handle),
  };
  const carrier = {
    send: (event: string, body: unknown, answered: (reply: unknown) => void) =>
      void socket.emit(event, body, answered),
  };
  const following = new Following(who, carrier, clock, show);
  const first = following.shown();
  const signals = {
    view: signal(first.view),
    names: signal(first.names),
    posted: signal(first.posted),
    now: signal(first.now),
    stale: signal(first.stale),
    heardAt: signal(first.heardAt),
    refusal: signal(first.refusal),
    ready: signal(first.ready),
    rev: signal(first.rev),
  };

  function show(): void {
    const shown = following.shown();
    batch(() => {
      signals.view.value = shown.view;
      if (shown.names && shown.names !== signals.names.peek()) {
        showHallLook(document.documentElement, shown.names.look);
      }
      signals.names.value = shown.names;
      signals.posted.value = shown.posted;
      signals.now.value = shown.now;
      signals.stale.value = shown.stale;
      signals.heardAt.value = shown.heardAt;
      signals.refusal.value = shown.refusal;
      signals.ready.value = shown.ready;
      signals.rev.value = shown.rev;
    });
  }

  patient(socket);
  socket.on('connect', () => following.connected());
  let stopped = false;
  socket.on('disconnect', () => {
    following.disconnected();
    // Socket.IO comes back by itself from a broken line, but not when the hub ended it.
    if (!stopped && !socket.active)
      window.setTimeout(() => stopped || socket.connect(), comeBackMs * (0.5 + Math.random()));
  });
  socket.on('state', (state: State<P>) => following.heardState(state));
  socket.on('pulse', (pulse: Pulse) => following.heardPulse(pulse));
  const tick = window.setInterval(() => {
    // Also when the handshake itself was refused: a screen never gives up.
    if (!socket.active) socket.connect();
    show();
  }, tickMs);

  return {
    ...signals,
    command: (command, requestId = newRequestId()) => following.command(command, requestId),
    reprint: (ticket, requestId = newRequestId()) => following.reprint(ticket, requestId),
    ask: (event, body) => following.ask(event, body),
    onScan: (tell) => {
      const told = ({ text }: Scan) => tell(text);
      socket.on('scan', told);
      return () => void socket.off('scan', told);
    },
    again: () => void socket.disconnect().connect(),
    stop: () => {
      stopped = true;
      window.clearInterval(tick);
      following.stop();
      socket.disconnect();
    },
  };
}
