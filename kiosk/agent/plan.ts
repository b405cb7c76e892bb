/**
 * The hall's pictures for the kiosk's page, from the hub: the floor, and the emblem. They are kept in
 * memory, so that they stay there while the hub is away; the emblem, which every page shows, on the
 * disk too, so that it is there after a restart.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request as plainly, type ServerResponse } from 'node:http';
import { request as securely } from 'node:https';
import { join } from 'node:path';
import type { HubAccess } from './link.ts';

export const planPath = /^\/(kiosk-plan\/[a-z0-9][a-z0-9-]{0,31}|emblem)$/;

const emblemPath = '/emblem';

/** The hub's own limit. */
const planBytesMax = 2 * 1024 * 1024;
const answerWithinMs = 5_000;
const types = ['image/svg+xml', 'image/png'] as const;
/** The first of every PNG (ISO/IEC 15948, 5.2), and of no drawing. */
const pngBegins = 0x89;

interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}

/** `none`: the hub has no such picture any more. Null: it did not say. */
type Told = Picture | 'none' | null;

export interface PlansParts {
  readonly hub: Pick<HubAccess, 'url' | 'ca'>;
  /** The agent's own. */
  readonly folder: string;
  readonly complain: (what: string, error: unknown) => void;
}

export class Plans {
  readonly #parts: PlansParts;
  readonly #kept = new Map<string, Picture>();
  readonly #emblemFile: string;

  constructor(parts: PlansParts) {
    this.#parts = parts;
    this.#emblemFile = join(parts.folder, 'emblem');
  }

  /** Answers with the hub's picture, or with the one that it gave before; 404 where there is none. */
  async answer(path: string, response: ServerResponse): Promise<void> {
    const told = await this.#fetch(path);
    const picture = path === emblemPath ? await this.#emblem(told) : this.#plan(path, told);
    if (!picture) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': picture.type,
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    response.end(picture.bytes);
  }

  /** One kiosk has one place; another path is another hall's. The emblem is all the hall's. */
  #plan(path: string, told: Told): Picture | undefined {
    if (told === null || told === 'none') return this.#kept.get(path);
    for (const other of this.#kept.keys()) if (other !== emblemPath) this.#kept.delete(other);
    this.#kept.set(path, told);
    return told;
  }

  async #emblem(told: Told): Promise<Picture | undefined> {
    const kept = this.#kept.get(emblemPath) ?? (await this.#read());
    if (told === null) {
      if (kept) this.#kept.set(emblemPath, kept);
      return kept;
    }
    if (told === 'none') this.#kept.delete(emblemPath);
    else this.#kept.set(emblemPath, told);
    try {
      if (told === 'none') await rm(this.#emblemFile, { force: true });
      else if (!kept?.bytes.equals(told.bytes)) await this.#write(told.bytes);
    } catch (error) {
      this.#parts.complain('the emblem could not be kept on the disk', error);
    }
    return told === 'none' ? undefined : told;
  }

  async #read(): Promise<Picture | undefined> {
    const bytes = await readFile(this.#emblemFile).catch(() => null);
    return bytes === null
      ? undefined
      : { type: bytes[0] === pngBegins ? 'image/png' : 'image/svg+xml', bytes };
  }

  async #write(bytes: Buffer): Promise<void> {
    await writeFile(`${this.#emblemFile}.new`, bytes, { mode: 0o600 });
    await rename(`${this.#emblemFile}.new`, this.#emblemFile);
  }

  #fetch(path: string): Promise<Told> {
    const { url, ca } = this.#parts.hub;
    return new Promise((done) => {
      const options = { timeout: answerWithinMs, ...(ca === null ? {} : { ca }) };
      const ask = url.startsWith('https:') ? securely : plainly;
      const asked = ask(url + path, options, (answer) => {
        const type = types.find((one) => answer.headers['content-type']?.startsWith(one));
        if (answer.statusCode !== 200 || !type) {
          answer.resume();
          return done(answer.statusCode === 204 ? 'none' : null);
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
