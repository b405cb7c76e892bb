/**
 * What the page says of a case, made of ids and times; pure, so that it is tested without a browser.
 */
import type { CaseKind, Light } from '../../core/cases/case.ts';
import type { Names } from '../../core/views/names.ts';
import { type Language, say } from '../../ui/texts.ts';
import type { CaseTexts } from './texts/index.ts';
import type { Act, CaseTold, HistoryTold, Named } from './told.ts';

const dayMs = 86_400_000;

/** How long still, in words: nobody has to read a colour. */
export function leftText({ deadlines, closed }: CaseTold, now: number, texts: CaseTexts): string {
  if (closed) return texts.closedAs[closed.as];
  const left = deadlines.dueAt - now;
  if (left <= 0) return texts.over(Math.max(1, Math.ceil(-left / dayMs)));
  return left < dayMs
    ? texts.hoursLeft(Math.ceil(left / 3_600_000))
    : texts.daysLeft(Math.floor(left / dayMs));
}

/** A closed case has no light. */
export const lightOf = ({ closed, light }: CaseTold): Light | 'closed' =>
  closed ? 'closed' : light;

/** Service, item and counter, as far as they are known. */
export function aboutText({ about }: CaseTold, names: Names, language: Language): string {
  const service = names.services.find(({ id }) => id === about.service);
  const item = service?.items.find(({ id }) => id === about.item);
  const counter = names.counters.find(({ id }) => id === about.counter);
  return [service, item, counter]
    .flatMap((one) => (one ? [say(one.name, language)] : []))
    .join(' · ');
}

export const nameIn = (all: readonly Named[], id: unknown, language: Language): string => {
  const found = all.find((one) => one.id === id);
  return found ? say(found.name, language) : '';
};

/** What an event of the history says beside its words. */
export function eventText(
  { type, facts }: HistoryTold,
  lists: { readonly units: readonly Named[]; readonly causes: readonly Named[] },
  texts: CaseTexts,
  language: Language,
): string {
  const told = texts.events[type] ?? type;
  switch (type) {
    case 'case-analysed':
      return `${told} · ${nameIn(lists.causes, facts.cause, language)}`;
    case 'case-dispatched':
      return `${told} · ${nameIn(lists.units, facts.unit, language)}`;
    case 'case-verified':
      return facts.so ? texts.wasSo : texts.wasNotSo;
    case 'dispute-settled':
      return facts.upheld ? texts.upheld : texts.rejected;
    case 'case-checked':
      return facts.passed ? texts.passed : texts.notPassed;
    case 'visitor-called-back': {
      const fix = facts.fix as keyof CaseTexts['fixes'] | null;
      if (!facts.reached) return `${told} · ${texts.notReached}`;
      return `${told} · ${fix ? texts.fixes[fix] : texts.noFix}`;
    }
    case 'case-turned':
      return texts.lights[facts.light as Light];
    case 'case-closed':
      return `${told} · ${texts.closedAs[facts.as as keyof CaseTexts['closedAs']]}`;
    default:
      return told;
  }
}

/** Acts whose words may be left out. */
const wordless: ReadonlySet<Act> = new Set(['dispatch', 'check', 'call-back', 'close']);
export const needsWords = (act: Act): boolean => !wordless.has(act);

/** The six stages of 办法 art. 46, in their order. */
export const sixStages = [
  'opened',
  'analysed',
  'dispatched',
  'solved',
  'checked',
  'closed',
] as const;

/** `2026-11`, of the local date of the hall. */
export const monthOf = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 7);

/** What the hub has to be told to open a case of this kind by hand. */
export const sourcesOf = (kind: CaseKind) =>
  kind === 'experience' ? (['officer'] as const) : (['hall', '12345', 'paper', 'counter'] as const);
