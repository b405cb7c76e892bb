/**
 * The devices of a hall as its file names them: printers, LED strips, keypads, rating pads, readers
 * and scanners, each at a kiosk or a counter. Every complaint names the field and the rule; what
 * passes here is one flat list, each device with an id of its own.
 */
import { z } from 'zod';
import { type CounterId, counterId, type KioskId, kioskId } from '../../core/hall/ids.ts';
import { readKeypadAddress } from '../../drivers/open-keypad.ts';
import { readPadAddress } from '../../drivers/open-pad.ts';
import { readPrinterAddress } from '../../drivers/open-printer.ts';
import { readReaderAddress } from '../../drivers/open-reader.ts';
import { readScannerAddress } from '../../drivers/open-scanner.ts';
import { readStripAddress } from '../../drivers/open-strip.ts';
import { type AddressProblem, type PortAddress, tellAddress } from '../../drivers/ports/open.ts';
import { gb2312, stripLightShape, stripTextsShape } from './strip-settings.ts';

export const deviceKinds = ['printer', 'strip', 'keypad', 'pad', 'reader', 'scanner'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Where a device stands. */
export type DevicePlace =
  | { readonly kind: 'kiosk'; readonly id: KioskId }
  | { readonly kind: 'counter'; readonly id: CounterId };

/** A level of satisfaction: 5 very satisfied (非常满意) to 1 very dissatisfied (非常不满意). */
export type Level = 1 | 2 | 3 | 4 | 5;
export type Levels = readonly [Level, Level, Level, Level];

export interface DeviceSettings {
  /** `printer@entrance-1`, `strip@counter-3`: kind and place, the same as long as it stands there. */
  readonly id: string;
  readonly kind: DeviceKind;
  readonly place: DevicePlace;
  readonly address: string;
  /** The PC that hosts it; null: the hub's own machine. */
  readonly agent: string | null;
  /** The post that looks after it; null: not said. */
  readonly responsible: string | null;
  readonly serviceEveryDays: number | null;
  /** What a pad's keys 0 to 3 stand for; of no meaning for other kinds. */
  readonly levels: Levels;
  /** How many narrow characters a strip shows at once, and a line of its counter's own. */
  readonly columns: number | null;
  readonly line: string | null;
}

/** Very satisfied, satisfied, fair, dissatisfied: the usual four from left to right (unverified). */
const usualLevels: Levels = [5, 4, 3, 2];

type Read =
  | {
      readonly ok: true;
      /** Null: it hangs on no line, but on the desktop of its PC. */
      readonly port: PortAddress | null;
      /** `station` in it tells it apart from others on its line. */
      readonly settings?: object;
      /** How many narrow characters it shows at once. */
      readonly columns?: number;
    }
  | { readonly ok: false; readonly problem: AddressProblem };

const readStrip = (text: string): Read => {
  const read = readStripAddress(text);
  if (!read.ok) return read;
  const { station, width, height, font } = read.profile;
  const columns = Math.floor((width * 2) / font) * Math.floor(height / font);
  return { ok: true, port: read.port, settings: { station }, columns };
};

const readKeypad = (text: string): Read => {
  const read = readKeypadAddress(text);
  return read.ok && !('settings' in read) ? { ok: true, port: null } : read;
};

const readers: Readonly<Record<DeviceKind, (text: string) => Read>> = {
  printer: readPrinterAddress,
  strip: readStrip,
  keypad: readKeypad,
  pad: readPadAddress,
  reader: readReaderAddress,
  scanner: readScannerAddress,
};

/** Devices of these kinds need their line for themselves; others share one by addresses of theirs. */
const exclusive: ReadonlySet<DeviceKind> = new Set(['printer', 'reader', 'scanner']);

const address = (kind: DeviceKind) =>
  z
    .string()
    .max(300)
    .superRefine((text, context) => {
      const read = readers[kind](text);
      if (read.ok) return;
      const message = `${read.problem.field} must be ${read.problem.rule}`;
      context.addIssue({ code: 'custom', message });
    });

const agent = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'the id of a PC: 1-32 of a-z, 0-9 and -');

const everyDevice = {
  agent: agent.optional(),
  responsible: z.string().min(1).max(40).optional(),
  serviceEveryDays: z.int().min(1).max(1095).optional(),
};
const kiosk = z.string().transform(kioskId);
const counter = z.string().transform(counterId);

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
const levels = z.tuple([level, level, level, level]);

const atKiosk = (kind: DeviceKind) =>
  z.strictObject({ kiosk, address: address(kind), ...everyDevice });
const atCounter = (kind: DeviceKind) =>
  z.strictObject({ counter, address: address(kind), ...everyDevice });
const atEither = (kind: DeviceKind) =>
  z
    .strictObject({
      kiosk: kiosk.optional(),
      counter: counter.optional(),
      address: address(kind),
      ...everyDevice,
    })
    .refine((one) => (one.kiosk === undefined) !== (one.counter === undefined), {
      path: ['kiosk'],
      message: 'it stands at a kiosk or at a counter: name one of them',
    });

/** The part `devices` of a hall's file. */
export const devicesShape = z
  .strictObject({
    printers: z.array(atKiosk('printer')).max(48).default([]),
    strips: z
      .array(
        atCounter('strip').safeExtend({
          columns: z.int().min(2).max(200).optional(),
          line: gb2312(z.string().min(1).max(60)).optional(),
        }),
      )
      .max(200)
      .default([]),
    keypads: z.array(atCounter('keypad')).max(200).default([]),
    pads: z
      .array(atCounter('pad').safeExtend({ levels: levels.optional() }))
      .max(200)
      .default([]),
    readers: z.array(atEither('reader')).max(224).default([]),
    scanners: z.array(atEither('scanner')).max(224).default([]),
    stripTexts: stripTextsShape,
    stripLight: stripLightShape,
  })
  .prefault({});

export type WrittenDevices = z.output<typeof devicesShape>;

type List = Exclude<keyof WrittenDevices, 'stripTexts' | 'stripLight'>;
const lists: readonly (readonly [List, DeviceKind])[] = [
  ['printers', 'printer'],
  ['strips', 'strip'],
  ['keypads', 'keypad'],
  ['pads', 'pad'],
  ['readers', 'reader'],
  ['scanners', 'scanner'],
];

interface Entry {
  readonly kiosk?: KioskId | undefined;
  readonly counter?: CounterId | undefined;
  readonly address: string;
  readonly agent?: string | undefined;
  readonly responsible?: string | undefined;
  readonly serviceEveryDays?: number | undefined;
  readonly levels?: Levels | undefined;
  readonly columns?: number | undefined;
  readonly line?: string | undefined;
}

const placeOf = ({ kiosk: at, counter: over }: Entry): DevicePlace =>
  at === undefined ? { kind: 'counter', id: over ?? counterId('') } : { kind: 'kiosk', id: at };

/** The id of the device of this kind at this place. */
export const deviceId = (kind: DeviceKind, place: DevicePlace): string =>
  `${kind}@${place.kind === 'kiosk' ? place.id : `counter-${place.id}`}`;

/** The line that a device hangs on, without what tells devices on it apart: `serial:/dev/ttyUSB0`. */
export function lineOf({ kind, address: text, agent: host }: DeviceSettings): string {
  const read = readers[kind](text);
  const line = read.ok && read.port ? tellAddress(read.port) : (text.split('?')[0] ?? text);
  return host === null ? line : `${host}: ${line}`;
}

/** What tells a device apart from others on its line. */
function stationOf({ kind, address: text }: DeviceSettings): string {
  const read = readers[kind](text);
  const settings = read.ok ? read.settings : undefined;
  return settings && 'station' in settings ? `${settings.station}` : `${kind} ${text}`;
}

/** The field in which two devices want one serial line to be different; null: they agree. */
function clashOf(one: DeviceSettings, other: DeviceSettings): 'baud' | 'flow' | null {
  const [a, b] = [one, other].map(({ kind, address: text }) => readers[kind](text));
  if (!a?.ok || !b?.ok || !a.port || !b.port) return null;
  if (a.port.wire !== 'serial' || b.port.wire !== 'serial') return null;
  if (a.port.baud !== b.port.baud) return 'baud';
  return a.port.flow === b.port.flow ? null : 'flow';
}

interface Listed {
  readonly path: readonly (string | number)[];
  readonly device: DeviceSettings;
}

function listed(devices: WrittenDevices): Listed[] {
  return lists.flatMap(([list, kind]) =>
    devices[list].map((entry: Entry, index) => {
      const place = placeOf(entry);
      const device = {
        ...{ id: deviceId(kind, place), kind, place, address: entry.address },
        agent: entry.agent ?? null,
        responsible: entry.responsible ?? null,
        serviceEveryDays: entry.serviceEveryDays ?? null,
        levels: entry.levels ?? usualLevels,
        columns: entry.columns ?? columnsOf(kind, entry.address),
        line: entry.line ?? null,
      };
      return { path: ['devices', list, index], device };
    }),
  );
}

function columnsOf(kind: DeviceKind, text: string): number | null {
  const read = readers[kind](text);
  return (read.ok ? read.columns : undefined) ?? null;
}

/** All devices in one list, in the order of the file. */
export const devicesOf = (devices: WrittenDevices): DeviceSettings[] =>
  listed(devices).map(({ device }) => device);

export interface Places {
  readonly kiosks: readonly { readonly id: string }[];
  readonly counters: readonly { readonly id: string }[];
}

type Complain = (path: (string | number)[], message: string) => void;

/** What looks across fields: unknown places, two devices of a kind at one place, shared lines. */
export function complainOfDevices(devices: WrittenDevices, places: Places, complain: Complain) {
  const all = listed(devices);
  all.forEach(({ path, device }, index) => {
    const { kind, place, id } = device;
    const known = place.kind === 'kiosk' ? places.kiosks : places.counters;
    const at = [...path, place.kind];
    if (!known.some((one) => one.id === place.id)) {
      complain(at, `no ${place.kind} has the id ${place.id}`);
    }
    const before = all.slice(0, index).map((one) => one.device);
    if (before.some((other) => other.id === id)) {
      complain(at, `this ${place.kind} already has a ${kind}`);
    }
    if (device.address === 'shortcuts:' && device.agent === null) {
      complain([...path, 'agent'], 'the PC whose desktop has the keys');
    }
    const sharing = before.filter((other) => lineOf(other) === lineOf(device));
    const rule = sharingRule(device, sharing);
    if (rule !== null) complain([...path, 'address'], rule);
  });
}

/** Why this device cannot be on a line with those; null: it can. */
function sharingRule(device: DeviceSettings, sharing: readonly DeviceSettings[]): string | null {
  const { kind } = device;
  for (const other of sharing) {
    const loner = [kind, other.kind].find((one) => exclusive.has(one));
    if (loner) return `${other.id} is on this line, and a ${loner} needs its line for itself`;
    if (stationOf(device) === stationOf(other))
      return `${other.id} has the same place on this line`;
    const clash = clashOf(device, other);
    if (clash) return `${clash} must be the same as that of ${other.id} on this line`;
  }
  return null;
}
