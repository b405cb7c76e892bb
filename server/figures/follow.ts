/**
 * Fills the figures from the log, in bites that nobody feels, and makes them again from the beginning
 * when that is asked. Of several hubs that follow one log the cursor lets one fill each bite.
 */
import type { Log } from '../../log/log.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { toTold } from '../hall/replay.ts';
import { Fold, type Local } from './fold.ts';
import { freshenRatings } from './rating-sums.ts';
import type { FigureTable } from './table.ts';

/** Changes are taken up together after so long, more of them after so long; a failure is tried again. */
const waitMs = { change: 10_000, page: 150, failure: 5_000, ratings: 60_000 };
/** So many rows hold the thread for about 10 ms. */
const pageRows = 250;

export interface FillParts {
  readonly hall: string;
  readonly log: Pick<Log, 'read'>;
  readonly figures: FigureTable;
  readonly calendar: Calendar;
}

/** Fills page after page from where the tables stand; keeps the folding between two pages. */
export class Filling {
  readonly #parts: FillParts;
  #fold: Fold | null = null;

  constructor(parts: FillParts) {
    this.#parts = parts;
  }

  /** One page; true when there may be more. Fails: `LogFailure`, `HouseFailure`; nothing stands then. */
  async page(rowsMax = pageRows): Promise<boolean> {
    const { hall, log, figures, calendar } = this.#parts;
    const from = await figures.cursor(hall);
    const local = localOf(calendar);
    // Another hub has been here, or this one failed half-way: what is known is read again.
    if (this.#fold?.state.seq !== from) this.#fold = new Fold(local, await figures.state(hall));
    const fold = this.#fold;
    if (fold.state.seq !== from) return true;
    const rows = await log.read(`hall:${hall}`, from, rowsMax);
    if (rows.length === 0) return false;
    try {
      for (const row of rows) fold.take(toTold(row));
      const filled = await figures.fill(
        hall,
        { from, to: fold.state.seq },
        fold.drain(),
        fold.state,
      );
      if (!filled) this.#fold = null;
      return !filled || rows.length === rowsMax;
    } catch (error) {
      this.#fold = null;
      throw error;
    }
  }

  /** Counts ratings anew where they have changed; true when there are more. Fails: `HouseFailure`. */
  ratings(now: number): Promise<boolean> {
    const { hall, figures, calendar } = this.#parts;
    const { house, cursors } = figures;
    const local = localOf(calendar);
    return freshenRatings({ house, cursors, hall, hour: (at) => local(at).hour }, now);
  }
}

/** Local date and hour by the hall's calendar. */
export function localOf(calendar: Calendar): (at: number) => Local {
  return (at) => {
    const { date, minute } = calendar(at);
    return { date, hour: String(Math.floor(minute / 60)).padStart(2, '0') };
  };
}

export interface FigureFollowerParts extends Omit<FillParts, 'hall'> {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/**
 * Follows until the returned function is called; that resolves when nothing is read any more, so that
 * log and tables may be closed.
 */
export function followFigures(parts: FigureFollowerParts): () => Promise<void> {
  const { keeper, clock, complain } = parts;
  const filling = new Filling({ ...parts, hall: keeper.hall });
  let timer: unknown = null;
  let run = Promise.resolve();
  let running = false;
  let changed = false;
  let ended = false;
  let rated = Number.NEGATIVE_INFINITY;

  const wake = (ms: number) => {
    if (running || ended) return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      run = fill();
    }, ms);
  };
  const once = async (): Promise<number> => {
    if (await filling.page()) return waitMs.page;
    if (clock.monotonic() - rated < waitMs.ratings) return waitMs.ratings;
    if (await filling.ratings(clock.now())) return waitMs.page;
    rated = clock.monotonic();
    return waitMs.ratings;
  };
  const fill = async () => {
    running = true;
    changed = false;
    let again: number = waitMs.failure;
    try {
      again = await once();
    } catch (error) {
      // Whoever ends the hub meanwhile takes the log away on purpose.
      if (!ended) complain('the figures could not be filled', error);
    } finally {
      running = false;
    }
    asleep = again === waitMs.ratings && !changed;
    wake(changed ? Math.min(again, waitMs.change) : again);
  };
  let asleep = false;
  const unfollow = keeper.follow(() => {
    changed = true;
    // What waits for the next minute only is woken; what is under way already is not put off.
    if (!asleep) return;
    asleep = false;
    wake(waitMs.change);
  });
  wake(0);
  return () => {
    ended = true;
    unfollow();
    clock.clearTimeout(timer);
    return run;
  };
}

/** Rows of one page while figures are made again by the command, on a process of its own. */
const rebuildRows = 5_000;

/**
 * Makes all figures of a hall again from its log, beside a running hub. Resolves with the number of
 * events. Fails: `LogFailure`, `HouseFailure`; it may be tried again.
 */
export async function rebuildFigures(
  parts: FillParts & { readonly clock: Pick<Clock, 'now' | 'soon'> },
): Promise<number> {
  const { hall, figures, clock } = parts;
  const breathe = () => new Promise<void>((resolve) => clock.soon(resolve));
  await figures.forget(hall, breathe);
  const filling = new Filling(parts);
  while (await filling.page(rebuildRows)) await breathe();
  while (await filling.ratings(clock.now())) await breathe();
  return figures.cursor(hall);
}
