/**
 * Which serial lines this machine has, for the technician who looks for the name to configure. The
 * names under /dev/serial/by-id come first: they stay the same whatever is plugged in first.
 */
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

export interface SerialLine {
  /** The name to configure, e.g. `/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0`. */
  readonly path: string;
  /** The device file behind it, when that is another one. */
  readonly device: string | null;
  /** What its maker says of itself, where the system knows it. */
  readonly maker: string | null;
}

const byIdFolder = '/dev/serial/by-id';

interface Found {
  readonly path: string;
  readonly manufacturer?: string | undefined;
}

/**
 * The serial lines that the system knows now, stable names first, each device once. Pseudo-terminals
 * are not among them, and on a system without udev it may be empty: a name can always be typed.
 * Never rejects. `folder` and `list` stand in for the system's own.
 */
export async function listSerial(
  folder: string = byIdFolder,
  list: () => Promise<readonly Found[]> = listBySystem,
): Promise<readonly SerialLine[]> {
  const [stable, found] = await Promise.all([readStable(folder), list().catch(() => [])]);
  const makers = new Map(found.map(({ path, manufacturer }) => [path, manufacturer ?? null]));
  const named = stable.map(({ path, device }) => ({
    path,
    device,
    maker: makers.get(device) ?? null,
  }));
  const known = new Set(stable.flatMap(({ path, device }) => [path, device]));
  const others = found
    .filter(({ path }) => !known.has(path))
    .map(({ path, manufacturer }) => ({ path, device: null, maker: manufacturer ?? null }));
  return [...named, ...others];
}

async function readStable(folder: string): Promise<{ path: string; device: string }[]> {
  const names = await readdir(folder).catch(() => []);
  const lines = names.sort().map(async (name) => {
    const path = join(folder, name);
    // A name whose device was pulled this moment leads nowhere.
    const device = await realpath(path).catch(() => null);
    return device === null ? [] : [{ path, device }];
  });
  return (await Promise.all(lines)).flat();
}

async function listBySystem(): Promise<readonly Found[]> {
  const { SerialPort } = await import('serialport');
  return await SerialPort.list();
}
