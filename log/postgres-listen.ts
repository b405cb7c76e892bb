/**
 * The connection that hears other hubs' appends (LISTEN). It comes back by itself when it was lost,
 * and then wakes everybody, since it cannot know what it missed.
 */
import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { After } from './watchers.ts';

/** The first wait before connecting again; doubled with each failure up to the second. */
const BACK_MS_MIN = 200;
const BACK_MS_MAX = 5_000;
/** How long `close` waits for the server's goodbye. */
const CLOSE_MS_MAX = 1_000;

/** A channel name for any stream name: letters and digits only, under PostgreSQL's 63 bytes. */
export function channelOf(stream: string): string {
  return `jinghao_${createHash('sha256').update(stream).digest('hex').slice(0, 40)}`;
}

export interface ListenerParts {
  /** A new client, not yet connected. */
  readonly client: () => Client;
  /** Called for each notification. */
  readonly heard: (channel: string, origin: string) => void;
  /** Called whenever the connection stands (again): anything may have been missed before. */
  readonly back: () => void;
  readonly after: After;
}

/** Listens to the channels it is told, on a connection made with the first one. */
export class Listener {
  readonly #parts: ListenerParts;
  readonly #channels = new Set<string>();
  #client: Client | undefined;
  /** The client has connected and hears; statements may be sent. */
  #standing = false;
  #started = false;
  #closed = false;
  #backMs = BACK_MS_MIN;
  #cancel = () => {};

  constructor(parts: ListenerParts) {
    this.#parts = parts;
  }

  listen(channel: string): void {
    if (this.#closed || this.#channels.has(channel)) return;
    this.#channels.add(channel);
    if (!this.#started) {
      this.#started = true;
      void this.#connect();
    }
    if (this.#standing) this.#say(`listen ${channel}`);
  }

  unlisten(channel: string): void {
    if (this.#channels.delete(channel) && this.#standing) this.#say(`unlisten ${channel}`);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    const ended = this.#client?.end().catch(() => {});
    const tired = new Promise<void>((done) => {
      this.#cancel = this.#parts.after(CLOSE_MS_MAX, done);
    });
    await Promise.race([ended, tired]);
    this.#cancel();
  }

  async #connect(): Promise<void> {
    const client = this.#parts.client();
    this.#client = client;
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      this.#lost(client);
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ channel, payload }) => this.#parts.heard(channel, payload ?? ''));
    try {
      await client.connect();
      if (this.#closed) return;
      this.#standing = true;
      for (const channel of this.#channels) this.#say(`listen ${channel}`);
      this.#backMs = BACK_MS_MIN;
      // Queued behind every LISTEN: from its answer on nothing can be missed.
      await client.query('select 1');
      this.#parts.back();
    } catch {
      lose();
    }
  }

  #lost(client: Client): void {
    this.#standing = false;
    client.end().catch(() => {});
    if (this.#closed) return;
    this.#cancel = this.#parts.after(this.#backMs, () => void this.#connect());
    this.#backMs = Math.min(this.#backMs * 2, BACK_MS_MAX);
  }

  #say(statement: string): void {
    // A statement that fails means a broken connection, which `error` and `end` tell as well.
    this.#client?.query(statement).catch(() => {});
  }
}
