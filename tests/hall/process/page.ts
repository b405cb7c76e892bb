/**
 * A page's line to a real hub, without a browser: the very thinking of the pages (ui/following.ts) on
 * a real socket with the settings of ui/follow.ts.
 */
import { io } from 'socket.io-client';
import type { Peer, Pulse, State } from '../../../core/wire/messages.ts';
import { connectMs, Following, type Shown, type Who } from '../../../ui/following.ts';
import { patient } from '../../../ui/patience.ts';
import { administer, type HubChoice } from './hub.ts';

const comeBackMs = 200;

export interface Page<P extends Peer> {
  readonly following: Following<P>;
  /** Resolves when what it shows is so. */
  until(what: (shown: Shown<P>) => boolean): Promise<Shown<P>>;
  close(): void;
}

export function openPage<P extends Peer>(url: string, who: Who<P>, cookie?: string): Page<P> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_500,
    timeout: connectMs.first,
    forceNew: true,
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  });
  patient(socket);
  const waiting = new Set<() => void>();
  const clock = {
    now: () => performance.now(),
    setTimeout: (act: () => void, ms: number) => setTimeout(act, ms),
    clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
  };
  const send = (event: string, body: unknown, answered: (reply: unknown) => void) =>
    void socket.emit(event, body, answered);
  const following = new Following(who, { send }, clock, () => {
    for (const look of waiting) look();
  });
  socket.on('connect', () => following.connected());
  let closed = false;
  socket.on('disconnect', () => {
    following.disconnected();
    // As ui/follow.ts does when whoever it follows ended the line.
    if (!socket.active) setTimeout(() => closed || socket.connect(), comeBackMs);
  });
  socket.on('state', (state: State<P>) => following.heardState(state));
  socket.on('pulse', (pulse: Pulse) => following.heardPulse(pulse));
  return {
    following,
    until: (what) =>
      new Promise((done) => {
        const look = () => {
          const shown = following.shown();
          if (!what(shown)) return;
          waiting.delete(look);
          done(shown);
        };
        waiting.add(look);
        look();
      }),
    close: () => {
      closed = true;
      following.stop();
      socket.disconnect();
    },
  };
}

/** Enrols a kiosk as a technician does, with a one-time code; gives the cookie that holds its key. */
export async function enrol(url: string, choice: HubChoice, kiosk: string): Promise<string> {
  const said = await administer(choice, 'device', 'enrol', kiosk);
  const code = /code (\S+)/.exec(said)?.[1];
  const response = await fetch(`${url}/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`${kiosk} was not enrolled: ${response.status}`);
  return cookie;
}
