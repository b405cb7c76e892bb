/**
 * What somebody has to see to, each a way to the page where it is done; nothing is shown that is well.
 */
import { adoptionPath, casesPath, devicesPath, housePath, textsPath } from '../address.ts';
import type { Beside } from './beside.ts';
import type { LiveParts } from './Live.tsx';

export interface Matter {
  readonly text: string;
  /** Where it is done; null: at a counter's console, or nowhere. */
  readonly path: string | null;
  readonly bad: boolean;
}

type Told = Pick<LiveParts, 'view' | 'texts'>;

/** What the hall itself has, the worst first. */
export function ownMatters({ view, texts }: Told): Matter[] {
  const matters: Matter[] = [];
  const add = (count: number, text: (count: number) => string, path: string | null) => {
    if (count > 0) matters.push({ text: text(count), path, bad: true });
  };
  if (view.emergency) add(1, () => texts.emergency[view.emergency ?? 'drill'], housePath);
  for (const lacked of view.machine) add(1, () => texts.machine[lacked], null);
  if (view.clockAlarm) add(1, () => texts.clockAlarm, null);
  add(view.helpCalls.filter(({ state }) => state !== 'accepted').length, texts.help, null);
  add(view.held, texts.held, adoptionPath);
  add(view.printers.length, texts.printers, devicesPath);
  return matters;
}

/** All of it in lines, for a wall that has no room for more: what the hall has, then what stands beside. */
export function mattersOf(told: Told, { devices, texts, cases }: Beside): Matter[] {
  const words = told.texts;
  const matters = ownMatters(told);
  const add = (count: number | undefined, text: (count: number) => string, path: string) => {
    if (count) matters.push({ text: text(count), path, bad: true });
  };
  add(devices?.alarms.length, words.alarms, devicesPath);
  add(texts?.unsent, words.unsent, textsPath);
  add(cases?.red, words.casesRed, casesPath);
  if (cases?.open) {
    matters.push({ text: words.cases(cases.open, cases.fresh), path: casesPath, bad: false });
  }
  return matters;
}

export function Attention(parts: LiveParts) {
  const { texts } = parts;
  const matters = ownMatters(parts);
  if (matters.length === 0) return null;
  return (
    <section>
      <h2>{texts.attention}</h2>
      <ul class="live-matters figures">
        {matters.map(({ text, path, bad }) => (
          <li key={text} class={bad ? 'live-bad' : undefined}>
            {path ? <a href={path}>{text}</a> : text}
          </li>
        ))}
      </ul>
    </section>
  );
}
