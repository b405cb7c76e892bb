/**
 * What the hall's file says of texts: the signature, the providers in their order, who is told when,
 * and how much. They are the hub's own business and not in the log's configuration. Every complaint
 * names the field and the rule.
 */
import { z } from 'zod';
import type { Language } from '../../core/hall/configuration.ts';
import { readTexterAddress } from '../../drivers/open-texter.ts';
import { type ManagerSettings, managersShape } from './duty-settings.ts';
import type { Retries } from './policy.ts';
import {
  type Templates,
  type TextKind,
  templateProblem,
  textKinds,
  usualTemplates,
  type VisitorKind,
  visitorKinds,
} from './templates.ts';

const languages: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];
const kinds = z.enum(textKinds);
const told = z.enum(visitorKinds);
const templateId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'the id of an approved template');

const address = z
  .string()
  .max(600)
  .superRefine((text, context) => {
    const read = readTexterAddress(text);
    if (read.ok) return;
    const message = `${read.problem.field} must be ${read.problem.rule}`;
    context.addIssue({ code: 'custom', message });
  });

const byLanguage = <S extends z.ZodType>(schema: S) =>
  z.strictObject({
    'zh-Hans': schema.optional(),
    'zh-Hant': schema.optional(),
    en: schema.optional(),
  });
const byKind = <S extends z.ZodType>(schema: S) =>
  z.partialRecord(kinds, byLanguage(schema)).default({});

const provider = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1-32 of a-z, 0-9 and -'),
    address,
    /** Yuan for each part. */
    costPerPart: z.number().min(0).max(10).default(0),
    /** Of providers that send approved templates only: theirs, by kind and language. */
    templates: byKind(templateId),
  })
  .refine(({ address: at, templates }) => !isCloud(at) || Object.keys(templates).length > 0, {
    path: ['templates'],
    message: 'this provider sends approved templates only: name at least one, by kind and language',
  });

/** The part `texts` of a hall's file. */
export const textsShape = z
  .strictObject({
    /** Without its brackets, as the carriers have approved it. */
    signature: z.string().regex(/^[^【】\s]{2,12}$/, '2-12 characters, without 【】 and blanks'),
    providers: z.array(provider).min(1).max(8),
    /** What visitors are told of at all. */
    kinds: z.array(told).default([...visitorKinds]),
    /** Who of the hall is told of cases. */
    managers: managersShape,
    /** Told so many people or minutes before the call, whichever is first. */
    ahead: z
      .strictObject({
        people: z.int().min(1).max(50).default(3),
        minutes: z.int().min(1).max(120).default(15),
      })
      .prefault({}),
    /** Asked how it was so long after the service: who was just asked on the pad is not asked at once. */
    rateAfterMinutes: z.int().min(0).max(60).default(3),
    limits: z
      .strictObject({
        perNumber: z.int().min(1).max(50).default(12),
        perDay: z.int().min(1).max(100_000).default(5_000),
      })
      .prefault({}),
    /** Tries after the first, and how long is waited before them: doubled each time. */
    retries: z
      .strictObject({
        times: z.int().min(0).max(10).default(4),
        firstSeconds: z.int().min(1).max(60).default(5),
        mostSeconds: z.int().min(1).max(600).default(60),
      })
      .prefault({}),
    /** Other words than the usual ones. */
    templates: byKind(z.string().min(4).max(400)),
  })
  .superRefine(({ signature, providers, templates }, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    providers.forEach(({ id }, index) => {
      const before = providers.findIndex((other) => other.id === id);
      if (before !== index) complain(['providers', index, 'id'], 'this id stands twice');
    });
    for (const kind of textKinds) {
      for (const language of languages) {
        const text = templates[kind]?.[language];
        const rule = text === undefined ? null : templateProblem(kind, signature, text);
        if (rule !== null) complain(['templates', kind, language], rule);
      }
    }
  });

const isCloud = (text: string): boolean => /^(aliyun|tencent):/.test(text);

export interface ProviderSettings {
  readonly id: string;
  readonly address: string;
  /** Ten-thousandths of a yuan for each part. */
  readonly costPerPart: number;
  /** Whether it sends approved templates only. */
  readonly approvedOnly: boolean;
  readonly templates: Readonly<Partial<Record<TextKind, Partial<Record<Language, string>>>>>;
}

export interface TextSettings {
  readonly signature: string;
  readonly providers: readonly ProviderSettings[];
  readonly kinds: ReadonlySet<VisitorKind>;
  readonly managers: readonly ManagerSettings[];
  readonly ahead: { readonly people: number; readonly minutes: number };
  readonly rateAfterMinutes: number;
  readonly limits: { readonly perNumber: number; readonly perDay: number };
  readonly retries: Retries;
  readonly templates: Templates;
}

/** What was written, with everything that goes without saying. */
export function textSettingsOf(written: z.output<typeof textsShape>): TextSettings {
  const { templates, providers, ...rest } = written;
  const words = textKinds.map((kind) => {
    const own = Object.fromEntries(
      Object.entries(templates[kind] ?? {}).filter(([, text]) => text !== undefined),
    );
    return [kind, { ...usualTemplates[kind], ...own }];
  });
  return {
    ...rest,
    kinds: new Set(rest.kinds),
    providers: providers.map(({ costPerPart, ...one }) => ({
      ...one,
      costPerPart: Math.round(costPerPart * 10_000),
      approvedOnly: isCloud(one.address),
      templates: one.templates as ProviderSettings['templates'],
    })),
    templates: Object.fromEntries(words) as Templates,
  };
}
