/**
 * All devices of the hall with kind and place, whoever hosts them: this process opens its own, the
 * others come from the PCs that they hang on. Printing, strips, keypads and the pages' tables ask
 * here and know no wire.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { Clock } from '../../drivers/clock.ts';
import type {
  Device,
  IdReader,
  Keypad,
  Printer,
  PrinterState,
  RatingPad,
  Scanner,
  Strip,
} from '../../drivers/driver.ts';
import { absentDevice } from './absent.ts';
import { type Opener, openerOf } from './opening.ts';
import type { DeviceKind, DevicePlace, DeviceSettings } from './settings.ts';

export interface DeviceOf {
  readonly printer: Printer;
  readonly strip: Strip;
  readonly keypad: Keypad;
  readonly pad: RatingPad;
  readonly reader: IdReader;
  readonly scanner: Scanner;
}

/** A device with where it stands and what the file says of it. */
export type Held = {
  [K in DeviceKind]: {
    readonly kind: K;
    readonly settings: DeviceSettings;
    readonly device: DeviceOf[K];
  };
}[DeviceKind];

export type HeldOf<K extends DeviceKind> = Extract<Held, { kind: K }>;

/** What every kind has, for those who only ask how it is. */
export type AnyDevice = Device<PrinterState>;

/**
 * A device that another PC hosts, of the shape that its kind has in `DeviceOf`; null when this hub
 * cannot speak to that PC.
 */
export type Remote = (settings: DeviceSettings) => DeviceOf[DeviceKind] | null;

/** A place as a key: `kiosk:entrance-1`, `counter:3`. */
export type PlaceKey = `kiosk:${string}` | `counter:${string}`;
export const placeKey = ({ kind, id }: DevicePlace): PlaceKey => `${kind}:${id}`;

export interface RegistryParts {
  readonly clock: Clock;
  readonly remote: Remote;
  /** How this process opens its own devices; by their addresses when left out. */
  readonly open?: Opener;
}

export class Registry {
  readonly all: readonly Held[];

  /**
   * Opens what this process hosts; they connect in the background. Throws a RangeError that names
   * field and rule.
   */
  constructor(settings: readonly DeviceSettings[], { clock, remote, open }: RegistryParts) {
    const own = open ?? openerOf(clock);
    this.all = settings.map((one) => {
      const away = `it hangs on ${one.agent}, which this hub cannot reach`;
      const device = one.agent === null ? own(one) : (remote(one) ?? absentDevice(away));
      // Openers and remotes give what the kind says.
      return { kind: one.kind, settings: one, device } as Held;
    });
  }

  /** The devices of one kind, in the order of the file. */
  of<K extends DeviceKind>(kind: K): readonly HeldOf<K>[] {
    return this.all.filter((held): held is HeldOf<K> => held.kind === kind);
  }

  find(id: string): Held | undefined {
    return this.all.find(({ settings }) => settings.id === id);
  }

  /** By the kiosk at which their paper comes out. */
  printers(): Map<KioskId, Printer> {
    return new Map(
      this.of('printer').flatMap(({ settings: { place }, device }) =>
        place.kind === 'kiosk' ? [[place.id, device] as const] : [],
      ),
    );
  }

  readers(): Map<PlaceKey, IdReader> {
    return this.#byPlace('reader');
  }

  scanners(): Map<PlaceKey, Scanner> {
    return this.#byPlace('scanner');
  }

  /** Ends all that are still open. Never rejects. */
  async close(): Promise<void> {
    await Promise.all(this.all.map(({ device }) => device.close()));
  }

  #byPlace<K extends DeviceKind>(kind: K): Map<PlaceKey, DeviceOf[K]> {
    return new Map(
      this.of(kind).map((held) => [placeKey(held.settings.place), held.device as DeviceOf[K]]),
    );
  }
}
