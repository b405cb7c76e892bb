/**
 * The keeper of cases as the hub builds it, for one test: real tables, the log of the same database, a
 * stepped clock. A process can be made to die before or after any of its steps.
 */
import { onTestFinished } from 'vitest';
import type { CaseAbout, CaseKind } from '../../../core/cases/case.ts';
import { clerk } from '../../../fixtures/screens/counter-day.ts';
import type { Log } from '../../../log/log.ts';
import { memoryLog } from '../../../log/memory.ts';
import { openPostgresLog } from '../../../log/postgres.ts';
import { aboutNothing } from '../../../server/cases/about.ts';
import { CaseKeeper, type OpenWish } from '../../../server/cases/keeper.ts';
import { usualCaseSettings } from '../../../server/cases/settings.ts';
import { CaseTable } from '../../../server/cases/table.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type CaseText, CaseWords } from '../../../server/people/case-words.ts';
import { type Place, SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';

export const hall = 'h';
export const wang = clerk;
export const boss = { kind: 'manager', id: 'boss' as never } as const;
export const phone = '13800138000';
export const said: CaseText = { words: '等了两个小时', name: '张先生', phone };

/** Of a process that was told to die: what it would do next never happens. */
class Dead extends Error {}

/** Counts the steps that a process does, and lets it die at one of them: 0 before the first. */
export class Fate {
  steps = 0;
  dieAt: number | null = null;

  async step<T>(act: () => Promise<T>): Promise<T> {
    this.#reach();
    const done = await act();
    this.#reach();
    return done;
  }

  #reach(): void {
    if (this.dieAt !== null && this.steps >= this.dieAt) throw new Dead('the process died');
    this.steps += 1;
  }
}

/** What several hubs have together: database, log and clock. */
export async function standOn(place: Place) {
  const clock = new HubClock();
  const house = await place.open();
  const log = await logOf(place);
  const revs = new Revs(house);
  onTestFinished(() => revs.close());
  return { clock, house, log, revs };
}

type Stand = Awaited<ReturnType<typeof standOn>>;

/** One process of the hub. */
export function hubOn({ clock, house, log, revs }: Stand, seed = 'one', fate = new Fate()) {
  const words = new CaseWords(house, clock);
  const table = new CaseTable({ house, revs, words, clock });
  const calendar = calendarOf('Asia/Shanghai');
  const complaints: unknown[] = [];
  const deadlines = { calendar, settings: usualCaseSettings(), special: () => [] };
  const cases = new CaseKeeper({
    ...{ ...deadlines, hall, clock, dice: new SeededDice(seed) },
    log: mortal(log, fate, ['append']),
    table: mortal(table, fate, ['beginOpening', 'beginAct', 'fill', 'drop']),
    complain: (_what, error) => error instanceof Dead || complaints.push(error),
  });
  return { house, log, table, words, cases, clock, calendar, deadlines, complaints };
}

/** The only hub of a place of its own. */
export const casesOn = async (place: Place) => hubOn(await standOn(place));

async function logOf(place: Place): Promise<Log> {
  if (place.choice.kind === 'sqlite') return memoryLog();
  const log = await openPostgresLog({ url: place.choice.url });
  onTestFinished(() => log.close());
  return log;
}

/** The same, but each of these methods is a step at which the process may die. */
function mortal<T extends object>(thing: T, fate: Fate, steps: readonly string[]): T {
  return new Proxy(thing, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const act = (...given: unknown[]) => Reflect.apply(value, target, given) as Promise<unknown>;
      return steps.includes(String(name))
        ? (...given: unknown[]) => fate.step(() => act(...given))
        : act;
    },
  });
}

let asked = 0;

export const opening = (
  kind: CaseKind,
  wish: Partial<Omit<OpenWish, 'about'>> & { about?: Partial<CaseAbout> } = {},
): OpenWish => {
  asked += 1;
  const { about, ...rest } = wish;
  return {
    ...{ kind, source: 'hall', by: wang, requestId: `r${asked}`, ...rest },
    about: { ...aboutNothing, ...about },
  };
};

/** The id of the case; a refusal or failure throws. */
export async function openedBy(cases: CaseKeeper, wish: OpenWish) {
  const settled = await cases.open(wish);
  if (!('ok' in settled)) throw new Error(JSON.stringify(settled));
  return settled.one.id;
}
