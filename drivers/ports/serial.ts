/**
 * A serial line by node-serialport, which is loaded only when a serial device is configured. The
 * library keeps writes made after a disconnect and replays them when the same object is opened
 * again, so each connection gets a new object. There is no `drain` here: it may block a thread of
 * Node's pool for ever when a device holds its flow control, and four of those stop the process;
 * that the device took the bytes is told by its answers.
 */
import { stat } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import type { Clock } from '../clock.ts';
import type { LostWhy, OpenWire, Wire, WireEvents } from './port.ts';

export type Flow = 'none' | 'rtscts' | 'xonxoff';

export interface SerialSettings {
  /** The device file, e.g. `/dev/ttyUSB0`, or `COM3`. */
  readonly path: string;
  /** Bits a second. */
  readonly baud: number;
  readonly flow: Flow;
}

/** How long a dying line may take to let go of its device before it is left to itself. */
const endMs = 2_000;
const watchMs = 500;

/** A way to open the serial line of `settings`. 8 data bits, no parity, one stop bit. */
export function serialWire(settings: SerialSettings, clock: Clock): OpenWire {
  return (events) => new SerialWire(settings, events, clock);
}

class SerialWire implements Wire {
  #port: SerialPort | null = null;
  #ended = false;
  #watch: unknown = null;
  readonly #clock: Clock;
  readonly #opening: Promise<void>;

  constructor(settings: SerialSettings, events: WireEvents, clock: Clock) {
    this.#clock = clock;
    this.#opening = this.#open(settings, events).catch((error: unknown) => {
      events.ended(...whyOf(error));
    });
  }

  write(bytes: Uint8Array, done: (error: Error | null) => void): void {
    const port = this.#port;
    if (!port?.isOpen) done(new Error('the line is not open'));
    else port.write(Buffer.from(bytes), (error) => done(error ?? null));
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#clock.clearTimeout(this.#watch);
    const port = this.#port;
    if (port) await letGo(port, this.#clock);
    else await this.#opening;
  }

  async #open(settings: SerialSettings, events: WireEvents): Promise<void> {
    const { SerialPort } = await import('serialport');
    if (this.#ended) return;
    const port = new SerialPort({
      path: settings.path,
      baudRate: settings.baud,
      rtscts: settings.flow === 'rtscts',
      xon: settings.flow === 'xonxoff',
      xoff: settings.flow === 'xonxoff',
      autoOpen: false,
    });
    // A write that dies with its line may report here; the `close` that follows says what counts.
    port.on('error', () => {});
    port.on('data', (bytes: Buffer) => events.bytes(bytes));
    port.on('close', (error: Error | null) => {
      events.ended('closed', error?.message ?? 'the line was closed');
    });
    const device = await deviceAt(settings.path);
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(error) : resolve()));
    });
    this.#port = port;
    // A device that appeared between the look and the opening is looked at now.
    const opened = device ?? (await deviceAt(settings.path));
    if (this.#ended) await letGo(port, this.#clock);
    else {
      events.opened();
      if (opened !== null) void this.#watchDevice(settings.path, opened, events);
    }
  }

  /**
   * Ends the line when its device file no longer is the one that was opened. A pulled device may
   * read as "no bytes" instead of an error; the library then reads on in a circle and says nothing.
   */
  async #watchDevice(path: string, opened: string, events: WireEvents): Promise<void> {
    const now = await deviceAt(path);
    if (this.#ended) return;
    if (now !== opened) {
      events.ended('closed', 'the device file is gone');
      return;
    }
    this.#watch = this.#clock.setTimeout(() => {
      void this.#watchDevice(path, opened, events);
    }, watchMs);
  }
}

/** Which device stands behind a path, or null: none, or a system without device files. */
async function deviceAt(path: string): Promise<string | null> {
  try {
    const { rdev, ino } = await stat(path);
    return `${rdev} ${ino}`;
  } catch {
    return null;
  }
}

/**
 * Throws away what waits in the line and closes it. Closing with bytes waiting would hold the
 * device (and a thread) for up to 30 s, and those bytes are the ones nobody wants any more.
 */
async function letGo(port: SerialPort, clock: Clock): Promise<void> {
  if (!port.isOpen) return;
  await new Promise<void>((resolve) => {
    const timer = clock.setTimeout(resolve, endMs);
    const done = () => {
      clock.clearTimeout(timer);
      resolve();
    };
    port.flush(() => (port.isOpen ? port.close(done) : done()));
  });
}

/** The name of what `open` said. The words are those of Linux, macOS and Windows bindings. */
function whyOf(error: unknown): [LostWhy, string] {
  const said = error instanceof Error ? error.message : String(error);
  if (/cannot lock|resource busy|EBUSY|temporarily unavailable/i.test(said)) {
    return ['in-use', `${said} (another program, or a second configuration, holds this device)`];
  }
  if (/ENOENT|no such file|file not found|ENXIO|ENODEV/i.test(said)) return ['not-found', said];
  if (/EACCES|EPERM|permission|access denied/i.test(said)) {
    return ['no-permission', `${said} (on Linux the program's user must be in group dialout)`];
  }
  return ['failed', said];
}
