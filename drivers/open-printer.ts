/**
 * From an address, as an administrator writes it, to a printer. The one place that knows which
 * address means which driver; the hub and the kiosk's agent call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { Printer } from './driver.ts';
import { openEscposPrinter } from './escpos/printer.ts';
import { type EscposProfile, readProfile } from './escpos/profile.ts';
import { type AddressProblem, openPort, type PortAddress, readAddress } from './ports/open.ts';

export type ReadPrinter =
  | { readonly ok: true; readonly port: PortAddress; readonly profile: EscposProfile }
  | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads `tcp://10.0.0.5:9100?paper=58` or `serial:/dev/ttyUSB0?baud=19200&font=gb2312`. All
 * settings: `paper` 80 | 58, `font` gbk | gb2312 | none, `qr` own | drawn, `label` own | drawn,
 * `cut` partial | full | none, `status` asked | none, `asb` tried | none, `errors` named | plain;
 * serial lines also `baud` and `flow` none | rtscts | xonxoff.
 */
export function readPrinterAddress(text: string): ReadPrinter {
  const read = readAddress(text);
  if (!read.ok) return read;
  const profile = readProfile(read.settings);
  return profile.ok ? { ok: true, port: read.address, profile: profile.profile } : profile;
}

/**
 * Opens the printer; it connects in the background. Throws a RangeError that names field and rule.
 */
export function openPrinter(address: string, clock: Clock): Printer {
  const read = readPrinterAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`printer ${address}: ${field} must be ${rule}`);
  }
  const { port, profile } = read;
  const baud = port.wire === 'serial' ? port.baud : null;
  return openEscposPrinter({ port: openPort(port, clock), profile, clock, baud });
}
