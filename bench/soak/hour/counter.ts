/**
 * A clerk of the hour: calls, and brings whom it called to an end in one of the ways that a day has.
 * Most are served; some do not come, of whom some come back; some go for copies; some are sent on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deeds } from './deeds.ts';
import type { Line } from './line.ts';
import type { Screens } from './screens.ts';

export interface AtCounter {
  readonly line: Line<'counter'>;
  readonly counter: string;
  /** Its line is never cut: what it does is timed. */
  readonly whole: boolean;
  /** Who went for copies and will be taken up again. */
  parked: string | null;
}

export interface InHand {
  readonly ticket: string;
  readonly label: string | null;
}

export interface Serving {
  readonly deeds: Deeds;
  readonly services: readonly string[];
  /** Where who was served may say how it was. */
  readonly kiosk: Line<'kiosk'> | undefined;
}

const shares = { missed: 0.05, back: 0.5, recalled: 0.08, parked: 0.02, sentOn: 0.02, rated: 0.2 };
const pickedUpMs = { least: 800, spread: 1_600 };
const servedMs = { least: 2_000, spread: 4_000 };
const backMs = 4_000;

const after = ({ least, spread }: { readonly least: number; readonly spread: number }) =>
  pause(least + Math.random() * spread);

/** Whom the counter has in hand now: who comes back from the copier, or the next; null: nobody waits. */
export async function takeUp(
  desk: AtCounter,
  deeds: Deeds,
  screens: Screens,
): Promise<InHand | null> {
  if (desk.parked !== null) {
    const ticket = desk.parked;
    desk.parked = null;
    const resumed = await deeds.ask(desk.line, { type: 'resume', ticket });
    if ('ok' in resumed) return { ticket, label: null };
  }
  const from = performance.now();
  const reply = await deeds.ask(desk.line, { type: 'call-next', after: null });
  if ('ok' in reply && reply.ticket && reply.label) {
    const { ticket, label, seq } = reply;
    screens.called(seq, desk.whole ? from : null);
    deeds.called({ ticket, counter: desk.counter, seq });
    return { ticket, label };
  }
  if (!('refused' in reply) || reply.refused !== 'nobody-waiting') {
    deeds.wrong(`call-next at ${desk.counter}: ${JSON.stringify(reply)}`);
  }
  return null;
}

/** From the call to the free counter. */
export async function serveOne(desk: AtCounter, found: InHand, serving: Serving): Promise<void> {
  const { line } = desk;
  const { deeds, services } = serving;
  const { ticket, label } = found;
  if (label !== null) {
    await after(pickedUpMs);
    const chance = Math.random();
    if (chance < shares.recalled) await deeds.ask(line, { type: 'recall' });
    if (Math.random() < shares.missed) return missed(desk, ticket, deeds);
    await deeds.done(line, { type: 'serve' });
  }
  await after(servedMs);
  const chance = Math.random();
  if (label !== null && chance < shares.parked) {
    await deeds.done(line, { type: 'park', reason: 'copying' });
    desk.parked = ticket;
    return;
  }
  if (label !== null && chance < shares.parked + shares.sentOn) {
    const toService = services[Math.floor(Math.random() * services.length)] ?? '';
    const sent = await deeds.ask(line, { type: 'transfer', toService });
    if ('ok' in sent) return;
  }
  const outcome = Math.random() < 0.03 ? 'to-supplement' : 'done';
  await deeds.done(line, { type: 'finish', outcome });
  deeds.finishedOne(ticket);
  if (label !== null && Math.random() < shares.rated) await rate(label, ticket, serving);
}

/** Nobody came. Of these some come back and are put into their line again. */
async function missed({ line }: AtCounter, ticket: string, deeds: Deeds): Promise<void> {
  await deeds.done(line, { type: 'no-show' });
  if (Math.random() >= shares.back) return;
  void pause(backMs).then(() => deeds.ask(line, { type: 'rejoin', ticket }));
}

async function rate(label: string, ticket: string, { deeds, kiosk }: Serving): Promise<void> {
  const level = Math.random() < 0.04 ? 1 + Math.floor(Math.random() * 2) : 4;
  const reply = await kiosk?.following.ask<object>('rate', { label, step: 0, level });
  if (reply && 'ok' in reply) deeds.rated(ticket);
  else if (reply && 'failed' in reply) deeds.wrong(`a rating: ${JSON.stringify(reply)}`);
}
