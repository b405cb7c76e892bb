/**
 * Cases as people work on them: who sees which, what each may do, with names for ids and words beside
 * events. What is decided is decided by the keeper of cases.
 */
import type { CaseId, CaseStage } from '../../core/cases/case.ts';
import type { CaseCommand } from '../../core/cases/commands.ts';
import { actsOn } from '../../core/cases/decide.ts';
import type { Actor } from '../../core/hall/commands.ts';
import type { Configuration, Language } from '../../core/hall/configuration.ts';
import { writeXlsx } from '../guides/import/xlsx.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Ratings } from '../house/ratings.ts';
import type { Tickets } from '../house/tickets.ts';
import type { CaseWords } from '../people/case-words.ts';
import type { RatingWords } from '../people/rating-words.ts';
import type { Staff } from '../people/staff.ts';
import { tagsOf } from '../ratings/options.ts';
import { type DeadlineParts, dispatchedUntil, type NoDeadline } from './deadlines.ts';
import type { ActWish, CaseKeeper, CaseSettled, OpenWish } from './keeper.ts';
import { csvOf, type LedgerName, ledgerKinds, ledgerRows } from './ledger.ts';
import type { CaseSettings } from './settings.ts';
import type { CaseEntry, CaseFilter, CaseTable } from './table.ts';

/** Who looks or acts: a clerk sees failed errands and what they opened, the others all. */
export interface Viewer {
  readonly kind: 'clerk' | 'manager' | 'token';
  readonly id: string;
}

/** Acts of anybody who may see a case; all others are managers'. */
const clerksActs: ReadonlySet<CaseCommand['type']> = new Set(['note']);
/** The most that one ledger holds. */
export const LEDGER_ROWS_MAX = 5_000;

export interface CaseDeskParts extends DeadlineParts {
  readonly hall: string;
  readonly cases: CaseKeeper;
  readonly table: CaseTable;
  readonly words: CaseWords;
  readonly staff: Pick<Staff, 'list'>;
  readonly ratings: Pick<Ratings, 'of' | 'followupsOf'>;
  readonly ratingWords: Pick<RatingWords, 'of'>;
  readonly tickets: Pick<Tickets, 'find'>;
  readonly settings: CaseSettings;
  readonly calendar: Calendar;
  readonly clock: Pick<Clock, 'now'>;
  /** What names services and counters. */
  readonly configuration: () => Promise<Configuration | null>;
}

export class CaseDesk {
  readonly #parts: CaseDeskParts;

  constructor(parts: CaseDeskParts) {
    this.#parts = parts;
  }

  get settings(): CaseSettings {
    return this.#parts.settings;
  }

  counts() {
    return this.#parts.table.counts(this.#parts.hall);
  }

  /** Those that the viewer may see. Fails: `HouseFailure`. */
  async list(viewer: Viewer, filter: CaseFilter) {
    const { hall, table } = this.#parts;
    const entries = await table.list(hall, { ...filter, ...seenBy(viewer) });
    return entries.map((entry) => told(entry, viewer));
  }

  /** A case with its whole history; null: there is none that the viewer may see. Fails: `LogFailure`, `HouseFailure`. */
  async one(viewer: Viewer, id: CaseId) {
    const { hall, cases, words, tickets } = this.#parts;
    const entry = await this.#seen(viewer, id);
    if (entry === null) return null;
    const { ticket } = entry.one.about;
    const [{ rows }, texts, looks, names, row, ratings] = await Promise.all([
      cases.history(id),
      words.of(hall, id),
      words.looks(hall, id),
      this.#names(),
      ticket === null ? null : tickets.find(hall, ticket),
      entry.one.kind === 'bad-rating' ? this.#ratingsOf(entry) : [],
    ]);
    const bySeq = new Map(texts.map((text) => [text.seq, text]));
    const history = rows.map(({ seq, at, type, body }) => {
      const { by = '', ...facts } = body as { by?: string };
      const { words: said = null, name = null, phone = null } = bySeq.get(seq) ?? {};
      return { seq, at, type, by, byName: names.get(by) ?? null, facts, words: said, name, phone };
    });
    return {
      ...told(entry, viewer),
      ticket: row && { label: row.label, day: row.day },
      ratings,
      history,
      looks: looks.map(({ by, at }) => ({ by, byName: names.get(by) ?? null, at })),
    };
  }

  open(wish: OpenWish): Promise<CaseSettled> {
    return this.#parts.cases.open(wish);
  }

  /** Whether an act is a manager's alone. */
  mayDo({ kind }: Viewer, act: CaseCommand['type']): boolean {
    return kind !== 'clerk' || clerksActs.has(act);
  }

  /** `unknown-case` also for who may not see it. */
  async act(viewer: Viewer, id: CaseId, wish: ActWish): Promise<CaseSettled> {
    if ((await this.#seen(viewer, id)) === null) return { refused: 'unknown-case' };
    return this.#parts.cases.act(id, wish);
  }

  /** The deadlines that a dispatch until the end of a date sets; null: there is no such case. */
  async until(id: CaseId, date: string) {
    const { hall, table, clock } = this.#parts;
    const entry = await table.find(hall, id);
    if (entry === null) return null;
    const came = { kind: entry.one.kind, openedAt: entry.cameAt };
    return dispatchedUntil(came, date, clock.now(), this.#parts);
  }

  /** The phone to call back, whole; that somebody saw it is written down. Fails: `HouseFailure`. */
  async phone(viewer: Viewer, id: CaseId): Promise<string | null> {
    const { hall, words } = this.#parts;
    return words.phone(hall, id, `${viewer.kind}:${viewer.id}`);
  }

  /** A ledger of a month (`2026-11`) in one language as a file. Fails: `LogFailure`, `HouseFailure`. */
  async ledger(
    name: LedgerName,
    month: string,
    language: Language,
    format: 'csv' | 'xlsx',
  ): Promise<Buffer> {
    const { hall, table, settings, calendar, configuration } = this.#parts;
    const filter = { kinds: ledgerKinds[name], ...this.#within(month) };
    const entries = (await table.list(hall, filter, LEDGER_ROWS_MAX)).reverse();
    const [names, said] = await Promise.all([this.#names(), this.#wordsOf(entries)]);
    const rows = ledgerRows(name, entries, {
      ...{ settings, calendar, language, configuration: await configuration() },
      nameOf: (by) => names.get(by) ?? '',
      wordsAt: ({ id }, stage) => said.get(`${id} ${stage}`) ?? '',
    });
    return format === 'csv' ? csvOf(rows) : writeXlsx([{ name: month, rows }]);
  }

  /** The moments of a month at the hall. */
  #within(month: string): { from: number; to: number } {
    const { calendar } = this.#parts;
    const [year = 0, number = 0] = month.split('-').map(Number);
    const next =
      number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    return {
      from: momentOf(calendar, `${month}-01`, 0),
      to: momentOf(calendar, `${next}-01`, 0),
    };
  }

  async #seen(viewer: Viewer, id: CaseId): Promise<CaseEntry | null> {
    const { hall, table } = this.#parts;
    const entry = await table.find(hall, id);
    if (entry === null || viewer.kind !== 'clerk') return entry;
    const mine = entry.one.kind === 'failed-errand' || entry.openedBy === `clerk:${viewer.id}`;
    return mine ? entry : null;
  }

  /** What the visitor said of the step, and again in a follow-up. */
  async #ratingsOf({ one }: CaseEntry) {
    const { hall, ratings, ratingWords } = this.#parts;
    const { ticket, step } = one.about;
    if (ticket === null) return [];
    const [first, again, texts] = await Promise.all([
      ratings.of(hall, ticket),
      ratings.followupsOf(hall, ticket),
      ratingWords.of(hall, [ticket]),
    ]);
    const all = [
      ...first.map((each) => [1, each] as const),
      ...again.map((each) => [2, each] as const),
    ];
    return all.flatMap(([number, rating]) => {
      if (rating.step !== step || rating.level === null) return [];
      const said = texts.find((text) => text.step === step && text.number === number);
      const { level, at, source } = rating;
      const known = tagsOf(level);
      // A code of a catalogue that is not known any more stands for itself.
      const tags = rating.tags.map((code) => ({
        code,
        text: known.find((tag) => tag.code === code)?.text ?? { 'zh-Hans': code, en: code },
      }));
      return [{ number, level, channel: source, at, tags, words: said?.words ?? null }];
    });
  }

  /** What was said when a case came to a stage, by `id stage`. */
  async #wordsOf(entries: readonly CaseEntry[]): Promise<ReadonlyMap<string, string>> {
    const { hall, words } = this.#parts;
    const found = new Map<string, string>();
    for (const { id, marks } of entries) {
      const bySeq = new Map((await words.of(hall, id)).map((text) => [text.seq, text.words]));
      for (const [stage, mark] of Object.entries(marks)) {
        const said = bySeq.get(mark?.seq ?? 0);
        if (said) found.set(`${id} ${stage}`, said);
      }
    }
    return found;
  }

  /** `manager:…` and `clerk:…` by name; who is gone has none. */
  async #names(): Promise<ReadonlyMap<string, string>> {
    const people = await this.#parts.staff.list(this.#parts.hall);
    return new Map(
      people.flatMap(({ id, name }) => [
        [`clerk:${id}`, name],
        [`manager:${id}`, name],
      ]),
    );
  }
}

const seenBy = ({ kind, id }: Viewer): Pick<CaseFilter, 'forClerk'> =>
  kind === 'clerk' ? { forClerk: id } : {};

/** A case as it goes out, with the acts that fit and are this viewer's. */
function told({ id, number, cameAt, form, one, marks }: CaseEntry, { kind }: Viewer) {
  const { source, about, reachable, stage, unit, cause, deadlines, light } = one;
  const { calls, fix, reopened, closed, explained } = one;
  const times = Object.entries(marks).map(([reached, mark]) => [reached, mark?.at ?? null]);
  return {
    ...{ id, number, kind: one.kind, source, about, cameAt, form, reachable, stage, unit, cause },
    ...{ deadlines, light, calls, fix, reopened, closed, explained },
    reached: Object.fromEntries(times) as Partial<Record<CaseStage, number>>,
    acts: kind === 'clerk' ? ['note'] : [...actsOn(one), 'note'],
  };
}

export const isNoDeadline = (said: object): said is NoDeadline => 'rule' in said;

/** Who acts, as the rules know them. */
export const actorOf = ({ kind, id }: Viewer): Actor =>
  kind === 'token' ? { kind, id } : { kind, id: id as never };
