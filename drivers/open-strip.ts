/**
 * From an address, as an administrator writes it, to a LED strip. The one place that knows which
 * address means which driver; the hub and the agents call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { Strip } from './driver.ts';
import { readStripProfile, type StripProfile } from './onbon/profile.ts';
import { openOnbonStrip } from './onbon/strip.ts';
import type { Lines } from './ports/lines.ts';
import { type AddressProblem, type PortAddress, readAddress } from './ports/open.ts';

export type ReadStrip =
  | { readonly ok: true; readonly port: PortAddress; readonly profile: StripProfile }
  | { readonly ok: false; readonly problem: AddressProblem };

/** As their makers set them (unverified): the vendor's configuring program shows the true ones. */
const usual = { baud: 57_600, tcpPort: 5_005 };
/** Behind a serial server nobody knows the line's speed: as slow as they come. */
const unknownBaud = 9_600;
const bitsOfByte = 10;

/**
 * Reads `serial:/dev/ttyUSB0?station=3&width=192&height=32` or `tcp://10.0.0.7:5005?station=1`. All
 * settings: `station` (screen address), `width`, `height`, `font` in pixels, `reply` asked | none,
 * `protocol` 02 | f0, `unit` bytes | pixels, `length` counted | zero, `colour` none | coded,
 * `brightness` none | sent, `speed` 0-24, `refresh` and `timeout` in seconds; serial lines also `baud`
 * and `flow`.
 */
export function readStripAddress(text: string): ReadStrip {
  const read = readAddress(text, usual);
  if (!read.ok) return read;
  const profile = readStripProfile(read.settings);
  return profile.ok ? { ok: true, port: read.address, profile: profile.profile } : profile;
}

/**
 * Opens the strip on its line, which other strips may share; it connects in the background. Throws a
 * RangeError that names field and rule.
 */
export function openStrip(address: string, lines: Lines, clock: Clock): Strip {
  const read = readStripAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`strip ${address}: ${field} must be ${rule}`);
  }
  const { port, profile } = read;
  const baud = port.wire === 'serial' ? port.baud : unknownBaud;
  const byteMs = (bitsOfByte * 1_000) / baud;
  return openOnbonStrip({ station: lines.station(port), profile, clock, byteMs });
}
