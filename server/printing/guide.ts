/**
 * A guide as paper: the whole of it, or only what to bring. A long slip to be ticked off at home: it
 * says which version it is, of which day, whether it is an example, and where it stands on a phone.
 */
import type {
  Basis,
  FlowStep,
  Guide,
  GuidePackage,
  GuideText,
  Material,
  TimeLimit,
} from '../../core/guides/guide.ts';
import type { GuidePart } from '../../core/guides/paper.ts';
import type { Language, Texts } from '../../core/hall/configuration.ts';
import { paperCharsMax } from '../../core/wire/agent.ts';
import type { Block, Paper } from '../../drivers/paper.ts';
import { type GuideTexts, guideTexts } from './guide-texts.ts';

export interface GuideOnPaper {
  readonly guide: Guide;
  /** Of which package it is. */
  readonly mark: Pick<GuidePackage, 'version' | 'date' | 'origin'>;
  readonly what: GuidePart;
  readonly language: Language;
  readonly hall: Texts;
  /** The local date and time of the print, as it is shown. */
  readonly printed: string;
  /** Where the guide stands for phones; absent where they cannot reach it. At most 300 bytes. */
  readonly link?: string;
  /** 补打 */
  readonly reprint?: boolean;
}

/** What a list of a paper may hold (core/wire/agent.ts); what is beyond is in the guide on a screen. */
const pointsMax = 100;

/** To how many letters each text is cut, in turn, until an agent takes the whole paper. */
const cuts = [1_000, 300, 100, 40];

/** Makes the paper. Whatever the guide's length, it is one that an agent takes. */
export function guidePaper(order: GuideOnPaper): Paper {
  const paper = composed(order);
  const papers = cuts.map((most) => (): Paper => paper.map((block) => shorter(block, most)));
  const fits = papers.find((make) => JSON.stringify(make()).length <= paperCharsMax);
  return fits?.() ?? [];
}

function shorter(block: Block, most: number): Block {
  switch (block.kind) {
    case 'list': {
      const items = block.items.map(({ text, detail }) => ({
        text: cut(text, most),
        ...(detail === undefined ? {} : { detail: cut(detail, most) }),
      }));
      return { ...block, items };
    }
    case 'text':
    case 'heading':
      return { ...block, text: cut(block.text, most) };
    default:
      return block;
  }
}

function composed(order: GuideOnPaper): Paper {
  const { guide, what, language, hall, mark, printed, link, reprint = false } = order;
  const texts = guideTexts[language];
  const say = speaker(language);
  const name = say(guide.name);
  const said = what === 'whole' ? whole(guide, texts, say) : [];
  return [
    { kind: 'text', text: cut(hall[language] ?? hall['zh-Hans']), align: 'center', bold: true },
    center(texts.title[what], 2),
    ...(reprint ? [center(texts.reprint)] : []),
    ...(mark.origin === 'example' ? [{ ...center(texts.example), bold: true } as const] : []),
    { kind: 'rule' },
    { kind: 'text', text: name, bold: true },
    // An English paper keeps the errand's Chinese name for the clerk.
    ...(language === 'en' && name !== guide.name['zh-Hans']
      ? [{ kind: 'text', text: cut(guide.name['zh-Hans']) } as const]
      : []),
    ...(language === 'en' && isPartlyChinese(guide)
      ? [{ kind: 'text', text: texts.chinese } as const]
      : []),
    ...checklist(guide, texts, say),
    ...said,
    ...contacts(guide, texts),
    ...(link === undefined
      ? [{ kind: 'text', text: texts.noPhones } as const]
      : [{ kind: 'qr', text: link } as const, center(texts.scan)]),
    { kind: 'rule' },
    { kind: 'pair', left: cut(texts.version(mark.version)), right: mark.date },
    { kind: 'pair', left: printed, right: `${texts.complaint} ${cut(guide.complaint.phone)}` },
  ];
}

type Say = (text: GuideText) => string;

const speaker =
  (language: Language): Say =>
  (text) =>
    cut(plain(text[language] || text['zh-Hans'], language));

/**
 * Printers have no short dash, and curly quotes as wide as a character only: a line with one would be
 * drawn as a picture, apart from the words around it.
 */
function plain(text: string, language: Language): string {
  const dashed = text.replaceAll('\u2013', '-');
  if (language !== 'en') return dashed;
  return dashed.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

/** The longest text of a list or a pair that an agent takes (core/wire/agent.ts). */
const charsMax = 1_000;
const cut = (text: string, most = charsMax): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

const center = (text: string, size: 1 | 2 = 1): Extract<Block, { kind: 'text' }> => ({
  kind: 'text',
  text,
  size,
  align: 'center',
  bold: size === 2,
});

function checklist({ materials }: Guide, texts: GuideTexts, say: Say): Block[] {
  const asked = materials.filter(({ shared }) => !shared);
  const needed = asked.filter(({ required }) => required);
  const perhaps = asked.filter(({ required }) => !required);
  const shared = materials.filter((material) => material.shared);
  if (materials.length === 0) {
    return [
      { kind: 'heading', text: texts.bring },
      { kind: 'text', text: texts.nothing },
    ];
  }
  const boxes = (title: string, some: readonly Material[]): Block[] =>
    some.length === 0
      ? []
      : [
          { kind: 'heading', text: title },
          { kind: 'list', mark: 'box', items: limited(some).map((one) => point(one, texts, say)) },
        ];
  return [
    ...boxes(texts.bring, needed),
    ...boxes(texts.perhaps, perhaps),
    ...(shared.length === 0
      ? []
      : [
          { kind: 'heading', text: texts.shared } as const,
          dots(shared.map(({ name }) => say(name))),
        ]),
  ];
}

/** A material with how many, and under it when, from whom, and where its form is. */
function point(material: Material, texts: GuideTexts, say: Say) {
  const { name, condition, note, issuer, blank, sample } = material;
  const [open, close] = texts.brackets;
  const counts = countText(material, texts);
  const form = sample === undefined ? texts.blank : texts.blankAndSample;
  const details = [
    ...(condition ? [texts.onlyIf(say(condition))] : []),
    ...(note ? [say(note)] : []),
    ...(issuer ? [texts.issuer(say(issuer))] : []),
    ...(blank === undefined && sample === undefined ? [] : [form]),
  ];
  return {
    text: cut(counts === '' ? say(name) : `${say(name)}${open}${counts}${close}`),
    ...(details.length === 0 ? {} : { detail: cut(details.join(texts.between)) }),
  };
}

function countText({ kind, originals, copies }: Material, texts: GuideTexts): string {
  if (kind === 'electronic') return texts.electronic;
  if (kind === 'form') return texts.form(Math.max(1, originals + copies));
  const counts = [
    ...(originals > 0 ? [texts.original(originals)] : []),
    ...(copies > 0 ? [texts.copy(copies)] : []),
  ];
  return counts.join(texts.and);
}

/** All but the checklist: steps, time and cost, where, who can apply, by what, and the law. */
function whole(guide: Guide, texts: GuideTexts, say: Say): Block[] {
  const { flow, fee, result, places, conditions, standards } = guide;
  const price = fee.amount ? say(fee.amount) : texts.charged;
  const after = (name: string, text: string): Block => ({
    kind: 'text',
    text: `${name}${texts.colon}${text}`,
  });
  return [
    { kind: 'heading', text: texts.steps },
    {
      kind: 'list',
      mark: 'number',
      items: limited(flow).map((step) => stepPoint(step, texts, say)),
    },
    { kind: 'heading', text: texts.time },
    after(texts.promised, limitText(guide.promisedLimit, texts, say)),
    after(texts.legal, limitText(guide.legalLimit, texts, say)),
    after(texts.fee, fee.charged ? price : texts.free),
    after(texts.result, say(result.name)),
    { kind: 'text', text: say(result.delivery), indent: 1 },
    { kind: 'heading', text: texts.where },
    ...limited(places).flatMap((place): Block[] => [
      { kind: 'text', text: say(place.name), bold: true },
      { kind: 'text', text: say(place.address) },
      { kind: 'text', text: say(place.hours) },
      ...(place.phone ? [after(texts.phone, cut(place.phone))] : []),
    ]),
    ...section(texts.conditions, conditions.map(say)),
    ...section(texts.standards, standards.map(say)),
    ...section(texts.bases, basesOf(guide).map(basisText)),
  ];
}

function stepPoint({ name, by, about, limit }: FlowStep, texts: GuideTexts, say: Say) {
  const [open, close] = texts.brackets;
  const who = limit ? `${texts.by[by]}${texts.comma}${limitText(limit, texts, say)}` : texts.by[by];
  const text = cut(`${say(name)}${open}${who}${close}`);
  return about ? { text, detail: say(about) } : { text };
}

function limitText(limit: TimeLimit | null, texts: GuideTexts, say: Say): string {
  if (limit === null) return texts.noLimit;
  const told = limit.amount === 0 ? texts.atOnce : texts.limit[limit.unit](limit.amount);
  const [open, close] = texts.brackets;
  return limit.note ? `${told}${open}${say(limit.note)}${close}` : told;
}

function section(title: string, points: readonly string[]): Block[] {
  return points.length === 0 ? [] : [{ kind: 'heading', text: title }, dots(points)];
}

const dots = (points: readonly string[]): Block => ({
  kind: 'list',
  mark: 'dot',
  items: limited(points).map((text) => ({ text: cut(text) })),
});

const limited = <T>(all: readonly T[]): T[] => all.slice(0, pointsMax);

/** Each law once, though several parts of a guide may rest on it. */
function basesOf({ bases, materials, fee }: Guide): Basis[] {
  const all = [bases, ...materials.map((material) => material.bases), fee.bases].flat();
  return [...new Map(all.map((basis) => [basisText(basis), basis])).values()];
}

/** Laws have no other name than their Chinese one. */
const basisText = ({ law, article }: Basis): string => `《${law}》${article ?? ''}`;

function contacts({ enquiry }: Guide, texts: GuideTexts): Block[] {
  return [
    { kind: 'space', lines: 1 },
    { kind: 'text', text: cut(`${texts.enquiry} ${enquiry.phone}`), bold: true },
  ];
}

/** Whether an English reader will meet Chinese on this paper. */
function isPartlyChinese(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Array.isArray(part)) return part.some(isPartlyChinese);
  if ('zh-Hans' in part) return !('en' in part) || !part.en;
  return Object.values(part).some(isPartlyChinese);
}
