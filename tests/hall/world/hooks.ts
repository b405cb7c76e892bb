/**
 * Webhooks of a simulated hall, on some of its days: each hub serves its subscribers as server/hub.ts
 * does, over a net that loses what is sent, loses the answer, doubles, delays, and lets the hub die on
 * it. Every event that was asked for is to arrive, with the same id and words each time, signed, in order;
 * nothing else is. When the day is over a hub with nothing else to do tells what is left.
 */
import { createHmac } from 'node:crypto';
import type { Row } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import type { Clock } from '../../../server/hall/clock.ts';
import type { Keeper } from '../../../server/hall/keeper.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { HookOutbox } from '../../../server/house/hook-outbox.ts';
import { Leases } from '../../../server/house/leases.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { type HookPost, serveHooks } from '../../../server/webhooks/serve.ts';
import type { Chance } from './chance.ts';
import { theHall } from './hall.ts';
import { HubLog, Lock } from './log.ts';
import { hubTables } from './tables.ts';
import type { World } from './world.ts';

/** Days of texts or of ratings, so that those are told of too (texts.ts, ratings.ts). */
export const hasHooks = (seed: number): boolean => seed % 50 === 45 || seed % 50 === 39;

const secret = 'of the subscriber';
const subscribers = {
  partner: ['ticket-called', 'step-finished', 'ticket-missed', 'step-rated'],
  board: ['ticket-issued'],
} as const;
type Subscriber = keyof typeof subscribers;
const webhooks = (Object.keys(subscribers) as Subscriber[]).map((id) => ({
  ...{ id, url: `https://${id}.example/`, secretFile: 'env:HOOK' },
  events: [...subscribers[id]],
}));

/** How the net takes one message. */
const moods = {
  well: 6,
  slow: 2,
  lost: 1,
  'answer-lost': 2,
  doubled: 2,
  busy: 2,
  'hub-dies': 1,
} as const;
/** As a hub waits for an answer (server/webhooks/serve.ts). */
const answerMs = 10_000;
/** Longer than the longest wait between two tries of a day's length, and than a dead hub's lease. */
const eveningMs = 400_000;

export interface HookHub {
  readonly name: string;
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly clock: Clock;
  readonly isAlive: () => boolean;
  /** Ends the process. */
  readonly die: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

interface Message {
  readonly id: string;
  readonly type: string;
  readonly seq: number;
}

export class HallHooks {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lock = new Lock();
  /** What arrived, by subscriber and id. */
  readonly #arrived = new Map<string, string>();
  /** The latest number of each subscriber and source. */
  readonly #reached = new Map<string, number>();
  readonly #due = new Set<string>();
  #from = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** Before the day: they hear what comes from here on, as whoever subscribed on the day before. */
  async subscribe(): Promise<void> {
    const { file, store } = this.#world;
    this.#from = Math.max(1, await memoryLog(store).head(`hall:${theHall}`));
    const cursor = (name: string, seq: number) =>
      file.db
        .insertInto('follower_cursors')
        .values({ name: `hook:${name}:${theHall}`, seq })
        .execute();
    for (const { id } of webhooks) await cursor(id, this.#from);
    await cursor('partner/ratings', 1);
  }

  /** A hub has begun. */
  begin({ name, isAlive, die, ...hub }: HookHub): void {
    const world = this.#world;
    const { time, weather, store, file, tablesLock, stormy, awayUntil, tablesAwayUntil } = world;
    const [chance, lock] = [this.#chance, this.#lock];
    const trace = (what: string) => world.trace(`hooks: ${what}`);
    const place = { time, chance, weather, stormy, trace };
    const nobody = () => {};
    const own = { store, lock, awayUntil, committed: nobody, moved: nobody };
    const log = new HubLog({ ...place, ...own }, isAlive, name);
    const house = hubTables({ ...place, file, tablesLock, tablesAwayUntil }, isAlive);
    this.#serve({ ...hub, log }, house, (...sent) => this.#net(isAlive, die, ...sent));
  }

  #serve(
    hub: Pick<HookHub, 'keeper' | 'clock' | 'complain'> &
      Pick<Parameters<typeof serveHooks>[1], 'log'>,
    house: HouseDatabase,
    post: HookPost,
  ) {
    const { clock } = hub;
    const tables = {
      hookOutbox: new HookOutbox(house, new Cursors(house), clock),
      leases: new Leases(house, clock),
      ratings: new Ratings(house, clock),
    };
    const parts = { ...hub, tables, dice: this.#chance, secrets: { HOOK: secret }, post };
    return serveHooks({ webhooks, folder: '/' }, parts);
  }

  /** Told of what stands in the hall's log. */
  committed(rows: readonly Row[]): void {
    for (const { seq, type } of rows) {
      for (const { id, events } of webhooks) {
        const asked = (events as readonly string[]).includes(type);
        if (asked && seq > this.#from) this.#due.add(`${id} hall:${theHall}/${seq}`);
      }
    }
  }

  async #net(
    isAlive: () => boolean,
    die: () => void,
    ...[url, sent]: Parameters<HookPost>
  ): Promise<number> {
    const { time, stormy } = this.#world;
    const chance = this.#chance;
    const mood = stormy() ? chance.weighted(moods) : 'well';
    const living = async <T>(ms: number, answer: () => T): Promise<T> => {
      await time.sleep(ms);
      // A dead process hears nothing more.
      return isAlive() ? answer() : new Promise<T>(() => {});
    };
    const lost = () => {
      throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    };
    this.#world.trace(`hooks: ${sent.headers['x-jinghao-event']} to ${url}: ${mood}`);
    const ms = chance.whole(5, 80);
    if (mood === 'busy') return living(ms, () => 503);
    if (mood === 'lost') return living(answerMs, lost);
    this.#arrives(url, sent);
    if (mood === 'doubled') time.after(chance.whole(1, 400), () => this.#arrives(url, sent));
    if (mood === 'hub-dies') time.after(1, die);
    if (mood === 'answer-lost') return living(answerMs, lost);
    return living(mood === 'slow' ? chance.whole(1_000, 9_000) : ms, () => 204);
  }

  #arrives(url: string, { headers, body }: Parameters<HookPost>[1]): void {
    const world = this.#world;
    const hook = webhooks.find((one) => one.url === url);
    const { id, type, seq } = JSON.parse(body) as Message;
    const what = `${hook?.id} hears ${id} (${type})`;
    // Reckoned here once more, as a subscriber does it (docs/integration.md).
    const signed = createHmac('sha256', secret).update(`${headers['x-jinghao-timestamp']}.${body}`);
    if (headers['x-jinghao-signature'] !== `sha256=${signed.digest('hex')}`) {
      world.fail('hook-signed', what);
    }
    if (!hook || !(hook.events as readonly string[]).includes(type)) {
      return world.fail('hook-as-asked', what);
    }
    const key = `${hook.id} ${id}`;
    const before = this.#arrived.get(key);
    this.#arrived.set(key, body);
    if (headers['x-jinghao-event'] !== id || (before !== undefined && before !== body)) {
      world.fail('hook-same-each-time', `${what}: ${body}, it was ${before}`);
    }
    if (before !== undefined) return;
    const source = `${hook.id} ${type === 'step-rated'}`;
    if (seq <= (this.#reached.get(source) ?? 0)) world.fail('hook-in-order', what);
    this.#reached.set(source, seq);
    if (type !== 'step-rated' && !this.#due.has(key)) {
      world.fail('hook-as-asked', `${what}, which is not in the log`);
    }
  }

  /** After the day, when every hub is dead. */
  async judge(): Promise<void> {
    const world = this.#world;
    const { time } = world;
    await world.file.rollBack();
    world.storm = false;
    const clock = time.clockFor(() => true);
    const end = this.#serve(
      {
        ...{ keeper: { hall: theHall, follow: () => () => {} }, clock },
        log: memoryLog(world.store),
        complain: (what, error) => world.fail('no-bugs', `${what}: ${String(error)}`),
      },
      { kind: 'sqlite', db: world.file.db, close: async () => {} },
      (...sent) =>
        this.#net(
          () => true,
          () => {},
          ...sent,
        ),
    );
    const until = time.now + eveningMs;
    await time.run(() => time.now >= until || world.stopped);
    let over = false;
    const ended = end().then(() => {
      over = true;
    });
    await time.run(() => over);
    await ended;
    const rated = await world.file.db.selectFrom('rating_changes').select('seq').execute();
    const last = Math.max(0, ...rated.map(({ seq }) => seq));
    if (last > 1 && this.#reached.get('partner true') !== last) {
      world.fail('hooks-arrive', `change ${last} of ratings was told to nobody`);
    }
    const missing = [...this.#due].filter((key) => !this.#arrived.has(key));
    world.trace(`hooks: ${this.#arrived.size} told, ${missing.length} not`);
    if (missing.length > 0) world.fail('hooks-arrive', `never told: ${missing.slice(0, 3)}`);
  }
}
