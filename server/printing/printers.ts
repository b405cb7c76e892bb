/**
 * The printers that this process holds, opened by the addresses in the configuration.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Printer } from '../../drivers/driver.ts';
import { openEscposPrinter } from '../../drivers/escpos/printer.ts';
import { type EscposProfile, readProfile } from '../../drivers/escpos/profile.ts';
import {
  type AddressProblem,
  openPort,
  type PortAddress,
  readAddress,
} from '../../drivers/ports/open.ts';

export type ReadPrinter =
  | { readonly ok: true; readonly address: PortAddress; readonly profile: EscposProfile }
  | { readonly ok: false; readonly problem: AddressProblem };

/** Reads `tcp://host:port?paper=58` and its like; the first broken rule is returned. */
export function readPrinterAddress(text: string): ReadPrinter {
  const read = readAddress(text);
  if (!read.ok) return read;
  const profile = readProfile(read.settings);
  return profile.ok ? { ok: true, address: read.address, profile: profile.profile } : profile;
}

/** Opens a printer for each kiosk that has one; they connect in the background. */
export function openPrinters(
  printers: readonly { readonly kiosk: KioskId; readonly address: string }[],
  clock: Clock,
): Map<KioskId, Printer> {
  return new Map(
    printers.map(({ kiosk, address }) => {
      const read = readPrinterAddress(address);
      if (!read.ok) throw new Error(`the printer of ${kiosk}: ${address} was not checked`);
      const { profile } = read;
      return [kiosk, openEscposPrinter({ port: openPort(read.address, clock), profile, clock })];
    }),
  );
}
