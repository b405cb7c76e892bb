/**
 * The halls of this hub for other systems: what there is to name in the other requests, and the
 * day's beginning and end.
 */
import { z } from 'zod';
import { servicesOf } from '../../../core/hall/capable.ts';
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { Counter, Deep, Hall } from '../../../core/hall/state.ts';
import { waitingByService } from '../../../core/views/display.ts';
import { admittance, copyRange } from '../../../core/views/kiosk.ts';
import { doing, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { deed, requestIdField } from './deeds.ts';
import { dayShape, hallShape, hallsShape } from './shapes.ts';

export function hallOperations(parts: HttpParts): Operation[] {
  return [list(parts), show(parts), openDay(parts), closeDay(parts)];
}

function list(parts: HttpParts): Operation {
  return reading(
    {
      path: '/api/halls',
      id: 'listHalls',
      tag: 'halls',
      summary: 'The halls that this token opens',
      access: 'token',
      limit: 'token',
      answer: { status: 200, description: 'The halls.', schema: hallsShape },
    },
    async ({ token }) => {
      // Asked each time: the name may have been changed since the hub started.
      const { keeper, configuration } = parts;
      const { name } = configuration;
      const opened = token.hall === null || token.hall === keeper.hall;
      return { status: 200, body: { halls: opened ? [{ id: keeper.hall, name }] : [] } };
    },
  );
}

function show(parts: HttpParts): Operation {
  return reading(
    {
      path: '/api/halls/{hall}',
      id: 'readHall',
      tag: 'halls',
      summary:
        'A hall: its services, classes, counters, kiosks and reasons by id, and how it stands',
      access: 'token',
      limit: 'token',
      answer: { status: 200, description: 'The hall.', schema: hallShape },
    },
    async () => ({ status: 200, body: await parts.keeper.look((hall) => hallNow(hall, parts)) }),
  );
}

function hallNow(hall: Hall, { configuration, facts, example }: HttpParts): object {
  const inForce: Deep<Configuration> = hall.configuration ?? configuration;
  const { hall: id, name, hours, services, kiosks, needs, reasons } = inForce;
  const waiting = new Map(waitingByService(hall).map(({ service, count }) => [service, count]));
  const { now } = facts;
  return {
    id,
    name,
    hours,
    example,
    open: hall.day?.open ?? false,
    day: hall.day?.date ?? null,
    seq: hall.seq,
    services: services.map((service) => ({
      ...{ id: service.id, prefix: service.prefix, name: service.name },
      ...admittance(hall, now, service),
      waiting: waiting.get(service.id) ?? 0,
      range: copyRange(now.forecast.services.get(service.id)),
      ...{ items: service.items, leadsTo: service.leadsTo, realName: service.realName },
      promiseMinutes: service.promiseMinutes,
      booked: service.booking !== undefined,
    })),
    classes: inForce.classes.map(({ id, kind, name, about, atKiosk }) => {
      return { id, kind, name, about, atKiosk };
    }),
    needs,
    counters: inForce.counters.map(({ id, sign, name, services }) => {
      const counter = hall.counters.get(id);
      const { status, inHand } = counter ?? { status: 'closed', inHand: null };
      const serving = counter ? servingNow(hall, counter) : { services, tide: null };
      return { id, sign, name, ...serving, status, ticket: inHand };
    }),
    kiosks: kiosks.map(({ id, name }) => ({ id, name, printer: now.printers.get(id) ?? 'none' })),
    reasons,
  };
}

/** What a counter serves now, and why where that is not as planned. */
export const servingNow = (hall: Hall, counter: Deep<Counter>) => ({
  services: [...servicesOf(hall, counter)],
  tide: counter.tide === null ? null : { ...counter.tide.because },
});

const dayBody = z.strictObject(requestIdField);

function openDay(parts: HttpParts): Operation {
  return doing(
    {
      path: '/api/halls/{hall}/open-day',
      id: 'openDay',
      tag: 'halls',
      summary: 'Open the day, or put a new configuration in force',
      description: 'With the configuration that the hub was started with.',
      access: 'token',
      limit: 'token',
      body: dayBody,
      answer: { status: 200, description: 'The day.', schema: dayShape },
      problems: ['would-strand', 'other-hall'],
    },
    async ({ token }, { requestId }) => {
      const { configuration } = parts;
      const command = { type: 'open-day', configuration } as const;
      return dayAfter(parts, await deed(parts, { command, token, requestId }));
    },
  );
}

function closeDay(parts: HttpParts): Operation {
  return doing(
    {
      path: '/api/halls/{hall}/close-day',
      id: 'closeDay',
      tag: 'halls',
      summary: 'Close the day: nobody is called or served any more',
      description: 'Tickets that were not finished end as `unserved`.',
      access: 'token',
      limit: 'token',
      body: dayBody,
      answer: { status: 200, description: 'The day.', schema: dayShape },
      problems: ['hall-closed'],
    },
    async ({ token }, { requestId }) =>
      dayAfter(parts, await deed(parts, { command: { type: 'close-day' }, token, requestId })),
  );
}

/** Fails: `LogFailure`; asked again with the same request id it is told. */
async function dayAfter(
  { keeper }: HttpParts,
  done: Awaited<ReturnType<typeof deed>>,
): Promise<Reply> {
  if ('problem' in done) return done;
  const { seq, requestId } = done;
  const day = await keeper.look((hall) => {
    return { day: hall.day?.date ?? null, open: hall.day?.open ?? false };
  });
  return { status: 200, body: { ...day, requestId, seq } };
}
