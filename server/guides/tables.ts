/**
 * The columns of the tables of service guides. A package's guides are rows of their own, so that one
 * guide is read without the others; a package that was published is never written again, and which
 * one is in force is what the last act says.
 */

export interface GuideTables {
  guide_packages: {
    hall: string;
    id: string;
    /** `swept`: it was published, and of it only this head is kept (keeping.ts). */
    state: 'draft' | 'submitted' | 'approved' | 'published' | 'swept';
    /** Given at publication. */
    version: string | null;
    date: string;
    origin: 'export' | 'example';
    items: number;
    /** How many problems of either kind, and the problems themselves as JSON. */
    must: number;
    should: number;
    problems: string;
    /** The package's life events as JSON, and its list as pages load it. */
    events: string;
    list: string;
    /** `manager:…`, `token:…` or `administrator`. */
    imported_by: string;
    imported_at: number;
    submitted_by: string | null;
    submitted_at: number | null;
    approved_by: string | null;
    approved_at: number | null;
  };
  guide_items: {
    hall: string;
    package: string;
    id: string;
    /** Its place in the package. */
    place: number;
    /** The guide as JSON. */
    body: string;
  };
  guide_files: {
    hall: string;
    package: string;
    /** Without `files/`. */
    name: string;
    /** In base64. */
    bytes: string;
  };
  guide_acts: {
    hall: string;
    /** 1, 2, 3 …; the last one says what is in force. */
    number: number;
    act: 'published' | 'rolled-back';
    package: string;
    version: string;
    done_by: string;
    at: number;
  };
}

/** How they are made, for both databases. */
export const guideStatements: readonly string[] = [
  `create table guide_packages (
    hall text not null, id text not null, state text not null, version text, date text not null,
    origin text not null, items integer not null, must integer not null, should integer not null,
    problems text not null, events text not null, list text not null,
    imported_by text not null, imported_at bigint not null,
    submitted_by text, submitted_at bigint, approved_by text, approved_at bigint,
    primary key (hall, id))`,
  `create unique index guide_packages_by_version on guide_packages (hall, version)`,
  `create table guide_items (
    hall text not null, package text not null, id text not null, place integer not null,
    body text not null, primary key (hall, package, id))`,
  `create table guide_acts (
    hall text not null, number integer not null, act text not null, package text not null,
    version text not null, done_by text not null, at bigint not null, primary key (hall, number))`,
];

/** The blanks and samples of packages, added later. */
export const guideFileStatements: readonly string[] = [
  `create table guide_files (
    hall text not null, package text not null, name text not null, bytes text not null,
    primary key (hall, package, name))`,
];
