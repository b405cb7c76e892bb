/**
 * The days of the soak, one after the other in the same log and the same tables: a morning, a day with
 * its storms, two calms in which everything is held against the log, an evening, and a night in which
 * the day ends, old rows are swept and the figures are made once more.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { AwayKiosk } from './away.ts';
import { checkCalm, checkPapers, checkTickets, type PaperEnds, Rebuilt } from './checks.ts';
import { Devices } from './devices.ts';
import { partsOf } from './hall.ts';
import type { Book } from './ledger.ts';
import { Manager } from './manager.ts';
import { People } from './people.ts';
import { Phones } from './phones.ts';
import type { Place } from './place.ts';
import { blow, type Stormed, startHub } from './storm.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** The first midnight lies five minutes before the beginning. */
const firstMidnight = -5 * minuteMs;
/** It is quiet when nothing has moved for so long, and it must be within so long. */
const quietMs = 3_000;
const calmWithinMs = 20 * minuteMs;

export interface PlayedDay {
  readonly date: string;
  readonly tickets: number;
  readonly rows: number;
  readonly ends: ReadonlyMap<string, number>;
  readonly papers: PaperEnds;
  readonly turnedAway: number;
  readonly texts: number;
  readonly openCases: number;
  readonly faults: ReadonlyMap<string, number>;
}

export class Month {
  readonly #place: Place;
  readonly #around: Stormed;
  readonly #phones: Phones;
  readonly #manager: Manager;
  readonly #rebuilt: Rebuilt;
  readonly #dates: string[] = [];
  #days = 0;

  private constructor(place: Place, rebuilt: Rebuilt) {
    this.#place = place;
    this.#rebuilt = rebuilt;
    this.#phones = new Phones(place);
    const devices = new Devices(place);
    const around = { devices, phones: this.#phones };
    startHub(place, around);
    const people = new People(place, this.#phones);
    const kiosk = place.hall.configuration.kiosks.at(-1)?.id;
    if (kiosk === undefined) throw new Error('the hall has no kiosk');
    const away = new AwayKiosk(place, kiosk);
    people.away = away;
    this.#manager = new Manager(place);
    this.#around = { ...around, people, away };
    blow(place, this.#around);
  }

  static async open(place: Place): Promise<Month> {
    return new Month(place, await Rebuilt.open(place));
  }

  /** Plays the next day to its end; null when something was wrong. */
  async day(): Promise<PlayedDay | null> {
    let played: PlayedDay | null = null;
    let over = false;
    const midnight = firstMidnight + this.#days * dayMs;
    const living = this.#live(midnight)
      .then((day) => {
        played = day;
      })
      .catch((error: unknown) => this.#place.fail('no-bugs', String((error as Error).stack)))
      .finally(() => {
        over = true;
      });
    await this.#place.time.run(() => over || this.#place.stopped);
    if (over) await living;
    else if (!this.#place.stopped) this.#place.fail('answers-come', 'nothing is due any more');
    this.#days += 1;
    await breath();
    return this.#place.stopped ? null : played;
  }

  /** Makes the figures of all days once more from the log's beginning. */
  async end(): Promise<void> {
    if (!this.#place.stopped) await this.#rebuilt.judgeWhole(this.#dates);
    this.#place.hub?.die();
    await this.#rebuilt.close();
  }

  async #live(midnight: number): Promise<PlayedDay> {
    const place = this.#place;
    const { people, away } = this.#around;
    const until = async (minute: number) => {
      const ms = midnight + minute * minuteMs - place.time.now;
      if (ms > 0) await place.time.sleep(ms);
    };
    const at = partsOf(place.size);
    await until(at.morning);
    let closing = false;
    const work = people.clerks.map((clerk) => clerk.day(() => closing));
    const came = people.visitors(midnight);
    place.storm = true;
    await until(at.noon);
    await this.#calm();
    place.storm = true;
    people.acting = true;
    await Promise.all([came, until(at.closing)]);
    closing = true;
    this.#mend();
    await Promise.all([...work, until(at.evening)]);
    await this.#calm();
    people.acting = true;
    const openCases = await this.#manager.evening();
    away.judge(true);
    await until(at.night);
    await this.#dayEnds();
    const { last: book } = place.ledger;
    const day = await this.#judgeDay(book, openCases);
    return day;
  }

  /** Nobody begins anything, all is mended, and when it is quiet everything is held against the log. */
  async #calm(): Promise<void> {
    const place = this.#place;
    const { people, away } = this.#around;
    people.acting = false;
    this.#mend();
    const until = place.time.now + calmWithinMs;
    for (;;) {
      await place.time.sleep(5_000);
      const missing = await this.#stirring();
      if (missing.length === 0) break;
      if (place.time.now > until) {
        return place.fail('grows-calm', missing.slice(0, 5).join(', '));
      }
    }
    await checkCalm(place, people);
    away.judge(false);
  }

  /** The storm is over, and what it broke is put right. */
  #mend(): void {
    const place = this.#place;
    place.storm = false;
    place.logAway = 0;
    place.tablesAway = 0;
    place.setWallRight();
    this.#around.away.cut = false;
    this.#around.devices.mend();
  }

  async #stirring(): Promise<string[]> {
    const { hub, time, movedAt, disk } = this.#place;
    const { people, devices, away } = this.#around;
    const pages = people.pages.filter((page) => !page.shown().ready || page.shown().stale);
    const open = await disk.house.db
      .selectFrom('print_jobs')
      .select('job')
      .where('state', 'in', ['queued', 'sent'])
      .execute();
    return [
      ...(hub?.listens && hub.keeper.health === 'ready' ? [] : ['the hub is down']),
      ...(time.now - movedAt < quietMs ? ['the hall moves'] : []),
      ...(people.underWay > 0 ? [`${people.underWay} people have no answer`] : []),
      ...pages.map(({ identity }) => `${identity.name} does not follow`),
      ...open.map(({ job }) => `${job} is not printed yet`),
      ...(away.open > 0 ? [`${away.open} numbers to be handed over`] : []),
      ...devices.unsettled(),
    ];
  }

  /** Waits past midnight, until the next day is open and all followers have come to the log's end. */
  async #dayEnds(): Promise<void> {
    const { time, ledger, disk } = this.#place;
    const { book } = ledger;
    const until = time.now + 60 * minuteMs;
    for (;;) {
      await time.sleep(minuteMs);
      const cursors = await disk.house.db
        .selectFrom('follower_cursors')
        .select(['name', 'seq'])
        .execute();
      const behind = cursors.filter(
        ({ name, seq }) => /^(figures|tickets)/.test(name) && seq < ledger.rows,
      );
      if (ledger.book !== book && book.closed && behind.length === 0) return;
      if (time.now > until) {
        const what = `${book.date} is ${book.closed}; behind: ${JSON.stringify(behind)}`;
        return this.#place.fail('day-ends', what);
      }
    }
  }

  async #judgeDay(book: Book, openCases: number): Promise<PlayedDay> {
    const place = this.#place;
    const { devices, people } = this.#around;
    const papers = await checkPapers(place, devices, book);
    await checkTickets(place, book);
    await this.#rebuilt.judge(book);
    const [faults, turnedAway] = [new Map(place.faults), people.turnedAway];
    place.faults.clear();
    people.turnedAway = 0;
    devices.papers.clear();
    for (const display of people.displays) display.announced = new Set();
    this.#dates.push(book.date ?? '');
    return {
      ...{ date: book.date ?? '', tickets: book.tickets.size, ends: book.ends(), papers },
      rows: [...book.rows.values()].reduce((sum, count) => sum + count, 0),
      ...{ turnedAway, texts: this.#phones.sent(), openCases, faults },
    };
  }
}
