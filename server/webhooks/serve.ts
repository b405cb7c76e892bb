/**
 * Tells other systems what happens in the hall: each event of the kinds that they asked for, signed,
 * until they take it or it has waited too long. Each subscriber has a cursor, a timer and waits of its
 * own, so that none is held up by another. They may get an event twice and know it by its id.
 * What is told is what stands in the log, without hashes of persons and links.
 */
import { createHmac } from 'node:crypto';
import type { Told } from '../../core/hall/events.ts';
import type { Log } from '../../log/log.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import { freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { toTold } from '../hall/replay.ts';
import type { HookOutbox } from '../house/hook-outbox.ts';
import type { Leases } from '../house/leases.ts';
import type { HookState } from '../house/text-tables.ts';
import { type HallFile, SettingsError } from '../settings.ts';
import { type SecretPlaces, secretAt } from '../texts/secrets.ts';
import type { HookSettings } from './settings.ts';

const waitMs = { look: 2_000, change: 50, failure: 5_000 };
const leaseMs = 30_000;
const pageRows = 250;
/** Told one after the other, in order, so many in one look. */
const atOnce = 20;
const answerMs = 10_000;
/**
 * A subscriber that cannot take events is tried again after 5 s, doubled each time up to a quarter of an
 * hour; what has waited three days is given up. An event that alone is refused is tried three times more.
 */
export const hookTries = { firstMs: 5_000, mostMs: 900_000, waitsMs: 3 * 86_400_000, refused: 3 };

/** Answers that speak of the event and not of the subscriber: the next one may well be taken. */
const eventRefused: ReadonlySet<string> = new Set([
  ...['HTTP 400', 'HTTP 409', 'HTTP 410', 'HTTP 413', 'HTTP 415', 'HTTP 422'],
]);

export interface HooksParts extends Pick<SecretPlaces, 'secrets'> {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly tables: { readonly hookOutbox: HookOutbox; readonly leases: Leases };
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

/** Serves every subscriber of the hall's file. Throws `SettingsError`. */
export function serveHooks(
  { webhooks, folder }: Pick<HallFile, 'webhooks' | 'folder'>,
  parts: HooksParts,
): () => Promise<void> {
  const holder = freshId(parts.dice);
  const ends = webhooks.map((hook) => {
    try {
      const secret = secretAt(hook.secretFile, { folder, ...parts });
      return serveHook(hook, secret, holder, parts);
    } catch (error) {
      throw new SettingsError(`webhooks: ${hook.id}: secretFile: ${(error as Error).message}`);
    }
  });
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** One subscriber, until the returned function is called. */
function serveHook(
  hook: HookSettings,
  secret: string,
  holder: string,
  parts: HooksParts,
): () => Promise<void> {
  const { keeper, clock, complain, tables } = parts;
  const lease = `hook:${hook.id}:${keeper.hall}`;
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
        const more = await fill(hook, parts);
        const all = await tellDue(hook, secret, parts, { hold, signal: ending.signal });
        if (more || all) ms = waitMs.change;
      }
    } catch (error) {
      if (!ending.signal.aborted) complain(`the webhook ${hook.id} could not be served`, error);
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

/** One page of the log; true: there is more. A new subscriber hears what comes, not what was. */
async function fill(hook: HookSettings, { keeper, log, tables }: HooksParts): Promise<boolean> {
  const { hall } = keeper;
  const stored = await tables.hookOutbox.cursor(hall, hook.id);
  if (stored === 0) {
    const to = await log.head(`hall:${hall}`);
    if (to > 0) await tables.hookOutbox.fill(hall, hook.id, { from: 0, to }, []);
    return false;
  }
  const rows = await log.read(`hall:${hall}`, stored, pageRows);
  const to = rows.at(-1)?.seq ?? stored;
  if (to === stored) return false;
  const wanted = rows.filter(({ type }) => (hook.events as readonly string[]).includes(type));
  const seqs = wanted.map(({ seq }) => seq);
  await tables.hookOutbox.fill(hall, hook.id, { from: stored, to }, seqs);
  return rows.length === pageRows;
}

interface Turn {
  /** Holds on to the subscriber; false: another hub has it. */
  readonly hold: () => Promise<boolean>;
  /** The hub ends. */
  readonly signal: AbortSignal;
}

/** True: so many were taken that there may be more. */
async function tellDue(
  hook: HookSettings,
  secret: string,
  { keeper, log, tables, clock }: HooksParts,
  { hold, signal }: Turn,
): Promise<boolean> {
  const { hall } = keeper;
  const waiting = await tables.hookOutbox.waiting(hall, hook.id, atOnce);
  for (const { seq, tries: before, madeAt, nextAt: notBefore } of waiting) {
    // What stands behind waits too: events come in order.
    if (signal.aborted || clock.now() < notBefore) return false;
    // Slow answers to those before may have used the lease up.
    if (!(await hold())) return false;
    const late = clock.now() - madeAt > hookTries.waitsMs;
    const [row] = late ? [] : await log.read(`hall:${hall}`, seq - 1, 1);
    const gone = late ? 'too-late' : 'gone';
    const reason = row ? await tell(hook, secret, hall, toTold(row), clock.now(), signal) : gone;
    // Who ends the hub cuts it short: that was no try.
    if (signal.aborted) return false;
    const tries = before + 1;
    const state = stateAfter(reason, row !== undefined, tries);
    const wait = Math.min(hookTries.firstMs * 2 ** Math.min(before, 20), hookTries.mostMs);
    const nextAt = clock.now() + wait;
    await tables.hookOutbox.tried(hall, hook.id, seq, { state, reason, tries, nextAt });
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
  { url }: HookSettings,
  secret: string,
  hall: string,
  told: Told,
  now: number,
  ending: AbortSignal,
): Promise<string | null> {
  const body = hookBody(hall, told);
  const seconds = Math.floor(now / 1_000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(answerMs), ending]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-jinghao-event': `hall:${hall}/${told.seq}`,
        'x-jinghao-timestamp': String(seconds),
        'x-jinghao-signature': `sha256=${hookSignature(secret, seconds, body)}`,
      },
      body,
    });
    await response.body?.cancel();
    return response.ok ? null : `HTTP ${response.status}`;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

/** HMAC-SHA256 in hex over `timestamp.body`. */
export const hookSignature = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');

/** Hashes that stand for a person or open a ticket's page; a whole configuration is no news. */
const kept: ReadonlySet<string> = new Set([
  ...['visitor', 'visitorOfDay', 'linkHash', 'configuration', 'crossing', 'given'],
]);

/** The event as others are told it. */
export function hookBody(hall: string, { seq, at, type, body }: Told): string {
  const said = Object.entries(body).filter(([name]) => !kept.has(name));
  return JSON.stringify({
    ...{ id: `hall:${hall}/${seq}`, hall, seq, at, type },
    body: Object.fromEntries(said),
  });
}
