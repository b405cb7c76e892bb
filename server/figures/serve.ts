/**
 * The figures of a running hub: the follower that fills them, and the desk that is asked for reports.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Log } from '../../log/log.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Tables } from '../tables.ts';
import { ReportDesk } from './desk.ts';
import { followFigures } from './follow.ts';
import { periodOf } from './periods.ts';
import { ReportThread } from './thread.ts';

/** So long after the hub's start its thread of reports is tried, when everything else has come up. */
const warmMs = 5_000;

export interface FiguresParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly log: Pick<Log, 'read'>;
  readonly tables: Pick<Tables, 'figures' | 'staff' | 'choice'>;
  readonly clock: Clock;
  readonly calendar: Calendar;
  /** As it is now: reports name things by it. */
  readonly configuration: () => Configuration;
  readonly complain: (what: string, error: unknown) => void;
}

export function serveFigures({ tables, ...parts }: FiguresParts) {
  const { figures, staff, choice } = tables;
  const thread = new ReportThread({ ...parts, staff, choice });
  const unfollow = followFigures({ ...parts, figures });
  const { clock, calendar } = parts;
  const reports = new ReportDesk((wish) => thread.make(wish));
  // The first report of a large hall takes three times as long: programs, tables and disk are cold.
  const warming = clock.setTimeout(() => {
    const period = periodOf(calendar(clock.now()).date.slice(0, 4));
    if (period) void reports.made({ period, as: 'xlsx', language: 'zh-Hans' }).catch(() => {});
  }, warmMs);
  return {
    reports,
    end: () => {
      clock.clearTimeout(warming);
      thread.close();
      return unfollow();
    },
  };
}
