/**
 * From an address, as an administrator writes it, to a rating pad. The one place that knows which
 * address means which driver; the hub and the agent call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { RatingPad } from './driver.ts';
import { openFf68Pad } from './ff68/pad.ts';
import { type PadSettings, readPadSettings } from './ff68/settings.ts';
import type { Lines } from './ports/lines.ts';
import { type AddressProblem, type PortAddress, readAddress } from './ports/open.ts';

export type ReadPad =
  | { readonly ok: true; readonly port: PortAddress; readonly settings: PadSettings }
  | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads `serial:/dev/ttyUSB0?station=9` or `tcp://10.0.0.6:4001?station=9`. All settings: `station`
 * 1-255 (needed), `repeat` in ms, `echo` no | yes; serial lines also `baud` (9600) and `flow`.
 */
export function readPadAddress(text: string): ReadPad {
  const read = readAddress(text);
  if (!read.ok) return read;
  const settings = readPadSettings(read.settings);
  return settings.ok ? { ok: true, port: read.address, settings: settings.settings } : settings;
}

/**
 * Opens the pad at its station on the line; the line connects in the background. Throws a
 * RangeError that names field and rule.
 */
export function openPad(address: string, lines: Lines, clock: Clock): RatingPad {
  const read = readPadAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`rating pad ${address}: ${field} must be ${rule}`);
  }
  const { port, settings } = read;
  return openFf68Pad({ station: lines.station(port), settings, clock });
}
