/**
 * A month of a large hall on the stepped clock: `npm run soak -- month --days=30 --tickets=5000`. The real
 * hub with the real log and tables on the disk, real drivers on pretend cables, and faults all day. A line
 * a day, and at the end what it took; the first thing that is wrong ends it with 1.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Disk } from './month/disk.ts';
import { countersMin, kiosksMax, usualOpen } from './month/hall.ts';
import { Place } from './month/place.ts';
import { Month, type PlayedDay } from './month/play.ts';

export const usage =
  'npm run soak -- month [--days=30] [--tickets=5000] [--seed=1] [--counters=44] [--kiosks=15] ' +
  `[--minutes=510] [--folder=…] [--trace=DAY]\n(at least ${countersMin} counters, at most ${kiosksMax} kiosks)`;

/** A folder in memory where the machine has one: what files grow to is the same there, and syncing is not measured here. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const dayMs = 86_400_000;
const mib = 1_048_576;
/** The heap may grow by no more than this from day to day, over the days after the first few. */
const heapSlopeMax = 0.25 * mib;
const warmDays = 3;

interface Wish {
  readonly days: number;
  readonly tickets: number;
  readonly seed: number;
  readonly counters: number;
  readonly kiosks: number;
  readonly open: { readonly from: number; readonly to: number };
  readonly folder: string | null;
  /** The day that is told line by line. */
  readonly trace: number | null;
}

/** What the machine says at a day's end. */
interface Measured {
  readonly heap: number;
  readonly rss: number;
  /** Of `rss`: what the engine holds for its heap, and what lies beside it under its care. */
  readonly heapTotal: number;
  readonly external: number;
  readonly log: number;
  readonly tables: number;
  readonly ms: number;
}

/** Plays the month; gives 1 with the first thing that is wrong, 2 for words that it does not know. */
export async function soak(words: readonly string[]): Promise<number> {
  const wish = wishOf(words);
  if (wish === null) {
    console.error(usage);
    return 2;
  }
  const folder = wish.folder ?? mkdtempSync(join(memory, 'jinghao-soak-'));
  try {
    return await play(wish, folder);
  } finally {
    if (wish.folder === null) rmSync(folder, { recursive: true, force: true });
  }
}

function wishOf(words: readonly string[]): Wish | null {
  const number = { type: 'string' } as const;
  const names = { days: number, tickets: number, seed: number, counters: number, kiosks: number };
  const short = { minutes: number };
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { ...names, ...short, folder: number, trace: number },
    });
    const whole = (text: string | undefined, usual: number) => Number(text ?? usual);
    const wish = {
      ...{ days: whole(values.days, 30), tickets: whole(values.tickets, 5_000) },
      ...{ seed: whole(values.seed, 1), counters: whole(values.counters, 44) },
      ...{ kiosks: whole(values.kiosks, 15), folder: values.folder ?? null },
      open: { ...usualOpen, to: usualOpen.from + whole(values.minutes, 510) },
      trace: values.trace === undefined ? null : Number(values.trace),
    };
    const { days, tickets, seed, counters, kiosks } = wish;
    const good = [days, tickets, seed, counters, kiosks].every(
      (one) => Number.isInteger(one) && one > 0,
    );
    return good && kiosks <= kiosksMax && counters >= countersMin ? wish : null;
  } catch {
    return null;
  }
}

async function play(wish: Wish, folder: string): Promise<number> {
  const { days, tickets, seed, counters, kiosks, open } = wish;
  const disk = await Disk.open(folder);
  let today = 1;
  const say = (line: string) => {
    if (today === wish.trace) console.log(line);
  };
  const place = new Place({ seed, disk, size: { counters, kiosks, tickets, open }, say });
  const month = await Month.open(place);
  const gc = collector();
  const measured: Measured[] = [];
  let given = 0;
  const begins = performance.now();
  for (; today <= days && !place.stopped; today += 1) {
    const from = performance.now();
    const played = await month.day();
    if (played === null) break;
    given += played.tickets;
    gc();
    const { heapUsed: heap, rss, heapTotal, external } = process.memoryUsage();
    const memory = { heap, rss, heapTotal, external };
    measured.push({ ...memory, ...disk.bytes(), ms: performance.now() - from });
    console.log(lineOf(today, played, measured));
  }
  await month.end();
  const ms = performance.now() - begins;
  disk.close();
  const [violation] = place.violations;
  if (violation) {
    console.log(`WRONG on day ${today}: ${violation.invariant}: ${violation.what}`);
    const size = `--tickets=${tickets} --counters=${counters} --kiosks=${kiosks}`;
    console.log(
      `replay: npm run soak -- month --seed=${seed} ${size} --days=${today} --trace=${today}`,
    );
    return 1;
  }
  return summary(measured, given, ms);
}

/** Forces a collection: what is left is what is held. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  return () => {
    gc();
    gc();
  };
}

const inMib = (bytes: number): string => (bytes / mib).toFixed(1);

function lineOf(day: number, played: PlayedDay, measured: readonly Measured[]): string {
  const now = measured.at(-1);
  if (!now) return '';
  const faults = [...played.faults.values()].reduce((sum, count) => sum + count, 0);
  const unserved = [...played.ends].flatMap(([end, count]) => (/^unserved/.test(end) ? count : []));
  const lost = unserved.reduce((sum, count) => sum + count, 0);
  const slips = Object.values(played.papers).reduce((sum, count) => sum + count, 0);
  const speed = Math.round(dayMs / now.ms);
  return [
    `${String(day).padStart(2)}  ${played.date}  ${played.tickets} tickets (${lost} unserved,`,
    `${played.turnedAway} turned away)  ${played.rows} events  ${slips} slips, of them`,
    `${slips - (played.papers.printed ?? 0)} not printed  ${played.texts} texts`,
    `${played.openCases} cases open  ${faults} faults  heap ${inMib(now.heap)} MiB`,
    `rss ${inMib(now.rss)} (${inMib(now.heapTotal)} + ${inMib(now.external)})  log ${inMib(now.log)}  tables ${inMib(now.tables)}  ${speed} x`,
  ].join(' ');
}

/** The slope of a line through the values, a step each (least squares). */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [over, under] = [0, 0];
  for (const [index, value] of values.entries()) {
    over += (index - middle) * (value - mean);
    under += (index - middle) ** 2;
  }
  return under === 0 ? 0 : over / under;
}

function summary(measured: readonly Measured[], given: number, ms: number): number {
  const settled = measured.slice(warmDays);
  const slope = slopeOf(settled.map(({ heap }) => heap));
  const last = measured.at(-1);
  const tickets = Math.max(1, given);
  console.log(
    [
      '',
      `${measured.length} days, ${given} tickets in ${(ms / 60_000).toFixed(1)} min:`,
      `${Math.round((measured.length * dayMs) / ms)} times real time`,
      `heap after a collection: ${(slope / 1_024).toFixed(0)} KiB a day from day ${warmDays + 1} on`,
      `disk: ${((last?.log ?? 0) / tickets).toFixed(0)} bytes of log and`,
      `${((last?.tables ?? 0) / tickets).toFixed(0)} of tables a ticket`,
      '0 violations',
    ].join('\n'),
  );
  if (settled.length > 2 && slope > heapSlopeMax) {
    console.log(`WRONG: the heap grows by more than ${inMib(heapSlopeMax)} MiB a day`);
    return 1;
  }
  return 0;
}
