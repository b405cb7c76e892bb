/**
 * The columns of the house's tables as Kysely sees them. Times are epoch milliseconds, yes and no
 * are 1 and 0, and of every secret only a hash stands here (`people/secrets.ts`). What a table is
 * for is told by the module that owns it; how it came to be stands in `migrations.ts`.
 */
import type { CaseTables } from '../cases/tables.ts';
import type { FigureTables } from '../figures/tables.ts';
import type { GuideTables } from '../guides/tables.ts';
import type { ApprovalTables } from '../people/approval-tables.ts';
import type { AuditTables } from '../people/audit-tables.ts';
import type { PaperTables } from './paper-tables.ts';
import type { RatingTables } from './rating-tables.ts';
import type { SettingsTables } from './settings-tables.ts';
import type { TextTables } from './text-tables.ts';

export interface Tables
  extends ApprovalTables,
    AuditTables,
    CaseTables,
    FigureTables,
    GuideTables,
    PaperTables,
    RatingTables,
    SettingsTables,
    TextTables {
  house_schema: { step: number; name: string };
  house_rev: { hall: string; rev: number };
  backups: { hall: string; at: number; bytes: number };
  follower_cursors: { name: string; seq: number };
  device_states: {
    hall: string;
    device: string;
    kind: string;
    state: string;
    detail: string;
    since: number;
    at: number;
  };
  print_jobs: {
    hall: string;
    job: string;
    kiosk: string;
    ticket: string;
    label: string;
    because: 'issued' | 'reprint';
    state: 'queued' | 'sent' | 'printed' | 'failed' | 'unknown';
    reason: string | null;
    queued_at: number;
    ended_at: number | null;
  };
  tickets: {
    hall: string;
    ticket: string;
    day: string;
    label: string;
    seq: number;
    link_hash: string | null;
  };
  staff: {
    id: string;
    hall: string;
    account: string;
    name: string;
    /** As `people/rights.ts` and the hall's file name them. */
    role: string;
    disabled: number;
    password: string;
    made_at: number;
  };
  sign_ins: {
    hash: string;
    person: string;
    made_at: number;
    seen_at: number;
    /** The network address that it came from. */
    from: string | null;
    /** By which provider; null: by password. */
    issuer: string | null;
    /** What the provider calls its session; null: it did not say. */
    provider_session: string | null;
  };
  enrolment_codes: {
    hash: string;
    hall: string;
    kind: 'kiosk' | 'agent' | 'tablet';
    place: string;
    expires_at: number;
  };
  devices: {
    id: string;
    hash: string;
    hall: string;
    kind: 'kiosk' | 'agent' | 'tablet';
    place: string;
    enrolled_at: number;
    seen_at: number;
    revoked_at: number | null;
  };
  api_tokens: {
    id: string;
    hash: string;
    name: string;
    hall: string | null;
    /** 1: its secret was given from outside (the environment), not made here. */
    given: number;
    made_at: number;
    revoked_at: number | null;
  };
  day_salts: { hall: string; opened_at: number; salt: string };
  help_calls: {
    id: string;
    hall: string;
    kiosk: string;
    state: 'asked' | 'unanswered' | 'accepted' | 'done';
    asked_at: number;
    accepted_by: string | null;
    accepted_at: number | null;
    finished_by: string | null;
    finished_at: number | null;
  };
  watched_persons: {
    id: string;
    hall: string;
    person: string;
    reason: string;
    words: string;
    added_by: string;
    added_at: number;
    delete_at: number;
  };
  watch_sightings: { watched: string; ticket: string; at: number };
  booking_turns: { hall: string; turn: number };
  bookings: {
    hall: string;
    id: string;
    code: string;
    cmd: string;
    service: string;
    /** The local date and the minute of its start. */
    day: string;
    minute: number;
    slot_at: number;
    ends_at: number;
    /** HMAC of the person's number under the hall's key. */
    person: string;
    hint: string;
    language: 'zh-Hans' | 'zh-Hant' | 'en';
    state: 'booked' | 'cancelled' | 'checked-in' | 'missed';
    arrived_at: number | null;
    ticket: string | null;
    purpose: string;
    made_at: number;
    delete_on: string;
  };
  missed_bookings: {
    hall: string;
    booking: string;
    person: string;
    missed_at: number;
    purpose: string;
    delete_on: string;
  };
  forecasts_not_rebuildable: {
    hall: string;
    ticket: string;
    at: number;
    low: number;
    high: number;
    /** Seconds from `at` to the call; null while it has not been called. */
    truth: number | null;
  };
  device_alarms: {
    id: string;
    hall: string;
    /** A device's id, or what several hang on: `line:…`, `agent:…`. */
    subject: string;
    /** The ids of the devices that it is about, as JSON. */
    devices: string;
    fault: string;
    raised_at: number;
    last_at: number;
    times: number;
    cleared_at: number | null;
    /** `manager:…` or `token:…`. */
    acknowledged_by: string | null;
    acknowledged_at: number | null;
  };
  device_repairs: {
    id: string;
    hall: string;
    device: string;
    kind: 'fault' | 'service' | 'replacement';
    words: string;
    /** When it was done; `noted_at`: when it was written down. */
    at: number;
    noted_at: number;
    noted_by: string;
  };
  device_counters: {
    hall: string;
    device: string;
    counter: string;
    /** Since `since`; `total`: ever. */
    value: number;
    total: number;
    since: number;
  };
  notices: {
    id: string;
    hall: string;
    /** By language, as JSON. */
    texts: string;
    place: 'all' | 'area' | 'screen' | 'kiosk';
    place_id: string | null;
    from_at: number;
    /** Null: until it is taken away. */
    until_at: number | null;
    added_by: string;
    added_at: number;
  };
  emergencies: {
    id: string;
    hall: string;
    kind: 'evacuation' | 'fault' | 'drill';
    /** By language, as JSON; null: the usual words alone. */
    words: string | null;
    since: number;
    started_by: string;
    ended_at: number | null;
    ended_by: string | null;
  };
  duty_roster: {
    hall: string;
    day: string;
    name: string;
    post: string;
    phone: string | null;
    purpose: string;
    delete_on: string;
  };
  staff_cards: {
    person: string;
    hall: string;
    /** By language, as JSON, like the two below. */
    post: string;
    duties: string | null;
    promise: string | null;
    photo_id: string | null;
    /** A JPEG in base64. */
    photo: string | null;
    purpose: string;
    delete_at: number;
  };
}
