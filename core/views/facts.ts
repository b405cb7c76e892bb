/**
 * House facts: what a view needs beside the hall's state and what is no event, because it does not
 * change who is served when. The hub keeps them in tables with one `rev` a hall.
 */
import type { Texts } from '../hall/configuration.ts';
import type { Range } from '../hall/events.ts';
import type { EmergencyKind } from '../hall/halting.ts';
import type { When } from '../hall/hours.ts';
import type { KioskId, Label, ServiceId, StaffId, TicketId } from '../hall/ids.ts';

/** How a device is, whatever its kind. `unknown`: it does not say (never taken for `ready`). */
export type DeviceState = 'ready' | 'error' | 'unplugged' | 'silent' | 'unknown';

/** What keeps a printer from printing, or soon will. */
export type PrinterState =
  | DeviceState
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'overheated'
  | 'offline';

export type PrintState = 'queued' | 'sent' | 'printed' | 'failed' | 'unknown';

/** One print job, as far as the visitor and the clerk care. */
export interface PrintFact {
  readonly job: string;
  readonly kiosk: KioskId;
  readonly ticket: TicketId;
  readonly label: Label;
  readonly because: 'issued' | 'reprint';
  readonly state: PrintState;
  /** Why it failed or is unknown: a `PrinterState`, `lost-in-print`, `no-answer` or `hub-restarted`. */
  readonly reason: string | null;
}

export type { EmergencyKind };

/** What the hub's own machine lacks: room on the disk, its tables, its log. */
export const machineFaults = ['disk-low', 'disk-full', 'tables-away', 'log-away'] as const;
export type MachineFault = (typeof machineFaults)[number];

export interface Emergency {
  readonly kind: EmergencyKind;
  /** The hall's own words under the usual ones; null: it has said none. */
  readonly words: PostedTexts | null;
  /** Epoch ms. */
  readonly since: number;
}

/** A text that a manager has written; a language that is missing is shown as `zh-Hans`. */
export interface PostedTexts extends Omit<Texts, 'en'> {
  readonly en?: string | undefined;
}

/** Where a notice is shown; without an id on all of that kind. */
export interface NoticeWhere {
  readonly at: 'all' | 'area' | 'screen' | 'kiosk';
  readonly id: string | null;
}

/** A notice that is to be shown now. */
export interface Notice {
  readonly id: string;
  readonly text: PostedTexts;
  readonly where: NoticeWhere;
}

/** Who leads the hall today (值班领导), as it is posted in public. */
export interface OnDuty {
  readonly name: string;
  readonly post: string;
  readonly phone: string | null;
}

/** What is posted of a clerk at the counter (办法, art. 22). */
export interface StaffCard {
  readonly name: string;
  readonly post: PostedTexts;
  readonly duties: PostedTexts | null;
  readonly promise: PostedTexts | null;
  /** Where the picture is fetched on the hub's own origin; null: there is none. */
  readonly photo: string | null;
}

export interface HouseFacts {
  /** Rises with every change. */
  readonly rev: number;
  /** By kiosk; a kiosk without a printer has no entry. */
  readonly printers: ReadonlyMap<KioskId, PrinterState>;
  /** The latest jobs, newest first; at most a few a kiosk. */
  readonly prints: readonly PrintFact[];
  /** The local time by which hours are shown; null: the hub has not said yet. */
  readonly local: When | null;
  /** How long still: for a newcomer of the ordinary class by service, and by waiting ticket. */
  readonly forecast: {
    readonly services: ReadonlyMap<ServiceId, Range>;
    readonly tickets: ReadonlyMap<TicketId, Range>;
  };
  /** The wall clock was set and is not believed: nothing happens by time alone until it is steady. */
  readonly clockAlarm: boolean;
  /** It stands in memory alone: tables that are away take no note of it. */
  readonly machine: readonly MachineFault[];
  /** Years, of this and the next, whose public holidays the hub does not know. */
  readonly holidaysUnknown: readonly number[];
  /** Calls for help that are not done, oldest first. */
  readonly helpCalls: readonly HelpCall[];
  /** Null: all is as usual. */
  readonly emergency: Emergency | null;
  /** Those of this moment, the latest begun first. */
  readonly notices: readonly Notice[];
  /** Null: nobody is entered for today. */
  readonly duty: OnDuty | null;
  /** By clerk; who has no card has no entry. */
  readonly cards: ReadonlyMap<StaffId, StaffCard>;
  /** The service guides in force; null: none were published. */
  readonly guides: GuidesInForce | null;
  /** Services for which one of them tells what to bring. */
  readonly guided: ReadonlySet<ServiceId>;
  /** The hall sends texts: whoever takes a number may leave a phone. */
  readonly texts: boolean;
}

/** Which guides are in force, so that pages ask for them anew when it is another version. */
export interface GuidesInForce {
  readonly version: string;
  /** The package's own day, `YYYY-MM-DD`. */
  readonly date: string;
}

/** A call for help at a kiosk (帮办). `unanswered`: nobody took it up in time. */
export interface HelpCall {
  readonly id: string;
  readonly kiosk: KioskId;
  readonly at: number;
  readonly state: 'asked' | 'accepted' | 'unanswered';
}

export const noFacts: HouseFacts = {
  rev: 0,
  printers: new Map(),
  prints: [],
  local: null,
  forecast: { services: new Map(), tickets: new Map() },
  clockAlarm: false,
  machine: [],
  holidaysUnknown: [],
  helpCalls: [],
  emergency: null,
  notices: [],
  duty: null,
  cards: new Map(),
  guides: null,
  guided: new Set(),
  texts: false,
};
