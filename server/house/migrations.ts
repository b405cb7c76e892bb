/**
 * How the tables came to be, step by step. A step that has been shipped is never changed: what is
 * wrong with it is put right by a step behind it. The text is the same for both databases
 * (`bigint`, `integer`, `text`), and all steps that are missing are done in one transaction.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { caseChangeStatements, caseStatements } from '../cases/tables.ts';
import { figureStatements, reportIndexStatements } from '../figures/tables.ts';
import { guideFileStatements, guideStatements } from '../guides/tables.ts';
import { approvalStatements, providerSessionStatements } from '../people/approval-tables.ts';
import { auditStatements, secondFactorStatements } from '../people/audit-tables.ts';
import { HouseFailure } from './failure.ts';
import { paperStatements } from './paper-tables.ts';
import { ratingChangeStatements, ratingStatements } from './rating-tables.ts';
import { settingsStatements } from './settings-tables.ts';
import type { Tables } from './tables.ts';
import {
  dutyTextStatements,
  openIndexStatements,
  textStatements,
  textsByCallStatements,
} from './text-tables.ts';

interface Step {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Any number, as long as it stays the same: two hubs that start at once go one after the other. */
const LOCK_KEY = 7_246_301;
/** Each waits `LOCK_WAIT_MS` (`postgres.ts`). */
const LOCK_TRIES = 10;

export const STEPS: readonly Step[] = [
  {
    name: 'house facts',
    statements: [
      `create table house_rev (hall text not null primary key, rev bigint not null)`,
      `create table follower_cursors (name text not null primary key, seq bigint not null)`,
      `create table device_states (
        hall text not null, device text not null, kind text not null, state text not null,
        detail text not null, since bigint not null, at bigint not null,
        primary key (hall, device))`,
    ],
  },
  {
    name: 'print jobs and tickets',
    statements: [
      `create table print_jobs (
        hall text not null, job text not null, kiosk text not null, ticket text not null,
        label text not null, because text not null, state text not null, reason text,
        queued_at bigint not null, ended_at bigint, primary key (hall, job))`,
      `create index print_jobs_by_kiosk on print_jobs (hall, kiosk, queued_at)`,
      `create index print_jobs_by_ticket on print_jobs (hall, ticket)`,
      `create index print_jobs_open on print_jobs (hall) where state in ('queued', 'sent')`,
      `create index print_jobs_ended on print_jobs (ended_at)`,
      `create table tickets (
        hall text not null, ticket text not null, day text not null, label text not null,
        seq bigint not null, primary key (hall, ticket))`,
      `create index tickets_by_label on tickets (hall, day, label)`,
    ],
  },
  {
    name: 'who may what',
    statements: [
      `create table staff (
        id text not null primary key, hall text not null, account text not null unique,
        name text not null, role text not null, disabled integer not null,
        password text not null, made_at bigint not null)`,
      `create index staff_by_hall on staff (hall)`,
      `create table sign_ins (
        hash text not null primary key,
        person text not null references staff (id) on delete cascade,
        made_at bigint not null, seen_at bigint not null)`,
      `create index sign_ins_by_person on sign_ins (person)`,
      `create index sign_ins_by_age on sign_ins (seen_at)`,
      `create table enrolment_codes (
        hash text not null primary key, hall text not null, kind text not null,
        place text not null, expires_at bigint not null)`,
      `create table devices (
        id text not null primary key, hash text not null unique, hall text not null,
        kind text not null, place text not null, enrolled_at bigint not null,
        seen_at bigint not null, revoked_at bigint)`,
      `create index devices_by_hall on devices (hall)`,
      `create table api_tokens (
        id text not null primary key, hash text not null unique, name text not null, hall text,
        given integer not null, made_at bigint not null, revoked_at bigint)`,
    ],
  },
  {
    name: 'fair taking and calls for help',
    statements: [
      `create table day_salts (
        hall text not null, opened_at bigint not null, salt text not null,
        primary key (hall, opened_at))`,
      `create table help_calls (
        id text not null primary key, hall text not null, kiosk text not null,
        state text not null, asked_at bigint not null, accepted_by text, accepted_at bigint,
        finished_by text, finished_at bigint)`,
      `create unique index help_calls_open on help_calls (hall, kiosk) where state <> 'done'`,
      `create index help_calls_by_age on help_calls (asked_at)`,
      `create table watched_persons (
        id text not null primary key, hall text not null, person text not null,
        reason text not null, words text not null, added_by text not null,
        added_at bigint not null, delete_at bigint not null, unique (hall, person))`,
      `create index watched_persons_by_end on watched_persons (delete_at)`,
      `create table watch_sightings (
        watched text not null references watched_persons (id) on delete cascade,
        ticket text not null, at bigint not null, primary key (watched, ticket))`,
      `create index watch_sightings_by_age on watch_sightings (at)`,
    ],
  },
  {
    name: 'bookings',
    statements: [
      `create table booking_turns (hall text not null primary key, turn bigint not null)`,
      `create table bookings (
        hall text not null, id text not null, code text not null, cmd text not null,
        service text not null, day text not null, minute integer not null,
        slot_at bigint not null, ends_at bigint not null,
        person text not null, hint text not null, language text not null,
        state text not null, arrived_at bigint, ticket text, purpose text not null,
        made_at bigint not null, delete_on text not null, primary key (hall, id))`,
      `create unique index bookings_by_code on bookings (hall, code)`,
      `create unique index bookings_by_cmd on bookings (hall, cmd)`,
      `create index bookings_by_slot on bookings (hall, service, slot_at)`,
      `create index bookings_by_person on bookings (hall, person, day)`,
      `create index bookings_open on bookings (hall, slot_at) where state = 'booked'`,
      `create index bookings_over on bookings (hall, delete_on)`,
      `create table missed_bookings (
        hall text not null, booking text not null, person text not null,
        missed_at bigint not null, purpose text not null, delete_on text not null,
        primary key (hall, booking))`,
      `create index missed_bookings_by_person on missed_bookings (hall, person)`,
    ],
  },
  {
    name: 'forecasts',
    statements: [
      `create table forecasts_not_rebuildable (
        hall text not null, ticket text not null, at bigint not null,
        low integer not null, high integer not null, truth bigint,
        primary key (hall, ticket, at))`,
      `create index forecasts_by_age on forecasts_not_rebuildable (hall, at)`,
    ],
  },
  {
    name: 'health of devices',
    statements: [
      `create table device_alarms (
        id text not null primary key, hall text not null, subject text not null,
        devices text not null, fault text not null, raised_at bigint not null,
        last_at bigint not null, times integer not null, cleared_at bigint,
        acknowledged_by text, acknowledged_at bigint)`,
      `create unique index device_alarms_open on device_alarms (hall, subject)
        where cleared_at is null`,
      `create index device_alarms_by_time on device_alarms (hall, raised_at)`,
      `create index device_alarms_by_end on device_alarms (cleared_at)`,
      `create table device_repairs (
        id text not null primary key, hall text not null, device text not null,
        kind text not null, words text not null, at bigint not null,
        noted_at bigint not null, noted_by text not null)`,
      `create index device_repairs_by_device on device_repairs (hall, device, at)`,
      `create index device_repairs_by_age on device_repairs (noted_at)`,
      `create table ratings (
        hall text not null, ticket text not null, step integer not null, level integer,
        source text not null, at bigint not null, primary key (hall, ticket, step))`,
      `create index ratings_by_time on ratings (hall, at)`,
      `update device_states set device = 'printer@' || substr(device, 9)
        where device like 'printer:%'`,
    ],
  },
  {
    name: 'counters of devices',
    statements: [
      `create table device_counters (
        hall text not null, device text not null, counter text not null,
        value bigint not null, total bigint not null, since bigint not null,
        primary key (hall, device, counter))`,
    ],
  },
  { name: 'service guides', statements: guideStatements },
  {
    name: 'what is posted in the hall',
    statements: [
      `create table notices (
        id text not null primary key, hall text not null, texts text not null,
        place text not null, place_id text, from_at bigint not null, until_at bigint,
        added_by text not null, added_at bigint not null)`,
      `create index notices_by_hall on notices (hall, from_at)`,
      `create table emergencies (
        id text not null primary key, hall text not null, kind text not null, words text,
        since bigint not null, started_by text not null, ended_at bigint, ended_by text)`,
      `create unique index emergencies_standing on emergencies (hall) where ended_at is null`,
      `create index emergencies_by_end on emergencies (ended_at)`,
      `create table duty_roster (
        hall text not null, day text not null, name text not null, post text not null,
        phone text, purpose text not null, delete_on text not null, primary key (hall, day))`,
      `create table staff_cards (
        person text not null primary key references staff (id) on delete cascade,
        hall text not null, post text not null, duties text, promise text,
        photo_id text unique, photo text, purpose text not null, delete_at bigint not null)`,
      `create index staff_cards_by_hall on staff_cards (hall)`,
    ],
  },
  {
    name: 'tickets by their link',
    statements: [
      `alter table tickets add column link_hash text`,
      `create index tickets_by_link on tickets (hall, link_hash)`,
    ],
  },
  { name: 'papers that are no tickets', statements: paperStatements },
  { name: 'cases', statements: caseStatements },
  { name: 'texts and webhooks', statements: textStatements },
  { name: 'figures', statements: figureStatements },
  { name: 'how ratings were given', statements: ratingStatements },
  { name: 'blanks and samples of service guides', statements: guideFileStatements },
  { name: 'what staff did', statements: auditStatements },
  {
    name: 'backups',
    statements: [
      `create table backups (
        hall text not null primary key, at bigint not null, bytes bigint not null)`,
    ],
  },
  { name: 'second factors', statements: secondFactorStatements },
  { name: 'texts of each call', statements: textsByCallStatements },
  { name: 'which ratings came', statements: ratingChangeStatements },
  { name: 'managers are told', statements: [...caseChangeStatements, ...dutyTextStatements] },
  { name: 'versions of settings', statements: settingsStatements },
  { name: 'what two persons decide, and sign-ins by a provider', statements: approvalStatements },
  { name: 'what reports go through', statements: reportIndexStatements },
  { name: 'sessions of a provider', statements: providerSessionStatements },
  { name: 'what is open is found at once', statements: openIndexStatements },
];

/**
 * Does the steps that this database has not seen. Fails: `HouseFailure` (`newer` when it has seen
 * steps that this program does not know).
 */
export async function migrate(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrateOnce(db, kind);
    } catch (error) {
      // Another hub is still at its steps: the server has waited as long as it waits for a lock.
      if (tries === LOCK_TRIES || !lockTimedOut(error)) throw error;
    }
  }
}

const lockTimedOut = (error: unknown): boolean =>
  error instanceof HouseFailure && (error.cause as { code?: string } | undefined)?.code === '55P03';

async function migrateOnce(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // On SQLite the transaction itself is the lock (`begin immediate`).
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(trx);
    await sql`create table if not exists house_schema (
      step integer not null primary key, name text not null)`.execute(trx);
    await doMissing(trx);
  });
}

async function doMissing(trx: Transaction<Tables>): Promise<void> {
  const rows = await trx.selectFrom('house_schema').select('step').execute();
  const done = new Set(rows.map((row) => row.step));
  if (Math.max(0, ...done) > STEPS.length) {
    throw new HouseFailure('newer', 'the database was made by a newer version of this program');
  }
  for (const [index, { name, statements }] of STEPS.entries()) {
    const step = index + 1;
    if (done.has(step)) continue;
    for (const statement of statements) await sql.raw(statement).execute(trx);
    await trx.insertInto('house_schema').values({ step, name }).execute();
  }
}
