/**
 * Cases of a hall while its hub runs: their keeper, the timer of their deadlines, and what opens them by
 * itself.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { Log } from '../../log/log.ts';
import type { SpecialDates } from '../calendar/workdays.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import type { Guard } from '../hall/clock-guard.ts';
import type { Keeper } from '../hall/keeper.ts';
import { Cursors } from '../house/cursors.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Ratings } from '../house/ratings.ts';
import type { Tickets } from '../house/tickets.ts';
import type { CaseWords } from '../people/case-words.ts';
import type { RatingWords } from '../people/rating-words.ts';
import type { Staff } from '../people/staff.ts';
import { CaseDesk } from './desk.ts';
import { followCases } from './following.ts';
import { CaseKeeper } from './keeper.ts';
import { passCaseTime } from './passing.ts';
import type { CaseSettings } from './settings.ts';
import type { CaseTable } from './table.ts';

export interface CasesParts {
  readonly keeper: Pick<Keeper, 'hall' | 'follow' | 'look'>;
  readonly log: Log;
  readonly tables: {
    readonly house: HouseDatabase;
    readonly cases: CaseTable;
    readonly ratings: Pick<Ratings, 'between' | 'followupsBetween' | 'of' | 'followupsOf'>;
    readonly ratingWords: Pick<RatingWords, 'of'>;
    readonly tickets: Pick<Tickets, 'find'>;
    readonly caseWords: CaseWords;
    readonly staff: Pick<Staff, 'list'>;
  };
  readonly settings: CaseSettings;
  readonly calendar: Calendar;
  /** The dates that are not as their weekday says, read anew each time. */
  readonly special: () => SpecialDates;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly guard: Pick<Guard, 'now' | 'agrees'>;
  readonly complain: (what: string, error: unknown) => void;
}

export interface Cases {
  readonly keeper: CaseKeeper;
  readonly desk: CaseDesk;
  /** Resolves when nothing is under way any more. */
  end(): Promise<void>;
}

/** Begins at once; what a hub left behind that died is brought to an end first. */
export function serveCases(parts: CasesParts): Cases {
  const { tables, log, keeper: follows, clock, complain } = parts;
  const { hall } = follows;
  const { cases: table, ratings, tickets, caseWords: words, staff, ratingWords } = tables;
  const keeper = new CaseKeeper({ ...parts, hall, table });
  const cursors = new Cursors(tables.house);
  const ends = [
    passCaseTime({ ...parts, hall, cases: keeper, table }),
    followCases({
      ...{ hall, log, tickets, ratings, cursors, clock, complain },
      ...{ keeper: follows, cases: keeper },
    }),
  ];
  const desk = new CaseDesk({
    ...{ ...parts, hall, table, words, staff, tickets, ratings, ratingWords, cases: keeper },
    configuration: () => follows.look(({ configuration }) => configuration as Configuration | null),
  });
  return {
    keeper,
    desk,
    end: async () => {
      await Promise.all(ends.map((end) => end()));
    },
  };
}
