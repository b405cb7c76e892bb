/**
 * Reads what happened to cases and puts into the outbox what managers are told of it, each manager once.
 * The cursor moves with the rows, and a text's id is made of the case, its event and the manager, so a hub
 * that dies in between, or a second one, puts in nothing twice.
 */

import type { CaseEntry, CaseTable } from '../cases/table.ts';
import { repeating } from '../followers/repeating.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { CaseChange } from '../house/case-changes.ts';
import type { Outbox } from '../house/outbox.ts';
import type { Revs } from '../house/rev.ts';
import type { NewText } from '../house/text-rows.ts';
import { type ManagerSettings, notQuiet } from './duty-settings.ts';
import { usefulMs } from './policy.ts';
import type { DutyKind } from './templates.ts';

/** Changes by this hub are taken up at once; the slow look is to be sure. */
const waitMs = { change: 20, page: 20, failure: 2_000, slow: 5_000 };
const pageRows = 100;

/** What of the table of cases is read. */
export type CasesRead = Pick<CaseTable, 'changes' | 'find' | 'counts'>;

export interface DutyFollowParts {
  readonly hall: string;
  readonly cases: CasesRead;
  readonly revs: Pick<Revs, 'watch'>;
  readonly outbox: Pick<Outbox, 'cursor' | 'fill'>;
  readonly managers: readonly ManagerSettings[];
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Something was put in. */
  readonly filled: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called; it resolves when nothing is under way. */
export function followForDuty(parts: DutyFollowParts): () => Promise<void> {
  const { hall, revs, clock, complain } = parts;
  const pages = repeating({
    ...{ clock, failureMs: waitMs.failure },
    act: async () => ((await readPage(parts)) ? waitMs.page : waitMs.slow),
    failed: (error) => complain('texts to managers could not be put into the outbox', error),
  });
  const unwatch = revs.watch(hall, ({ papersAt }) => {
    if (papersAt === null) pages.wake(waitMs.change);
  });
  pages.wake(0);
  return () => {
    unwatch();
    return pages.end();
  };
}

/** One page of changes; true: there is more. */
async function readPage(parts: DutyFollowParts): Promise<boolean> {
  const { hall, cases, outbox, clock, filled } = parts;
  const from = await outbox.cursor(hall, 'duty-texts');
  const changes = await cases.changes.read(hall, from, pageRows);
  const to = changes.at(-1)?.seq ?? from;
  if (to === from) return false;
  const now = clock.now();
  const texts: NewText[] = [];
  for (const change of changes) {
    // What was before managers were named, or while no hub ran for days, is told by the page of cases.
    if (now - change.at > usefulMs['new-case']) continue;
    const entry = await cases.find(hall, change.id);
    if (entry) texts.push(...textsOf(entry, change, parts));
  }
  if ((await outbox.fill(hall, from, to, texts, 'duty-texts')) && texts.length > 0) filled();
  return changes.length === pageRows;
}

/** One for each manager who is told of such things. */
function textsOf(
  { id, number, one }: CaseEntry,
  change: CaseChange,
  { managers, calendar }: Pick<DutyFollowParts, 'managers' | 'calendar'>,
): NewText[] {
  const kind = kindOf(one.kind, change.what);
  const { at } = change;
  return managers
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id: duty, quiet }) => {
      const from = notQuiet(at, quiet, calendar);
      return {
        ...{ id: `case:${id}/${change.caseSeq}/${kind}/${duty}`, ticket: `case:${id}`, duty },
        ...{ label: number, step: 0, kind, counter: one.about.counter, ahead: null, madeAt: at },
        // At once: a time of now would stand still while a clock that was set back catches up with it.
        ...{ nextAt: from === at ? 0 : from, expiresAt: from + usefulMs[kind] },
      };
    });
}

function kindOf(kind: CaseEntry['one']['kind'], what: CaseChange['what']): DutyKind {
  if (what !== 'opened') return what === 'red' ? 'case-red' : 'case-amber';
  return kind === 'bad-rating' || kind === 'failed-errand' ? kind : 'new-case';
}
