/**
 * The shape of whatever sends text messages: a modem, a gateway's protocol, a cloud's HTTP interface.
 * A phone number goes in and never comes out: no outcome, report or health names one.
 */
import type { Device } from './driver.ts';

export interface Text {
  /** Ours, the same for every try of one text. Letters, digits and hyphens, at most 40. */
  readonly id: string;
  /** A mobile number: eleven digits of the mainland, or `+` and up to 15 digits. */
  readonly to: string;
  /** As people read it, with the signature in front: 【东城政务】请A012号…. */
  readonly body: string;
  /** For providers that send only what they have approved: its template and what fills it. */
  readonly template: {
    readonly id: string;
    readonly variables: Readonly<Record<string, string>>;
  } | null;
}

/**
 * `accepted`: whoever carries it has it; `refs` name its parts in reports to come (none: no report will
 * come). `refused`: it will never go this way, and trying again does not help. `failed`: it has surely
 * not gone, and may be tried again or elsewhere. `unknown`: it may have gone; it is not sent again by
 * itself, since nobody is to be told twice.
 */
export type TextOutcome =
  | { readonly outcome: 'accepted'; readonly refs: readonly string[]; readonly parts: number }
  | { readonly outcome: 'refused'; readonly reason: TextRefused; readonly detail: string }
  | { readonly outcome: 'failed'; readonly reason: TextFailed; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string };

export type TextRefused =
  | 'bad-number'
  | 'blocked-number'
  | 'content'
  | 'too-long'
  | 'template'
  | 'signature'
  | 'number-limit'
  | 'rejected';

/** `throttled`: too fast, or the day's quota is used up. `credit`: the account is empty. */
export type TextFailed =
  | 'unplugged'
  | 'no-answer'
  | 'busy'
  | 'throttled'
  | 'credit'
  | 'sign-in'
  | 'error';

export interface TextReport {
  /** One of the outcome's `refs`. */
  readonly ref: string;
  readonly state: 'delivered' | 'undelivered' | 'expired';
  /** The carrier's own code, e.g. `DELIVRD`. */
  readonly detail: string;
}

export interface Texter extends Device {
  /** Never rejects. */
  send(text: Text): Promise<TextOutcome>;
  onReport(tell: (report: TextReport) => void): () => void;
  /**
   * Of carriers that do not say by themselves what became of a text: asks. Null: they do not know yet,
   * or could not be asked. Never rejects.
   */
  ask?(asked: AskedReport): Promise<TextReport | null>;
}

export interface AskedReport {
  /** One of the outcome's `refs`. */
  readonly ref: string;
  /** The number that it went to. */
  readonly to: string;
  /** When it was handed over, epoch ms. */
  readonly sentAt: number;
}

/** In international form without a plus, `8613800138000`; null: not a mobile number that we know. */
export function internationalNumber(to: string): string | null {
  if (/^1[3-9]\d{9}$/.test(to)) return `86${to}`;
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return null;
  const digits = to.slice(1);
  return digits.startsWith('86') && !/^861[3-9]\d{9}$/.test(digits) ? null : digits;
}
