/**
 * A thousand screens that lose their hub and come back by themselves: socket.io-client with the
 * settings of `ui/follow.ts`, and the pages' own following (`ui/following.ts`) on it.
 */
import { io, type Socket } from 'socket.io-client';
import type { Pulse, State } from '../../core/wire/messages.ts';
import { Following } from '../../ui/following.ts';
import { patient } from '../../ui/patience.ts';
import { serveActs } from '../rig/child.ts';
import { pageClock, pageSettings } from '../rig/page-line.ts';
import { each } from '../rig/peer.ts';

const backMsMax = 60_000;

let screens: Socket[] = [];
/** Told of every state that came. */
let heard: (screen: number) => void = () => {};

async function come({
  url,
  count,
}: {
  readonly url: string;
  readonly count: number;
}): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  screens = await each(indexes, 16, (screen) => open(url, screen));
}

function open(url: string, screen: number): Promise<Socket> {
  const socket = io(url, { ...pageSettings, forceNew: true });
  patient(socket);
  const carrier = {
    send: (event: string, body: unknown, answered: (reply: unknown) => void) =>
      void socket.emit(event, body, answered),
  };
  const following = new Following({ peer: 'display' }, carrier, pageClock, () => {});
  return new Promise((done) => {
    socket.on('connect', () => following.connected());
    socket.on('disconnect', () => following.disconnected());
    socket.on('pulse', (pulse: Pulse) => following.heardPulse(pulse));
    socket.on('state', (state: State<'display'>) => {
      following.heardState(state);
      heard(screen);
      done(socket);
    });
  });
}

/**
 * Starts to wait for every screen's next state, and answers when all have one: the times at which
 * they came, epoch ms, in order.
 */
function allBack(): Promise<number[]> {
  const times: number[] = [];
  const back = new Set<number>();
  return new Promise((done, fail) => {
    const late = setTimeout(
      () => fail(new Error(`${back.size} of ${screens.length} screens came back`)),
      backMsMax,
    );
    heard = (screen) => {
      if (back.has(screen)) return;
      back.add(screen);
      times.push(performance.timeOrigin + performance.now());
      if (back.size < screens.length) return;
      heard = () => {};
      clearTimeout(late);
      done(times);
    };
  });
}

const acts = { come, allBack };
export type StormActs = typeof acts;
serveActs(acts);
