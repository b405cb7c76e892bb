/**
 * The number of a mobile phone to which texts are to go, in the one form that drivers know: eleven
 * digits of the mainland, or `+` and up to 15 digits. It is kept apart from the log, for the day only.
 */
import { z } from 'zod';

/** Blanks, dashes, full-width digits and the mainland's code are how people type. */
export const mobileNumberSchema = z
  .string()
  .max(40)
  .transform((typed) =>
    typed
      .normalize('NFKC')
      .replace(/[\s\p{Pd}()]/gu, '')
      .replace(/^(\+|00)86(?=1\d{10}$)/, ''),
  )
  .refine(
    (text) => /^1[3-9]\d{9}$/.test(text) || /^\+(?!86)[1-9]\d{6,14}$/.test(text),
    'a mobile number: 11 digits, or + and 7-15 digits with the code of another country',
  );
