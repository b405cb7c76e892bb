/**
 * What must hold in the soak when it is calm: the hub knows just what the log says, every screen shows
 * it, every slip came to an end that fits what came out, the tables have every ticket, and the figures
 * that the follower filled are those that come of the log alone.
 */
import type { HallState } from '../../../core/hall/state.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import { Filling } from '../../../server/figures/follow.ts';
import { FigureTable } from '../../../server/figures/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { replay } from '../../../server/hall/replay.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { roomName, type Seat } from '../../../server/sockets/rooms.ts';
import { compare, textOf } from '../../../tests/hall/world/agreeing.ts';
import { viewOf } from '../../../tests/hall/world/screens.ts';
import type { Devices } from './devices.ts';
import type { Book } from './ledger.ts';
import type { People } from './people.ts';
import type { Place } from './place.ts';

const rebuildRows = 5_000;

/** Hub and screens against the log. To be asked when nothing is under way. */
export async function checkCalm(place: Place, people: People): Promise<void> {
  const { hall } = place.hall.configuration;
  const log = place.store();
  const truth = await replay(log, `hall:${hall}`, hall);
  await log.close();
  const text = textOf(truth);
  compare(place, 'live-is-replay', 'the state row by row', textOf(place.ledger.hall), text);
  const lived = (await place.hub?.keeper.look(textOf).catch(String)) ?? 'no hub';
  compare(place, 'live-is-replay', 'the state of the hub', lived, text);
  for (const page of people.pages) {
    const phone = people.phones.get(page as never);
    checkScreen(place, page, truth, phone && place.links.hashOf(place.links.secretOf(phone)));
  }
}

function checkScreen(
  place: Place,
  page: People['pages'][number],
  truth: HallState,
  linkHash: string | undefined,
): void {
  const { name, who, cookies } = page.identity;
  const seat = (
    linkHash ? { peer: 'phone', linkHash } : { ...who, kiosk: cookies?.slice('kiosk='.length) }
  ) as Seat;
  const shown = page.shown();
  const facts = page.hub?.facts.now as HouseFacts;
  if (!page.hub || !shown.ready || shown.stale) {
    return place.fail('screens-agree', `${name} is not ready or stale when it is calm`);
  }
  const expected = JSON.stringify(viewOf(roomName(seat), truth, facts));
  compare(place, 'screens-agree', name, JSON.stringify(shown.view), expected);
}

/** Slips and jobs of a day: one for each number of a kiosk, ended, and what came out is what it says. */
export async function checkPapers(place: Place, devices: Devices, book: Book): Promise<PaperEnds> {
  const { db } = place.disk.house;
  const ends: Record<string, number> = {};
  for (const [ticket, { label, kiosk }] of book.tickets) {
    if (kiosk === null) continue;
    const rows = await db
      .selectFrom('print_jobs')
      .select(['state', 'reason', 'because'])
      .where('hall', '=', place.hall.configuration.hall)
      .where('ticket', '=', ticket)
      .execute();
    const mine = rows.filter(({ because }) => because === 'issued');
    const [job] = mine;
    if (mine.length > 1) place.fail('print-ends', `${label} has ${mine.length} slips ordered`);
    if (!job) {
      // While the tables are away nothing can be ordered: the page asks to note the number.
      ends['not ordered'] = (ends['not ordered'] ?? 0) + 1;
      continue;
    }
    const end = job.state === 'printed' ? 'printed' : `${job.state}: ${job.reason}`;
    ends[end] = (ends[end] ?? 0) + 1;
    const paper = devices.papers.get(place.links.secretOf(ticket as never));
    const slips = paper?.slips ?? 0;
    const open = job.state === 'queued' || job.state === 'sent';
    if (open) place.fail('print-ends', `the slip of ${label} is still ${job.state}`);
    if (job.state === 'printed' && slips !== 1)
      place.fail('print-truth', `${label} is printed, and ${slips} came out`);
  }
  return ends;
}

export type PaperEnds = Readonly<Record<string, number>>;

/** The table of tickets against the books. */
export async function checkTickets(place: Place, book: Book): Promise<void> {
  const { db } = place.disk.house;
  const day = book.date ?? '';
  const rows = await db.selectFrom('tickets').selectAll().where('day', '=', day).execute();
  const found = new Map(rows.map(({ ticket, label }) => [ticket, label]));
  for (const [ticket, { label }] of book.tickets) {
    if (found.get(ticket) !== label) {
      place.fail('tickets-are-found', `${label} of ${day} stands as ${found.get(ticket)}`);
    }
  }
}

/** Figures made from the log alone, day after day, beside the hub's. */
export class Rebuilt {
  readonly #place: Place;
  readonly #house: HouseDatabase;
  readonly #filling: Filling;

  private constructor(place: Place, house: HouseDatabase) {
    this.#place = place;
    this.#house = house;
    this.#filling = this.#fillingOn(house);
  }

  static async open(place: Place): Promise<Rebuilt> {
    return new Rebuilt(place, await place.disk.beside('figures'));
  }

  /** Takes up what the log has got since, and compares the figures of a day and of its month. */
  async judge(book: Book): Promise<void> {
    while (await this.#filling.page(rebuildRows));
    const day = book.date ?? '';
    await this.#compare(this.#house, [day, day.slice(0, 7)]);
    await this.#judgeBooks(book);
    await this.#forget(day);
  }

  /** Everything once more, from the log's first row. */
  async judgeWhole(days: readonly string[]): Promise<void> {
    const house = await this.#place.disk.beside('whole');
    const filling = this.#fillingOn(house);
    while (await filling.page(rebuildRows));
    await this.#compare(house, [...days, ...new Set(days.map((day) => day.slice(0, 7)))]);
    await house.close();
  }

  async close(): Promise<void> {
    await this.#house.close();
  }

  #fillingOn(house: HouseDatabase): Filling {
    const { hall, timeZone } = this.#place.hall.configuration;
    const figures = new FigureTable(house);
    const log = this.#place.store();
    return new Filling({ hall, log, figures, calendar: calendarOf(timeZone) });
  }

  async #compare(house: HouseDatabase, spans: readonly string[]): Promise<void> {
    const { hall } = this.#place.hall.configuration;
    const [ours, theirs] = [new FigureTable(house), new FigureTable(this.#place.disk.house)];
    for (const span of spans) {
      const texts = [ours, theirs].map(async (table) =>
        (await table.sums(hall, span))
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n'),
      );
      const [made = '', filled = ''] = await Promise.all(texts);
      compare(this.#place, 'figures-are-the-log', `the figures of ${span}`, filled, made);
    }
  }

  /** Outcomes add up to the tickets, and to what the books say. */
  async #judgeBooks(book: Book): Promise<void> {
    const { db } = this.#place.disk.house;
    const day = book.date ?? '';
    const legs = await db.selectFrom('figure_legs').selectAll().where('day', '=', day).execute();
    const tickets = new Set(legs.map(({ ticket }) => ticket));
    const last = new Map(legs.map((leg) => [leg.ticket, leg]));
    for (const leg of legs) {
      const before = last.get(leg.ticket);
      if (!before || leg.step > before.step || (leg.step === before.step && leg.leg > before.leg)) {
        last.set(leg.ticket, leg);
      }
    }
    for (const [ticket, { label, end }] of book.tickets) {
      if (end?.startsWith('away-')) continue;
      const leg = last.get(ticket);
      const told = leg?.ended === 'finished' ? leg.outcome : leg?.ended;
      const fits = told === end || end?.startsWith('unserved') || end === 'cancelled';
      if (!tickets.has(ticket) || !fits) {
        this.#place.fail('outcomes-add-up', `${label} ended ${end}, the figures say ${told}`);
      }
    }
  }

  /** Legs of days that are judged are not needed here any more. */
  async #forget(day: string): Promise<void> {
    await this.#house.db.deleteFrom('figure_legs').where('day', '=', day).execute();
  }
}
