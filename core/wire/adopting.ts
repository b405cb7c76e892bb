/**
 * What the stand-in on a kiosk's PC and the hub say to each other: what the stand-in has to know of the
 * hall before the hub goes, and the numbers that it gave meanwhile (house.md, section 7). The agent
 * asks, the hub answers; nothing here is of a person.
 */
import { z } from 'zod';
import type { Configuration } from '../hall/configuration.ts';
import { label } from '../hall/ids.ts';
import type { RefusalName } from '../hall/refusals.ts';
import {
  classIdSchema,
  itemIdSchema,
  languageSchema,
  needIdSchema,
  requestIdSchema,
  serviceIdSchema,
  ticketIdSchema,
} from './commands.ts';
import type { BadInput, FailureName } from './messages.ts';

/** The names of the two questions on the agent's socket. */
export const standInAsk = 'stand-in';
export const adoptAsk = 'adopt-tickets';
/** So many numbers are handed over at once, and at most so many bytes of them. */
export const adoptMax = 50;
export const adoptBytesMax = 12_000;

const hashSchema = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/, 'a hash in base64url');

export const awayTicketSchema = z.strictObject({
  ticket: ticketIdSchema,
  /** Of the tap that it was given for. */
  requestId: requestIdSchema,
  label: z
    .string()
    .regex(/^[A-HJ-NP-Z]{2,3}\d{3,4}$/, 'a label of a kiosk’s own family')
    .transform(label),
  service: serviceIdSchema,
  class: classIdSchema.optional(),
  needs: z.array(needIdSchema).max(20).optional(),
  items: z.array(itemIdSchema).max(40).optional(),
  language: languageSchema,
  linkHash: hashSchema.nullable(),
  takenAt: z.int().min(0),
  unsure: z.boolean(),
});
/** A number as the journal of a kiosk has it. */
export type JournalTicket = z.output<typeof awayTicketSchema>;

export const adoptSchema = z.strictObject({
  tickets: z.array(awayTicketSchema).min(1).max(adoptMax),
});

const outcomeSchema = z.union([
  z.object({ ticket: ticketIdSchema, is: z.literal('adopted') }),
  /** The rules will never take it: it stays in the journal, for a person to look at. */
  z.object({ ticket: ticketIdSchema, refused: z.string().max(60) }),
  /** Not now: it is handed over again. */
  z.object({ ticket: ticketIdSchema, failed: z.string().max(60) }),
]);
export const adoptReplySchema = z.object({ outcomes: z.array(outcomeSchema).max(adoptMax) });

export interface Adopted {
  readonly outcomes: readonly (
    | { readonly ticket: JournalTicket['ticket']; readonly is: 'adopted' }
    | { readonly ticket: JournalTicket['ticket']; readonly refused: RefusalName }
    | { readonly ticket: JournalTicket['ticket']; readonly failed: FailureName | 'hall-closed' }
  )[];
}
export type AdoptReply = Adopted | BadInput;

/** `known`: the version of the configuration that the stand-in has. */
export const standInAskSchema = z.strictObject({ known: z.string().max(80).nullable() });

const count = z.object({ of: z.string(), count: z.int() });
export const standInSchema = z.object({
  /** Epoch ms on the hub's clock, and what its calendar says of it. */
  now: z.int().min(0),
  local: z.object({ date: z.string(), weekday: z.int(), minute: z.int() }),
  day: z.object({ date: z.string(), endsAt: z.int(), open: z.boolean() }),
  /** What of this kiosk's family was given today, and what the limits have counted. */
  given: z.object({
    numbers: z.array(z.object({ prefix: z.string(), last: z.int() })),
    labels: z.array(z.string().transform(label)),
    counts: z.array(count),
  }),
  version: z.string(),
  /** Null where the stand-in has this version. */
  configuration: z.custom<Configuration>(looksWhole).nullable(),
});
/** What a stand-in knows of the hall. */
export type StandInTold = z.output<typeof standInSchema>;

/** The hub has checked it by its schema; this finds one that was cut off or is of something else. */
function looksWhole(value: unknown): boolean {
  const whole = value as Partial<Configuration> | null;
  const lists = [whole?.services, whole?.counters, whole?.kiosks, whole?.classes, whole?.groups];
  return typeof whole?.version === 'string' && lists.every(Array.isArray);
}

/** Null answers: no day has ever been open, or the hall has no such kiosk. */
export type StandInReply = StandInTold | { readonly refused: 'nothing-known' } | BadInput;
