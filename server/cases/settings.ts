/**
 * What the hall's file says of cases: the units that put things right, the causes of failed errands, the
 * window for them, and until when each kind has to be done with, where no rule says so. Of bad ratings and
 * applications for disclosure it is said by rules, and no file changes it (`deadlines.ts`).
 */
import { z } from 'zod';
import { type UnitId, unitId } from '../../core/cases/case.ts';
import type { Texts } from '../../core/hall/configuration.ts';
import { type ReasonId, reasonId, type ServiceId, serviceId } from '../../core/hall/ids.ts';

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    'an id is 1-32 of a-z, 0-9 and -, and starts with a-z or 0-9',
  );
const line = z.string().min(1).max(120);
const texts = z.strictObject({ 'zh-Hans': line, 'zh-Hant': line.optional(), en: line });

/** A list of named ids, in which no id stands twice. */
const named = <Id>(branded: (text: string) => Id) =>
  z
    .array(z.strictObject({ id: id.transform(branded), name: texts }))
    .min(1)
    .max(100)
    .superRefine((all, context) => {
      all.forEach((one, index) => {
        if (all.findIndex((other) => other.id === one.id) === index) return;
        const path = [index, 'id'];
        context.addIssue({ code: 'custom', path, message: 'this id stands twice' });
      });
    });

const term = (days: number, amberDays: number) =>
  z
    .strictObject({
      days: z.int().min(1).max(180).default(days),
      /** After so many it turns amber. */
      amberDays: z.int().min(1).max(179).default(amberDays),
      /** Working days; false: calendar days. */
      workdays: z.boolean().default(true),
    })
    .refine((one) => one.amberDays < one.days, {
      path: ['amberDays'],
      message: 'it turns amber before its days are over',
    })
    .prefault({});

const usualUnits = [
  { id: 'hall', name: { 'zh-Hans': '本大厅', 'zh-Hant': '本大廳', en: 'This hall' } },
];

const usualCauses = [
  ['unclear-guide', '指南不清楚', '指南不清楚', 'Guide unclear'],
  ['materials', '材料要求有争议', '材料要求有爭議', 'Papers in dispute'],
  ['system-fault', '系统故障', '系統故障', 'System fault'],
  ['between-departments', '部门衔接不畅', '部門銜接不暢', 'Between departments'],
  ['not-authorised', '权限不足', '權限不足', 'No authority here'],
  ['staff', '业务不熟或态度不好', '業務不熟或態度不好', 'Skill or manner of staff'],
  ['policy', '政策原因', '政策原因', 'Policy'],
  ['other', '其他', '其他', 'Other'],
].map(([cause = '', hans = '', hant = '', en = '']) => ({
  id: cause,
  name: { 'zh-Hans': hans, 'zh-Hant': hant, en },
}));

/** Looked for where the file names no other; a hall may do without such a window. */
export const usualWindow = serviceId('could-not');

/** `cases:` in the hall's file. The days are proposals; a hall writes its own. */
export const casesShape = z
  .strictObject({
    units: named(unitId).prefault(usualUnits),
    causes: named(reasonId).prefault(usualCauses),
    /** The service whose window is that for failed errands. */
    window: id.transform(serviceId).default(usualWindow),
    deadlines: z
      .strictObject({
        'failed-errand': term(5, 3),
        complaint: term(5, 3),
        experience: term(15, 10),
        incident: term(3, 1),
      })
      .prefault({}),
  })
  .prefault({});

export interface Named<Id> {
  readonly id: Id;
  readonly name: Texts;
}

export interface Term {
  readonly days: number;
  readonly amberDays: number;
  readonly workdays: boolean;
}

/** The kinds whose deadlines the hall sets itself. */
export type TermKind = 'failed-errand' | 'complaint' | 'experience' | 'incident';

export interface CaseSettings {
  readonly units: readonly Named<UnitId>[];
  readonly causes: readonly Named<ReasonId>[];
  /** Its queue is the window for failed errands (办法 art. 46), if the hall has it. */
  readonly window: ServiceId;
  readonly deadlines: Readonly<Record<TermKind, Term>>;
}

/** For a hall whose file says nothing of cases. */
export const usualCaseSettings = (): CaseSettings => casesShape.parse(undefined);
