/**
 * The disk of the soak: the log and the house's tables in real SQLite files, which all processes of
 * the hub share one after the other, and how many bytes they take.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Log } from '../../../log/log.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import { type HouseDatabase, openDatabase } from '../../../server/house/database.ts';
import { migrate } from '../../../server/house/migrations.ts';
import { openSqlite } from '../../../server/house/sqlite.ts';
import type { Tables } from '../../../server/house/tables.ts';

/** Nothing is looked for by the machine's own timers: the stepped clock does that. */
const never = () => () => {};

export class Disk {
  readonly #folder: string;
  readonly #file;
  readonly driver: Driver;
  /** The tables without weather, for whoever judges. */
  readonly house: HouseDatabase;
  /** Opens the log as one process does. */
  readonly log = (): Log => sqliteLog({ path: join(this.#folder, 'log.sqlite'), after: never });

  private constructor(folder: string) {
    this.#folder = folder;
    this.#file = openSqlite(join(folder, 'house.sqlite'));
    this.driver = this.#file.dialect.createDriver();
    const dialect = {
      createDriver: () => this.driver,
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    };
    this.house = { kind: 'sqlite', db: new Kysely<Tables>({ dialect }), close: async () => {} };
  }

  static async open(folder: string): Promise<Disk> {
    const disk = new Disk(folder);
    await migrate(disk.house.db, 'sqlite');
    return disk;
  }

  /** Other tables beside the hall's own, for whoever judges. */
  beside(name: string): Promise<HouseDatabase> {
    return openDatabase({ kind: 'sqlite', path: join(this.#folder, `${name}.sqlite`) });
  }

  /** Bytes on the disk, with what SQLite keeps beside each file. */
  bytes(): { readonly log: number; readonly tables: number } {
    const of = (name: string) =>
      readdirSync(this.#folder)
        .filter((file) => file.startsWith(name))
        .reduce((sum, file) => sum + statSync(join(this.#folder, file)).size, 0);
    return { log: of('log.sqlite'), tables: of('house.sqlite') };
  }

  close(): void {
    this.#file.close();
  }
}
