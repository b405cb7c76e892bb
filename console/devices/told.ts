/**
 * What the hub tells of its devices, and what can be asked about them, over HTTP: for managers only.
 */
import { type Failed, hallPath, read, send } from '../asking.ts';

export type Place =
  | { readonly kind: 'kiosk'; readonly id: string }
  | { readonly kind: 'counter'; readonly id: string };

export interface DeviceTold {
  readonly id: string;
  readonly kind: 'printer' | 'strip' | 'keypad' | 'pad' | 'reader' | 'scanner';
  readonly place: Place;
  /** The PC that it hangs on; null: the hub's own. */
  readonly agent: string | null;
  readonly state: string;
  /** For the technician. */
  readonly detail: string;
  /** Epoch ms, like the times below. */
  readonly since: number | null;
  readonly heardAt: number | null;
  readonly responsible: string | null;
  /** The maintenance plan; `dueAt` null: it was never serviced, as far as is known. */
  readonly service: { readonly dueAt: number | null; readonly due: boolean } | null;
  /** What it has done since `since`, and ever. */
  readonly counters: readonly {
    readonly counter: string;
    readonly value: number;
    readonly total: number;
  }[];
}

export interface AlarmTold {
  readonly id: string;
  readonly subject: string;
  readonly devices: readonly string[];
  readonly fault: string;
  /** The posts that look after it. */
  readonly responsible: readonly string[];
  readonly raisedAt: number;
  readonly times: number;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
}

export interface RepairTold {
  readonly id: string;
  readonly kind: RepairKind;
  readonly words: string;
  readonly at: number;
  readonly notedBy: string;
}

export const repairKinds = ['fault', 'service', 'replacement'] as const;
export type RepairKind = (typeof repairKinds)[number];

export interface Told {
  readonly devices: readonly DeviceTold[];
  readonly alarms: readonly AlarmTold[];
}

/** `result`: what came of a test, e.g. `printed`. */
export type Tested = { readonly result: string } | 'refused' | 'unreachable';

/** Asks the hub of one hall; nothing here rejects. */
export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = hallPath(hall);
  }

  async all(): Promise<Told | Failed> {
    const [devices, alarms] = await Promise.all([
      read<Pick<Told, 'devices'>>(`${this.#base}/devices`),
      read<Pick<Told, 'alarms'>>(`${this.#base}/alarms`),
    ]);
    if (typeof devices === 'string') return devices;
    return typeof alarms === 'string' ? alarms : { ...devices, ...alarms };
  }

  async repairs(device: string): Promise<readonly RepairTold[] | Failed> {
    const told = await read<{ repairs: readonly RepairTold[] }>(
      `${this.#base}/devices/${encodeURIComponent(device)}/repairs`,
    );
    return typeof told === 'string' ? told : told.repairs;
  }

  async addRepair(device: string, kind: RepairKind, words: string): Promise<boolean> {
    const path = `${this.#base}/devices/${encodeURIComponent(device)}/repairs`;
    return (await send('POST', path, { kind, words }))?.ok ?? false;
  }

  async acknowledge(alarm: string): Promise<boolean> {
    const path = `${this.#base}/alarms/${encodeURIComponent(alarm)}/acknowledge`;
    return (await send('POST', path, {}))?.ok ?? false;
  }

  async test(device: string): Promise<Tested> {
    const answer = await send(
      'POST',
      `${this.#base}/devices/${encodeURIComponent(device)}/test`,
      {},
    );
    if (answer === null) return 'unreachable';
    return answer.ok ? ((await answer.json()) as { result: string }) : 'refused';
  }
}
