/**
 * From an address, as an administrator writes it, to a reader of ID cards. The one place that knows
 * which address means which driver; the hub and the agents call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { IdReader } from './driver.ts';
import { type AddressProblem, openPort, type PortAddress, readAddress } from './ports/open.ts';
import type { Cards } from './sam/card.ts';
import { openSamReader } from './sam/reader.ts';

export type ReadReader =
  | { readonly ok: true; readonly port: PortAddress; readonly cards: Cards }
  | { readonly ok: false; readonly problem: AddressProblem };

/** What readers are set to when they leave their makers. */
const usualBaud = 115_200;
const cardsKnown: readonly Cards[] = ['resident', 'all'];

/**
 * Reads `serial:/dev/ttyUSB0` or `tcp://10.0.0.7:4001?cards=all`. All settings: `cards` resident |
 * all; serial lines also `baud` (115200 unless said) and `flow` none | rtscts | xonxoff.
 */
export function readReaderAddress(text: string): ReadReader {
  const read = readAddress(withBaud(text));
  if (!read.ok) return read;
  for (const name of read.settings.keys()) {
    if (name !== 'cards') return problem(name, 'one of the settings cards');
  }
  const said = read.settings.get('cards') ?? 'resident';
  const cards = cardsKnown.find((one) => one === said);
  if (!cards) return problem('cards', `one of ${cardsKnown.join(', ')}`);
  return { ok: true, port: read.address, cards };
}

/**
 * Opens the reader; it connects in the background. Throws a RangeError that names field and rule.
 */
export function openReader(address: string, clock: Clock): IdReader {
  const read = readReaderAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`reader ${address}: ${field} must be ${rule}`);
  }
  return openSamReader({ port: openPort(read.port, clock), cards: read.cards, clock });
}

/** The address with the speed that goes without saying for this kind of device. */
function withBaud(text: string): string {
  if (!text.startsWith('serial:') || /[?&]baud=/.test(text)) return text;
  return `${text}${text.includes('?') ? '&' : '?'}baud=${usualBaud}`;
}

function problem(field: string, rule: string): ReadReader {
  return { ok: false, problem: { field, rule } };
}
