/**
 * The simulated hall: small, so that its counters meet often, with short times, so that recalls, missed
 * calls and forgotten sign-outs all happen within minutes. Its names are planted: none of them may
 * ever stand in the log.
 */
import type { Configuration, Texts } from '../../../core/hall/configuration.ts';
import {
  classId,
  counterId,
  groupId,
  hallId,
  kioskId,
  reasonId,
  serviceId,
  staffId,
} from '../../../core/hall/ids.ts';

export const theHall = hallId('hall');
export const timeZone = 'Asia/Shanghai';

const text = (words: string): Texts => ({ 'zh-Hans': words, en: words });
const reason = (id: string) => ({ id: reasonId(id), name: text(id) });
const service = (id: string, prefix: string, open = true) => ({
  ...{ id: serviceId(id), prefix, name: text(id), open, standardMinutes: 5, promiseMinutes: 30 },
  ...{ leadsTo: [], items: [], realName: 'never' as const },
});
const counter = (id: string, services: readonly string[]) => ({
  ...{ id: counterId(id), sign: id, name: text(`counter ${id}`) },
  services: services.map(serviceId),
  ...{ helps: [], offers: [], tides: [] },
});

export const kiosks = ['door', 'lift', 'yard'].map(kioskId);
export const counters = ['1', '2', '3', '4'].map(counterId);
export const reasons = {
  pause: reasonId('meal'),
  callTicket: reasonId('needs-care'),
  park: reasonId('copying'),
  cancel: reasonId('visitor-left'),
};

/** Who works here, by id, with the name that stands in the tables alone. */
export const staff = [
  { id: staffId('staff-1'), name: '欧阳𠮷祥', role: 'clerk' },
  { id: staffId('staff-2'), name: '司徒䶮梅', role: 'clerk' },
  { id: staffId('staff-3'), name: 'Ludmilla Quist', role: 'clerk' },
  { id: staffId('staff-4'), name: '张三丰', role: 'clerk' },
  { id: staffId('staff-5'), name: 'Ottilie Vandermeer', role: 'manager' },
] as const;

export interface HallWishes {
  readonly neverCloses: boolean;
  /** Counts up with every change of the configuration; 0 is the first. */
  readonly edition: number;
}

/** The hall's configuration in one of its editions. */
export function configurationOf({ neverCloses, edition }: HallWishes): Configuration {
  const services = [
    service('tax', 'A'),
    service('housing', 'B', edition % 3 !== 1),
    service('permits', 'B'),
    service('advice', 'C'),
    ...(edition > 1 ? [service('extra', 'D')] : []),
  ];
  if (edition % 2 === 1) services.reverse();
  const every = services.map(({ id }) => id);
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
      counter('1', ['tax', 'housing']),
      counter('2', ['tax', 'housing', 'permits']),
      counter('3', ['permits', 'advice', ...(edition > 1 ? ['extra'] : [])]),
      counter('4', every),
    ],
    kiosks: kiosks.map((id, index) => ({ id, letter: 'XYZ'[index] ?? 'W', name: text(id) })),
    classes: [
      {
        ...{ id: classId('ordinary'), kind: 'ordinary', name: text('ordinary') },
        ...{ base: 0, rate: 1, atKiosk: false },
      },
    ],
    needs: [],
    opening: { patterns: [], dates: [] },
    tideRules: [],
    booking: {
      ...{ workdaysAhead: 5, cancelHours: 2, perPersonPerDay: 1 },
      ...{ missedMax: 3, missedWithinDays: 90, barredDays: 30, earlyMinutes: 30, lateMinutes: 15 },
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
      forgottenSignOutMinutes: edition % 2 === 0 ? 240 : 5,
      ...{ overtakingMax: 2, peopleMax: 0, perPersonMax: 0, helpAnswerSeconds: 120 },
    },
  };
}
