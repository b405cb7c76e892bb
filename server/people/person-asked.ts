/**
 * By what one person is asked for, to be told of what is held of them or to have it erased: a number of a
 * document, a phone, or what the hall itself gave them. What is asked becomes hashes and ids at once; the
 * number itself goes nowhere.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { bookingCodeSchema } from '../../core/wire/booking.ts';
import { personSchema } from '../../core/wire/person.ts';

const phone = z
  .string()
  .max(40)
  .transform(plainPhone)
  .refine((text) => /^\d{7,15}$/.test(text), 'a telephone number: 7-15 digits');

const given = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phone'), number: phone }),
  z.strictObject({ kind: z.literal('booking'), code: bookingCodeSchema }),
  z.strictObject({
    kind: z.literal('ticket'),
    label: z.string().trim().min(1).max(16),
    day: z.iso.date(),
  }),
  z.strictObject({
    kind: z.literal('case'),
    number: z
      .string()
      .trim()
      .regex(/^\d{4}-\d{4,6}$/, 'the number of a case: 2026-0012'),
  }),
  z.strictObject({ kind: z.literal('account'), account: z.string().trim().min(2).max(64) }),
]);

export const askedPersonSchema = z.union([personSchema, given]).meta({ id: 'AskedPerson' });
export type AskedPerson = z.output<typeof askedPersonSchema>;
export const askedKinds = ['id-card', 'other', 'phone', 'booking', 'ticket', 'case', 'account'];

/** A person as the tables may be asked for them; no number of anybody stands here. */
export interface PersonHandles {
  /** As the watch list knows them; null: not asked by a document. */
  readonly watch: string | null;
  /** As bookings know them. */
  readonly bookers: readonly string[];
  /** `phoneHash`; null: not asked by a phone. */
  readonly phone: string | null;
  readonly tickets: readonly string[];
  readonly cases: readonly string[];
  /** A member of staff. */
  readonly account: string | null;
}

export const noHandles: PersonHandles = {
  ...{ watch: null, bookers: [], phone: null, tickets: [], cases: [], account: null },
};

/** One form for the ways in which a number is written: digits, without the mainland's code. */
function plainPhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '');
  return digits.replace(/^(00)?86(?=1\d{10}$)/, '');
}

/** A phone as hash under the hall's key; another use of the key has another beginning. */
export const phoneHash = (hallKey: Uint8Array, typed: string): string =>
  createHmac('sha256', hallKey)
    .update(`asked-phone:${plainPhone(typed)}`)
    .digest('base64url');
