/** Waits until a driver believes what it hears: what comes at once was said before the connection. */
import type { Device } from '../../../drivers/driver.ts';
import { until } from '../waiting.ts';

/** The line is open and was not opened just now. That is no change of state, so it is looked at. */
export const settled = (device: Device): Promise<void> =>
  until(
    'a line that is open and quiet',
    () => device.health().detail.includes('since the line was opened'),
    (look) => {
      const timer = setInterval(look, 5);
      return () => clearInterval(timer);
    },
  );
