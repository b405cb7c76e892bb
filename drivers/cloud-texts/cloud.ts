/**
 * A provider of texts behind an HTTP interface, in the shape that the hub knows. It sends what the
 * provider has approved: a template and what fills it. A request that may have got there and was not
 * answered is `unknown`.
 */
import type { Clock } from '../clock.ts';
import type { Health } from '../driver.ts';
import {
  type AskedReport,
  internationalNumber,
  type Text,
  type Texter,
  type TextOutcome,
  type TextReport,
} from '../texter.ts';

export interface CloudRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a provider wants and says; all but the line itself. */
export interface CloudDialect {
  /** Null: this number it does not serve. `nonce`: used once. */
  request(to: string, text: Text, at: number, nonce: string): CloudRequest | null;
  /** What its answer means. Never throws. */
  read(status: number, answer: unknown): TextOutcome;
  /** The question what became of a text. */
  question(
    asked: AskedReport & { readonly number: string },
    at: number,
    nonce: string,
  ): CloudRequest;
  /** What the answer to it says of this text; null: nothing (yet). Never throws. */
  report(answer: unknown, ref: string): TextReport | null;
}

export interface CloudOptions {
  /** `https://dysmsapi.aliyuncs.com/`; tests name a loopback one. */
  readonly url: string;
  readonly dialect: CloudDialect;
  readonly clock: Clock;
  /** A fresh id. */
  readonly newId: () => string;
}

const answerMs = 10_000;
const answerBytesMax = 65_536;
/** Requests under way at a time. */
const windowMax = 20;

/** Errors that come before anything was said. */
const unsaid: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
]);

export function openCloudTexts(options: CloudOptions): Texter {
  return new CloudTexts(options);
}

class CloudTexts implements Texter {
  readonly #options: CloudOptions;
  readonly #tellers = new Set<(health: Health) => void>();
  #health: Health = { state: 'unknown', heardAt: null, detail: 'nothing was sent yet' };
  #underWay = 0;
  readonly #closing = new AbortController();
  #closed = false;

  constructor(options: CloudOptions) {
    this.#options = options;
  }

  async send(text: Text): Promise<TextOutcome> {
    const { dialect, clock, newId } = this.#options;
    const number = internationalNumber(text.to);
    const refused = (reason: 'bad-number' | 'template', detail: string): TextOutcome => ({
      ...{ outcome: 'refused', reason, detail },
    });
    if (number === null) return refused('bad-number', 'no mobile number');
    if (text.template === null) return refused('template', 'this text has no approved template');
    if (this.#closed) return { outcome: 'failed', reason: 'unplugged', detail: 'it was closed' };
    if (this.#underWay >= windowMax) {
      return { outcome: 'failed', reason: 'busy', detail: `${windowMax} requests are under way` };
    }
    const request = dialect.request(number, text, clock.now(), newId());
    if (request === null) return refused('bad-number', 'a number of another country');
    this.#underWay += 1;
    try {
      const outcome = await this.#ask(request);
      this.#become(outcome);
      return outcome;
    } finally {
      this.#underWay -= 1;
    }
  }

  /** They are asked for: pushed ones would need a way into the hall. */
  onReport(_tell: (report: TextReport) => void): () => void {
    return () => {};
  }

  async ask(asked: AskedReport): Promise<TextReport | null> {
    const { dialect, clock, newId } = this.#options;
    const number = internationalNumber(asked.to);
    if (number === null || this.#closed || this.#underWay >= windowMax) return null;
    const request = dialect.question({ ...asked, number }, clock.now(), newId());
    this.#underWay += 1;
    try {
      const { answer } = await this.#say(request, [this.#closing.signal]);
      return dialect.report(answer, asked.ref);
    } catch {
      // Whether it can be reached is told by the next text.
      return null;
    } finally {
      this.#underWay -= 1;
    }
  }

  health(): Health {
    return this.#health;
  }

  onHealth(tell: (health: Health) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.abort();
    this.#tellers.clear();
  }

  async #say({ headers, body }: CloudRequest, ends: readonly AbortSignal[] = []) {
    const signal = AbortSignal.any([AbortSignal.timeout(answerMs), ...ends]);
    const asked = { method: 'POST', headers, body, signal, redirect: 'error' } as const;
    const response = await fetch(this.#options.url, asked);
    const answer = parsed((await response.text()).slice(0, answerBytesMax));
    return { status: response.status, answer };
  }

  async #ask(request: CloudRequest): Promise<TextOutcome> {
    try {
      const { status, answer } = await this.#say(request);
      return this.#options.dialect.read(status, answer);
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } };
      const code = cause?.code ?? name;
      if (unsaid.has(code)) return { outcome: 'failed', reason: 'unplugged', detail: code };
      return { outcome: 'unknown', detail: `the provider was asked and did not answer: ${code}` };
    }
  }

  /** What a provider says of one text says how the line is; a refused text is the text's fault. */
  #become(outcome: TextOutcome): void {
    const was = this.#health.state;
    const now = this.#options.clock.now();
    this.#health = healthAfter(outcome, now, this.#health.heardAt);
    if (this.#health.state === was) return;
    for (const tell of [...this.#tellers]) tell(this.#health);
  }
}

function healthAfter(outcome: TextOutcome, now: number, heardAt: number | null): Health {
  if (outcome.outcome === 'accepted' || outcome.outcome === 'refused') {
    return { state: 'ready', heardAt: now, detail: 'it answers' };
  }
  if (outcome.outcome === 'unknown') return { state: 'silent', heardAt, detail: outcome.detail };
  if (outcome.reason === 'unplugged')
    return { state: 'unplugged', heardAt, detail: outcome.detail };
  return { state: 'error', heardAt: now, detail: outcome.detail };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** A field of an answer; undefined when there is none. */
function fieldOf(answer: unknown, path: readonly (string | number)[]): unknown {
  let at: unknown = answer;
  for (const name of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[name];
  }
  return at;
}

/** A field of an answer that is a text; empty when there is none. */
export function textOf(answer: unknown, ...path: readonly (string | number)[]): string {
  const at = fieldOf(answer, path);
  return typeof at === 'string' ? at : '';
}

/** A field of an answer that is a list; empty when there is none. */
export function listOf(answer: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const at = fieldOf(answer, path);
  return Array.isArray(at) ? at : [];
}

/** A field that is a number, also where it comes as a text; null: there is none. */
export function numberOf(answer: unknown, name: string): number | null {
  const at = fieldOf(answer, [name]);
  const number = typeof at === 'string' && at !== '' ? Number(at) : at;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A code of the provider as it is kept: it names no number and has an end. */
export const codeOf = (said: string): string => said.replace(/[^\w.:-]/g, '').slice(0, 60);
