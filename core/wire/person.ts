/**
 * A document by which a person takes a number. The number is checked, brought into one form, and used
 * by the hub at once: it is never stored, logged, or put in an address (FAIR-1).
 */
import { z } from 'zod';
import { dateOf, dayNumber } from '../hall/dates.ts';

/** GB 11643-1999: 17 digits and a check character by ISO 7064, MOD 11-2. */
const residentId = /^[1-9]\d{5}(\d{8})\d{3}[\dX]$/;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Whether these 18 characters are a resident's number: its form, its date of birth, its check. */
export function isResidentId(number: string): boolean {
  const born = residentId.exec(number)?.[1];
  if (born === undefined || !isDate(born)) return false;
  const sum = weights.reduce((so, weight, at) => so + weight * Number(number[at]), 0);
  return checks[sum % checks.length] === number[17];
}

function isDate(digits: string): boolean {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return dateOf(dayNumber(date)) === date;
}

/** Full-width letters, small ones, blanks and dashes are how people type; they are no difference. */
const number = z
  .string()
  .max(40)
  .transform((typed) =>
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}]/gu, ''),
  );

const isIdCard = (text: string): boolean => text.length === 18 && isResidentId(text);

/** One is the same person whichever kind is said: only the number counts. */
export const personSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('id-card'),
    number: number.refine(isIdCard, 'a resident identity number: 18 characters with a right check'),
  }),
  z.strictObject({
    kind: z.literal('other'),
    number: number.refine(
      (text) => /^[A-Z0-9]{5,20}$/.test(text),
      'the number of a document: 5-20 of A-Z and 0-9',
    ),
  }),
]);

export type Person = z.output<typeof personSchema>;
