/**
 * Who is told of what happens in the hall, as its file says: an address, a secret to sign with, and
 * the kinds of event. Only events that name no person's hash or link may be subscribed to.
 */
import { z } from 'zod';
import { type EventType, eventVersions } from '../../core/hall/events.ts';

/** Whole configurations are no news for others, and too large. */
const untold: ReadonlySet<EventType> = new Set(['configuration-changed']);
const hookTypes = (Object.keys(eventVersions) as EventType[]).filter((type) => !untold.has(type));
const [first = 'day-opened', ...rest] = hookTypes;
/** No event of the hall's log: ratings have a table of their own. */
export const ratedType = 'step-rated';

const hook = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1-32 of a-z, 0-9 and -'),
  /** Off this machine only over TLS. */
  url: z
    .string()
    .max(400)
    .regex(
      /^(https:\/\/[^\s/@]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/,
      'an address beginning with https:// (on this machine also http://)',
    ),
  /** The file of the secret, 0600 or 0640, beside the hall's file or a whole path; or `env:NAME`. */
  secretFile: z.string().min(1).max(400),
  events: z.array(z.enum([first, ...rest, ratedType])).min(1),
});

/** The part `webhooks` of a hall's file. */
export const hooksShape = z
  .array(hook)
  .max(16)
  .default([])
  .superRefine((all, context) => {
    all.forEach(({ id }, index) => {
      if (all.findIndex((other) => other.id === id) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'this id stands twice' });
    });
  });

export type HookSettings = z.output<typeof hook>;
