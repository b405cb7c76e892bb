/**
 * Orders of papers that are no tickets. A guide may be asked for by anybody who stands at a kiosk, so
 * a kiosk prints only so many; a notice is ordered by staff or another system. What the paper says
 * stands in its table before the job does.
 */
import { guideAddress } from '../../core/guides/address.ts';
import type { Material } from '../../core/guides/guide.ts';
import { formTicket, guideTicket } from '../../core/guides/paper.ts';
import type { Configuration, Language, Texts } from '../../core/hall/configuration.ts';
import type { KioskId } from '../../core/hall/ids.ts';
import type { PrintFormMessage, PrintGuideMessage } from '../../core/wire/guide-paper.ts';
import type { NoticeWish } from '../../core/wire/one-time-notice.ts';
import type { Clock } from '../hall/clock.ts';
import type { GuidePrints } from '../house/guide-prints.ts';
import type { PrintJobs } from '../house/print-jobs.ts';
import type { OneTimeNotices } from '../people/one-time-notices.ts';
import type { Notice, NoticeMaterial } from './notice.ts';
import {
  formPrefix,
  type GuideShelf,
  guidePrefix,
  noticePrefix,
  type PublishedGuide,
} from './papers.ts';
import type { Printing } from './printing.ts';

/**
 * Guides that one kiosk prints, so that nobody empties the roll for fun: five in ten minutes and
 * fifteen an hour are 15 m of paper at the most, a fifth of a roll (docs/guide-papers.md).
 */
export const guideLimits = [
  { papers: 5, ms: 600_000 },
  { papers: 15, ms: 3_600_000 },
] as const;

/** Where to ask when a notice is about nothing that has a guide. */
const hotline = '12345';

export interface OrdersParts {
  readonly hall: string;
  readonly configuration: () => Configuration;
  readonly printing: Pick<Printing, 'orderPapers' | 'hasPrinter'>;
  readonly guidePrints: Pick<GuidePrints, 'keep' | 'countSince'>;
  readonly notices: Pick<OneTimeNotices, 'keep'>;
  readonly jobs: Pick<PrintJobs, 'find'>;
  readonly shelf: Pick<GuideShelf, 'find' | 'now'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The hall's date, `YYYY-MM-DD`. */
  readonly today: () => string;
}

export type FormOrdered = 'ordered' | 'no-printer' | 'printed-enough';
export type GuideOrdered = FormOrdered | 'unknown-guide';

/** A field of the wish that the hall does not have. */
export interface NotKnown {
  readonly field: string;
  readonly rule: string;
}
export type NoticeOrdered = 'ordered' | 'no-printer' | 'unknown-guide' | NotKnown;

export class PaperOrders {
  readonly #parts: OrdersParts;

  constructor(parts: OrdersParts) {
    this.#parts = parts;
  }

  /** Orders a guide's paper at a kiosk; the same request once more is the same paper. Fails: `HouseFailure`. */
  async guide(kiosk: KioskId, message: PrintGuideMessage): Promise<GuideOrdered> {
    const { hall, printing, guidePrints, jobs, shelf } = this.#parts;
    const { requestId, version, guide, what, language } = message;
    if (!printing.hasPrinter(kiosk)) return 'no-printer';
    const job = `${guidePrefix}${kiosk}:${requestId}`;
    if ((await jobs.find(hall, job)) !== null) return 'ordered';
    if ((await shelf.find(version, guide)) === null) return 'unknown-guide';
    if (await this.#printedEnough(kiosk)) return 'printed-enough';
    await guidePrints.keep(hall, { job, kiosk, guide, version, what, language });
    return printing.orderPapers(kiosk, guideTicket(requestId), [{ job, because: 'issued' }]);
  }

  /** Orders a blank form at a kiosk; it counts among the kiosk's guides. Fails: `HouseFailure`. */
  async form(kiosk: KioskId, message: PrintFormMessage): Promise<FormOrdered> {
    const { hall, printing, guidePrints, jobs } = this.#parts;
    const { requestId, form, language } = message;
    if (!printing.hasPrinter(kiosk)) return 'no-printer';
    const job = `${formPrefix}${kiosk}:${requestId}`;
    if ((await jobs.find(hall, job)) !== null) return 'ordered';
    if (await this.#printedEnough(kiosk)) return 'printed-enough';
    const print = { guide: form, version: formPrefix, what: 'whole' as const, language };
    await guidePrints.keep(hall, { job, kiosk, ...print });
    return printing.orderPapers(kiosk, formTicket(requestId), [{ job, because: 'issued' }]);
  }

  async #printedEnough(kiosk: KioskId): Promise<boolean> {
    const { hall, guidePrints, clock } = this.#parts;
    for (const { papers, ms } of guideLimits) {
      if ((await guidePrints.countSince(hall, kiosk, clock.now() - ms)) >= papers) return true;
    }
    return false;
  }

  /**
   * Orders a notice, by default in two copies. `request`: who asks and by which request id, the same
   * for every try. Fails: `HouseFailure`.
   */
  async notice(wish: NoticeWish, request: string): Promise<NoticeOrdered> {
    const { hall, printing, notices, jobs } = this.#parts;
    const { kiosk, copies, reprint } = wish;
    if (!printing.hasPrinter(kiosk)) return 'no-printer';
    const id = `${noticePrefix}${request}`;
    const all = Array.from({ length: copies }, (_, copy) => ({
      job: `${id}:${copy + 1}`,
      because: reprint ? ('reprint' as const) : ('issued' as const),
    }));
    if ((await jobs.find(hall, `${id}:1`)) !== null) return 'ordered';
    const notice = await this.#written(wish);
    if (typeof notice === 'string' || 'field' in notice) return notice;
    await notices.keep(hall, id, JSON.stringify(notice));
    return printing.orderPapers(kiosk, id, all);
  }

  async #written(wish: NoticeWish): Promise<Notice | 'unknown-guide' | NotKnown> {
    const { configuration, shelf, today } = this.#parts;
    const { name, hours, publicUrl, counters } = configuration();
    const { language, guide: asked, item, label, by, counter, reprint } = wish;
    const found = asked === undefined ? null : await shelf.now(asked);
    if (asked !== undefined && !found) return 'unknown-guide';
    const place = counters.find(({ id }) => id === counter);
    if (counter !== undefined && !place) {
      return { field: 'counter', rule: 'the id of a counter of this hall' };
    }
    if (by !== undefined && by < today()) return { field: 'by', rule: 'a date that is not past' };
    const materials = materialsOf(wish, found);
    if ('field' in materials) return materials;
    return {
      ...{ language, hall: name, label: label ?? null, materials, reprint },
      item: found ? textsOf(found.guide.name) : textsOf(item ?? { 'zh-Hans': '' }),
      ...{ by: by ?? null, date: today() },
      contact: {
        window: say(place?.name ?? name, language),
        phone: found?.guide.enquiry.phone ?? hotline,
        hours: say(hours, language),
      },
      ...(found ? { from: found.mark } : {}),
      ...(found && publicUrl ? { guide: guideAddress(publicUrl, found.guide) } : {}),
    };
  }
}

/** Those of the guide by their names in the notice's language, the others as they were written. */
function materialsOf(
  { materials, language }: NoticeWish,
  found: PublishedGuide | null,
): NoticeMaterial[] | NotKnown {
  const known = new Map(found?.guide.materials.map((one) => [one.id, one]) ?? []);
  const unknown = materials.findIndex(({ material }) => material && !known.has(material));
  if (unknown >= 0) {
    return { field: `materials.${unknown}.material`, rule: 'the id of a material of the guide' };
  }
  return materials.map(({ material, name, state, reason, copies }) => {
    const guided: Material | undefined = known.get(material ?? '');
    const text = guided ? say(textsOf(guided.name), language) : (name ?? '');
    return {
      ...{ name: text, state },
      ...(reason === undefined ? {} : { reason }),
      ...(copies === undefined ? {} : { copies }),
    };
  });
}

/** A guide's text as a text of the hall: English that is missing is Chinese. */
const textsOf = (text: {
  'zh-Hans': string;
  'zh-Hant'?: string | undefined;
  en?: string | undefined;
}): Texts => ({
  'zh-Hans': text['zh-Hans'],
  ...(text['zh-Hant'] ? { 'zh-Hant': text['zh-Hant'] } : {}),
  en: text.en || text['zh-Hans'],
});

const say = (texts: Texts, language: Language): string => texts[language] ?? texts['zh-Hans'];
