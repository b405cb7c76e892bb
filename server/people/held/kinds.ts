/**
 * What is held of persons, as data: one entry for each kind, with where it lies and what ends it. From it
 * come the table in docs/data-protection.md, the page /console/privacy and the list of what retention has
 * to sweep (`server/sweeping.ts`); `columns.ts` names every column, and a test holds both against the real
 * tables. The words for people stand in `texts/`.
 */

/** What `server/sweeping.ts` runs, by name. */
export const sweepNames = [
  'sessions',
  'watchList',
  'helpCalls',
  'repairs',
  'roster',
  'staffCards',
  'oneTimeNotices',
  'caseWords',
  'ratingWords',
  'textPhones',
  'approvals',
  'audit',
] as const;
export type SweepName = (typeof sweepNames)[number];

/**
 * `sweep`: every hour, what has come to its date. `close`: as the day closes (`hall/day-key.ts`).
 * `bookings`: every minute (`followers/missed-bookings.ts`). `hand`: somebody takes it away. `log`: with the
 * log. `memory`: by itself, it is never written.
 */
export type Ends =
  | { readonly by: 'sweep'; readonly sweep: SweepName }
  | { readonly by: 'close' | 'bookings' | 'hand' | 'log' | 'memory' };

export interface Kind {
  readonly of: 'visitors' | 'staff';
  readonly ends: Ends;
  /** Where it lies when it is in no table of `columns.ts`, or beside that. */
  readonly also?: readonly ('log' | 'memory' | 'relay' | 'agents' | 'key-file')[];
  /** How copies made for a backup hold it; left out: there is nothing to copy. */
  readonly backup?: 'sealed' | 'never' | 'open';
}

const swept = (sweep: SweepName): Ends => ({ by: 'sweep', sweep });
const visitors = { of: 'visitors' } as const;
const staff = { of: 'staff' } as const;

export const kinds = {
  tickets: { ...visitors, ends: { by: 'log' }, also: ['log'], backup: 'open' },
  'visitor-of-day': { ...visitors, ends: { by: 'close' }, also: ['log'], backup: 'open' },
  'day-salt': { ...visitors, ends: { by: 'close' }, backup: 'never' },
  'slip-secret': { ...visitors, ends: { by: 'memory' }, also: ['key-file'] },
  'relayed-views': { ...visitors, ends: { by: 'memory' }, also: ['relay'] },
  card: { ...visitors, ends: { by: 'memory' }, also: ['memory'] },
  'text-phones': { ...visitors, ends: swept('textPhones'), backup: 'sealed' },
  bookings: { ...visitors, ends: { by: 'bookings' }, backup: 'sealed' },
  'missed-bookings': { ...visitors, ends: { by: 'bookings' }, backup: 'sealed' },
  'watch-list': { ...visitors, ends: swept('watchList'), backup: 'sealed' },
  'watch-sightings': { ...visitors, ends: swept('watchList'), backup: 'sealed' },
  approvals: { ...visitors, ends: swept('approvals'), backup: 'sealed' },
  ratings: { ...visitors, ends: { by: 'log' }, backup: 'open' },
  'rating-words': { ...visitors, ends: swept('ratingWords'), backup: 'sealed' },
  'case-words': { ...visitors, ends: swept('caseWords'), backup: 'sealed' },
  'case-contacts': { ...visitors, ends: swept('caseWords'), backup: 'sealed' },
  'one-time-notices': { ...visitors, ends: swept('oneTimeNotices'), backup: 'sealed' },
  'print-journals': { ...visitors, ends: { by: 'memory' }, also: ['agents'] },
  accounts: { ...staff, ends: { by: 'hand' }, backup: 'sealed' },
  identities: { ...staff, ends: { by: 'hand' }, backup: 'sealed' },
  'second-factors': { ...staff, ends: { by: 'hand' }, backup: 'sealed' },
  'sign-ins': { ...staff, ends: swept('sessions'), backup: 'never' },
  'staff-cards': { ...staff, ends: swept('staffCards'), backup: 'sealed' },
  'duty-roster': { ...staff, ends: swept('roster'), backup: 'sealed' },
  'case-looks': { ...staff, ends: swept('caseWords'), backup: 'sealed' },
  audit: { ...staff, ends: swept('audit'), backup: 'sealed' },
  'help-calls': { ...staff, ends: swept('helpCalls'), backup: 'sealed' },
  repairs: { ...staff, ends: swept('repairs'), backup: 'sealed' },
  'staff-ids': { ...staff, ends: { by: 'log' }, also: ['log'], backup: 'open' },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindId = keyof typeof kinds;
export const kindIds = Object.keys(kinds) as KindId[];
export const kindOf = (id: KindId): Kind => kinds[id];
