/**
 * A service that gives no numbers for a while, by a manager's hand: as if the configuration had it closed.
 * Whoever waits for it is called as before. SPEC: SHUT.
 */
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Configuration, Service } from './configuration.ts';
import type { HallEvent } from './events.ts';
import type { ServiceId } from './ids.ts';
import type { Refusal } from './refusals.ts';
import type { Deep, Hall } from './state.ts';

export function pauseService(
  hall: Hall,
  { service: id, reason }: CommandOf<'pause-service'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const service = shuttable(hall, id, stamp);
  if ('refused' in service) return service;
  if (!hall.configuration?.reasons.tide.some((one) => one.id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  // Paused already, or the configuration has it closed.
  if (!service.open) return [];
  return [{ type: 'service-paused', body: { by: byOf(stamp), service: id, reason } }];
}

export function resumeService(
  hall: Hall,
  { service: id }: CommandOf<'resume-service'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const service = shuttable(hall, id, stamp);
  if ('refused' in service) return service;
  if (!pausedIn(hall).has(id)) return [];
  return [{ type: 'service-resumed', body: { by: byOf(stamp), service: id } }];
}

function shuttable(hall: Hall, id: ServiceId, { by }: Stamp): Deep<Service> | Refusal {
  if (by.kind !== 'manager' && by.kind !== 'token') return { refused: 'only-managers' };
  return hall.services.get(id) ?? { refused: 'unknown-service', service: id };
}

/** The services that are closed though the configuration has them open: those paused by hand. */
export function pausedIn({
  configuration,
  services,
}: {
  readonly configuration: Deep<Configuration> | null;
  readonly services: ReadonlyMap<ServiceId, Pick<Deep<Service>, 'open'>>;
}): ReadonlySet<ServiceId> {
  const open = configuration?.services.filter((one) => one.open) ?? [];
  return new Set(open.flatMap(({ id }) => (services.get(id)?.open === false ? [id] : [])));
}
