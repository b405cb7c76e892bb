/**
 * A hall's configuration as a person writes it (YAML), checked: every complaint names the field and
 * the rule. What passes here is sound, and the rest of `core` does not check it again.
 */
import { z } from 'zod';
import type { Configuration } from '../hall/configuration.ts';
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
} from '../hall/ids.ts';
import { clashingPrefixes } from '../hall/numbering.ts';

/** Ids stand in URLs, in the log and on the wire. */
const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    'an id is 1-32 of a-z, 0-9 and -, and starts with a-z or 0-9',
  );

const line = z.string().min(1).max(120);

const texts = z.strictObject({
  'zh-Hans': line,
  'zh-Hant': line.optional(),
  en: line,
});

const minutes = (least: number, most: number) => z.int().min(least).max(most);

/** `08:30` as minutes since midnight; `24:00` is the end of the day. */
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is HH:MM')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const letters = 'A-HJ-NP-Z';

const service = z.strictObject({
  id: id.transform(serviceId),
  prefix: z
    .string()
    .regex(
      new RegExp(`^[${letters}]{1,2}$`),
      'a prefix is one or two capital letters without I and O',
    ),
  name: texts,
  about: texts.optional(),
  open: z.boolean().default(true),
  standardMinutes: minutes(1, 480).default(10),
  promiseMinutes: minutes(1, 720).default(60),
  leadsTo: z.array(id.transform(serviceId)).max(10).default([]),
  items: z
    .array(z.strictObject({ id: id.transform(itemId), name: texts }))
    .max(40)
    .default([]),
  overflow: z
    .strictObject({
      people: z.int().min(1).max(1000).optional(),
      minutes: minutes(1, 720).optional(),
      counters: z.array(id.transform(counterId)).min(1).max(200),
    })
    .refine((rule) => rule.people !== undefined || rule.minutes !== undefined, {
      message: 'overflow names people, minutes, or both',
    })
    .optional(),
  hoursId: id.transform(hoursId).optional(),
  realName: z.enum(['required', 'optional', 'never']).default('never'),
  dailyMax: z.int().min(1).max(9999).optional(),
  booking: z
    .strictObject({ slotMinutes: minutes(5, 240).default(30), perSlot: z.int().min(1).max(500) })
    .optional(),
});

const ticketClass = z.strictObject({
  id: id.transform(classId),
  kind: z.enum(['ordinary', 'booked', 'priority', 'green']),
  name: texts,
  about: texts.optional(),
  base: z.number().min(0).max(480).default(0),
  rate: z.number().min(0).max(20).default(1),
  atKiosk: z.boolean().default(false),
  dailyMax: z.int().min(1).max(9999).optional(),
});

/** What a hall without classes of its own has. */
const onlyOrdinary = [
  { id: 'ordinary', kind: 'ordinary' as const, name: { 'zh-Hans': '普通', en: 'Ordinary' } },
];

const group = z.strictObject({
  id: id.transform(groupId),
  name: texts,
  about: texts.optional(),
  services: z.array(id.transform(serviceId)).min(1).max(40),
});

const counter = z.strictObject({
  id: id.transform(counterId),
  sign: z.string().min(1).max(6),
  name: texts,
  services: z.array(id.transform(serviceId)).min(1).max(200),
  helps: z.array(id.transform(serviceId)).max(200).default([]),
  offers: z.array(id.transform(needId)).max(20).default([]),
  tides: z
    .array(
      z
        .strictObject({
          from: clock,
          to: clock,
          weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
          services: z.array(id.transform(serviceId)).min(1).max(200),
        })
        .refine(({ from, to }) => from < to, { path: ['to'], message: 'it ends before it begins' }),
    )
    .max(20)
    .default([]),
});

const tideRule = z
  .strictObject({
    service: id.transform(serviceId),
    counters: z.array(id.transform(counterId)).min(1).max(50),
    openAbove: minutes(1, 720),
    closeBelow: minutes(0, 720),
  })
  .refine(({ openAbove, closeBelow }) => closeBelow < openAbove, {
    path: ['closeBelow'],
    message: 'closeBelow must be less than openAbove, or counters would swing',
  });

const band = z
  .strictObject({
    from: clock,
    to: clock,
    admits: z.enum(['everybody', 'booked']).default('everybody'),
    duty: z.enum(['noon', 'extended']).optional(),
    max: z.int().min(1).max(9999).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'it ends before it begins' });

const pattern = z.strictObject({
  id: id.transform(hoursId),
  week: z
    .array(
      z
        .array(band)
        .max(12)
        .refine(
          (bands) => bands.every((one, at) => at === 0 || (bands[at - 1]?.to ?? 0) <= one.from),
          {
            message: 'bands stand in order and do not overlap',
          },
        ),
    )
    .length(7, 'a week has seven days, Monday first'),
  lastTicketMinutes: minutes(0, 240).default(0),
});

const specialDate = z.strictObject({
  date: z.iso.date(),
  as: z.union([z.literal('closed'), z.int().min(1).max(7)]),
  name: texts.optional(),
});

const bookingRules = z.strictObject({
  workdaysAhead: z.int().min(0).max(60).default(5),
  cancelHours: z.number().min(0).max(168).default(2),
  perPersonPerDay: z.int().min(1).max(20).default(1),
  missedMax: z.int().min(1).max(100).default(3),
  missedWithinDays: z.int().min(1).max(365).default(90),
  barredDays: z.int().min(0).max(365).default(30),
  earlyMinutes: minutes(0, 480).default(30),
  lateMinutes: minutes(0, 480).default(15),
});

const kiosk = z.strictObject({
  id: id.transform(kioskId),
  letter: z.string().regex(new RegExp(`^[${letters}]$`), 'a capital letter without I and O'),
  name: texts,
});

const reason = z.strictObject({ id: id.transform(reasonId), name: texts });
const reasonList = z.array(reason).min(1).max(20);

const rules = z.strictObject({
  recallsMax: z.int().min(0).max(20).default(3),
  recallCoolDownSeconds: z.int().min(0).max(300).default(10),
  noShowAfterSeconds: z.int().min(0).max(600).default(30),
  rejoinBehind: z.int().min(0).max(50).default(3),
  rejoinsMax: z.int().min(0).max(10).default(2),
  rejoinWithinMinutes: z.int().min(1).max(720).default(60),
  forgottenSignOutMinutes: z.int().min(5).max(1440).default(240),
  overtakingMax: z.int().min(0).max(100).default(5),
  peopleMax: z.int().min(0).max(100_000).default(0),
  perPersonMax: z.int().min(0).max(100).default(0),
  helpAnswerSeconds: z.int().min(10).max(3600).default(120),
});

/** The fields of a hall; the hub's file adds its devices to them. */
export const hallShape = z.strictObject({
  hall: id.transform(hallId),
  timeZone: z.string().min(1).max(60).default('Asia/Shanghai'),
  name: texts,
  hours: texts,
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .max(120)
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  neverCloses: z.boolean().default(false),
  groups: z.array(group).min(1).max(24),
  services: z.array(service).min(1).max(200),
  counters: z.array(counter).min(1).max(200),
  kiosks: z.array(kiosk).max(24).default([]),
  classes: z.array(ticketClass).min(1).max(12).prefault(onlyOrdinary),
  needs: z
    .array(z.strictObject({ id: id.transform(needId), name: texts }))
    .max(20)
    .default([]),
  opening: z
    .strictObject({
      hoursId: id.transform(hoursId).optional(),
      patterns: z.array(pattern).max(20).default([]),
      dates: z.array(specialDate).max(800).default([]),
    })
    .prefault({}),
  tideRules: z.array(tideRule).max(50).default([]),
  booking: bookingRules.prefault({}),
  reasons: z.strictObject({
    pause: reasonList,
    callTicket: reasonList,
    park: reasonList,
    cancel: reasonList,
    priority: reasonList.prefault([{ id: 'other', name: { 'zh-Hans': '其他', en: 'Other' } }]),
    tide: reasonList.prefault([{ id: 'other', name: { 'zh-Hans': '其他', en: 'Other' } }]),
  }),
  rules: rules.prefault({}),
});

type Written = z.output<typeof hallShape>;

/** Adds the rules that look across fields: ids and signs once, nothing that names a stranger. */
export const soundHall = <S extends z.ZodType<Written>>(schema: S): S =>
  schema.superRefine((hall, context) => {
    const complain: Complain = (path, message) =>
      context.addIssue({ code: 'custom', path, message });
    complainOfTwins(hall, complain);
    complainOfRepeats(hall, complain);
    complainOfStrangers(hall, complain);
    complainOfRules(hall, complain);
  });

/** The schema of a hall's configuration; the hub adds `version`. */
export const configurationSchema = soundHall(hallShape);

type Complain = (path: (string | number)[], message: string) => void;

function complainOfTwins(hall: Written, complain: Complain): void {
  for (const list of ['groups', 'services', 'counters', 'kiosks', 'classes', 'needs'] as const) {
    for (const index of twice(hall[list].map((one) => one.id))) {
      complain([list, index, 'id'], 'this id stands twice');
    }
  }
  for (const index of twice(hall.counters.map((one) => one.sign))) {
    complain(['counters', index, 'sign'], 'two counters bear this sign');
  }
  for (const index of twice(hall.kiosks.map((one) => one.letter))) {
    complain(['kiosks', index, 'letter'], 'another kiosk has this letter');
  }
  for (const prefix of clashingPrefixes(hall)) {
    const index = hall.services.findIndex((one) => one.prefix === prefix);
    complain(
      ['services', index, 'prefix'],
      `${prefix} is kept free: a kiosk numbers so while the hub is away (another prefix + its letter)`,
    );
  }
}

/** Lists that name something twice would show it twice. */
function complainOfRepeats(hall: Written, complain: Complain): void {
  for (const list of ['groups', 'counters'] as const) {
    hall[list].forEach(({ services }, index) => {
      for (const at of twice(services)) {
        complain([list, index, 'services', at], 'this service stands twice');
      }
    });
  }
  hall.counters.forEach(({ helps, tides }, index) => {
    for (const at of twice(helps)) {
      complain(['counters', index, 'helps', at], 'this service stands twice');
    }
    tides.forEach(({ services }, tide) => {
      for (const at of twice(services)) {
        complain(['counters', index, 'tides', tide, 'services', at], 'this service stands twice');
      }
    });
  });
  hall.services.forEach(({ leadsTo, overflow }, index) => {
    for (const at of twice(leadsTo)) {
      complain(['services', index, 'leadsTo', at], 'this service stands twice');
    }
    for (const at of twice(overflow?.counters ?? [])) {
      complain(['services', index, 'overflow', 'counters', at], 'this counter stands twice');
    }
  });
  for (const list of ['pause', 'callTicket', 'park', 'cancel', 'priority', 'tide'] as const) {
    for (const index of twice(hall.reasons[list].map((one) => one.id))) {
      complain(['reasons', list, index, 'id'], 'this id stands twice');
    }
  }
}

function complainOfStrangers(hall: Written, complain: Complain): void {
  const known = new Set(hall.services.map((one) => one.id));
  for (const list of ['groups', 'counters'] as const) {
    hall[list].forEach((one, index) => {
      one.services.forEach((service, at) => {
        if (!known.has(service))
          complain([list, index, 'services', at], `no service has the id ${service}`);
      });
    });
  }
  const shown = new Set(hall.groups.flatMap((one) => one.services));
  hall.services.forEach((one, index) => {
    if (!shown.has(one.id)) complain(['services', index, 'id'], 'no group shows this service');
    const served = hall.counters.some((counter) => counter.services.includes(one.id));
    if (!served) complain(['services', index, 'id'], 'no counter serves this service');
  });
}

/** Classes, hours, overflow and tides: what they name must be there, and once where once is meant. */
function complainOfRules(hall: Written, complain: Complain): void {
  const kinds = hall.classes.map((one) => one.kind);
  if (kinds.filter((kind) => kind === 'ordinary').length !== 1) {
    complain(['classes'], 'exactly one class is of the kind ordinary');
  }
  for (const kind of ['booked', 'green'] as const) {
    if (kinds.filter((one) => one === kind).length > 1) {
      complain(['classes'], `at most one class is of the kind ${kind}`);
    }
  }
  const services = new Set<string>(hall.services.map((one) => one.id));
  const counters = new Set<string>(hall.counters.map((one) => one.id));
  const needs = new Set<string>(hall.needs.map((one) => one.id));
  const patterns = hall.opening.patterns.map((one) => one.id as string);
  const known = (
    set: ReadonlySet<string>,
    what: string,
    names: readonly string[],
    path: (string | number)[],
  ) =>
    names.forEach((name, at) => {
      if (!set.has(name)) complain([...path, at], `no ${what} has the id ${name}`);
    });
  for (const index of twice(patterns)) {
    complain(['opening', 'patterns', index, 'id'], 'this id stands twice');
  }
  if (hall.opening.hoursId !== undefined && !patterns.includes(hall.opening.hoursId)) {
    complain(['opening', 'hoursId'], `no pattern has the id ${hall.opening.hoursId}`);
  }
  for (const index of twice(hall.opening.dates.map((one) => one.date))) {
    complain(['opening', 'dates', index, 'date'], 'this date stands twice');
  }
  hall.services.forEach((one, index) => {
    known(services, 'service', one.leadsTo, ['services', index, 'leadsTo']);
    known(counters, 'counter', one.overflow?.counters ?? [], [
      ...['services', index, 'overflow', 'counters'],
    ]);
    if (one.hoursId !== undefined && !patterns.includes(one.hoursId)) {
      complain(['services', index, 'hoursId'], `no pattern has the id ${one.hoursId}`);
    }
    if (one.booking !== undefined && !kinds.includes('booked')) {
      complain(['services', index, 'booking'], 'booking needs a class of the kind booked');
    }
  });
  hall.counters.forEach((one, index) => {
    known(services, 'service', one.helps, ['counters', index, 'helps']);
    known(needs, 'need', one.offers, ['counters', index, 'offers']);
    one.tides.forEach((tide, at) => {
      known(services, 'service', tide.services, ['counters', index, 'tides', at, 'services']);
    });
  });
  hall.tideRules.forEach((one, index) => {
    known(services, 'service', [one.service], ['tideRules', index, 'service']);
    known(counters, 'counter', one.counters, ['tideRules', index, 'counters']);
  });
}

/** The indexes of values that an earlier place already has. */
function twice(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** A configuration without its version, checked. */
export type WrittenConfiguration = Omit<Configuration, 'version'>;
