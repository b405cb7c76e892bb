/**
 * Looks at the alarms that stand, and puts into the outbox what managers are told of them: of each alarm each
 * manager once, and once more if it turns grave. A text's id is made of the alarm and the manager, so a hub
 * that dies in between, or a second one, puts in nothing twice.
 */
import { repeating } from '../followers/repeating.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Alarms } from '../house/alarms.ts';
import type { Outbox } from '../house/outbox.ts';
import type { Revs } from '../house/rev.ts';
import type { NewText } from '../house/text-rows.ts';
import { type ManagerSettings, notQuiet } from './duty-settings.ts';
import { type AlarmDue, alarmsDue } from './grave-alarms.ts';
import { usefulMs } from './policy.ts';

/** An alarm ripens by time alone, and one of a deed is told soon. */
const waitMs = { change: 1_000, slow: 30_000, failure: 10_000 };

/** What is read of alarms; `printers`: the ids of all that print in the hall. */
export interface AlarmsRead extends Pick<Alarms, 'open'> {
  readonly printers: readonly string[];
}

export interface AlarmFollowParts {
  readonly hall: string;
  readonly alarms: AlarmsRead;
  readonly revs: Pick<Revs, 'watch'>;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly managers: readonly ManagerSettings[];
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Something was put in. */
  readonly filled: () => void;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called; it resolves when nothing is under way. */
export function followAlarms(parts: AlarmFollowParts): () => Promise<void> {
  const { hall, alarms, revs, outbox, clock, filled, complain } = parts;
  // What this process has put in; another one's are refused by their ids.
  let told: ReadonlySet<string> = new Set();
  const looks = repeating({
    ...{ clock, failureMs: waitMs.failure },
    act: async () => {
      const due = alarmsDue(await alarms.open(hall), alarms.printers, clock.now());
      const texts = due.flatMap((one) => textsOf(one, parts));
      const fresh = texts.filter(({ id }) => !told.has(id));
      if (fresh.length > 0) {
        await outbox.add(hall, fresh);
        filled();
      }
      told = new Set(texts.map(({ id }) => id));
      return waitMs.slow;
    },
    failed: (error) => complain('texts of alarms could not be put into the outbox', error),
  });
  const unwatch = revs.watch(hall, ({ papersAt }) => {
    if (papersAt === null) looks.wake(waitMs.change);
  });
  looks.wake(waitMs.change);
  return () => {
    unwatch();
    return looks.end();
  };
}

/** One for each manager who is told of such things; a grave one at any hour. */
function textsOf(
  { alarm, kind }: AlarmDue,
  { managers, calendar, clock }: Pick<AlarmFollowParts, 'managers' | 'calendar' | 'clock'>,
): NewText[] {
  const now = clock.now();
  return managers
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id: duty, quiet }) => {
      const from = kind === 'grave-alarm' ? now : notQuiet(now, quiet, calendar);
      return {
        ...{ id: `alarm:${alarm.id}/${kind}/${duty}`, ticket: `alarm:${alarm.id}`, duty },
        ...{ label: '', step: 0, kind, counter: null, ahead: null, madeAt: now },
        ...{ nextAt: from === now ? 0 : from, expiresAt: from + usefulMs[kind] },
      };
    });
}
