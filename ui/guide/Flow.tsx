/**
 * How it goes, as a picture: who does what after what, and what one has in the end. It is a list, so
 * a screen reader hears it in order; the line between the steps is only drawn.
 */
import type { FlowStep, Guide } from '../../core/guides/guide.ts';
import type { Language } from '../texts.ts';
import { Say } from './Say.tsx';
import { guideWords } from './texts/texts.ts';
import { limitText } from './told.ts';
import './guide.css';

export function Flow({ guide, language }: { guide: Guide; language: Language }) {
  const words = guideWords[language];
  return (
    <ol class="guide-flow">
      {guide.flow.map((step, index) => (
        <Step key={index} step={step} at={index + 1} language={language} />
      ))}
      <li class="guide-step guide-step-end">
        <span class="guide-dot" aria-hidden="true" />
        <div class="guide-words">
          <p class="guide-by">{words.end}</p>
          <h3 class="guide-name">
            <Say text={guide.result.name} language={language} />
          </h3>
          <p class="guide-note">
            <Say text={guide.result.delivery} language={language} />
          </p>
        </div>
      </li>
    </ol>
  );
}

interface StepProps {
  readonly step: FlowStep;
  readonly at: number;
  readonly language: Language;
}

function Step({ step: { name, by, about, limit }, at, language }: StepProps) {
  const words = guideWords[language];
  return (
    <li class={`guide-step guide-step-${by}`}>
      <span class="guide-dot figures" aria-hidden="true">
        {at}
      </span>
      <div class="guide-words">
        <p class="guide-by figures">
          {words.by[by]}
          {limit && <span class="guide-limit"> {limitText(limit, language)}</span>}
        </p>
        <h3 class="guide-name">
          <Say text={name} language={language} />
        </h3>
        {about && (
          <p class="guide-note">
            <Say text={about} language={language} />
          </p>
        )}
      </div>
    </li>
  );
}
