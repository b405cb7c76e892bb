/**
 * What the limits of a day count: numbers by service, by class, and by service and band of hours.
 * SPEC: HOURS-5, NEXT-3.
 */
import type { ClassId, ServiceId } from './ids.ts';

export const ofService = (service: ServiceId): string => `service:${service}`;
export const ofClass = (ticketClass: ClassId): string => `class:${ticketClass}`;
export const ofBand = (service: ServiceId, band: number): string => `band:${service}:${band}`;

/** All that a number counts for. */
export const counted = (
  service: ServiceId,
  ticketClass: ClassId,
  band: number | null,
): string[] => [
  ofService(service),
  ofClass(ticketClass),
  ...(band === null ? [] : [ofBand(service, band)]),
];
