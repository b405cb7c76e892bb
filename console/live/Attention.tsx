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

/** The worst first. */
export function mattersOf(
  { view, texts }: Pick<LiveParts, 'view' | 'texts'>,
  beside: Beside | null,
) {
  const matters: Matter[] = [];
  const add = (count: number | null | undefined, text: (count: number) => string, path: string) => {
    if (count) matters.push({ text: text(count), path, bad: true });
  };
  if (view.emergency) add(1, () => texts.emergency[view.emergency ?? 'drill'], housePath);
  if (view.clockAlarm) matters.push({ text: texts.clockAlarm, path: null, bad: true });
  const wanted = view.helpCalls.filter(({ state }) => state !== 'accepted').length;
  if (wanted > 0) matters.push({ text: texts.help(wanted), path: null, bad: true });
  add(view.held, texts.held, adoptionPath);
  add(view.printers.length, texts.printers, devicesPath);
  add(beside?.alarms, texts.alarms, devicesPath);
  add(beside?.unsent, texts.unsent, textsPath);
  add(beside?.cases?.red, texts.casesRed, casesPath);
  if (beside?.cases?.open) {
    const { open, fresh } = beside.cases;
    matters.push({ text: texts.cases(open, fresh), path: casesPath, bad: false });
  }
  return matters;
}

export function Attention({ beside, ...parts }: LiveParts & { readonly beside: Beside | null }) {
  const { texts } = parts;
  const matters = mattersOf(parts, beside);
  return (
    <section>
      <h2>{texts.attention}</h2>
      {matters.length === 0 && <p class="manager-none">{texts.nothing}</p>}
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
