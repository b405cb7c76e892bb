/**
 * The thread on which reports are made, one after the other, from tables that it only reads.
 */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { calendarOf } from '../hall/calendar.ts';
import { atOneMoment, openToRead } from '../house/database.ts';
import { HouseFailure } from '../house/failure.ts';
import { makeReport } from './made.ts';
import type { Named } from './report.ts';
import { FigureTable } from './table.ts';
import type { ReportAnswered, ReportAsked, ThreadStart } from './thread.ts';

/** As niceness goes (setpriority(2)): the hub's own thread stands at 0. */
const niceness = 5;

const { choice, timeZone } = workerData as ThreadStart;
// On Linux this is the calling thread's alone; elsewhere it would be the whole hub's.
if (process.platform === 'linux') setPriority(niceness);
const calendar = calendarOf(timeZone);
let house: Awaited<ReturnType<typeof openToRead>> | null = null;
let named: Named | null = null;

parentPort?.on('message', async (asked: ReportAsked) => {
  const answer = await answerTo(asked).catch((error: unknown): ReportAnswered => {
    if (error instanceof HouseFailure) return { failure: error.code, message: error.message };
    throw error;
  });
  parentPort?.postMessage(answer, 'made' in answer ? [answer.made.bytes.buffer] : []);
});

async function answerTo(asked: ReportAsked): Promise<ReportAnswered> {
  const { wish, now, people } = asked;
  named = asked.named ?? named;
  if (!named) throw new Error('the thread was told no names');
  const hall = named;
  house ??= await openToRead(choice);
  const made = await atOneMoment(house, (tables) =>
    makeReport(
      {
        ...{ configuration: () => hall, figures: new FigureTable(tables), calendar },
        staff: { list: async () => people },
        clock: { now: () => now, soon: (act) => void setImmediate(act) },
      },
      wish,
    ),
  );
  return { made };
}
