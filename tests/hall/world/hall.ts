/**
 * The simulated hall: small, so that its counters meet often, with short times, so that recalls, missed
 * calls and forgotten sign-outs all happen within minutes. Its names are planted: none of them may
 * ever stand in the log.
 */
import type { Band, Configuration, Texts } from '../../../core/hall/configuration.ts';
import {
  classId,
  counterId,
  groupId,
  hallId,
  hoursId,
  itemId,
  kioskId,
  needId,
  reasonId,
  serviceId,
  staffId,
} from '../../../core/hall/ids.ts';

export const theHall = hallId('hall');
export const timeZone = 'Asia/Shanghai';

const text = (words: string): Texts => ({ 'zh-Hans': words, en: words });
const reason = (id: string) => ({ id: reasonId(id), name: text(id) });
const service = (
  id: string,
  prefix: string,
  promiseMinutes: number,
  changes: Partial<Configuration['services'][number]> = {},
): Configuration['services'][number] => ({
  ...{ id: serviceId(id), prefix, name: text(id), open: true, standardMinutes: 5, promiseMinutes },
  ...{ leadsTo: [], items: [], realName: 'never' as const },
  ...changes,
});
const counter = (
  id: string,
  services: readonly string[],
  changes: Partial<Configuration['counters'][number]> = {},
): Configuration['counters'][number] => ({
  ...{ id: counterId(id), sign: id, name: text(`counter ${id}`) },
  services: services.map(serviceId),
  ...{ helps: [], offers: [], tides: [] },
  ...changes,
});
const ticketClass = (
  id: string,
  kind: Configuration['classes'][number]['kind'],
  base: number,
  rate: number,
  dailyMax?: number,
): Configuration['classes'][number] => ({
  ...{ id: classId(id), kind, name: text(id), base, rate, atKiosk: kind === 'priority' },
  ...(dailyMax === undefined ? {} : { dailyMax }),
});

export const kiosks = ['door', 'lift', 'yard'].map(kioskId);
export const counters = ['1', '2', '3', '4'].map(counterId);
export const reasons = {
  pause: reasonId('meal'),
  callTicket: reasonId('needs-care'),
  park: reasonId('copying'),
  cancel: reasonId('visitor-left'),
  priority: reasonId('frail'),
  tide: reasonId('rush'),
};

/** Who works here, by id, with the name that stands in the tables alone. */
export const staff = [
  { id: staffId('staff-1'), name: '欧阳𠮷祥', role: 'clerk' },
  { id: staffId('staff-2'), name: '司徒䶮梅', role: 'clerk' },
  { id: staffId('staff-3'), name: 'Ludmilla Quist', role: 'clerk' },
  { id: staffId('staff-4'), name: '张三丰', role: 'clerk' },
  { id: staffId('staff-5'), name: 'Ottilie Vandermeer', role: 'manager' },
] as const;

export const classes = ['ordinary', 'care', 'military', 'green'].map(classId);
export const needs = ['low', 'sign', 'fetch-me'].map(needId);
export const items = ['form', 'copy', 'photo'].map(itemId);
/** Those that can be booked. */
export const bookable = ['housing', 'advice'].map(serviceId);
export const bookingMs = { early: 30_000, late: 15_000 };

export interface HallWishes {
  readonly neverCloses: boolean;
  /** Counts up with every change of the configuration; 0 is the first. */
  readonly edition: number;
  /** The minute of the local day about which the odd hours and the tides lie. */
  readonly minute: number;
  /** The day after midnight is a holiday. */
  readonly holiday: boolean;
  readonly peopleMax: number;
  /** There is a service whose numbers are bound to a person and that has no other limits. */
  readonly cards: boolean;
}

const dayMinutes = 1440;
/** So far around the day's beginning hours and tides are written down; clocks are set by less. */
const aroundMinutes = 18;

const around = (minute: number): number[] => {
  const all = Array.from(
    { length: 2 * aroundMinutes },
    (_, index) => minute - aroundMinutes + index,
  );
  return all.map((one) => (one + dayMinutes) % dayMinutes).sort((a, b) => a - b);
};

/** Bands of a minute: booked, everybody, everybody at noon with a limit, everybody, nobody. */
function bandsAbout(minute: number): Band[] {
  return around(minute).flatMap((from): Band[] => {
    const to = from + 1;
    const kind = from % 6;
    if (kind === 0) return [{ from, to, admits: 'booked', duty: 'extended' }];
    if (kind === 3) return [{ from, to, admits: 'everybody', duty: 'noon', max: 2 }];
    return kind === 5 ? [] : [{ from, to, admits: 'everybody' }];
  });
}

/** Every second pair of minutes. */
const tidesAbout = (minute: number) =>
  around(minute)
    .filter((from) => from % 4 > 1)
    .map((from) => ({ from, to: from + 1, services: ['tax', 'advice'].map(serviceId) }));

/** The hall's services in one of its editions. */
function servicesOf(edition: number, cards: boolean): Configuration['services'] {
  const booking = { slotMinutes: 1, perSlot: 3 };
  const services = [
    service('tax', 'A', 1.2, {
      overflow: { people: 4, minutes: 0.4, counters: [counterId('3')] },
      items: items.map((id) => ({ id, name: text(id) })),
    }),
    service('housing', 'B', 0.5, {
      ...{ open: edition % 3 !== 1, leadsTo: [serviceId('permits')], booking },
    }),
    service('permits', 'B', 1, { overflow: { people: 1, counters: [counterId('1')] } }),
    service('advice', 'C', 0.4, { hoursId: hoursId('odd'), realName: 'optional', booking }),
    service('licence', 'E', 0.7, {
      ...{ leadsTo: [serviceId('tax'), serviceId('permits')], realName: 'required', dailyMax: 2 },
    }),
    ...(edition > 1 ? [service('extra', 'D', 0.8)] : []),
    ...(cards ? [service('passport', 'F', 0.6, { realName: 'required' })] : []),
  ];
  return edition % 2 === 1 ? services.reverse() : services;
}

/** The hall's configuration in one of its editions. */
export function configurationOf(wishes: HallWishes): Configuration {
  const { neverCloses, edition, minute, holiday, peopleMax, cards } = wishes;
  const services = servicesOf(edition, cards);
  const every = services.map(({ id }) => id);
  const week = Array.from({ length: 7 }, () => bandsAbout(minute));
  return {
    version: `edition-${edition}`,
    hall: theHall,
    timeZone,
    name: text('静号试验大厅'),
    hours: text(edition === 0 ? '9:00-17:00' : `9:00-17:0${edition % 10}`),
    publicUrl: 'https://hall.example',
    neverCloses,
    groups: [{ id: groupId('all'), name: text('all'), services: every }],
    services,
    counters: [
      counter('1', ['tax', 'housing'], { offers: [needId('low')] }),
      counter('2', ['tax', 'housing', 'permits', ...(cards ? ['passport'] : [])], {
        ...{ helps: [serviceId('advice')], offers: [needId('sign')] },
      }),
      counter('3', ['permits', 'advice', 'licence', ...(edition > 1 ? ['extra'] : [])], {
        tides: tidesAbout(minute),
      }),
      counter('4', every, { offers: [needId('low')] }),
    ],
    kiosks: kiosks.map((id, index) => ({ id, letter: 'XYZ'[index] ?? 'W', name: text(id) })),
    classes: [
      ticketClass('ordinary', 'ordinary', 0, 1),
      ticketClass('booked', 'booked', 0.3, 2),
      ticketClass('care', 'priority', 0.4, 2),
      ticketClass('military', 'priority', 0.2, 1.5),
      ticketClass('green', 'green', 0, 1, 2),
    ],
    needs: needs.map((id) => ({ id, name: text(id) })),
    opening: {
      patterns: [{ id: hoursId('odd'), week, lastTicketMinutes: 1 }],
      dates: holiday ? [{ date: '2026-11-18', as: 'closed' }] : [],
    },
    tideRules: [
      {
        ...{ service: serviceId('permits'), openAbove: 10, closeBelow: 5 },
        counters: [counterId('1')],
      },
      {
        ...{ service: serviceId('tax'), openAbove: 12, closeBelow: 8 },
        counters: [counterId('1'), counterId('3')],
      },
    ],
    booking: {
      ...{ workdaysAhead: 5, cancelHours: 2, perPersonPerDay: 1 },
      ...{ missedMax: 3, missedWithinDays: 90, barredDays: 30 },
      ...{ earlyMinutes: bookingMs.early / 60_000, lateMinutes: bookingMs.late / 60_000 },
    },
    reasons: {
      pause: [reason('meal')],
      callTicket: [reason('needs-care')],
      park: [reason('copying')],
      cancel: [reason('visitor-left')],
      priority: [reason('frail')],
      tide: [reason('rush')],
    },
    rules: {
      recallsMax: 3,
      recallCoolDownSeconds: 2,
      noShowAfterSeconds: 3,
      rejoinBehind: 2,
      rejoinsMax: 2,
      rejoinWithinMinutes: 5,
      postponeMinutes: 1,
      postponesMax: 1 + (edition % 2),
      forgottenSignOutMinutes: edition % 2 === 0 ? 240 : 5,
      ...{
        overtakingMax: edition % 3 === 2 ? 2 : 1,
        peopleMax,
        perPersonMax: 3,
        helpAnswerSeconds: 120,
      },
    },
  };
}
