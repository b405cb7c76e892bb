/**
 * Which kind of device is opened by which opener of `drivers/`. The agent's only file that names
 * them; devices that share a line share it here, by one `Lines` a process.
 */
import type { HostedKind } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { IdReader, Keypad, Printer, RatingPad, Scanner, Strip } from '../../drivers/driver.ts';
import { openKeypad } from '../../drivers/open-keypad.ts';
import { openPad } from '../../drivers/open-pad.ts';
import { openPrinter } from '../../drivers/open-printer.ts';
import { openReader } from '../../drivers/open-reader.ts';
import { openScanner } from '../../drivers/open-scanner.ts';
import { openStrip } from '../../drivers/open-strip.ts';
import { Lines } from '../../drivers/ports/lines.ts';
import type { Shortcuts } from '../../drivers/shortcuts/keypad.ts';

export interface ByKind {
  printer: Printer;
  strip: Strip;
  keypad: Keypad;
  pad: RatingPad;
  reader: IdReader;
  scanner: Scanner;
}

/** Each opens at an address, in the background; throws a RangeError that names field and rule. */
export type Openers = { readonly [Kind in HostedKind]?: (address: string) => ByKind[Kind] };

export function openersOf(clock: Clock, shortcuts: Shortcuts): Openers {
  const lines = new Lines(clock);
  return {
    printer: (address) => openPrinter(address, clock),
    strip: (address) => openStrip(address, lines, clock),
    keypad: (address) => openKeypad(address, lines, clock, shortcuts),
    pad: (address) => openPad(address, lines, clock),
    reader: (address) => openReader(address, clock),
    scanner: (address) => openScanner(address, clock),
  };
}
