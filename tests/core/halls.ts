/**
 * Halls for the tests of the rules: one small enough to reckon with in one's head, and variations of
 * it for changes of configuration.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  Configuration,
  CounterPlace,
  Service,
  TicketClass,
} from '../../core/hall/configuration.ts';
import {
  classId,
  counterId,
  groupId,
  hallId,
  kioskId,
  reasonId,
  serviceId,
} from '../../core/hall/ids.ts';
import { compareAge, type Line, placesOf } from '../../core/hall/line.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';

export const texts = (text: string) => ({ 'zh-Hans': text, en: text });
const reason = (id: string) => ({ id: reasonId(id), name: texts(id) });

export const service = (
  id: string,
  prefix: string,
  open = true,
  changes: Partial<Service> = {},
): Service => ({
  id: serviceId(id),
  prefix,
  name: texts(id),
  open,
  standardMinutes: 10,
  promiseMinutes: 60,
  leadsTo: [],
  items: [],
  realName: 'never' as const,
  ...changes,
});

export const place = (
  id: string,
  services: readonly string[],
  changes: Partial<CounterPlace> = {},
): CounterPlace => ({
  id: counterId(id),
  sign: id,
  name: texts(id),
  services: services.map(serviceId),
  helps: [],
  offers: [],
  tides: [],
  ...changes,
});

export const ticketClass = (
  id: string,
  kind: TicketClass['kind'],
  changes: Partial<TicketClass> = {},
): TicketClass => ({
  id: classId(id),
  kind,
  name: texts(id),
  base: 0,
  rate: 1,
  atKiosk: false,
  ...changes,
});

/**
 * Services a (A), b (B), c (C), and d (D), which gives no numbers. Counter 1 serves a and b, 2 serves
 * a, 3 serves c and d. Two recalls 10 s apart, no-show after 30 s, rejoin behind 2, once, within
 * 60 minutes; a forgotten sign-out after 60 minutes.
 */
export const smallHall = (changes: Partial<Configuration> = {}): Configuration => ({
  version: 'v1',
  hall: hallId('small'),
  timeZone: 'Asia/Shanghai',
  name: texts('small'),
  hours: texts('9-17'),
  neverCloses: false,
  groups: [
    { id: groupId('all'), name: texts('all'), services: ['a', 'b', 'c', 'd'].map(serviceId) },
  ],
  services: [service('a', 'A'), service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
  counters: [place('1', ['a', 'b']), place('2', ['a']), place('3', ['c', 'd'])],
  kiosks: [{ id: kioskId('door'), letter: 'K', name: texts('door') }],
  classes: [ticketClass('ordinary', 'ordinary')],
  needs: [],
  opening: { patterns: [], dates: [] },
  tideRules: [],
  booking: {
    workdaysAhead: 5,
    cancelHours: 2,
    perPersonPerDay: 1,
    missedMax: 3,
    missedWithinDays: 90,
    barredDays: 30,
    earlyMinutes: 30,
    lateMinutes: 15,
  },
  reasons: {
    pause: [reason('meal')],
    callTicket: [reason('care')],
    park: [reason('copying')],
    cancel: [reason('left')],
    priority: [reason('frail')],
    tide: [reason('rush')],
  },
  ...changes,
  rules: {
    recallsMax: 2,
    recallCoolDownSeconds: 10,
    noShowAfterSeconds: 30,
    rejoinBehind: 2,
    rejoinsMax: 1,
    rejoinWithinMinutes: 60,
    postponeMinutes: 10,
    postponesMax: 1,
    forgottenSignOutMinutes: 60,
    overtakingMax: 3,
    peopleMax: 0,
    perPersonMax: 0,
    helpAnswerSeconds: 120,
    ...changes.rules,
  },
});

/** The classes of a hall that knows them all. Care: as if 20 minutes earlier, and twice as fast. */
export const allClasses = [
  ticketClass('ordinary', 'ordinary'),
  ticketClass('booked', 'booked', { base: 15 }),
  ticketClass('care', 'priority', { base: 20, rate: 2, atKiosk: true }),
  ticketClass('army', 'priority', { base: 20, dailyMax: 2 }),
  ticketClass('urgent', 'green'),
];

export const neverCloses = (changes: Partial<Configuration> = {}): Configuration =>
  smallHall({ neverCloses: true, ...changes });

/** The example hall, as a person wrote it and the schema reads it. */
export function exampleHall(): Configuration {
  const file = new URL('../../fixtures/halls/dongcheng.yaml', import.meta.url);
  // What the file says of cases is the hub's, and not in the log.
  const { cases: _, ...hall } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { ...configurationSchema.parse(hall), version: 'example' };
}

/** Who waits in these lines, in the order of their ages. */
export const waitingIn = (lines: readonly Line[] | undefined): string[] =>
  (lines ?? [])
    .flatMap(placesOf)
    .toSorted(compareAge)
    .map(({ ticket }) => ticket);
