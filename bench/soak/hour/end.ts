/**
 * The end of the hour: everything comes to rest, and then the log, the figures, the screens, the
 * tables and the machines are held against one another, and memory and disk against their bounds.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../../rig/child.ts';
import { benchHall } from '../../rig/hall.ts';
import type { HubProcess } from '../../rig/hub.ts';
import { askTables, judgeFigures, rowsOf, stateBytes } from './after.ts';
import { judgeDisk, judgeMemory, type Memory } from './bounds.ts';
import type { CrowdActs } from './crowd.ts';
import type { Crew } from './hall.ts';
import { printerKiosks } from './hall.ts';
import { few, Hour, judgeCalls, judgeNumbers, judgeTexts, type Row, type Sums } from './judge.ts';
import type { MachineActs } from './machines.ts';
import { type Files, filesOf, heapAfterCollection } from './meter.ts';
import { askReport, type Minute } from './minute.ts';

export interface Scene {
  readonly folder: string;
  readonly dataDir: string;
  readonly crew: Crew;
  readonly hub: HubProcess;
  readonly machines: Child<MachineActs>;
  readonly crowd: Child<CrowdActs>;
  /** The port of the hub's inspector. */
  readonly inspector: number;
}

export interface Measured {
  readonly minutes: readonly Minute[];
  /** Before the first minute. */
  readonly files: Files;
}

export interface Verdict {
  readonly faults: readonly string[];
  /** Figures for people. */
  readonly told: readonly string[];
}

const { hall } = benchHall();
const restMs = 1_000;
/** Texts are tried again and figures follow within seconds. */
const restsMax = 40;

/** Asks again until nothing is wrong any more, or for too long; gives what was wrong the last time. */
async function atRest(
  what: string,
  ask: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  console.log(`${new Date().toISOString()} ${what}`);
  let wrong = await ask();
  for (let nth = 0; nth < restsMax && wrong.length > 0; nth += 1) {
    await pause(restMs);
    wrong = await ask();
  }
  return wrong;
}

/** Jobs without an end, and numbers from kiosks with paper that have not exactly one job. */
function judgePrints(dataDir: string, rows: readonly Row[]): string[] {
  const jobs = askTables<{ ticket: string; state: string; ended_at: number | null }>(
    dataDir,
    'select ticket, state, ended_at from print_jobs',
  );
  const open = jobs.filter(({ state, ended_at: end }) => end === null || /queued|sent/.test(state));
  const byTicket = new Map<string, number>();
  for (const { ticket } of jobs) byTicket.set(ticket, (byTicket.get(ticket) ?? 0) + 1);
  const wanted = rows.flatMap((row) =>
    row.type === 'ticket-issued' &&
    (printerKiosks as readonly string[]).includes(row.body.origin.id)
      ? [row.body.ticket as string]
      : [],
  );
  return [
    ...few(
      'slip without an end',
      open.map(({ ticket }) => ticket),
    ),
    ...few(
      'number without exactly one slip',
      wanted.filter((one) => byTicket.get(one) !== 1),
    ),
    ...(jobs.length === wanted.length ? [] : [`${jobs.length} slips for ${wanted.length} numbers`]),
  ];
}

const textsQuery = `select ticket, state, kind, next_at from texts`;
type TextRow = { ticket: string; state: string; kind: string; next_at: number };

/** Texts that are still on their way: due already, and without an end. */
function textsUnderWay(dataDir: string): string[] {
  const due = askTables<TextRow>(dataDir, textsQuery).filter(
    ({ state, next_at: at }) => state === 'sending' || (state === 'queued' && at <= Date.now()),
  );
  return few(
    'text without an end',
    due.map(({ ticket, kind }) => `${ticket} ${kind}`),
  );
}

/** Where the follower of figures stands against the head of the log. */
function figuresBehind(dataDir: string, head: number): string[] {
  const [cursor] = askTables<{ seq: number }>(
    dataDir,
    `select seq from follower_cursors where name = 'figures/${hall}'`,
  );
  const seq = cursor?.seq ?? 0;
  return seq >= head ? [] : [`the figures stand at event ${seq} of ${head}`];
}

interface Report {
  readonly upTo: number;
  readonly all: { readonly counts: Readonly<Record<string, number>> };
}

type Views = Awaited<ReturnType<CrowdActs['views']>>;

function sumsUpTo(rows: readonly Row[], seq: number): { readonly sums: Sums; readonly hour: Hour } {
  const hour = new Hour();
  for (const row of rows) if (row.seq <= seq) hour.take(row);
  return { sums: hour.sums(), hour };
}

/** The sums of the log, of the live page and of the report on the day agree. */
function judgeSums(rows: readonly Row[], { live, seq }: Views, report: Report): string[] {
  const { sums, hour } = sumsUpTo(rows, seq);
  const { by } = sums;
  const all = Object.values(by).reduce((sum, one) => sum + one, 0);
  const reported = sumsUpTo(rows, report.upTo).sums;
  const same = (what: string, one: number | undefined, other: number) =>
    one === other ? [] : [`${what}: ${one}, by the log ${other}`];
  return [
    ...few('step that cannot be', hour.faults),
    ...same('taken is the sum of what became of it', all, sums.taken),
    ...same('taken, on the live page', live?.taken, sums.taken),
    ...same('finished, on the live page', live?.finished, by.finished),
    ...same('waiting, on the live page', live?.waiting, by.waiting),
    ...same('missed, on the live page', live?.missed, by.missed),
    ...same('parked, on the live page', live?.parked, by.parked),
    ...same('taken, in the report', report.all.counts.issued, reported.taken),
    ...same('cancelled, in the report', report.all.counts.cancelled ?? 0, reported.by.cancelled),
  ];
}

/** What strips show is what the public's view says of their counters. */
function judgeStrips(
  faces: readonly { readonly station: number; readonly text: string | null }[],
  { display }: Views,
): string[] {
  const wrong = faces.filter(({ station, text }) => {
    const counter = display?.counters.find(({ id }) => id === String(station));
    return counter?.label !== undefined && !text?.includes(counter.label);
  });
  return few(
    'strip that shows another number',
    wrong.map(({ station }) => `${station}`),
  );
}

async function closeDay({ hub, crew }: Scene, act: 'close-day' | 'open-day'): Promise<void> {
  const answer = await fetch(`${hub.url}/api/halls/${hall}/${act}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${crew.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requestId: `soak-${act}` }),
  });
  if (!answer.ok) throw new Error(`${act}: ${answer.status} ${await answer.text()}`);
}

const memoryOf = async (scene: Scene, minutes: readonly Minute[]): Promise<Memory> => {
  const evening = await heapAfterCollection(scene.inspector);
  const state = await stateBytes(scene.dataDir);
  await closeDay(scene, 'close-day');
  await closeDay(scene, 'open-day');
  await pause(5 * restMs);
  const newDay = await heapAfterCollection(scene.inspector);
  return { minutes, evening, newDay, state };
};

/** Judges the hour; the hub and all others have ended then. */
export async function endOf(scene: Scene, measured: Measured): Promise<Verdict> {
  const { crowd, machines, dataDir, crew, hub } = scene;
  console.log(`${new Date().toISOString()} what is under way comes to its end`);
  await crowd.ask('settle', undefined);
  await machines.ask('carrier', { result: 0, cut: false });
  const views = await atRest('views', () => crowd.ask('differing', { crew }));
  const seen = await crowd.ask('views', undefined);
  const texts = await atRest('texts', async () => textsUnderWay(dataDir));
  const behind = await atRest('figures', async () => figuresBehind(dataDir, seen.seq));
  const report = (await (await askReport(scene, 0)).json()) as Report;
  const record = await crowd.ask('record', undefined);
  const handed = await machines.ask('told', undefined);
  console.log(`${new Date().toISOString()} memory, and a new day`);
  const memory = await memoryOf(scene, measured.minutes);
  await crowd.ask('stop', undefined);
  await crowd.end();
  await hub.end();
  await machines.ask('stop', undefined);
  await machines.end();

  console.log(`${new Date().toISOString()} log and tables`);
  const rows = await rowsOf(dataDir);
  const day = rows.filter(({ seq }) => seq <= Math.max(seen.seq, report.upTo));
  const phones = new Map(record.took.map(({ ticket, phone }) => [ticket, phone]));
  const fates = askTables<TextRow>(dataDir, textsQuery).flatMap(({ ticket, state }) => {
    const phone = phones.get(ticket) ?? null;
    return phone === null ? [] : [{ phone, state }];
  });
  const rated = askTables<{ ticket: string }>(dataDir, 'select ticket from ratings');
  const kept = new Set(rated.map(({ ticket }) => ticket));
  const bounds = judgeMemory(memory, record.took.length);
  const disk = judgeDisk({ ...measured, after: filesOf(dataDir) }, record.took.length);
  const faults = [
    ...few('answer that should not have been', record.wrong),
    ...judgeNumbers(day, record.took),
    ...judgeCalls(day, record.called),
    ...few('call that not every screen has shown', record.unshown.map(String)),
    ...views.map((name) => `another view than who comes in now: ${name}`),
    ...judgeSums(day, seen, report),
    ...judgeStrips(handed.faces, seen),
    ...behind,
    ...(await judgeFigures(dataDir, scene.folder)),
    ...judgePrints(dataDir, day),
    ...texts,
    ...judgeTexts(fates, handed.texts),
    ...few('error that a machine found', handed.errors),
    ...few(
      'rating that is not kept',
      record.rated.filter((one) => !kept.has(one)),
    ),
    ...[...bounds.faults, ...disk.faults],
  ];
  const { sums } = sumsUpTo(day, seen.seq);
  const count = (of: Readonly<Record<string, string | number>>) =>
    Object.entries(of)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
  const told = [
    `${sums.taken} taken: ${count(sums.by)}; ${day.length} events, ${record.called.length} calls`,
    `${fates.length} texts: ${count(tally(fates.map(({ state }) => state)))}`,
    `${rated.length} ratings; slips: ${count(tally(askTables<{ state: string }>(dataDir, 'select state from print_jobs').map(({ state }) => state)))}`,
    `refused: ${count(record.refused)}`,
    ...[...bounds.told, ...disk.told],
  ];
  return { faults, told };
}

function tally(of: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of of) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
