/**
 * Every column of every table of the house, by the kind of personal data that it holds (`kinds.ts`), or
 * `plain`: things, counts, codes and what is published. Ids of tickets stand as plain where nothing but
 * the ticket is told of. A test compares this with the real tables, so a new column is named here or fails.
 */
import type { KindId } from './kinds.ts';

type OfTable = Readonly<Partial<Record<KindId | 'plain', string>>>;

export const columns: Readonly<Record<string, OfTable>> = {
  house_schema: { plain: 'step name' },
  house_rev: { plain: 'hall rev' },
  follower_cursors: { plain: 'name seq' },
  device_states: { plain: 'hall device kind state detail since at' },
  print_jobs: {
    plain: 'hall job kiosk ticket label because state reason queued_at ended_at',
  },
  tickets: { tickets: 'link_hash', plain: 'hall ticket day label seq' },
  staff: { accounts: 'id account name role password', plain: 'hall disabled made_at' },
  staff_identities: { identities: 'issuer subject person', plain: 'hall linked_at' },
  sign_ins: { 'sign-ins': 'hash person from issuer provider_session', plain: 'made_at seen_at' },
  enrolment_codes: { plain: 'hash hall kind place expires_at' },
  devices: { plain: 'id hash hall kind place enrolled_at seen_at revoked_at' },
  api_tokens: { plain: 'id hash name hall given made_at revoked_at' },
  day_salts: { 'day-salt': 'salt', plain: 'hall opened_at' },
  help_calls: {
    'help-calls': 'accepted_by finished_by',
    plain: 'id hall kiosk state asked_at accepted_at finished_at',
  },
  watched_persons: {
    'watch-list': 'person reason words',
    'staff-ids': 'added_by',
    plain: 'id hall added_at delete_at',
  },
  watch_sightings: { 'watch-sightings': 'watched ticket', plain: 'at' },
  approvals: {
    approvals: 'body',
    'staff-ids': 'asked_by',
    plain: 'id hall act purpose asked_at delete_at',
  },
  booking_turns: { plain: 'hall turn' },
  bookings: {
    bookings: 'code person hint ticket',
    plain:
      'hall id cmd service day minute slot_at ends_at language state arrived_at purpose made_at delete_on',
  },
  missed_bookings: {
    'missed-bookings': 'person',
    plain: 'hall booking missed_at purpose delete_on',
  },
  forecasts_not_rebuildable: { plain: 'hall ticket at low high truth' },
  device_alarms: {
    'staff-ids': 'acknowledged_by',
    plain: 'id hall subject devices fault raised_at last_at times cleared_at acknowledged_at',
  },
  device_repairs: { repairs: 'words noted_by', plain: 'id hall device kind at noted_at' },
  device_counters: { plain: 'hall device counter value total since' },
  ratings: {
    ratings: 'ticket step level tags',
    plain: 'hall source at prompted_at tags_version device token',
  },
  rating_followups: {
    ratings: 'ticket step level tags',
    plain: 'hall source at tags_version device token',
  },
  rating_heads: { plain: 'hall seq' },
  rating_changes: { plain: 'hall seq ticket step number kind at' },
  rating_words: {
    'rating-words': 'words',
    plain: 'hall ticket step number purpose written_at delete_at',
  },
  guide_packages: {
    'staff-ids': 'imported_by submitted_by approved_by',
    plain:
      'hall id state version date origin items must should problems events list imported_at submitted_at approved_at',
  },
  guide_items: { plain: 'hall package id place body' },
  guide_files: { plain: 'hall package name bytes' },
  guide_acts: { 'staff-ids': 'done_by', plain: 'hall number act package version at' },
  guide_prints: { plain: 'hall job kiosk guide version what language ordered_at' },
  notices: {
    'staff-ids': 'added_by',
    plain: 'id hall texts place place_id from_at until_at added_at',
  },
  emergencies: {
    'staff-ids': 'started_by ended_by',
    plain: 'id hall kind words since ended_at',
  },
  duty_roster: { 'duty-roster': 'name post phone', plain: 'hall day purpose delete_on' },
  staff_cards: {
    'staff-cards': 'person post duties promise photo_id photo',
    plain: 'hall purpose delete_at',
  },
  one_time_notices: { 'one-time-notices': 'words', plain: 'hall id purpose delete_at' },
  case_numbers: { plain: 'hall year last' },
  cases: {
    'staff-ids': 'opened_by body',
    plain:
      'hall id number kind seq stage light unit ticket step came_at due_at closed_at next_at form',
  },
  case_pending: { 'staff-ids': 'opening', plain: 'hall id cmd made_at' },
  case_words: {
    'case-words': 'words',
    'case-contacts': 'name phone',
    plain: 'hall id cmd seq purpose written_at delete_at',
  },
  case_looks: { 'case-looks': 'looked_by', plain: 'hall id at purpose delete_at' },
  case_heads: { plain: 'hall seq' },
  case_changes: { plain: 'hall seq id case_seq what at' },
  settings_heads: { plain: 'hall number' },
  settings_versions: { 'staff-ids': 'made_by', plain: 'hall number source base text why made_at' },
  settings_acts: { 'staff-ids': 'done_by', plain: 'hall number act version effect at' },
  leases: { plain: 'name holder until_at' },
  texts: {
    plain:
      'hall id ticket label step kind counter ahead duty state reason provider tries parts cost made_at next_at expires_at claimed_by handed_at ended_at',
  },
  text_refs: { plain: 'hall provider ref text state at' },
  text_phones: { 'text-phones': 'phone', plain: 'hall ticket language purpose delete_at' },
  hook_deliveries: { plain: 'hall hook seq state reason tries made_at next_at ended_at' },
  figure_states: { 'staff-ids': 'body', plain: 'hall seq' },
  figure_legs: {
    'staff-ids': 'clerk',
    plain:
      'hall ticket step leg day service items class channel counter since called_at started_at ended_at served_ms ended outcome misses recalls overtaken rule promised_low promised_high',
  },
  figure_sums: { 'staff-ids': 'key body', plain: 'hall span dim' },
  figure_ratings: {
    'staff-ids': 'key',
    plain: 'hall day dim l1 l2 l3 l4 l5 asked quick runs tokenless',
  },
  audit_entries: {
    audit: 'actor subject from',
    plain: 'hall seq at act outcome before hash',
  },
  second_factors: {
    'second-factors': 'person turn last_step',
    plain: 'confirmed_at',
  },
  backups: { plain: 'hall at bytes' },
};

/** The tables that hold something of this kind, in the order above. */
export const tablesOf = (kind: KindId): readonly string[] =>
  Object.entries(columns).flatMap(([table, held]) => (kind in held ? [table] : []));

/** What this kind is in a table, column by column. */
export const columnsOf = (kind: KindId, table: string): readonly string[] =>
  columns[table]?.[kind]?.split(' ') ?? [];

/** What is no person's own: it is never wiped off, and stands in backups as it is. */
const notWiped: ReadonlySet<string> = new Set(['plain', 'staff-ids', 'ratings', 'tickets']);

/** The tables in which personal data are deleted. */
export const wipedTables: readonly string[] = Object.entries(columns).flatMap(([table, held]) =>
  Object.keys(held).some((kind) => !notWiped.has(kind)) ? [table] : [],
);
