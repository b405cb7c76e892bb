/**
 * From an address, as an administrator writes it, to a scanner. The one place that knows which
 * address means which driver; the hub and the agent call it and know no driver by name.
 */
import type { Clock } from './clock.ts';
import type { Scanner } from './driver.ts';
import { type AddressProblem, openPort, type PortAddress, readAddress } from './ports/open.ts';
import type { PortTimes } from './ports/port.ts';
import type { ScannerSettings } from './scanner/machine.ts';
import { openLineScanner } from './scanner/scanner.ts';

export type ReadScanner =
  | { readonly ok: true; readonly port: PortAddress; readonly settings: ScannerSettings }
  | { readonly ok: false; readonly problem: AddressProblem };

const names = ['end', 'pause'];
const pause = { usual: 100, least: 20, most: 1_000 };

/**
 * Reads `serial:/dev/ttyACM0` or `tcp://10.0.0.7:4002?end=pause&pause=100`. All settings: `end`
 * line | pause, `pause` in ms (20 to 1,000); serial lines also `baud` (9600) and `flow`.
 */
export function readScannerAddress(text: string): ReadScanner {
  const read = readAddress(text);
  if (!read.ok) return read;
  const { settings } = read;
  const wrong = (field: string, rule: string): ReadScanner => ({
    ok: false,
    problem: { field, rule },
  });
  const unknown = [...settings.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) return wrong(unknown, `one of the settings ${names.join(', ')}`);
  const end = settings.get('end') ?? 'line';
  if (end !== 'line' && end !== 'pause') return wrong('end', 'one of line, pause');
  const words = settings.get('pause') ?? String(pause.usual);
  const pauseMs = /^\d{1,5}$/.test(words) ? Number(words) : 0;
  if (pauseMs < pause.least || pauseMs > pause.most) {
    return wrong('pause', `${pause.least} to ${pause.most} (ms)`);
  }
  return { ok: true, port: read.address, settings: { end, pauseMs } };
}

/**
 * Opens the scanner; it connects in the background. Throws a RangeError that names field and rule.
 */
export function openScanner(address: string, clock: Clock, times?: PortTimes): Scanner {
  const read = readScannerAddress(address);
  if (!read.ok) {
    const { field, rule } = read.problem;
    throw new RangeError(`scanner ${address}: ${field} must be ${rule}`);
  }
  return openLineScanner({
    port: openPort(read.port, clock, times),
    settings: read.settings,
    clock,
  });
}
