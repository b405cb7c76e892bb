/**
 * The tables of what two persons decide (`approvals.ts`) and of sign-ins by a provider (`identities.ts`).
 */
export interface ApprovalTables {
  approvals: {
    id: string;
    hall: string;
    act: 'watch' | 'unwatch' | 'erase';
    /** As JSON; persons only as hashes under the hall's key. */
    body: string;
    /** `manager:…`, `staff:…`, `token:…` or `command-line`. */
    asked_by: string;
    asked_at: number;
    purpose: string;
    delete_at: number;
  };
  staff_identities: {
    hall: string;
    /** Of the provider, and what it calls the person for ever (OpenID Connect Core 1.0, 5.7). */
    issuer: string;
    subject: string;
    person: string;
    linked_at: number;
  };
}

export const approvalStatements: readonly string[] = [
  `create table approvals (
    id text not null primary key, hall text not null, act text not null, body text not null,
    asked_by text not null, asked_at bigint not null, purpose text not null,
    delete_at bigint not null)`,
  `create index approvals_by_hall on approvals (hall, act, asked_at)`,
  `create index approvals_by_end on approvals (delete_at)`,
  `create table staff_identities (
    hall text not null, issuer text not null, subject text not null,
    person text not null references staff (id) on delete cascade, linked_at bigint not null,
    primary key (hall, issuer, subject))`,
  `create index staff_identities_by_person on staff_identities (person)`,
  ...['"from" text', 'issuer text'].map((column) => `alter table sign_ins add column ${column}`),
];

export const providerSessionStatements: readonly string[] = [
  `alter table sign_ins add column provider_session text`,
];
