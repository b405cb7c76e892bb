/**
 * Small sentences of the page of guides: who did what when, and where in a guide something stands.
 */
import type { Language } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import type { GuidesTexts } from './texts/index.ts';
import type { DeedTold, ProblemTold, Saying } from './told.ts';

/** Date and time, as this page tells when. */
export const whenText = (at: number, language: Language): string =>
  `${dateText(at, language)} ${clockTime(at)}`;

/** A person's name, or what did it where it was none. */
export function byText({ by, name }: DeedTold, texts: GuidesTexts): string {
  if (name !== null) return name;
  if (by === 'administrator') return texts.somebody.administrator;
  return by.startsWith('token:') ? texts.somebody.token : texts.somebody.manager;
}

/** `材料 3 · 名称`; a part that has no name stands as it is. */
export function fieldText(
  field: string,
  names: Readonly<Record<string, Saying>>,
  language: Language,
): string {
  const parts: string[] = [];
  for (const part of field.split('.').filter((one) => one !== '')) {
    if (/^\d+$/.test(part) && parts.length > 0) parts.push(`${parts.pop()} ${Number(part) + 1}`);
    else parts.push(names[part]?.[language] ?? part);
  }
  return parts.join(' · ');
}

export interface RuleCount {
  readonly rule: string;
  readonly count: number;
}

/** How often each rule is broken, the most often first. */
export function countsOf(problems: readonly ProblemTold[]): RuleCount[] {
  const counts = new Map<string, number>();
  for (const { rule } of problems) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count);
}
