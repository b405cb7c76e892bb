/**
 * The house's tables as one hub reaches them: the real SQLite file and the real SQL, behind a line that
 * is slow, fails before or after a commit, is away for a while, and ends with its process. All hubs
 * share one file, one transaction after the other.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { migrate } from '../../../server/house/migrations.ts';
import { openSqlite } from '../../../server/house/sqlite.ts';
import type { Tables } from '../../../server/house/tables.ts';
import type { Chance } from './chance.ts';
import { type Lock, never } from './log.ts';
import type { Time } from './time.ts';
import type { Weather } from './weather.ts';

type Role = Tables['staff']['role'];

/** A folder in memory where the machine has one: a simulated day needs no disk. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** One file for all the days of a run; each day begins with empty tables. */
export class TablesFile {
  readonly #folder = mkdtempSync(join(folder, 'jinghao-hall-'));
  readonly #file = openSqlite(join(this.#folder, 'house.db'));
  readonly driver: Driver = this.#file.dialect.createDriver();
  readonly db = new Kysely<Tables>({
    dialect: { ...dialectParts, createDriver: () => this.driver },
  });

  static async open(): Promise<TablesFile> {
    const file = new TablesFile();
    await migrate(file.db, 'sqlite');
    return file;
  }

  async empty(): Promise<void> {
    const { db } = this;
    await this.rollBack();
    for (const table of [
      'print_jobs',
      'device_states',
      'device_alarms',
      'ratings',
      'rating_followups',
      'rating_words',
      'house_rev',
      'tickets',
      'help_calls',
      'bookings',
      'forecasts_not_rebuildable',
      'missed_bookings',
      'day_salts',
      'watched_persons',
      'cases',
      'case_pending',
      'case_words',
      'case_numbers',
      'case_heads',
      'case_changes',
      'leases',
      'texts',
      'text_refs',
      'text_phones',
      'rating_heads',
      'rating_changes',
      'hook_deliveries',
    ] as const) {
      await db.deleteFrom(table).execute();
    }
    await db.deleteFrom('follower_cursors').execute();
    await db.deleteFrom('staff').execute();
  }

  /** A day that was broken off, or a hub that died, may have left a transaction open. */
  async rollBack(): Promise<void> {
    const connection = await this.driver.acquireConnection();
    await this.driver.rollbackTransaction(connection).catch(() => {});
    await this.driver.releaseConnection(connection);
  }

  /** Puts people with names into the tables, where names belong. */
  async plantNames(people: readonly { id: string; name: string; role: Role }[]): Promise<void> {
    const rows = people.map(({ id, name, role }) => ({
      ...{ id, hall: 'hall', account: id, name, role, disabled: 0, password: '', made_at: 0 },
    }));
    await this.db.insertInto('staff').values(rows).execute();
  }

  close(): void {
    this.#file.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface TablesPlace {
  readonly time: Time;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly file: Pick<TablesFile, 'driver'>;
  readonly tablesLock: Lock;
  stormy(): boolean;
  /** Until when the tables cannot be reached, by `time.now`. */
  tablesAwayUntil(): number;
  trace(what: string): void;
}

const dialectParts = {
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
};

/** The tables for one process. */
export function hubTables(place: TablesPlace, isAlive: () => boolean): HouseDatabase {
  const createDriver = () => new HubDriver(place, isAlive);
  const db = new Kysely<Tables>({ dialect: { ...dialectParts, createDriver } });
  return { kind: 'sqlite', db, close: async () => {} };
}

class HubDriver implements Driver {
  readonly #place: TablesPlace;
  readonly #isAlive: () => boolean;
  readonly #real: Driver;
  #connection: DatabaseConnection | null = null;
  #begun = false;

  constructor(place: TablesPlace, isAlive: () => boolean) {
    this.#place = place;
    this.#isAlive = isAlive;
    this.#real = place.file.driver;
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#place.tablesLock.take();
    const connection = await this.#real.acquireConnection();
    this.#connection = connection;
    await this.#living();
    return {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        await this.#living();
        const { time, chance, weather, stormy, tablesAwayUntil } = this.#place;
        const fails = stormy() && chance.hit(weather.tableFails / 4);
        if (fails || tablesAwayUntil() > time.now) throw this.#away('a query');
        return connection.executeQuery<R>(query);
      },
      streamQuery: () => {
        throw new Error('the house reads whole lists with a limit, it does not stream');
      },
    };
  }

  async beginTransaction(): Promise<void> {
    await this.#living();
    await this.#real.beginTransaction(this.#held(), {});
    this.#begun = true;
  }

  async commitTransaction(): Promise<void> {
    const { chance, weather, stormy, time } = this.#place;
    const fails = stormy() && chance.hit(weather.tableFails);
    const written = chance.hit(0.5);
    if (chance.hit(0.1)) await time.sleep(chance.whole(1, 40));
    await this.#living();
    if (fails && !written) throw this.#away('a commit');
    await this.#real.commitTransaction(this.#held());
    this.#begun = false;
    if (fails) throw this.#away('the answer to a commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.#living();
    await this.#rollback();
  }

  async releaseConnection(): Promise<void> {
    await this.#living();
    this.#letGo();
  }

  #held(): DatabaseConnection {
    if (!this.#connection) throw new Error('no connection is held');
    return this.#connection;
  }

  /** What a dead process had begun is undone, and its connection is free for the others. */
  async #living(): Promise<void> {
    if (this.#isAlive()) return;
    await this.#rollback();
    this.#letGo();
    return never();
  }

  async #rollback(): Promise<void> {
    if (this.#begun) await this.#real.rollbackTransaction(this.#held());
    this.#begun = false;
  }

  #letGo(): void {
    if (this.#connection) this.#place.tablesLock.free();
    this.#connection = null;
  }

  #away(what: string): HouseFailure {
    this.#place.trace(`the tables fail: ${what}`);
    return new HouseFailure('unavailable', `the simulated tables lost ${what}`);
  }
}
