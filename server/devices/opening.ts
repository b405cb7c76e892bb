/**
 * Opens the devices that this process hosts, each by its address. Devices that share a line stand on
 * it together.
 */
import type { Clock } from '../../drivers/clock.ts';
import { openPrinter } from '../../drivers/open-printer.ts';
import { absentDevice } from './absent.ts';
import type { DeviceOf } from './registry.ts';
import type { DeviceKind, DeviceSettings } from './settings.ts';

/** Throws a RangeError that names field and rule. */
export type Opener = (settings: DeviceSettings) => DeviceOf[DeviceKind];

/** The usual opener: by the driver that the kind and the address ask for. */
export function openerOf(clock: Clock): Opener {
  return ({ kind, address }) => {
    switch (kind) {
      case 'printer':
        return openPrinter(address, clock);
      case 'strip':
      case 'keypad':
      case 'pad':
      case 'reader':
      case 'scanner':
        return absentDevice(`this hub has no driver for a ${kind}`);
    }
  };
}
