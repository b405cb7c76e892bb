/**
 * The tables of ratings: of each step one rating, or that it was asked for and not given, and at most one
 * follow-up (追加评价). Words are personal data and lie apart (`people/rating-words.ts`).
 */

interface GivenColumns {
  source: 'pad' | 'tablet' | 'kiosk' | 'phone' | 'text';
  at: number;
  /** Codes of tags, as JSON; null: nothing was added to the level. */
  tags: string | null;
  tags_version: string | null;
  /** The pad, tablet or kiosk; null: a phone, or not known. */
  device: string | null;
  /** 1: with the served person's slip, or at the counter as the service ended; null: not known. */
  token: number | null;
}

export interface RatingTables {
  ratings: GivenColumns & {
    hall: string;
    ticket: string;
    step: number;
    /** 1 to 5; null: unrated. */
    level: number | null;
    /** When it was asked for; null: nobody asked, somebody came to rate. */
    prompted_at: number | null;
  };
  rating_followups: GivenColumns & { hall: string; ticket: string; step: number; level: number };
  /** The number of a hall's latest change. */
  rating_heads: { hall: string; seq: number };
  rating_changes: {
    hall: string;
    seq: number;
    ticket: string;
    step: number;
    /** 1: the rating; 2: the follow-up. */
    number: number;
    kind: 'rated' | 'tagged';
    at: number;
  };
  rating_words: {
    hall: string;
    ticket: string;
    step: number;
    /** 1: with the rating; 2: with the follow-up. */
    number: number;
    words: string;
    purpose: string;
    written_at: number;
    delete_at: number;
  };
}

export const ratingStatements: readonly string[] = [
  ...['prompted_at bigint', 'tags text', 'tags_version text', 'device text', 'token integer'].map(
    (column) => `alter table ratings add column ${column}`,
  ),
  `create table rating_followups (
    hall text not null, ticket text not null, step integer not null, level integer not null,
    source text not null, at bigint not null, tags text, tags_version text, device text,
    token integer, primary key (hall, ticket, step))`,
  `create index rating_followups_by_time on rating_followups (hall, at)`,
  `create table rating_words (
    hall text not null, ticket text not null, step integer not null, number integer not null,
    words text not null, purpose text not null, written_at bigint not null,
    delete_at bigint not null, primary key (hall, ticket, step, number))`,
  `create index rating_words_by_end on rating_words (delete_at)`,
];

export const ratingChangeStatements: readonly string[] = [
  `create table rating_heads (hall text not null primary key, seq bigint not null)`,
  `create table rating_changes (
    hall text not null, seq bigint not null, ticket text not null, step integer not null,
    number integer not null, kind text not null, at bigint not null, primary key (hall, seq))`,
  `create index rating_changes_by_age on rating_changes (at)`,
];
