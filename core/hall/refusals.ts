/**
 * Every expected no of the hall's rules, by name, with what the asker needs to go on. A refusal is a
 * value: it is not logged, not remembered, and never thrown.
 */
import type { EmergencyKind } from './halting.ts';
import type { When } from './hours.ts';
import type {
  ClassId,
  CounterId,
  ItemId,
  Label,
  NeedId,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from './ids.ts';
import type { Deep, Ticket, TicketStatus } from './state.ts';

/** A ticket as a refusal names it. */
export interface Named {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly status: TicketStatus;
}

export type Refusal =
  | { readonly refused: 'hall-closed' }
  | { readonly refused: 'emergency'; readonly kind: EmergencyKind }
  | { readonly refused: 'other-hall' }
  | {
      readonly refused: 'would-strand';
      readonly services: readonly ServiceId[];
      readonly counters: readonly CounterId[];
    }
  | { readonly refused: 'unknown-service'; readonly service: ServiceId }
  | { readonly refused: 'unknown-counter'; readonly counter: CounterId }
  | { readonly refused: 'unknown-ticket'; readonly ticket: TicketId }
  | { readonly refused: 'unknown-reason'; readonly reason: ReasonId }
  | { readonly refused: 'service-closed'; readonly service: ServiceId }
  | { readonly refused: 'unknown-class'; readonly class: ClassId }
  | { readonly refused: 'unknown-need'; readonly need: NeedId }
  | { readonly refused: 'unknown-item'; readonly item: ItemId }
  | { readonly refused: 'class-by-staff'; readonly class: ClassId }
  | { readonly refused: 'class-by-booking'; readonly class: ClassId }
  | { readonly refused: 'class-exhausted'; readonly class: ClassId; readonly max: number }
  | { readonly refused: 'reason-needed'; readonly class: ClassId }
  | {
      readonly refused: 'outside-hours' | 'booked-only';
      readonly service: ServiceId;
      readonly opens: When | null;
    }
  | { readonly refused: 'day-exhausted'; readonly service: ServiceId; readonly max: number }
  | {
      readonly refused: 'band-exhausted';
      readonly service: ServiceId;
      readonly max: number;
      readonly until: number;
    }
  | { readonly refused: 'hall-full'; readonly max: number }
  | { readonly refused: 'identity-needed'; readonly service: ServiceId }
  | ({ readonly refused: 'already-waiting' } & Named)
  | { readonly refused: 'person-exhausted'; readonly max: number }
  | { readonly refused: 'too-early'; readonly opensAt: number }
  | ({ readonly refused: 'already-checked-in' } & Named)
  | { readonly refused: 'only-managers' }
  | { readonly refused: 'label-not-away'; readonly label: Label }
  | { readonly refused: 'label-taken'; readonly label: Label }
  | ({ readonly refused: 'not-adopted' } & Named)
  | { readonly refused: 'labels-exhausted'; readonly prefix: string }
  | { readonly refused: 'counter-closed'; readonly counter: CounterId }
  | { readonly refused: 'counter-paused'; readonly counter: CounterId }
  | { readonly refused: 'counter-not-paused'; readonly counter: CounterId }
  | { readonly refused: 'counter-not-open'; readonly counter: CounterId }
  | {
      readonly refused: 'counter-of-another';
      readonly counter: CounterId;
      readonly clerk: StaffId | null;
    }
  | {
      readonly refused: 'counter-taken';
      readonly counter: CounterId;
      readonly clerk: StaffId | null;
    }
  | { readonly refused: 'signed-in-elsewhere'; readonly counter: CounterId }
  | { readonly refused: 'only-clerks-sign-in' }
  | { readonly refused: 'already-moved'; readonly present: Named | null }
  | ({ readonly refused: 'same-press' } & Named)
  | ({ readonly refused: 'ticket-in-hand' } & Named)
  | { readonly refused: 'hand-empty' }
  | { readonly refused: 'nobody-waiting' }
  | ({ readonly refused: 'wrong-status'; readonly wanted: readonly TicketStatus[] } & Named)
  | {
      readonly refused: 'not-served-here';
      readonly service: ServiceId;
      readonly counter: CounterId;
    }
  | { readonly refused: 'recalled-enough'; readonly max: number }
  | { readonly refused: 'too-soon'; readonly waitMs: number }
  | { readonly refused: 'rejoined-enough'; readonly max: number }
  | { readonly refused: 'missed-too-long'; readonly withinMinutes: number }
  | { readonly refused: 'postponed-enough'; readonly max: number }
  | { readonly refused: 'nowhere-to' };

export type RefusalName = Refusal['refused'];

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal =>
  'refused' in value;

/** The ticket as a refusal names it. */
export const named = ({ id, label, status }: Deep<Ticket>): Named => ({
  ticket: id,
  label,
  status,
});
