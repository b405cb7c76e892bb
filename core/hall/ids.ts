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
/** An entry of the catalogue (事项). */
export type ItemId = Id<'item'>;
/** Who goes before whom: ordinary, booked, care … from the configuration. */
export type ClassId = Id<'class'>;
/** What a visitor needs, as a code from the configuration: a low counter, sign language … */
export type NeedId = Id<'need'>;
export type BookingId = Id<'booking'>;
/** A named pattern of hours. */
export type HoursId = Id<'hours'>;
/** A part of the hall with screens of its own. */
export type AreaId = Id<'area'>;
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
export const itemId = (text: string) => text as ItemId;
export const classId = (text: string) => text as ClassId;
export const needId = (text: string) => text as NeedId;
export const bookingId = (text: string) => text as BookingId;
export const hoursId = (text: string) => text as HoursId;
export const areaId = (text: string) => text as AreaId;
