/**
 * Commands as they come over sockets and HTTP, checked field by field. What a peer may not choose
 * (time, identity, its own counter or kiosk) is not in here: the hub puts it in.
 */
import { z } from 'zod';
import {
  classId,
  counterId,
  itemId,
  kioskId,
  needId,
  reasonId,
  serviceId,
  ticketId,
} from '../hall/ids.ts';
import { shownPersonSchema } from './card.ts';
import { personSchema } from './person.ts';
import { mobileNumberSchema } from './phone-number.ts';

const plainId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'an id of the hall: a-z, 0-9, -');
export const ticketIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'the id of a ticket, as the hub gave it')
  .transform(ticketId);
export const serviceIdSchema = plainId.transform(serviceId);
export const counterIdSchema = plainId.transform(counterId);
export const kioskIdSchema = plainId.transform(kioskId);
export const reasonIdSchema = plainId.transform(reasonId);

export const classIdSchema = plainId.transform(classId);
export const needIdSchema = plainId.transform(needId);
export const itemIdSchema = plainId.transform(itemId);

/** Made by the asker, the same for every try of one wish: "one deed, one id". */
export const requestIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'a request id is 1-64 of letters, digits and _ . : -');

export const languageSchema = z.enum(['zh-Hans', 'zh-Hant', 'en']);
export const outcomeSchema = z.enum(['done', 'accepted', 'to-supplement', 'not-ours', 'could-not']);

const mayName = { ticket: ticketIdSchema.optional() };

/** What may be said of a number beside its service, by whoever takes it. */
const taking = {
  language: languageSchema.default('zh-Hans'),
  needs: z.array(needIdSchema).max(20).optional(),
  items: z.array(itemIdSchema).max(40).optional(),
  /** Whose number it is; the hub makes a hash of the day of it and forgets it (FAIR-1). */
  person: personSchema.optional(),
  /** Where its texts go; kept apart from the log until the day ends, dropped where there are none. */
  phone: mobileNumberSchema.optional(),
};
export const issuing = {
  ...taking,
  service: serviceIdSchema,
  class: classIdSchema.optional(),
};
/** What may be said besides by whoever takes a number for somebody else. */
export const issuingForAnother = {
  ...issuing,
  reason: reasonIdSchema.optional(),
  /** 辅助取号: taken for the visitor, on a volunteer's tablet for one. */
  assisted: z.boolean().optional(),
  /** The kiosk whose printer prints the slip. */
  kiosk: kioskIdSchema.optional(),
};

/** What a visitor may ask at a kiosk. */
export const kioskCommandSchema = z.strictObject({
  type: z.literal('issue-ticket'),
  ...issuing,
  person: shownPersonSchema.optional(),
});

/** The bodies of the acts at a counter, by name; the counter itself comes from the path or the hello. */
export const counterActs = {
  'call-next': z.strictObject({ after: ticketIdSchema.nullable().optional() }),
  'call-ticket': z.strictObject({ ticket: ticketIdSchema, reason: reasonIdSchema }),
  recall: z.strictObject(mayName),
  serve: z.strictObject(mayName),
  finish: z.strictObject({
    ...mayName,
    outcome: outcomeSchema.default('done'),
    items: z
      .array(z.strictObject({ item: itemIdSchema, outcome: outcomeSchema }))
      .max(40)
      .optional(),
  }),
  'no-show': z.strictObject(mayName),
  park: z.strictObject({ ...mayName, reason: reasonIdSchema }),
  resume: z.strictObject({ ticket: ticketIdSchema }),
  transfer: z
    .strictObject({
      ...mayName,
      toService: serviceIdSchema.optional(),
      toCounter: counterIdSchema.optional(),
    })
    .refine((body) => body.toService !== undefined || body.toCounter !== undefined, {
      path: ['toService'],
      message: 'a transfer names toService, toCounter, or both',
    }),
  'sign-in': z.strictObject({ takeOver: z.boolean().optional(), move: z.boolean().optional() }),
  'sign-out': z.strictObject({}),
  pause: z.strictObject({ reason: reasonIdSchema }),
  unpause: z.strictObject({}),
  'set-services': z.strictObject({
    services: z.array(serviceIdSchema).min(1).max(200).nullable(),
    reason: reasonIdSchema,
  }),
} as const;

/** The bodies of the acts on a ticket that is in nobody's hand. */
export const ticketActs = {
  rejoin: z.strictObject({}),
  postpone: z.strictObject({}),
  cancel: z.strictObject({ reason: reasonIdSchema }),
  'change-class': z.strictObject({ class: classIdSchema, reason: reasonIdSchema }),
} as const;

export type CounterAct = keyof typeof counterActs;
export type TicketAct = keyof typeof ticketActs;

const withType = <T extends string, S extends z.ZodRawShape>(type: T, schema: z.ZodObject<S>) =>
  z.strictObject({ type: z.literal(type), ...schema.shape });

/** What a console may ask over its socket. */
export const consoleCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('issue-ticket'),
    ...issuingForAnother,
    person: shownPersonSchema.optional(),
  }),
  withType('call-next', counterActs['call-next']),
  withType('call-ticket', counterActs['call-ticket']),
  withType('recall', counterActs.recall),
  withType('serve', counterActs.serve),
  withType('finish', counterActs.finish),
  withType('no-show', counterActs['no-show']),
  withType('park', counterActs.park),
  withType('resume', counterActs.resume),
  withType('transfer', counterActs.transfer),
  withType('sign-in', counterActs['sign-in']),
  withType('sign-out', counterActs['sign-out']),
  withType('pause', counterActs.pause),
  withType('unpause', counterActs.unpause),
  withType('set-services', counterActs['set-services']),
  z.strictObject({ type: z.literal('rejoin'), ticket: ticketIdSchema }),
  z.strictObject({ type: z.literal('postpone'), ticket: ticketIdSchema }),
  z.strictObject({ type: z.literal('cancel'), ticket: ticketIdSchema, reason: reasonIdSchema }),
  z.strictObject({
    type: z.literal('change-class'),
    ticket: ticketIdSchema,
    class: classIdSchema,
    reason: reasonIdSchema,
  }),
]);

/** What whoever runs the hall may ask from the live page: of any counter, and of tickets in nobody's hand. */
export const managerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('set-services'),
    counter: counterIdSchema,
    ...counterActs['set-services'].shape,
  }),
  z.strictObject({
    type: z.literal('change-class'),
    ticket: ticketIdSchema,
    ...ticketActs['change-class'].shape,
  }),
  z.strictObject({
    type: z.literal('pause-service'),
    service: serviceIdSchema,
    reason: reasonIdSchema,
  }),
  z.strictObject({ type: z.literal('resume-service'), service: serviceIdSchema }),
]);

export type ManagerCommand = z.input<typeof managerCommandSchema>;
export type KioskCommand = z.input<typeof kioskCommandSchema>;
export type ConsoleCommand = z.input<typeof consoleCommandSchema>;
