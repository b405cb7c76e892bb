/**
 * What the hall's file says of managers who are told by text: which of them, of what, how often a day and
 * at which hours not. Their phones never stand in that file: it names a file or a variable (`secrets.ts`).
 */
import { z } from 'zod';
import type { Language } from '../../core/hall/configuration.ts';
import { mobileIn } from '../../core/wire/mobile.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { TextPhone } from '../people/text-phones.ts';
import { type SecretPlaces, secretAt } from './secrets.ts';
import { type DutyKind, dutyKinds } from './templates.ts';

const dayMinutes = 1_440;

/** Of what one may ask: that the limit is met is always told. */
export const askedKinds = dutyKinds.filter((kind) => kind !== 'duty-limit');

const minute = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 21:30')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const manager = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1-32 of a-z, 0-9 and -'),
  /** A file of one line, or `env:NAME`. */
  phoneFile: z.string().min(1).max(400),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']).default('zh-Hans'),
  kinds: z.array(z.enum(askedKinds)).min(1).default(askedKinds),
  perDay: z.int().min(1).max(200).default(30),
  /** Nothing is sent in these hours; what came then is sent as they end. */
  quiet: z
    .strictObject({ from: minute, to: minute })
    .refine(({ from, to }) => from !== to, 'from and to are two times of day')
    .optional(),
});

/** `managers` of the part `texts` of a hall's file. */
export const managersShape = z
  .array(manager)
  .max(20)
  .default([])
  .superRefine((all, context) => {
    all.forEach(({ id }, index) => {
      if (all.findIndex((other) => other.id === id) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'this id stands twice' });
    });
  });

export interface ManagerSettings {
  readonly id: string;
  readonly phoneFile: string;
  readonly language: Language;
  readonly kinds: readonly DutyKind[];
  /** Texts a day, of which the summary is not one. */
  readonly perDay: number;
  /** Minutes of the local day. */
  readonly quiet?: { readonly from: number; readonly to: number } | undefined;
}

/** By the manager's id. */
export type DutyPhones = ReadonlyMap<string, TextPhone>;

/** Where one is told. Throws a RangeError that says what to put right, and never the phone. */
export function dutyPhoneOf(
  { phoneFile, language }: Pick<ManagerSettings, 'phoneFile' | 'language'>,
  places: SecretPlaces,
): TextPhone {
  const phone = mobileIn(secretAt(phoneFile, places));
  if (phone === null) throw new RangeError('its line is no mobile number');
  return { phone, language };
}

/** Reads the phone of each. Throws a RangeError that names the manager and the rule. */
export function dutyPhonesOf(all: readonly ManagerSettings[], places: SecretPlaces): DutyPhones {
  const phones = new Map<string, TextPhone>();
  for (const manager of all) {
    const { id } = manager;
    try {
      phones.set(id, dutyPhoneOf(manager, places));
    } catch (error) {
      throw new RangeError(`texts: manager ${id}: phoneFile: ${(error as Error).message}`);
    }
  }
  return phones;
}

/** The first moment from `at` on (epoch ms) that is not in these hours. */
export function notQuiet(at: number, quiet: ManagerSettings['quiet'], calendar: Calendar): number {
  if (quiet === undefined) return at;
  const { date, minute: now } = calendar(at);
  const { from, to } = quiet;
  const within = from < to ? now >= from && now < to : now >= from || now < to;
  if (!within) return at;
  // Over midnight: what is quiet in the evening is so until the next morning.
  return momentOf(calendar, date, now < to ? to : to + dayMinutes);
}
