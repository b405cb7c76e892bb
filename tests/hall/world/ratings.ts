/**
 * Ratings in a simulated hall, on some of its days: tablets on two counters (the other two have pads),
 * phones by the slip's link and by that of a text, at hubs that keep ratings as server/hub.ts does, on
 * lines that fail and die like their others. Visitors are late, press twice, say it by two ways and
 * follow up; now and then everybody is to leave. What stands of it `rating-judge.ts` judges.
 */
import type { EventBodies, Told } from '../../../core/hall/events.ts';
import { counterId, type TicketId, ticketId } from '../../../core/hall/ids.ts';
import { emptyHall, type Hall } from '../../../core/hall/state.ts';
import type { Emergency } from '../../../core/views/facts.ts';
import type { Row } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { rebuildFigures } from '../../../server/figures/follow.ts';
import { FigureTable } from '../../../server/figures/table.ts';
import { calendarOf, momentOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import { phonesOf } from '../../../server/hall/past-links.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import type { Facts } from '../../../server/house/facts.ts';
import { type Given, Ratings } from '../../../server/house/ratings.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import { ratingTabletOperations } from '../../../server/http/api/rating-tablet.ts';
import { deviceCookie } from '../../../server/http/cookies.ts';
import type { HttpParts } from '../../../server/http/parts.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { serveRatings } from '../../../server/ratings/serve.ts';
import { type PhoneParts, phoneAct } from '../../../server/sockets/phone.ts';
import { Afterwards } from './cases.ts';
import type { Chance } from './chance.ts';
import { theHall, timeZone } from './hall.ts';
import { HubLog, Lock } from './log.ts';
import type { People } from './people.ts';
import { RatingJudge, type Said, stepKey } from './rating-judge.ts';
import { hubTables } from './tables.ts';
import type { World } from './world.ts';

const calendar = calendarOf(timeZone);
/** Pads are at the others (devices.ts). */
const withTablet = ['1', '3'].map(counterId);
/** A page gives up one try after so long, and a visitor after so many. */
const tries = { ms: 4_000, max: 6, pauseMs: 1_500 };
const rateableWorkdays = 5;
const dayMs = 86_400_000;

export interface RatingHub {
  readonly name: string;
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly facts: Pick<Facts, 'now'>;
  readonly isAlive: () => boolean;
  readonly complain: (what: string, error: unknown) => void;
}

/** What one hub can be asked. */
interface Reached {
  readonly isAlive: () => boolean;
  readonly phone: PhoneParts;
  readonly tablet: (id: string, counter: string, body?: object) => Promise<object>;
}

/** The answer of a hub, as far as it is looked at. */
interface Answer {
  readonly ok?: true;
  readonly refused?: string;
  readonly tags?: readonly { readonly code: string }[];
  readonly question?: { readonly id: string } | null;
}

/** Some days only, and none on which another breakage is looked for first; on some there are texts too. */
export const hasRatings = (seed: number): boolean => seed % 25 === 14 || seed % 50 === 45;

export class HallRatings {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #judge: RatingJudge;
  readonly #lock = new Lock();
  readonly #hubs = new Map<string, Reached>();
  readonly #rateable: { readonly ticket: TicketId; readonly step: number }[] = [];
  #emergency: Emergency | null = null;
  #requests = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#judge = new RatingJudge(world);
    for (const counter of withTablet) {
      void this.#standOn(counter);
    }
    void this.#drill();
  }

  /** A hub has begun. */
  begin({ name, keeper, clock, facts, isAlive, complain }: RatingHub): void {
    const world = this.#world;
    const judge = this.#judge;
    const { time, weather, store, file, tablesLock, stormy, awayUntil, tablesAwayUntil } = world;
    const [chance, lock] = [this.#chance, this.#lock];
    const trace = (what: string) => world.trace(`ratings: ${what}`);
    const place = { time, chance, weather, stormy, trace };
    const nobody = () => {};
    const own = { store, lock, awayUntil, committed: nobody, moved: nobody };
    const log = new HubLog({ ...place, ...own }, isAlive, name);
    const house = hubTables({ ...place, file, tablesLock, tablesAwayUntil }, isAlive);
    const tables = tablesOf(house, clock);
    const ratings = new HeardRatings(house, clock, (given) => judge.keeps(given));
    const heard = new Map<string, Pick<Told, 'type' | 'at'> & { key: string }>();
    keeper.follow(({ events }) => {
      for (const { type, at, body } of events) {
        if (type !== 'step-finished' && type !== 'step-started') continue;
        const { counter, ticket, step = 0 } = body as EventBodies['step-finished'];
        heard.set(counter, { type, at, key: stepKey(ticket, step) });
      }
    });
    const parts = { keeper, clock, calendar, dice: chance, complain };
    const { tablets } = serveRatings({ ...parts, tables: { ...tables, ratings } });
    const shown: Pick<typeof tablets, 'question' | 'rate' | 'add'> = {
      question: (counter) => {
        const question = tablets.question(counter);
        if (question) judge.shows(question.id, counter, heard.get(counter), clock.now());
        return question;
      },
      rate: (...said) => tablets.rate(...said),
      add: (...said) => tablets.add(...said),
    };
    const emergency = () => this.#emergency;
    const operations = ratingTabletOperations({
      ...{ keeper, tablets: shown, configuration: world.configuration() },
      facts: {
        get now() {
          return { ...facts.now, emergency: emergency() };
        },
      },
      people: { devices: { find: async (place: string) => deviceAt(place) } },
    } as unknown as HttpParts);
    const tablet: Reached['tablet'] = async (id, counter, body) => {
      const headers = { cookie: `${deviceCookie}=${counter}` };
      const asked = { headers, path: {}, from: '127.0.0.1', secure: false, token: null, by: null };
      const reply = await operations.find((one) => one.id === id)?.run(asked, body);
      if (!reply || 'problem' in reply) return { refused: reply?.problem };
      return { ok: true, ...reply.body };
    };
    const phones = phonesOf({ keeper, log, tables, calendar, clock });
    const phone = { keeper, links: world.links, phones };
    this.#hubs.set(name, { isAlive, phone, tablet });
  }

  /** Two counters at which many are served, so that there is much to rate. */
  open(people: People): void {
    const { time } = this.#world;
    const chance = this.#chance;
    const by = { kind: 'token', id: 'city' } as const;
    for (const counter of withTablet) {
      const serve = async () => {
        await people.ask({ type: 'call-next', counter }, by);
        await people.ask({ type: 'serve', counter }, by);
        await time.sleep(chance.whole(100, 3_000));
        await people.ask({ type: 'finish', counter, outcome: 'done' }, by);
      };
      void people.keepActing(() => chance.whole(500, 5_000), serve);
    }
  }

  /** Told of what stands in the hall's log: some rate on their phone, at once or later. */
  committed(rows: readonly Row[]): void {
    const { time, links, hall } = this.#world;
    const chance = this.#chance;
    for (const { type, body } of rows) {
      if (type !== 'step-finished') continue;
      const { ticket, step } = body as EventBodies['step-finished'];
      this.#judge.finished(stepKey(ticket, step));
      if (!hall.links.has(links.hashOf(links.secretOf(ticketId(ticket))))) continue;
      this.#rateable.push({ ticket, step });
      for (const source of ['phone', 'text'] as const) {
        if (!chance.hit(0.4)) continue;
        time.after(chance.whole(10, 12_000), () => void this.#byLink(ticket, step, source));
      }
    }
  }

  /** After the day, when every hub is dead. */
  async judge(): Promise<void> {
    const world = this.#world;
    await world.file.rollBack();
    const { db } = world.file;
    await this.#judge.afterwards(db);
    const clock = new Afterwards(world.time.wall);
    const house: HouseDatabase = { kind: 'sqlite', db, close: async () => {} };
    const figures = new FigureTable(house);
    await rebuildFigures({ hall: theHall, log: memoryLog(world.store), figures, calendar, clock });
    await this.#judge.figures(db);
    await this.#judgeLinks(house, clock);
  }

  /** The stepped clock: a link takes a rating on the fifth working day, and none on the day after it. */
  async #judgeLinks(house: HouseDatabase, clock: Afterwards): Promise<void> {
    const world = this.#world;
    const last = this.#rateable.at(-1);
    const row = last && (await new Tickets(house, new Cursors(house)).find(theHall, last.ticket));
    const { configuration } = world.hall;
    if (!row || !configuration) return;
    const holidays = configuration.opening.dates.map(({ date }) => date);
    const ends = momentOf(calendar, dayAfter(lastDay(row.day, holidays)), 0);
    const tables = tablesOf(house, clock);
    const keeper = {
      hall: theHall,
      // A hub of later days knows this ticket from the log alone.
      look: async (read: (hall: Hall) => unknown) =>
        read({ ...emptyHall(theHall), configuration } as Hall),
    } as unknown as Keeper;
    const log = memoryLog(world.store);
    const phones = phonesOf({ keeper, log, tables, calendar, clock });
    const link = world.links.secretOf(last.ticket);
    for (const [at, open] of [
      [ends - 1_000, true],
      [ends + 1_000, false],
    ] as const) {
      clock.at = at;
      const message = { requestId: `late-${at}`, command: { type: 'find-rating', link } };
      const parts = { keeper, links: world.links, phones };
      const answer = (await phoneAct(world.links.hashOf(link), message, parts)) as Answer;
      if ((answer.ok === true) === open) continue;
      const what = `${last.ticket} of ${row.day} at ${new Date(at).toISOString()}`;
      world.fail('link-rates-five-workdays', `${what}: ${JSON.stringify(answer)}`);
    }
  }

  /** A visitor by the link of the slip or of a text. */
  async #byLink(ticket: TicketId, step: number, source: 'phone' | 'text'): Promise<void> {
    const chance = this.#chance;
    const via = source === 'text' ? { via: 'text' } : {};
    const rate = (number: 1 | 2, level: number) =>
      this.#say(number, stepKey(ticket, step), { level, source }, (hub) =>
        this.#phone(hub, ticket, {
          ...{ type: 'rate', step, level, ...via },
          ...(number === 2 ? { again: true } : {}),
        }),
      );
    const answer = await rate(1, chance.whole(1, 5));
    if (answer?.ok) await this.#addTo(1, ticket, step, answer);
    if (chance.hit(0.3)) await rate(1, chance.whole(1, 5));
    if (!chance.hit(0.5)) return;
    await this.#world.time.sleep(chance.whole(100, 5_000));
    const followed = await rate(2, chance.whole(1, 5));
    if (followed?.ok) await this.#addTo(2, ticket, step, followed);
    if (chance.hit(0.3)) await rate(2, chance.whole(1, 5));
  }

  async #addTo(number: 1 | 2, ticket: TicketId, step: number, { tags = [] }: Answer) {
    const codes = tags.filter(() => this.#chance.hit(0.3)).map(({ code }) => code);
    const again = number === 2 ? { again: true } : {};
    const command = { type: 'add-to-rating', step, ...again, tags: codes, words: 'it was so' };
    const answer = await this.#ask((hub) => this.#phone(hub, ticket, command));
    if (answer?.ok) this.#judge.added(number, stepKey(ticket, step), codes.sort());
  }

  #phone({ phone }: Reached, ticket: TicketId, wish: object): Promise<object> {
    const { links } = this.#world;
    const link = links.secretOf(ticket);
    this.#requests += 1;
    const message = { requestId: `rate-${this.#requests}`, command: { ...wish, link } };
    return phoneAct(links.hashOf(link), message, phone);
  }

  /** A tablet on its counter: it asks what to show; visitors press, some when it is too late. */
  async #standOn(counter: string): Promise<void> {
    const { time } = this.#world;
    const chance = this.#chance;
    const answered = new Set<string>();
    for (;;) {
      await time.sleep(chance.whole(700, 1_500));
      const before = this.#emergency;
      const shown = await this.#once(true, (hub) => hub.tablet('showTablet', counter));
      const id = shown?.question?.id;
      if (id === undefined) continue;
      if (before && this.#emergency === before) this.#judge.asksInEmergency(counter);
      if (answered.has(id)) continue;
      answered.add(id);
      if (chance.hit(0.75)) void this.#press(counter, id);
    }
  }

  async #press(counter: string, question: string): Promise<void> {
    const { time } = this.#world;
    const chance = this.#chance;
    await time.sleep(chance.hit(0.4) ? chance.whole(5_000, 25_000) : chance.whole(300, 4_000));
    const level = chance.whole(1, 5);
    const over = this.#judge.presses(question, level);
    const said = { level, source: 'tablet' } as const;
    const answer = await this.#say(1, this.#judge.stepOf(question), said, (hub) =>
      hub.tablet('rateOnTablet', counter, { question, level }),
    );
    // What was said to a hub that answers late may be kept still: a press is forgotten with its answer.
    if (answer) over();
    const tags = answer?.tags?.slice(0, 2).map(({ code }) => code) ?? [];
    if (!answer?.ok || chance.hit(0.5)) return;
    const added = await this.#once(true, (hub) =>
      hub.tablet('addOnTablet', counter, { question, tags, words: '' }),
    );
    if (added?.ok) this.#judge.added(1, this.#judge.stepOf(question), tags.sort());
  }

  /** Says a level until there is an answer; null: there was none. */
  async #say(
    number: 1 | 2,
    key: string,
    said: Said,
    ask: (hub: Reached) => Promise<object>,
  ): Promise<Answer | null> {
    const answer = await this.#ask((hub) => {
      this.#judge.tries(number, key, said);
      return ask(hub);
    }, said.source === 'tablet');
    if (answer?.ok) this.#judge.kept(number, key, said);
    const followed = number === 2 && answer?.refused === 'rated-already';
    if (followed) this.#judge.followedUp(key);
    return answer;
  }

  async #ask(ask: (hub: Reached) => Promise<object>, sticky = false) {
    for (let count = 0; count < tries.max; count += 1) {
      const answer = await this.#once(sticky, ask);
      // A hub that lags knows neither the ticket nor that it is done.
      const settled = answer && !['unknown-link', 'not-yet'].includes(answer.refused ?? '');
      if (settled) return answer;
      await this.#world.time.sleep(tries.pauseMs);
    }
    return null;
  }

  /** One try. A tablet keeps to one hub while it lives (sticky sessions). Null: no answer, or a failure. */
  async #once(sticky: boolean, ask: (hub: Reached) => Promise<object>): Promise<Answer | null> {
    const { time } = this.#world;
    const living = [...this.#hubs.values()].filter(({ isAlive }) => isAlive());
    const hub = sticky ? living[0] : living[this.#chance.whole(0, living.length - 1)];
    if (!hub) return null;
    await time.sleep(this.#chance.whole(1, 60));
    if (!hub.isAlive()) return null;
    const asked = ask(hub).catch((error: unknown) => {
      const world = error instanceof Error && /LogFailure|HouseFailure/.test(error.name);
      if (!world) this.#world.fail('no-bugs', String((error as Error)?.stack ?? error));
      return null;
    });
    return Promise.race([asked, time.sleep(tries.ms).then(() => null)]);
  }

  /** Everybody is to leave, for a while. */
  async #drill(): Promise<void> {
    const { time } = this.#world;
    for (;;) {
      await time.sleep(this.#chance.whole(8_000, 20_000));
      this.#emergency = { kind: 'drill', words: null, since: time.wall };
      await time.sleep(this.#chance.whole(3_000, 7_000));
      this.#emergency = null;
    }
  }
}

/** The real table; what tablets keep is heard. */
class HeardRatings extends Ratings {
  readonly #heard: (given: Given) => void;

  constructor(house: HouseDatabase, clock: Clock, heard: (given: Given) => void) {
    super(house, clock);
    this.#heard = heard;
  }

  override keep(hall: string, given: Given): Promise<boolean> {
    if (given.source === 'tablet') this.#heard(given);
    return super.keep(hall, given);
  }
}

const deviceAt = (place: string) => ({ kind: 'tablet', hall: theHall, place });

const tablesOf = (house: HouseDatabase, clock: Clock) => ({
  ratings: new Ratings(house, clock),
  ratingWords: new RatingWords(house, clock),
  tickets: new Tickets(house, new Cursors(house)),
});

const dayAfter = (date: string): string =>
  new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10);

/** The fifth day after this one that is neither a Saturday, nor a Sunday, nor a holiday. */
function lastDay(day: string, holidays: readonly string[]): string {
  let date = day;
  for (let left = rateableWorkdays; left > 0; ) {
    date = dayAfter(date);
    const weekday = new Date(Date.parse(date)).getUTCDay();
    if (weekday % 6 !== 0 && !holidays.includes(date)) left -= 1;
  }
  return date;
}
