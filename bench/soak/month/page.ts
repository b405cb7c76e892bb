/**
 * A page of the soak: the real thinking of a page (ui/following.ts) on a line that can be cut. What
 * the hub sends to many pages at once is read once, as all of them would read the same.
 */
import type { Peer, State, Views } from '../../../core/wire/messages.ts';
import type { Identity } from '../../../tests/hall/world/line.ts';
import { type Carrier, Following, type Shown } from '../../../ui/following.ts';
import type { Hub, HubEnd } from './hub.ts';
import type { Place } from './place.ts';

/** What is asked, as far as it is judged. */
interface Said {
  readonly requestId?: string;
  readonly command?: { readonly type: string };
}

/** What an answer to a command says, as far as it is judged. */
interface Acknowledged {
  readonly ok?: true;
  readonly failed?: string;
  readonly seq?: number;
  readonly ticket?: string;
}

interface Connected {
  readonly hub: Hub;
  readonly end: HubEnd;
  open: boolean;
}

export class Page<P extends Peer> {
  readonly identity: Identity<P>;
  readonly following: Following<P>;
  readonly #place: Place;
  readonly #changed: () => void;
  #connected: Connected | null = null;
  #stopped = false;
  /** The last whole state, as it came. */
  state: State<P> | null = null;

  constructor(place: Place, identity: Identity<P>, changed: () => void = () => {}) {
    this.#place = place;
    this.identity = identity;
    this.#changed = changed;
    const carrier: Carrier = { send: (event, body, done) => this.#send(event, body, done) };
    const clock = place.time.pageClock();
    this.following = new Following(identity.who, carrier, clock, () => this.#changed());
    this.#connect(0);
  }

  shown(): Shown<P> {
    return this.following.shown();
  }

  /** The hub that it is connected to. */
  get hub(): Hub | null {
    return this.#connected?.hub ?? null;
  }

  /** The net breaks; `noticedMs`: how long the hub goes on believing in the connection. */
  cut(noticedMs: number): void {
    const connected = this.#connected;
    if (!connected) return;
    this.#place.time.after(noticedMs, () => {
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
    this.#place.time.after(ms, () => {
      if (this.#connected || this.#stopped) return;
      const { hub, people } = this.#place;
      if (hub?.listens && !this.identity.isCut?.()) this.#open(hub);
      else this.#connect(people.whole(200, 1_500));
    });
  }

  #open(hub: Hub): void {
    const mine = (act: () => void) => () => {
      if (this.#connected === connected) act();
    };
    const connected: Connected = {
      ...{ hub, open: true },
      end: hub.connect(this.identity.cookies, {
        state: (state) =>
          mine(() => {
            this.state = state as State<P>;
            this.following.heardState(state as State<P> & { view: Views[P] });
          })(),
        pulse: (pulse) => mine(() => this.following.heardPulse(pulse))(),
        ended: () => {
          connected.open = false;
          this.#place.onNet(() => {
            if (hub.alive) connected.end.gone();
            this.#lost(connected);
          });
        },
      }),
    };
    this.#connected = connected;
    this.following.connected();
  }

  #lost(connected: Connected): void {
    if (this.#connected !== connected) return;
    this.#connected = null;
    this.following.disconnected();
    this.#connect(this.#place.people.whole(200, 1_500));
  }

  #send(event: string, body: unknown, answered: (reply: unknown) => void): void {
    const connected = this.#connected;
    if (!connected) return;
    const said = JSON.parse(JSON.stringify(body)) as Said;
    this.#place.onNet(async () => {
      if (!connected.open || !connected.hub.alive) return;
      const reply = await connected.end.ask(event, said);
      if (!connected.hub.alive) return;
      if (event === 'command') this.#judge(said, reply);
      this.#place.onNet(() => {
        if (this.#connected === connected) answered(JSON.parse(JSON.stringify(reply)));
      });
    });
  }

  /** What is acknowledged stands in the log, and a number under the wish for it. */
  #judge({ requestId, command }: Said, reply: Acknowledged): void {
    const { ledger } = this.#place;
    const cmd = `${this.identity.actor}:${requestId}`;
    if (reply.failed === 'bug') this.#place.fail('no-bugs', `${cmd} met a bug`);
    if (reply.ok !== true) return;
    const given = ledger.book.deeds.get(cmd) ?? ledger.last.deeds.get(cmd);
    const taken = command?.type === 'issue-ticket';
    if ((reply.seq ?? 0) > ledger.rows || (taken && given !== reply.ticket)) {
      this.#place.fail('acknowledged-is-durable', `${cmd}: ${JSON.stringify(reply)}`);
    }
  }
}
