/**
 * The tables of figures. All of them are made from the log and from `ratings`, and can be made again
 * (`jinghao figures rebuild`). `figure_sums` has a row for each day and one for each month.
 */
import type { Dimension, LegEnd } from './facts.ts';

export interface FigureTables {
  figure_states: { hall: string; seq: number; body: string };
  figure_legs: {
    hall: string;
    ticket: string;
    step: number;
    leg: number;
    /** The service day on which it ended. */
    day: string;
    service: string;
    /** As JSON. */
    items: string;
    class: string;
    channel: string;
    counter: string | null;
    clerk: string | null;
    since: number;
    called_at: number | null;
    started_at: number | null;
    ended_at: number;
    served_ms: number;
    ended: LegEnd;
    outcome: string | null;
    misses: number;
    recalls: number;
    overtaken: number;
    rule: string | null;
    promised_low: number | null;
    promised_high: number | null;
  };
  figure_sums: { hall: string; span: string; dim: Dimension; key: string; body: string };
  figure_ratings: {
    hall: string;
    day: string;
    dim: RatingDimension;
    key: string;
    /** How many gave this level; `asked`: asked, and no level. */
    l1: number;
    l2: number;
    l3: number;
    l4: number;
    l5: number;
    asked: number;
    /** Suspicious patterns (`rating-sums.ts`). */
    quick: number;
    runs: number;
    tokenless: number;
  };
}

export type RatingDimension = Exclude<Dimension, 'class' | 'counter-hour'>;

export const figureStatements: readonly string[] = [
  `create table figure_states (
    hall text not null primary key, seq bigint not null, body text not null)`,
  `create table figure_legs (
    hall text not null, ticket text not null, step integer not null, leg integer not null,
    day text not null, service text not null, items text not null, class text not null,
    channel text not null, counter text, clerk text, since bigint not null,
    called_at bigint, started_at bigint, ended_at bigint not null, served_ms bigint not null,
    ended text not null, outcome text, misses integer not null, recalls integer not null,
    overtaken integer not null, rule text, promised_low integer, promised_high integer,
    primary key (hall, ticket, step, leg))`,
  `create index figure_legs_by_day on figure_legs (hall, day)`,
  `create table figure_sums (
    hall text not null, span text not null, dim text not null, key text not null,
    body text not null, primary key (hall, span, dim, key))`,
  `create table figure_ratings (
    hall text not null, day text not null, dim text not null, key text not null,
    l1 integer not null, l2 integer not null, l3 integer not null, l4 integer not null,
    l5 integer not null, asked integer not null, quick integer not null, runs integer not null,
    tokenless integer not null, primary key (hall, day, dim, key))`,
];

/** What a report goes through by time: the long bodies of cases are read only where they matter. */
export const reportIndexStatements: readonly string[] = [
  `create index cases_for_figures on cases
    (hall, kind, came_at, due_at, closed_at, seq, ticket, step)`,
];
