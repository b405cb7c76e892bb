/**
 * A text as it stands in its table, and what is counted of many. Apart from what is done with them
 * (`outbox.ts`), for all who only read.
 */
import type { Tables } from './tables.ts';
import type { TextState } from './text-tables.ts';

export interface TextRow {
  readonly id: string;
  readonly ticket: string;
  readonly label: string;
  readonly step: number;
  readonly kind: string;
  readonly counter: string | null;
  readonly ahead: number | null;
  /** The manager to whom it goes, by the hall's file; null: to the ticket's visitor. */
  readonly duty: string | null;
  readonly state: TextState;
  readonly reason: string | null;
  readonly provider: string | null;
  readonly tries: number;
  readonly parts: number;
  /** Ten-thousandths of a yuan. */
  readonly cost: number;
  /** Epoch milliseconds, like those below. */
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly handedAt: number | null;
  readonly endedAt: number | null;
}

export type NewText = Pick<
  TextRow,
  'id' | 'ticket' | 'label' | 'step' | 'kind' | 'counter' | 'ahead' | 'madeAt' | 'expiresAt'
> & { readonly nextAt: number; readonly duty?: string };

/** A part of which its carrier has said nothing yet. */
export interface Unreported extends Pick<TextRow, 'ticket' | 'duty'> {
  readonly provider: string;
  readonly ref: string;
  readonly sentAt: number;
}

export interface TextCount {
  readonly kind: string;
  readonly state: TextState;
  readonly count: number;
  readonly parts: number;
  readonly cost: number;
}

/** As it stands in its table. */
export function asText(row: Tables['texts']): TextRow {
  const { id, ticket, label, step, kind, counter, ahead, state, reason, provider } = row;
  const { tries, parts, cost, duty } = row;
  return {
    ...{ id, ticket, label, step, kind, counter, ahead, duty, state, reason, provider },
    ...{ tries, parts, cost, madeAt: row.made_at, expiresAt: row.expires_at },
    ...{ handedAt: row.handed_at, endedAt: row.ended_at },
  };
}
