/**
 * Versions of the hall's settings and what was done with them. Two people who save or publish at once
 * are told apart by what each has seen: the second gets a named conflict, and nothing of either is lost.
 */
import type { Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Revs } from './rev.ts';
import type { SettingsTables } from './settings-tables.ts';
import type { Tables } from './tables.ts';

export type Source = SettingsTables['settings_versions']['source'];
export type Effect = SettingsTables['settings_acts']['effect'];

/** The largest text, in bytes: five times the example hall's. */
export const TEXT_BYTES_MAX = 256 * 1024;
/** The latest that are listed; drafts before them that were never published are deleted. */
export const VERSIONS_KEPT = 300;

/** Who made a version, when, from which and why; its text is read apart. */
export interface VersionHead {
  readonly number: number;
  readonly source: Source;
  readonly base: number | null;
  readonly why: string;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface SettingsAct {
  readonly number: number;
  readonly act: 'published' | 'set-aside';
  readonly version: number;
  readonly effect: Effect;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Draft {
  readonly source: Source;
  readonly base: number | null;
  readonly text: string;
  readonly why: string;
  readonly by: string;
}

/** Somebody was faster: the version, or the act, that whoever asks has not seen. */
export interface SettingsConflict {
  readonly refused: 'settings-conflict';
  readonly version: number;
  readonly by: string;
  readonly at: number;
}

export interface UnknownVersion {
  readonly refused: 'unknown-version';
}

export interface Publishing {
  readonly version: number;
  readonly effect: Effect;
  /** The version that whoever asks believes to be wanted; null: none, `any`: whichever. */
  readonly seen: number | null | 'any';
  readonly by: string;
}

/** What the tables hold of a hall, read within one transaction. */
export interface SettingsRead {
  readonly versions: readonly VersionHead[];
  readonly acts: readonly SettingsAct[];
  readonly textOf: (version: number) => Promise<string | null>;
  readonly add: (draft: Draft) => Promise<number>;
  readonly act: (act: Omit<SettingsAct, 'number' | 'at'>) => Promise<void>;
}

export class SettingsVersions {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #clock: Clock;

  constructor(parts: { house: HouseDatabase; revs: Revs; clock: Clock }) {
    this.#house = parts.house;
    this.#revs = parts.revs;
    this.#clock = parts.clock;
  }

  /** The latest first. Fails: `HouseFailure`. */
  async versions(hall: string): Promise<VersionHead[]> {
    return headsIn(this.#house.db, hall);
  }

  /** The latest first. Fails: `HouseFailure`. */
  async acts(hall: string): Promise<SettingsAct[]> {
    return actsIn(this.#house.db, hall);
  }

  /** The text of a version; null: there is none. Fails: `HouseFailure`. */
  async text(hall: string, version: number): Promise<string | null> {
    return textIn(this.#house.db, hall, version);
  }

  /** Calls `wake` after every change of the house's facts but those of papers alone; see `Revs.watch`. */
  watch(hall: string, wake: () => void): () => void {
    return this.#revs.watch(hall, ({ papersAt }) => {
      if (papersAt === null) wake();
    });
  }

  /**
   * Adds a version made from `base`, the last one that its author has seen. Refused when a later one is
   * there: `settings-conflict`. Fails: `HouseFailure`.
   */
  save(hall: string, draft: Draft): Promise<VersionHead | SettingsConflict> {
    return this.change<VersionHead | SettingsConflict>(hall, async (read) => {
      const [last] = read.versions;
      if (last && last.number !== draft.base) return conflictWith(last.number, last);
      const number = await read.add(draft);
      const { source, base, why, by } = draft;
      return { number, source, base, why, by, at: this.#clock.now() };
    });
  }

  /**
   * Says that a version is wanted from now on. Refused: `unknown-version`; `settings-conflict` when
   * another was published than `seen`; what `against` says, asked while nobody else can publish. The same
   * again is no deed. Fails: `HouseFailure`.
   */
  publish<R = never>(
    hall: string,
    wish: Publishing,
    against?: (read: SettingsRead, version: VersionHead) => Promise<R | null>,
  ): Promise<'published' | SettingsConflict | UnknownVersion | R> {
    const { version, effect, seen, by } = wish;
    return this.change<'published' | SettingsConflict | UnknownVersion | R>(hall, async (read) => {
      const head = read.versions.find(({ number }) => number === version);
      if (!head) return { refused: 'unknown-version' };
      const last = read.acts.find(({ act }) => act === 'published');
      if (last?.version === version && last.effect === effect) return 'published';
      const unseen = seen !== 'any' && (last?.version ?? null) !== seen;
      if (last && unseen) return conflictWith(last.version, last);
      const refusal = await against?.(read, head);
      if (refusal) return refusal;
      await read.act({ act: 'published', version, effect, by });
      return 'published';
    });
  }

  /** Says that the file's version is not wanted. Refused: `unknown-version`. Fails: `HouseFailure`. */
  setAside(hall: string, version: number, by: string): Promise<'set-aside' | UnknownVersion> {
    return this.change<'set-aside' | UnknownVersion>(hall, async (read) => {
      const found = read.versions.find(({ number }) => number === version);
      if (found?.source !== 'file') return { refused: 'unknown-version' };
      const known = read.acts.some((one) => one.version === version);
      if (!known) await read.act({ act: 'set-aside', version, effect: 'at-once', by });
      return 'set-aside';
    });
  }

  /**
   * Reads and writes in one transaction, one after the other with all other hubs. Fails:
   * `HouseFailure`; then nothing stands.
   */
  change<T>(hall: string, work: (read: SettingsRead) => Promise<T>): Promise<T> {
    return this.#revs.change(hall, async (trx) => {
      await lock(trx, hall);
      let changed = false;
      const [versions, acts] = [await headsIn(trx, hall), await actsIn(trx, hall)];
      const value = await work({
        ...{ versions, acts, textOf: (version) => textIn(trx, hall, version) },
        add: async (draft) => {
          changed = true;
          return this.#add(trx, hall, draft);
        },
        act: async (act) => {
          changed = true;
          await this.#act(trx, hall, act);
        },
      });
      return { changed, value };
    });
  }

  async #add(trx: Transaction<Tables>, hall: string, draft: Draft): Promise<number> {
    const head = trx.selectFrom('settings_heads').select('number').where('hall', '=', hall);
    const number = (await head.executeTakeFirstOrThrow()).number + 1;
    await trx.updateTable('settings_heads').set({ number }).where('hall', '=', hall).execute();
    const { by: made_by, ...rest } = draft;
    const row = { hall, number, ...rest, made_by, made_at: this.#clock.now() };
    await trx.insertInto('settings_versions').values(row).execute();
    const acted = trx.selectFrom('settings_acts').select('version').where('hall', '=', hall);
    const old = trx.deleteFrom('settings_versions').where('hall', '=', hall);
    const drafts = old.where('number', 'not in', acted).where('source', '<>', 'file');
    await drafts.where('number', '<=', number - VERSIONS_KEPT).execute();
    return number;
  }

  async #act(
    trx: Transaction<Tables>,
    hall: string,
    { act, version, effect, by }: Omit<SettingsAct, 'number' | 'at'>,
  ): Promise<void> {
    const acts = trx.selectFrom('settings_acts').where('hall', '=', hall);
    const last = await acts.select(({ fn }) => fn.max('number').as('number')).executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    const row = { hall, number, act, version, effect, done_by: by, at: this.#clock.now() };
    await trx.insertInto('settings_acts').values(row).execute();
  }
}

/** Whoever holds the hall's row writes; on SQLite the transaction itself is the lock. */
async function lock(trx: Transaction<Tables>, hall: string): Promise<void> {
  await trx
    .insertInto('settings_heads')
    .values({ hall, number: 0 })
    .onConflict((conflict) => conflict.column('hall').doUpdateSet({ hall }))
    .execute();
}

const conflictWith = (
  version: number,
  { by, at }: Pick<SettingsAct, 'by' | 'at'>,
): SettingsConflict => ({ refused: 'settings-conflict', version, by, at });

type Reader = Pick<Transaction<Tables>, 'selectFrom'>;

async function headsIn(db: Reader, hall: string): Promise<VersionHead[]> {
  const rows = await db
    .selectFrom('settings_versions')
    .select(['number', 'source', 'base', 'why', 'made_by', 'made_at'])
    .where('hall', '=', hall)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ made_by: by, made_at: at, ...row }) => ({ ...row, by, at }));
}

async function actsIn(db: Reader, hall: string): Promise<SettingsAct[]> {
  const query = db.selectFrom('settings_acts').selectAll().where('hall', '=', hall);
  const rows = await query.orderBy('number', 'desc').execute();
  return rows.map(({ hall: _, done_by: by, ...row }) => ({ ...row, by }));
}

async function textIn(db: Reader, hall: string, version: number): Promise<string | null> {
  const query = db.selectFrom('settings_versions').select('text').where('hall', '=', hall);
  return (await query.where('number', '=', version).executeTakeFirst())?.text ?? null;
}
