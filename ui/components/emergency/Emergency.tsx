/**
 * An emergency as it takes over a whole screen: what is the matter and what to do, in three languages at
 * once, still and without a thing to touch.
 */
import type { Emergency } from '../../../core/views/facts.ts';
import { languages, say } from '../../texts.ts';
import { clockTime } from '../../times.ts';
import './emergency.css';
import { drillMark, emergencyWords } from './texts.ts';

export function EmergencyFace({ emergency }: { readonly emergency: Emergency }) {
  const { kind, words, since } = emergency;
  const mark = kind === 'drill' && <p class="emergency-mark">{drillMark}</p>;
  return (
    <main class={`emergency emergency-${kind}`}>
      {mark}
      <div class="emergency-body" role="alert">
        {languages.map((language, index) => {
          const { title, hint } = emergencyWords[kind][language];
          const own = words && (index === 0 || words[language]) ? say(words, language) : null;
          return (
            <section key={language} lang={language} class={`emergency-${language}`}>
              <h1>{title}</h1>
              <p>{hint}</p>
              {own !== null && <p class="emergency-own">{own}</p>}
            </section>
          );
        })}
      </div>
      <p class="emergency-since figures">{clockTime(since)}</p>
      {mark}
    </main>
  );
}
