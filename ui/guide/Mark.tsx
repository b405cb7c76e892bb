/**
 * Which guide this is a copy of: version and date on every one, and whether it is only an example.
 */
import type { Language } from '../texts.ts';
import { guideWords } from './texts/texts.ts';
import { exampleMark, type GuideMark } from './told.ts';
import './guide.css';

export function Mark({ mark, language }: { mark: GuideMark; language: Language }) {
  const words = guideWords[language];
  return (
    <p class="guide-mark figures">
      {mark.origin === 'example' && (
        <strong class="guide-example" title={words.exampleHint}>
          {exampleMark}
        </strong>
      )}
      <span class="guide-version">{words.version(mark.version)}</span>
      <time dateTime={mark.date}>{mark.date}</time>
    </p>
  );
}
