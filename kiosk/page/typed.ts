/**
 * What is typed on the kiosk's keys: a document, a telephone, a number, the code of a booking. It is checked
 * here so that a slip of the finger is told at once; the hub checks again (core/wire/person.ts,
 * core/wire/booking.ts), and tests/screens/kiosk-typed.test.ts holds the two together. Kept by the
 * page for as long as it is needed, and nowhere else.
 */

import type { CardTold } from '../../core/wire/card.ts';
import { mobileIn } from '../../core/wire/mobile.ts';

export type TypedKind = 'id-card' | 'other' | 'phone' | 'mobile' | 'code' | 'label';

export interface Typed {
  readonly kind: TypedKind;
  readonly text: string;
  /** In the place of what is typed: a card that was read. */
  readonly card?: CardTold;
}

export const digits = '1234567890';
/** No I, O, 0 and 1: as the codes of bookings are made. */
const codeKeys = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Letters of numbers, `A017`. */
const labelLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The keys of each kind, and how much is typed at least and at most. */
export const kinds: Readonly<
  Record<TypedKind, { readonly keys: string; readonly least: number; readonly most: number }>
> = {
  'id-card': { keys: '123456789X0', least: 18, most: 18 },
  phone: { keys: '1234567890', least: 7, most: 15 },
  other: { keys: digits + alphabet, least: 5, most: 20 },
  mobile: { keys: digits, least: 11, most: 11 },
  code: { keys: codeKeys, least: 8, most: 8 },
  label: { keys: labelLetters + digits, least: 4, most: 7 },
};

export const nothingTyped = (kind: TypedKind): Typed => ({ kind, text: '' });

/** A card in the place of what was typed. */
export const cardShown = (card: CardTold): Typed => ({ kind: 'id-card', text: '', card });

/** One key more; what does not belong there, or is too much, changes nothing. */
export function withKey(typed: Typed, key: string): Typed {
  const { keys, most } = kinds[typed.kind];
  const letter = key.toUpperCase();
  // The check character stands at the end only.
  const misplaced = letter === 'X' && typed.kind === 'id-card' && typed.text.length < most - 1;
  if (letter.length !== 1 || !keys.includes(letter) || misplaced) return typed;
  if (typed.kind === 'label' && !/^[A-Z]{1,3}\d{0,4}$/.test(typed.text + letter)) return typed;
  if (typed.text.length >= most) return typed;
  return { kind: typed.kind, text: typed.text + letter };
}

/** GB 11643-1999: 17 digits and a check character by ISO 7064, MOD 11-2. */
const residentId = /^[1-9]\d{5}(\d{4})(\d\d)(\d\d)\d{3}[\dX]$/;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Whether these characters are a resident's number: its form, its date of birth, its check. */
export function isResidentId(text: string): boolean {
  const [, year, month, day] = residentId.exec(text) ?? [];
  if (day === undefined) return false;
  const born = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (born.getUTCMonth() + 1 !== Number(month) || born.getUTCDate() !== Number(day)) return false;
  const sum = weights.reduce((so, weight, at) => so + weight * Number(text[at]), 0);
  return checks[sum % checks.length] === text[17];
}

/** `short`: it may become right; `wrong`: it cannot any more; `right`: it may be sent. */
export function judge({ kind, text, card }: Typed): 'short' | 'wrong' | 'right' {
  if (card) return 'right';
  if (text.length < kinds[kind].least) return 'short';
  if (kind === 'label') return /\d{3}$/.test(text) ? 'right' : 'short';
  if (kind === 'mobile') return mobileIn(text) === null ? 'wrong' : 'right';
  return kind === 'id-card' && !isResidentId(text) ? 'wrong' : 'right';
}

/** How a document goes to the hub: its number, or the handle of a card. */
export const saidOf = ({ kind, text, card }: Typed) =>
  card ? ({ kind: 'card', handle: card.handle } as const) : { kind, number: text };

/** As it is shown: what is right needs no more reading, so only its ends are left for others to see. */
export function shownText(typed: Typed): string {
  const { kind, text, card } = typed;
  if (card) return `${card.name} ${card.hint}`;
  if (kind === 'code' || kind === 'label' || judge(typed) !== 'right') return text;
  return `${text.slice(0, 2)} •••••• ${text.slice(-2)}`;
}

/** The code of a booking out of what a scanner read; null when there is none in it. */
export function codeOf(scanned: string): string | null {
  const plain = scanned.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  const whole =
    plain.length === kinds.code.most && [...plain].every((one) => codeKeys.includes(one));
  return whole ? plain : null;
}
