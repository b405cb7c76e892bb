/**
 * The tables of papers that are no tickets: what a guide's paper is to say, and the words of one-time
 * notices until they are printed (`server/people/one-time-notices.ts`).
 */

export interface PaperTables {
  guide_prints: {
    hall: string;
    job: string;
    kiosk: string;
    guide: string;
    version: string;
    what: 'whole' | 'materials';
    language: 'zh-Hans' | 'zh-Hant' | 'en';
    ordered_at: number;
  };
  one_time_notices: {
    hall: string;
    id: string;
    /** As JSON. */
    words: string;
    purpose: string;
    delete_at: number;
  };
}

export const paperStatements: readonly string[] = [
  `create table guide_prints (
    hall text not null, job text not null, kiosk text not null, guide text not null,
    version text not null, what text not null, language text not null,
    ordered_at bigint not null, primary key (hall, job))`,
  `create index guide_prints_by_kiosk on guide_prints (hall, kiosk, ordered_at)`,
  `create index guide_prints_by_age on guide_prints (ordered_at)`,
  `create table one_time_notices (
    hall text not null, id text not null, words text not null, purpose text not null,
    delete_at bigint not null, primary key (hall, id))`,
  `create index one_time_notices_by_end on one_time_notices (delete_at)`,
];
