/**
 * One page's line to the hub without its page: socket.io-client with the settings of `ui/follow.ts`
 * and the pages' own following (`ui/following.ts`) on it, so that what is held here is what a screen
 * would show, and a wish over a broken line is asked again as a page asks it.
 */
import { io, type Socket } from 'socket.io-client';
import type { Peer, Pulse, State } from '../../../core/wire/messages.ts';
import { Following, type Who } from '../../../ui/following.ts';
import { patient } from '../../../ui/patience.ts';
import { pageClock, pageSettings } from '../../rig/page-line.ts';

const comeBackMs = 200;
/** How long the first state may take. */
const firstMsMax = 20_000;

export interface LineWish<P extends Peer> {
  readonly url: string;
  readonly who: Who<P>;
  readonly cookie?: string;
  readonly state?: (state: State<P>) => void;
  /** Told when the line breaks. */
  readonly left?: () => void;
  /** Whether this state is lost on the way to the page: only to see that a soak finds it out. */
  readonly loses?: () => boolean;
}

export class Line<P extends Peer = Peer> {
  readonly following: Following<P>;
  readonly who: Who<P>;
  readonly #socket: Socket;
  #seq = 0;
  #stopped = false;

  private constructor(who: Who<P>, socket: Socket) {
    this.who = who;
    this.#socket = socket;
    const carrier = {
      send: (event: string, body: unknown, answered: (reply: unknown) => void) =>
        void socket.emit(event, body, answered),
    };
    this.following = new Following(who, carrier, pageClock, () => {});
  }

  /** Connects and says hello; resolves with the first state. Rejects when none comes in time. */
  static async open<P extends Peer>(wish: LineWish<P>): Promise<Line<P>> {
    const { url, who, cookie, state: told, left, loses } = wish;
    const headers = cookie ? { extraHeaders: { cookie } } : {};
    const socket = io(url, { ...pageSettings, ...headers, forceNew: true });
    patient(socket);
    const line = new Line(who, socket);
    const { following } = line;
    socket.on('connect', () => following.connected());
    socket.on('disconnect', () => {
      following.disconnected();
      left?.();
      // The hub ended it: Socket.IO does not come back by itself then.
      if (!line.#stopped && !socket.active) {
        setTimeout(() => line.#stopped || socket.connect(), comeBackMs * (0.5 + Math.random()));
      }
    });
    socket.on('pulse', (pulse: Pulse) => following.heardPulse(pulse));
    await new Promise<void>((done, fail) => {
      const late = setTimeout(() => {
        const why = following.shown().refusal ?? 'no state';
        line.stop();
        fail(new Error(`${JSON.stringify({ ...who, link: undefined })}: ${why}`));
      }, firstMsMax);
      socket.on('state', (state: State<P>) => {
        if (loses?.()) return;
        line.#seq = state.seq;
        following.heardState(state);
        told?.(state);
        clearTimeout(late);
        done();
      });
    });
    return line;
  }

  /** What is held: view, names and what is posted, as text; `seq`: the event that it was told with. */
  held(): { readonly seq: number; readonly text: string } {
    const { view, names, posted } = this.following.shown();
    return { seq: this.#seq, text: JSON.stringify({ view, names, posted }) };
  }

  stop(): void {
    this.#stopped = true;
    this.following.stop();
    this.#socket.disconnect();
  }
}
