/**
 * What the relay holds and does, without sockets: which phones follow which link, the last view of
 * each such link, and the hall's names once. Of a link it keeps the hash; a secret passes through and
 * is forgotten. Everything goes at the end of the hall's day, and a view soon after its last phone.
 */
import type { Names } from '../../core/views/names.ts';
import { type HelloReply, helloSchema, type Pulse, type State } from '../../core/wire/messages.ts';
import { type PhoneReply, phoneMessageSchema } from '../../core/wire/phone.ts';
import { protocol } from '../../core/wire/protocol.ts';
import type {
  EmblemReply,
  FileReply,
  FollowReply,
  GuideReply,
  Relayed,
  RelayPulse,
} from '../../core/wire/relay.ts';
import { packageFileBounds } from '../guides/files.ts';
import { linkHashOf } from './shared-key.ts';

/** A phone sleeps and comes back: so long its view is kept for it. */
const graceMs = 120_000;
/** Links that are followed at once; a hall has some thousands of tickets a day. */
const linksMax = 20_000;

type PhoneState = State<'phone'>;

/** A phone's line. */
export interface Phone {
  state(state: PhoneState): void;
  pulse(pulse: Pulse): void;
  /** Ends the line; the page comes back by itself and says hello again. */
  end(): void;
}

/** The hub's line, once it has proved itself. Answers come in the order in which the hub gave them. */
export interface HubLine {
  follow(linkHash: string, names: string | null, answered: (reply: FollowReply) => void): void;
  unfollow(linkHash: string): void;
  act(linkHash: string, message: unknown): Promise<PhoneReply>;
  guide(id: string): Promise<GuideReply>;
  guidesOf(service: string): Promise<GuideReply>;
  file(version: string, name: string, from: number): Promise<FileReply>;
  emblem(): Promise<EmblemReply>;
}

const unavailable = { failed: 'unavailable' } as const;

export interface SwitchboardParts {
  readonly clock: {
    now(): number;
    setTimeout(act: () => void, ms: number): unknown;
    // biome-ignore lint/suspicious/noExplicitAny: each clock takes back only its own handle
    clearTimeout(handle: any): void;
  };
}

interface Followed {
  /** Each phone with the version of the names that it has. */
  readonly phones: Map<Phone, string | null>;
  state: Omit<PhoneState, 'names'> | null;
  /** Running while no phone follows. */
  leaving: unknown;
}

export class Switchboard {
  readonly #clock: SwitchboardParts['clock'];
  readonly #links = new Map<string, Followed>();
  readonly #linkOf = new Map<Phone, string>();
  #hub: HubLine | null = null;
  #names: Names | null = null;
  #pulse: RelayPulse | null = null;
  /** As this hub told it, which reads it once, when it starts. */
  #emblem: Promise<EmblemReply> | null = null;
  #dayEnd: unknown = null;

  constructor({ clock }: SwitchboardParts) {
    this.#clock = clock;
  }

  /** For `/healthz` and tests: counts, and no link. */
  counts(): { hub: boolean; phones: number; views: number; heardAt: number | null } {
    const views = [...this.#links.values()].filter(({ state }) => state !== null).length;
    const heardAt = this.#pulse?.now ?? null;
    return { hub: this.#hub !== null, phones: this.#linkOf.size, views, heardAt };
  }

  /** A hub has proved itself; it is asked anew for all that is followed. The last one that came counts. */
  hubEntered(hub: HubLine): void {
    this.#hub = hub;
    this.#emblem = null;
    for (const linkHash of this.#links.keys()) this.#ask(hub, linkHash, () => {});
  }

  hubLeft(hub: HubLine): void {
    if (this.#hub === hub) this.#hub = null;
  }

  hubShows(hub: HubLine, { linkHash, state }: Relayed): void {
    if (this.#hub === hub) this.#took(linkHash, state);
  }

  /** What the hub showed is no more: its phones say hello again and are told why. */
  hubForgot(hub: HubLine, linkHash: string): void {
    if (this.#hub === hub) this.#drop(linkHash);
  }

  hubPulsed(hub: HubLine, pulse: RelayPulse): void {
    if (this.#hub !== hub) return;
    this.#pulse = pulse;
    const { seq, rev, now, endsAt } = pulse;
    for (const phone of this.#linkOf.keys()) phone.pulse({ seq, rev, now });
    this.#clock.clearTimeout(this.#dayEnd);
    if (endsAt === null) return;
    this.#dayEnd = this.#clock.setTimeout(() => this.forget(), Math.max(0, endsAt - now));
  }

  /** A guide in force, as the hub tells it; nothing of it is kept here. */
  async guide(id: string): Promise<GuideReply> {
    return (await this.#hub?.guide(id)) ?? { failed: 'unavailable' };
  }

  /** Which guides there are for a service, as the hub tells it. */
  async guidesOf(service: string): Promise<GuideReply> {
    return (await this.#hub?.guidesOf(service)) ?? { failed: 'unavailable' };
  }

  /** The hall's emblem, asked for once a hub's line; the last one stays while the hub is away. */
  emblem(): Promise<EmblemReply> {
    const hub = this.#hub;
    if (this.#emblem !== null) return this.#emblem;
    if (hub === null) return Promise.resolve(unavailable);
    const asked = hub.emblem().then((reply) => {
      if ('failed' in reply && this.#emblem === asked) this.#emblem = null;
      return reply;
    });
    this.#emblem = asked;
    return asked;
  }

  /** A blank or a sample of a package, piece by piece. */
  async file(version: string, name: string): Promise<Buffer | Exclude<FileReply, { ok: true }>> {
    const pieces: Buffer[] = [];
    let from = 0;
    for (;;) {
      const told = (await this.#hub?.file(version, name, from)) ?? unavailable;
      if (!('ok' in told)) return told;
      const piece = Buffer.from(told.piece, 'base64');
      pieces.push(piece);
      from += piece.length;
      if (from >= told.size) return Buffer.concat(pieces);
      if (piece.length === 0 || from > packageFileBounds.bytesMax) return unavailable;
    }
  }

  /** The day is over: no view is kept. Phones that are there follow on as soon as the hub answers. */
  forget(): void {
    for (const [linkHash, followed] of this.#links) {
      followed.state = null;
      if (followed.phones.size === 0) this.#drop(linkHash);
      else if (this.#hub) this.#ask(this.#hub, linkHash, () => {});
    }
    this.#names = null;
    this.#emblem = null;
  }

  /** A phone says hello. While the hub is away it sees the last view, of the time of the hub's last word. */
  hello(phone: Phone, message: unknown): Promise<HelloReply> {
    const parsed = helloSchema.safeParse(message);
    if (!parsed.success || parsed.data.peer !== 'phone') {
      return Promise.resolve({ refused: 'bad-hello' });
    }
    const { link = '', names } = parsed.data;
    if (parsed.data.protocol !== protocol) return Promise.resolve({ refused: 'reload' });
    const linkHash = linkHashOf(link);
    this.left(phone);
    const known = this.#links.get(linkHash);
    if (!known && this.#links.size >= linksMax) return Promise.resolve({ failed: 'unavailable' });
    const followed = known ?? { phones: new Map(), state: null, leaving: null };
    this.#links.set(linkHash, followed);
    this.#linkOf.set(phone, linkHash);
    followed.phones.set(phone, names);
    this.#clock.clearTimeout(followed.leaving);
    const hub = this.#hub;
    if (hub === null || (known && known.state !== null)) {
      if (followed.state !== null) this.#tell(phone, followed);
      else this.left(phone);
      return Promise.resolve(followed.state ? { ok: true } : { failed: 'unavailable' });
    }
    return new Promise((resolve) => this.#ask(hub, linkHash, resolve));
  }

  /** Passes a wish on and answers with the hub's answer. */
  async act(phone: Phone, message: unknown): Promise<PhoneReply> {
    const linkHash = this.#linkOf.get(phone);
    const parsed = phoneMessageSchema.safeParse(message);
    if (linkHash === undefined || !parsed.success) return { refused: 'not-allowed' };
    if (linkHashOf(parsed.data.command.link) !== linkHash) return { refused: 'not-allowed' };
    return this.#hub === null ? { failed: 'unavailable' } : this.#hub.act(linkHash, message);
  }

  /** The phone's line is gone. */
  left(phone: Phone): void {
    const linkHash = this.#linkOf.get(phone);
    if (linkHash === undefined) return;
    this.#linkOf.delete(phone);
    const followed = this.#links.get(linkHash);
    followed?.phones.delete(phone);
    if (!followed || followed.phones.size > 0) return;
    if (followed.state === null) return this.#drop(linkHash);
    followed.leaving = this.#clock.setTimeout(() => this.#drop(linkHash), graceMs);
  }

  #ask(hub: HubLine, linkHash: string, answered: (reply: HelloReply) => void): void {
    hub.follow(linkHash, this.#names?.version ?? null, (reply) => {
      if (this.#hub !== hub) return answered({ failed: 'unavailable' });
      if ('ok' in reply) {
        answered({ ok: true });
        return this.#took(linkHash, reply.state);
      }
      answered(reply);
      if (!('refused' in reply)) return;
      // Who was shown a view before comes back and hears the hub's no; who asks now has just heard it.
      if (this.#links.get(linkHash)?.state != null) return this.#drop(linkHash);
      for (const phone of this.#links.get(linkHash)?.phones.keys() ?? [])
        this.#linkOf.delete(phone);
      this.#links.delete(linkHash);
    });
  }

  #took(linkHash: string, { names, ...state }: PhoneState): void {
    if (names) this.#names = names;
    const followed = this.#links.get(linkHash);
    if (!followed) return this.#hub?.unfollow(linkHash);
    followed.state = state;
    for (const phone of followed.phones.keys()) this.#tell(phone, followed);
  }

  #tell(phone: Phone, { phones, state }: Followed): void {
    if (state === null) return;
    const names = this.#names;
    const lacks = names !== null && phones.get(phone) !== names.version;
    if (lacks) phones.set(phone, names.version);
    // A view is as old as the hub's last word, whenever it is shown.
    const now = Math.max(state.now, this.#pulse?.now ?? 0);
    phone.state({ ...state, now, ...(lacks ? { names } : {}) });
  }

  #drop(linkHash: string): void {
    const followed = this.#links.get(linkHash);
    if (!followed) return;
    this.#links.delete(linkHash);
    this.#clock.clearTimeout(followed.leaving);
    for (const phone of followed.phones.keys()) {
      this.#linkOf.delete(phone);
      phone.end();
    }
    this.#hub?.unfollow(linkHash);
  }
}
