/**
 * The way to the page of cases, in the head of every manager's page: how many are new and how many are
 * overdue, asked anew whenever the hall says that something has changed.
 */
import type { Language } from '../ui/texts.ts';
import { casesPath } from './address.ts';
import { language } from './language.ts';
import { useTold } from './told-again.ts';

interface Counts {
  readonly fresh: number;
  readonly red: number;
}

const words: Readonly<Record<Language, (counts: Counts) => readonly string[]>> = {
  'zh-Hans': ({ fresh, red }) => ['工单', fresh ? `${fresh} 新` : '', red ? `${red} 超期` : ''],
  'zh-Hant': ({ fresh, red }) => ['工單', fresh ? `${fresh} 新` : '', red ? `${red} 超期` : ''],
  en: ({ fresh, red }) => ['Cases', fresh ? `${fresh} new` : '', red ? `${red} overdue` : ''],
};

const none: Counts = { fresh: 0, red: 0 };

async function ask(hall: string): Promise<Counts | 'unreachable'> {
  try {
    const answer = await fetch(`/api/halls/${encodeURIComponent(hall)}/case-counts`);
    const told = answer.ok ? ((await answer.json()) as Partial<Counts>) : null;
    return typeof told?.fresh === 'number' ? { ...none, ...told } : none;
  } catch {
    return 'unreachable';
  }
}

/** `rev`: another one after every change of the house's facts. */
export function CasesLink({ hall, rev }: { hall: string; rev: number }) {
  const [told] = useTold(() => ask(hall), [hall, rev]);
  const counts = told === null || told === 'unreachable' ? none : told;
  const text = words[language.value](counts).filter((part) => part !== '');
  return (
    <a class={`button button-quiet figures${counts.red ? ' cases-over' : ''}`} href={casesPath}>
      {text.join(' · ')}
    </a>
  );
}
