/**
 * Numbers that kiosks gave while the hub was away, for managers and other systems: what came from
 * which kiosk, and the word on it. Whoever was served meanwhile is closed, the others are kept; without
 * a word they are let go after five minutes (SPEC: AWAY-5, AWAY-8).
 */
import { z } from 'zod';
import { adoptionView } from '../../../core/views/adoption.ts';
import { ticketIdSchema } from '../../../core/wire/commands.ts';
import { doing, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { actorOf, deedBy, requestIdField } from './deeds.ts';
import { time } from './shapes.ts';

/** More than a hall holds; a manager settles them in one go. */
const settledMax = 2_000;

const line = z.object({
  ticket: z.string(),
  label: z.string().meta({ example: 'AK017' }),
  service: z.string(),
  takenAt: time,
  unsure: z.boolean().meta({ description: 'The kiosk’s own clock told the time.' }),
  adoptedAt: time,
  status: z
    .enum([
      ...(['held', 'waiting', 'postponed', 'called', 'serving', 'parked'] as const),
      ...(['missed', 'finished', 'cancelled', 'of-past-day'] as const),
    ])
    .meta({ description: '`held`: not to be called yet. `of-past-day`: no ticket of today.' }),
  heldUntil: time.nullable().meta({ description: 'Null: until somebody has said a word on it.' }),
  ended: z.enum(['day-closed', 'served', 'service-gone']).nullable(),
});
const adoptionsShape = z
  .object({
    held: z.int().meta({ description: 'How many wait for a word.' }),
    nextAt: time.nullable().meta({ description: 'When the first of them is let go without one.' }),
    kiosks: z.array(
      z.object({
        kiosk: z.string(),
        since: time.meta({ description: 'When the first of them was taken.' }),
        held: z.int(),
        unsure: z.int(),
        tickets: z.array(line),
      }),
    ),
  })
  .meta({ id: 'Adoptions' });

const tickets = z.array(ticketIdSchema).max(settledMax).default([]);
const wordBody = z.strictObject({
  keep: tickets.meta({ description: 'Those who still wait: they stand in their lines at once.' }),
  close: tickets.meta({ description: 'Those who were served while the hub was away.' }),
  ...requestIdField,
});

const byManager = { tag: 'halls', access: 'manager', limit: 'session' } as const;

export const adoptionOperations = (parts: HttpParts): Operation[] => [show(parts), decide(parts)];

function show({ keeper }: HttpParts): Operation {
  return reading(
    {
      ...byManager,
      path: '/api/halls/{hall}/adoptions',
      id: 'listAdoptions',
      summary: 'Numbers that kiosks gave while the hub was away',
      answer: { status: 200, description: 'By kiosk.', schema: adoptionsShape },
    },
    async () => ({ status: 200, body: await keeper.look(adoptionView) }),
  );
}

function decide(parts: HttpParts): Operation {
  return doing(
    {
      ...byManager,
      path: '/api/halls/{hall}/adoptions/decide',
      id: 'decideAdoptions',
      summary: 'Keep those who still wait, close those who were served meanwhile',
      body: wordBody,
      problems: ['hall-closed', 'unknown-ticket', 'not-adopted', 'wrong-status'],
      answer: { status: 200, description: 'What stands now.', schema: adoptionsShape },
    },
    async ({ by }, { keep, close, requestId }) => {
      const command = { type: 'settle-adopted', keep, close } as const;
      const done = await deedBy(parts, { command, by: actorOf(by), requestId });
      if ('problem' in done) return done;
      return { status: 200, body: await parts.keeper.look(adoptionView) };
    },
  );
}
