/**
 * The hall's pictures for the kiosk's page, from the hub: the floor, and the emblem. They are kept in
 * memory, so that they stay there while the hub is away.
 */
import { request as plainly, type ServerResponse } from 'node:http';
import { request as securely } from 'node:https';
import type { HubAccess } from './link.ts';

export const planPath = /^\/(kiosk-plan\/[a-z0-9][a-z0-9-]{0,31}|emblem)$/;

const emblemPath = '/emblem';

/** The hub's own limit. */
const planBytesMax = 2 * 1024 * 1024;
const answerWithinMs = 5_000;
const types = ['image/svg+xml', 'image/png'] as const;

interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}

export class Plans {
  readonly #hub: Pick<HubAccess, 'url' | 'ca'>;
  readonly #kept = new Map<string, Picture>();

  constructor(hub: Pick<HubAccess, 'url' | 'ca'>) {
    this.#hub = hub;
  }

  /** Answers with the hub's picture, or with the one that it gave before; 404 where there is none. */
  async answer(path: string, response: ServerResponse): Promise<void> {
    const fresh = await this.#fetch(path);
    // One kiosk has one place; another path is another hall's. The emblem is all the hall's.
    if (fresh) {
      for (const other of this.#kept.keys()) if (other !== emblemPath) this.#kept.delete(other);
      this.#kept.set(path, fresh);
    }
    const picture = fresh ?? this.#kept.get(path);
    if (!picture) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': picture.type,
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    response.end(picture.bytes);
  }

  #fetch(path: string): Promise<Picture | null> {
    const { url, ca } = this.#hub;
    return new Promise((done) => {
      const options = { timeout: answerWithinMs, ...(ca === null ? {} : { ca }) };
      const ask = url.startsWith('https:') ? securely : plainly;
      const asked = ask(url + path, options, (answer) => {
        const type = types.find((one) => answer.headers['content-type']?.startsWith(one));
        if (answer.statusCode !== 200 || !type) {
          answer.resume();
          return done(null);
        }
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > planBytesMax) asked.destroy();
          else chunks.push(chunk);
        });
        answer.once('end', () => done({ type, bytes: Buffer.concat(chunks) }));
        answer.once('error', () => done(null));
      });
      asked.once('timeout', () => asked.destroy());
      asked.once('error', () => done(null));
      asked.end();
    });
  }
}
