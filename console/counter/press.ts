/**
 * What a press of an act comes to, by button or by key: a sentence where the rules would refuse, a
 * menu where a choice is still to be made, and else the command, which names what the clerk sees.
 */
import { type Signal, signal } from '@preact/signals';
import type { Outcome } from '../../core/hall/events.ts';
import type { CounterId, Label, ReasonId, ServiceId, TicketId } from '../../core/hall/ids.ts';
import type { ConsoleCommand } from '../../core/wire/commands.ts';
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
  | ({ readonly kind: 'waiting' | 'call' | 'cancel' } & About);

/** The menu that is open, at most one. */
export const openMenu: Signal<Menu | null> = signal(null);

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
      return ask(at, 'next', { type: act, after: inHand?.ticket ?? null }, null);
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

export const finishAs = (outcome: Outcome, { ticket, label }: About, at: At): void =>
  ask(at, 'acts', { type: 'finish', ticket, outcome }, label);

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

/** Calls a chosen ticket, waiting or missed, for a reason. */
export function callFor(reason: ReasonId, about: About, at: At): void {
  take({ type: 'call-ticket', ticket: about.ticket, reason }, about, at);
}

export const rejoin = ({ ticket, label }: About, at: At): void =>
  ask(at, `ticket:${ticket}`, { type: 'rejoin', ticket }, label);

export const cancelFor = (reason: ReasonId, { ticket, label }: About, at: At): void =>
  ask(at, `ticket:${ticket}`, { type: 'cancel', ticket, reason }, label);

/** Opens a menu, or closes it when it is the open one. */
export function toggleMenu(menu: Menu): void {
  openMenu.value = isOpen(menu) ? null : menu;
}

export function isOpen(menu: Menu): boolean {
  const open = openMenu.value;
  return open?.kind === menu.kind && ticketOf(open) === ticketOf(menu);
}

const ticketOf = (menu: Menu): TicketId | null => ('ticket' in menu ? menu.ticket : null);

function take(command: ConsoleCommand, { ticket, label }: About, at: At): void {
  const place: Place = `ticket:${ticket}`;
  const refusal = foreseeTake(at.view);
  openMenu.value = null;
  if (refusal) return at.deeds.say(place, command.type, refusal);
  ask(at, place, command, label);
}

function ask(at: At, place: Place, command: ConsoleCommand, label: string | null): void {
  openMenu.value = null;
  void at.deeds.ask(place, command, label);
}
