/**
 * What has come to its date is deleted while the hub runs, and taken off the disk: personal data by the list
 * of `people/held/kinds.ts`, and beside them old rows and versions of guides that have outlived.
 */
import type { GuideKeeping } from './guides/keeping.ts';
import type { Clock } from './hall/clock.ts';
import { wipeDeleted } from './house/wiping.ts';
import type { Approvals } from './people/approvals.ts';
import type { Audit } from './people/audit.ts';
import { wipedTables } from './people/held/columns.ts';
import type { SweepName } from './people/held/kinds.ts';
import type { Tables } from './tables.ts';

/** How often it is looked. */
const sweepMs = 3_600_000;

export interface SweepParts {
  readonly hall: string;
  /** The local date. */
  readonly today: () => string;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly complain: (what: string, error: unknown) => void;
  readonly guides: GuideKeeping;
}

export type SweptTables = Tables & { readonly audit: Audit; readonly approvals: Approvals };

/** What deletes personal data, by the names that `people/held/kinds.ts` gives. */
export function personalSweeps(
  tables: SweptTables,
  { hall, today }: Pick<SweepParts, 'hall' | 'today'>,
): Readonly<Record<SweepName, () => Promise<unknown>>> {
  return {
    sessions: () => tables.sessions.sweep(),
    watchList: () => tables.watchList.sweep(),
    helpCalls: () => tables.helpCalls.sweep(hall),
    repairs: () => tables.repairs.sweep(),
    roster: () => tables.roster.sweep(hall, today()),
    staffCards: () => tables.staffCards.sweep(),
    oneTimeNotices: () => tables.oneTimeNotices.sweep(),
    caseWords: () => tables.caseWords.sweep(),
    ratingWords: () => tables.ratingWords.sweep(),
    textPhones: () => tables.textPhones.sweep(),
    approvals: () => tables.approvals.sweep(),
    audit: () => tables.audit.sweep(),
  };
}

/** Sweeps at once and then again; the returned function resolves when nothing is under way. */
export function sweepNowAndThen(tables: SweptTables, parts: SweepParts): () => Promise<void> {
  const { hall, complain, guides, clock } = parts;
  const personal = Object.values(personalSweeps(tables, parts));
  let swept = Promise.resolve();
  const sweep = () => {
    const sweeps = [
      ...personal.map((run) => run()),
      ...[tables.alarms.sweep(), tables.notices.sweep(), tables.emergencies.sweep()],
      ...[tables.printJobs.sweep(), tables.guidePrints.sweep(), tables.guides.sweep(hall, guides)],
      ...[tables.outbox.sweep(), tables.hookOutbox.sweep(), tables.cases.sweep()],
    ];
    swept = Promise.all(sweeps)
      .then(() => wipeDeleted(tables.house, wipedTables))
      .then(
        () => {},
        (error: unknown) => complain('what is over was not swept out', error),
      );
  };
  let timer: unknown = null;
  const sweepOn = () => {
    sweep();
    timer = clock.setTimeout(sweepOn, sweepMs);
  };
  sweepOn();
  return () => {
    clock.clearTimeout(timer);
    return swept;
  };
}
