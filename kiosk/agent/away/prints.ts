/**
 * Paper while the hub is away: each slip is a job with an id of its own, so that it is printed once
 * however often it is asked for. What came of the latest ones is shown on the page, as the hub would.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { TicketId } from '../../../core/hall/ids.ts';
import type { KioskPrint, KioskView } from '../../../core/views/kiosk.ts';
import type { JournalTicket } from '../../../core/wire/adopting.ts';
import type { AwayParts } from '../away-hall.ts';
import { awayPaper } from './slip.ts';

const reprintsMax = 3;
const shown = 3;
/** Secrets of QR codes live in memory, for as many numbers as may still be printed once more. */
const secretsMax = 500;

export class AwayPrints {
  readonly #parts: Pick<AwayParts, 'print' | 'complain'>;
  readonly #changed: () => void;
  readonly #secrets = new Map<TicketId, string>();
  readonly #reprints = new Map<TicketId, Set<string>>();
  readonly #ordered = new Set<string>();
  #printer: KioskView['printer'] = 'unknown';
  #prints: KioskPrint[] = [];

  constructor(parts: Pick<AwayParts, 'print' | 'complain'>, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  get printer(): KioskView['printer'] {
    return this.#printer;
  }

  get prints(): readonly KioskPrint[] {
    return [...this.#prints];
  }

  /** What the hub says of the printer, as long as it says anything. */
  heard(printer: KioskView['printer']): void {
    this.#printer = printer;
  }

  remember(ticket: TicketId, secret: string): void {
    this.#secrets.set(ticket, secret);
    const [oldest] = this.#secrets.keys();
    if (this.#secrets.size > secretsMax && oldest !== undefined) this.#secrets.delete(oldest);
  }

  issue(ticket: JournalTicket, configuration: Configuration): void {
    const job = `${ticket.ticket}:issued`;
    if (this.#ordered.has(job)) return;
    this.#order(job, ticket, configuration, 'issued');
  }

  /** Prints it once more, marked so; or says why not. The same wish again is one paper. */
  reprint(
    ticket: JournalTicket,
    configuration: Configuration,
    requestId: string,
  ): 'no-printer' | 'reprinted-enough' | null {
    if (this.#printer === 'none') return 'no-printer';
    const its = this.#reprints.get(ticket.ticket) ?? new Set();
    if (its.has(requestId)) return null;
    if (its.size >= reprintsMax) return 'reprinted-enough';
    this.#reprints.set(ticket.ticket, its.add(requestId));
    this.#order(`${ticket.ticket}:reprint:${requestId}`, ticket, configuration, 'reprint');
    return null;
  }

  #order(
    job: string,
    ticket: JournalTicket,
    configuration: Configuration,
    because: KioskPrint['because'],
  ): void {
    this.#ordered.add(job);
    const secret = this.#secrets.get(ticket.ticket) ?? null;
    const paper = awayPaper({ ticket, configuration, secret, reprint: because === 'reprint' });
    const print = { ticket: ticket.ticket, because };
    this.#show({ ...print, state: 'sent', reason: null });
    void this.#parts.print(job, paper).then(
      (outcome) => {
        if (outcome === null) this.#printer = 'none';
        const state = outcome?.outcome ?? 'failed';
        const reason = outcome === null ? 'offline' : 'reason' in outcome ? outcome.reason : null;
        this.#show({ ...print, state, reason });
        this.#changed();
      },
      (error: unknown) => this.#parts.complain('a slip could not be ordered', error),
    );
  }

  /** In the place of what was said of that paper before. */
  #show(print: KioskPrint): void {
    const others = this.#prints.filter(
      (one) => one.ticket !== print.ticket || one.because !== print.because,
    );
    this.#prints = [print, ...others].slice(0, shown);
  }
}
