/**
 * The columns of the tables of settings. A version is the hall's file as somebody left it and is never
 * written again; which one is wanted is what the last act says, and what is in force the log.
 */

export interface SettingsTables {
  settings_heads: {
    hall: string;
    /** The number of the last version; whoever writes holds this row. */
    number: number;
  };
  settings_versions: {
    hall: string;
    /** 1, 2, 3 … */
    number: number;
    source: 'file' | 'page' | 'import' | 'roll-back';
    /** The version that it was made from; null for the first. */
    base: number | null;
    /** YAML, as in the file of the start command. */
    text: string;
    /** Why, in the words of whoever made it. */
    why: string;
    /** `manager:…`, `staff:…`, `command-line` or `file`. */
    made_by: string;
    made_at: number;
  };
  settings_acts: {
    hall: string;
    /** 1, 2, 3 …; the last `published` says which version is wanted. */
    number: number;
    act: 'published' | 'set-aside';
    version: number;
    effect: 'at-once' | 'opening';
    done_by: string;
    at: number;
  };
}

/** How they are made, for both databases. */
export const settingsStatements: readonly string[] = [
  `create table settings_heads (hall text not null primary key, number integer not null)`,
  `create table settings_versions (
    hall text not null, number integer not null, source text not null, base integer,
    text text not null, why text not null, made_by text not null, made_at bigint not null,
    primary key (hall, number))`,
  `create table settings_acts (
    hall text not null, number integer not null, act text not null, version integer not null,
    effect text not null, done_by text not null, at bigint not null, primary key (hall, number))`,
];
