/**
 * A one-time notice (一次性告知书) as paper: what is still to be supplied or put right and why, all
 * at once, so that nobody has to come a third time. A long slip: it names no person (the applicant
 * signs by hand); its words are kept until it is printed (server/people/one-time-notices.ts).
 */
import type { GuidePackage } from '../../core/guides/guide.ts';
import type { Language, Texts } from '../../core/hall/configuration.ts';
import type { Block, Paper } from '../../drivers/paper.ts';
import { type NoticeTexts, noticeTexts } from './notice-texts.ts';

export interface NoticeMaterial {
  readonly name: string;
  /** Why it is wanted, or what is wrong with it, in the clerk's words. */
  readonly reason?: string;
  readonly copies?: number;
  /** `missing`: to be supplied; `wrong`: handed in, to be put right. */
  readonly state: 'missing' | 'wrong';
}

export interface Notice {
  readonly language: Language;
  readonly hall: Texts;
  /** The ticket's label; null for a notice that belongs to none. */
  readonly label: string | null;
  readonly item: Texts;
  /** In the order in which they are told. */
  readonly materials: readonly NoticeMaterial[];
  /** Local dates, `YYYY-MM-DD`; `by` null: no last day. */
  readonly by: string | null;
  readonly date: string;
  readonly contact: { readonly window: string; readonly phone: string; readonly hours: string };
  /** The package of the guide that it goes by; absent: it goes by none. */
  readonly from?: Pick<GuidePackage, 'version' | 'date' | 'origin'>;
  /** Where the guide stands; absent where phones cannot reach it. At most 300 bytes. */
  readonly guide?: string;
  /** 补打 */
  readonly reprint?: boolean;
}

/** Most materials on one notice: a metre of paper. */
export const materialsMax = 40;

/** Throws a RangeError with no material, or more than `materialsMax`. */
export function noticePaper(notice: Notice): Paper {
  const { language, materials } = notice;
  if (materials.length === 0 || materials.length > materialsMax) {
    throw new RangeError(`a notice tells of 1 to ${materialsMax} materials`);
  }
  const texts = noticeTexts[language];
  return [
    { kind: 'text', text: say(notice.hall, language), align: 'center', bold: true },
    { kind: 'text', text: texts.title, size: 2, align: 'center', bold: true },
    ...(notice.reprint ? center(texts.reprint) : []),
    ...center(notice.label === null ? undefined : texts.number(notice.label)),
    { kind: 'rule' },
    { kind: 'text', text: texts.errand },
    { kind: 'text', text: say(notice.item, language), bold: true, indent: 1 },
    // An English notice keeps the errand's Chinese name for the clerk.
    ...(language === 'en'
      ? [{ kind: 'text', text: notice.item['zh-Hans'], indent: 1 } as const]
      : []),
    { kind: 'space', lines: 1 },
    paragraph(texts.opening(materials.length), language),
    ...part(
      texts.missing,
      materials.filter(({ state }) => state === 'missing'),
      texts,
    ),
    ...part(
      texts.wrong,
      materials.filter(({ state }) => state === 'wrong'),
      texts,
    ),
    { kind: 'space', lines: 1 },
    ...(notice.by === null
      ? []
      : [{ ...paragraph(texts.by(notice.by), language), bold: true } as const]),
    paragraph(texts.once, language),
    { kind: 'heading', text: texts.contact },
    { kind: 'text', text: `${texts.window} ${notice.contact.window}`, indent: 1 },
    { kind: 'text', text: `${texts.phone} ${notice.contact.phone}`, indent: 1 },
    { kind: 'text', text: `${texts.hours} ${notice.contact.hours}`, indent: 1 },
    ...guide(notice.guide, texts),
    ...mark(notice.from, texts),
    { kind: 'rule' },
    { kind: 'field', label: texts.received },
    { kind: 'field', label: texts.date },
    { kind: 'field', label: texts.clerk },
    { kind: 'space', lines: 1 },
    { kind: 'text', text: texts.two },
    { kind: 'rule' },
    { kind: 'pair', left: notice.date, right: texts.hotline },
  ];
}

function part(title: string, materials: readonly NoticeMaterial[], texts: NoticeTexts): Block[] {
  if (materials.length === 0) return [];
  const items = materials.map(({ name, reason, copies }) => ({
    text: copies === undefined ? name : `${name}${texts.copies(copies)}`,
    ...(reason === undefined ? {} : { detail: texts.reason(reason) }),
  }));
  return [
    { kind: 'heading', text: title },
    { kind: 'list', mark: 'box', items },
  ];
}

/** Chinese paragraphs begin two letters in. */
const paragraph = (text: string, language: Language): Extract<Block, { kind: 'text' }> =>
  language === 'en' ? { kind: 'text', text } : { kind: 'text', text, first: 2 };

const center = (text: string | undefined): Block[] =>
  text === undefined ? [] : [{ kind: 'text', text, align: 'center' }];

const guide = (link: string | undefined, texts: NoticeTexts): Block[] =>
  link === undefined
    ? []
    : [
        { kind: 'space', lines: 1 },
        { kind: 'qr', text: link },
        { kind: 'text', text: texts.scan, align: 'center' },
      ];

/** Which guide it goes by, as every copy of one says. */
const mark = (from: Notice['from'], texts: NoticeTexts): Block[] =>
  from === undefined
    ? []
    : [
        ...center(texts.version(from.version, from.date)),
        ...(from.origin === 'example' ? center(texts.example) : []),
      ];

const say = (texts: Texts, language: Language): string => texts[language] ?? texts['zh-Hans'];
