/**
 * What a change of settings means for visitors, said before anybody saves it or puts it in force.
 */
import { language } from '../language.ts';
import type { Plain } from './form.ts';
import type { SettingsTexts } from './texts/index.ts';
import type { ChangeTold } from './told.ts';
import './visitors.css';
import { forVisitors } from './visitors.ts';

interface Props {
  readonly changes: readonly Omit<ChangeTold, 'when'>[];
  readonly value: Plain;
  readonly texts: SettingsTexts;
}

export function ForVisitors({ changes, value, texts }: Props) {
  if (changes.length === 0) return null;
  const found = forVisitors(changes, { language: language.value, texts, value });
  return (
    <section class="settings-visitors" aria-label={texts.visitors.title}>
      <h3>{texts.visitors.title}</h3>
      {found.length === 0 && <p class="manager-quiet">{texts.visitors.nothing}</p>}
      <ul>
        {found.map(({ said, grave }) => (
          <li key={said} class={grave ? 'settings-grave' : undefined}>
            {said}
          </li>
        ))}
      </ul>
    </section>
  );
}
