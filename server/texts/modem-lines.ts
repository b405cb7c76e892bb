/**
 * A modem has its serial line for itself: one that is named as the line of a device too, or of a second
 * modem, would have the two take each other's bytes. It is said of the hall's file, before anything opens.
 */
import { readTexterAddress } from '../../drivers/open-texter.ts';
import { tellAddress } from '../../drivers/ports/open.ts';
import { type DeviceSettings, lineOf } from '../devices/settings.ts';
import type { ProviderSettings } from './settings.ts';

type Complain = (path: (string | number)[], message: string) => void;

/** The hub itself opens its modems: devices on other PCs' lines of the same name are not in the way. */
export function complainOfModems(
  providers: readonly Pick<ProviderSettings, 'id' | 'address'>[],
  devices: readonly DeviceSettings[],
  complain: Complain,
): void {
  const taken = new Map(
    devices.filter(({ agent }) => agent === null).map((one) => [lineOf(one), one.id]),
  );
  providers.forEach(({ id, address }, index) => {
    const read = readTexterAddress(address);
    if (!read.ok || read.kind !== 'gsm' || read.port === null) return;
    const line = tellAddress(read.port);
    const other = taken.get(line);
    if (other !== undefined) {
      const rule = `${other} is on this line, and a modem needs its line for itself`;
      complain(['texts', 'providers', index, 'address'], rule);
    }
    taken.set(line, id);
  });
}
