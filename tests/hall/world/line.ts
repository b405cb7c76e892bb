/**
 * A peer's line to a hub: the real thinking of a page (ui/following.ts) on a pretend net that delays
 * every word, breaks, loses what was under way, comes back on whichever hub is there, and sometimes
 * lets the hub believe for a while in a connection that is gone. In one direction words keep their
 * order, as on TCP.
 */
import type { Peer, State, Views } from '../../../core/wire/messages.ts';
import { type Carrier, Following, type Shown, type Who } from '../../../ui/following.ts';
import type { Hub, HubEnd } from './hub.ts';
import type { World } from './world.ts';

/** What a peer shows when it connects; it is also who acts, as the log names it. */
export interface Identity<P extends Peer> {
  readonly who: Who<P>;
  readonly name: string;
  readonly cookies?: string;
  /** `kiosk:door`, `clerk:staff-1`; absent for who only looks. */
  readonly actor?: string;
  /** Whether it reaches no hub, whichever are up. */
  readonly isCut?: () => boolean;
}

interface Connected {
  readonly hub: Hub;
  readonly end: HubEnd;
  /** Both ways; when the words that are under way arrive. */
  upAt: number;
  downAt: number;
  open: boolean;
}

/** What the simulated peers say. */
type Said = 'hello' | 'command' | 'reprint';

export class Line<P extends Peer> {
  readonly identity: Identity<P>;
  readonly following: Following<P>;
  readonly #world: World;
  readonly #changed: (shown: Shown<P>) => void;
  /** From each view that arrived to the state it came in. */
  readonly #states = new Map<unknown, State>();
  #connected: Connected | null = null;
  #connecting = false;
  #stopped = false;
  #shownSeq = 0;
  /** Since when the line stands and the hub took the hello, by `time.now`; null while it does not. */
  readySince: number | null = null;

  constructor(world: World, identity: Identity<P>, changed: (shown: Shown<P>) => void = () => {}) {
    this.#world = world;
    this.identity = identity;
    this.#changed = changed;
    const carrier: Carrier = {
      send: (event, body, answered) => this.#send(event as Said, body, answered),
    };
    const clock = world.time.pageClock();
    this.following = new Following(identity.who, carrier, clock, () => this.#look());
    this.#connect(0);
  }

  shown(): Shown<P> {
    return this.following.shown();
  }

  /** The hub that it is connected to. */
  get hub(): Hub | null {
    return this.#connected?.hub ?? null;
  }

  /** What the view shown came in. */
  get state(): State | null {
    return this.#states.get(this.shown().view) ?? null;
  }

  /** The net breaks; `noticedMs`: how long the hub goes on believing in the connection. */
  break(noticedMs: number): void {
    const connected = this.#connected;
    if (!connected) return;
    this.#world.trace(`${this.identity.name} loses its line`);
    this.#world.time.after(noticedMs, () => {
      connected.open = false;
      if (connected.hub.alive) connected.end.gone();
    });
    this.#lost(connected);
  }

  stop(): void {
    this.#stopped = true;
    this.following.stop();
    const connected = this.#connected;
    this.#connected = null;
    if (connected?.hub.alive) connected.end.gone();
  }

  #connect(ms: number): void {
    if (this.#connecting || this.#connected || this.#stopped) return;
    this.#connecting = true;
    this.#world.time.after(ms, () => {
      this.#connecting = false;
      if (this.#stopped) return;
      const hub = this.identity.isCut?.() ? null : this.#world.reachable();
      if (hub) this.#open(hub);
      else this.#connect(this.#world.chance.whole(100, 1_500));
    });
  }

  #open(hub: Hub): void {
    const connected: Connected = {
      hub,
      upAt: 0,
      downAt: 0,
      open: true,
      end: hub.connect(this.identity.cookies, {
        state: (state) => this.#state(connected, state),
        scanned: () => {},
        pulse: (pulse) => this.#down(connected, () => this.following.heardPulse(pulse)),
        ended: () => {
          connected.open = false;
          this.#world.time.after(this.#latency(), () => {
            if (hub.alive) connected.end.gone();
            this.#lost(connected);
          });
        },
      }),
    };
    this.#connected = connected;
    this.following.connected();
  }

  /** A state on its way; on a bad day it comes once more, late. */
  #state(connected: Connected, state: State): void {
    const { chance, time, weather } = this.#world;
    this.#down(connected, () => this.#heard(state));
    if (!this.#world.storm || weather.lineBreaksMs === null || !chance.hit(0.1)) return;
    // Late enough that the first has come: a page believes what comes first on a new connection.
    time.after(connected.downAt - time.now + chance.whole(50, 900), () => {
      if (this.#connected === connected) this.#heard(state);
    });
  }

  #lost(connected: Connected): void {
    if (this.#connected !== connected) return;
    this.#connected = null;
    this.following.disconnected();
    this.#connect(this.#world.chance.whole(100, 1_500));
  }

  #send(event: Said, body: unknown, answered: (reply: unknown) => void) {
    const connected = this.#connected;
    if (!connected) return;
    const { time } = this.#world;
    const said = JSON.parse(JSON.stringify(body)) as { requestId?: string };
    connected.upAt = Math.max(connected.upAt, time.now + this.#latency());
    time.after(connected.upAt - time.now, async () => {
      if (!connected.open || !connected.hub.alive) return;
      const { rows } = this.#world.ledger;
      const asked = this.#world.asked(connected.hub, `${event} of ${this.identity.name}`);
      const reply = await connected.end[event](said);
      asked();
      if (!connected.hub.alive) return;
      if (event === 'command') {
        this.#world.answered(`${this.identity.actor}:${said.requestId}`, reply, rows);
      }
      const heard = JSON.parse(JSON.stringify(reply)) as unknown;
      this.#down(connected, () => answered(heard));
    });
  }

  /** From the hub to the peer; lost when the line has broken meanwhile. */
  #down(connected: Connected, arrive: () => void): void {
    const { time } = this.#world;
    connected.downAt = Math.max(connected.downAt, time.now + this.#latency());
    time.after(connected.downAt - time.now, () => {
      if (this.#connected === connected) arrive();
    });
  }

  #heard(state: State): void {
    this.#states.set(state.view, state);
    this.following.heardState(state as State<P> & { view: Views[P] });
  }

  #look(): void {
    const shown = this.shown();
    const { now } = this.#world.time;
    this.readySince = shown.ready ? (this.readySince ?? now) : null;
    const seq = this.#states.get(shown.view)?.seq ?? 0;
    if (seq < this.#shownSeq) {
      this.#world.fail('never-older', `${this.identity.name} shows ${seq} after ${this.#shownSeq}`);
    }
    this.#shownSeq = seq;
    for (const [view, state] of this.#states) {
      if (view !== shown.view && state.seq <= seq) this.#states.delete(view);
    }
    this.#changed(shown);
  }

  #latency(): number {
    const { chance } = this.#world;
    return chance.hit(0.05) ? chance.whole(20, 400) : 1 + chance.next() * 8;
  }
}
