/**
 * The tables of texts and of webhooks: what is to be told, to whom of it is told by a ticket's id only,
 * and what became of it. Phones lie in `people/text-phones.ts` and are gone at the end of the day.
 */
import type { Language } from '../../core/hall/configuration.ts';

export type TextState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'delivered'
  | 'undelivered'
  | 'refused'
  | 'failed'
  | 'unknown'
  | 'expired';

export type HookState = 'queued' | 'done' | 'failed';

export interface TextTables {
  leases: { name: string; holder: string; until_at: number };
  texts: {
    hall: string;
    /** `hall:dongcheng/1234/called`: the event that asked for it, and the kind. */
    id: string;
    ticket: string;
    label: string;
    step: number;
    kind: string;
    counter: string | null;
    ahead: number | null;
    /** The manager of the hall's file to whom it goes; null: to the ticket's visitor. */
    duty: string | null;
    state: TextState;
    /** Why it ended so, in a code or the carrier's own. */
    reason: string | null;
    provider: string | null;
    tries: number;
    parts: number;
    /** Ten-thousandths of a yuan. */
    cost: number;
    made_at: number;
    next_at: number;
    expires_at: number;
    /** The process that hands it over. */
    claimed_by: string | null;
    handed_at: number | null;
    ended_at: number | null;
  };
  text_refs: {
    hall: string;
    provider: string;
    /** What the carrier calls a part. */
    ref: string;
    text: string;
    state: 'delivered' | 'undelivered' | 'expired' | null;
    at: number;
  };
  text_phones: {
    hall: string;
    ticket: string;
    phone: string;
    language: Language;
    purpose: string;
    delete_at: number;
  };
  hook_deliveries: {
    hall: string;
    hook: string;
    /** The event's. */
    seq: number;
    state: HookState;
    reason: string | null;
    tries: number;
    made_at: number;
    next_at: number;
    ended_at: number | null;
  };
}

export const textStatements: readonly string[] = [
  `create table leases (
    name text not null primary key, holder text not null, until_at bigint not null)`,
  `create table texts (
    hall text not null, id text not null, ticket text not null, label text not null,
    step integer not null, kind text not null, counter text, ahead integer, state text not null, reason text,
    provider text, tries integer not null, parts integer not null, cost bigint not null,
    made_at bigint not null, next_at bigint not null, expires_at bigint not null,
    claimed_by text, handed_at bigint, ended_at bigint, primary key (hall, id))`,
  `create unique index texts_once on texts (hall, ticket, step, kind)`,
  `create index texts_due on texts (hall, next_at) where state = 'queued'`,
  `create index texts_sending on texts (hall) where state = 'sending'`,
  `create index texts_by_time on texts (hall, made_at)`,
  `create table text_refs (
    hall text not null, provider text not null, ref text not null, text text not null,
    state text, at bigint not null, primary key (hall, provider, ref, text))`,
  `create index text_refs_by_text on text_refs (hall, text)`,
  `create index text_refs_by_age on text_refs (at)`,
  `create table text_phones (
    hall text not null, ticket text not null, phone text not null,
    language text not null, purpose text not null, delete_at bigint not null,
    primary key (hall, ticket))`,
  `create index text_phones_by_phone on text_phones (hall, phone)`,
  `create index text_phones_by_end on text_phones (delete_at)`,
  `create table hook_deliveries (
    hall text not null, hook text not null, seq bigint not null, state text not null,
    reason text, tries integer not null, made_at bigint not null, next_at bigint not null,
    ended_at bigint, primary key (hall, hook, seq))`,
  `create index hook_deliveries_due on hook_deliveries (hall, hook, next_at)
    where state = 'queued'`,
  `create index hook_deliveries_by_age on hook_deliveries (made_at)`,
];

/**
 * Who rejoins is called again, and may miss that call too: each call is told by itself, known by its event
 * in the text's id. The other kinds stay once for a step.
 */
export const textsByCallStatements: readonly string[] = [
  'drop index texts_once',
  `create unique index texts_once on texts (hall, ticket, step, kind)
    where kind not in ('called', 'missed')`,
];

/** Managers are told of many things by one kind each: known by the change in the text's id. */
export const dutyTextStatements: readonly string[] = [
  'alter table texts add column duty text',
  'drop index texts_once',
  `create unique index texts_once on texts (hall, ticket, step, kind)
    where kind not in ('called', 'missed') and duty is null`,
  `create index texts_by_duty on texts (hall, duty, handed_at) where duty is not null`,
];

/**
 * What is asked for with every change is found without the months that lie beside it. SQLite prefers the
 * index with the most columns that are fixed, so that what is open has its state among them.
 */
export const openIndexStatements: readonly string[] = [
  'create index texts_by_ticket on texts (hall, ticket, made_at)',
  'drop index texts_sending',
  `create index texts_sending on texts (hall, state) where state = 'sending'`,
  'drop index hook_deliveries_due',
  `create index hook_deliveries_due on hook_deliveries (hall, hook, state, seq)
    where state = 'queued'`,
  'drop index print_jobs_open',
  `create index print_jobs_open on print_jobs (hall, ended_at, kiosk, queued_at)
    where ended_at is null`,
];
