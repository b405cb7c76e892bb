/**
 * Opens the devices that this process hosts, each by its address. Devices that share a line stand on
 * it together.
 */
import type { Clock } from '../../drivers/clock.ts';
import { openKeypad } from '../../drivers/open-keypad.ts';
import { openPad } from '../../drivers/open-pad.ts';
import { openPrinter } from '../../drivers/open-printer.ts';
import { openReader } from '../../drivers/open-reader.ts';
import { openScanner } from '../../drivers/open-scanner.ts';
import { openStrip } from '../../drivers/open-strip.ts';
import { Lines } from '../../drivers/ports/lines.ts';
import type { DeviceOf } from './registry.ts';
import type { DeviceKind, DeviceSettings } from './settings.ts';

/** Throws a RangeError that names field and rule. */
export type Opener = (settings: DeviceSettings) => DeviceOf[DeviceKind];

/** The usual opener: by the driver that the kind and the address ask for. */
export function openerOf(clock: Clock): Opener {
  const lines = new Lines(clock);
  return ({ kind, address }) => {
    switch (kind) {
      case 'printer':
        return openPrinter(address, clock);
      case 'keypad':
        return openKeypad(address, lines, clock);
      case 'pad':
        return openPad(address, lines, clock);
      case 'reader':
        return openReader(address, clock);
      case 'strip':
        return openStrip(address, lines, clock);
      case 'scanner':
        return openScanner(address, clock);
    }
  };
}
