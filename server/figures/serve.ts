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
import { ReportThread } from './thread.ts';

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
  return {
    reports: new ReportDesk((wish) => thread.make(wish)),
    end: () => {
      thread.close();
      return unfollow();
    },
  };
}
