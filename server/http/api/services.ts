/**
 * A service that gives no numbers for a while, and gives them again (SPEC: SHUT), for managers and other
 * systems: what the live page does over its socket.
 */
import { z } from 'zod';
import type { Command } from '../../../core/hall/commands.ts';
import type { ServiceId } from '../../../core/hall/ids.ts';
import { pausedIn } from '../../../core/hall/shutting.ts';
import { reasonIdSchema, serviceIdSchema } from '../../../core/wire/commands.ts';
import { type By, doing, noFields, type Operation, type Reply } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { ProblemName } from '../problem-texts.ts';
import { problem } from '../problems.ts';
import { actorOf, deedBy, requestIdField } from './deeds.ts';

const serviceNowShape = z
  .object({
    service: z.string(),
    paused: z.boolean().meta({
      description: 'It gives no numbers by hand; one that the configuration closes is not paused.',
    }),
    requestId: z.string(),
    seq: z.int().meta({ description: 'The last event of the hall’s log that this shows.' }),
  })
  .meta({ id: 'ServiceNow' });

const told = {
  tag: 'halls',
  access: 'manager',
  limit: 'token',
  answer: { status: 200, description: 'The service, after it.', schema: serviceNowShape },
  missing: ['unknown-service'] as ProblemName[],
} as const;
const path = '/api/halls/{hall}/services/{service}';

export const serviceOperations = (parts: HttpParts): Operation[] => [pause(parts), resume(parts)];

function pause(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/pause`, id: 'pauseService' },
      summary: 'Give no numbers for a service',
      description:
        'Until it is resumed or the day ends; whoever waits is called as before. `reason` is one of the ' +
        'hall’s `reasons.tide`. Pausing what is paused changes nothing.',
      body: z.strictObject({ reason: reasonIdSchema, ...requestIdField }),
      problems: ['hall-closed', 'unknown-reason'],
    },
    ({ path: { service }, by }, { reason, requestId }) =>
      acted(parts, { named: service, by, requestId }, (id) => ({
        ...{ type: 'pause-service', service: id, reason },
      })),
  );
}

function resume(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/resume`, id: 'resumeService' },
      summary: 'Give numbers for a service again',
      description: 'Resuming what is not paused changes nothing.',
      body: noFields.safeExtend(requestIdField),
      problems: ['hall-closed'],
    },
    ({ path: { service }, by }, { requestId }) =>
      acted(parts, { named: service, by, requestId }, (id) => ({
        ...{ type: 'resume-service', service: id },
      })),
  );
}

interface Wish {
  /** As it stands in the path. */
  readonly named: string | undefined;
  readonly by: By;
  readonly requestId: string | undefined;
}

async function acted(
  parts: HttpParts,
  { named, by, requestId }: Wish,
  commandFor: (service: ServiceId) => Command,
): Promise<Reply> {
  const service = serviceIdSchema.safeParse(named);
  if (!service.success) return problem('unknown-service', { service: named }, { status: 404 });
  const done = await deedBy(parts, {
    ...{ command: commandFor(service.data), by: actorOf(by), requestId },
    path: { service: service.data },
  });
  if ('problem' in done) return done;
  const paused = await parts.keeper.look((hall) => pausedIn(hall).has(service.data));
  const { seq, requestId: known } = done;
  return { status: 200, body: { service: service.data, paused, requestId: known, seq } };
}
