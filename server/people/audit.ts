/**
 * What staff did outside the hall's log: signing in, changing accounts, texts, notices, guides, reading
 * a phone number. Entries are only ever added; each holds the hash of the one before it, so that an
 * entry that is changed or taken out shows (GB/T 22239-2019, 8.1.4.3: who, when, what, with what end;
 * protected; kept at least six months by the Cybersecurity Law, art. 21). Calls and tickets stand in the
 * hall's log, with who did them. No words, names or numbers of visitors stand here.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { AuditTables } from './audit-tables.ts';

export interface AuditNote {
  /** `manager:<id>`, `clerk:<id>`, `staff:<id>`, `token:<id>`, `command-line`, `nobody`. */
  readonly actor: string;
  /** What was done: the operation's id, or the command of the live page. */
  readonly act: string;
  /** With what: ids only, `guide=…`; empty for the whole hall. */
  readonly subject: string;
  /** `done`, or the name of what was refused or failed. */
  readonly outcome: string;
  /** The network address; empty for the hub's own machine, and for what came over a page's open line. */
  readonly from: string;
}

export interface AuditEntry extends AuditNote {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly hash: string;
}

export interface AuditQuery {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  /** Epoch milliseconds, `from` inclusive, `until` exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Only entries before this one: the next page. */
  readonly before?: number | undefined;
}

/** `broken`: the first entry that does not follow from the one before it. */
export interface ChainTold {
  readonly entries: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly head: string;
  readonly broken: number | null;
}

export const AUDIT_PAGE = 200;
/** Kept at the least, in days: six months. */
export const AUDIT_DAYS_MIN = 184;
export const AUDIT_DAYS_USUAL = 366;
/** Before the first entry. */
const START = '';
/** Entries that wait in memory while the tables are away; what comes then is told to nobody but the program's log. */
const waitingMax = 10_000;
const verifyPage = 2_000;

type Row = AuditTables['audit_entries'];

export class Audit {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #hall: string;
  readonly #complain: (what: string, error: unknown) => void;
  readonly #waiting: (AuditNote & { readonly at: number })[] = [];
  #writing: Promise<void> | null = null;

  constructor(
    house: HouseDatabase,
    clock: Clock,
    hall: string,
    complain: (what: string, error: unknown) => void = () => {},
  ) {
    this.#house = house;
    this.#clock = clock;
    this.#hall = hall;
    this.#complain = complain;
  }

  /** Entries that could not be written yet. */
  get behind(): number {
    return this.#waiting.length;
  }

  /**
   * Writes down what was done; resolves when it is durable. While the tables are away it is kept in
   * memory, complained of once, and written before the next. Never rejects.
   */
  async note(note: AuditNote): Promise<void> {
    if (this.#waiting.length >= waitingMax) {
      this.#complain('an entry of the audit is lost: the tables are away', note.act);
      return;
    }
    this.#waiting.push({ ...note, at: this.#clock.now() });
    await this.catchUp();
  }

  /** Tries again to write what waits. Never rejects. */
  async catchUp(): Promise<void> {
    while (this.#waiting.length > 0) {
      const before = this.#waiting.length;
      this.#writing ??= this.#write().finally(() => {
        this.#writing = null;
      });
      await this.#writing;
      // It failed: the next note, or the sweep, tries again.
      if (this.#waiting.length >= before) return;
    }
  }

  /** The latest first, at most `AUDIT_PAGE`. Fails: `HouseFailure`. */
  async find({ actor, act, from, until, before }: AuditQuery): Promise<AuditEntry[]> {
    let query = this.#house.db.selectFrom('audit_entries').selectAll();
    query = query.where('hall', '=', this.#hall);
    if (actor !== undefined) query = query.where('actor', '=', actor);
    if (act !== undefined) query = query.where('act', '=', act);
    if (from !== undefined) query = query.where('at', '>=', from);
    if (until !== undefined) query = query.where('at', '<', until);
    if (before !== undefined) query = query.where('seq', '<', before);
    const rows = await query.orderBy('seq', 'desc').limit(AUDIT_PAGE).execute();
    return rows.map(asEntry);
  }

  /** Reads the whole chain again. Fails: `HouseFailure`. */
  async verify(): Promise<ChainTold> {
    let told: ChainTold = { entries: 0, first: null, last: null, head: START, broken: null };
    for (;;) {
      const query = this.#house.db.selectFrom('audit_entries').selectAll();
      const rows = await query
        .where('hall', '=', this.#hall)
        .where('seq', '>', told.last ?? 0)
        .orderBy('seq')
        .limit(verifyPage)
        .execute();
      for (const row of rows) {
        // The first that is kept stands behind others that were old enough to be deleted.
        const follows =
          told.last === null || (row.seq === told.last + 1 && row.before === told.head);
        const sound = follows && row.hash === hashOf(row);
        told = {
          entries: told.entries + 1,
          first: told.first ?? row.seq,
          ...{ last: row.seq, head: row.hash },
          broken: told.broken ?? (sound ? null : row.seq),
        };
      }
      if (rows.length < verifyPage) return told;
    }
  }

  /** Deletes what is older than so many days (`AUDIT_DAYS_MIN` at the least); the last stays. Fails: `HouseFailure`. */
  async sweep(days = AUDIT_DAYS_USUAL): Promise<void> {
    await this.catchUp();
    const oldest = this.#clock.now() - Math.max(days, AUDIT_DAYS_MIN) * 86_400_000;
    const last = this.#house.db
      .selectFrom('audit_entries')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .where('hall', '=', this.#hall);
    const query = this.#house.db.deleteFrom('audit_entries').where('hall', '=', this.#hall);
    await query.where('at', '<', oldest).where('seq', '<', last).execute();
  }

  async #write(): Promise<void> {
    try {
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        await this.#append(next);
        this.#waiting.shift();
      }
    } catch (error) {
      this.#complain('the audit waits for the tables', error);
    }
  }

  /** The primary key is the lock: of two hubs that want the same place one looks again. */
  async #append(note: AuditNote & { readonly at: number }): Promise<void> {
    for (;;) {
      const { db } = this.#house;
      const head = await db
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .where('hall', '=', this.#hall)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const seq = (head?.seq ?? 0) + 1;
      const row = { hall: this.#hall, seq, ...note, before: head?.hash ?? START };
      const added = await db
        .insertInto('audit_entries')
        .values({ ...row, hash: hashOf(row) })
        .onConflict((conflict) => conflict.columns(['hall', 'seq']).doNothing())
        .executeTakeFirst();
      if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) return;
    }
  }
}

function hashOf({ hall, seq, at, actor, act, subject, outcome, from, before }: Omit<Row, 'hash'>) {
  const said = JSON.stringify([hall, seq, at, actor, act, subject, outcome, from, before]);
  return createHash('sha256').update(said).digest('base64url');
}

const asEntry = ({ hall: _, before: __, ...entry }: Row): AuditEntry => entry;
