/**
 * A text to a manager in words, made as it is handed over: of a case that was closed meanwhile, or whose
 * light is another by now, nothing is told. Numbers of cases, places, devices and dates alone stand in it.
 */
import type { CaseKind } from '../../core/cases/case.ts';
import type { Configuration, Language, Texts } from '../../core/hall/configuration.ts';
import type { CaseEntry } from '../cases/table.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { TextRow } from '../house/text-rows.ts';
import type { AlarmsRead } from './alarm-following.ts';
import { aboutAlarm, somewhere } from './alarm-wording.ts';
import type { CasesRead } from './duty-following.ts';
import type { Wording } from './sender.ts';
import type { TextSettings } from './settings.ts';
import { type DutyKind, rendered, variables } from './templates.ts';

export interface DutyWordingParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly cases: CasesRead;
  readonly alarms: AlarmsRead;
  readonly settings: TextSettings;
  readonly calendar: Calendar;
}

type Filled = Readonly<Record<string, string>>;

const anything: Readonly<Record<Language, string>> = {
  'zh-Hans': '业务不详',
  'zh-Hant': '業務不詳',
  en: 'service unknown',
};

const kindWords: Readonly<Record<CaseKind, Readonly<Record<Language, string>>>> = {
  'bad-rating': { 'zh-Hans': '差评', 'zh-Hant': '差評', en: 'bad rating' },
  'failed-errand': { 'zh-Hans': '办不成事', 'zh-Hant': '辦不成事', en: 'failed errand' },
  complaint: { 'zh-Hans': '投诉建议', 'zh-Hant': '投訴建議', en: 'complaint' },
  disclosure: { 'zh-Hans': '依申请公开', 'zh-Hant': '依申請公開', en: 'disclosure' },
  experience: { 'zh-Hans': '体验员', 'zh-Hant': '體驗員', en: 'experience officer' },
  incident: { 'zh-Hans': '突发事件', 'zh-Hant': '突發事件', en: 'incident' },
};

/** What the text says; a reason: it is not to go. Fails: `LogFailure`, `HouseFailure`. */
export async function dutyWordingOf(
  parts: DutyWordingParts,
  text: TextRow,
  { language }: { readonly language: Language },
): Promise<Wording | { readonly not: string }> {
  const { settings } = parts;
  const kind = text.kind as DutyKind;
  const said = await aboutOf(parts, { ...text, kind }, language);
  if (typeof said === 'string') return { not: said };
  const filled = Object.fromEntries(variables[kind].map((name) => [name, said[name] ?? '']));
  return {
    body: rendered(settings.signature, settings.templates[kind][language], filled),
    variables: filled,
  };
}

function aboutOf(
  parts: DutyWordingParts,
  text: TextRow & { readonly kind: DutyKind },
  language: Language,
): Promise<Filled | string> {
  switch (text.kind) {
    case 'duty-limit':
      return aboutLimit(parts, text);
    case 'alarm':
    case 'grave-alarm':
      return aboutAlarm(parts, text, language);
    default:
      return aboutCase(parts, text, language);
  }
}

async function aboutLimit(
  { keeper, cases, settings }: DutyWordingParts,
  { duty }: TextRow,
): Promise<Filled> {
  const { open, red } = await cases.counts(keeper.hall);
  const most = settings.managers.find(({ id }) => id === duty)?.perDay ?? 0;
  return { most: `${most}`, open: `${open}`, red: `${red}` };
}

async function aboutCase(
  { keeper, cases, calendar }: DutyWordingParts,
  { ticket, kind }: TextRow & { readonly kind: DutyKind },
  language: Language,
): Promise<Filled | string> {
  const entry = await cases.find(keeper.hall, ticket.slice('case:'.length));
  if (entry === null || entry.one.closed !== null) return 'case-closed';
  if (!lightHolds(kind, entry)) return 'no-longer-true';
  const { about, deadlines, kind: what } = entry.one;
  const { services, counters } = await keeper.look(({ configuration }) => ({
    services: (configuration as Configuration | null)?.services ?? [],
    counters: (configuration as Configuration | null)?.counters ?? [],
  }));
  const say = (texts: Texts | undefined) => texts?.[language] ?? texts?.['zh-Hans'];
  return {
    number: entry.number,
    what: kindWords[what][language],
    counter: say(counters.find(({ id }) => id === about.counter)?.name) ?? somewhere[language],
    service: say(services.find(({ id }) => id === about.service)?.name) ?? anything[language],
    due: dateIn(language, calendar(deadlines.dueAt - 1).date),
  };
}

function lightHolds(kind: DutyKind, { one }: CaseEntry): boolean {
  if (kind === 'case-amber') return one.light === 'amber';
  return kind !== 'case-red' || one.light === 'red';
}

/** `11月25日`, `2026-11-25`: the last day on which it is in time. */
function dateIn(language: Language, date: string): string {
  if (language === 'en') return date;
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日`;
}
