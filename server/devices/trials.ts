/**
 * Trying a device: a slip, a text, a beep, a card, a question, so that a technician sees from the
 * manager's page or the command line that it works. A trial changes nothing in the hall, and tells
 * of a card no more than that one was seen.
 */
import type { CardRead, Printer, Scanner } from '../../drivers/driver.ts';
import type { Paper } from '../../drivers/paper.ts';
import type { Strips } from '../followers/strips.ts';
import type { Clock } from '../hall/clock.ts';
import type { Held, HeldOf } from './registry.ts';
import type { Level } from './settings.ts';

/** How long a card, a code or an answer is waited for. */
export const TRIAL_MS = 12_000;
/** The longest text for a strip. */
export const TRIAL_TEXT_MAX = 60;

export type Tried =
  | { readonly result: 'printed' | 'failed' | 'unknown'; readonly reason?: string }
  | { readonly result: 'shown' | 'beeped' }
  | { readonly result: 'card-seen' | 'card-unreadable' | 'no-card' }
  | { readonly result: 'code-seen' | 'no-code' }
  | { readonly result: 'answered'; readonly key: number; readonly level: Level }
  | { readonly result: 'unrated' | 'unreachable' };

export interface TrialParts {
  readonly strips: Pick<Strips, 'try'>;
  readonly clock: Clock;
  /** The local time as it stands on a slip. */
  readonly tellTime: () => string;
}

const deaf: ReadonlySet<string> = new Set(['unplugged', 'silent', 'error']);

/** Tries one device. Never rejects because of it. */
export async function tryDevice(
  held: Held,
  text: string | null,
  parts: TrialParts,
): Promise<Tried> {
  const { kind, settings } = held;
  const { state } = held.device.health();
  // What cannot be heard cannot be tried; a printer says so itself, with why.
  if (kind !== 'printer' && deaf.has(state)) return { result: 'failed', reason: state };
  switch (kind) {
    case 'printer':
      return printed(held.device, trialPaper(settings.id, parts.tellTime()));
    case 'strip':
      parts.strips.try(settings.id, text ?? `${settings.place.id} 12345`);
      return { result: 'shown' };
    case 'keypad':
      held.device.beep();
      return { result: 'beeped' };
    case 'reader': {
      const card = await first<CardRead>((tell) => held.device.onCard(tell), parts.clock);
      if (card === null) return { result: 'no-card' };
      return { result: 'read' in card ? 'card-seen' : 'card-unreadable' };
    }
    case 'scanner':
      return scanned(held.device, parts.clock);
    case 'pad':
      return asked(held, parts.clock);
  }
}

/** Both languages: whoever holds it in hand may read either. */
const trialPaper = (id: string, time: string): Paper => [
  { kind: 'text', text: '打印测试 Test print', size: 2, align: 'center' },
  { kind: 'rule' },
  { kind: 'pair', left: id, right: time },
  { kind: 'text', text: '国泰民安 ABC 0123456789' },
  { kind: 'label', text: 'A012' },
  { kind: 'qr', text: id },
];

async function printed(printer: Printer, paper: Paper): Promise<Tried> {
  const outcome = await printer.print(paper);
  if (outcome.outcome === 'printed') return { result: 'printed' };
  return { result: outcome.outcome, reason: outcome.reason };
}

async function scanned(scanner: Scanner, clock: Clock): Promise<Tried> {
  const code = await first<string>((tell) => scanner.onScan(tell), clock);
  return { result: code === null ? 'no-code' : 'code-seen' };
}

async function asked({ device, settings }: HeldOf<'pad'>, clock: Clock): Promise<Tried> {
  const timer = clock.setTimeout(() => device.takeBack(), TRIAL_MS);
  const answer = await device.ask();
  clock.clearTimeout(timer);
  if (typeof answer === 'string') return { result: answer };
  return { result: 'answered', key: answer.key, level: settings.levels[answer.key] };
}

/** The first thing told, or null when nothing is for `TRIAL_MS`. */
function first<T>(
  listen: (tell: (thing: T) => void) => () => void,
  clock: Clock,
): Promise<T | null> {
  return new Promise((resolve) => {
    const done = (thing: T | null) => {
      clock.clearTimeout(timer);
      end();
      resolve(thing);
    };
    const timer = clock.setTimeout(() => done(null), TRIAL_MS);
    const end = listen(done);
  });
}
