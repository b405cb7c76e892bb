/**
 * Tells other systems what happens in the hall: each event of the kinds that they asked for, and ratings,
 * signed, until they take it or it has waited too long. Each subscriber has a cursor, a timer and waits
 * of its own for either source, so that none is held up by another. They may get an event twice and know
 * it by its id. What is told is what stands in the tables, without hashes of persons and links.
 */
import { createHmac } from 'node:crypto';
import type { Log } from '../../log/log.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import { freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { HookOutbox } from '../house/hook-outbox.ts';
import type { Leases } from '../house/leases.ts';
import type { Ratings } from '../house/ratings.ts';
import type { HookState } from '../house/text-tables.ts';
import { type HallFile, SettingsError } from '../settings.ts';
import { type SecretPlaces, secretAt } from '../texts/secrets.ts';
import type { HookSettings } from './settings.ts';
import { type Message, type Source, sourcesOf } from './sources.ts';

const waitMs = { look: 2_000, change: 50, failure: 5_000 };
const leaseMs = 30_000;
/** Told one after the other, in order, so many in one look. */
const atOnce = 20;
const answerMs = 10_000;
/**
 * A subscriber that cannot take events is tried again after 5 s, doubled each time up to a quarter of an
 * hour; what has waited three days is given up. An event that alone is refused is tried three times more.
 */
const hookTries = { firstMs: 5_000, mostMs: 900_000, waitsMs: 3 * 86_400_000, refused: 3 };

/** Answers that speak of the event and not of the subscriber: the next one may well be taken. */
const eventRefused: ReadonlySet<string> = new Set([
  ...['HTTP 400', 'HTTP 409', 'HTTP 410', 'HTTP 413', 'HTTP 415', 'HTTP 422'],
]);

/** Hands a message over; gives the status of the answer. Rejects where there is none in time. */
export type HookPost = (
  url: string,
  sent: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal: AbortSignal;
  },
) => Promise<number>;

export interface HooksParts extends Pick<SecretPlaces, 'secrets'> {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly tables: {
    readonly hookOutbox: HookOutbox;
    readonly leases: Leases;
    readonly ratings: Pick<Ratings, 'of' | 'followupsOf'>;
  };
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
  /** How a message goes out; over HTTP when not said. */
  readonly post?: HookPost;
}

/** Serves every subscriber of the hall's file. Throws `SettingsError`. */
export function serveHooks(
  { webhooks, folder }: Pick<HallFile, 'webhooks' | 'folder'>,
  parts: HooksParts,
): () => Promise<void> {
  const holder = freshId(parts.dice);
  const { hall } = parts.keeper;
  const { ratings, hookOutbox } = parts.tables;
  const from = { log: parts.log, changes: hookOutbox.changes, ratings };
  const ends = webhooks.flatMap((hook) => {
    try {
      const secret = secretAt(hook.secretFile, { folder, ...parts });
      return sourcesOf(hook, hall, from).map((source) =>
        serveHook({ url: hook.url, secret, source, post: parts.post ?? overHttp }, holder, parts),
      );
    } catch (error) {
      throw new SettingsError(`webhooks: ${hook.id}: secretFile: ${(error as Error).message}`);
    }
  });
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** What one subscriber hears of one source. */
interface Line extends Pick<HookSettings, 'url'> {
  readonly secret: string;
  readonly source: Source;
  readonly post: HookPost;
}

/** One subscriber and source, until the returned function is called. */
function serveHook(line: Line, holder: string, parts: HooksParts): () => Promise<void> {
  const { keeper, clock, complain, tables } = parts;
  const { name } = line.source;
  const lease = `hook:${name}:${keeper.hall}`;
  const hold = () => tables.leases.hold(lease, holder, leaseMs);
  const ending = new AbortController();
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  let changed = false;
  const wake = (ms: number) => {
    if (ending.signal.aborted || running) return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      running = run();
    }, ms);
  };
  const run = async () => {
    changed = false;
    let ms = waitMs.look;
    try {
      if (await hold()) {
        const more = await fill(line.source, parts);
        const all = await tellDue(line, parts, { hold, signal: ending.signal });
        if (more || all) ms = waitMs.change;
      }
    } catch (error) {
      if (!ending.signal.aborted) complain(`the webhook ${name} could not be served`, error);
      ms = waitMs.failure;
    }
    running = null;
    wake(changed ? waitMs.change : ms);
  };
  const unfollow = keeper.follow(() => {
    changed = true;
    wake(waitMs.change);
  });
  wake(0);
  return async () => {
    ending.abort();
    unfollow();
    clock.clearTimeout(timer);
    await running;
    await tables.leases.letGo(lease, holder).catch(() => {});
  };
}

/** One page of the source; true: there is more. A new subscriber hears what comes, not what was. */
async function fill(source: Source, { keeper, tables }: HooksParts): Promise<boolean> {
  const { hall } = keeper;
  const { name } = source;
  const stored = await tables.hookOutbox.cursor(hall, name);
  if (stored === 0) {
    const to = await source.head();
    if (to > 0) await tables.hookOutbox.fill(hall, name, { from: 0, to }, []);
    return false;
  }
  const { to, seqs, more } = await source.page(stored);
  if (to === stored) return false;
  await tables.hookOutbox.fill(hall, name, { from: stored, to }, seqs);
  return more;
}

interface Turn {
  /** Holds on to the subscriber; false: another hub has it. */
  readonly hold: () => Promise<boolean>;
  /** The hub ends. */
  readonly signal: AbortSignal;
}

/** True: so many were taken that there may be more. */
async function tellDue(
  line: Line,
  { keeper, tables, clock }: HooksParts,
  { hold, signal }: Turn,
): Promise<boolean> {
  const { hall } = keeper;
  const { name } = line.source;
  const waiting = await tables.hookOutbox.waiting(hall, name, atOnce);
  for (const { seq, tries: before, madeAt, nextAt: notBefore } of waiting) {
    // What stands behind waits too: events come in order.
    if (signal.aborted || clock.now() < notBefore) return false;
    // Slow answers to those before may have used the lease up.
    if (!(await hold())) return false;
    const late = clock.now() - madeAt > hookTries.waitsMs;
    const message = late ? null : await line.source.message(seq);
    const gone = late ? 'too-late' : 'gone';
    const reason = message ? await tell(line, message, clock.now(), signal) : gone;
    // Who ends the hub cuts it short: that was no try.
    if (signal.aborted) return false;
    const tries = before + 1;
    const state = stateAfter(reason, message !== null, tries);
    const wait = Math.min(hookTries.firstMs * 2 ** Math.min(before, 20), hookTries.mostMs);
    const nextAt = clock.now() + wait;
    await tables.hookOutbox.tried(hall, name, seq, { state, reason, tries, nextAt });
    // Who does not take this one takes the next one no better.
    if (state === 'queued') return false;
  }
  return waiting.length === atOnce;
}

/** `told`: there was something to tell. */
function stateAfter(reason: string | null, told: boolean, tries: number): HookState {
  if (reason === null) return 'done';
  const refused = eventRefused.has(reason) && tries > hookTries.refused;
  return !told || refused ? 'failed' : 'queued';
}

/** Null: it was taken. Else why not, in a code. */
async function tell(
  { url, secret, post }: Line,
  { id, body }: Message,
  now: number,
  ending: AbortSignal,
): Promise<string | null> {
  const seconds = Math.floor(now / 1_000);
  try {
    const status = await post(url, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-jinghao-event': id,
        'x-jinghao-timestamp': String(seconds),
        'x-jinghao-signature': `sha256=${hookSignature(secret, seconds, body)}`,
      },
      ...{ body, signal: ending },
    });
    return status >= 200 && status < 300 ? null : `HTTP ${status}`;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

const overHttp: HookPost = async (url, { headers, body, signal }) => {
  const response = await fetch(url, {
    ...{ method: 'POST', redirect: 'error', headers, body },
    signal: AbortSignal.any([AbortSignal.timeout(answerMs), signal]),
  });
  await response.body?.cancel();
  return response.status;
};

/** HMAC-SHA256 in hex over `timestamp.body`. */
export const hookSignature = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
