/**
 * The table of cases: what lists and figures read. A row is there before its stream is, with what is to be
 * appended beside it; afterwards it says what the stream says. It never decides anything.
 */
import type { Transaction } from 'kysely';
import type { Case, CaseId, CaseKind, CaseStage, Light } from '../../core/cases/case.ts';
import type { CaseCommandOf } from '../../core/cases/commands.ts';
import { caseDue } from '../../core/cases/decide.ts';
import type { CaseRow } from '../../core/cases/evolve.ts';
import type { Actor } from '../../core/hall/commands.ts';
import type { Calendar } from '../hall/calendar.ts';
import { type CaseChange, CaseChanges, noteCaseChanges } from '../house/case-changes.ts';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Revs } from '../house/rev.ts';
import type { Tables } from '../house/tables.ts';
import {
  type CaseText,
  type CaseWords,
  closedWordsEnd,
  openWordsEnd,
} from '../people/case-words.ts';
import type { Folded, Marks } from './fold.ts';

/** Cases that one list tells, and that are looked after in one go. */
export const CASES_LISTED_MAX = 500;

/** What an officer's form says in codes (办法 art. 44: full, at once, follow-up, targeted). */
export interface OfficerForm {
  readonly visit: 'full' | 'at-once' | 'follow-up' | 'targeted';
  readonly way: 'hall' | 'online' | 'kiosk' | 'phone';
}

/** An opening as it waits to be appended. */
export interface Opening {
  readonly command: CaseCommandOf<'open-case'>;
  readonly by: Actor;
}

export interface CaseEntry {
  readonly id: string;
  readonly number: string;
  /** When it came, epoch ms. */
  readonly cameAt: number;
  readonly openedBy: string;
  readonly form: OfficerForm | null;
  readonly one: Case;
  readonly marks: Marks;
}

export interface CaseFilter {
  readonly kinds?: readonly CaseKind[] | undefined;
  readonly stages?: readonly CaseStage[] | undefined;
  readonly lights?: readonly Light[] | undefined;
  readonly open?: boolean | undefined;
  readonly ticket?: string | undefined;
  /** When it came: from, and before. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only failed errands, and what this one opened: what a clerk may see. */
  readonly forClerk?: string | undefined;
}

export interface CaseCounts {
  readonly open: number;
  /** Nobody has looked into them yet. */
  readonly fresh: number;
  readonly amber: number;
  readonly red: number;
}

export interface Begun {
  readonly id: CaseId;
  readonly cmd: string;
  readonly said: CaseText;
}

export interface CaseTableParts {
  readonly house: HouseDatabase;
  readonly revs: Revs;
  readonly words: CaseWords;
  readonly clock: Clock;
}

export class CaseTable {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #words: CaseWords;
  readonly #clock: Clock;
  /** What managers are told of. */
  readonly changes: CaseChanges;

  constructor({ house, revs, words, clock }: CaseTableParts) {
    this.changes = new CaseChanges(house);
    this.#house = house;
    this.#revs = revs;
    this.#words = words;
    this.#clock = clock;
  }

  /**
   * Writes down in one transaction that a case is to be opened, with its number and its words; a second
   * time nothing. Fails: `HouseFailure`.
   */
  beginOpening(
    hall: string,
    { id, cmd, said }: Begun,
    opening: Opening & { readonly cameAt: number; readonly year: number },
    form: OfficerForm | null,
  ): Promise<void> {
    return this.#house.db.transaction().execute(async (trx) => {
      if (await rowOf(trx, hall, id)) return;
      const { command, by, cameAt, year } = opening;
      const number = await nextNumber(trx, hall, year);
      const { kind, about, deadlines } = command;
      const { ticket, step } = about;
      const row = {
        ...{ hall, id, number, kind, ticket, step, seq: 0, unit: null, closed_at: null },
        ...{ stage: 'opened' as const, light: 'green' as const, came_at: cameAt },
        ...{ opened_by: `${by.kind}:${by.id}`, due_at: deadlines.dueAt, next_at: null },
        ...{ form: form && JSON.stringify(form), body: '{}' },
      };
      const made = await trx
        .insertInto('cases')
        .values(row)
        .onConflict((conflict) => conflict.columns(['hall', 'id']).doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 0n) return;
      const now = this.#clock.now();
      const waits = { hall, id, cmd, made_at: now, opening: JSON.stringify({ command, by }) };
      await trx.insertInto('case_pending').values(waits).execute();
      await this.#words.add(trx, { hall, id, cmd }, said, openWordsEnd(now));
    });
  }

  /** Writes down in one transaction that something is to be done, with its words. Fails: `HouseFailure`. */
  beginAct(hall: string, { id, cmd, said }: Begun): Promise<void> {
    return this.#house.db.transaction().execute(async (trx) => {
      const now = this.#clock.now();
      await trx
        .insertInto('case_pending')
        .values({ hall, id, cmd, made_at: now, opening: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await this.#words.add(trx, { hall, id, cmd }, said, openWordsEnd(now));
    });
  }

  /** It was refused: neither it nor its words stand. Fails: `HouseFailure`. */
  drop(hall: string, id: CaseId, cmd: string): Promise<void> {
    return this.#house.db.transaction().execute(async (trx) => {
      await this.#words.drop(trx, { hall, id, cmd });
      await ended(trx, hall, id, cmd);
    });
  }

  /**
   * The row says what the stream says; what was being done by `cmd` is done, and its words belong to the
   * event `seq`. An older state than the row's changes nothing. By the hall's calendar words come to their
   * end. Fails: `HouseFailure`.
   */
  fill(
    hall: string,
    { one, marks, rows }: Folded,
    done: { cmd: string; seq: number } | null,
    calendar: Calendar,
  ) {
    if (one === null) throw new Error('an empty stream fills no row');
    const { id, stage, light, unit, seq, closed, deadlines, openedAt } = one;
    return this.#revs.change(hall, async (trx) => {
      const before = (await rowOf(trx, hall, id))?.seq ?? 0;
      const filled = await trx
        .updateTable('cases')
        .set({
          ...{ seq, stage, light, unit, due_at: deadlines.dueAt, next_at: caseDue(one) },
          ...{ closed_at: closed?.at ?? null, body: JSON.stringify({ one, marks }) },
        })
        .where('hall', '=', hall)
        .where('id', '=', id)
        .where('seq', '<', seq)
        .executeTakeFirst();
      const changed = filled.numUpdatedRows > 0n;
      if (done) {
        await this.#words.belong(trx, { hall, id, cmd: done.cmd }, done.seq);
        await ended(trx, hall, id, done.cmd);
      }
      if (changed) await noteCaseChanges(trx, hall, this.#changesOf(id, rows, before));
      const end = closed ? closedWordsEnd(closed.at, calendar) : openWordsEnd(openedAt);
      if (changed) await this.#words.endAt(trx, hall, id, end);
      return { changed, value: undefined };
    });
  }

  /** What happened in its stream behind `seq` that managers are told of. */
  #changesOf(id: CaseId, rows: readonly CaseRow[], seq: number): Omit<CaseChange, 'seq'>[] {
    const at = this.#clock.now();
    return rows
      .filter((row) => row.seq > seq)
      .flatMap((row): Omit<CaseChange, 'seq'>[] => {
        const told = { id, caseSeq: row.seq, at };
        if (row.type === 'case-opened') return [{ ...told, what: 'opened' }];
        return row.type === 'case-turned' ? [{ ...told, what: row.body.light }] : [];
      });
  }

  /** What was begun before that time and not ended, oldest first. Fails: `HouseFailure`. */
  async pending(hall: string, before: number) {
    const query = this.#house.db
      .selectFrom('case_pending')
      .select(['id', 'cmd', 'opening', 'made_at as madeAt'])
      .where('hall', '=', hall)
      .where('made_at', '<=', before);
    const rows = await query.orderBy('made_at').limit(CASES_LISTED_MAX).execute();
    return rows.map(({ opening, ...row }) => ({
      ...row,
      opening: opening === null ? null : (JSON.parse(opening) as Opening),
    }));
  }

  /** The ids of those that time has something to do with by `now`. Fails: `HouseFailure`. */
  async due(hall: string, now: number): Promise<string[]> {
    const query = this.#house.db.selectFrom('cases').select('id').where('hall', '=', hall);
    const rows = await query.where('next_at', '<=', now).orderBy('next_at').limit(100).execute();
    return rows.map(({ id }) => id);
  }

  /** When the next one is due, epoch ms; null: none. Fails: `HouseFailure`. */
  async nextDue(hall: string): Promise<number | null> {
    const query = this.#house.db.selectFrom('cases').select('next_at').where('hall', '=', hall);
    const row = await query.where('next_at', 'is not', null).orderBy('next_at').limit(1);
    return (await row.executeTakeFirst())?.next_at ?? null;
  }

  /** Whether the row stands, be it not in its stream yet. Fails: `HouseFailure`. */
  async knows(hall: string, id: string): Promise<boolean> {
    return (await rowOf(this.#house.db, hall, id)) !== undefined;
  }

  /** One case; null: there is none by this id. Fails: `HouseFailure`. */
  async find(hall: string, id: string): Promise<CaseEntry | null> {
    const query = this.#house.db.selectFrom('cases').selectAll().where('hall', '=', hall);
    const row = await query.where('id', '=', id).where('seq', '>', 0).executeTakeFirst();
    return row ? entryOf(row) : null;
  }

  /** Those that fit, the next to fall due first, then the latest closed. Fails: `HouseFailure`. */
  async list(hall: string, filter: CaseFilter = {}, limit = CASES_LISTED_MAX) {
    let query = this.#house.db
      .selectFrom('cases')
      .selectAll()
      .where('hall', '=', hall)
      .where('seq', '>', 0);
    const { kinds, stages, lights, open, ticket, from, to, forClerk } = filter;
    if (kinds) query = query.where('kind', 'in', [...kinds]);
    if (stages) query = query.where('stage', 'in', [...stages]);
    if (lights) query = query.where('light', 'in', [...lights]);
    if (open !== undefined) query = query.where('closed_at', open ? 'is' : 'is not', null);
    if (ticket !== undefined) query = query.where('ticket', '=', ticket);
    if (from !== undefined) query = query.where('came_at', '>=', from);
    if (to !== undefined) query = query.where('came_at', '<', to);
    if (forClerk !== undefined) {
      query = query.where((eb) =>
        eb.or([eb('kind', '=', 'failed-errand'), eb('opened_by', '=', `clerk:${forClerk}`)]),
      );
    }
    const ordered = open === true ? query.orderBy('due_at') : query.orderBy('came_at', 'desc');
    return (await ordered.orderBy('id').limit(limit).execute()).map(entryOf);
  }

  /** Deletes changes of which nobody is told any more. Fails: `HouseFailure`. */
  sweep(): Promise<void> {
    return this.changes.sweep(this.#clock.now());
  }

  /** How many are open, and how they stand. Fails: `HouseFailure`. */
  async counts(hall: string): Promise<CaseCounts> {
    const query = this.#house.db.selectFrom('cases').select(['stage', 'light']);
    const open = query.where('hall', '=', hall).where('closed_at', 'is', null).where('seq', '>', 0);
    const rows = await open
      .select((eb) => eb.fn.countAll<number>().as('many'))
      .groupBy(['stage', 'light'])
      .execute();
    const sum = (which: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(which).reduce((all, { many }) => all + Number(many), 0);
    return {
      open: sum(() => true),
      fresh: sum(({ stage }) => stage === 'opened'),
      amber: sum(({ light }) => light === 'amber'),
      red: sum(({ light }) => light === 'red'),
    };
  }
}

type Reads = Pick<Transaction<Tables>, 'selectFrom'>;

const rowOf = (db: Reads, hall: string, id: string) =>
  db
    .selectFrom('cases')
    .select('seq')
    .where('hall', '=', hall)
    .where('id', '=', id)
    .executeTakeFirst();

async function ended(trx: Transaction<Tables>, hall: string, id: string, cmd: string) {
  const mine = trx.deleteFrom('case_pending').where('hall', '=', hall).where('id', '=', id);
  await mine.where('cmd', '=', cmd).execute();
}

/** `2026-0012`; the row is locked until the transaction ends, so no two are alike. */
async function nextNumber(trx: Transaction<Tables>, hall: string, year: number): Promise<string> {
  const { last } = await trx
    .insertInto('case_numbers')
    .values({ hall, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['hall', 'year']).doUpdateSet((eb) => ({
        last: eb('case_numbers.last', '+', 1),
      })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${year}-${String(last).padStart(4, '0')}`;
}

function entryOf(row: Tables['cases']): CaseEntry {
  const { id, number, came_at: cameAt, opened_by: openedBy, form, body } = row;
  const { one, marks } = JSON.parse(body) as Pick<CaseEntry, 'one' | 'marks'>;
  const said = form === null ? null : (JSON.parse(form) as OfficerForm);
  return { id, number, cameAt, openedBy, form: said, one, marks };
}
