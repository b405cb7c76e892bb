/**
 * Hands the texts of the outbox over, one hub of several at a time. Each text is claimed first; a
 * provider that has surely not sent it gives way to the next; what may have gone is never sent again.
 */
import { createHash } from 'node:crypto';
import type { TextOutcome, TextReport } from '../../drivers/texter.ts';
import type { Clock } from '../hall/clock.ts';
import type { Leases } from '../house/leases.ts';
import type { Outbox, Settling } from '../house/outbox.ts';
import type { TextRow } from '../house/text-rows.ts';
import type { TextPhone, TextPhones } from '../people/text-phones.ts';
import type { DutyPhones } from './duty-settings.ts';
import { dutyRetries, retryAfterMs, usefulMs } from './policy.ts';
import { onReports, type Provider } from './providers.ts';
import type { TextSettings } from './settings.ts';
import { partsCharged, type TextKind } from './templates.ts';

/** Another hub's texts are seen after so long at the latest. */
const waitMs = { look: 1_000, failure: 2_000, report: 500, end: 3_000 };
const leaseMs = 15_000;
/** Texts in hand at a time. */
const inHandMax = 20;
/** A report may come before its text's outcome is written: it is tried so often. */
const reportTries = 10;
const reportsMax = 1_000;

/** What is to be handed over, in words. */
export interface Wording {
  readonly body: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface SenderParts {
  readonly hall: string;
  readonly holder: string;
  readonly outbox: Outbox;
  readonly phones: Pick<TextPhones, 'find' | 'alike'>;
  /** Of managers. */
  readonly dutyPhones: DutyPhones;
  readonly leases: Pick<Leases, 'hold' | 'letGo'>;
  readonly providers: readonly Provider[];
  readonly settings: TextSettings;
  /** The text in words; a reason: it is not to go (any more). */
  readonly word: (text: TextRow, to: TextPhone) => Promise<Wording | { readonly not: string }>;
  /** The beginning of the present day, epoch ms. */
  readonly dayBegan: () => Promise<number>;
  /** The beginning of the local date, epoch ms. */
  readonly midnight: () => number;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

export class TextSender {
  readonly #parts: SenderParts;
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #unreport: () => void;
  #reports = 0;
  /** The claim of a manager's text that is under way. */
  #turn: Promise<unknown> = Promise.resolve();
  #timer: unknown = null;
  #running: Promise<void> | null = null;
  #kicked = false;
  #ended = false;
  #ours = false;
  /** By the clock that does not jump. */
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#unreport = onReports(parts.providers, (provider, report) => {
      if (this.#reports >= reportsMax) return;
      this.#reports += 1;
      void this.#report(provider, report, 1);
    });
    this.kick();
  }

  /** Something may be due: looks at once. */
  kick(): void {
    if (this.#ended) return;
    this.#kicked = true;
    if (this.#running) return;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#running = this.#look();
  }

  /** Hands over nothing more; resolves when what was in hand is settled, or cannot be waited for. */
  async end(): Promise<void> {
    const { clock, leases, hall, holder } = this.#parts;
    this.#ended = true;
    clock.clearTimeout(this.#timer);
    await this.#running;
    let late: unknown = null;
    const enough = new Promise<void>((resolve) => {
      late = clock.setTimeout(resolve, waitMs.end);
    });
    await Promise.race([Promise.all(this.#inHand.values()), enough]);
    clock.clearTimeout(late);
    this.#unreport();
    await leases.letGo(leaseName(hall), holder).catch(() => {});
  }

  async #look(): Promise<void> {
    const { clock, complain } = this.#parts;
    let ms = waitMs.failure;
    try {
      do {
        this.#kicked = false;
        ms = await this.#sendDue();
      } while (this.#kicked && !this.#ended);
    } catch (error) {
      if (!this.#ended) complain('texts could not be handed over', error);
    }
    this.#running = null;
    if (this.#ended) return;
    this.#timer = clock.setTimeout(() => this.kick(), ms);
  }

  /** Takes in hand what is due; returns after how long to look again. */
  async #sendDue(): Promise<number> {
    const { hall, holder, outbox, leases, clock } = this.#parts;
    const now = clock.monotonic();
    if (now >= this.#heldUntil - leaseMs / 2) {
      const ours = await leases.hold(leaseName(hall), holder, leaseMs);
      if (ours && !this.#ours) await outbox.disown(hall, holder);
      this.#ours = ours;
      if (!ours) return waitMs.look;
      this.#heldUntil = now + leaseMs;
    }
    const room = inHandMax - this.#inHand.size;
    if (room <= 0) return waitMs.look;
    for (const text of await outbox.due(hall, room)) {
      if (this.#ended || this.#inHand.has(text.id)) continue;
      const done = this.#send(text).then((settled) => {
        this.#inHand.delete(text.id);
        if (settled) this.kick();
      });
      this.#inHand.set(text.id, done);
    }
    return waitMs.look;
  }

  /** Never rejects. False: the tables cannot be reached, and looking again at once would not help. */
  async #send(text: TextRow): Promise<boolean> {
    const { hall, holder, outbox, complain } = this.#parts;
    try {
      const ready = await this.#prepare(text);
      if (ready === null) return true;
      await outbox.settle(hall, text.id, holder, await this.#handOver(text, ready));
      return true;
    } catch (error) {
      // It stays as it is; in hand, it is `unknown` when the next process begins.
      if (!this.#ended) complain('a text could not be handed over', error);
      return false;
    }
  }

  /** Claims the text, with all that is to be known before; null: it does not go. */
  async #prepare(text: TextRow): Promise<Ready | null> {
    const { hall, holder, outbox, phones, dutyPhones, word, clock } = this.#parts;
    const drop = async (reason: string, state: 'expired' | 'refused' = 'expired') => {
      await outbox.drop(hall, text.id, state, reason);
      return null;
    };
    if (clock.now() > text.expiresAt) return drop('too-late');
    const to =
      text.duty === null
        ? await phones.find(hall, text.ticket)
        : (dutyPhones.get(text.duty) ?? null);
    if (to === null) return drop('no-phone');
    const wording = await word(text, to);
    if ('not' in wording) return drop(wording.not);
    const { duty } = text;
    const mine = () => outbox.claim(hall, text.id, holder);
    const within = async (reason: string | null): Promise<Ready | null> => {
      if (reason === null) return { to, wording };
      await outbox.settle(hall, text.id, holder, { state: 'refused', reason, provider: null });
      return null;
    };
    // Counted when it is claimed: of several at once rather one too few goes than one too many.
    if (duty === null) return (await mine()) ? within(await this.#overLimit(to)) : null;
    // A manager's come in bursts, as quiet hours end: one after the other, so that all but those too many go.
    return this.#inTurn(async () =>
      (await mine()) ? within(await this.#overDuty(text, duty)) : null,
    );
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Which limit of visitors' texts is met; null: none. */
  async #overLimit({ phone }: TextPhone): Promise<string | null> {
    const { hall, outbox, phones, settings, dayBegan } = this.#parts;
    const { perNumber, perDay } = settings.limits;
    const since = await dayBegan();
    const alike = await phones.alike(hall, phone);
    const over = async (tickets: readonly string[] | null, most: number) =>
      (await outbox.handedOver(hall, since, tickets)) > most;
    if (await over(alike, perNumber)) return 'limit-per-number';
    return (await over(null, perDay)) ? 'limit-per-day' : null;
  }

  /** Whether a manager has had enough for today; the first time they are told that they have. */
  async #overDuty(text: TextRow, duty: string): Promise<string | null> {
    const { hall, outbox, settings, midnight, clock } = this.#parts;
    const most = settings.managers.find(({ id }) => id === duty)?.perDay ?? 0;
    if (text.kind === 'duty-limit') return null;
    const since = midnight();
    if ((await outbox.handedToDuty(hall, duty, since, 'duty-limit')) <= most) return null;
    const now = clock.now();
    // Before this one is given up: who dies in between has told them all the same.
    await outbox.add(hall, [
      {
        ...{ id: `duty:${duty}/${since}/duty-limit`, ticket: `duty:${duty}`, label: '', duty },
        ...{ step: 0, kind: 'duty-limit', counter: null, ahead: null },
        ...{ madeAt: now, nextAt: 0, expiresAt: now + usefulMs['duty-limit'] },
      },
    ]);
    return 'limit-per-manager';
  }

  /** Asks one provider after the other, for as long as it has surely not gone. */
  async #handOver(text: TextRow, { to, wording }: Ready): Promise<Settling> {
    const { providers, settings, clock } = this.#parts;
    const { body, variables } = wording;
    let reason = 'no-provider';
    let last: string | null = null;
    for (const { settings: provider, texter } of providers) {
      const id = provider.templates[text.kind as TextKind]?.[to.language];
      if (provider.approvedOnly && id === undefined) continue;
      if (clock.now() > text.expiresAt) return { state: 'expired', reason, provider: last };
      const template = id === undefined ? null : { id, variables };
      const outcome = await texter.send({ id: textId(text.id), to: to.phone, body, template });
      if (outcome.outcome !== 'failed') return ended(outcome, body, provider);
      last = provider.id;
      reason = outcome.reason;
    }
    const tries = text.tries + 1;
    const ms = retryAfterMs(tries, text.duty === null ? settings.retries : dutyRetries);
    if (ms === null || last === null) return { state: 'failed', reason, provider: last };
    return { state: 'queued', reason, provider: last, tries, nextAt: clock.now() + ms };
  }

  async #report(provider: string, report: TextReport, tried: number): Promise<void> {
    const { hall, outbox, clock, complain } = this.#parts;
    let known = false;
    try {
      known = await outbox.report(hall, provider, report.ref, report.state, codeIn(report.detail));
    } catch (error) {
      if (!this.#ended) complain('a report of a text could not be kept', error);
    }
    if (known || tried >= reportTries || this.#ended) this.#reports -= 1;
    else clock.setTimeout(() => void this.#report(provider, report, tried + 1), waitMs.report);
  }
}

interface Ready {
  readonly to: TextPhone;
  readonly wording: Wording;
}

function ended(
  outcome: Exclude<TextOutcome, { outcome: 'failed' }>,
  body: string,
  { id: provider, costPerPart, approvedOnly }: Provider['settings'],
): Settling {
  // Who is asked with a template answers with no count of parts.
  const parts =
    outcome.outcome === 'accepted' && !approvedOnly ? outcome.parts : partsCharged(body);
  const paid = { provider, parts, cost: parts * costPerPart };
  switch (outcome.outcome) {
    case 'accepted':
      return { state: 'accepted', reason: null, refs: outcome.refs, ...paid };
    case 'refused':
      return { state: 'refused', reason: outcome.reason, provider };
    case 'unknown':
      return { state: 'unknown', reason: 'no-answer', ...paid };
  }
}

/** A carrier's code as it is kept: short, and never long enough to hold a phone. */
export const codeIn = (detail: string): string => {
  const code = detail.replace(/[^\w.:-]/g, '').slice(0, 60);
  return /\d{7}/.test(code) ? '' : code;
};

const leaseName = (hall: string): string => `texts:${hall}`;

const textIdMax = 40;

/**
 * As drivers take it: `hall:dongcheng/12/called` becomes `dongcheng-12-called`. Of managers' texts, which
 * may be as long in their beginning as in their end, it is a digest.
 */
export function textId(id: string): string {
  const text = id.replace(/^hall:/, '').replace(/[^A-Za-z0-9-]/g, '-');
  if (!/^(case|alarm|duty):/.test(id)) return text.slice(-textIdMax);
  return createHash('sha256').update(id).digest('hex').slice(0, textIdMax);
}
