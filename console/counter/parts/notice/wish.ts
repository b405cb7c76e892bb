/**
 * What a clerk has ticked and written for a one-time notice, and the body that orders it. Pure; it
 * lives as long as the sheet is open and is kept nowhere.
 */
import type { Guide, GuideEntry, GuideText } from '../../../../core/guides/guide.ts';
import type { NoticeBody } from '../../../../core/wire/one-time-notice.ts';
import type { Language } from '../../../../ui/texts.ts';
import { dayIn } from '../../../dates.ts';

export type PaperState = 'ok' | 'missing' | 'wrong';

export interface Said {
  readonly state: PaperState;
  readonly reason: string;
}

export interface OwnPaper extends Said {
  readonly name: string;
}

export interface NoticeWish {
  /** Empty: by none, and the errand stands in `item`. */
  readonly guide: string;
  readonly item: string;
  readonly language: Language;
  readonly label: string;
  /** A day as typed, or empty. */
  readonly by: string;
  readonly kiosk: string;
  /** By the ids of the guide's materials. */
  readonly papers: Readonly<Record<string, Said>>;
  readonly own: readonly OwnPaper[];
}

export const complete: Said = { state: 'ok', reason: '' };
export const noOwnPaper: OwnPaper = { name: '', state: 'missing', reason: '' };
/** Papers in own words on one notice. */
export const ownMax = 8;

export const newWish = (more: Pick<NoticeWish, 'language' | 'label' | 'kiosk'>): NoticeWish => ({
  guide: '',
  item: '',
  by: '',
  papers: {},
  own: [noOwnPaper],
  ...more,
});

/** The body that orders it; null while something is still to be said. */
export function bodyOf(
  wish: NoticeWish,
  guide: Pick<Guide, 'id' | 'materials'> | null,
  counter: string,
): Omit<NoticeBody, 'requestId'> | null {
  const { item, language, label, kiosk, papers, own } = wish;
  const by = dayIn(wish.by);
  if (by === null) return null;
  if (kiosk === '' || (wish.guide === '' ? item.trim() === '' : guide?.id !== wish.guide)) {
    return null;
  }
  const guided = (guide && wish.guide !== '' ? guide.materials : []).flatMap(({ id }) => {
    const said = papers[id] ?? complete;
    return said.state === 'ok' ? [] : [{ material: id, state: said.state, ...because(said) }];
  });
  const written = own.flatMap((paper) =>
    paper.name.trim() === '' || paper.state === 'ok'
      ? []
      : [{ name: paper.name.trim(), state: paper.state, ...because(paper) }],
  );
  const materials = [...guided, ...written];
  if (materials.length === 0) return null;
  return {
    ...{ kiosk, language, counter, materials },
    ...(wish.guide === '' ? { item: { 'zh-Hans': item.trim() } } : { guide: wish.guide }),
    ...(label.trim() === '' ? {} : { label: label.trim().toUpperCase() }),
    ...(by === '' ? {} : { by }),
  };
}

const because = ({ reason }: Said) => (reason.trim() === '' ? {} : { reason: reason.trim() });

/** How many guides a list offers at once. */
const offeredMax = 60;

/** Guides whose names hold what was typed; those of the service in hand first. */
export function offered(
  guides: readonly GuideEntry[],
  typed: string,
  service: string | null,
): GuideEntry[] {
  const wanted = typed.trim().toLowerCase();
  const holds = ({ name, id }: GuideEntry) =>
    [name['zh-Hans'], name['zh-Hant'] ?? '', name.en ?? '', id].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  const rank = (entry: GuideEntry) => (service !== null && entry.service === service ? 0 : 1);
  return guides
    .filter(holds)
    .sort((a, b) => rank(a) - rank(b) || b.popularity - a.popularity)
    .slice(0, offeredMax);
}

/** English that is missing is Chinese: a clerk reads both. */
export const sayGuide = (text: GuideText, language: Language): string =>
  text[language] || text['zh-Hans'];
