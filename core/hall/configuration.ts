/**
 * What a hall is: its services, counters, kiosks, reasons and rules. The whole of it stands in
 * `day-opened`, so a day can be replayed from the log alone. It is checked at the edge, by
 * core/wire/configuration.ts; in here it is taken to be sound.
 */
import type { CounterId, GroupId, HallId, KioskId, ReasonId, ServiceId } from './ids.ts';

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

/** A text of the hall's own, by language. A language that is missing is shown as `zh-Hans`. */
export interface Texts {
  readonly 'zh-Hans': string;
  readonly 'zh-Hant'?: string | undefined;
  readonly en: string;
}

/** What one queues for. */
export interface Service {
  readonly id: ServiceId;
  /** One or two letters before the number, without I and O (NUM-1). Services may share one. */
  readonly prefix: string;
  readonly name: Texts;
  /** One plain line under the name. */
  readonly about?: Texts | undefined;
  /** Whether numbers are given for it. */
  readonly open: boolean;
}

/** A tile on the kiosk's first page, with the services behind it. */
export interface Group {
  readonly id: GroupId;
  readonly name: Texts;
  readonly about?: Texts | undefined;
  readonly services: readonly ServiceId[];
}

/** A place where one is served (窗口). */
export interface CounterPlace {
  readonly id: CounterId;
  /** What stands on the sign over it, usually a number: `3`. */
  readonly sign: string;
  readonly name: Texts;
  readonly services: readonly ServiceId[];
}

export interface Kiosk {
  readonly id: KioskId;
  /** Its own letter for ever; see NUM-1 for what it keeps free. */
  readonly letter: string;
  readonly name: Texts;
}

export interface Reason {
  readonly id: ReasonId;
  readonly name: Texts;
}

/** Why a counter pauses, a ticket is called out of turn, put aside, or cancelled. */
export interface Reasons {
  readonly pause: readonly Reason[];
  readonly callTicket: readonly Reason[];
  readonly park: readonly Reason[];
  readonly cancel: readonly Reason[];
}

export interface Rules {
  /** How often a called ticket may be called again, and how soon (CALL-9). */
  readonly recallsMax: number;
  readonly recallCoolDownSeconds: number;
  /** How long after its last call a ticket may be told missed (MISS-1). */
  readonly noShowAfterSeconds: number;
  /** A missed ticket rejoins behind so many, so often, so long after it was missed (MISS-3, MISS-4). */
  readonly rejoinBehind: number;
  readonly rejoinsMax: number;
  readonly rejoinWithinMinutes: number;
  /** A signed-in counter without a ticket in hand and without an act is signed out (STAFF-9). */
  readonly forgottenSignOutMinutes: number;
}

export interface Configuration {
  /** Changes whenever anything below changes; made by the hub (a hash of the whole). */
  readonly version: string;
  readonly hall: HallId;
  /** IANA name; the hub reckons local dates by it, `core` never does. */
  readonly timeZone: string;
  readonly name: Texts;
  /** The hours of service as they are written on the door; shown, not reckoned with. */
  readonly hours: Texts;
  /** Where visitors' phones reach the hub, without a slash at the end; absent: no QR on the slip. */
  readonly publicUrl?: string | undefined;
  /** A hall that never closes carries its tickets over midnight (DAY-4). */
  readonly neverCloses: boolean;
  readonly groups: readonly Group[];
  readonly services: readonly Service[];
  readonly counters: readonly CounterPlace[];
  readonly kiosks: readonly Kiosk[];
  readonly reasons: Reasons;
  readonly rules: Rules;
}
