/**
 * The hall's settings as a hub serves them: by which version it starts, what is due, and the desk at
 * which they are changed. The public holidays come on top of each version.
 */
import type { Logger } from 'pino';
import { holidaysFileName } from '../calendar/holidays.ts';
import { FollowedHolidays } from '../calendar/holidays-followed.ts';
import type { Calendar } from '../hall/calendar.ts';
import { type InForceParts, putInForce } from '../hall/in-force.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { SettingsVersions } from '../house/settings-versions.ts';
import type { HallFile, Settings } from '../settings.ts';
import { SettingsDesk } from './desk.ts';
import { dueConfiguration, SettingsFollower } from './following.ts';

export interface ServedParts extends Omit<InForceParts, 'configuration'> {
  readonly keeper: Keeper;
  readonly versions: SettingsVersions;
  readonly running: HallFile;
  readonly settings: Pick<Settings, 'dataDir' | 'secrets'>;
  readonly calendar: Calendar;
  readonly logger: Pick<Logger, 'warn'>;
  /** Asks for the hub to be started again. */
  readonly renew?: (() => void) | undefined;
}

/** Before the log has been read no day is taken to have opened. */
const notYet = 0;

export interface Served {
  readonly holidays: FollowedHolidays;
  readonly desk: SettingsDesk;
  /** Puts in force what is due, and what becomes due; `tell` after every change. */
  follow(tell: () => void): () => void;
}

/** Reads what is due. Throws `SettingsError` for a broken file of holidays; fails: `HouseFailure`. */
export async function serveSettings(parts: ServedParts): Promise<Served> {
  const { keeper, versions, running, settings, calendar, clock, logger, complain } = parts;
  const opened = await keeper.look(({ day }) => day?.openedAt ?? null).catch(() => notYet);
  const due = await dueConfiguration(versions, running, opened);
  const missing = (years: readonly number[]) => {
    const what = `public holidays are not known; until ${holidaysFileName} tells them, weekdays count`;
    logger.warn({ years }, what);
  };
  const holidays = new FollowedHolidays({
    ...{ configuration: due ?? running.configuration, dataDir: settings.dataDir },
    ...{ today: () => calendar(clock.now()).date, clock, missing, complain },
  });
  const { secrets } = settings;
  const places = secrets ? { secrets } : {};
  let follower: SettingsFollower | null = null;
  const desk = new SettingsDesk({
    ...{ hall: keeper.hall, versions, running, keeper, ...places },
    asked: () => follower?.asked ?? { version: null, configuration: '' },
  });
  return {
    ...{ holidays, desk },
    follow: (tell) => {
      const end = keepInForce(parts, holidays, tell);
      const following = new SettingsFollower({ ...parts, ...places, holidays });
      follower = following;
      return () => {
        following.end();
        end();
      };
    },
  };
}

/** Puts the configuration in force, and again with every change of it or of the holidays. */
function keepInForce(
  parts: Omit<InForceParts, 'configuration'>,
  holidays: FollowedHolidays,
  tell: () => void,
): () => void {
  let end = putInForce({ ...parts, configuration: holidays.configuration });
  const unfollow = holidays.follow((configuration) => {
    end();
    end = putInForce({ ...parts, configuration });
    tell();
  });
  return () => {
    unfollow();
    end();
  };
}
