/**
 * What a press of an act comes to, by button or by key: a sentence where the rules would refuse, a
 * menu where a choice is still to be made, and else the command, which names what the clerk sees.
 */
import { type Signal, signal } from '@preact/signals';
import type { Outcome } from '../../core/hall/events.ts';
import type {
  ClassId,
  CounterId,
  ItemId,
  Label,
  ReasonId,
  ServiceId,
  TicketId,
} from '../../core/hall/ids.ts';
import type { Asked } from './asked.ts';
import type { At } from './at.ts';
import type { Place } from './deeds.ts';
import { type ActName, foresee, foreseeTake } from './foresee.ts';
import type { KeyAct } from './keys.ts';

/** A ticket that a menu is about: the one seen when it was opened. */
export interface About {
  readonly ticket: TicketId;
  readonly label: Label;
}

export type Menu =
  | ({ readonly kind: 'park' | 'transfer' | 'outcome' } & About)
  | { readonly kind: 'pause' | 'leave' }
  /** On a row: call it first (or call back) for a reason, or cancel it for one. */
  | ({ readonly kind: 'waiting' | 'call' | 'cancel' } & About)
  /** On a row, at the button whose id is `from`: another class; first which, then why. */
  | ({ readonly kind: 'class'; readonly to: ClassId | null; readonly from: string } & About)
  /** How one item of the ticket in hand ended. */
  | ({ readonly kind: 'item'; readonly item: ItemId } & About);

/** The menu that is open, at most one. */
export const openMenu: Signal<Menu | null> = signal(null);

/** A form over the page, at most one. */
export type SheetName =
  | 'take'
  | 'checkIn'
  | 'book'
  | 'bookings'
  | 'notice'
  | 'tide'
  | 'found'
  | 'phone';
export const openSheet: Signal<SheetName | null> = signal(null);

export const placeOf = (act: ActName): Place => (act === 'call-next' ? 'next' : 'acts');

/** The act that the key or button means now: one key pauses and ends the pause. */
export const actNow = (act: KeyAct, { view }: Pick<At, 'view'>): ActName =>
  act === 'pause' && view.counter.status === 'paused' ? 'unpause' : act;

/** Does the act, opens its menu, or says why not. */
export function press(act: ActName, at: At): void {
  const { view, names, now, deeds } = at;
  if (deeds.isEcho(act)) return;
  openMenu.value = null;
  const refusal = foresee(act, view, names.rules, now);
  if (refusal) return deeds.say(placeOf(act), act, refusal);
  const { inHand } = view;
  switch (act) {
    case 'call-next':
      return callNext(at);
    case 'pause':
      openMenu.value = { kind: 'pause' };
      return;
    case 'unpause':
      return ask(at, 'acts', { type: act }, null);
  }
  if (!inHand) return;
  const { ticket, label } = inHand;
  switch (act) {
    case 'park':
    case 'transfer':
      openMenu.value = { kind: act, ticket, label };
      return;
    case 'finish':
      return finishAs('done', { ticket, label }, at);
    default:
      return ask(at, 'acts', { type: act, ticket }, label);
  }
}

/**
 * Finishes what is being served and calls the next. As items that differ are told by `finish` alone,
 * two deeds then stand in for the one.
 */
function callNext(at: At): void {
  const { inHand } = at.view;
  const { differing } = itemsOf(inHand?.ticket);
  if (!inHand || differing.length === 0) {
    return ask(at, 'next', { type: 'call-next', after: inHand?.ticket ?? null }, null);
  }
  const { ticket, label } = inHand;
  const finish: Asked = { type: 'finish', ticket, outcome: 'done', items: differing };
  void at.deeds.ask('next', finish, label).then((done) => {
    if (done) void at.deeds.ask('next', { type: 'call-next', after: null }, null);
  });
}

export function finishAs(outcome: Outcome, { ticket, label }: About, at: At): void {
  const { differing } = itemsOf(ticket);
  const items = differing.length > 0 ? { items: differing } : {};
  ask(at, 'acts', { type: 'finish', ticket, outcome, ...items }, label);
}

interface ItemOutcomes {
  readonly ticket: TicketId | null;
  readonly differing: { readonly item: ItemId; readonly outcome: Outcome }[];
}

const noItems: ItemOutcomes = { ticket: null, differing: [] };

/** Items of the ticket in hand that end otherwise than it does; kept until it is finished. */
export const itemOutcomes: Signal<ItemOutcomes> = signal(noItems);

/** None for any ticket but the one that they were said of. */
export const itemsOf = (ticket: TicketId | undefined): ItemOutcomes =>
  itemOutcomes.value.ticket === ticket ? itemOutcomes.value : noItems;

/** Null: as the ticket. */
export function itemEnds(item: ItemId, outcome: Outcome | null, ticket: TicketId): void {
  openMenu.value = null;
  const others = itemsOf(ticket).differing.filter((one) => one.item !== item);
  const own = outcome === null ? [] : [{ item, outcome }];
  itemOutcomes.value = { ticket, differing: [...others, ...own] };
}

export const parkFor = (reason: ReasonId, { ticket, label }: About, at: At): void =>
  ask(at, 'acts', { type: 'park', ticket, reason }, label);

export const transferTo = (
  to: { readonly toService: ServiceId } | { readonly toCounter: CounterId },
  { ticket, label }: About,
  at: At,
): void => ask(at, 'acts', { type: 'transfer', ticket, ...to }, label);

export const pauseFor = (reason: ReasonId, at: At): void =>
  ask(at, 'acts', { type: 'pause', reason }, null);

/** Takes a parked ticket in hand again. */
export function resume(about: About, at: At): void {
  take({ type: 'resume', ticket: about.ticket }, about, at);
}

/** Calls a chosen ticket, waiting, postponed or missed, for a reason. */
export function callFor(reason: ReasonId, about: About, at: At): void {
  take({ type: 'call-ticket', ticket: about.ticket, reason }, about, at);
}

export const rejoin = ({ ticket, label }: About, at: At): void =>
  ask(at, `ticket:${ticket}`, { type: 'rejoin', ticket }, label);

export const cancelFor = (reason: ReasonId, { ticket, label }: About, at: At): void =>
  ask(at, `ticket:${ticket}`, { type: 'cancel', ticket, reason }, label);

export const changeClassFor = (
  to: ClassId,
  reason: ReasonId,
  { ticket, label }: About,
  at: At,
): void => ask(at, `ticket:${ticket}`, { type: 'change-class', ticket, class: to, reason }, label);

export const onHelp = (type: 'accept-help' | 'finish-help', call: string, at: At): void =>
  ask(at, `help:${call}`, { type, call }, null);

/** Opens a menu, or closes it when it is the open one. */
export function toggleMenu(menu: Menu): void {
  openMenu.value = isOpen(menu) ? null : menu;
}

export function isOpen(menu: Menu): boolean {
  const open = openMenu.value;
  if (open?.kind !== menu.kind || ticketOf(open) !== ticketOf(menu)) return false;
  return open.kind !== 'item' || menu.kind !== 'item' || open.item === menu.item;
}

const ticketOf = (menu: Menu): TicketId | null => ('ticket' in menu ? menu.ticket : null);

function take(command: Asked, { ticket, label }: About, at: At): void {
  const place: Place = `ticket:${ticket}`;
  const refusal = foreseeTake(at.view);
  openMenu.value = null;
  if (refusal) return at.deeds.say(place, command.type, refusal);
  ask(at, place, command, label);
}

function ask(at: At, place: Place, command: Asked, label: string | null): void {
  openMenu.value = null;
  void at.deeds.ask(place, command, label);
}
