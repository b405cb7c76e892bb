/**
 * A booking's code: what its visitor types, and all that its QR code holds. 40 bits of chance; whoever
 * guesses is slowed down (`throttle.ts`).
 */
import { codeLength, codeLetters } from '../../../core/wire/booking.ts';
import type { Dice } from '../secrets.ts';

/** The alphabet has 32 letters, so five bits of each byte draw evenly. */
export const newBookingCode = (dice: Dice): string =>
  [...dice.bytes(codeLength)].map((byte) => codeLetters.charAt(byte % codeLetters.length)).join('');
