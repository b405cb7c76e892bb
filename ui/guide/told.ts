/**
 * What a guide says, as short texts: limits, counts, codes, laws. Pure, so that kiosk and phone say
 * the same and tests can read it.
 */
import { fileAddress, fileName } from '../../core/guides/files.ts';
import type {
  Audience,
  Basis,
  Guide,
  GuideLevel,
  GuidePackage,
  GuideText,
  ItemType,
  Material,
  TimeLimit,
} from '../../core/guides/guide.ts';
import type { Language } from '../texts.ts';
import { emWidth } from '../widths.ts';
import { type GuideWords, guideWords } from './texts/texts.ts';

/** Of which package a guide is: every copy of it says so. */
export type GuideMark = Pick<GuidePackage, 'version' | 'date' | 'origin'>;

/** What stands on every copy of an example, whatever the language. */
export const exampleMark = '示例 Example';

/** A text and the language that it is in, where that is not the reader's. */
export interface Told {
  readonly text: string;
  readonly lang?: 'zh-Hans';
}

/** English that is missing is told in Chinese, and marked so for screen readers. */
export function tell(text: GuideText, language: Language): Told {
  const own = text[language];
  if (own !== undefined && own !== '') {
    return { text: language === 'en' ? withNarrowMarks(own) : own };
  }
  const chinese = { text: text['zh-Hans'] };
  return language === 'en' ? { ...chinese, lang: 'zh-Hans' } : chinese;
}

/**
 * The font of our screens is Chinese: its curly quotes and apostrophes are as wide as a character, and
 * tear an English word apart.
 */
const withNarrowMarks = (text: string): string =>
  text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');

/** Whether a reader of this language will meet Chinese that should not be there. */
export const isPartlyChinese = (guide: Guide, language: Language): boolean =>
  language === 'en' && lacksEnglish(guide);

function lacksEnglish(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Array.isArray(part)) return part.some(lacksEnglish);
  if ('zh-Hans' in part) return !('en' in part) || part.en === undefined || part.en === '';
  return Object.values(part).some(lacksEnglish);
}

/** `5 个工作日`, `当场办结`; null: none is set. */
export function limitText(limit: TimeLimit | null, language: Language): string {
  const words = guideWords[language];
  if (limit === null) return words.noLimit;
  return limit.amount === 0 ? words.atOnce : words.limit[limit.unit](limit.amount);
}

/** `原件 1 份，复印件 2 份`; of a form how many. */
export function countText(material: Material, language: Language): string {
  const words = guideWords[language];
  const { kind, originals, copies } = material;
  if (kind === 'electronic') return words.electronic;
  if (kind === 'form') return words.form(Math.max(1, originals + copies));
  const counts = [
    ...(originals > 0 ? [words.original(originals)] : []),
    ...(copies > 0 ? [words.copy(copies)] : []),
  ];
  return counts.join(words.and);
}

/** What is brought in any case first, then what only some need, then what nobody has to bring. */
export function inOrder(materials: readonly Material[]): Material[] {
  const rank = ({ required, shared }: Material) => (shared ? 2 : required ? 0 : 1);
  return [...materials].sort((a, b) => rank(a) - rank(b));
}

/** How many things are to be brought by everybody, and by some. */
function bringCounts(materials: readonly Material[]): { needed: number; perhaps: number } {
  const brought = materials.filter(({ shared }) => !shared);
  const needed = brought.filter(({ required }) => required).length;
  return { needed, perhaps: brought.length - needed };
}

export function bringText(materials: readonly Material[], language: Language): string {
  const { needed, perhaps } = bringCounts(materials);
  const words = guideWords[language];
  return needed + perhaps === 0 ? words.bringNothing : words.bringCount(needed, perhaps);
}

/** Whether an address leads out of the package. */
export const isLink = (address: string | undefined): address is string =>
  address?.startsWith('https://') ?? false;

/** Where a phone opens a blank or a sample; null: it did not come with the package. */
export function formAddress(
  written: string,
  version: string,
  files: readonly string[],
): string | null {
  if (isLink(written)) return written;
  const name = fileName(written);
  return name !== null && files.includes(name) ? fileAddress(version, name) : null;
}

/** `《中华人民共和国居民身份证法》第十条`; laws keep their Chinese names. */
export const basisText = ({ law, article }: Basis, words: GuideWords): string =>
  words.basis(law, article ?? '');

/** Laws as they are told once each, though several parts of a guide may rest on one. */
export function basesOf(guide: Guide): Basis[] {
  // Phones older than `flat` and `flatMap` open guides, too.
  const ofMaterials = guide.materials.reduce<Basis[]>((all, { bases }) => all.concat(bases), []);
  const all = [...guide.bases, ...ofMaterials, ...guide.fee.bases];
  const seen = new Map(all.map((basis) => [`${basis.law} ${basis.article ?? ''}`, basis]));
  return [...seen.values()];
}

const typeText = (type: ItemType, words: GuideWords): string => words.types[type];
const levelText = (level: GuideLevel, words: GuideWords): string => words.levels[level];
const audienceText = (audience: readonly Audience[], words: GuideWords): string =>
  audience.map((one) => words.audiences[one]).join(words.between);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A price longer than this, in em, is told on its own page only. */
const amountEm = 16;

/** `5 个工作日 · 不收费`: what is asked first, in one line. */
export function shortText(guide: Guide, language: Language): string {
  const words = guideWords[language];
  const limit = guide.promisedLimit ?? guide.legalLimit;
  const { charged, amount } = guide.fee;
  const price = amount === undefined ? '' : tell(amount, language).text;
  const told = price !== '' && emWidth(price) <= amountEm ? price : words.charged;
  const fee = charged ? told : words.free;
  if (limit === null) return fee;
  const time = limitText(limit, language);
  // The dot, too, is a Chinese one.
  return language === 'en' ? `${capital(time)}. ${fee}` : `${time} · ${fee}`;
}

/** What everybody may know of an item beside what they came for, as names and texts. */
export function particulars(guide: Guide, words: GuideWords): [string, string][] {
  return [
    [words.kind, typeText(guide.type, words)],
    [words.level, levelText(guide.level, words)],
    [words.for, audienceText(guide.audience, words)],
    ...(guide.code === undefined ? [] : [[words.code, guide.code] as [string, string]]),
  ];
}

/** In what other ways it can be done, as sentences. */
export function alsoPossible({ supports }: Guide, words: GuideWords): string[] {
  const names = ['online', 'booking', 'delivery', 'onlinePayment'] as const;
  return names.filter((name) => supports[name]).map((name) => words[name]);
}
