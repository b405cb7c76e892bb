/**
 * The blank application for government information (依申请公开) as a long slip with lines to write on.
 * What it asks for is what the Regulations on Open Government Information (国令第711号), article 29,
 * say that an application contains, and no more: nobody has to say what it is for.
 */
import type { Language, Texts } from '../../core/hall/configuration.ts';
import type { Block, Paper } from '../../drivers/paper.ts';
import { type FormTexts, formTexts } from './disclosure-texts.ts';

export interface DisclosureForm {
  readonly hall: Texts;
  readonly language: Language;
  /** Where advice is given; absent: only the hotline is named. */
  readonly phone?: string;
  /** The local date and time of the print, as it is shown. */
  readonly printed: string;
}

/** Lines for the description, a hand's width apart on paper of 80 mm. */
const descriptionLines = 6;

export function disclosureForm({ hall, language, phone, printed }: DisclosureForm): Paper {
  const texts = formTexts[language];
  return [
    { kind: 'text', text: hall[language] ?? hall['zh-Hans'], align: 'center', bold: true },
    { kind: 'text', text: texts.title, size: 2, align: 'center', bold: true },
    // The window reads Chinese, whatever language the visitor filled it in by.
    ...(language === 'en'
      ? [{ kind: 'text', text: formTexts['zh-Hans'].title, align: 'center' } as const]
      : []),
    { kind: 'rule' },
    ...section(texts.applicant, texts.applicantFields),
    { kind: 'heading', text: texts.information },
    { kind: 'text', text: texts.informationHint },
    ...Array.from({ length: descriptionLines }, line).flat(),
    ...boxes(texts.form, texts.forms),
    ...boxes(texts.way, texts.ways),
    { kind: 'space', lines: 1 },
    ...fields(texts.signed),
    { kind: 'space', lines: 1 },
    { kind: 'rule' },
    { kind: 'text', text: texts.purpose },
    { kind: 'text', text: texts.hand },
    { kind: 'text', text: texts.limit },
    { kind: 'rule' },
    { kind: 'pair', left: printed, right: phone ? texts.advice(phone) : texts.hotline },
  ];
}

const line = (): Block[] => [{ kind: 'space', lines: 2 }, { kind: 'rule' }];

/** Room for handwriting above each line. */
const fields = (labels: readonly string[]): Block[] =>
  labels.flatMap((label): Block[] => [
    { kind: 'space', lines: 1 },
    { kind: 'field', label },
  ]);

const section = (title: string, labels: readonly string[]): Block[] => [
  { kind: 'heading', text: title },
  ...fields(labels),
];

const boxes = (title: string, all: FormTexts['forms']): Block[] => [
  { kind: 'heading', text: title },
  { kind: 'list', mark: 'box', items: all.map((text) => ({ text })) },
];
