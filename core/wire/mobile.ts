/**
 * A mobile number as people type it, in the one form that drivers know. Apart from the schema
 * (phone-number.ts), so that pages can check what is typed without loading a schema library.
 */

const inOneForm = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}()]/gu, '')
    .replace(/^(\+|00)86(?=1\d{10}$)/, '');

const isMobile = (text: string): boolean =>
  /^1[3-9]\d{9}$/.test(text) || /^\+(?!86)[1-9]\d{6,14}$/.test(text);

/** Longer input is no number. */
export const typedMobileMax = 40;

/** Eleven digits of the mainland, or `+` and 7-15 digits; null: it is no mobile number. */
export function mobileIn(typed: string): string | null {
  if (typed.length > typedMobileMax) return null;
  const text = inOneForm(typed);
  return isMobile(text) ? text : null;
}
