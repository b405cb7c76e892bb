/**
 * What the hub tells of texts, and the trial that can be asked for, over HTTP: for managers only.
 */
import type { Language } from '../../ui/texts.ts';
import { type Failed, hallPath, read, send } from '../asking.ts';

export interface ProviderTold {
  readonly id: string;
  /** `cmpp`, `gsm`, … */
  readonly kind: string;
  readonly state: string;
  /** For the technician. */
  readonly detail: string;
  /** Epoch ms, like the times below. */
  readonly heardAt: number | null;
  readonly since: number;
}

export interface CountTold {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
  readonly parts: number;
  /** Ten-thousandths of a yuan. */
  readonly cost: number;
}

export interface TextTold {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** Of texts to managers: to whom. */
  readonly manager?: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly provider: string | null;
  /** Masked; null: no longer kept. */
  readonly phone: string | null;
  readonly madeAt: number;
  readonly cost: number;
}

/** Who of the hall is told of cases. */
export interface ManagerTold {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly perDay: number;
  /** Masked. */
  readonly phone: string;
}

export interface Told {
  readonly configured: boolean;
  readonly providers: readonly ProviderTold[];
  readonly counts: readonly CountTold[];
  readonly managers?: readonly ManagerTold[];
  /** The newest first, at most `listedMax`. */
  readonly texts: readonly TextTold[];
}

export const listedMax = 1_000;

/** `sent`: it waits to be handed over; what becomes of it the list tells. */
export type Tried =
  | 'sent'
  | 'not-allowed'
  | 'unreachable'
  | 'refused'
  | { readonly retryAt: number };

const pathOf = (hall: string): string => `${hallPath(hall)}/texts`;

/** Never rejects. */
export const askTexts = (hall: string): Promise<Told | Failed> => read(pathOf(hall));

/** What is looked for: of which time, by a piece of its number, what failed alone. */
export interface TextSearch {
  /** `today`, `this-month` or a date. */
  readonly day: string;
  readonly number: string;
  readonly failed: boolean;
}

export interface Found {
  readonly total: number;
  /** The newest first, at most `listedMax`. */
  readonly texts: readonly TextTold[];
}

/** Never rejects. */
export function findTexts(
  hall: string,
  { day, number, failed }: TextSearch,
): Promise<Found | Failed> {
  const named = encodeURIComponent(number.trim() || 'any');
  return read(`${hallPath(hall)}/days/${day}/texts/${failed ? 'failed' : 'all'}/${named}`);
}

/** Asks for a trial; the number goes nowhere else. Never rejects. */
export async function tryText(hall: string, phone: string, language: Language): Promise<Tried> {
  const answer = await send('POST', `${pathOf(hall)}/test`, { phone, language });
  if (answer === null) return 'unreachable';
  if (answer.ok) return 'sent';
  if (answer.status === 401 || answer.status === 403) return 'not-allowed';
  const { retryAt } = (await answer.json().catch(() => ({}))) as { readonly retryAt?: number };
  if (answer.status === 429) return { retryAt: retryAt ?? 0 };
  return answer.status === 400 ? 'refused' : 'unreachable';
}
