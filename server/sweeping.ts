/**
 * What has come to its date is deleted while the hub runs: sessions, personal data, old rows,
 * versions of guides that have outlived.
 */
import type { GuideKeeping } from './guides/keeping.ts';
import type { Audit } from './people/audit.ts';
import type { Tables } from './tables.ts';

/** How often it is looked. */
const sweepMs = 3_600_000;

export interface SweepParts {
  readonly hall: string;
  /** The local date. */
  readonly today: () => string;
  readonly complain: (what: string, error: unknown) => void;
  readonly guides: GuideKeeping;
}

/** Sweeps at once and then again; the returned function resolves when nothing is under way. */
export function sweepNowAndThen(
  tables: Tables & { readonly audit: Audit },
  { hall, today, complain, guides }: SweepParts,
): () => Promise<void> {
  const { sessions, watchList, helpCalls, alarms, repairs } = tables;
  const { notices, emergencies, roster, staffCards } = tables;
  let swept = Promise.resolve();
  const sweep = () => {
    const sweeps = [
      ...[sessions.sweep(), watchList.sweep(), helpCalls.sweep(hall)],
      ...[alarms.sweep(), repairs.sweep(), notices.sweep(), emergencies.sweep()],
      ...[roster.sweep(hall, today()), staffCards.sweep()],
      ...[tables.guidePrints.sweep(), tables.oneTimeNotices.sweep()],
      ...[tables.caseWords.sweep(), tables.ratingWords.sweep(), tables.textPhones.sweep()],
      ...[tables.outbox.sweep(), tables.hookOutbox.sweep(), tables.cases.sweep()],
      ...[tables.audit.sweep(), tables.guides.sweep(hall, guides)],
    ];
    swept = Promise.all(sweeps).then(
      () => {},
      (error: unknown) => complain('what is over was not swept out', error),
    );
  };
  const timer = setInterval(sweep, sweepMs);
  sweep();
  return () => {
    clearInterval(timer);
    return swept;
  };
}
