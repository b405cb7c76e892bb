/**
 * Service guides for the kiosk's page, from the hub: the version in force is fetched whole and kept on
 * this PC's disk, so that guides are found and read while the hub is away. They are public; of who
 * reads what nothing is written down.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request as plainly, type ServerResponse } from 'node:http';
import { request as securely } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { sentAs } from '../../core/guides/files.ts';
import { KeptFiles } from './guide-files.ts';
import type { HubAccess } from './link.ts';

export const guidesPath =
  /^\/guides\/[\w.-]{1,80}(\/[A-Za-z0-9-]{1,40}|\/files\/[A-Za-z0-9_][\w.-]{0,99})?$/;

const answerWithinMs = 5_000;
/** A district's package is a tenth of it. */
const bytesMax = 64 * 1024 * 1024;

const keptShape = z.strictObject({
  version: z.string().min(1).max(80),
  list: z.string(),
  index: z.string().nullable(),
  /** The package as the hub tells it. */
  whole: z.string(),
});
type Kept = z.infer<typeof keptShape> & { readonly guides: ReadonlyMap<string, string> };

const wholeShape = z.object({ guides: z.array(z.object({ id: z.string() }).loose()) });
const listShape = z.object({
  version: z.string().min(1).max(80),
  files: z.array(z.string()).max(1_000).default([]),
});
type List = z.infer<typeof listShape>;

interface Fetched {
  readonly status: number;
  readonly bytes: Buffer;
}

export interface KeptGuidesParts {
  readonly hub: Pick<HubAccess, 'url' | 'ca'>;
  /** The agent's own folder. */
  readonly folder: string;
  readonly complain: (what: string, error: unknown) => void;
}

export class KeptGuides {
  readonly #parts: KeptGuidesParts;
  readonly #files: KeptFiles;
  #kept: Kept | null;
  /** Of which version all files are here. */
  #whole: string | null = null;
  #keeping: Promise<void> | null = null;

  constructor(parts: KeptGuidesParts) {
    this.#parts = parts;
    this.#kept = this.#recall();
    this.#files = new KeptFiles(parts.folder, async (version, name) => {
      const fresh = await this.#fetch(`/guides/${version}/files/${name}`);
      return fresh?.status === 200 ? fresh.bytes : null;
    });
  }

  /** Answers from what is kept where it cannot have changed, else from the hub, else from what is kept. */
  async answer(path: string, response: ServerResponse): Promise<void> {
    const [, , version = '', guide, file] = path.split('/');
    if (file !== undefined) return this.#file(version, file, response);
    if (version === 'current' && guide === undefined) return this.#current(response);
    const kept = this.#kept?.version === version ? this.#of(this.#kept, guide) : null;
    if (kept !== null) return send(response, kept, forEver);
    const fresh = await this.#fetch(path);
    if (fresh === null) return void response.writeHead(503, noStore).end();
    if (fresh.status !== 200)
      return void response.writeHead(fresh.status, noStore).end(fresh.bytes);
    send(response, fresh.bytes, forEver);
  }

  /** The hub has this version in force: it is fetched, unless all of it is here. Never rejects. */
  keep(version: string): Promise<void> {
    if (this.#kept?.version === version && this.#whole === version) return Promise.resolve();
    this.#keeping ??= this.#keepNow().finally(() => {
      this.#keeping = null;
    });
    return this.#keeping;
  }

  async #current(response: ServerResponse): Promise<void> {
    const fresh = await this.#fetch('/guides/current');
    if (fresh === null) {
      if (this.#kept === null) return void response.writeHead(503, noStore).end();
      return send(response, this.#kept.list, 'no-cache');
    }
    if (fresh.status !== 200)
      return void response.writeHead(fresh.status, noStore).end(fresh.bytes);
    send(response, fresh.bytes, 'no-cache');
    const list = listIn(String(fresh.bytes));
    if (list !== null) void this.keep(list.version);
  }

  async #file(version: string, name: string, response: ServerResponse): Promise<void> {
    const sent = sentAs(name);
    if (sent === null) return void response.writeHead(404, noStore).end();
    const kept = await this.#files.read(version, name);
    const fresh = kept === null ? await this.#fetch(`/guides/${version}/files/${name}`) : null;
    const bytes = kept ?? (fresh?.status === 200 ? fresh.bytes : null);
    if (bytes === null) return void response.writeHead(fresh?.status ?? 503, noStore).end();
    response.writeHead(200, { 'Content-Type': sent.contentType, ...sent.headers }).end(bytes);
  }

  #of({ guides, whole, index }: Kept, guide: string | undefined): string | null {
    if (guide === undefined) return whole;
    return guide === 'index' ? index : (guides.get(guide) ?? null);
  }

  async #keepNow(): Promise<void> {
    const told = await this.#fetch('/guides/current');
    const text = told?.status === 200 ? String(told.bytes) : '';
    const list = listIn(text);
    if (list === null) return;
    if (list.version !== this.#kept?.version) await this.#keepTexts(list, text);
    if (list.version !== this.#kept?.version) return;
    try {
      if (await this.#files.keep(list.version, list.files)) this.#whole = list.version;
    } catch (error) {
      this.#parts.complain('the forms of the service guides could not be kept', error);
    }
  }

  async #keepTexts({ version }: List, list: string): Promise<void> {
    const whole = await this.#fetch(`/guides/${version}`);
    const index = await this.#fetch(`/guides/${version}/index`);
    if (whole?.status !== 200) return;
    const made = { version, list, whole: String(whole.bytes) };
    const kept = { ...made, index: index?.status === 200 ? String(index.bytes) : null };
    try {
      this.#kept = { ...kept, guides: guidesOf(kept.whole) };
      mkdirSync(this.#parts.folder, { recursive: true, mode: 0o700 });
      const path = this.#path();
      // Written aside first: what was kept stays until the new one is whole.
      writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    } catch (error) {
      this.#parts.complain('the service guides could not be kept', error);
    }
  }

  /** What was kept by an earlier start; whatever is wrong with it is as good as none. */
  #recall(): Kept | null {
    try {
      const kept = keptShape.parse(JSON.parse(readFileSync(this.#path(), 'utf8')));
      return { ...kept, guides: guidesOf(kept.whole) };
    } catch {
      return null;
    }
  }

  #path(): string {
    return join(this.#parts.folder, 'guides.json');
  }

  #fetch(path: string): Promise<Fetched | null> {
    const { url, ca } = this.#parts.hub;
    return new Promise((done) => {
      const options = { timeout: answerWithinMs, ...(ca === null ? {} : { ca }) };
      const ask = url.startsWith('https:') ? securely : plainly;
      const asked = ask(new URL(path, url), options, (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > bytesMax) asked.destroy();
          else chunks.push(chunk);
        });
        answer.once('end', () => {
          done({ status: answer.statusCode ?? 502, bytes: Buffer.concat(chunks) });
        });
        answer.once('error', () => done(null));
        answer.once('close', () => done(null));
      });
      asked.once('timeout', () => asked.destroy());
      asked.once('error', () => done(null));
      asked.end();
    });
  }
}

/** Throws when it is no package. */
function guidesOf(whole: string): ReadonlyMap<string, string> {
  const { guides } = wholeShape.parse(JSON.parse(whole));
  return new Map(guides.map((guide) => [guide.id, JSON.stringify(guide)]));
}

function listIn(text: string): List | null {
  try {
    return listShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const noStore = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
const forEver = 'public, max-age=31536000, immutable';

function send(response: ServerResponse, text: string | Buffer, cache: string): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': cache });
  response.end(text);
}
