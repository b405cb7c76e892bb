/**
 * The audit's table (`audit.ts`), and that of second factors (`second-factor.ts`).
 */
export interface AuditTables {
  second_factors: {
    person: string;
    /** Which of the person's secrets it is: one that was reset is another. */
    turn: number;
    /** Null: its first code has not been typed. */
    confirmed_at: number | null;
    /** The step of the last code that was used; 0: none. */
    last_step: number;
  };
  audit_entries: {
    hall: string;
    /** From 1, without a gap. */
    seq: number;
    at: number;
    actor: string;
    act: string;
    subject: string;
    outcome: string;
    from: string;
    /** The hash of the entry before it, and its own. */
    before: string;
    hash: string;
  };
}

export const auditStatements: readonly string[] = [
  `create table audit_entries (
    hall text not null, seq bigint not null, at bigint not null, actor text not null,
    act text not null, subject text not null, outcome text not null, "from" text not null,
    before text not null, hash text not null, primary key (hall, seq))`,
  `create index audit_entries_by_time on audit_entries (hall, at)`,
  `create index audit_entries_by_actor on audit_entries (hall, actor, seq)`,
];

export const secondFactorStatements: readonly string[] = [
  `create table second_factors (
    person text not null primary key references staff (id) on delete cascade,
    turn integer not null, confirmed_at bigint, last_step bigint not null)`,
];
