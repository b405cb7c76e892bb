/**
 * As much of a page as reads cards and hears scans: a connection to the hub on whose machine the
 * reader hangs, with wishes that are said again and again as ui/card.ts does it.
 */
import type { CardReply, CardTold } from '../../../core/wire/card.ts';
import type { Peer, Reply } from '../../../core/wire/messages.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import type { Chance } from './chance.ts';
import type { Hub, HubEnd } from './hub.ts';
import type { World } from './world.ts';

/** What came, and when it was first wished for. */
export interface Told<T> {
  readonly card: T;
  readonly since: number;
}

export interface CardWish {
  /** Resolves with the card, or not at all. */
  readonly card: Promise<Told<CardTold>>;
  /** The page leaves. */
  end(): Promise<void>;
}

/** An answer that does not come in this time is given up. */
const answerMs = 5_000;

export class CardPage {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #who: { readonly peer: Peer; readonly counter?: string };
  readonly #cookies: string;
  #line: { readonly hub: Hub; readonly end: HubEnd; open: boolean } | null = null;
  #hears: ((text: string) => void) | null = null;
  #wishes = 0;

  constructor(
    world: World,
    chance: Chance,
    who: { peer: Peer; counter?: string },
    cookies: string,
  ) {
    this.#world = world;
    this.#chance = chance;
    this.#who = who;
    this.#cookies = cookies;
  }

  /** Null: nobody answered. */
  async ask<R>(event: string, message: object): Promise<R | null> {
    const line = await this.#connected();
    if (!line) return null;
    return this.#answered<R>(line.end.ask(event, message) as Promise<R>);
  }

  /** A command, whose answer the world judges as any other. */
  async command(cmd: string, message: object): Promise<Reply | null> {
    const line = await this.#connected();
    if (!line) return null;
    const { rows } = this.#world.ledger;
    const reply = await this.#answered(line.end.command(message) as Promise<Reply>);
    if (reply !== null && line.hub.alive) this.#world.answered(cmd, reply, rows);
    return reply;
  }

  awaitCard(): CardWish {
    const { time } = this.#world;
    this.#wishes += 1;
    const wish = `wish-${this.#who.peer}-${this.#wishes}`;
    const since = time.now;
    let over = false;
    const card = new Promise<Told<CardTold>>((come) => {
      const look = async () => {
        while (!over) {
          const reply = await this.ask<CardReply>('await-card', { wish });
          if (over) return;
          if (reply !== null && 'ok' in reply && reply.card)
            return come({ card: reply.card, since });
          await time.sleep(this.#chance.whole(50, 500));
        }
      };
      void look();
    });
    const end = async () => {
      over = true;
      await this.ask('leave-card', { wish });
    };
    return { card, end };
  }

  /** Hears the scanner of its place; gives what ends it. */
  async hearScans(tell: (heard: { text: string; since: number }) => void) {
    const since = this.#world.time.now;
    this.#hears = (text) => tell({ text, since });
    await this.ask('hear-scans', { hears: true });
    return async () => {
      await this.ask('hear-scans', { hears: false });
      this.#hears = null;
    };
  }

  async #answered<R>(reply: Promise<R>): Promise<R | null> {
    const { time } = this.#world;
    await time.sleep(this.#chance.whole(1, 12));
    const answer = await Promise.race([reply, time.sleep(answerMs).then(() => null)]);
    await time.sleep(this.#chance.whole(1, 12));
    return answer;
  }

  /** The hub with the reader; null while it does not listen. */
  async #connected() {
    const { hubs, sites } = this.#world;
    const hub = hubs.find(({ name }) => name === sites[0]?.name);
    if (!hub?.listens) return null;
    if (this.#line?.hub === hub && this.#line.open) return this.#line;
    const end = hub.connect(this.#cookies, {
      state: () => {},
      pulse: () => {},
      scanned: ({ text }) => this.#hears?.(text),
      ended: () => {
        if (this.#line?.end === end) this.#line.open = false;
      },
    });
    const line = { hub, end, open: true };
    this.#line = line;
    const hello = { ...this.#who, protocol, seq: 0, rev: 0, names: null };
    const greeted = await this.#answered(end.hello(hello));
    if (greeted !== null && 'ok' in greeted) return line;
    line.open = false;
    return null;
  }
}
