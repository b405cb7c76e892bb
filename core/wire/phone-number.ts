/**
 * The number of a mobile phone to which texts are to go, in the one form that drivers know: eleven
 * digits of the mainland, or `+` and up to 15 digits. It is kept apart from the log, for the day only.
 */
import { z } from 'zod';
import { mobileIn, typedMobileMax } from './mobile.ts';

/** Blanks, dashes, full-width digits and the mainland's code are how people type. */
export const mobileNumberSchema = z
  .string()
  .max(typedMobileMax)
  .transform((typed, context) => {
    const number = mobileIn(typed);
    if (number !== null) return number;
    const message =
      'a mobile number: 11 digits, or + and 7-15 digits with the code of another country';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
