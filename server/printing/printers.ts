/**
 * The printers that this process holds, opened by the addresses in the configuration.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Printer } from '../../drivers/driver.ts';
import { openPrinter } from '../../drivers/open-printer.ts';

/** Opens a printer for each kiosk that has one; they connect in the background. */
export const openPrinters = (
  printers: readonly { readonly kiosk: KioskId; readonly address: string }[],
  clock: Clock,
): Map<KioskId, Printer> =>
  new Map(printers.map(({ kiosk, address }) => [kiosk, openPrinter(address, clock)]));
