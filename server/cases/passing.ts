/**
 * What time brings about in cases: one timer, which turns lights when they are due and brings to an end
 * what a hub left behind that died. While the clock is not believed nothing happens by time.
 */
import { caseId } from '../../core/cases/case.ts';
import type { Clock } from '../hall/clock.ts';
import type { Guard } from '../hall/clock-guard.ts';
import type { CaseKeeper } from './keeper.ts';
import type { CaseTable } from './table.ts';

/** It looks when the next one is due; another hub may have opened one that is due before that. */
const waitMs = { min: 1_000, max: 60_000, failure: 5_000 };

export interface PassingParts {
  readonly hall: string;
  readonly cases: Pick<CaseKeeper, 'passTime' | 'reconcile'>;
  readonly table: Pick<CaseTable, 'due' | 'nextDue'>;
  readonly guard: Pick<Guard, 'now' | 'agrees'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Looks after cases until the returned function is called; it resolves when nothing is under way. */
export function passCaseTime(parts: PassingParts): () => Promise<void> {
  const { clock, complain } = parts;
  let timer: unknown = null;
  let ended = false;
  let running: Promise<void> = Promise.resolve();

  const run = async () => {
    let ms = waitMs.failure;
    try {
      ms = await lookAfter(parts);
    } catch (error) {
      if (!ended) complain('deadlines of cases could not be looked after', error);
    }
    if (!ended) wait(ms);
  };
  const wait = (ms: number) => {
    timer = clock.setTimeout(() => {
      running = run();
    }, ms);
  };
  running = run();
  return async () => {
    ended = true;
    clock.clearTimeout(timer);
    await running;
  };
}

/** Does what is due; returns how many milliseconds later to look again. */
async function lookAfter({ hall, cases, table, guard }: PassingParts): Promise<number> {
  await cases.reconcile();
  if (!guard.agrees()) return waitMs.max;
  const now = guard.now();
  let failed = false;
  for (const id of await table.due(hall, now)) {
    failed ||= 'failed' in (await cases.passTime(caseId(id)));
  }
  if (failed) return waitMs.failure;
  const next = await table.nextDue(hall);
  const left = next === null ? waitMs.max : next - now;
  return Math.min(Math.max(left, waitMs.min), waitMs.max);
}
