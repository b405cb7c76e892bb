/**
 * Texts of a simulated hall, on some of its days: each hub serves them as server/hub.ts does, on lines
 * to the log and the tables that fail and die like its others, through carriers with moods of their
 * own. What somebody is told is judged as it is told; when the day is over, whether all were told who
 * should have been, and what is left of them.
 */
import type { KioskCommand } from '../../../core/wire/commands.ts';
import type { Row } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import type { Facts } from '../../../server/house/facts.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import type { Texting } from '../../../server/people/taking.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { serveTexts } from '../../../server/texts/serve.ts';
import { textSettingsOf, textsShape } from '../../../server/texts/settings.ts';
import { Carrier } from './carriers.ts';
import type { Chance } from './chance.ts';
import { theHall, timeZone } from './hall.ts';
import { HubLog, Lock } from './log.ts';
import { hubTables } from './tables.ts';
import { limits, TextJudge, toldWithinMs } from './text-judge.ts';
import type { World } from './world.ts';

/** So long a dead hub holds what only one may do (server/texts/sender.ts). */
const leaseMs = 15_000;
/** Phones beside everybody's own: one that a family shares. */
const familyPhone = '13900139000';

const calendar = calendarOf(timeZone);
const kinds = ['taken', 'ahead', 'called', 'missed', 'rate'] as const;

const settings = textSettingsOf(
  textsShape.parse({
    signature: '静号',
    // Their addresses are never opened.
    providers: ['first', 'second'].map((id) => ({ id, address: 'gsm:serial:/dev/ttyUSB9' })),
    ...{ limits, ahead: { people: 1, minutes: 1 } },
    retries: { times: 8, firstSeconds: 2, mostSeconds: 8 },
    templates: Object.fromEntries(
      kinds.map((kind) => [kind, { 'zh-Hans': `${kind} {label}`, en: `${kind} {label}` }]),
    ),
  }),
);

export interface TextHub {
  readonly name: string;
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly facts: Pick<Facts, 'now'>;
  readonly isAlive: () => boolean;
  /** Ends the process. */
  readonly die: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Some days only, and none on which another breakage is looked for first. */
export const hasTexts = (seed: number): boolean => seed % 25 === 20;

export class HallTexts {
  readonly carriers: readonly [Carrier, Carrier];
  readonly #world: World;
  readonly #chance: Chance;
  readonly #judge: TextJudge;
  #phones = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    const { time, stormy } = world;
    const took = (sent: Parameters<TextJudge['took']>[0]) => this.#judge.took(sent);
    const trace = (what: string) => world.trace(`texts: ${what}`);
    const place = { time, chance, stormy, took, trace };
    this.carriers = [new Carrier('first', place), new Carrier('second', place)];
    this.#judge = new TextJudge(world, this.carriers);
    time.after(chance.whole(2_000, 9_000), () => this.#setDown(true));
    time.after(chance.whole(24_000, 32_000), () => this.#setDown(false));
  }

  /** Every phone that somebody gave; none may come out. */
  get phones(): readonly string[] {
    return this.#judge.phones;
  }

  /** What a visitor says beside the service: some leave a phone, some that of their family. */
  wish(): Pick<KioskCommand, 'phone'> {
    const chance = this.#chance;
    if (!chance.hit(0.75)) return {};
    if (chance.hit(0.6)) return { phone: familyPhone };
    this.#phones += 1;
    return { phone: String(13_800_000_000 + this.#phones) };
  }

  /** A hub has begun; gives where it keeps phones. */
  begin({ name, keeper, clock, facts, isAlive, die, complain }: TextHub): Texting {
    const world = this.#world;
    const { time, weather, store, file, tablesLock, stormy, awayUntil, tablesAwayUntil } = world;
    const chance = this.#chance;
    const trace = (what: string) => world.trace(`texts: ${what}`);
    const place = { time, chance, weather, stormy, trace };
    const nobody = () => {};
    const own = { store, lock: new Lock(), awayUntil, committed: nobody, moved: nobody };
    const log = new HubLog({ ...place, ...own }, isAlive, name);
    const house = hubTables({ ...place, file, tablesLock, tablesAwayUntil }, isAlive);
    const { desk } = serveTexts({
      ...{ keeper, log, clock, facts, settings, complain, dice: chance, links: world.links },
      ...{ calendar, publicUrl: 'https://hall.example', dutyPhones: new Map() },
      tables: textTables(house, clock),
      providers: this.carriers.map((carrier, index) => ({
        settings: providerOf(index),
        texter: carrier.texterFor(isAlive, die),
      })),
    });
    return {
      keep: async (ticket, phone, language) => {
        this.#judge.said(phone);
        await desk.keep(ticket, phone, language);
        this.#judge.kept(ticket, phone);
      },
      forget: (ticket) => {
        this.#judge.forgotten(ticket);
        return desk.forget(ticket);
      },
    };
  }

  /** Told of what stands in the hall's log. */
  committed(rows: readonly Row[]): void {
    this.#judge.committed(rows);
  }

  /** In the calm, with the first carrier out of order: whoever is called is told at once. */
  async probe(take: (wish: Pick<KioskCommand, 'phone'>) => Promise<string | null>): Promise<void> {
    const { time } = this.#world;
    const [first] = this.carriers;
    // What a dead hub still holds has to run out.
    await time.sleep(leaseMs + 2_000);
    first.down = true;
    this.#phones += 1;
    const ticket = await take({ phone: String(13_800_000_000 + this.#phones) });
    await time.sleep(2 * toldWithinMs);
    first.down = false;
    if (ticket !== null) this.#judge.toldAtOnce(ticket);
  }

  /** For a while nobody takes anything; what waits has become untrue when they do again. */
  #setDown(down: boolean): void {
    for (const carrier of this.carriers) carrier.down = down;
  }

  /** After the day, when every hub is dead: whoever comes next ends what they left behind. */
  async judge(): Promise<void> {
    const world = this.#world;
    await world.file.rollBack();
    const house: HouseDatabase = { kind: 'sqlite', db: world.file.db, close: async () => {} };
    const evening = await this.#evening(house);
    await this.#judge.afterwards(house.db, evening);
  }

  /** A hub that has nothing else to do, until all has gone that is of use; gives when that is. */
  async #evening(house: HouseDatabase): Promise<number> {
    const world = this.#world;
    const { time } = world;
    const clock = time.clockFor(() => true);
    world.storm = false;
    const served = serveTexts({
      keeper: {
        hall: theHall,
        follow: () => () => {},
        look: async (read) => read(world.shadow as never),
        catchUp: async () => {},
      },
      log: memoryLog(world.store),
      ...{ clock, settings, links: world.links, dice: this.#chance, calendar },
      ...{ facts: { now: { forecast: { tickets: new Map() } } } as never },
      ...{ publicUrl: 'https://hall.example', dutyPhones: new Map() },
      tables: textTables(house, clock),
      providers: this.carriers.map((carrier, index) => ({
        settings: providerOf(index),
        texter: carrier.texterFor(
          () => true,
          () => {},
        ),
      })),
      complain: (what, error) => world.fail('no-bugs', `${what}: ${String(error)}`),
    });
    const until = time.now + this.#judge.eveningMs;
    await time.run(() => time.now >= until || world.stopped);
    let over = false;
    const ended = served.end().then(() => {
      over = true;
    });
    await time.run(() => over);
    await ended;
    return clock.now();
  }
}

function providerOf(index: number) {
  const found = settings.providers[index];
  if (!found) throw new Error('there are two providers');
  return found;
}

const textTables = (house: HouseDatabase, clock: Clock) => ({
  outbox: new Outbox(house, new Cursors(house), clock),
  textPhones: new TextPhones(house, clock),
  leases: new Leases(house, clock),
  ratings: new Ratings(house, clock),
  // Managers are told on days of their own (duty.ts).
  ...{ cases: {} as never, revs: {} as never },
});
