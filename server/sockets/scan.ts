/**
 * Scans over the sockets: kiosks and consoles hear what the scanner at their own place reads, and find
 * the number of a slip by the secret in its code. What was scanned is told to the page and kept nowhere.
 */

import { aheadOf } from '../../core/hall/ahead.ts';
import { serviceOf } from '../../core/hall/calling.ts';
import { badInput } from '../../core/wire/messages.ts';
import {
  type FindTicketReply,
  findTicketSchema,
  type HearScansReply,
  hearScansSchema,
} from '../../core/wire/scan.ts';
import type { Scans } from '../devices/scans.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';

export const scanActs = ['hear-scans', 'find-ticket'] as const;
export type ScanAct = (typeof scanActs)[number];
export type ScanAnswer = HearScansReply | FindTicketReply;

export interface ScanParts {
  /** Left out, no place of this hall has a scanner. */
  readonly scans?: Pick<Scans, 'has' | 'hear'>;
}

/** What one connection hears: at most one scanner, that of its place. */
export class Ear {
  readonly #parts: ScanParts;
  #end: (() => void) | null = null;

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** Hears from now on, or no longer. `tell` gets what is read while it hears. */
  hear(place: string, message: unknown, tell: (text: string) => void): HearScansReply {
    const parsed = hearScansSchema.safeParse(message);
    if (!parsed.success) return badInput(parsed.error);
    this.close();
    const { scans } = this.#parts;
    const scanner = scans?.has(place) ?? false;
    if (parsed.data.hears && scanner) this.#end = scans?.hear(place, tell) ?? null;
    return { ok: true, scanner };
  }

  get open(): boolean {
    return this.#end !== null;
  }

  close(): void {
    this.#end?.();
    this.#end = null;
  }
}

/** The number whose slip bears this secret. Fails: `LogFailure`. */
export async function findTicket(
  message: unknown,
  { keeper, links }: { readonly keeper: Pick<Keeper, 'look'>; readonly links: Links },
): Promise<FindTicketReply> {
  const parsed = findTicketSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const linkHash = links.hashOf(parsed.data.link);
  return keeper.look((hall) => {
    const id = hall.links.get(linkHash);
    const found = id === undefined ? undefined : hall.tickets.get(id);
    if (!found) return { refused: 'unknown-link' };
    const { id: ticket, label, status } = found;
    const counter = status === 'waiting' ? found.sentTo : found.counter;
    const stands = { status, counter, ahead: aheadOf(hall, found) };
    return { ok: true, ticket, label, service: serviceOf(found), ...stands };
  });
}
