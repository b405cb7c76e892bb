/**
 * What every page of the kiosk is made from, and what they all say alike: the foot, the countdown,
 * the one sentence above that nobody should miss.
 */

import type { KioskView } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';
import type {
  PrintFormMessage,
  PrintGuideMessage,
  PrintGuideReply,
} from '../../core/wire/guide-paper.ts';
import type { RatingLevel } from '../../core/wire/rating.ts';
import type { CardSaid } from '../../ui/card.ts';
import type { HelloRefusal, Unanswered } from '../../ui/following.ts';
import type { Screen } from '../../ui/screen.ts';
import { type Language, say } from '../../ui/texts.ts';
import type { EnrolProps } from './Enrol.tsx';
import type { FootProps } from './Frame.tsx';
import { warnMs } from './leaving.ts';
import type { Modes } from './modes.ts';
import { paperAhead, type SlipState } from './paper.ts';
import { kioskTexts } from './texts/texts.ts';
import { type Deed, isTaking, type Visit } from './visit.ts';
import type { HelpSaid } from './visiting.ts';

export interface KioskProps {
  readonly view: KioskView | null;
  readonly names: Names | null;
  readonly stale: boolean;
  readonly refusal: HelloRefusal | null;
  readonly visit: Visit;
  readonly slip: SlipState | null;
  readonly seconds: number | null;
  readonly language: Language;
  readonly modes: Modes;
  /** Care mode: large type, fewer choices, one thing a page. */
  readonly large: boolean;
  readonly screen: Screen;
  /** The hall's local date by the hub's clock, `2026-11-22`; empty before it was heard. */
  readonly today: string;
  readonly help: HelpSaid | null;
  readonly card: CardSaid;
  /** The languages that this kiosk can speak. */
  readonly spoken: readonly Language[];
  /** Nobody has been here for long: the page shows what this kiosk is for. */
  readonly asleep: boolean;
  /** Minutes of the clock, so that what stands still for long is moved a little. */
  readonly minute: number;
  readonly enrolment: Omit<EnrolProps, 'words' | 'own'>;
  readonly newRequestId: () => string;
  readonly onDeed: (deed: Deed) => void;
  readonly onTake: () => void;
  readonly onSend: () => void;
  readonly onReprint: () => void;
  readonly onRate: (level: RatingLevel) => void;
  readonly onAddToRating: (tags: readonly string[], words: string) => void;
  readonly onRejoin: () => void;
  readonly onPrintGuide: (message: PrintGuideMessage) => Promise<PrintGuideReply | Unanswered>;
  readonly onPrintForm: (message: PrintFormMessage) => Promise<PrintGuideReply | Unanswered>;
  readonly onHelp: () => void;
  readonly onLanguage: FootProps['onLanguage'];
  readonly onWake: () => void;
  readonly onMode: FootProps['onMode'];
}

export type Known = KioskProps & { readonly view: KioskView; readonly names: Names };

/** What the hall says of this kiosk; null before it is known which one it is. */
export const placeOf = (names: Names | null, view: KioskView | null) =>
  names?.kiosks.find(({ id }) => id === view?.kiosk) ?? null;

export const hallName = ({ names, language }: Pick<KioskProps, 'names' | 'language'>) =>
  names ? say(names.hall.name, language) : '';

export const serviceOf = ({ names }: Pick<Known, 'names'>, service: string | null) =>
  names.services.find(({ id }) => id === service);

export function serviceName(props: Known, service: string | null): string {
  const known = serviceOf(props, service);
  return known ? say(known.name, props.language) : (service ?? '');
}

/** Whether anything in this hall can be booked; while the hub is away, nothing. */
export const books = ({ names, view }: Pick<Known, 'names' | 'view'>): boolean =>
  view.away === null && names.services.some(({ booked }) => booked);

/** Care mode wants few choices, and low-reach mode has little room: booking stands under more services. */
export const fewChoices = ({ large, modes, screen }: KioskProps): boolean =>
  large || (modes.low && screen.standing);

/** Whether the hub is away and this service wants a person: then it gives no number (AWAY-2). */
export const needsHub = (props: Pick<Known, 'names' | 'view'>, service: string): boolean =>
  props.view.away !== null && serviceOf(props, service)?.realName === 'required';

export function footOf(props: KioskProps): FootProps {
  const { view, visit, language, modes, screen, stale, help, onDeed, onLanguage, onMode } = props;
  const home = visit.at === 'start' || isTaking(visit);
  const called = help === 'asking' || help === 'asked' || help === 'accepted';
  return {
    words: kioskTexts[language],
    language,
    modes,
    standing: screen.standing,
    onBack: home ? null : () => onDeed({ do: 'back' }),
    onStart: home ? null : () => onDeed({ do: 'start' }),
    // Once is enough, and without the hub nobody would hear it.
    onHelp: view === null || view.away !== null || stale || called ? null : props.onHelp,
    onLanguage,
    onMode,
  };
}

/** The countdown of a page that nobody touches, only in its last part. */
export function leavingOf({ visit, seconds, language }: KioskProps): string | null {
  if (isTaking(visit) || seconds === null || seconds * 1_000 > warnMs) return null;
  return kioskTexts[language].stillThere(seconds);
}

/** What is told of the card reader, as a sentence; null where there is none. */
export const cardOf = ({ card, language }: KioskProps): string | null =>
  card === 'none' ? null : kioskTexts[language].cardSaid[card];

/** How the call for help stands, as a sentence; null when there is none. */
export const helpOf = ({ help, language }: KioskProps): string | null =>
  help === null ? null : kioskTexts[language].helpSaid[help];

/** The hall's own notices, one a minute where there are several. */
function postedOf({ view, language, minute }: Known): string | null {
  const posted = view.notices[minute % Math.max(1, view.notices.length)];
  return posted ? say(posted, language) : null;
}

/** Help that comes, or what the visitor should know of the paper before a number is taken. */
export function noticeOf(props: Known): string | null {
  const words = kioskTexts[props.language];
  const paper = paperAhead(props.view.printer);
  const away = props.view.away === null ? null : words.standIn.not;
  const said = helpOf(props) ?? (paper === null ? away : words.paperAhead[paper]);
  return said ?? postedOf(props);
}
