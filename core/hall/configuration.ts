/**
 * What a hall is: its services, counters, kiosks, reasons and rules. The whole of it stands in
 * `day-opened`, so a day can be replayed from the log alone. It is checked at the edge, by
 * core/wire/configuration.ts; in here it is taken to be sound.
 */
import type {
  AreaId,
  ClassId,
  CounterId,
  GroupId,
  HallId,
  HoursId,
  ItemId,
  KioskId,
  NeedId,
  ReasonId,
  ServiceId,
} from './ids.ts';

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
  /** How long one usually takes, in minutes: what the forecast starts from. */
  readonly standardMinutes: number;
  /** The longest that anybody is to wait, in minutes (NEXT-4). */
  readonly promiseMinutes: number;
  /** Where a ticket goes on to by itself when this is done (一票到底, STEP-1). */
  readonly leadsTo: readonly ServiceId[];
  /** Catalogue entries that may be done on one ticket (一件事, ITEM-1). */
  readonly items: readonly Item[];
  readonly overflow?: Overflow | undefined;
  /** A pattern of its own; absent: the hall's. */
  readonly hoursId?: HoursId | undefined;
  /** Whether a number is bound to a person (FAIR-1). */
  readonly realName: 'required' | 'optional' | 'never';
  /** Numbers a day, bookings included; absent: no limit. */
  readonly dailyMax?: number | undefined;
  /** Absent: it cannot be booked. */
  readonly booking?: { readonly slotMinutes: number; readonly perSlot: number } | undefined;
}

export interface Item {
  readonly id: ItemId;
  readonly name: Texts;
}

/** When the line is long, further counters may serve the service (CAN-4). */
export interface Overflow {
  /** More than so many wait. */
  readonly people?: number | undefined;
  /** The first in line has waited for more than so long. */
  readonly minutes?: number | undefined;
  readonly counters: readonly CounterId[];
}

/**
 * Who goes before whom (NEXT). A ticket's standing is `base + rate x minutes waited`.
 * `ordinary`: the one that the overtaking cap protects. `booked`: who comes with a booking.
 * `priority`: whoever the hall lets go sooner. `green`: before all others, given by staff only.
 */
export interface TicketClass {
  readonly id: ClassId;
  readonly kind: 'ordinary' | 'booked' | 'priority' | 'green';
  readonly name: Texts;
  readonly about?: Texts | undefined;
  /** In minutes: as if it had waited for so long already. */
  readonly base: number;
  /** How many minutes a minute of waiting counts for. */
  readonly rate: number;
  /** Whether visitors may choose it at a kiosk. */
  readonly atKiosk: boolean;
  readonly dailyMax?: number | undefined;
}

/** What a visitor may need; asked for discreetly, shown to the clerk before the call. */
export interface Need {
  readonly id: NeedId;
  readonly name: Texts;
}

/** At a time of day a counter serves other services (潮汐窗口, TIDE-3). Minutes since midnight. */
export interface Tide {
  readonly from: number;
  readonly to: number;
  /** 1 Monday … 7 Sunday; absent: every day. */
  readonly weekdays?: readonly number[] | undefined;
  readonly services: readonly ServiceId[];
}

/** Counters that turn to a service while its forecast breaks the promise (TIDE-4). */
export interface TideRule {
  readonly service: ServiceId;
  readonly counters: readonly CounterId[];
  /** The forecast, in minutes, from which on the next counter turns to it. */
  readonly openAbove: number;
  /** The forecast under which the last one turns back; the gap keeps them from swinging. */
  readonly closeBelow: number;
}

/** A stretch of a day, in minutes since midnight: `from` within, `to` not. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Who may take a number: everybody, or only who has booked. */
  readonly admits: 'everybody' | 'booked';
  /** What it is called on screens: noon duty (午间值班), extended hours (延时服务). */
  readonly duty?: 'noon' | 'extended' | undefined;
  /** Numbers that a service gives in this band; absent: no limit. */
  readonly max?: number | undefined;
}

export interface Hours {
  readonly id: HoursId;
  /** Monday first; a day without bands is closed. In order, without overlap. */
  readonly week: readonly (readonly Band[])[];
  /** The last number is given so long before a stretch of bands ends. */
  readonly lastTicketMinutes: number;
}

/** A date that is not as its weekday says. */
export interface SpecialDate {
  readonly date: string;
  /** `closed`, or the weekday (1 Monday … 7 Sunday) whose hours it has: a make-up workday. */
  readonly as: 'closed' | number;
  readonly name?: Texts | undefined;
}

export interface BookingRules {
  /** How many working days ahead one may book. */
  readonly workdaysAhead: number;
  /** A booking can be given back until so long before. */
  readonly cancelHours: number;
  readonly perPersonPerDay: number;
  /** So many missed within so many days bar from booking for so long. */
  readonly missedMax: number;
  readonly missedWithinDays: number;
  readonly barredDays: number;
  /** One may check in so long before the slot, and so long after its start (BOOK-2, BOOK-3). */
  readonly earlyMinutes: number;
  readonly lateMinutes: number;
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
  /** Where it is found, for who comes from the seats: a floor, an area, a landmark. */
  readonly where?: Texts | undefined;
  /** What it serves first, as one pool. */
  readonly services: readonly ServiceId[];
  /** What it serves when nobody waits for those (CAN-3). */
  readonly helps: readonly ServiceId[];
  /** The needs that it can meet (NEED-2). */
  readonly offers: readonly NeedId[];
  readonly tides: readonly Tide[];
}

/** What a kiosk offers beside numbers. */
export type KioskTile =
  | 'guides'
  | 'check-in'
  | 'book'
  | 'rate'
  | 'plan'
  | 'duty'
  | 'hours'
  | 'disclosure';

export interface Kiosk {
  readonly id: KioskId;
  /** Its own letter for ever; see NUM-1 for what it keeps free. */
  readonly letter: string;
  readonly name: Texts;
  /** `night`: in the zone that is open day and night, mostly without staff; absent: in the hall. */
  readonly zone?: 'hall' | 'night' | undefined;
  /** Where its screen hangs, in mm: its upper edge over the floor, and its height. */
  readonly screenMm?: { readonly top: number; readonly height: number } | undefined;
  /** In this order; absent: all that the hall has. */
  readonly tiles?: readonly KioskTile[] | undefined;
  /** A picture of the floor, and in words where things are from here. */
  readonly plan?: { readonly file: string; readonly text: Texts } | undefined;
}

/** A part of the hall with screens of its own: which counters they show, and who waits there. */
export interface Area {
  readonly id: AreaId;
  readonly name: Texts;
  readonly counters: readonly CounterId[];
  /** Who waits is shown for these; absent: for what its counters serve. */
  readonly services?: readonly ServiceId[] | undefined;
}

/** Telephone numbers that are posted in the hall. */
export interface Contacts {
  /** The government's hotline, 12345 in most places. */
  readonly hotline: string;
  readonly consultation?: string | undefined;
  readonly complaints?: string | undefined;
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
  /** Why a ticket is given another class, the green channel above all. */
  readonly priority: readonly Reason[];
  /** Why a counter serves other services than planned. */
  readonly tide: readonly Reason[];
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
  /** So long nobody calls a ticket that its visitor has postponed, and so often (POST). */
  readonly postponeMinutes: number;
  readonly postponesMax: number;
  /** A signed-in counter without a ticket in hand and without an act is signed out (STAFF-9). */
  readonly forgottenSignOutMinutes: number;
  /** How many priority tickets may overtake an ordinary one (NEXT-5). */
  readonly overtakingMax: number;
  /** How many people the hall holds, waiting and served; 0: no limit (HOURS-6). */
  readonly peopleMax: number;
  /** Numbers a day that one person may take; 0: no limit (FAIR-3). */
  readonly perPersonMax: number;
  /** A call for help (帮办) that nobody has taken up after so long is unanswered. */
  readonly helpAnswerSeconds: number;
  /** Whether a drill keeps numbers and calls back as an evacuation does (HALT-2); absent: it does. */
  readonly drillHalts?: boolean | undefined;
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
  /**
   * What a hall may choose of its looks: one colour, `#0b4f8a` (absent: the house's blue), and its
   * emblem, a picture beside the hall's file (absent: none).
   */
  readonly look?:
    | { readonly accent?: string | undefined; readonly emblem?: string | undefined }
    | undefined;
  /** Absent: every screen shows the whole hall. */
  readonly areas?: readonly Area[] | undefined;
  /** Absent: none is posted. */
  readonly contacts?: Contacts | undefined;
  /** The service whose number leads to where information is applied for (依申请公开); absent: none. */
  readonly disclosure?: ServiceId | undefined;
  /** Exactly one of the kind `ordinary`, at most one `booked`. */
  readonly classes: readonly TicketClass[];
  readonly needs: readonly Need[];
  /** Patterns by name; the hall's own is `hoursId`, and without one it always admits everybody. */
  readonly opening: {
    readonly hoursId?: HoursId | undefined;
    readonly patterns: readonly Hours[];
    readonly dates: readonly SpecialDate[];
  };
  readonly tideRules: readonly TideRule[];
  readonly booking: BookingRules;
  readonly reasons: Reasons;
  readonly rules: Rules;
}
