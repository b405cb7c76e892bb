/**
 * The lines of a process, each opened once however many devices stand on it. Drivers ask for a
 * station by the address in their configuration; the last one to leave a line closes it.
 */
import type { Clock } from '../clock.ts';
import { Bus, type Station } from './bus.ts';
import { openPort, type PortAddress, tellAddress } from './open.ts';
import type { Port, PortTimes } from './port.ts';

/** A byte on a serial line: start bit, 8 data bits, stop bit. */
const bitsOfByte = 10;

interface Line {
  readonly address: PortAddress;
  readonly port: Port;
  readonly bus: Bus;
  stations: number;
}

export class Lines {
  readonly #clock: Clock;
  readonly #times: PortTimes | undefined;
  readonly #lines = new Map<string, Line>();

  constructor(clock: Clock, times?: PortTimes) {
    this.#clock = clock;
    this.#times = times;
  }

  /**
   * A station on the line of `address`, which is opened (in the background) when nobody stands on
   * it yet. Throws a RangeError that names field and rule when the line is open with other settings.
   * Two names of one device file are two lines: the second is then `lost`, `in-use`.
   */
  station(address: PortAddress): Station {
    const key = tellAddress(address);
    const known = this.#lines.get(key);
    if (known) refuseClash(known.address, address);
    const line = known ?? this.#open(key, address);
    line.stations += 1;
    return line.bus.station(() => this.#leave(key, line));
  }

  #open(key: string, address: PortAddress): Line {
    const port = openPort(address, this.#clock, this.#times);
    const bus = new Bus(port, this.#clock, byteTime(address));
    const line: Line = { address, port, bus, stations: 0 };
    this.#lines.set(key, line);
    return line;
  }

  async #leave(key: string, line: Line): Promise<void> {
    line.stations -= 1;
    if (line.stations > 0) return;
    this.#lines.delete(key);
    line.bus.end();
    await line.port.close();
  }
}

/** Milliseconds a byte takes, or 0: behind a serial server nobody knows the speed of the line. */
function byteTime(address: PortAddress): number {
  return address.wire === 'tcp' ? 0 : (bitsOfByte * 1_000) / address.baud;
}

function refuseClash(open: PortAddress, wished: PortAddress): void {
  if (open.wire !== 'serial' || wished.wire !== 'serial') return;
  for (const field of ['baud', 'flow'] as const) {
    if (open[field] === wished[field]) continue;
    const rule = `${field} must be ${open[field]}, as for the other devices on this line`;
    throw new RangeError(`${tellAddress(wished)}: ${rule}`);
  }
}
