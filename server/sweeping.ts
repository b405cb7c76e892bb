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

/** What deletes old rows that are no one's data. */
const otherSweeps = (tables: SweptTables, { hall, guides }: SweepParts) => ({
  alarms: () => tables.alarms.sweep(),
  notices: () => tables.notices.sweep(),
  emergencies: () => tables.emergencies.sweep(),
  printJobs: () => tables.printJobs.sweep(),
  guidePrints: () => tables.guidePrints.sweep(),
  guides: () => tables.guides.sweep(hall, guides),
  outbox: () => tables.outbox.sweep(),
  hookOutbox: () => tables.hookOutbox.sweep(),
  cases: () => tables.cases.sweep(),
});

/**
 * Sweeps at once and then again; the returned function resolves when nothing is under way. A sweep that fails
 * is complained of by name, and keeps none of the others back, nor the wiping of what they have deleted.
 */
export function sweepNowAndThen(tables: SweptTables, parts: SweepParts): () => Promise<void> {
  const { complain, clock } = parts;
  const sweeps = Object.entries<() => Promise<unknown>>({
    ...personalSweeps(tables, parts),
    ...otherSweeps(tables, parts),
  });
  const tried = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      complain(what, error);
    }
  };
  let swept = Promise.resolve();
  const sweep = () => {
    const all = sweeps.map(([name, run]) => tried(`${name}: what is over was not swept out`, run));
    swept = Promise.all(all).then(() =>
      tried('what was deleted was not wiped off the disk', () =>
        wipeDeleted(tables.house, wipedTables),
      ),
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
