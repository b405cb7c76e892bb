/**
 * What the HTTP side is given: the keeper, the tables, and a few small functions. The entry file
 * builds these; nothing in this folder knows a database or the environment.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { HouseFacts } from '../../core/views/facts.ts';
import type { Speech } from '../../drivers/speech/espeak.ts';
import type { Log } from '../../log/log.ts';
import type { CaseDesk } from '../cases/desk.ts';
import type { SettingsDesk } from '../configured/desk.ts';
import type { DeviceDesk } from '../devices/desk.ts';
import type { ReportDesk } from '../figures/desk.ts';
import type { MachineWatch } from '../followers/machine.ts';
import type { GuideDesk } from '../guides/desk.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import type { ClockGuard } from '../hall/clock-guard.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Backups } from '../house/backups.ts';
import type { Emergencies } from '../house/emergencies.ts';
import type { Notices } from '../house/notices.ts';
import type { PrintJobs } from '../house/print-jobs.ts';
import type { Tickets } from '../house/tickets.ts';
import type { PastDesk } from '../past/desk.ts';
import type { Approvals } from '../people/approvals.ts';
import type { Audit } from '../people/audit.ts';
import type { BookingDesk } from '../people/bookings/desk.ts';
import type { Devices } from '../people/devices.ts';
import type { Enrolment } from '../people/enrolment.ts';
import type { OpenidDoor } from '../people/openid/door.ts';
import type { PrivacyDesk } from '../people/privacy-desk.ts';
import type { Rights } from '../people/rights.ts';
import type { Roster } from '../people/roster.ts';
import type { SecondFactors } from '../people/second-factor.ts';
import type { Sessions } from '../people/sessions.ts';
import type { Staff } from '../people/staff.ts';
import type { StaffCards } from '../people/staff-cards.ts';
import type { Tokens } from '../people/tokens.ts';
import type { Visitors } from '../people/visitors.ts';
import type { WatchList } from '../people/watch-list.ts';
import type { PaperOrders } from '../printing/orders.ts';
import type { GuideShelf } from '../printing/papers.ts';
import type { Printing } from '../printing/printing.ts';
import type { RatingDesk } from '../ratings/desk.ts';
import type { Tablets } from '../ratings/tablets.ts';
import type { TextDesk } from '../texts/desk.ts';
import type { Limits } from './limits.ts';
import type { Plan } from './plans.ts';

/** The part of pino that is used here. */
export interface HttpLogger {
  debug(facts: object, text: string): void;
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface People {
  readonly staff: Pick<Staff, 'verify' | 'list' | 'find' | 'add' | 'change' | 'setPassword'>;
  readonly sessions: Pick<Sessions, 'begin' | 'find' | 'end' | 'endAllOf' | 'listOf' | 'endOneOf'>;
  readonly secondFactors: Pick<SecondFactors, 'check' | 'reset'>;
  readonly enrolment: Pick<Enrolment, 'redeem'>;
  readonly devices: Pick<Devices, 'find' | 'list' | 'revoke'>;
  readonly tokens: Pick<Tokens, 'find' | 'list' | 'revoke'>;
  readonly watchList: Pick<WatchList, 'add' | 'list' | 'remove' | 'sightings'>;
  /** What waits for a second person. */
  readonly approvals: Pick<Approvals, 'ask' | 'list' | 'agree' | 'drop'>;
  /** Left out or null: staff sign in here alone. */
  readonly openid?: Pick<OpenidDoor, 'name' | 'begin' | 'finish' | 'endedThere' | 'leaving'> | null;
  /** What is held of one person, told and erased. */
  readonly privacy: Pick<PrivacyDesk, 'find' | 'ask' | 'waiting' | 'agree' | 'drop'>;
}

export interface HttpParts {
  readonly keeper: Pick<Keeper, 'hall' | 'health' | 'look' | 'submit'>;
  /** What `open-day` puts in force, and what is told of a hall that has not had a day yet. */
  readonly configuration: Configuration;
  /** Read anew for every answer. */
  readonly facts: { readonly now: HouseFacts };
  /** For tickets of past days and for readiness; never written to here. */
  readonly log: Pick<Log, 'read' | 'head' | 'lastOf'>;
  readonly tickets: Pick<Tickets, 'find' | 'cursor'>;
  readonly people: People;
  /** Which role may do what. */
  readonly rights: Rights;
  /** What staff did. */
  readonly audit: Pick<Audit, 'note' | 'find' | 'verify' | 'behind'>;
  readonly links: Links;
  /** Who takes a number, as the log of today may know it. */
  readonly visitors: Pick<Visitors, 'today' | 'took' | 'always'>;
  readonly desk: BookingDesk;
  readonly guides: GuideDesk;
  readonly cases: CaseDesk;
  /** Versions of the hall's settings. */
  readonly settings: SettingsDesk;
  readonly reports: Pick<ReportDesk, 'made'>;
  readonly ratings: Pick<RatingDesk, 'latest'>;
  /** The rating tablets on counters. */
  readonly tablets: Pick<Tablets, 'question' | 'rate' | 'add'>;
  /** Null or left out: nobody is texted. */
  readonly texts?: TextDesk | null;
  readonly devices: Pick<
    DeviceDesk,
    | 'list'
    | 'find'
    | 'has'
    | 'openAlarms'
    | 'alarmsOf'
    | 'acknowledge'
    | 'repairs'
    | 'addRepair'
    | 'try'
  >;
  readonly printJobs: Pick<PrintJobs, 'countBy'>;
  /** When the hall was last backed up; left out: nobody says. */
  readonly backups?: Pick<Backups, 'last'>;
  /** The room on the disk; left out: nobody says. */
  readonly machine?: Pick<MachineWatch, 'space'>;
  /** What is posted in the hall, for managers. */
  readonly posted: {
    readonly notices: Pick<Notices, 'add' | 'end' | 'open'>;
    readonly emergencies: Pick<Emergencies, 'start' | 'end' | 'list'>;
    readonly roster: Pick<Roster, 'set' | 'remove' | 'from'>;
    readonly staffCards: Pick<StaffCards, 'save' | 'setPhoto' | 'remove' | 'photo' | 'list'>;
    /** The hall's date. */
    readonly today: () => string;
  };
  /** The hall as it was. */
  readonly past: Pick<PastDesk, 'day' | 'moment' | 'names' | 'ticket'>;
  /** How many peers are connected. */
  readonly sockets: () => number;
  readonly guard: Pick<ClockGuard, 'now' | 'alarm' | 'confirm'>;
  /** The same order again changes nothing. */
  readonly printing: Pick<Printing, 'order'>;
  /** Guides and one-time notices on paper. */
  readonly paperOrders: Pick<PaperOrders, 'notice'>;
  /** Guides one by one, for phones. */
  readonly guideShelf: Pick<GuideShelf, 'now' | 'of'>;
  /** What says a kiosk's pages to who hears them; left out, the hub says nothing. */
  readonly speech?: Speech;
  /** The floor as each kiosk shows it; left out, none does. */
  readonly plans?: ReadonlyMap<string, Plan>;
  /** The hall's emblem; left out or null, it has none. */
  readonly emblem?: Plan | null;
  readonly clock: Clock;
  readonly dice: Dice;
  /** Where the built pages lie. */
  readonly distFolder: string;
  /** The program's version, as it is told. */
  readonly version: string;
  /** Whether this is the example hall: other systems are told so. */
  readonly example: boolean;
  /** One proxy stands before the hub, and its `X-Forwarded-*` headers are true. */
  readonly trustProxy: boolean;
  readonly logger: HttpLogger;
  /** `usualLimits` when left out. */
  readonly limits?: Limits;
}
