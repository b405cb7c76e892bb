/**
 * Branded ids: a counter's id cannot be handed in where a service's is wanted. They are made at the
 * edges only (core/wire, the configuration, the keeper's dice), by the functions below.
 */
declare const brand: unique symbol;
type Id<Of extends string> = string & { readonly [brand]: Of };

export type HallId = Id<'hall'>;
export type GroupId = Id<'group'>;
export type ServiceId = Id<'service'>;
export type CounterId = Id<'counter'>;
export type KioskId = Id<'kiosk'>;
export type TicketId = Id<'ticket'>;
export type StaffId = Id<'staff'>;
/** A reason's code from the configuration. */
export type ReasonId = Id<'reason'>;
/** What is printed and called: `A017`. */
export type Label = Id<'label'>;

export const hallId = (text: string) => text as HallId;
export const groupId = (text: string) => text as GroupId;
export const serviceId = (text: string) => text as ServiceId;
export const counterId = (text: string) => text as CounterId;
export const kioskId = (text: string) => text as KioskId;
export const ticketId = (text: string) => text as TicketId;
export const staffId = (text: string) => text as StaffId;
export const reasonId = (text: string) => text as ReasonId;
export const label = (text: string) => text as Label;
