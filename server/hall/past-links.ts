/**
 * Links of tickets whose day is over: for some working days their page still shows how it went and
 * takes a rating. The table of tickets knows them by the hash of their secret, the log the rest.
 */
import { addDays } from '../../core/hall/dates.ts';
import type { TicketView } from '../../core/views/ticket.ts';
import type { Log } from '../../log/log.ts';
import { HouseFailure } from '../house/failure.ts';
import { pastReadsMax } from '../http/limits.ts';
import { PastTickets } from '../http/past-ticket.ts';
import { workdayAfter } from '../people/bookings/slots.ts';
import { RatingDesk } from '../ratings/desk.ts';
import type { PhoneHouse } from '../sockets/phone.ts';
import type { Tables } from '../tables.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import type { Keeper } from './keeper.ts';
import { Turns } from './turns.ts';

/** So many working days after its own a ticket can be rated, and its link leads to it. */
const rateableWorkdays = 5;
/** For a hall that has no configuration yet; longer than any holidays. */
const rateableDays = 14;
/** With the first change of a day all phones of the day before ask at once: as many as a full day's. */
const waitingMax = 5_000;

export interface PhonesParts {
  readonly keeper: Keeper;
  readonly log: Log;
  readonly tables: Pick<Tables, 'tickets' | 'ratings' | 'ratingWords'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
}

export function phonesOf({ keeper, log, tables, calendar, clock }: PhonesParts): PhoneHouse {
  const { tickets, ratings: kept, ratingWords: words } = tables;
  const ratings = new RatingDesk({ hall: keeper.hall, ratings: kept, words, calendar, clock });
  const past = new PastTickets({ keeper, log, tickets, clock });
  const mayRate = async (day: string): Promise<boolean> => {
    const last = await keeper.look(({ configuration }) =>
      configuration === null
        ? addDays(day, rateableDays)
        : workdayAfter(configuration, day, rateableWorkdays),
    );
    return calendar(clock.now()).date <= last;
  };
  const turns = new Turns<TicketView | null>({ atOnce: pastReadsMax, waitingMax });
  const read = async (linkHash: string): Promise<TicketView | null> => {
    const row = await tickets.findByLink(keeper.hall, linkHash);
    if (row === null || !(await mayRate(row.day))) return null;
    return past.read(row);
  };
  return {
    ratings,
    mayRate,
    past: async (linkHash): Promise<TicketView | null> => {
      const asked = turns.ask(linkHash, () => read(linkHash));
      if (asked === null)
        throw new HouseFailure('unavailable', 'too many past tickets are asked for');
      return asked;
    },
  };
}
