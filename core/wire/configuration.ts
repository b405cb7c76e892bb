/**
 * A hall's configuration as a person writes it (YAML), checked: every complaint names the field and
 * the rule. What passes here is sound, and the rest of `core` does not check it again.
 */
import { z } from 'zod';
import type { Configuration } from '../hall/configuration.ts';
import { counterId, groupId, hallId, kioskId, reasonId, serviceId } from '../hall/ids.ts';
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
});

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
  reasons: z.strictObject({
    pause: reasonList,
    callTicket: reasonList,
    park: reasonList,
    cancel: reasonList,
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
  });

/** The schema of a hall's configuration; the hub adds `version`. */
export const configurationSchema = soundHall(hallShape);

type Complain = (path: (string | number)[], message: string) => void;

function complainOfTwins(hall: Written, complain: Complain): void {
  for (const list of ['groups', 'services', 'counters', 'kiosks'] as const) {
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
  for (const list of ['pause', 'callTicket', 'park', 'cancel'] as const) {
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

/** The indexes of values that an earlier place already has. */
function twice(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** A configuration without its version, checked. */
export type WrittenConfiguration = Omit<Configuration, 'version'>;
