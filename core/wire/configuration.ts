/**
 * A hall's configuration as a person writes it (YAML), checked: every complaint names the field and
 * the rule. What passes here is sound, and the rest of `core` does not check it again.
 */
import { z } from 'zod';
import {
  areaId,
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
import { accent } from './accent.ts';
import { complainOf } from './sound.ts';

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
  where: texts.optional(),
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

const longTexts = z.strictObject({
  'zh-Hans': z.string().min(1).max(600),
  'zh-Hant': z.string().min(1).max(600).optional(),
  en: z.string().min(1).max(1_200),
});

const kioskTile = z.enum([
  'guides',
  'check-in',
  'book',
  'rate',
  'plan',
  'duty',
  'hours',
  'disclosure',
]);

/** A picture beside the hall's file. */
const pictureFile = z
  .string()
  .regex(/^[\w./-]{1,120}\.(svg|png)$/, 'a file that ends in .svg or .png')
  .refine((file) => !file.split('/').includes('..'), 'a file in or under the folder');

const kiosk = z
  .strictObject({
    id: id.transform(kioskId),
    letter: z.string().regex(new RegExp(`^[${letters}]$`), 'a capital letter without I and O'),
    name: texts,
    zone: z.enum(['hall', 'night']).optional(),
    screenMm: z
      .strictObject({ top: z.int().min(600).max(2_400), height: z.int().min(150).max(1_800) })
      .refine(({ top, height }) => top > height, {
        path: ['height'],
        message: 'the screen would reach below the floor: top and height are in mm',
      })
      .optional(),
    tiles: z
      .array(kioskTile)
      .max(kioskTile.options.length)
      .refine((tiles) => new Set(tiles).size === tiles.length, 'each tile stands once')
      .optional(),
    plan: z
      .strictObject({
        file: pictureFile,
        text: longTexts,
      })
      .optional(),
  })
  .refine(({ tiles, plan }) => plan !== undefined || !tiles?.includes('plan'), {
    path: ['plan'],
    message: 'the tile plan needs a plan',
  });

const area = z.strictObject({
  id: id.transform(areaId),
  name: texts,
  counters: z.array(id.transform(counterId)).min(1).max(200),
  services: z.array(id.transform(serviceId)).min(1).max(200).optional(),
});

const phone = z
  .string()
  .regex(/^[0-9+() -]{3,24}$/, 'a telephone number is 3-24 of 0-9, +, (, ), - and blanks');

const reason = z.strictObject({ id: id.transform(reasonId), name: texts });
const reasonList = z.array(reason).min(1).max(20);

const rules = z.strictObject({
  recallsMax: z.int().min(0).max(20).default(3),
  recallCoolDownSeconds: z.int().min(0).max(300).default(10),
  noShowAfterSeconds: z.int().min(0).max(600).default(30),
  rejoinBehind: z.int().min(0).max(50).default(3),
  rejoinsMax: z.int().min(0).max(10).default(2),
  rejoinWithinMinutes: z.int().min(1).max(720).default(60),
  postponeMinutes: z.int().min(1).max(60).default(10),
  postponesMax: z.int().min(0).max(10).default(1),
  forgottenSignOutMinutes: z.int().min(5).max(1440).default(240),
  overtakingMax: z.int().min(0).max(100).default(5),
  peopleMax: z.int().min(0).max(100_000).default(0),
  perPersonMax: z.int().min(0).max(100).default(0),
  helpAnswerSeconds: z.int().min(10).max(3600).default(120),
  drillHalts: z.boolean().optional(),
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
  look: z.strictObject({ accent: accent.optional(), emblem: pictureFile.optional() }).optional(),
  areas: z.array(area).min(1).max(20).optional(),
  contacts: z
    .strictObject({
      hotline: phone.default('12345'),
      consultation: phone.optional(),
      complaints: phone.optional(),
    })
    .optional(),
  disclosure: id.transform(serviceId).optional(),
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

export type Written = z.output<typeof hallShape>;

/** Adds the rules that look across fields: ids and signs once, nothing that names a stranger. */
export const soundHall = <S extends z.ZodType<Written>>(schema: S): S =>
  schema.superRefine((hall, context) => {
    complainOf(hall, (path, message) => context.addIssue({ code: 'custom', path, message }));
  });

/** The schema of a hall's configuration; the hub adds `version`. */
export const configurationSchema = soundHall(hallShape);
