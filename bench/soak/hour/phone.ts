/**
 * A visitor of the hour who looks at the phone: follows the number, now and then gives it up or asks
 * for some more minutes, and says in the end how it was.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deeds } from './deeds.ts';
import { Line } from './line.ts';

export interface OnPhone {
  readonly url: string;
  readonly link: string;
  readonly ticket: string;
  readonly deeds: Deeds;
  /** Pages that are open. */
  readonly phones: Set<Line<'phone'>>;
}

const shares = { givesUp: 0.15, postpones: 0.1 };
const looksMs = { least: 5_000, spread: 25_000 };
const waitsMsMax = 120_000;
const lookMs = 1_000;

export async function visitOnPhone(visit: OnPhone): Promise<void> {
  const { url, link, ticket, deeds, phones } = visit;
  const line = await Line.open({ url, who: { peer: 'phone', link } });
  phones.add(line);
  try {
    await pause(looksMs.least + Math.random() * looksMs.spread);
    const chance = Math.random();
    if (chance < shares.givesUp) return void (await deeds.ask(line, { type: 'cancel', link }));
    if (chance < shares.givesUp + shares.postpones) {
      await deeds.ask(line, { type: 'postpone', link });
    }
    const until = performance.now() + waitsMsMax;
    const waits = () => !deeds.finished.has(ticket) && !deeds.ending;
    while (waits() && performance.now() < until) await pause(lookMs);
    if (!deeds.finished.has(ticket)) return;
    const reply = await deeds.ask(line, { type: 'rate', link, step: 0, level: 5 });
    if ('ok' in reply) deeds.rated(ticket);
  } finally {
    phones.delete(line);
    line.stop();
  }
}
