/**
 * Everything that stands in tables, opened together: the house's facts and its people. The hub and
 * the administrator's commands use it alike.
 */
import { resolve } from 'node:path';
import { CaseTable } from './cases/table.ts';
import { FigureTable } from './figures/table.ts';
import { Packages } from './guides/packages.ts';
import type { Clock, Dice } from './hall/clock.ts';
import { Alarms } from './house/alarms.ts';
import { Backups } from './house/backups.ts';
import { Cursors } from './house/cursors.ts';
import { type DatabaseChoice, type HouseDatabase, openDatabase } from './house/database.ts';
import { DeviceCounters } from './house/device-counters.ts';
import { DeviceStates } from './house/device-states.ts';
import { Emergencies } from './house/emergencies.ts';
import { Forecasts } from './house/forecasts.ts';
import { GuidePrints } from './house/guide-prints.ts';
import { HelpCalls } from './house/help-calls.ts';
import { HookOutbox } from './house/hook-outbox.ts';
import { Leases } from './house/leases.ts';
import { Notices } from './house/notices.ts';
import { Outbox } from './house/outbox.ts';
import { PrintJobs } from './house/print-jobs.ts';
import { Ratings } from './house/ratings.ts';
import { Repairs } from './house/repairs.ts';
import { Revs } from './house/rev.ts';
import { SettingsVersions } from './house/settings-versions.ts';
import { Tickets } from './house/tickets.ts';
import { Bookings } from './people/bookings.ts';
import { CaseWords } from './people/case-words.ts';
import { Devices } from './people/devices.ts';
import { Enrolment } from './people/enrolment.ts';
import { OneTimeNotices } from './people/one-time-notices.ts';
import { RatingWords } from './people/rating-words.ts';
import { Roster } from './people/roster.ts';
import { Sessions } from './people/sessions.ts';
import { Staff } from './people/staff.ts';
import { StaffCards } from './people/staff-cards.ts';
import { TextPhones } from './people/text-phones.ts';
import { Tokens } from './people/tokens.ts';
import { WatchList } from './people/watch-list.ts';
import type { Settings } from './settings.ts';

export interface Tables {
  /** As they were opened, so that another thread can read them too. */
  readonly choice: DatabaseChoice;
  readonly house: HouseDatabase;
  readonly revs: Revs;
  readonly deviceStates: DeviceStates;
  readonly deviceCounters: DeviceCounters;
  readonly printJobs: PrintJobs;
  readonly guidePrints: GuidePrints;
  readonly oneTimeNotices: OneTimeNotices;
  readonly tickets: Tickets;
  readonly forecasts: Forecasts;
  readonly figures: FigureTable;
  readonly helpCalls: HelpCalls;
  readonly alarms: Alarms;
  readonly backups: Backups;
  readonly repairs: Repairs;
  readonly ratings: Ratings;
  readonly ratingWords: RatingWords;
  readonly notices: Notices;
  readonly emergencies: Emergencies;
  readonly guides: Packages;
  readonly bookings: Bookings;
  readonly staff: Staff;
  readonly staffCards: StaffCards;
  readonly roster: Roster;
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly enrolment: Enrolment;
  readonly tokens: Tokens;
  readonly watchList: WatchList;
  readonly caseWords: CaseWords;
  readonly cases: CaseTable;
  readonly leases: Leases;
  readonly outbox: Outbox;
  readonly textPhones: TextPhones;
  readonly hookOutbox: HookOutbox;
  readonly settings: SettingsVersions;
  close(): Promise<void>;
}

/** Opens the tables, on PostgreSQL when the settings name one. Fails: `HouseFailure`. */
export async function openTables(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  clock: Clock,
  dice: Dice,
): Promise<Tables> {
  const { databaseUrl, dataDir } = settings;
  const choice: DatabaseChoice = databaseUrl
    ? { kind: 'postgres', url: databaseUrl }
    : { kind: 'sqlite', path: resolve(dataDir, 'house.sqlite') };
  const house = await openDatabase(choice);
  return tablesOn({ choice, house, revs: new Revs(house), clock, dice });
}

/** What the tables stand on: `revs` apart, as it has a beat of its own. */
export interface TablesParts extends Pick<Tables, 'choice' | 'house' | 'revs'> {
  readonly clock: Clock;
  readonly dice: Dice;
}

/** All tables on a database that is open and up to date. */
export function tablesOn({ choice, house, revs, clock, dice }: TablesParts): Tables {
  const caseWords = new CaseWords(house, clock);
  return {
    choice,
    house,
    revs,
    deviceStates: new DeviceStates(house, revs, clock),
    deviceCounters: new DeviceCounters(house, clock),
    printJobs: new PrintJobs(house, revs, clock),
    guidePrints: new GuidePrints(house, clock),
    oneTimeNotices: new OneTimeNotices(house, clock),
    tickets: new Tickets(house, new Cursors(house)),
    forecasts: new Forecasts(house),
    figures: new FigureTable(house),
    helpCalls: new HelpCalls({ house, revs, clock, dice }),
    alarms: new Alarms({ house, revs, clock, dice }),
    backups: new Backups(house),
    repairs: new Repairs({ house, revs, clock, dice }),
    ratings: new Ratings(house, clock),
    ratingWords: new RatingWords(house, clock),
    notices: new Notices({ house, revs, clock, dice }),
    emergencies: new Emergencies({ house, revs, clock, dice }),
    guides: new Packages({ house, revs, clock, dice }),
    bookings: new Bookings(house, clock, dice),
    staff: new Staff({ house, revs, clock, dice }),
    staffCards: new StaffCards({ house, revs, clock, dice }),
    roster: new Roster(house, revs),
    sessions: new Sessions(house, clock, dice),
    devices: new Devices(house, clock),
    enrolment: new Enrolment({ house, clock, dice }),
    tokens: new Tokens(house, clock, dice),
    watchList: new WatchList(house, clock, dice),
    caseWords,
    cases: new CaseTable({ house, revs, clock, words: caseWords }),
    leases: new Leases(house, clock),
    outbox: new Outbox(house, new Cursors(house), clock),
    textPhones: new TextPhones(house, clock),
    hookOutbox: new HookOutbox(house, new Cursors(house), clock),
    settings: new SettingsVersions({ house, revs, clock }),
    close: async () => {
      revs.close();
      await house.close();
    },
  };
}
