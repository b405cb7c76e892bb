/**
 * The halls of the forecast's bench: one of the size that the speed is promised for, and one of a
 * street's service centre whose days are played.
 */
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

const texts = (text: string) => ({ 'zh-Hans': text, en: text });
const reason = (id: string) => ({ id: reasonId(id), name: texts(id) });

export const service = (id: string, prefix: string, changes: Partial<Service> = {}): Service => ({
  id: serviceId(id),
  prefix,
  name: texts(id),
  open: true,
  standardMinutes: 10,
  promiseMinutes: 60,
  leadsTo: [],
  items: [],
  realName: 'never',
  ...changes,
});

export const place = (
  id: string,
  services: readonly string[],
  helps: readonly string[] = [],
): CounterPlace => ({
  id: counterId(id),
  sign: id,
  name: texts(id),
  services: services.map(serviceId),
  helps: helps.map(serviceId),
  offers: [],
  tides: [],
});

const ticketClass = (
  id: string,
  kind: TicketClass['kind'],
  base: number,
  rate: number,
): TicketClass => ({
  id: classId(id),
  kind,
  name: texts(id),
  base,
  rate,
  atKiosk: kind === 'priority',
});

const classes = [
  ticketClass('ordinary', 'ordinary', 0, 1),
  ticketClass('care', 'priority', 10, 1.5),
  ticketClass('booked', 'booked', 30, 1),
];

/** A configuration around these services and counters. */
export const hallOf = (
  services: readonly Service[],
  counters: readonly CounterPlace[],
): Configuration => ({
  version: 'bench',
  hall: hallId('bench'),
  timeZone: 'Asia/Shanghai',
  name: texts('bench'),
  hours: texts('9-17'),
  neverCloses: false,
  groups: [{ id: groupId('all'), name: texts('all'), services: services.map(({ id }) => id) }],
  services,
  counters,
  kiosks: [{ id: kioskId('door'), letter: 'K', name: texts('door') }],
  classes,
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
    pause: [reason('break')],
    callTicket: [reason('care')],
    park: [reason('copying')],
    cancel: [reason('left')],
    priority: [reason('frail')],
    tide: [reason('rush')],
  },
  rules: {
    recallsMax: 2,
    recallCoolDownSeconds: 10,
    noShowAfterSeconds: 60,
    rejoinBehind: 3,
    rejoinsMax: 1,
    rejoinWithinMinutes: 60,
    postponeMinutes: 10,
    postponesMax: 1,
    forgottenSignOutMinutes: 600,
    overtakingMax: 3,
    peopleMax: 0,
    perPersonMax: 0,
    helpAnswerSeconds: 120,
  },
});

const letters = 'ABCDEFGHJKLMNPQRSTUV';

/** So many services, in pools of five by counter; every third counter helps, three take overflow. */
export function largeHall(services: number, counters: number): Configuration {
  const ids = Array.from({ length: counters }, (_, index) => `${index + 1}`);
  const pool = (index: number, from: number) =>
    Array.from({ length: 5 }, (_, offset) => `s${(index * 2 + from + offset) % services}`);
  return hallOf(
    Array.from({ length: services }, (_, index) =>
      service(`s${index}`, letters[index] ?? 'A', {
        standardMinutes: 6 + (index % 5) * 3,
        overflow: { people: 12, counters: ids.slice(0, 3).map(counterId) },
      }),
    ),
    ids.map((id, index) =>
      place(id, pool(index, 0), index % 3 === 0 ? pool(index, 5).slice(0, 2) : []),
    ),
  );
}
