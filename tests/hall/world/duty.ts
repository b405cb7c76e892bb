/**
 * Texts to the managers of a simulated hall, on some of its days of cases: each hub serves them as
 * server/hub.ts does, on lines that fail and die like its others, through carriers with moods. Each case
 * is to be told to each manager, and to nobody twice; of what a carrier may have lost, its row says so.
 */
import type { Log } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { CaseTable } from '../../../server/cases/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { Revs } from '../../../server/house/rev.ts';
import { CaseWords } from '../../../server/people/case-words.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { textSettingsOf, textsShape } from '../../../server/texts/settings.ts';
import { Carrier, type Sent } from './carriers.ts';
import type { Chance } from './chance.ts';
import { theHall, timeZone } from './hall.ts';
import { HubLog, Lock } from './log.ts';
import { hubTables } from './tables.ts';
import type { World } from './world.ts';

const calendar = calendarOf(timeZone);
const managers = ['chief', 'duty'].map((id) => ({ id, phoneFile: `env:${id}` }));
const phones = new Map([
  ['chief', { phone: '13700137001', language: 'zh-Hans' as const }],
  ['duty', { phone: '13700137002', language: 'en' as const }],
]);
/** Longer than the longest wait before a try (server/texts/policy.ts). */
const eveningMs = 900_000;
const openedKinds = ['bad-rating', 'failed-errand'];

const settings = textSettingsOf(
  textsShape.parse({
    signature: '静号',
    // Their addresses are never opened.
    providers: ['first', 'second'].map((id) => ({ id, address: 'gsm:serial:/dev/ttyUSB9' })),
    ...{ kinds: [], managers: managers.map((one) => ({ ...one, perDay: 200 })) },
    templates: Object.fromEntries(
      ['bad-rating', 'failed-errand', 'new-case', 'case-amber', 'case-red'].map((kind) => [
        kind,
        { 'zh-Hans': `${kind} {number}`, en: `${kind} {number}` },
      ]),
    ),
  }),
);

export interface DutyHub {
  readonly name: string;
  readonly keeper: Pick<Keeper, 'hall' | 'follow' | 'look' | 'catchUp'>;
  readonly clock: Clock;
  readonly isAlive: () => boolean;
  /** Ends the process. */
  readonly die: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Some of the days of cases (cases.ts), and none on which another breakage is looked for first. */
export const hasDuty = (seed: number): boolean => seed % 50 === 41;

export class HallDuty {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lock = new Lock();
  readonly #carriers: readonly Carrier[];
  /** How often something was told, by phone, kind and case. */
  readonly #told = new Map<string, number>();

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    const { time, stormy } = world;
    const took = (sent: Sent) => this.#took(sent);
    const trace = (what: string) => world.trace(`duty: ${what}`);
    const place = { time, chance, stormy, took, trace };
    this.#carriers = [new Carrier('first', place), new Carrier('second', place)];
    const setDown = (down: boolean) => {
      for (const carrier of this.#carriers) carrier.down = down;
    };
    time.after(chance.whole(2_000, 9_000), () => setDown(true));
    time.after(chance.whole(24_000, 32_000), () => setDown(false));
  }

  /** None may come out. */
  get phones(): readonly string[] {
    return [...phones.values()].map(({ phone }) => phone);
  }

  /** A hub has begun. */
  begin(hub: DutyHub): void {
    const world = this.#world;
    const { time, weather, store, file, tablesLock, stormy, awayUntil, tablesAwayUntil } = world;
    const [chance, lock] = [this.#chance, this.#lock];
    const trace = (what: string) => world.trace(`duty: ${what}`);
    const place = { time, chance, weather, stormy, trace };
    const nobody = () => {};
    const own = { store, lock, awayUntil, committed: nobody, moved: nobody };
    const log = new HubLog({ ...place, ...own }, hub.isAlive, hub.name);
    const house = hubTables({ ...place, file, tablesLock, tablesAwayUntil }, hub.isAlive);
    this.#serve(hub, house, log);
  }

  #serve(hub: DutyHub, house: HouseDatabase, log: Pick<Log, 'read' | 'lastOf'>) {
    const { keeper, clock, complain, isAlive, die } = hub;
    return serveTexts({
      ...{ keeper, log, clock, settings, complain, calendar, dice: this.#chance },
      ...{ links: this.#world.links, publicUrl: null, dutyPhones: phones },
      facts: { now: { forecast: { tickets: new Map() } } } as never,
      tables: tablesOf(house, clock),
      providers: this.#carriers.map((carrier, index) => ({
        settings: settings.providers[index] ?? ({} as never),
        texter: carrier.texterFor(isAlive, die),
      })),
    });
  }

  /** A carrier has taken it: a manager reads it. */
  #took({ to, body, carrier }: Sent): void {
    const world = this.#world;
    const said = /^【静号】([a-z-]+) (\d{4}-\d{4})$/.exec(body);
    if (!said) return world.fail('no-bugs', `a manager reads ${body}`);
    const key = `${to} ${said[1]} ${said[2]}`;
    world.trace(`duty: ${carrier} tells ${key}`);
    const times = (this.#told.get(key) ?? 0) + 1;
    this.#told.set(key, times);
    if (times > 1) world.fail('managers-told-once', `${key} is told ${times} times`);
  }

  /** After the day and its cases, when every hub is dead: one that has nothing else to do tells the rest. */
  async judge(): Promise<void> {
    const world = this.#world;
    const { time } = world;
    await world.file.rollBack();
    const house = { kind: 'sqlite', db: world.file.db, close: async () => {} } as HouseDatabase;
    world.storm = false;
    const keeper: DutyHub['keeper'] = {
      hall: theHall,
      follow: () => () => {},
      look: async (read) => read(world.shadow as never),
      catchUp: async () => {},
    };
    const complain = (what: string, error: unknown) =>
      world.fail('no-bugs', `${what}: ${String(error)}`);
    const hub = { keeper, complain, isAlive: () => true, die: () => {}, name: 'evening' };
    const clock = time.clockFor(() => true);
    const served = this.#serve({ ...hub, clock }, house, memoryLog(world.store));
    const until = time.now + eveningMs;
    await time.run(() => time.now >= until || world.stopped);
    let over = false;
    const ended = served.end().then(() => {
      over = true;
    });
    await time.run(() => over);
    await ended;
    if (!world.stopped) await this.#judgeEach(house);
  }

  /** What each manager should have been told of against what they were told. */
  async #judgeEach({ db }: HouseDatabase): Promise<void> {
    const world = this.#world;
    const cases = await db.selectFrom('cases').select(['id', 'kind', 'number']).execute();
    const rows = await db.selectFrom('texts').select(['ticket', 'kind', 'duty', 'state']).execute();
    for (const { id, kind, number } of cases) {
      if (!openedKinds.includes(kind)) continue;
      for (const [duty, { phone }] of phones) {
        const times = this.#told.get(`${phone} ${kind} ${number}`) ?? 0;
        const mine = rows.filter(
          (row) => row.ticket === `case:${id}` && row.kind === kind && row.duty === duty,
        );
        const states = mine.map(({ state }) => state).join();
        // Lost by a carrier, or refused by one: nobody sends it again, and its row says so.
        const named = /^(unknown|refused)$/.test(states);
        if (mine.length === 1 && (times === 1 || named)) continue;
        const what = `${duty} is told ${times} times of ${kind} ${number}: ${states || 'no row'}`;
        world.fail('every-manager-told', what);
      }
    }
    world.trace(`${cases.length} cases, told: ${[...this.#told.keys()].sort().join(', ')}`);
  }
}

function tablesOf(house: HouseDatabase, clock: Clock) {
  const revs = new Revs(house, { every: () => () => {} });
  return {
    outbox: new Outbox(house, new Cursors(house), clock),
    textPhones: new TextPhones(house, clock),
    leases: new Leases(house, clock),
    ratings: new Ratings(house, clock),
    cases: new CaseTable({ house, revs, clock, words: new CaseWords(house, clock) }),
    // Changes by this hub and by others are found by the slow look.
    revs,
  };
}
