/**
 * What every carrier of texts does first, whatever it speaks: the number in international form, and the
 * words cut into parts that a phone puts together (3GPP TS 23.040).
 */
import { internationalNumber, type Text, type TextOutcome } from './texter.ts';

/** UTF-16 units of a message in one part, and of each part of a longer one (its header takes three). */
const unitsInOne = 70;
export const unitsInPart = 67;

/** What of a text goes into which part; no character is cut in two. */
export function partsOf(body: string): string[] {
  if (body.length <= unitsInOne) return [body];
  const parts: string[] = [];
  let part = '';
  for (const char of body) {
    if (part.length + char.length > unitsInPart) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  parts.push(part);
  return parts;
}

type Refused = Extract<TextOutcome, { readonly outcome: 'refused' }>;

/** The number without a plus and the parts of a text; or why it never goes. */
export function readyText(
  { to, body }: Text,
  partsMax: number,
): { readonly number: string; readonly parts: readonly string[] } | Refused {
  const number = internationalNumber(to);
  if (number === null) {
    return { outcome: 'refused', reason: 'bad-number', detail: 'no mobile number' };
  }
  const parts = partsOf(body);
  if (parts.length <= partsMax) return { number, parts };
  const detail = `${parts.length} parts, at most ${partsMax}`;
  return { outcome: 'refused', reason: 'too-long', detail };
}
