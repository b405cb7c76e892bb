/**
 * Addresses of devices as people write them, `tcp://10.0.0.5:9100` and
 * `serial:/dev/ttyUSB0?baud=19200`: one reader, so that every device's configuration says the same
 * thing in the same way, and a mistake is told by field and rule.
 */
import type { Clock } from '../clock.ts';
import { createPort, type Port, type PortTimes } from './port.ts';
import { type Flow, serialWire } from './serial.ts';
import { tcpWire } from './tcp.ts';

export type PortAddress =
  | { readonly wire: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly wire: 'serial';
      readonly path: string;
      readonly baud: number;
      readonly flow: Flow;
    };

/** What is wrong with an address: `rule` reads after "must be". */
export interface AddressProblem {
  readonly field: string;
  readonly rule: string;
}

export type ReadAddress =
  | {
      readonly ok: true;
      readonly address: PortAddress;
      /** Settings after the `?` that belong to the device, not to the wire. */
      readonly settings: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly problem: AddressProblem };

const bauds = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600];
const flows: readonly Flow[] = ['none', 'rtscts', 'xonxoff'];

/** What is meant when an address does not say it; differs by kind of device. */
export interface UsualLine {
  readonly baud: number;
  readonly tcpPort: number;
}

const printerLine: UsualLine = { baud: 9600, tcpPort: 9100 };

/** Reads an address. Never throws; the first broken rule is returned. */
export function readAddress(text: string, usual: UsualLine = printerLine): ReadAddress {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  const mark = rest.indexOf('?');
  const place = mark < 0 ? rest : rest.slice(0, mark);
  const settings = new Map(new URLSearchParams(mark < 0 ? '' : rest.slice(mark + 1)));
  if (scheme === 'tcp') return readTcp(place, settings, usual);
  if (scheme === 'serial') return readSerial(place, settings, usual);
  return problem('address', 'tcp://host:port or serial:/dev/…?baud=…');
}

function readTcp(place: string, settings: Map<string, string>, usual: UsualLine): ReadAddress {
  const parts = /^\/\/(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+)(?::(\d+))?\/?$/.exec(place);
  const named = parts?.[1];
  if (!named) return problem('address', 'tcp://host:port, e.g. tcp://10.0.0.5:9100');
  const port = parts[2] === undefined ? usual.tcpPort : Number(parts[2]);
  if (port < 1 || port > 65_535) return problem('port', 'between 1 and 65535');
  const host = named.startsWith('[') ? named.slice(1, -1) : named;
  return { ok: true, address: { wire: 'tcp', host, port }, settings };
}

function readSerial(place: string, settings: Map<string, string>, usual: UsualLine): ReadAddress {
  const path = place.replace(/^\/\/\//, '/');
  if (!/^(\/.+|COM\d+)$/i.test(path)) {
    return problem('path', 'a device file such as /dev/ttyUSB0, or COM3');
  }
  const baud = Number(settings.get('baud') ?? usual.baud);
  if (!bauds.includes(baud)) return problem('baud', `one of ${bauds.join(', ')}`);
  const flow = flows.find((known) => known === (settings.get('flow') ?? 'none'));
  if (!flow) return problem('flow', `one of ${flows.join(', ')}`);
  settings.delete('baud');
  settings.delete('flow');
  return { ok: true, address: { wire: 'serial', path, baud, flow }, settings };
}

function problem(field: string, rule: string): ReadAddress {
  return { ok: false, problem: { field, rule } };
}

/** An address in one line, without its settings. */
export function tellAddress(address: PortAddress): string {
  if (address.wire === 'serial') return `serial:${address.path}`;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `tcp://${host}:${address.port}`;
}

/** Opens a port; it connects in the background and keeps trying until it is closed. */
export function openPort(address: PortAddress, clock: Clock, times?: PortTimes): Port {
  const wire =
    address.wire === 'tcp' ? tcpWire(address.host, address.port) : serialWire(address, clock);
  return createPort(tellAddress(address), wire, clock, times);
}
