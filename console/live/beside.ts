/**
 * What stands beside the lines and is no part of the hall's state: devices and their alarms, texts, open
 * cases. Asked anew when the hub says that something of the house has changed, but seldom: lists are long,
 * and in a rush something changes with every slip.
 */
import type { Me } from '../account.ts';
import { hallPath, read } from '../asking.ts';
import type { CaseTold } from '../cases/told.ts';
import { type AlarmTold, Asking as Devices, type Told as DevicesTold } from '../devices/told.ts';
import { failedStates } from '../texts/summing.ts';
import { askTexts, type Told as TextsTold, type TextTold } from '../texts/told.ts';

/** So long what was told stands before it is asked for again. */
export const besideMs = 3_000;
/** So many of the worst are shown of each. */
const shown = { alarms: 4, cases: 4 };

export interface CasesNow {
  readonly open: number;
  readonly fresh: number;
  readonly amber: number;
  readonly red: number;
  /** Incidents (突发事件) first, then who is over or nearly so, the next to fall due first; at most 4. */
  readonly worst: readonly CaseTold[];
}

export interface TextsNow {
  /** Of today. */
  readonly sent: number;
  readonly waiting: number;
  /** They came to nothing. */
  readonly unsent: number;
  /** Ways by which nothing goes out at the moment. */
  readonly ill: readonly string[];
  readonly lastUnsent: TextTold | null;
}

export interface Beside {
  /** Each null where the account may not see it, or nothing was heard; texts where none are sent. */
  readonly devices: DevicesTold | null;
  readonly texts: TextsNow | null;
  readonly cases: CasesNow | null;
}

export const nothingBeside: Beside = { devices: null, texts: null, cases: null };

/**
 * `unreachable`: nothing of what the account may see was heard, so that what was told before stays. Never
 * rejects.
 */
export async function askBeside({
  hall,
  may,
}: Pick<Me, 'hall' | 'may'>): Promise<Beside | 'unreachable'> {
  const allowed = <T>(permission: string, asked: () => Promise<T | string>) =>
    may.includes(permission) ? asked() : Promise.resolve('not-allowed');
  const [devices, texts, cases] = await Promise.all([
    allowed('devices.read', () => new Devices(hall).all()),
    allowed('texts.read', () => askTexts(hall)),
    allowed('cases.read', () => read<CasesTold>(`${hallPath(hall)}/cases`)),
  ]);
  const asked = [devices, texts, cases].filter((told) => told !== 'not-allowed');
  if (asked.length > 0 && asked.every((told) => told === 'unreachable')) return 'unreachable';
  return {
    devices: typeof devices === 'string' ? null : devices,
    texts: typeof texts === 'string' ? null : textsNow(texts),
    cases: typeof cases === 'string' ? null : casesNow(cases),
  };
}

/** The worst alarms first: what nobody has seen to, faults before what still works, the oldest first. */
export function worstAlarms(alarms: readonly AlarmTold[]): readonly AlarmTold[] {
  const rank = ({ acknowledgedAt, fault }: AlarmTold) =>
    (acknowledgedAt === null ? 0 : 2) + (fault === 'paper-low' ? 1 : 0);
  return [...alarms]
    .sort((a, b) => rank(a) - rank(b) || a.raisedAt - b.raisedAt)
    .slice(0, shown.alarms);
}

/** Null: the hall sends none. */
export function textsNow({ configured, providers, counts, texts }: TextsTold): TextsNow | null {
  if (!configured) return null;
  const among = (states: ReadonlySet<string>) =>
    counts.reduce((sum, { state, count }) => sum + (states.has(state) ? count : 0), 0);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const waiting = among(new Set(['queued', 'sending']));
  return {
    ...{ sent: all - waiting, waiting, unsent: among(failedStates) },
    // One of which nothing is known yet was not asked to send anything.
    ill: providers.flatMap(({ id, state }) => (/^(ready|unknown)$/.test(state) ? [] : [id])),
    lastUnsent: texts.find(({ state }) => failedStates.has(state)) ?? null,
  };
}

interface CasesTold {
  readonly counts: Omit<CasesNow, 'worst'>;
  readonly cases: readonly CaseTold[];
}

export function casesNow({ counts, cases }: CasesTold): CasesNow {
  const rank = ({ kind, light }: CaseTold) => (kind === 'incident' ? 0 : light === 'red' ? 1 : 2);
  const worst = cases.filter(({ kind, light }) => kind === 'incident' || light !== 'green');
  return {
    ...counts,
    worst: worst
      .sort((a, b) => rank(a) - rank(b) || a.deadlines.dueAt - b.deadlines.dueAt)
      .slice(0, shown.cases),
  };
}
