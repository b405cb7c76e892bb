/**
 * Which kind of device is opened by which opener of `drivers/`. The agent's only file that names
 * them; devices that share a line share it here, by one `Lines` a process.
 */
import type { HostedKind } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { IdReader, Keypad, Printer, RatingPad, Scanner, Strip } from '../../drivers/driver.ts';
import { openPrinter } from '../../drivers/open-printer.ts';

export interface ByKind {
  printer: Printer;
  strip: Strip;
  keypad: Keypad;
  hotkeys: Keypad;
  pad: RatingPad;
  reader: IdReader;
  scanner: Scanner;
}

/** Each opens at an address, in the background; throws a RangeError that names field and rule. */
export type Openers = { readonly [Kind in HostedKind]?: (address: string) => ByKind[Kind] };

export const openersOf = (clock: Clock): Openers => ({
  printer: (address) => openPrinter(address, clock),
});
