/**
 * The tables of cases. `cases` is filled from the streams, so that lists are quick; `case_pending` says
 * what is being done, so that nothing is lost when a hub dies in between (`keeper.ts`). Words, names and
 * phones lie in tables of `people/case-words.ts`.
 */
import type { CaseKind, CaseStage, Light } from '../../core/cases/case.ts';

export interface CaseTables {
  case_numbers: { hall: string; year: number; last: number };
  cases: {
    hall: string;
    id: string;
    /** `2026-0012`: what people call it. */
    number: string;
    kind: CaseKind;
    /** 0: not in its stream yet. */
    seq: number;
    stage: CaseStage;
    light: Light;
    unit: string | null;
    /** The ticket and step that it is about; both or neither. */
    ticket: string | null;
    step: number | null;
    opened_by: string;
    /** When it came; by it the deadlines are reckoned. */
    came_at: number;
    due_at: number;
    closed_at: number | null;
    /** When `pass-time` has something to do; null: nothing by time alone. */
    next_at: number | null;
    /** What an officer's form says in codes, as JSON; null for other kinds. */
    form: string | null;
    /** The case as its stream tells it, and when it came to each stage, as JSON. */
    body: string;
  };
  case_pending: {
    hall: string;
    id: string;
    cmd: string;
    made_at: number;
    /** The opening that is to be appended, as JSON; null for other acts. */
    opening: string | null;
  };
  /** The number of a hall's latest change. */
  case_heads: { hall: string; seq: number };
  case_changes: {
    hall: string;
    seq: number;
    id: string;
    /** Of the event in the case's own stream. */
    case_seq: number;
    what: 'opened' | 'amber' | 'red';
    at: number;
  };
  case_words: {
    hall: string;
    id: string;
    cmd: string;
    /** The event that they belong to; null until it is in the stream. */
    seq: number | null;
    words: string | null;
    name: string | null;
    phone: string | null;
    purpose: string;
    written_at: number;
    delete_at: number;
  };
  case_looks: {
    hall: string;
    id: string;
    at: number;
    looked_by: string;
    purpose: string;
    delete_at: number;
  };
}

export const caseStatements: readonly string[] = [
  `create table case_numbers (
    hall text not null, year integer not null, last integer not null, primary key (hall, year))`,
  `create table cases (
    hall text not null, id text not null, number text not null, kind text not null,
    seq bigint not null, stage text not null, light text not null, unit text, ticket text,
    step integer, opened_by text not null, came_at bigint not null, due_at bigint not null,
    closed_at bigint, next_at bigint, form text, body text not null, primary key (hall, id))`,
  `create unique index cases_by_number on cases (hall, number)`,
  `create index cases_by_time on cases (hall, kind, came_at)`,
  `create index cases_open on cases (hall, due_at) where closed_at is null`,
  `create index cases_due on cases (hall, next_at) where next_at is not null`,
  `create index cases_by_ticket on cases (hall, ticket)`,
  `create table case_pending (
    hall text not null, id text not null, cmd text not null, made_at bigint not null,
    opening text, primary key (hall, id, cmd))`,
  `create table case_words (
    hall text not null, id text not null, cmd text not null, seq bigint, words text, name text,
    phone text, purpose text not null, written_at bigint not null, delete_at bigint not null,
    primary key (hall, id, cmd))`,
  `create index case_words_by_end on case_words (delete_at)`,
  `create table case_looks (
    hall text not null, id text not null, at bigint not null, looked_by text not null,
    purpose text not null, delete_at bigint not null)`,
  `create index case_looks_by_case on case_looks (hall, id, at)`,
  `create index case_looks_by_end on case_looks (delete_at)`,
];

/** What is told of cases as it happens, in order, for those who are told by text. */
export const caseChangeStatements: readonly string[] = [
  `create table case_heads (hall text not null primary key, seq bigint not null)`,
  `create table case_changes (
    hall text not null, seq bigint not null, id text not null, case_seq bigint not null,
    what text not null, at bigint not null, primary key (hall, seq))`,
  `create unique index case_changes_once on case_changes (hall, id, case_seq)`,
  `create index case_changes_by_age on case_changes (at)`,
];
