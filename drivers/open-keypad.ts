/**
 * From an address, as an administrator writes it, to a caller keypad. The one place that knows which
 * address means which driver; the hub and the agent call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { Keypad } from './driver.ts';
import { openFf68Keypad } from './ff68/keypad.ts';
import { type KeypadSettings, readKeypadSettings } from './ff68/settings.ts';
import type { Lines } from './ports/lines.ts';
import { type AddressProblem, type PortAddress, readAddress } from './ports/open.ts';
import type { Shortcuts } from './shortcuts/keypad.ts';

/** The desktop's shortcuts of the PC that hosts the keypad, in place of a line. */
interface DesktopKeys {
  readonly wire: 'shortcuts';
}

export type ReadKeypad =
  | { readonly ok: true; readonly port: PortAddress; readonly settings: KeypadSettings }
  | { readonly ok: true; readonly port: DesktopKeys }
  | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads `serial:/dev/ttyUSB0?station=3` or `tcp://10.0.0.6:4001?station=3`. All settings: `station`
 * 1-255 (needed), `repeat` in ms, `show` one | both, `refresh` in seconds, `echo` no | yes,
 * `key-0e=no-show` and the like; serial lines also `baud` (9600) and `flow`. Or `shortcuts:`, the keys of
 * the desktop on the PC that hosts it.
 */
export function readKeypadAddress(text: string): ReadKeypad {
  if (text === 'shortcuts:') return { ok: true, port: { wire: 'shortcuts' } };
  const read = readAddress(text);
  if (!read.ok) return read;
  const settings = readKeypadSettings(read.settings);
  return settings.ok ? { ok: true, port: read.address, settings: settings.settings } : settings;
}

/**
 * Opens the keypad at its station on the line; the line connects in the background. `shortcuts`: the
 * keys of this PC's desktop, where it has any. Throws a RangeError that names field and rule.
 */
export function openKeypad(
  address: string,
  lines: Lines,
  clock: Clock,
  shortcuts?: Shortcuts,
): Keypad {
  const read = readKeypadAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`keypad ${address}: ${field} must be ${rule}`);
  }
  if (!('settings' in read)) {
    if (!shortcuts) throw new RangeError(`keypad ${address}: agent must be the PC with the keys`);
    return shortcuts.open();
  }
  const { port, settings } = read;
  return openFf68Keypad({ station: lines.station(port), settings, clock });
}
