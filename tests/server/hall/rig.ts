/**
 * A keeper as the entry file would build it, for one test: the real one, on a log whose line fails as
 * the test says, with a stepped clock and seeded chance. Ids of deeds are `r1`, `r2`, … unless given.
 */
import { expect, onTestFinished } from 'vitest';
import type { EmergencyKind } from '../../../core/hall/halting.ts';
import { hallId } from '../../../core/hall/ids.ts';
import type { Log } from '../../../log/log.ts';
import { type MemoryStore, memoryLog, memoryStore } from '../../../log/memory.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { believing, type Guard } from '../../../server/hall/clock-guard.ts';
import { type Change, Keeper, type Settled } from '../../../server/hall/keeper.ts';
import { replay } from '../../../server/hall/replay.ts';
import { boss, dump, type Step } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';
import { FaultyLog } from './faulty-log.ts';

export const hall = hallId('small');
export const stream = `hall:${hall}`;

export interface Parts {
  readonly clock?: HubClock;
  readonly guard?: Guard;
  readonly emergency?: () => EmergencyKind | null;
  /** Two keepers in one test draw differently. */
  readonly seed?: string;
}

/** A keeper on this log; it closes with the test. */
export function keeperOn(
  log: Log,
  { clock = new HubClock(), seed = 'seed', guard = believing(clock), emergency }: Parts = {},
) {
  const complaints: string[] = [];
  const keeper = Keeper.start({
    ...{ hall, log, clock, dice: new SeededDice(seed), calendar: calendarOf('Asia/Shanghai') },
    guard,
    ...(emergency && { emergency }),
    complain: (what) => complaints.push(what),
  });
  onTestFinished(() => keeper.close());
  let asked = 0;
  const ask = (step: Step, requestId?: string): Promise<Settled> => {
    if (!('command' in step)) throw new Error('ask: a command');
    asked += 1;
    return keeper.submit({ ...step, requestId: requestId ?? `r${asked}` });
  };
  return {
    ...{ keeper, clock, complaints, ask },
    /** Resolves with the next change that holds an event of this type; `null`: with any change at all. */
    told: (type: string | null) =>
      new Promise<Change>((resolve) => {
        const end = keeper.follow((change) => {
          if (type !== null && !change.events.some((event) => event.type === type)) return;
          end();
          resolve(change);
        });
      }),
    /** Lets what is under way come to its end, then so much time go by. */
    pass: async (ms: number): Promise<void> => {
      await settled();
      clock.step(ms);
    },
    /** What the keeper shows is what the log says, from the log alone. */
    isTrue: async (store: MemoryStore) => {
      const shown = await keeper.look(dump);
      expect(shown).toBe(dump(await replay(memoryLog(store), stream, hall)));
    },
  };
}

/** A keeper of a hall that is open, on a log of its own that can be made to fail. */
export async function openHall(
  configuration = smallHall(),
  store = memoryStore(),
  wish: Parts = {},
) {
  const log = new FaultyLog(store);
  const parts = keeperOn(log, wish);
  expect(await parts.ask(boss.opens(configuration), 'open')).toMatchObject({ ok: true });
  log.batches.length = 0;
  return { ...parts, log, store };
}

/** The types of all events in the log, in order. */
export async function typesIn(store: MemoryStore): Promise<string[]> {
  return (await memoryLog(store).read(stream, 0)).map(({ type }) => type);
}

/** Everything that follows from what has just happened has been done. */
export const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Whether the promise has its answer by now. */
export async function isAnswered(promise: Promise<unknown>): Promise<boolean> {
  let answered = false;
  void promise.then(() => {
    answered = true;
  });
  await settled();
  await settled();
  return answered;
}
