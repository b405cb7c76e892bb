/**
 * The hall of the soak: the example hall at the size of a large one, with its real names, services and
 * rules, open to everybody on every day of the week, and closed at night, so that each day ends.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { CounterId } from '../../../core/hall/ids.ts';
import { timeText } from '../../../server/hall/calendar.ts';
import { type HallFile, parseHall } from '../../../server/settings.ts';

const file = resolve(import.meta.dirname, '../../../fixtures/halls/dongcheng.yaml');
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How many of each the hall has. `tickets`: how many people come on a day. */
export interface HallSize {
  readonly counters: number;
  readonly kiosks: number;
  readonly tickets: number;
  /** Minutes of the local day between which it is open. */
  readonly open: { readonly from: number; readonly to: number };
}

/** A hall's usual day; shorter ones have their faults and their waits shorter too. */
export const usualOpen = { from: 510, to: 1_020 };
export const shareOf = ({ open }: HallSize): number =>
  (open.to - open.from) / (usualOpen.to - usualOpen.from);

/** As many as the example hall has: its services, areas and rules name each of them. */
export const countersMin = 24;
/** A kiosk has a letter of its own. */
export const kiosksMax = letters.length;

interface Written {
  readonly services: readonly { readonly id: string; readonly realName?: string }[];
  readonly counters: readonly Record<string, unknown>[];
  readonly opening: { readonly patterns: readonly { readonly week: readonly unknown[] }[] };
}

/** The hall's file as the hub reads it. */
export function soakHall({ counters, kiosks, open }: HallSize): HallFile {
  const written = parse(readFileSync(file, 'utf8')) as Written & Record<string, unknown>;
  const noon = Math.round((open.from + open.to) / 2);
  const week = Array.from({ length: 7 }, () => [
    { from: timeText(open.from), to: timeText(noon) },
    { from: timeText(noon), to: timeText(open.to), duty: 'noon' },
  ]);
  const { patterns } = written.opening;
  const opening = { patterns: patterns.map((one) => ({ ...one, week, lastTicketMinutes: 1 })) };
  const [pattern] = patterns as readonly { readonly id?: string }[];
  // A person's number needs a card: nobody shows one here.
  const services = written.services.map((one) => ({
    ...one,
    hoursId: pattern?.id,
    realName: one.realName === 'required' ? 'optional' : one.realName,
    dailyMax: undefined,
  }));
  const places = Array.from({ length: counters }, (_, index) => {
    const like = written.counters[index % written.counters.length] ?? {};
    if (index < written.counters.length) return like;
    const id = String(index + 1);
    return { ...like, id, sign: id, name: { 'zh-Hans': `${id}号窗口`, en: `Counter ${id}` } };
  });
  const machines = Array.from({ length: kiosks }, (_, index) => ({
    ...{ id: `k${index + 1}`, letter: letters[index] },
    name: { 'zh-Hans': `取号机${index + 1}`, en: `Kiosk ${index + 1}` },
  }));
  const text = stringify({
    ...{ ...written, neverCloses: false, services, opening },
    ...{ counters: places, kiosks: machines, publicUrl: 'https://hall.example' },
  });
  return parseHall(text, 'the hall of the soak');
}

/** The minute of the local day; the soak begins five minutes after midnight. */
export const minuteOf = ({ now }: { readonly now: number }): number => (now / 60_000 + 5) % 1_440;

/** Minutes of a day at which its parts begin. */
export function partsOf({ open: { from, to } }: HallSize) {
  const share = (to - from) / (usualOpen.to - usualOpen.from);
  const evening = to + 2 + 13 * share;
  return { morning: from - 4, noon: (from + to) / 2, closing: to + 1, evening, night: 1_437 };
}

/** About midnight everything is as in a hall. */
const midnight = { before: 4, after: 4 };

/** Whether nobody is there and nothing comes to its end: then what looks again and again does so rarely. */
export function rests(size: HallSize, time: { readonly now: number }): boolean {
  const minute = minuteOf(time);
  const { morning, evening } = partsOf(size);
  const late = evening + 6 + 15 * shareOf(size);
  if (minute >= morning - 3 && minute <= late) return false;
  return minute > midnight.after && minute < 1_440 - midnight.before;
}

/** So many times more rarely at night. */
export const nightly = 60;

/** Which service somebody wants, by weight: each counter has as much to do as the others. */
export function demandOf({ counters }: Configuration): Readonly<Record<string, number>> {
  const weights: Record<string, number> = {};
  for (const { services } of counters) {
    for (const id of services) weights[id] = (weights[id] ?? 0) + 1 / services.length;
  }
  return weights;
}

/** Who sits at a counter. */
export const clerkAt = (counter: CounterId): string => `clerk-${counter}`;
