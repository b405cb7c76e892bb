/**
 * The columns of the house's tables as Kysely sees them. Times are epoch milliseconds, yes and no
 * are 1 and 0, and of every secret only a hash stands here (`people/secrets.ts`). What a table is
 * for is told by the module that owns it; how it came to be stands in `migrations.ts`.
 */

export interface Tables {
  house_schema: { step: number; name: string };
  house_rev: { hall: string; rev: number };
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
  tickets: { hall: string; ticket: string; day: string; label: string; seq: number };
  staff: {
    id: string;
    hall: string;
    account: string;
    name: string;
    role: 'clerk' | 'manager';
    disabled: number;
    password: string;
    made_at: number;
  };
  sign_ins: { hash: string; person: string; made_at: number; seen_at: number };
  enrolment_codes: {
    hash: string;
    hall: string;
    kind: 'kiosk' | 'agent';
    place: string;
    expires_at: number;
  };
  devices: {
    id: string;
    hash: string;
    hall: string;
    kind: 'kiosk' | 'agent';
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
}
