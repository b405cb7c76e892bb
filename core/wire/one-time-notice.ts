/**
 * A one-time notice (一次性告知书) as it is ordered: what is missing or wrong, all at once, in the
 * clerk's words where a guide has none. Consoles and other systems order it alike.
 */
import { z } from 'zod';
import { counterIdSchema, kioskIdSchema, languageSchema, requestIdSchema } from './commands.ts';
import { guideIdSchema } from './guide-paper.ts';

/** Most materials on one notice, and most letters of a name and of a reason. */
const noticeMaterialsMax = 40;
const noticeNameMax = 200;
const noticeReasonMax = 300;

const name = z.string().trim().min(1).max(noticeNameMax);
const reason = z.string().trim().min(1).max(noticeReasonMax);

const materialSchema = z
  .strictObject({
    /** One of the guide's materials, by its id … */
    material: z.string().min(1).max(80).optional(),
    /** … or in the clerk's own words. */
    name: name.optional(),
    state: z.enum(['missing', 'wrong']),
    reason: reason.optional(),
    copies: z.int().min(1).max(99).optional(),
  })
  .refine(({ material, name: own }) => (material === undefined) !== (own === undefined), {
    path: ['name'],
    message: 'either a material of the guide or a name in own words',
  });

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date, YYYY-MM-DD');

/** What a notice says, and where it is printed. */
const noticing = {
  kiosk: kioskIdSchema,
  language: languageSchema.default('zh-Hans'),
  /** The ticket's label, `A017`; left out: it belongs to none. */
  label: z
    .string()
    .regex(/^[A-Z]{1,4}\d{1,6}$/, 'the label of a ticket, A017')
    .optional(),
  /** A guide in force … */
  guide: guideIdSchema.optional(),
  /** … or what it is about, in own words. */
  item: z.strictObject({ 'zh-Hans': name, en: name.optional() }).optional(),
  materials: z.array(materialSchema).min(1).max(noticeMaterialsMax),
  /** The last day, by the hall's calendar. */
  by: day.optional(),
  /** Where to come back to. */
  counter: counterIdSchema.optional(),
  /** One for the applicant, one for the window. */
  copies: z.int().min(1).max(2).default(2),
  /** 补打 */
  reprint: z.boolean().default(false),
};

const noticeRule = {
  path: ['item'],
  message: 'either a guide or an item in own words',
};
const aboutOne = ({ guide, item }: { guide?: unknown; item?: unknown }): boolean =>
  (guide === undefined) !== (item === undefined);

export const noticeBodySchema = z
  .strictObject({ ...noticing, requestId: requestIdSchema.optional() })
  .refine(aboutOne, noticeRule);
export type NoticeWish = Omit<z.output<typeof noticeBodySchema>, 'requestId'>;
/** As a page sends it. */
export type NoticeBody = z.input<typeof noticeBodySchema>;
