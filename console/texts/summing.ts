/**
 * What stands on the page of texts, reckoned from what the hub tells: counts by kind, what failed,
 * and costs in yuan.
 */
import type { CountTold, ProviderTold } from './told.ts';

/** Texts that came to nothing, and those of which nobody knows. */
export const failedStates: ReadonlySet<string> = new Set([
  ...['undelivered', 'refused', 'failed', 'unknown'],
]);
const waitingStates: ReadonlySet<string> = new Set(['queued', 'sending']);

export interface KindRow {
  readonly kind: string;
  readonly waiting: number;
  /** Taken by a carrier; of some of them it is known that they came. */
  readonly accepted: number;
  readonly delivered: number;
  readonly failed: number;
  /** Of no use any more when their turn came. */
  readonly expired: number;
  /** Ten-thousandths of a yuan. */
  readonly cost: number;
}

/** The order in which a visitor meets them, then what managers are told; a kind that this page does not know comes last. */
const kinds = [
  ...['taken', 'ahead', 'called', 'missed', 'rate', 'test'],
  ...[
    'bad-rating',
    'failed-errand',
    'new-case',
    'case-amber',
    'case-red',
    'alarm',
    'grave-alarm',
    'duty-limit',
  ],
];

/** A row for each kind that there is today. */
export function rowsOf(counts: readonly CountTold[]): KindRow[] {
  const known = [...new Set([...kinds, ...counts.map(({ kind }) => kind)])];
  return known.flatMap((kind) => {
    const own = counts.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    const sum = (is: (state: string) => boolean) =>
      own.reduce((all, { state, count }) => all + (is(state) ? count : 0), 0);
    return [
      {
        kind,
        waiting: sum((state) => waitingStates.has(state)),
        accepted: sum((state) => state === 'accepted'),
        delivered: sum((state) => state === 'delivered'),
        failed: sum((state) => failedStates.has(state)),
        expired: sum((state) => state === 'expired'),
        cost: own.reduce((all, { cost }) => all + cost, 0),
      },
    ];
  });
}

/** `0.05`; two places, or four where there is less than a fen. */
export const yuan = (tenThousandths: number): string =>
  (tenThousandths / 10_000).toFixed(tenThousandths % 100 === 0 ? 2 : 4);

/** `unknown`: it has not been asked for anything yet. */
export const concernOf = ({ state }: Pick<ProviderTold, 'state'>): 'well' | 'ill' | 'unknown' =>
  state === 'ready' ? 'well' : state === 'unknown' ? 'unknown' : 'ill';
