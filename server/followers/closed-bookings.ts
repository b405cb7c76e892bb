/**
 * Finds the bookings whose time a new configuration closes (holidays are a part of it), once for every
 * version that comes into force, and says how many there are, so that none stays silently. Which they
 * are, managers read by name; nobody is named here. SPEC: BOOK-7.
 */
import type { Hall } from '../../core/hall/state.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { BookingDesk } from '../people/bookings/desk.ts';

export interface ClosedBookingsParts {
  readonly keeper: Pick<Keeper, 'look' | 'follow'>;
  readonly desk: Pick<BookingDesk, 'affected'>;
  /** Told how many there are, when there are some. */
  readonly tell: (count: number) => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called. */
export function followClosedBookings(parts: ClosedBookingsParts): () => void {
  const { keeper, desk, tell, complain } = parts;
  let version: string | null = null;
  let ended = false;

  const check = ({ configuration }: Hall) => {
    if (configuration === null || configuration.version === version) return;
    const { version: looked } = configuration;
    version = looked;
    desk.affected().then(
      (bookings) => {
        if (!ended && version === looked && bookings.length > 0) tell(bookings.length);
      },
      (error: unknown) => {
        if (ended) return;
        // With the next event it is looked for again.
        if (version === looked) version = null;
        complain('bookings that were closed could not be looked for', error);
      },
    );
  };
  const unfollow = keeper.follow(({ hall }) => check(hall));
  // While the log is away there is nothing in force; its return is a change.
  void keeper.look(check).catch(() => {});
  return () => {
    ended = true;
    unfollow();
  };
}
