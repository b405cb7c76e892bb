/**
 * What few ask and everybody may know: common questions, who can apply, by what it is decided, and
 * the law, folded away until it is wanted.
 */
import type { Guide, GuideText } from '../../core/guides/guide.ts';
import type { Language } from '../texts.ts';
import { Say } from './Say.tsx';
import { guideWords } from './texts/texts.ts';
import { basesOf, basisText, particulars } from './told.ts';
import './guide.css';

interface PartProps {
  readonly guide: Guide;
  readonly language: Language;
}

export function Questions({ guide, language }: PartProps) {
  if (guide.questions.length === 0) return null;
  return (
    <section class="guide-section">
      <h3 class="guide-heading">{guideWords[language].questions}</h3>
      {guide.questions.map(({ question, answer }, index) => (
        <div key={index} class="guide-question">
          <p class="guide-name">
            <Say text={question} language={language} />
          </p>
          <p>
            <Say text={answer} language={language} />
          </p>
        </div>
      ))}
    </section>
  );
}

export function Rules({ guide, language }: PartProps) {
  const words = guideWords[language];
  return (
    <>
      <Points title={words.conditions} points={guide.conditions} language={language} />
      <Points title={words.standards} points={guide.standards} language={language} />
      <Points title={words.scope} points={[guide.scope]} language={language} />
      {guide.quota && <Points title={words.quota} points={[guide.quota]} language={language} />}
      <Points title={words.agency} points={[guide.agency]} language={language} />
      <dl class="guide-particulars">
        {particulars(guide, words).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figures">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface PointsProps {
  readonly title: string;
  readonly points: readonly GuideText[];
  readonly language: Language;
}

function Points({ title, points, language }: PointsProps) {
  if (points.length === 0) return null;
  return (
    <section class="guide-section">
      <h3 class="guide-heading">{title}</h3>
      <ul class="guide-points">
        {points.map((point, index) => (
          <li key={index}>
            <Say text={point} language={language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opened by the browser itself; nothing to script. */
export function Bases({ guide, language }: PartProps) {
  const words = guideWords[language];
  const bases = basesOf(guide);
  if (bases.length === 0) return null;
  return (
    <details class="guide-bases">
      <summary>{words.basesOf(bases.length)}</summary>
      <ul class="guide-points" lang={language === 'en' ? 'zh-Hans' : undefined}>
        {bases.map((basis) => (
          <li key={basisText(basis, words)}>{basisText(basis, words)}</li>
        ))}
      </ul>
    </details>
  );
}
