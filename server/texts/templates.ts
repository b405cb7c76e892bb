/**
 * What texts say, as data: by kind and language, with the carriers' rules. A signature in full-width
 * brackets stands in front, the whole is at most 500 characters long, and only known variables are
 * filled in. Providers behind an interface send their own approved wording; they get the variables.
 */
import type { Language } from '../../core/hall/configuration.ts';
import { partsOf } from '../../drivers/text-parts.ts';
import { dutyTemplates } from './duty-templates.ts';

/** What visitors are told of: taken; soon; called; the call was missed; how was it; and a trial. */
export const visitorKinds = ['taken', 'ahead', 'called', 'missed', 'rate', 'test'] as const;
export type VisitorKind = (typeof visitorKinds)[number];

/**
 * What managers are told of: a case of a bad rating, of a failed errand, of anything else; one that falls
 * due soon or is overdue; an alarm that nobody has seen to, and a grave one; and that there were enough texts
 * for today.
 */
export const dutyKinds = [
  ...(['bad-rating', 'failed-errand', 'new-case', 'case-amber', 'case-red'] as const),
  ...(['alarm', 'grave-alarm'] as const),
  'duty-limit',
] as const;
export type DutyKind = (typeof dutyKinds)[number];

export const textKinds = [...visitorKinds, ...dutyKinds] as const;
export type TextKind = (typeof textKinds)[number];

/** Signature and text together, in UTF-16 units as carriers count them. */
export const textUnitsMax = 500;

/** In the order in which providers whose variables have no names get them. */
export const variables: Readonly<Record<TextKind, readonly string[]>> = {
  taken: ['label', 'service', 'ahead'],
  ahead: ['label', 'ahead'],
  called: ['label', 'counter'],
  missed: ['label', 'minutes'],
  rate: ['label', 'service', 'link'],
  test: ['label'],
  'bad-rating': ['number', 'counter', 'service', 'due'],
  'failed-errand': ['number', 'counter', 'service', 'due'],
  'new-case': ['number', 'what', 'due'],
  'case-amber': ['number', 'what', 'due'],
  'case-red': ['number', 'what', 'due'],
  alarm: ['place', 'what', 'since'],
  'grave-alarm': ['place', 'what', 'since'],
  'duty-limit': ['most', 'open', 'red'],
};

/** The longest that each variable gets; for the count of a template's length. */
export const variableUnitsMax = 40;

export type Templates = Readonly<Record<TextKind, Readonly<Record<Language, string>>>>;

export const usualTemplates: Templates = {
  taken: {
    'zh-Hans': '您已取号{label}，办理{service}，前面还有{ahead}人。快到时会再发短信提醒您。',
    'zh-Hant': '您已取號{label}，辦理{service}，前面還有{ahead}人。快到時會再發短訊提醒您。',
    en: 'Your number is {label} for {service}. {ahead} before you. We will text you again.',
  },
  ahead: {
    'zh-Hans': '{label}号，前面还有{ahead}人，请到等候区准备。',
    'zh-Hant': '{label}號，前面還有{ahead}人，請到等候區準備。',
    en: '{label}: {ahead} before you. Please come to the waiting area.',
  },
  called: {
    'zh-Hans': '请{label}号现在到{counter}办理。',
    'zh-Hant': '請{label}號現在到{counter}辦理。',
    en: '{label}: please go to {counter} now.',
  },
  missed: {
    'zh-Hans': '{label}号已过号。请在{minutes}分钟内告诉取号机旁或窗口的工作人员，可重新排队。',
    'zh-Hant': '{label}號已過號。請在{minutes}分鐘內告訴取號機旁或窗口的工作人員，可重新排隊。',
    en: '{label} was called and missed. Tell any member of staff within {minutes} minutes to rejoin.',
  },
  rate: {
    'zh-Hans': '{label}号{service}已办完。请评价本次服务（5个工作日内）：{link}',
    'zh-Hant': '{label}號{service}已辦完。請評價本次服務（5個工作日內）：{link}',
    en: '{label}, {service}: how was it? Tell us within 5 working days: {link}',
  },
  ...dutyTemplates,
  test: {
    'zh-Hans': '这是一条测试短信（{label}），无需理会。',
    'zh-Hant': '這是一條測試短訊（{label}），無需理會。',
    en: 'This is a test text ({label}). Nothing is asked of you.',
  },
};

const named = /\{([^{}]*)\}/g;

/** What is wrong with a template of this kind; null: nothing. `signature` without its brackets. */
export function templateProblem(kind: TextKind, signature: string, text: string): string | null {
  const used = [...text.matchAll(named)].map(([, name = '']) => name);
  const unknown = used.find((name) => !variables[kind].includes(name));
  if (unknown !== undefined) {
    return `{${unknown}} is not known here: ${variables[kind].map((name) => `{${name}}`).join(' ')}`;
  }
  if (/[{}]/.test(text.replace(named, ''))) return 'a brace without its pair';
  if (/[【】]/.test(text)) return 'no 【 or 】: the signature is put in front by itself';
  const longest = text.replace(named, '').length + used.length * variableUnitsMax;
  const units = longest + signature.length + 2;
  return units > textUnitsMax ? `at most ${textUnitsMax} characters, filled in: ${units}` : null;
}

/** The text as people read it, cut where a variable would make it longer than carriers take. */
export function rendered(
  signature: string,
  template: string,
  filled: Readonly<Record<string, string>>,
): string {
  const text = template.replace(named, (_, name: string) => clipped(filled[name] ?? ''));
  return `【${signature}】${text}`.slice(0, textUnitsMax);
}

/** A link is never cut: half a link leads nowhere. */
function clipped(value: string): string {
  if (/^https?:/.test(value) || value.length <= variableUnitsMax) return value;
  return `${value.slice(0, variableUnitsMax - 1)}…`;
}

/** How many parts carriers charge for. */
export const partsCharged = (body: string): number => partsOf(body).length;
