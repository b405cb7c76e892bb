/**
 * Cases of a simulated hall, on some of its days: each hub keeps them as server/hub.ts does, on lines to
 * the log and the tables that fail and die like its others. When the day is over it is judged whether
 * every bad rating and every failed errand has its one case, what its row says, and whether its lights
 * turn when it is time.
 */
import { type CaseId, caseId } from '../../../core/cases/case.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Hall } from '../../../core/hall/state.ts';
import type { Log, Row } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { followCases } from '../../../server/cases/following.ts';
import { abandonedMs, CaseKeeper } from '../../../server/cases/keeper.ts';
import { passCaseTime } from '../../../server/cases/passing.ts';
import { serveCases } from '../../../server/cases/serve.ts';
import { usualCaseSettings } from '../../../server/cases/settings.ts';
import { CaseTable } from '../../../server/cases/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { ClockGuard } from '../../../server/hall/clock-guard.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Revs } from '../../../server/house/rev.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import { CaseWords } from '../../../server/people/case-words.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import type { Chance } from './chance.ts';
import { theHall, timeZone } from './hall.ts';
import { HubLog, Lock } from './log.ts';
import { hubTables } from './tables.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;
/** A rating may wait a minute for the table of tickets, an abandoned deed for whoever ends it. */
const afterwardsMs = 2 * abandonedMs;
const calendar = calendarOf(timeZone);
/** More looks than this at the rest of a day's log, a page each, are a follower that stands still. */
const looksMax = 40;
/** A visitor presses so often. */
const triesMax = 10;

export interface CaseHub {
  readonly name: string;
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly guard: ClockGuard;
  readonly isAlive: () => boolean;
  readonly complain: (what: string, error: unknown) => void;
}

/** Some days only, and none on which another breakage is looked for first. */
export const hasCases = (seed: number): boolean => seed % 25 === 16;

export class HallCases {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lock = new Lock();

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** A hub has begun. */
  begin({ name, keeper, clock, guard, isAlive, complain }: CaseHub): void {
    const world = this.#world;
    const { time, weather, store, file, tablesLock, stormy, awayUntil, tablesAwayUntil } = world;
    const [chance, lock] = [this.#chance, this.#lock];
    const trace = (what: string) => world.trace(`cases: ${what}`);
    const place = { time, chance, weather, stormy, trace };
    const nobody = () => {};
    const log = new HubLog(
      { ...place, store, lock, awayUntil, committed: nobody, moved: nobody },
      isAlive,
      name,
    );
    const house = hubTables({ ...place, file, tablesLock, tablesAwayUntil }, isAlive);
    serveCases({
      ...{ keeper, log, calendar, clock, guard, complain, dice: chance },
      ...{ settings: usualCaseSettings(), special: () => [] },
      tables: { ...tablesOf(house, clock), staff: { list: async () => [] } },
    });
  }

  /** Told of what stands in the hall's log: now and then a visitor rates a step on the phone. */
  committed(rows: readonly Row[]): void {
    const { time, ratings } = this.#world;
    // Where whole channels are played, nobody else rates.
    if (ratings) return;
    for (const { type, body } of rows) {
      if (type !== 'step-finished' || !this.#chance.hit(0.6)) continue;
      const { ticket, step } = body as EventBodies['step-finished'];
      const level = this.#chance.pick([null, 1, 2, 2, 3, 5] as const);
      const rating = { ticket, step, level, source: 'phone' } as const;
      time.after(this.#chance.whole(10, 8_000), () => void this.#rate(rating));
    }
  }

  /** As whoever presses again when nothing has happened. */
  async #rate(rating: Parameters<Ratings['keep']>[1]): Promise<void> {
    const { time, weather, stormy, file, tablesLock, tablesAwayUntil } = this.#world;
    const place = { time, weather, stormy, file, tablesLock, tablesAwayUntil };
    const house = hubTables({ ...place, chance: this.#chance, trace: () => {} }, () => true);
    const ratings = new Ratings(house, { now: () => time.wall });
    for (let tries = 0; tries < triesMax; tries += 1) {
      try {
        await ratings.keep(theHall, rating);
        return;
      } catch {
        await time.sleep(2_000);
      }
    }
  }

  /** After the day, when every hub is dead: whoever comes next brings to an end what they left behind. */
  async judge(): Promise<void> {
    const world = this.#world;
    await world.file.rollBack();
    const clock = new Afterwards(world.time.wall + afterwardsMs);
    const house: HouseDatabase = { kind: 'sqlite', db: world.file.db, close: async () => {} };
    const log = memoryLog(world.store);
    const tables = tablesOf(house, clock);
    const keeper = new CaseKeeper({
      ...{ hall: theHall, log, table: tables.cases, calendar, clock, dice: this.#chance },
      ...{ settings: usualCaseSettings(), special: () => [] },
      complain: (what, error) => world.fail('no-bugs', `${what}: ${String(error)}`),
    });
    await this.#catchUp(log, house, clock, keeper);
    await keeper.reconcile();
    await this.#judgeEach(house);
    await this.#judgeRows(keeper, tables.cases, house);
    await this.#judgeLights(keeper, tables.cases, house, clock);
    await this.#judgeRows(keeper, tables.cases, house);
  }

  async #catchUp(log: Log, house: HouseDatabase, clock: Afterwards, cases: CaseKeeper) {
    const world = this.#world;
    const cursors = new Cursors(house);
    const head = await log.head(`hall:${theHall}`);
    for (let looks = 0; looks < looksMax; looks += 1) {
      await followCases({
        ...{ hall: theHall, log, cursors, clock, cases },
        ...{ tickets: new Tickets(house, cursors), ratings: new Ratings(house, clock) },
        keeper: { follow: () => () => {}, look: async (read) => read(world.shadow as Hall) },
        complain: (what, error) => world.fail('no-bugs', `${what}: ${String(error)}`),
      })();
      if ((await cursors.read(`cases:${theHall}`)) >= head) return;
    }
    world.fail('one-case-each', 'the log is not read to its end');
  }

  /** What should have opened a case against the cases that there are. */
  async #judgeEach({ db }: HouseDatabase): Promise<void> {
    const world = this.#world;
    const due = new Set<string>();
    const rowsOfHall = await memoryLog(world.store).read(`hall:${theHall}`, 0);
    for (const { type, body } of rowsOfHall) {
      if (type !== 'step-finished') continue;
      const { ticket, step, outcome, items } = body as EventBodies['step-finished'];
      const failed = [outcome, ...items.map((item) => item.outcome)].includes('could-not');
      if (failed) due.add(`failed-errand ${ticket} ${step}`);
    }
    // A bad follow-up has a case too, if its step has none yet.
    const first = await db.selectFrom('ratings').selectAll().execute();
    const again = await db.selectFrom('rating_followups').selectAll().execute();
    for (const { ticket, step, level } of [...first, ...again]) {
      if (level !== null && level <= 2) due.add(`bad-rating ${ticket} ${step}`);
    }
    const rows = await db.selectFrom('cases').select(['kind', 'ticket', 'step']).execute();
    const found = rows.map(({ kind, ticket, step }) => `${kind} ${ticket} ${step}`);
    const should = [...due].sort().join();
    if (found.sort().join() !== should) {
      world.fail('one-case-each', `cases are ${found.join()}, and should be ${should}`);
    }
    world.trace(`${found.length} cases: ${found.join()}`);
  }

  /** Each row says what its stream says, and nothing is left half done. */
  async #judgeRows(keeper: CaseKeeper, table: CaseTable, { db }: HouseDatabase): Promise<void> {
    const world = this.#world;
    for (const { id } of await db.selectFrom('cases').select('id').execute()) {
      const { one } = await keeper.history(caseId(id));
      const row = (await table.find(theHall, id))?.one ?? null;
      if (one === null || JSON.stringify(row) !== JSON.stringify(one)) {
        const what = `${id} is ${JSON.stringify(row)}, its stream says ${JSON.stringify(one)}`;
        world.fail('case-as-its-stream', what);
      }
    }
    const left = await db.selectFrom('case_pending').select('cmd').execute();
    if (left.length > 0) world.fail('case-as-its-stream', `${left.length} are left half done`);
  }

  /** The stepped clock: a bad rating turns amber after five days and red after seven. */
  async #judgeLights(
    cases: CaseKeeper,
    table: CaseTable,
    { db }: HouseDatabase,
    clock: Afterwards,
  ): Promise<void> {
    const bad = db.selectFrom('cases').select(['id', 'ticket', 'step']);
    const row = await bad.where('kind', '=', 'bad-rating').orderBy('id').executeTakeFirst();
    // A case that its follow-up opened counts from there.
    const given = (await badAt(db, 'ratings', row)) ?? (await badAt(db, 'rating_followups', row));
    if (!row || given === undefined) return;
    for (const [at, light] of [
      [given + 5 * dayMs - 1, 'green'],
      [given + 5 * dayMs, 'amber'],
      [given + 7 * dayMs - 1, 'amber'],
      [given + 7 * dayMs, 'red'],
    ] as const) {
      clock.at = at;
      await this.#look(cases, table, clock);
      const { one } = await cases.history(row.id as CaseId);
      if (one?.light === light) continue;
      const what = `${row.id} is ${one?.light} ${(at - given) / dayMs} days after its rating`;
      this.#world.fail('case-lights-in-time', what);
    }
  }

  async #look(cases: CaseKeeper, table: CaseTable, clock: Afterwards): Promise<void> {
    const guard = { now: () => clock.now(), agrees: () => true };
    const complain = (what: string) => this.#world.fail('no-bugs', what);
    await passCaseTime({ ...{ hall: theHall, cases, table, guard, clock, complain } })();
  }
}

/** When a step was rated badly; undefined: it was not. */
async function badAt(
  db: HouseDatabase['db'],
  table: 'ratings' | 'rating_followups',
  step: { ticket: string | null; step: number | null } | undefined,
): Promise<number | undefined> {
  // Both tables have these columns; the type speaks for the first alone.
  const rows = db
    .selectFrom(table as 'ratings')
    .select('at')
    .where('level', '<=', 2);
  const mine = rows.where('ticket', '=', step?.ticket ?? '').where('step', '=', step?.step ?? 0);
  return (await mine.executeTakeFirst())?.at;
}

/** The time after the day: it stands still but when it is set, and nothing happens by it. */
export class Afterwards implements Clock {
  at: number;

  constructor(at: number) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }

  monotonic(): number {
    return this.at;
  }

  setTimeout(): void {}
  clearTimeout(): void {}

  soon(act: () => void): void {
    setImmediate(act);
  }
}

function tablesOf(house: HouseDatabase, clock: Clock) {
  const caseWords = new CaseWords(house, clock);
  // Nobody watches: no beat.
  const revs = new Revs(house, { every: () => () => {} });
  return {
    ...{ house, caseWords, ratings: new Ratings(house, clock) },
    ratingWords: new RatingWords(house, clock),
    tickets: new Tickets(house, new Cursors(house)),
    cases: new CaseTable({ house, revs, clock, words: caseWords }),
  };
}
