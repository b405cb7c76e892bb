/**
 * Rating the last visit, by the slip's code: five levels by their official names, in their official
 * order, all alike to the eye. Nobody has to answer, and nobody is asked twice.
 */
import type { RatingLevel } from '../../../core/wire/rating.ts';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Frame } from '../Frame.tsx';
import { type Known, serviceName } from '../known.ts';
import { kioskTexts } from '../texts/texts.ts';
import { framed } from './MorePages.tsx';
import type { Rating } from './more.ts';
import { moreTexts } from './texts/texts.ts';

const levels: readonly RatingLevel[] = [5, 4, 3, 2, 1];

export function RatePage(props: Known & { readonly visit: Rating }) {
  const { language, visit, onDeed, onRate } = props;
  const words = moreTexts[language];
  const { asking, steps, thanks, trouble } = visit;
  const [step] = steps;
  if (step === undefined || thanks) {
    const title = thanks
      ? words.rateThanks
      : asking
        ? kioskTexts[language].asking
        : words.rateTitle;
    const hint = thanks
      ? words.rateThanksHint
      : trouble
        ? words.rateTrouble[trouble]
        : words.rateScan;
    return (
      <Frame {...framed(props, 'rate')} title={title} hint={hint}>
        <div class="info">
          {!thanks && <p class="info-line">{words.rateHow}</p>}
          {thanks && (
            <Button kind="main" onPress={() => onDeed({ do: 'start' })}>
              {kioskTexts[language].done}
            </Button>
          )}
        </div>
      </Frame>
    );
  }
  const hint = trouble ? words.rateTrouble[trouble] : serviceName(props, step.service);
  return (
    <Frame {...framed(props, 'rate')} title={words.rateQuestion} hint={hint}>
      <ul class="levels">
        {levels.map((level) => (
          <li key={level}>
            <Button disabled={asking} onPress={() => onRate(level)}>
              {words.levels[level]}
            </Button>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
