/**
 * A minute of the hour as it is measured and as it is told on one line.
 */

import { calendarOf } from '../../../server/hall/calendar.ts';
import { benchHall } from '../../rig/hall.ts';
import { rounded } from '../../rig/rounds.ts';
import type { MinuteOfCrowd } from './crowd.ts';
import type { Scene } from './end.ts';
import { type Files, filesOf, heapAfterCollection, type Metered, metersOf } from './meter.ts';

const million = 1_000_000;
const { hall, timeZone } = benchHall();

export interface Minute {
  readonly nth: number;
  /** Since the hour began, ms. */
  readonly at: number;
  readonly crowd: MinuteOfCrowd | null;
  readonly meters: Metered;
  /** Bytes in the hub's heap, and held by its process, right after a collection; null: none was asked for. */
  readonly collected: { readonly heap: number; readonly rss: number } | null;
  readonly files: Files;
}

let began: number | null = null;

export async function minuteOf(
  { hub, inspector, dataDir }: Pick<Scene, 'hub' | 'inspector' | 'dataDir'>,
  nth: number,
  crowd: MinuteOfCrowd | null,
  collects: boolean,
): Promise<Minute> {
  began ??= performance.now();
  const at = performance.now() - began;
  // Before the collection: how much memory the hub holds when it is left alone.
  const meters = await metersOf(hub.url);
  const heap = collects ? await heapAfterCollection(inspector) : null;
  const collected = heap === null ? null : { heap, rss: hub.rssBytes() };
  return { nth, at, crowd, meters, collected, files: filesOf(dataDir) };
}

export const headOfLines = [
  'times in ms (p50/p99; from when a number was due and a call pressed, on lines that are not cut), memory and files in MB,',
  'coll: heap and rss right after a collection; WAL: of log and tables; lag: of the event loop, p99/longest',
  ' min  taken called finish    take p50/p99  shown p50/p99   rss  heap        coll   ext       lag     log  tables       WAL  lines',
];

const pair = ({ p50, p99 }: { readonly p50: number; readonly p99: number }, width: number) =>
  `${rounded(p50)}/${rounded(p99)}`.padStart(width);
const megabytes = (bytes: number) => (bytes / million).toFixed(1);

export function lineOf({ nth, crowd, meters, collected, files }: Minute): string {
  if (crowd === null) return '';
  const counts = [crowd.taken, crowd.called, crowd.finished].map((one) => String(one).padStart(6));
  const lag = `${rounded(meters.lagP99 * 1_000)}/${rounded(meters.lagMax * 1_000)}`;
  return [
    ...[String(nth).padStart(4), ...counts, pair(crowd.take, 15), pair(crowd.shown, 14)],
    ...[megabytes(meters.rss), megabytes(meters.heap)].map((one) => one.padStart(5)),
    (collected ? `${megabytes(collected.heap)}/${megabytes(collected.rss)}` : '').padStart(11),
    ...[megabytes(meters.external).padStart(5), lag.padStart(9)],
    ...[megabytes(files.log).padStart(7), megabytes(files.tables).padStart(7)],
    `${megabytes(files.logWal)}/${megabytes(files.tablesWal)}`.padStart(9),
    String(meters.sockets).padStart(6),
  ].join(' ');
}

const kinds = ['', '/zh-Hans', '/zh-Hans/xlsx'];

/** What a manager asks for now and then: the day so far, as numbers, as tables, as a workbook. */
export async function askReport({ hub, crew }: Scene, nth: number): Promise<Response> {
  const { date } = calendarOf(timeZone)(Date.now());
  const kind = kinds[Math.floor(nth / 2) % kinds.length] ?? '';
  const answer = await fetch(`${hub.url}/api/halls/${hall}/reports/${date}${kind}`, {
    headers: { cookie: crew.managers[1] ?? '', origin: hub.url },
  });
  if (!answer.ok) throw new Error(`report ${date}${kind}: ${answer.status}`);
  return answer;
}
