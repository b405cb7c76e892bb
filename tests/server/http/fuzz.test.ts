/**
 * Every route against rubbish: addresses, heads and bodies that nearly fit and that fit nothing, from
 * nobody, a stranger, a token, each role. Whatever is asked, the answer is one that the API describes
 * (never a 500), nothing is written that is not asked for by name, and nothing stays behind in memory.
 * `JINGHAO_FUZZ=1000000` sends so many (the night's).
 */
import { Agent, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { OpenidProvider } from '../../../fixtures/machines/openid-provider.ts';
import { usualLimits } from '../../../server/http/limits.ts';
import { openidWays } from '../../../server/http/openid.ts';
import type { Operation } from '../../../server/http/operation.ts';
import { openidShape } from '../../../server/people/openid/settings.ts';
import { usualRoles } from '../../../server/people/rights.ts';
import { Chance } from '../../hall/world/chance.ts';
import { heapBytes } from '../fuzz/heap.ts';
import { Inputs } from '../fuzz/inputs.ts';
import { granted } from '../people/parts.ts';
import { type World, worldOf } from './world.ts';

const count = Number(process.env.JINGHAO_FUZZ ?? 50_000);
/** Requests under way at once. */
const lanes = 16;
/** Of what a request that was accepted may leave: an event of the log, a row. */
const keptBytesMax = 4_096;

const wide = Object.fromEntries(
  Object.keys(usualLimits).map((name) => [name, { max: 1e9, windowMs: 60_000 }]),
) as unknown as typeof usualLimits;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
}

interface Came {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What may be asked, as far as a sender needs to know; a `form` is what a provider sends. */
type Way = Pick<Operation, 'method' | 'path'> &
  Partial<Pick<Operation, 'body' | 'upload'>> & { readonly form?: string };

const ways: readonly Way[] = [
  openidWays.begin,
  openidWays.back,
  { ...openidWays.ended, form: 'logout_token' },
];

/** A hall whose staff may sign in by a provider, so that its ways are there. */
async function providedWorld(): Promise<World> {
  const [secret, hub] = ['a-secret-of-the-client-that-is-long', 'http://localhost:4'];
  const client = { id: 'jinghao', secret, back: hub + openidWays.back.path };
  const provider = await OpenidProvider.start(client, {});
  onTestFinished(() => provider.close());
  const settings = openidShape.parse({
    ...{ issuer: provider.issuer, clientId: client.id, secret: 'env:OPENID', hub },
    name: { 'zh-Hans': '统一身份认证' },
  });
  return worldOf({ parts: { limits: wide }, openid: { settings, secret } });
}

/** By whom requests are sent: heads that prove it, or try to. */
async function callersOf({ people, token }: World): Promise<Record<string, string>[]> {
  const known = { authorization: `Bearer ${token}` };
  const callers: Record<string, string>[] = [
    // Most often by somebody who is let in: there is most to go wrong behind the door.
    ...Array.from({ length: 8 }, () => known),
    ...[{}, { authorization: 'Bearer nobody-knows-me' }],
    ...[{ authorization: 'Basic ====' }, { cookie: 'jh_staff=none; jh_kiosk=%%%; =;;' }],
    { ...known, origin: 'http://evil.example' },
  ];
  for (const role of Object.keys(usualRoles)) {
    const who = { hall: 'small', account: `fuzz-${role}`, name: '王芳', role };
    const { person } = granted(await people.staff.add(who, 'quiet-river-27'));
    const cookie = `jh_staff=${await people.sessions.begin(person)}`;
    callers.push(...Array.from({ length: role === 'manager' ? 6 : 1 }, () => ({ cookie })));
  }
  return callers;
}

class Sender {
  readonly #chance: Chance;
  readonly #inputs: Inputs;
  readonly #operations: readonly Way[];
  readonly #callers: readonly Record<string, string>[];

  constructor(
    seed: number,
    known: Readonly<Record<string, readonly unknown[]>>,
    operations: readonly Way[],
    callers: readonly Record<string, string>[],
  ) {
    this.#chance = new Chance(seed);
    this.#inputs = new Inputs(this.#chance, known);
    this.#operations = operations;
    this.#callers = callers;
  }

  next(): Sent {
    const operation = this.#chance.pick(this.#operations);
    const method = this.#chance.hit(0.95)
      ? operation.method.toUpperCase()
      : this.#chance.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
    const body = method === 'POST' ? this.#body(operation) : null;
    const headers = {
      ...this.#chance.pick(this.#callers),
      ...(body && { 'content-type': this.#type(operation) }),
      ...(this.#chance.hit(0.05) && { 'content-encoding': 'gzip' }),
      ...(this.#chance.hit(0.05) && { accept: this.#chance.pick(['text/html', '*/*', ',;=']) }),
    };
    return { method, path: this.#path(operation.path), headers, body };
  }

  #type({ form }: Way): string {
    const fitting = form ? 'application/x-www-form-urlencoded' : 'application/json';
    if (this.#chance.hit(0.9)) return fitting;
    return this.#chance.pick(['text/plain', 'application/json; charset=utf-16', 'a/b', 'text/csv']);
  }

  #path(pattern: string): string {
    const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = this.#inputs.named(name);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      // A lone surrogate cannot be written in an address.
      return this.#chance.hit(0.02) ? '%E0%A4%A' : encodeURIComponent(text.toWellFormed());
    });
    const query = this.#chance.hit(0.1)
      ? `?${encodeURIComponent(this.#inputs.text().toWellFormed())}=1`
      : '';
    return path + query;
  }

  #body({ body, upload, form }: Way): Buffer {
    if (form && this.#chance.hit(0.9)) return Buffer.from(this.#form(form));
    if (upload || this.#chance.hit(0.05)) {
      return Buffer.from(this.#chance.bytes(this.#chance.whole(0, 300)));
    }
    const value = body && this.#chance.hit(0.9) ? this.#inputs.near(body) : this.#inputs.anything();
    const written = Buffer.from(JSON.stringify(value));
    // Broken off in the middle.
    return this.#chance.hit(0.05)
      ? written.subarray(0, this.#chance.whole(0, written.length))
      : written;
  }

  /** A token with heads and claims of all sorts, that nobody or nobody known has signed. */
  #form(field: string): string {
    const part = () => Buffer.from(JSON.stringify(this.#inputs.anything())).toString('base64url');
    const head = Buffer.from('{"alg":"RS256","kid":"key"}').toString('base64url');
    const token = [this.#chance.hit(0.5) ? head : part(), part(), part()].join('.');
    const value = this.#chance.hit(0.7) ? token : this.#inputs.text().toWellFormed();
    return new URLSearchParams({ [field]: value }).toString();
  }
}

function sendTo(port: number, agent: Agent, { method, path, headers, body }: Sent): Promise<Came> {
  return new Promise((come, fail) => {
    const asked = request({ host: '127.0.0.1', port, agent, method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', fail);
      answer.on('end', () => {
        const type = String(answer.headers['content-type'] ?? '');
        come({ status: answer.statusCode ?? 0, type, text: Buffer.concat(parts).toString() });
      });
    });
    asked.on('error', fail);
    asked.end(body ?? undefined);
  });
}

/** What is wrong with an answer; null: nothing. */
function wrongWith(sent: Sent, { status, type, text }: Came): string | null {
  // Of what reads far back only a few are done at a time.
  if (status === 503 && JSON.parse(text).failed === 'busy') return null;
  // A provider that takes its time is away for the moment.
  if (status === 503 && sent.path.startsWith(openidWays.ended.path)) return null;
  if (status < 200 || status >= 500) return `answers ${status}: ${text.slice(0, 200)}`;
  if (status < 400 || sent.method === 'HEAD') return null;
  // People who miss a page are told so as people.
  if (status === 404 && sent.method === 'GET' && !sent.path.startsWith('/api')) return null;
  if (!type.startsWith('application/problem+json')) return `a no as ${type || 'nothing'}`;
  return JSON.parse(text).status === status ? null : `a no that says another status than ${status}`;
}

test(
  `${count} requests: each is answered by what the API describes`,
  async () => {
    const world = await providedWorld();
    const { id: ticket } = await world.take('a');
    await world.fillTickets();
    const known = {
      ...{ hall: ['small'], service: ['a', 'b'], counter: ['c1', 'c2'], kiosk: ['door'] },
      ...{ ticket: [ticket], after: [null], day: ['2026-11-17'], date: ['2026-11-17'] },
      ...{ month: ['2026-11'], period: ['2026-11-17', '2026-11'], language: ['zh-Hans', 'en'] },
      ...{ format: ['csv', 'xlsx'], reason: ['other'] },
      requestId: Array.from({ length: 500 }, (_, at) => `wish-${at}`),
    };
    const callers = await callersOf(world);
    const sender = new Sender(20_261_122, known, [...world.operations, ...ways], callers);
    const agent = new Agent({ keepAlive: true, maxSockets: lanes });
    const port = Number(new URL(world.url).port);
    const wrong: object[] = [];
    const statuses = new Map<number, number>();
    let left = count;
    let before = 0;
    const lane = async () => {
      while (left > 0 && wrong.length < 5) {
        left -= 1;
        // What waits for a device or a paper is not waited for in real time.
        if (left % 20 === 0) world.clock.step(100);
        if (left === Math.floor(count / 2)) before = heapBytes();
        const sent = sender.next();
        const came = await sendTo(port, agent, sent);
        statuses.set(came.status, (statuses.get(came.status) ?? 0) + 1);
        const what = wrongWith(sent, came);
        if (what) wrong.push({ ...sent, body: sent.body?.toString().slice(0, 500), what });
      }
    };
    try {
      await Promise.all(Array.from({ length: lanes }, lane));
    } finally {
      agent.destroy();
    }
    expect(wrong).toEqual([]);
    // It was no run of mere refusals.
    for (const status of [200, 201, 400, 401, 403, 404, 405]) {
      expect.soft(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(0);
    }
    expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 20);
    expect(statuses.get(503) ?? 0).toBeLessThan(count / 100);
    expect(world.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((heapBytes() - before) / (count / 2)).toBeLessThan(keptBytesMax);
    expect((await world.get('/healthz')).status).toBe(200);
  },
  600_000 + 10 * count,
);
