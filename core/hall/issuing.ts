/**
 * Taking a number: by who comes, and by who has booked. SPEC: ISSUE, STEP-1, ITEM-1, BOOK.
 */
import { admissionFor, barred, grantedClass, unfair } from './admitting.ts';
import { aheadOfNew } from './ahead.ts';
import { ordinaryOf } from './capable.ts';
import { type Actor, byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Service, TicketClass } from './configuration.ts';
import type { Booked, EventBodies, HallEvent, IssuedStep, Origin } from './events.ts';
import { type ItemId, type NeedId, type ReasonId, ticketId } from './ids.ts';
import { nextLabel } from './numbering.ts';
import { named, type Refusal } from './refusals.ts';
import type { Deep, Hall } from './state.ts';

const minuteMs = 60_000;

export function issueTicket(
  hall: Hall,
  command: CommandOf<'issue-ticket'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const service = hall.services.get(command.service);
  if (!service) return { refused: 'unknown-service', service: command.service };
  if (!service.open) return { refused: 'service-closed', service: service.id };
  const granted = grantedClass(hall, command, stamp);
  if ('refused' in granted) return granted;
  const visitor = command.visitor ?? null;
  const no = barred(hall, service, stamp) ?? unfair(hall, service, visitor);
  if (no) return no;
  return issued(hall, service, command, stamp, {
    class: granted,
    visitor,
    booking: null,
    reason: command.reason ?? null,
    orderAt: stamp.at,
  });
}

/**
 * Who has booked is here. In time: a number of the booked class, whatever the hour's limits. Too late:
 * an ordinary number, if one may be taken (BOOK-3).
 */
export function checkIn(
  hall: Hall,
  command: CommandOf<'check-in'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const service = hall.services.get(command.service);
  if (!service) return { refused: 'unknown-service', service: command.service };
  const before = hall.tickets.get(hall.bookings.get(command.booking) ?? ticketId(''));
  if (before) return { refused: 'already-checked-in', ...named(before) };
  const { earlyMinutes = 0, lateMinutes = 0 } = hall.configuration?.booking ?? {};
  const opensAt = command.slotAt - earlyMinutes * minuteMs;
  if (stamp.at < opensAt) return { refused: 'too-early', opensAt };
  const late = stamp.at > command.slotAt + lateMinutes * minuteMs;
  if (late && !service.open) return { refused: 'service-closed', service: service.id };
  const no = late ? barred(hall, service, stamp) : null;
  if (no) return no;
  const booked = hall.configuration?.classes.find(({ kind }) => kind === 'booked');
  const ordinary = ordinaryOf(hall);
  const ticketClass = late ? ordinary : (booked ?? ordinary);
  if (!ticketClass) throw new Error('the configuration has no ordinary class');
  return issued(hall, service, command, stamp, {
    class: ticketClass,
    visitor: command.visitor ?? null,
    booking: { id: command.booking, slotAt: command.slotAt, late },
    reason: null,
    orderAt: late ? stamp.at : command.slotAt,
  });
}

interface Granted {
  readonly class: Deep<TicketClass>;
  readonly visitor: string | null;
  readonly booking: Booked | null;
  readonly reason: ReasonId | null;
  readonly orderAt: number;
}

function issued(
  hall: Hall,
  service: Deep<Service>,
  command: CommandOf<'issue-ticket'> | CommandOf<'check-in'>,
  stamp: Stamp,
  granted: Granted,
): HallEvent[] | Refusal {
  const needs = [...new Set(command.needs ?? [])].sort();
  const stranger = needs.find((id) => !hall.configuration?.needs.some((need) => need.id === id));
  if (stranger !== undefined) return { refused: 'unknown-need', need: stranger };
  const steps = stepsOf(hall, service, command.items ?? []);
  if ('refused' in steps) return steps;
  const label = nextLabel(hall, service.prefix);
  if (label === null) return { refused: 'labels-exhausted', prefix: service.prefix };
  const body: EventBodies['ticket-issued'] = {
    by: byOf(stamp),
    ticket: ticketId(stamp.id),
    label,
    steps,
    class: granted.class.id,
    needs,
    visitor: granted.visitor,
    booking: granted.booking,
    reason: granted.reason,
    assisted: command.assisted ?? false,
    orderAt: granted.orderAt,
    band: admissionFor(hall, service, stamp.local)?.band?.from ?? null,
    promised: command.promised ?? null,
    origin: originOf(stamp.by),
    language: command.language,
    ahead: aheadOfNew(hall, service.id, newcomer(granted, needs), stamp.at),
    linkHash: command.linkHash,
  };
  return [{ type: 'ticket-issued', body }];
}

const newcomer = ({ class: { id }, orderAt }: Granted, needs: readonly NeedId[]) => ({
  class: id,
  needs,
  orderAt,
});

/** The service and where it leads, each with those items that are done there. */
export function stepsOf(
  hall: Hall,
  service: Deep<Service>,
  items: readonly ItemId[],
): IssuedStep[] | Refusal {
  const services = [service, ...service.leadsTo.flatMap((id) => hall.services.get(id) ?? [])];
  const left = new Set(items);
  const steps = services.map(({ id, items: known }, step) => {
    const here = known.map((item) => item.id).filter((item) => left.delete(item));
    return { step, service: id, items: here };
  });
  const [stranger] = left;
  return stranger === undefined ? steps : { refused: 'unknown-item', item: stranger };
}

function originOf(by: Actor): Origin {
  if (by.kind === 'hub' || by.kind === 'visitor') {
    throw new Error(`${by.kind} takes no tickets`);
  }
  return { kind: by.kind, id: by.id };
}
